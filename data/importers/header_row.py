"""Where the header stands: in the first row, or below the titles that people write above a table."""

from __future__ import annotations

from collections.abc import Sequence

from data.importers.catalog import KINDS
from data.importers.header import Header
from data.importers.sheet import MOST_COLUMNS

LOOKED_AT = 20  # rows with something in them


def header_place(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows it is: one of ours, else the first row, or where that has one cell the next with more.

    What stands above it must look like titles: a row with many cells would be data that we lose.
    """
    ours = next((place for place, row in enumerate(rows) if is_ours(row)), None)
    if ours is not None:
        titles = all(2 * _filled(row) <= _filled(rows[ours]) for row in rows[:ours])
        return ours if titles else 0
    return next((place for place, row in enumerate(rows) if _filled(row) > 1), 0)


def is_ours(cells: Sequence[str]) -> bool:
    """Whether a row names all that one of our kinds needs."""
    if len(cells) > MOST_COLUMNS:
        return False
    header = Header(cells)
    return any(all(header.columns(name) for name in kind.required) for kind in KINDS.values())


def told_of(line: int, above: int) -> tuple[str, ...]:
    """The note that titles were skipped; none where there are none."""
    return (f"the header was taken from line {line}, below the titles",) if above else ()


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)
