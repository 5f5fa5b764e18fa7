"""A table of another system, told in our words: each row keeps its line, each field the name of its own column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from data.importers.kind import Kind
from data.importers.mapping import Mapping as Settled
from data.importers.mapping import Source
from data.importers.opened import Opened
from data.importers.problems import FileRefused, Problem, Wrong, quotable
from data.importers.receipt import FileReceipt
from data.importers.sheet import Chunk, Sheet

Told = Mapping[str, str]  # our field -> its text; a field that is not told is blank
Convert = Callable[["Row"], Iterable[Told]]


@dataclass(frozen=True)
class Row:
    """A row of the other system: ``row["givenName"]`` is its text without the blanks around it, "" if it has none."""

    line: int
    places: Mapping[str, int]
    cells: tuple[str, ...] | list[str]
    warned: Counter[str] = field(default_factory=Counter)

    def __getitem__(self, column: str) -> str:
        place = self.places.get(column)
        return "" if place is None else self.cells[place].strip()

    def warn(self, what: str) -> None:
        """Count what is not as it should be, though the row is taken: a note of the receipt, without any value."""
        self.warned[what] += 1


def converted(name: str, sheet: Sheet, kind: Kind, headers: Mapping[str, str], convert: Convert) -> Opened:
    """A table whose rows ``convert`` tells in the fields of ``kind``.

    ``headers`` names, for every field that may be told, the file's own column it comes from. ``convert`` gives no row,
    one or several for each of the file's; where it gives none, the row only completes others and counts as unchanged.
    It raises Wrong (``field``: the file's own column) for a row that cannot be taken.
    """
    fields = [kind.field(field) for field in headers]
    sources = tuple(
        Source(field, (place,), headers[field.name], elsewhere=headers[field.name] not in sheet.header)
        for place, field in enumerate(fields)
    )
    names = tuple(headers)
    told = Sheet(names, lambda: _told_chunks(sheet, names, convert), sheet.notes)
    return Opened.of(name, told, Settled(kind.with_groups([n for n in names if not _own(kind, n)]), sources))


def completing(name: str, sheet: Sheet, check: Convert = lambda _row: ()) -> Opened:
    """A table of which no row is kept by itself: each is checked all the same, and counts as unchanged."""
    opened = Opened(FileReceipt(name))
    receipt = opened.receipt
    try:
        for chunk in _told_chunks(sheet, (), check):
            receipt.read += chunk.read
            receipt.rejected += chunk.rejected
            receipt.unchanged += chunk.passed
            receipt.warned += chunk.warned
            for problem in chunk.refused:
                receipt.note(problem)
    except FileRefused as refused:
        opened.refuse(refused.problem)
    return opened


def passed_over(count: int, what: str) -> str:
    """The note on rows that are right and of no use: their number stands among those that change nothing."""
    return f"{count:,} {'row was' if count == 1 else 'rows were'} passed over: we have no use for {what}"


def rows(sheet: Sheet) -> Iterator[Row]:
    """The rows of a table that only completes others, such as courses."""
    places = _places(sheet.header)
    for chunk in sheet.chunks():
        yield from (Row(line, places, cells) for line, cells in zip(chunk.lines, chunk.rows, strict=True))


def _told_chunks(sheet: Sheet, names: tuple[str, ...], convert: Convert) -> Iterator[Chunk]:
    return (_told(chunk, sheet.header, names, convert) for chunk in sheet.chunks())


def _told(chunk: Chunk, header: tuple[str, ...], names: tuple[str, ...], convert: Convert) -> Chunk:
    made, places = Chunk(lines=[], rows=[], refused=list(chunk.set_aside(len(header)))), _places(header)
    for line, cells in zip(chunk.lines, chunk.rows, strict=True):
        row = Row(line, places, cells, made.warned)
        try:
            told = [[one.get(name, "") for name in names] for one in convert(row)]
        except Wrong as wrong:
            value = quotable(row[wrong.field]) if wrong.field else None
            made.refused.append(Problem(line, wrong.field or None, value, wrong.why, wrong.remedy))
            continue
        made.passed += not told
        made.lines += [line] * len(told)
        made.rows += told
    return made


def _places(header: tuple[str, ...]) -> dict[str, int]:
    return {cell: place for place, cell in reversed(list(enumerate(header)))}


def _own(kind: Kind, name: str) -> bool:
    return any(field.name == name for field in kind.fields)
