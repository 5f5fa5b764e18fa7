"""From the text rows of a sheet to typed rows, and a problem for every cell that cannot be taken.

Column by column, since a column has few distinct cells; row by row only where a kind has a rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.importers.date_columns import DateColumn, Found, Look
from data.importers.dates import ORDERS
from data.importers.kind import DATE, MOMENT, Field, Kind
from data.importers.known import Known
from data.importers.mapping import Mapping, Source
from data.importers.problems import Blank, FileRefused, Guest, Problem, Unknown, Wrong, quotable
from data.importers.receipt import FileReceipt
from data.importers.refused import Refused, following
from data.importers.sheet import Chunk, Sheet
from data.importers.value_words import word_of
from data.importers.values import Convert, Converted, converter, stored_text

Columns = list[Sequence]
SHOWN = 5  # rows
LONGEST_SHOWN = 60  # characters


@dataclass
class Column:
    """A field of one file, with what was worked out of its cells."""

    source: Source
    converted: Converted

    @property
    def name(self) -> str:
        return self.source.field.name


class Checker:
    """Checks one sheet. What comes out are the columns of the good rows: their lines, then ``Kind.columns``.

    Dates are taken to be ISO; at the first that is not, Unsettled is raised: ``settle_dates``, and begin anew.
    """

    def __init__(
        self, kind: Kind, mapping: Mapping, known: Known, dates: str | None, receipt: FileReceipt,
        before: str | None = None,
    ) -> None:  # fmt: skip
        self.kind, self.known, self.dates, self.receipt = kind, known, dates, receipt
        self.before, self.disproved = None if dates else before, False
        self.refused: Refused = {}  # what its rows may name of files that were refused
        self.sources = [_closed(source, known) for source in mapping.sources]
        self._begin({})

    def _begin(self, found: dict[str, Found]) -> None:
        dates = {source.field.name: DateColumn(self.dates, found.get(source.field.name)) for source in self.sources}
        self.columns = [_column(self.kind, one, self.known, dates[one.field.name]) for one in self.sources]
        self.by_name = {column.name: column for column in self.columns}
        self.receipt.columns = [(column.name, column.source.header) for column in self.columns]
        self.guests = 0
        self.lost: dict[tuple, int] = {}  # where a later row wins: keys of refused rows, None for what is unreadable
        self.following: Counter[str] = Counter()  # rows that name what a refused file would have brought
        self.first_following: dict[str, int] = {}  # the line of the first of them

    def settle_dates(self, sheet: Sheet) -> None:
        """Look through the columns of dates, and begin anew. Raises FileRefused where one could be read in two ways."""
        self.receipt.begin()
        dated = [source for source in self.sources if source.field.type in (DATE, MOMENT)]
        looks = {source: Look(self.dates, self.before) for source in dated}
        for chunk in sheet.chunks():
            for source, look in looks.items():
                look.at(source.cells(chunk.rows))
        self.disproved = any(look.against for look in looks.values())
        if self.disproved:  # a memory that one column proves wrong settles none of the others
            for look in looks.values():
                look.before = None
        found = {source.field.name: _found(source, look) for source, look in looks.items()}
        if not self.dates:
            self.receipt.notes += [self._note_of_dates(s, found[s.field.name], look) for s, look in looks.items()
                                   if not found[s.field.name].iso]  # fmt: skip
        self._begin(found)

    def _note_of_dates(self, source: Source, found: Found, look: Look) -> str:
        said = f"dates of {source.where} were read as {found.form}"
        if look.against:
            return f"{said}: not all of them can be {ORDERS[self.before]}, as they were last time"
        return f"{said}, as last time" if found.as_before else said

    def check_fills(self) -> None:
        """One value for all rows is judged once. Raises FileRefused."""
        for source in (column.source for column in self.columns if not column.source.columns):
            wrong = self.by_name[source.field.name].converted[source.fill]
            if isinstance(wrong, Wrong):
                if not source.fill:
                    raise FileRefused(
                        "does not say its school, and there is not just one",
                        "add --set school=...",
                        ask={"what": "school", "options": sorted(self.known.schools)},
                    )
                why = f"for {source.field.name} by --set {wrong.why}"
                raise FileRefused(why, wrong.remedy, value=quotable(source.fill))

    def good(self, sheet: Sheet) -> Iterator[Columns]:
        """The good rows of each chunk. Raises FileRefused where the file breaks off."""
        for chunk in sheet.chunks():
            yield self._good(chunk, len(sheet.header))
        for words, rows in self.following.items():
            self.receipt.note(following(rows, words, self.first_following[words]))
        if self.guests:
            why = "their addresses are not those of one known person, but of guests, say"
            self.receipt.notes.append(f"rows passed over because {why}: {self.guests:,}")
        self.receipt.notes += filter(None, map(_note_of_words, self.columns))

    def reject(self, line: int, field: str, value: str, why: str, remedy: str) -> None:
        """A row that was good by itself, but not together with others."""
        self.receipt.rejected += 1
        header = next((c.source.header for c in self.columns if field in (c.name, c.source.field.stored)), None)
        self.receipt.note(Problem(line, header, quotable(value), why, remedy))

    def header(self, name: str) -> str:
        """What a reason calls a field, by the field's name or that of its value."""
        sources = (column.source for column in self.columns)
        return next((one.heading or name for one in sources if name in (one.field.name, one.field.stored)), name)

    def _good(self, chunk: Chunk, width: int) -> Columns:
        self.receipt.read += chunk.read
        self.receipt.warned += chunk.warned
        for problem in chunk.set_aside(width):
            self.receipt.note(problem)
        cells = {column.name: column.source.cells(chunk.rows) for column in self.columns}
        values = {c.name: list(map(c.converted.__getitem__, cells[c.name])) for c in self.columns}
        bad = self._note_wrong_cells(chunk, cells, values)
        guests = self._guests(values) - bad
        self.guests += len(guests)
        typed = {field.stored: self._values(field, values, len(chunk.lines)) for field in self.kind.fields}
        self._show_first(values)
        if self.kind.later_wins:
            self._lose(chunk, typed, bad)
        left_out = bad | guests
        good = self._judged(chunk, typed, left_out, cells) if self.kind.rule else self._plain(chunk, typed, left_out)
        self.receipt.rejected += chunk.rejected + len(chunk.lines) - len(good[0]) - len(guests)
        return good

    def _lose(self, chunk: Chunk, typed: dict[str, list], bad: set[int]) -> None:
        """Which row counts is not certain where one of the same key is refused; one about nobody has no key."""
        for place in sorted(bad):
            cells = [typed[name][place] for name in self.kind.key]
            key = tuple(None if isinstance(cell, Wrong) else cell for cell in cells)
            if key[0] is not None:
                self.lost.setdefault(key, chunk.lines[place])

    def _show_first(self, values: dict[str, list]) -> None:
        """A few rows as they are understood, for who imports to look at."""
        if not self.receipt.first:
            rows = zip(*(values[column.name][:SHOWN] for column in self.columns), strict=True)
            self.receipt.first = [
                {column.name: _shown(value) for column, value in zip(self.columns, row, strict=True)} for row in rows
            ]

    def _values(self, field: Field, values: dict[str, list], count: int) -> list:
        return values[field.name] if field.name in values else [self.kind.blank(field)] * count

    def _note_wrong_cells(self, chunk: Chunk, cells: dict, values: dict) -> set[int]:
        """The places of rows with a cell that cannot be taken."""
        bad, following = set(), set()
        for column in (column for column in self.columns if column.converted.any_wrong):
            for place, wrong in _wrong(values[column.name]):
                bad.add(place)
                if words := self._is_of_refused(wrong):
                    following.add((place, words))
                else:
                    self._note(chunk.lines[place], column, cells[column.name][place], wrong)
        for place, words in sorted(following):
            self._follows(words, chunk.lines[place])
        return bad

    def _follows(self, words: str, line: int) -> None:
        self.following[words] += 1
        self.first_following.setdefault(words, line)

    def _is_of_refused(self, wrong: Wrong) -> str | None:
        """Which refused file would have brought what a row names; None where none would."""
        return self.refused.get(wrong.to) if isinstance(wrong, Unknown) else None

    def _guests(self, values: dict) -> set[int]:
        """The places of rows about people who are not of the school."""
        by_address = [column.name for column in self.columns if column.source.by_address]
        return {place for name in by_address for place, value in enumerate(values[name]) if isinstance(value, Guest)}

    def _note(self, line: int, column: Column | None, cell: str | None, wrong: Wrong) -> None:
        if column and column.source.elsewhere and isinstance(wrong, Blank):
            column, cell, wrong = None, None, _said_nowhere(column.name)
        header = column.source.header if column else None
        self.receipt.note(Problem(line, header, None if cell is None else quotable(cell), wrong.why, wrong.remedy))

    def _plain(self, chunk: Chunk, typed: dict[str, list], bad: set[int]) -> Columns:
        columns = [chunk.lines, *(typed[name] for name in self.kind.columns)]
        if not bad:
            return columns
        return [[value for place, value in enumerate(column) if place not in bad] for column in columns]

    def _judged(self, chunk: Chunk, typed: dict[str, list], bad: set[int], cells: dict) -> Columns:
        """Row by row, by the rule of the kind."""
        good, columns = [], self.kind.columns
        for place, values in enumerate(zip(*typed.values(), strict=True)):
            if place not in bad:
                row = dict(zip(typed, values, strict=True))
                try:
                    self.kind.rule(row, self.known)
                except Wrong as wrong:
                    self._note_wrong_row(chunk.lines[place], place, cells, wrong)
                else:
                    good.append((chunk.lines[place], *(row[name] for name in columns)))
        return list(zip(*good, strict=True)) if good else [() for _ in range(1 + len(columns))]

    def _note_wrong_row(self, line: int, place: int, cells: dict, wrong: Wrong) -> None:
        if words := self._is_of_refused(wrong):
            self._follows(words, line)
            return
        column = self.by_name.get(wrong.field)
        self._note(line, column, cells[wrong.field][place] if column else None, wrong)


