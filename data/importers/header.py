"""The header of a file, compared as a person compares: "StudentID", "Student Id" and "student-id" are one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cached_property, lru_cache

BETWEEN = re.compile(r"[\s_.'\u2019\ufeff-]+")  # what makes no difference inside a name
BY_PLACE = re.compile(r"column ([0-9]{1,6})")
WORD = re.compile(r"[^\W\d_]+|\d+")
INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")  # StudentLastName
ACCENT = re.compile(r"[\u0300-\u036f]")  # of Latin, Greek and Cyrillic letters: elsewhere marks are letters


class Header:
    """Finds columns by name. It never quotes what was not asked for: where a file lacks its header, the first
    row of data stands in its place, and that row may hold a password."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.cells = tuple(cells)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, cell in enumerate(self.cells):
            if name := plain(cell):
                found.setdefault(name, []).append(place)
        return found

    def columns(self, said: str) -> tuple[int, ...]:
        """Where a column stands, or those joined by ``+``; () where one of them is not there."""
        names = [said] if plain(said) in self.places else said.split("+")
        found = [self.places.get(plain(name)) or self._by_place(name) for name in names]
        return tuple(places[0] for places in found) if all(found) else ()

    def _by_place(self, said: str) -> list[int]:
        """The column of a file whose header cannot be called by its name, such as "column 3"."""
        told = BY_PLACE.fullmatch(said.strip().casefold())
        place = int(told[1]) - 1 if told else -1
        return [place] if 0 <= place < len(self.cells) else []

    def twice(self, column: int) -> bool:
        """Whether another column has the same name."""
        return len(self.places[plain(self.cells[column])]) > 1

    def like(self, said: str) -> str | None:
        """A column that is called nearly like the one of ``said`` that is not there."""
        missing = next(name for name in said.split("+") if plain(name) not in self.places)
        close = get_close_matches(plain(missing), self.places, 1)
        return self.cells[self.places[close[0]][0]] if close else None


def by_place(place: int) -> str:
    """A column by where it stands, from 0, as ``Header.columns`` understands it."""
    return f"column {place + 1}"


def words_of(name: str, *, inside: bool = False) -> list[str]:
    """Its words and numbers; with ``inside`` also those that only a capital parts, as in StudentLastName."""
    return WORD.findall(INSIDE.sub(" ", name) if inside else name)


@lru_cache(4_000)  # names of fields and columns come again and again, and 2,000 columns are the most of a table
def plain(name: str) -> str:
    """A name without capitals, accents, and what stands between its words."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return unicodedata.normalize("NFC", BETWEEN.sub("", ACCENT.sub("", letters)))
