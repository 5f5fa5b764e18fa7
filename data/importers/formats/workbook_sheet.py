"""A sheet of a workbook as a file of its own: rows of text, numbered as the spreadsheet numbers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from python_calamine import CalamineSheet

from data.importers.formats.workbook_area import Area
from data.importers.formats.workbook_cells import texts
from data.importers.header_row import LOOKED_AT, header_place, told_of
from data.importers.parcel import Item
from data.importers.problems import FileRefused
from data.importers.sheet import Chunk, Sheet, rows_at_once


@dataclass(frozen=True, kw_only=True)
class SheetItem(Item):
    """``path`` and ``start`` are those of the workbook: what it holds is told by ``header`` and ``sheet`` alone."""

    title: str
    cells: CalamineSheet
    area: Area
    notes: tuple[str, ...] = field(default=())

    @property
    def base(self) -> str:
        return self.title

    def sheet(self) -> Sheet:
        line, header, titled = self._header_row()
        cells = tuple(cell.strip() for cell in header)
        return Sheet(cells, lambda: self._chunks(line, cells), self.notes + titled)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """All rows, blank ones too, with the errors that the reader leaves out."""
        first = self.cells.start[1] + 1 if self.cells.start else 1
        for line, cells in enumerate(self.cells.iter_rows(), 1):
            row = texts(cells)
            for column, error in self.area.errors.get(line, {}).items():
                row[column - first] = error
            yield line, row

    def filled(self) -> Iterator[tuple[int, list[str]]]:
        return ((line, row) for line, row in self.rows() if any(cell.strip() for cell in row))

    def _header_row(self) -> tuple[int, list[str], tuple[str, ...]]:
        told = self.layout.header_row
        if told:
            found = next(((line, row) for line, row in self.rows() if line == told), None)
            if not found:
                raise FileRefused(f"has no line {told} to be the header", "name another line by --header-row")
            return *found, ()
        top = list(islice(self.filled(), LOOKED_AT))
        place = header_place([row for _, row in top])
        return *top[place], told_of(top[place][0], place)

    def _chunks(self, above: int, header: tuple[str, ...]) -> Iterator[Chunk]:
        below = islice(self.rows(), above, None)
        while several := list(islice(below, rows_at_once(len(header)))):
            yield Chunk.of([line for line, _ in several], [row for _, row in several], header)
