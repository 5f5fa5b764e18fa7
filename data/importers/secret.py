"""Which columns hold what nobody but one person may know: passwords, codes to sign in with.

Exports of accounts have them beside the names. They are no group, and stand in no report and on no page.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from data.importers.header import ACCENT, plain, words_of

# Within a word of any length: no other word has them inside.
STEMS = (
    "passw passcode passphrase passkey pwd kennwort zugangscode contrasen wachtwoord losenord passord adgangskode "
    "kodeord salasana jelszo парол 密码 密碼 口令 暗証番号 パスワード 비밀번호 סיסמ"
)
# Only as whole words, since compass, passage, opinion and secretary are none.
WORDS = "pw pwort pincode pinnummer psw mdp senha haslo heslo sifre puk otp userpass userpw loginpass loginpw apikey"
# The same, but only in short headers: in a question of a survey they may mean anything.
SHORT_WORDS = "pass passe pin secret secreto segreto geheim token clave parola"
SHORT = 4  # words
# Words that stand together.
PHRASES = (
    "login code, log in code, signin code, sign in code, logon code, access code, pass code, security code, "
    "verification code, auth code, code d acces, codigo de acceso, codigo de acesso, codice di accesso, kod dostepu, "
    "access key, secret key, login key, api key, security answer, mot de passe, mat khau, kata sandi, "
    "κωδικος προσβασης, كلمة المرور, كلمة السر, رمز عبور"
)
INNOCENT = {
    "fail",
    "failed",
    "rate",
    "mark",
    "score",
    "grade",
    "points",
    "earned",
    "hall",
    "bus",
}  # Pass/Fail, hall pass
LOOKALIKES = str.maketrans("аеорсхуіјѕԁһкмтнвαορειχυκτνłıøđ", "aeopcxyijsdhkmthbaopeixyktnliod")


def _folded(text: str) -> str:
    return plain(text).translate(LOOKALIKES)


STEM_LIST = tuple(map(_folded, STEMS.split()))
WORD_LIST, SHORT_LIST = (frozenset(map(_folded, said.split())) for said in (WORDS, SHORT_WORDS))
PHRASE_LIST = tuple(" ".join(map(_folded, phrase.split())) for phrase in PHRASES.split(", "))


@lru_cache(4_000)  # a header is asked about on every page that shows its file
def is_secret(header: str) -> bool:
    """Whether a column of this header may hold what its owner alone should know; of any capitals, accents, width, and
    with letters of other alphabets that look the same."""
    text = _legible(header)
    whole = [_folded(word) for word in words_of(text)]
    parts = [_folded(word) for word in words_of(text, inside=True)]
    words = {*whole, *parts}
    said = words | {_folded(text)}
    return (
        any(stem in word for word in words for stem in STEM_LIST)
        or not WORD_LIST.isdisjoint(said)
        or (len(whole) <= SHORT and not SHORT_LIST.isdisjoint(said) and INNOCENT.isdisjoint(said))
        or any(f" {phrase} " in f" {' '.join(row)} " for phrase in PHRASE_LIST for row in (whole, parts))
    )


def _legible(header: str) -> str:
    """Without accents, and without what nobody sees."""
    bare = ACCENT.sub("", unicodedata.normalize("NFKD", header))
    return unicodedata.normalize("NFKC", "".join(char for char in bare if unicodedata.category(char) != "Cf"))
