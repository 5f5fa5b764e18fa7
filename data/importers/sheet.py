"""A table of text, whatever format it came in: what a reader of a format makes and the checks take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from data.importers.problems import Problem

ROWS_AT_ONCE = 20_000  # what is in memory of a file, however long it is
ROWS_OF_A_LINE = 100_000  # that one line of a file may bring


@dataclass
class Chunk:
    """Some rows of a sheet, each as wide as the header; ``lines`` are where they begin in the file.

    Several rows may come from one line: the answers of one person, those invited to one meeting; they follow each
    other in one chunk. ``ragged`` are rows
    of another width: (line, number of cells). ``refused`` are those that the reader of the format cannot take;
    ``passed`` counts those that only complete others.
    """

    lines: Sequence[int] = ()
    rows: Sequence[Sequence[str]] = ()
    ragged: list[tuple[int, int]] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    passed: int = 0

    @property
    def read(self) -> int:
        return len(self.lines) + len(self.ragged) + len(self.refused) + self.passed

    @property
    def rejected(self) -> int:
        return len(self.ragged) + len(self.refused)


@dataclass(frozen=True)
class Sheet:
    """``chunks`` reads the rows from the start each time it is called: a check may have to be done twice."""

    header: tuple[str, ...]
    chunks: Callable[[], Iterator[Chunk]]