def _wrong(values: Sequence) -> Iterator[tuple[int, Wrong]]:
    """The places of cells that cannot be taken, and why."""
    for place, value in enumerate(values):
        if isinstance(value, Wrong) and not isinstance(value, Guest):
            yield place, value


def _closed(source: Source, known: Known) -> Source:
    """A source that a format left open."""
    left_open = not (source.columns or source.fill) and source.field.name == "school"
    return replace(source, fill=known.only_school or "") if left_open else source


def _column(kind: Kind, source: Source, known: Known, dates: DateColumn) -> Column:
    field = source.field
    if source.by_address:
        return Column(source, Converted(_addressed(known)))
    ids = known.ids(field.to) if field.to else None
    longest = field.longest
    if not longest and field.stored in kind.table.c:
        longest = getattr(kind.table.c[field.stored].type, "length", None)
    return Column(source, Converted(converter(field, dates, ids, longest, kind.blank(field))))


def _addressed(known: Known) -> Convert:
    def person(cell: str) -> str:
        found = known.addresses.get(cell.strip().casefold())
        if found is None:
            raise Guest
        return found

    return person


def _note_of_words(column: Column) -> str:
    """Which values were understood by what they mean. It quotes words of our own table, and nothing else of a cell."""
    field, cells = column.source.field, column.converted
    read = {(word, cells[cell]) for cell in list(cells) if field.allowed and (word := word_of(field, cell.strip()))}
    pairs = ", ".join(f"{word} as {value}" for word, value in sorted(read))
    return f"values of {column.source.where} were read by what they mean: {pairs}" if read else ""


def _said_nowhere(name: str) -> Wrong:
    """The remedy of a blank cell is no help where the file has no such cell."""
    return Wrong(f"has no {name}: neither this file nor one that came with it says it",
                 f"import the file that says it, too, or give all rows one by --set {name}=...")  # fmt: skip


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Wrong):
        return "is empty" if isinstance(value, Blank) else "cannot be read"
    text = stored_text(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def _found(source: Source, look: Look) -> Found:
    if not source.columns:
        look.at([source.fill])  # which a sheet without rows has not shown
    return look.found(source.header or f"{source.field.name} by --set")
