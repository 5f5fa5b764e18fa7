"""Whole days of a calendar, such as holidays: one row a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from data.importers.formats.calendars import rules
from data.importers.formats.calendars.entry import Entry, is_timed
from data.importers.formats.calendars.occurrences import SHORTER, Occurrence
from data.importers.problems import FileRefused

HOLIDAY = "holiday"


class Day(NamedTuple):
    line: int
    date: date
    kind: str  # "" where the calendar does not say
    note: str


def is_holiday(entry: Entry) -> bool:
    """Whether its categories say so: Holidays, School holiday and the like."""
    return any(HOLIDAY in word.casefold() for word in entry.categories)


def days(occurrences: Iterable[Occurrence]) -> Iterator[Day]:
    """In the order of the calendar. Raises FileRefused where they are too many."""
    count = 0
    for one in occurrences:
        first, length = _day(one.start), _length(one)
        count += length
        if count > rules.MOST_OCCURRENCES:
            raise FileRefused(f"has more than {rules.MOST_OCCURRENCES:,} days", SHORTER)
        kind = HOLIDAY if is_holiday(one.entry) else ""
        for number in range(length):
            yield Day(one.entry.line, first + timedelta(days=number), kind, one.entry.said("SUMMARY"))


def _length(one: Occurrence) -> int:
    """The end is the day after the last; without an end it is one day."""
    return max(1, (_day(one.end) - _day(one.start)).days) if one.end else 1


def _day(moment: date) -> date:
    return moment.date() if is_timed(moment) else moment
