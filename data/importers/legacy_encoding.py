"""Text of before UTF-8, one byte a letter: which encoding it is in, if only one makes sense of all of it.

The bytes of "Muñoz" are letters in every such encoding, but "MuŇoz", "Mu–oz" or "Mu±oz" is no word of anybody's. An
encoding fits where every word with a byte over 127 has letters of one language, capitals where capitals are, and signs
where signs stand. Fit two of them and do not say the same, then nobody can tell, and we do not either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from data.importers.encoding import first_bad_line, is_encoding
from data.importers.problems import FileRefused

NAMES = {
    "cp1252": "Windows-1252",
    "iso-8859-15": "ISO-8859-15",
    "mac-roman": "Mac Roman",
    "cp1250": "Windows-1250",
    "cp850": "DOS 850",
    "cp437": "DOS 437",
}
# The letters beside a to z in one language each; a name is of one of them.
ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        *("áéíóúüñ", "àâæçéèêëîïôœùûü", "äöüßéè", "áàâãçéêíóôõúü", "àèéìíîòóù"),
        *("åäöé", "æøåé", "áðéíóúýþæö", "áéëïíóöüè", "čšžäöõü", "ąćęłńóśźż", "áčďéěíňóřšťúůýž"),
        *("áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    )
)
# What no language writes: a Spanish ñ stands before a vowel, a Polish ń never, a Portuguese õ only before e.
NEVER = re.compile(r"ń[aeiouyáéíóú]|ñ(?![aeiouáéíóú])|õ(?!e)|ã(?!o|e|s?$)|íre$|ít$")
WORD = re.compile(r"[^\W\d_ªº½¼¾¹²³]+")
ASCII = re.compile(r"[\x00-\x7f]+")
SIGNS = re.compile(
    r"(?<![^\W_])(?<![“‘«¿¡„])[“‘«¿¡„]+(?=\w)"  # opening; from each of many one would look to their end in vain
    r"|(?<=[\w.,:!?…)])[”’»…]+(?!\w)"  # closing
    r"|(?<=\w)’(?=(?:s|t|re|ve|ll|d|m)\b)|\b\w{1,2}’(?=\w)"  # don’t, O’Brien, l’école
    r"|(?<![a-z])[–—]|[–—](?![a-z])"
    r"|(?<![^\W\d_])[•·°ºª€£©®™½¼¾×±§²³](?![^\W\d_])"
)
INSIDE = r"[^\s,;|\"<>/\xa0]"
# Only where a word begins: from every letter of a long word of ASCII one would look to its end in vain.
TOKEN = re.compile(rf"(?:(?<!{INSIDE})|(?=\xa0)){INSIDE}*[\x80-\xff]{INSIDE}*".encode("latin-1"))
MOST_TOKENS = 20_000  # distinct ones
LONGEST_PIECE = 2**20  # bytes of a line that are looked at together
SAYS_LITTLE = re.compile(rb"[A-Za-z]{2,}[\x92\xd5\xa0][sdm]?")  # "Lu’s" may be Luís on another machine


def certain_encoding(path: Path) -> str:
    """The name of it in Python. Raises FileRefused, with the best guess as remedy, where it is not certain."""
    tokens = _tokens(path)
    unfit = {name: sum(not _plausible(text) for text in _read(tokens, name)) for name in NAMES}
    fitting = [name for name in NAMES if not unfit[name]]
    telling = [token for token in tokens if not SAYS_LITTLE.fullmatch(token)]
    if fitting and telling and len({tuple(_read(telling, name)) for name in fitting}) == 1:
        return fitting[0]
    guess = min(NAMES, key=unfit.__getitem__) if min(unfit.values()) < len(tokens) / 2 else _other_script(path)
    raise FileRefused(
        "is not UTF-8, and it is not certain in which encoding it is",
        f"save it as UTF-8, or name its encoding: --encoding {guess} seems likeliest" if guess
        else "save it as UTF-8, or name its encoding by --encoding",
        first_bad_line(path),
    )  # fmt: skip


def _tokens(path: Path) -> list[bytes]:
    """The distinct words that are not ASCII."""
    found: set[bytes] = set()
    with path.open("rb") as binary:
        while piece := binary.readline(LONGEST_PIECE):
            found.update(TOKEN.findall(piece))
            if len(found) > MOST_TOKENS:
                break
    return sorted(found)


def _read(tokens: Iterable[bytes], encoding: str) -> list[str]:
    return [token.decode(encoding, "replace") for token in tokens]


def _plausible(text: str) -> bool:
    if any(unicodedata.category(char) in ("Cc", "Cn", "Co") or char == "\ufffd" for char in text):
        return False
    words = WORD.findall(text)
    if not all(word.isascii() or _is_word(word) for word in words):
        return False
    return not ASCII.sub("", WORD.sub("", SIGNS.sub("", text)))


def _is_word(word: str) -> bool:
    """Whether a word with letters beside a to z may be one: "Zoë", "ÉCOLE", but not "ZoÎ" or "Dvoøák"."""
    capitals = word[1:].upper() == word[1:] if len(word) > 1 else True
    if not capitals and any(not char.isascii() and char.isupper() for char in word[1:]):
        return False
    if capitals and len(word) > 1 and any(char.islower() and not char.isascii() for char in word):
        return False
    special = {char for char in word.casefold().replace("ss", "s") if not char.isascii()}
    return any(special <= letters for letters in ALPHABETS) and not NEVER.search(word.lower())


def _other_script(path: Path) -> str | None:
    """The best guess where no encoding of Latin letters is near."""
    from charset_normalizer import from_path  # it takes a tenth of a second to load, and is hardly ever needed

    best = from_path(path).best()
    return best.encoding if best and is_encoding(best.encoding) else None
