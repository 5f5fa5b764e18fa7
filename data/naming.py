"""Whether a text names somebody: names and texts are folded alike, so that spelling does not let a name through.

Nicknames and descriptions ("the new one in 4B") are not found: a text that must not name anybody is not shown at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
SHORTEST = 3  # shorter words of a longer name are initials and particles
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
                         "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})  # fmt: skip
UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # Thai, Kana, Han, Hangul
HONORIFIC = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|herr|frau|se[nñ]ora?|mme|m)\b\.? +([^\W\d_]+)")


def folded(text: str) -> str:
    """Small letters without accents, marks or invisible signs; one apostrophe, one blank."""
    apart = unicodedata.normalize("NFKD", text.translate(LETTERS).casefold().translate(LETTERS))
    plain = "".join(sign for sign in apart if unicodedata.category(sign) not in ("Mn", "Cf"))
    return " ".join(unicodedata.normalize("NFC", plain).split())


@dataclass(frozen=True)
class Names:
    """Everybody's names, prepared for looking them up in texts."""

    people_of: dict[str, frozenset[int]]  # a word of a name -> the people who have it
    phrases: re.Pattern[str] | None  # names of short words only, found as a whole
    unspaced: frozenset[str]  # names of scripts that write without blanks, found anywhere
    whole: frozenset[str]
    lone: dict[str, frozenset[str]]  # the one longer word of a name -> the whole names that have no other

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        people: dict[str, set[int]] = {}
        short, unspaced, whole = set(), set(), set()
        lone: dict[str, set[str]] = {}
        for place, name in enumerate({folded(name) for name in names} - {""}):
            words = {part for word in WORD.findall(name) for part in (word, *word.split("'")) if len(part) >= SHORTEST}
            whole.add(name)
            if UNSPACED.search(name):
                unspaced.add(name.replace(" ", ""))
            elif not words:
                short.add(name)
            for word in words:
                people.setdefault(word, set()).add(place)
            if len(words) == 1:
                lone.setdefault(*words, set()).add(name)
        pattern = "|".join(sorted(map(re.escape, short), key=len, reverse=True))
        phrases = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if short else None
        return cls(
            {word: frozenset(who) for word, who in people.items()},
            phrases,
            frozenset(unspaced),
            frozenset(whole),
            {word: frozenset(names) for word, names in lone.items()},
        )

    def in_text(self, text: str) -> bool:
        """Whether any word of anybody's name stands in a text."""
        plain = folded(text)
        return self._found_whole(plain) or not self.people_of.keys().isdisjoint(_words(plain))

    def beyond(self, text: str, allowed: Iterable[str]) -> bool:
        """Whether a text names anybody but those who are allowed to stand in it, by the words of their names."""
        plain = folded(text)
        for name in sorted(map(folded, allowed), key=len, reverse=True):
            plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", plain) if name else plain
        own = _words(" ".join(map(folded, allowed)))
        return self._found_whole(plain) or any(
            word in self.people_of for word in _words(plain) if not _forms(word) & own
        )

    def in_title(self, title: str) -> bool:
        """Whether a title names a person: two words of one name, a whole name (Bo Ng), or Ms and a surname.

        One word alone may be an ordinary one (Reading, Young, Rose): then a title would be lost for nothing.
        """
        plain = folded(title)
        if self._found_whole(plain) or any(name in self.people_of for name in HONORIFIC.findall(plain)):
            return True
        seen: set[int] = set()
        for word in {w for w in _words(plain) if w in self.people_of}:
            if word in self.whole or not seen.isdisjoint(self.people_of[word]):
                return True
            if any(_stands(name, plain) for name in self.lone.get(word, ())):
                return True
            seen |= self.people_of[word]
        return any(word.removesuffix("'s") in self.people_of for word in WORD.findall(plain) if word.endswith("'s"))

    def _found_whole(self, plain: str) -> bool:
        squeezed = plain.replace(" ", "")
        return bool(self.phrases and self.phrases.search(plain)) or any(name in squeezed for name in self.unspaced)


def _stands(name: str, plain: str) -> bool:
    """Whether a whole name stands in a folded text, as words of its own."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) is not None


def _forms(word: str) -> set[str]:
    """A word, and without a possessive or plural s."""
    return {word, word.removesuffix("'s"), word.removesuffix("s")}


def _words(plain: str) -> set[str]:
    """The words of a folded text, also without a possessive or plural s and apart at apostrophes."""
    found = set(WORD.findall(plain))
    found |= {part for word in found for part in word.split("'")}
    return found | {word.removesuffix("'s") for word in found} | {word[:-1] for word in found if word.endswith("s")}
