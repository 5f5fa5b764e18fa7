"""Attendance of Ed-Fi: events of days. Schools usually record only what is out of the ordinary."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from data.importers.catalog import KINDS
from data.importers.converted import Row, Told, converted
from data.importers.formats.edfi.records import CATEGORY, STUDENT, Tables, said
from data.importers.opened import Opened
from data.importers.order import Order
from data.importers.problems import Wrong

EVENT, DAY, MINUTES = "StudentSchoolAttendanceEvent", "AttendanceEvent.EventDate", "SchoolAttendanceDuration"
STATUSES = {
    "unexcused absence": "unexcused",
    "excused absence": "excused",
    "partial": "partial",
    "early departure": "partial",
    "tardy": "tardy",
    "in attendance": "present",
    "present": "present",
}
# Of several events of a day the one that comes first here says how the day went.
GRAVEST_FIRST = tuple(dict.fromkeys(STATUSES.values()))
ONLY_EXCEPTIONS = "it has no days of presence: only what was out of the ordinary seems to be recorded"

Key = tuple[str, str]  # a student and a day


class Day(NamedTuple):
    """How a day with several events went."""

    status: str
    minutes: str
    events: int = 1


class Days:
    """The days on which a student has several events, and whether anybody is recorded as present."""

    def __init__(self, rows: Callable[[], Iterator[Row]]) -> None:
        self.any_present = False
        self.days: dict[Key, Day] = {}
        twice = self._hashes_twice(rows())
        for row in rows() if twice else ():
            status = STATUSES.get(_category(row))
            if status and hash(_key(row)) in twice:
                self._add(_key(row), Day(status, _minutes(row, status)))

    def _hashes_twice(self, rows: Iterable[Row]) -> set[int]:
        """Millions of events are told apart by eight bytes each."""
        hashes = array("q")
        for row in rows:
            hashes.append(hash(_key(row)))
            self.any_present |= STATUSES.get(_category(row)) == "present"
        import numpy as np  # a tenth of a second and 20 MB, for this alone

        ordered = np.sort(np.array(hashes, np.int64))
        return set(ordered[1:][ordered[1:] == ordered[:-1]].tolist())

    def _add(self, key: Key, day: Day) -> None:
        self.days[key] = _graver(self.days[key], day) if key in self.days else day

    @property
    def notes(self) -> list[str]:
        several = sum(day.events > 1 for day in self.days.values())
        notes = [f"days of a student with several events: {several:,}; of these the gravest counts"] if several else []
        return notes if self.any_present else [*notes, ONLY_EXCEPTIONS]

    def tell(self, row: Row) -> list[Told]:
        status = _status(row)
        day = self.days.get(_key(row)) or Day(status, _minutes(row, status))
        told = {"person": row[STUDENT], "date": row[DAY], "status": day.status, "minutes": day.minutes}
        return [told] if status == day.status else []


def events(tables: Tables, _order: Order) -> Iterator[Opened]:
    if tables[EVENT]:
        days = Days(lambda: tables.rows(EVENT))
        headers = {"person": STUDENT, "date": DAY, "status": CATEGORY, "minutes": MINUTES}
        for table in tables[EVENT]:
            opened = converted(table.name, table.sheet, KINDS["attendance"], headers, days.tell)
            opened.receipt.notes += [*table.notes, *days.notes]
            yield opened


def _key(row: Row) -> Key:
    return row[STUDENT], row[DAY]


def _category(row: Row) -> str:
    return said(row[CATEGORY]).casefold()


def _status(row: Row) -> str:
    category = _category(row)
    if category and category not in STATUSES:
        ours = "Excused Absence, Unexcused Absence, Tardy, Partial, Early departure, In Attendance, Present"
        raise Wrong("is not a category of attendance that Ed-Fi knows", f"export it as one of {ours}", CATEGORY)
    return STATUSES.get(category, "")


def _minutes(row: Row, status: str) -> str:
    """How long the event lasted is what was missed, unless it was presence."""
    return "" if status == "present" else row[MINUTES]


def _graver(one: Day, other: Day) -> Day:
    """The longer one where both are alike."""
    status = min(one.status, other.status, key=GRAVEST_FIRST.index)
    minutes = [day.minutes for day in (one, other) if day.status == status]
    return Day(status, max(minutes, key=lambda text: (len(text), text)), one.events + 1)
