"""A table of text, whatever format it came in: what a reader of a format makes and the checks take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

ROWS_AT_ONCE = 20_000  # what is in memory of a file, however long it is


@dataclass
class Chunk:
    """Some rows of a sheet, each as wide as the header; ``lines`` are where they begin in the file.

    ``ragged`` are rows of another width: (line, number of cells).
    """

    lines: Sequence[int] = ()
    rows: Sequence[Sequence[str]] = ()
    ragged: list[tuple[int, int]] = field(default_factory=list)

    @property
    def read(self) -> int:
        return len(self.lines) + len(self.ragged)


@dataclass(frozen=True)
class Sheet:
    """``chunks`` reads the rows from the start each time it is called: a check may have to be done twice."""

    header: tuple[str, ...]
    chunks: Callable[[], Iterator[Chunk]]
