"""How far the cells of a sheet reach, and how far they may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from data.importers.problems import FileRefused

MOST_ROWS = 2_000_000
MOST_CELLS = 10_000_000  # of all sheets, blank ones too: the reader takes up to 85 bytes for each
MOST_ERRORS = 100_000  # rows with one


@dataclass
class Area:
    """The last row and column with a cell, counted from 1, and the errors of formulas by row and column."""

    rows: int = 0
    columns: int = 0
    errors: dict[int, dict[int, str]] = field(default_factory=dict)

    def reach(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)

    def error(self, row: int, column: int, text: str) -> None:
        self.errors.setdefault(row, {})[column] = text
        if len(self.errors) > MOST_ERRORS:
            raise FileRefused(f"has errors of formulas in more than {MOST_ERRORS:,} rows", "mend the formulas")


def refuse_far(areas: Sequence[Area]) -> None:
    """Raises FileRefused where the reader would need more memory than a machine of a school has."""
    too_far = any(area.rows > MOST_ROWS for area in areas)
    refuse_cells(MOST_CELLS + 1 if too_far else sum(area.rows * area.columns for area in areas))


def refuse_cells(count: int) -> None:
    if count > MOST_CELLS:
        raise FileRefused(
            "is a workbook with too many cells, or with one far from all others",
            "delete what stands far below or beside the tables, or save the sheets as CSV files",
        )


def column_number(letters: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
