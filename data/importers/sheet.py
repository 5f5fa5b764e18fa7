"""A table of text, whatever format it came in: what a reader of a format makes and the checks take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from data.importers.problems import FileRefused, Problem

MOST_COLUMNS = 2_000  # of any table: exports of schools have some dozen, wide surveys some hundred
ROWS_AT_ONCE = 20_000  # what is in memory of a file, however long it is
CELLS_AT_ONCE = 2_000_000  # likewise, however wide it is
ROWS_OF_A_LINE = 100_000  # that one line of a file may bring


@dataclass
class Chunk:
    """Some rows of a sheet, each as wide as the header; ``lines`` are where they begin in the file.

    Several rows may come from one line: the answers of one person, those invited to one meeting; they follow each
    other in one chunk. ``ragged`` are rows
    of another width: (line, number of cells). ``refused`` are those that the reader of the format cannot take;
    ``passed`` counts those that only complete others; ``warned`` what was taken although it is not as it should be.
    """

    lines: Sequence[int] = ()
    rows: Sequence[Sequence[str]] = ()
    ragged: list[tuple[int, int]] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    passed: int = 0
    warned: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, lines: Sequence[int], rows: list[list[str]], header: Sequence[str]) -> Chunk:
        """Rows without anything in them are no rows; those of another width are set aside."""
        width = len(header)
        if {len(row) for row in rows} == {width} and all(row[0].strip() for row in rows):
            return cls(lines, rows)
        filled = [(line, row) for line, row in zip(lines, rows, strict=True) if any(cell.strip() for cell in row)]
        told = [(line, _fitted(row, header)) for line, row in filled]
        whole = [(line, row) for line, row in told if len(row) == width]
        ragged = [(line, len(row)) for line, row in told if len(row) != width]
        return cls([line for line, _ in whole], [row for _, row in whole], ragged)

    @property
    def read(self) -> int:
        return len(self.lines) + len(self.ragged) + len(self.refused) + self.passed

    @property
    def rejected(self) -> int:
        return len(self.ragged) + len(self.refused)

    def set_aside(self, width: int) -> Iterator[Problem]:
        """What is wrong with the rows that are not among ``rows``."""
        for line, found in self.ragged:
            why = f"has {found} cells where the header has {width}"
            yield Problem(line, None, None, why, "check the quotes and delimiters of this line")
        yield from self.refused


@dataclass(frozen=True)
class Sheet:
    """``chunks`` reads the rows from the start each time it is called: a check may have to be done twice.

    Raises FileRefused where there are too many columns: names are looked up column by column, again and again.
    ``notes`` are for the receipt: what was taken although it is not as it should be.
    """

    header: tuple[str, ...]
    chunks: Callable[[], Iterator[Chunk]]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.header) > MOST_COLUMNS:
            raise FileRefused(
                f"has {len(self.header):,} columns, more than the {MOST_COLUMNS:,} that are read",
                "delete the columns that are not needed, also blank ones on the right",
            )


def rows_at_once(width: int) -> int:
    return max(1, min(ROWS_AT_ONCE, CELLS_AT_ONCE // max(width, 1)))


def _fitted(row: list[str], header: Sequence[str]) -> list[str]:
    """A row without blank cells beyond the header, or with those that the header has and nobody named."""
    width = len(header)
    if len(row) > width and not any(cell.strip() for cell in row[width:]):
        return row[:width]
    if len(row) < width and not any(header[len(row) :]):
        return row + [""] * (width - len(row))
    return row
