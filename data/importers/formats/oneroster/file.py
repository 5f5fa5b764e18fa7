"""One file of a bundle: its header compared with OneRoster's, its rows by OneRoster's names of columns."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from data.importers.converted import Row, rows
from data.importers.date_columns import alone
from data.importers.formats.oneroster.columns import METADATA, SINCE_1_2_1, VARIANTS, Table
from data.importers.parcel import Item
from data.importers.problems import FileRefused, Wrong
from data.importers.secret import is_secret
from data.importers.sheet import Chunk, Sheet

PASSWORD = "password"
NO_ROWS = "has no rows, where OneRoster would have the file absent"
GONE = ("tobedeleted", "inactive")  # the second is of OneRoster 1.0; some vendors send it still


@dataclass(frozen=True)
class File:
    """``own`` are the file's own headers, by OneRoster's; ``again`` marks the ids that more than one row has."""

    name: str
    table: Table
    sheet: Sheet
    own: Mapping[str, str]
    dates: str | None
    notes: list[str]
    again: frozenset[int] = frozenset()
    is_empty: bool = False

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """OneRoster's names of its columns, in the file's order; "" for what OneRoster does not know."""
        names = {cell: column for column, cell in self.own.items()}
        return tuple(names.get(cell, "") for cell in self.sheet.header)

    def records(self) -> Iterator[Record]:
        return (Record(row, self) for row in rows(self.sheet))

    def ids(self) -> Iterator[str]:
        place = self.columns.index("sourcedId")
        return (cells[place].strip() for chunk in self.sheet.chunks() for cells in chunk.rows)


class Record(dict[str, str]):
    """A row, by OneRoster's names of columns: "" where the file has no such column."""

    __slots__ = ("file", "row")

    def __init__(self, row: Row, file: File) -> None:
        super().__init__(zip(file.columns, map(str.strip, row.cells), strict=True))
        self.row, self.file = row, file

    def __missing__(self, _column: str) -> str:
        return ""

    def all(self, column: str) -> list[str]:
        """A cell that holds a list."""
        return [part for part in map(str.strip, self[column].split(",")) if part]

    def day(self, column: str) -> date | None:
        """A date, or the day of a date-time. Raises Wrong."""
        try:
            return _day(self[column], self.file.dates) if self[column] else None
        except Wrong as wrong:
            raise Wrong(wrong.why, wrong.remedy, column) from wrong

    @property
    def is_gone(self) -> bool:
        return self["status"].casefold() in GONE

    def warn(self, what: str) -> None:
        self.row.warn(what)


@lru_cache(maxsize=10_000)
def _day(text: str, order: str | None) -> date:
    return alone(text, order)


def open_file(item: Item, table: Table, among: Mapping[str, Table], dates: str | None) -> File:
    """Raises FileRefused where it is not what its name says, or cannot be read to its end."""
    sheet = item.sheet()
    own = _own(sheet.header, table)
    _refuse_strange(sheet.header, own, table, among)
    sheet = _without_password(sheet)
    file = File(item.name, table, sheet, own, dates, list(_notes(item, sheet.header, own, table)))
    return _read_once(file)


def _own(header: tuple[str, ...], table: Table) -> dict[str, str]:
    """OneRoster's name of a column -> the file's: letter case and known variants aside."""
    names = {column.casefold(): column for column in table.columns}
    own: dict[str, str] = {}
    for cell in header:
        column = names.get(cell.casefold())
        if column in own:
            raise FileRefused("stands in the header twice", "take one of the two out", 1, own[column])
        if column:
            own[column] = cell
    variants = {cell: column for cell, column in VARIANTS.get(table.name, {}).items() if column not in own}
    return own | {column: cell for cell, column in variants.items() if cell in header}


def _refuse_strange(header: tuple[str, ...], own: Mapping, table: Table, among: Mapping[str, Table]) -> None:
    shared = table.shares(header)
    others = [other for other in among.values() if other.fits(header) and other.shares(header) > shared]
    if others:
        other = max(others, key=lambda other: other.shares(header))
        raise FileRefused(f"has the columns of {other.file}", f"hand in {table.file} itself under this name", 1)
    missing = [column for column in table.columns if column in table.required and column not in own]
    if missing:
        raise FileRefused(f"lacks {', '.join(missing)}, which {table.file} must have", "export it again with them", 1)


def _notes(item: Item, header: tuple[str, ...], own: Mapping[str, str], table: Table) -> Iterator[str]:
    known = [column for cell in header for column, mine in own.items() if mine == cell]
    if item.start.startswith(codecs.BOM_UTF8):
        yield "begins with a byte order mark"
    if any(column != cell and column.casefold() == cell.casefold() for column, cell in own.items()):
        yield "writes the names of columns with other capitals than OneRoster"
    for column, cell in own.items():
        if column.casefold() != cell.casefold():
            yield f"calls {column} {cell}"
    if known != [column for column in table.columns if column in own]:
        yield "has its columns in another order than OneRoster"
    strange = [cell for cell in header if cell not in own.values() and not cell.casefold().startswith(METADATA)]
    if strange:
        yield f"has columns that OneRoster does not know: {len(strange)}, not read"
    missing = [column for column in table.columns if column not in own and column not in (*SINCE_1_2_1, PASSWORD)]
    if missing:
        yield f"has no {', '.join(missing)}"


def _without_password(sheet: Sheet) -> Sheet:
    """Nobody after this sees what stands there."""
    places = [place for place, cell in enumerate(sheet.header) if is_secret(cell)]
    return replace(sheet, chunks=lambda: (_blanked(chunk, places) for chunk in sheet.chunks())) if places else sheet


def _blanked(chunk: Chunk, places: list[int]) -> Chunk:
    kept = [[("" if place in places else cell) for place, cell in enumerate(row)] for row in chunk.rows]
    return replace(chunk, rows=kept)


def _read_once(file: File) -> File:
    """To its end, so that one knows whether that can be done; and which ids there are twice."""
    seen, again = set(), set()
    for mark in map(hash, file.ids()):  # a row that is there twice by chance is compared in full later
        (again if mark in seen else seen).add(mark)
    notes = file.notes if seen else [*file.notes, NO_ROWS]
    return replace(file, again=frozenset(again), notes=notes, is_empty=not seen)
