"""From the text rows of a sheet to typed rows, and a problem for every cell that cannot be taken.

Column by column, since a column has few distinct cells; row by row only where a kind has a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.importers.dates import DateColumn, WrongDate
from data.importers.kind import Field, Kind
from data.importers.known import Known
from data.importers.mapping import Mapping, Source
from data.importers.problems import FileRefused, Guest, Problem, Wrong, quotable
from data.importers.receipt import FileReceipt
from data.importers.sheet import Chunk, Sheet
from data.importers.values import Convert, Converted, converter

Columns = list[Sequence]


@dataclass
class Column:
    """A field of one file, with what was worked out of its cells."""

    source: Source
    dates: DateColumn
    converted: Converted

    @property
    def name(self) -> str:
        return self.source.field.name


class Checker:
    """Checks one sheet. What comes out are the columns of the good rows: their lines, then ``Kind.columns``."""

    def __init__(self, kind: Kind, mapping: Mapping, known: Known, dates: str | None, receipt: FileReceipt) -> None:
        self.kind, self.known, self.receipt = kind, known, receipt
        self.columns = [_column(kind, _closed(source, known), known, dates) for source in mapping.sources]
        self.by_name = {column.name: column for column in self.columns}
        self.late: list[tuple[Problem, WrongDate]] = []
        self.guests = 0

    def check_fills(self) -> None:
        """One value for all rows is judged once. Raises FileRefused."""
        for source in (column.source for column in self.columns if not column.source.columns):
            wrong = self.by_name[source.field.name].converted[source.fill]
            if isinstance(wrong, Wrong):
                remedy = wrong.dates.remedy if isinstance(wrong, WrongDate) else wrong.remedy
                if not source.fill:
                    raise FileRefused("does not say its school, and there is not just one", "add --set school=...")
                why = f"for {source.field.name} by --set {wrong.why}"
                raise FileRefused(why, remedy, value=quotable(source.fill))

    def good(self, sheet: Sheet) -> Iterator[Columns]:
        """The good rows of each chunk. Raises FileRefused where the file breaks off."""
        for chunk in sheet.chunks():
            yield self._good(chunk, len(sheet.header))
        for problem, wrong in self.late:
            problem.remedy = wrong.dates.remedy
        if self.guests:
            why = "their addresses are not those of one known person, but of guests, say"
            self.receipt.notes.append(f"rows passed over because {why}: {self.guests:,}")

    def reject(self, line: int, field: str, value: str, why: str, remedy: str) -> None:
        """A row that was good by itself, but not together with others."""
        self.receipt.rejected += 1
        self.receipt.note(Problem(line, self.header(field), quotable(value), why, remedy))

    def header(self, name: str) -> str:
        """The file's own header of a field, by the field's name or that of its value."""
        sources = (column.source for column in self.columns)
        return next((s.header or name for s in sources if name in (s.field.name, s.field.stored)), name)

    def _good(self, chunk: Chunk, width: int) -> Columns:
        self.receipt.read += chunk.read
        self._note_set_aside(chunk, width)
        cells = {column.name: column.source.cells(chunk.rows) for column in self.columns}
        values = {c.name: list(map(c.converted.__getitem__, cells[c.name])) for c in self.columns}
        bad = self._note_wrong_cells(chunk, cells, values)
        guests = self._guests(values) - bad
        self.guests += len(guests)
        typed = {field.stored: self._values(field, values, len(chunk.lines)) for field in self.kind.fields}
        left_out = bad | guests
        good = self._judged(chunk, typed, left_out, cells) if self.kind.rule else self._plain(chunk, typed, left_out)
        self.receipt.rejected += chunk.rejected + len(chunk.lines) - len(good[0]) - len(guests)
        return good

    def _values(self, field: Field, values: dict[str, list], count: int) -> list:
        return values[field.name] if field.name in values else [self.kind.blank(field)] * count

    def _note_set_aside(self, chunk: Chunk, width: int) -> None:
        for line, found in chunk.ragged:
            why = f"has {found} cells where the header has {width}"
            self.receipt.note(Problem(line, None, None, why, "check the quotes and delimiters of this line"))
        for problem in chunk.refused:
            self.receipt.note(problem)

    def _note_wrong_cells(self, chunk: Chunk, cells: dict, values: dict) -> set[int]:
        """The places of rows with a cell that cannot be taken."""
        bad = set()
        for column in self.columns:
            if column.converted.any_wrong:
                for place, value in enumerate(values[column.name]):
                    if isinstance(value, Wrong) and not isinstance(value, Guest):
                        bad.add(place)
                        self._note(chunk.lines[place], column, cells[column.name][place], value)
        return bad

    def _guests(self, values: dict) -> set[int]:
        """The places of rows about people who are not of the school."""
        by_address = [column.name for column in self.columns if column.source.by_address]
        return {place for name in by_address for place, value in enumerate(values[name]) if isinstance(value, Guest)}

    def _note(self, line: int, column: Column | None, cell: str | None, wrong: Wrong) -> None:
        header = column.source.header if column else None
        problem = Problem(line, header, None if cell is None else quotable(cell), wrong.why, wrong.remedy)
        if self.receipt.note(problem) and isinstance(wrong, WrongDate):
            self.late.append((problem, wrong))

    def _plain(self, chunk: Chunk, typed: dict[str, list], bad: set[int]) -> Columns:
        columns = [chunk.lines, *(typed[name] for name in self.kind.columns)]
        if not bad:
            return columns
        return [[value for place, value in enumerate(column) if place not in bad] for column in columns]

    def _judged(self, chunk: Chunk, typed: dict[str, list], bad: set[int], cells: dict) -> Columns:
        """Row by row, by the rule of the kind."""
        good = []
        for place, values in enumerate(zip(*typed.values(), strict=True)):
            if place not in bad:
                row = dict(zip(typed, values, strict=True))
                try:
                    self.kind.rule(row, self.known)
                except Wrong as wrong:
                    self._note_wrong_row(chunk.lines[place], place, cells, wrong)
                else:
                    good.append((chunk.lines[place], *(row[name] for name in self.kind.columns)))
        return list(zip(*good, strict=True)) if good else [() for _ in range(1 + len(self.kind.columns))]

    def _note_wrong_row(self, line: int, place: int, cells: dict, wrong: Wrong) -> None:
        column = self.by_name.get(wrong.field)
        self._note(line, column, cells[wrong.field][place] if column else None, wrong)


def _closed(source: Source, known: Known) -> Source:
    """A source that a format left open."""
    left_open = not (source.columns or source.fill) and source.field.name == "school"
    return replace(source, fill=known.only_school or "") if left_open else source


def _column(kind: Kind, source: Source, known: Known, order: str | None) -> Column:
    field, dates = source.field, DateColumn(order)
    if source.by_address:
        return Column(source, dates, Converted(_addressed(known)))
    ids = known.ids(field.to) if field.to else None
    longest = None
    if field.stored in kind.table.c:
        longest = getattr(kind.table.c[field.stored].type, "length", None)
    return Column(source, dates, Converted(converter(field, dates, ids, longest, kind.blank(field))))


def _addressed(known: Known) -> Convert:
    def person(cell: str) -> str:
        found = known.addresses.get(cell.strip().casefold())
        if found is None:
            raise Guest
        return found

    return person
