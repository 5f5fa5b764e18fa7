"""What a calendar holds, as tables of ours: meetings, who was invited to them, and school holidays.

An invitation is not attendance, whatever was replied to it: who was present is never read from a calendar. Neither are
private entries. Whole days are holidays where they say so, or where `--as calendar` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from data.importers.catalog import KINDS
from data.importers.formats.calendars.days import days, is_holiday
from data.importers.formats.calendars.entry import is_timed, local
from data.importers.formats.calendars.invitations import invitations
from data.importers.formats.calendars.occurrences import SHORTER, Occurrence, Series, Unrolled
from data.importers.formats.calendars.source import read
from data.importers.formats.calendars.zone import school_zone, zone_name
from data.importers.mapping import Mapping as Settled
from data.importers.mapping import Source
from data.importers.opened import Opened
from data.importers.order import Choices
from data.importers.parcel import Item
from data.importers.problems import FileRefused
from data.importers.sheet import ROWS_AT_ONCE, ROWS_OF_A_LINE, Chunk, Sheet

NO_TITLE = "Meeting"
NO_ATTENDANCE = "replies to invitations were not read: they do not say who came, so present is left blank"
MEETINGS = {"id": "UID", "title": "SUMMARY", "start": "DTSTART", "end": "DTEND", "kind": "CATEGORIES"}
PARTICIPANTS = {"event": "UID", "person": "ATTENDEE", "role": "ROLE", "expected": "expected"}
DAYS = {"date": "DTSTART", "kind": "CATEGORIES", "note": "SUMMARY"}
MAKES = ("meetings", "participants", "calendar")
PASSED = {
    "days": "all-day entries passed over: {}; they are no meetings, but may be days of the school (--as calendar)",
    "cancelled": "cancelled meetings passed over: {}; what was imported of them before stays",
    "private": "entries passed over because they are marked as private: {}",
    "older": "older versions of entries passed over: {}",
    "timed": "entries passed over because they have a time of day: {}; days of the school have none",
    "again": "days that were named before, by another entry whose name was taken: {}",
}
"""What is left out of a calendar, and how a note says it."""

Line = tuple[int, Sequence[str]]  # where a row comes from, and the row


def tables(item: Item, choices: Choices) -> list[Opened]:
    try:
        if choices.kind and choices.kind not in MAKES:
            remedy = f"leave --as out, or use {', '.join(f'--as {kind}' for kind in MAKES)}"
            raise FileRefused("is a calendar, which holds nothing of that kind", remedy)
        reading = Reading(item)
        found = reading.tables() if not choices.kind else [reading.table(choices.kind)]
        return [_as_opened(item, table, choices) for table in found]
    except FileRefused as refused:
        return [Opened.refused(item.name, refused.problem, choices.kind if choices.kind in KINDS else None)]


@dataclass
class Table:
    """Rows of one kind, in the order of the lines; ``account`` is what the first table of a file answers for."""

    kind: str
    headers: Mapping[str, str]
    rows: Callable[[], Iterable[Line]]
    notes: list[str] = field(default_factory=list)
    account: Chunk = field(default_factory=Chunk)


class Reading:
    """One calendar: its series, what is taken of them, and what is passed over. Raises FileRefused."""

    def __init__(self, item: Item) -> None:
        source = read(item.path, item.layout.encoding)
        if not source.entries:
            raise FileRefused("has no entries", "check which calendar was exported, and for which days")
        self.unrolled = Unrolled.of(source.entries)
        self.whole_days = [series for series in self.unrolled.series if all(entry.all_day for entry in series)]
        self.timed = [series for series in self.unrolled.series if not all(entry.all_day for entry in series)]
        self.zone = school_zone(source, [entry for series in self.timed for entry in series])
        self.passed = Counter({"older": self.unrolled.older})

    def tables(self) -> list[Table]:
        """Meetings, who is invited to them, and the days that call themselves holidays."""
        holidays = [series for series in self.whole_days if any(map(is_holiday, series))]
        self.passed["days"] += sum(len(series) for series in self.whole_days if series not in holidays)
        meetings = self._meetings()
        tables = [self._meetings_table(meetings)]
        if any(invitations(one.entry) for one in meetings):
            tables.append(_participants_table(meetings))
        if holidays:
            tables.append(self._days_table(holidays))
        return self._accounted(tables)

    def table(self, kind: str) -> Table:
        """The one that `--as` names."""
        if kind == "calendar":
            self.passed["timed"] += sum(map(len, self.timed))
            return self._accounted([self._days_table(self.whole_days)])[0]
        self.passed["days"] += sum(map(len, self.whole_days))
        meetings = self._meetings()
        table = self._meetings_table(meetings) if kind == "meetings" else _participants_table(meetings)
        return self._accounted([table])[0]

    def _accounted(self, tables: list[Table]) -> list[Table]:
        first, passed = tables[0], +self.passed
        first.account = Chunk(refused=self.unrolled.refused, passed=passed.total())
        first.notes += [PASSED[why].format(f"{count:,}") for why, count in passed.items()]
        if self.unrolled.until:
            first.notes.append(f"what repeats without an end was taken up to {self.unrolled.until}")
        return tables

    def _wanted(self, found: Iterable[Occurrence]) -> Iterator[Occurrence]:
        for one in found:
            if one.entry.cancelled or one.entry.private:
                self.passed["cancelled" if one.entry.cancelled else "private"] += 1
            else:
                yield one

    def _meetings(self) -> list[Occurrence]:
        wanted = list(self._wanted(self.unrolled.occurrences(self.timed)))
        meetings = [one for one in wanted if is_timed(one.start) and not one.entry.all_day]
        self.passed["days"] += len(wanted) - len(meetings)
        return sorted(meetings, key=lambda one: (one.entry.line, one.id))

    def _meetings_table(self, meetings: list[Occurrence]) -> Table:
        notes = [f"times are those that clocks show in {zone_name(self.zone)}"] if self.zone and meetings else []
        return Table("meetings", MEETINGS, lambda: map(self._meeting, meetings), notes)

    def _meeting(self, one: Occurrence) -> Line:
        start = local(one.start, self.zone)
        end = local(one.end, self.zone) if one.end else None
        told_end = end.isoformat() if end and end >= start else ""  # before it: the clocks went back meanwhile
        kind = next(filter(None, one.entry.categories), "")
        return one.entry.line, (one.id, one.entry.said("SUMMARY") or NO_TITLE, start.isoformat(), told_end, kind)

    def _days_table(self, series: list[Series]) -> Table:
        """One row a day; what calls itself a holiday names it first."""
        wanted = sorted(self._wanted(self.unrolled.occurrences(series)), key=lambda one: not is_holiday(one.entry))
        named: dict[date, Line] = {}
        for day in days(wanted):
            self.passed["again"] += day.date in named
            named.setdefault(day.date, (day.line, (day.date.isoformat(), day.kind, day.note)))
        rows = sorted(named.values())
        return Table("calendar", DAYS, lambda: rows)


def _participants_table(meetings: list[Occurrence]) -> Table:
    for entry, times in groupby(meetings, key=lambda one: one.entry):
        if len(invitations(entry)) * len(list(times)) > ROWS_OF_A_LINE:
            raise FileRefused(f"has an entry with more than {ROWS_OF_A_LINE:,} invitations", SHORTER, entry.line)
    return Table("participants", PARTICIPANTS, lambda: _invited(meetings), [NO_ATTENDANCE])


def _invited(meetings: list[Occurrence]) -> Iterator[Line]:
    for entry, times in groupby(meetings, key=lambda one: one.entry):
        invited = invitations(entry)
        yield from ((entry.line, (one.id, *about)) for one in times for about in invited)


def _as_opened(item: Item, table: Table, choices: Choices) -> Opened:
    opened = Opened.of(
        item.name, Sheet(tuple(table.headers.values()), lambda: _chunks(table)), _mapping(table, choices)
    )
    opened.receipt.notes += table.notes
    return opened


def _mapping(table: Table, choices: Choices) -> Settled:
    """Where its fields come from: the calendar, --set, and the school, if need be, from what is known."""
    kind = KINDS[table.kind]
    told = [
        Source(kind.field(name), (place,), header, choices.fill(name), by_address=header == "ATTENDEE")
        for place, (name, header) in enumerate(table.headers.items())
    ]
    others = [one for one in kind.fields if one.name not in table.headers]
    filled = [Source(one, fill=choices.fill(one.name)) for one in others if one.required or choices.fill(one.name)]
    return Settled(kind, (*told, *filled))


def _chunks(table: Table) -> Iterator[Chunk]:
    """What comes from one line stays together."""
    yield table.account
    chunk = Chunk(lines=[], rows=[])
    for line, of_line in groupby(table.rows(), key=lambda row: row[0]):
        rows = [row for _, row in of_line]
        chunk.rows += rows
        chunk.lines += [line] * len(rows)
        if len(chunk.rows) >= ROWS_AT_ONCE:
            yield chunk
            chunk = Chunk(lines=[], rows=[])
    yield chunk
