"""What the entries of a calendar come to: meetings one by one, and days.

Entries of one UID are a series. A rule without an end is unrolled to the end of a school year, not to a today: the
same file must come to the same rows whenever it is imported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from time import monotonic

import icalendar
from recurring_ical_events import CalendarQuery

from data.importers.dates import EARLIEST, LATEST
from data.importers.formats.calendars import rules
from data.importers.formats.calendars.entry import LINE, Entry, Moment, is_timed
from data.importers.problems import FileRefused, Problem, Wrong

Series = Sequence[Entry]
YEAR = timedelta(days=366)
FIRST, LAST = datetime(EARLIEST, 1, 1), datetime(LATEST, 12, 31)
SCHOOL_YEAR_ENDS = (7, 31)  # month and day
PATIENCE = 30  # seconds for all rules of a file; some take seconds to come true once
SHORTER = "export a shorter period, such as one school year"


@dataclass(frozen=True)
class Occurrence:
    """One time that an entry takes place; ``recurrence`` is which of the series it is, None where it is alone."""

    entry: Entry
    start: Moment
    end: Moment | None
    recurrence: Moment | None = None

    @property
    def id(self) -> str:
        """In UTC: the two half past ones of the night when clocks go back are two, and exports agree on it."""
        return self.entry.uid if self.recurrence is None else f"{self.entry.uid}/{stamp(self.recurrence)}"


@dataclass
class Unrolled:
    """``older`` counts entries that a newer version of the same replaces; ``until`` is None where all rules end."""

    series: list[Series]
    refused: list[Problem] = field(default_factory=list)
    older: int = 0
    until: date | None = None

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Unrolled:
        """Sorts out what cannot be taken, and puts together what belongs to one series."""
        found, good = cls([]), []
        for entry in entries:
            try:
                entry.check()
            except Wrong as wrong:
                found.refused.append(Problem(entry.line, wrong.field, None, wrong.why, wrong.remedy))
            else:
                good.append(entry)
        found.series = found._grouped(good)
        if any(rules.is_endless(entry.event) for entry in good):
            found.until = _horizon(good)
        return found

    def _grouped(self, entries: list[Entry]) -> list[Series]:
        newest: dict[tuple, Entry] = {}
        for entry in entries:
            key = entry.uid, entry.recurrence and stamp(entry.recurrence)
            other = newest.get(key)
            if other and other.version == entry.version and other.event != entry.event:
                why = f"is that of the entry on line {other.line}, and neither is newer"
                self.refused.append(Problem(entry.line, "UID", None, why, "leave one of them out"))
                continue
            self.older += other is not None
            newest[key] = entry if not other or entry.version > other.version else other
        series = defaultdict(list)
        for entry in newest.values():
            series[entry.uid].append(entry)
        return list(series.values())

    def occurrences(self, chosen: Iterable[Series]) -> Iterator[Occurrence]:
        """Raises FileRefused where they are too many."""
        count, deadline = 0, monotonic() + PATIENCE
        for series in chosen:
            if not any(entry.repeats for entry in series):
                yield from (Occurrence(entry, entry.start, entry.end) for entry in series)
                continue
            found = self._of_series(series)
            count += len(found)
            if count > rules.MOST_OCCURRENCES:
                raise FileRefused(f"comes to more than {rules.MOST_OCCURRENCES:,} repeated meetings", SHORTER)
            if monotonic() > deadline:
                raise FileRefused("has rules of recurrence that take too long to work out", rules.ONE_BY_ONE)
            yield from found

    def _of_series(self, series: Series) -> list[Occurrence]:
        """None where the rule makes no sense to the library; what it says of that may quote the file."""
        endless = any(rules.is_endless(entry.event) for entry in series)
        stop = datetime.combine(self.until, datetime.min.time()) + timedelta(days=1) if endless else LAST
        try:
            return list(_unroll(series, stop))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            why = "repeats by a rule, or with exceptions to it, that make no sense"
            self.refused.append(Problem(series[0].line, "RRULE", None, why, rules.ONE_BY_ONE))
            return []


def _unroll(series: Series, stop: datetime) -> Iterator[Occurrence]:
    """One more than may be of a whole file at most."""
    calendar, lines = icalendar.Calendar(), {str(entry.line): entry for entry in series}
    for entry in series:
        entry.event[LINE] = str(entry.line)
        entry.event.pop("SEQUENCE", None)  # which version counts is settled
        calendar.add_component(entry.event)
    unrolled = chain.from_iterable(one.between(FIRST, stop) for one in CalendarQuery(calendar).series)
    for one in islice(unrolled, rules.MOST_OCCURRENCES + 1):
        copy = one.as_component(keep_recurrence_attributes=False)
        entry, start = lines[copy[LINE]], copy["DTSTART"].dt
        recurrence = start if entry.recurrence is None else entry.recurrence + (start - entry.start)
        yield Occurrence(entry, start, None if entry.end is None else copy["DTEND"].dt, recurrence)


def _horizon(entries: Sequence[Entry]) -> date:
    """How far rules without an end are followed."""
    said = [moment for entry in entries for moment in (entry.start, entry.recurrence, rules.until(entry.event))]
    days = [_day(moment) for moment in said if moment is not None]
    last, starts = max(days), [_day(entry.start) for entry in entries]
    end = date(last.year, *SCHOOL_YEAR_ENDS)
    return max(end if last <= end else date(last.year + 1, *SCHOOL_YEAR_ENDS), min(starts) + YEAR)


def _day(moment: Moment) -> date:
    return moment.date() if is_timed(moment) else moment


def stamp(moment: Moment) -> str:
    """As RFC 5545 writes it: 20251002T133000Z."""
    if not is_timed(moment):
        return f"{moment:%Y%m%d}"
    if moment.tzinfo is None:
        return f"{moment:%Y%m%dT%H%M%S}"
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
