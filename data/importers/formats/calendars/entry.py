"""One VEVENT: what it says, and whether that can be taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

import icalendar
from dateutil.tz import resolve_imaginary

from data.importers.dates import EARLIEST, LATEST
from data.importers.formats.calendars import rules
from data.importers.problems import Wrong

TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
NEEDED = (*TIMES, "DURATION", "RRULE", "EXRULE")
ONCE = ("UID", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE")
TYPES = {
    "CATEGORIES": icalendar.vCategory,
    "ORGANIZER": icalendar.vCalAddress,
    "ATTENDEE": icalendar.vCalAddress,
    "RRULE": icalendar.vRecur,
}  # what a property is unless it says by VALUE= that it is something else
PRIVATE = ("PRIVATE", "CONFIDENTIAL")
LINE = "X-LINE"  # copies that the library makes of an event keep it

Moment = date | datetime


@dataclass(frozen=True)
class Entry:
    """``line`` is that of its BEGIN:VEVENT; ``recalled`` where the whole calendar is a message of cancellation."""

    line: int
    event: icalendar.Component
    recalled: bool = False

    def said(self, name: str) -> str:
        """Its text on one line; the first where there are several."""
        values = listed(self.event.get(name))
        return " ".join(str(values[0]).split()) if values else ""

    @property
    def uid(self) -> str:
        return self.said("UID")

    @property
    def start(self) -> Moment:
        return self.event["DTSTART"].dt

    @property
    def end(self) -> Moment | None:
        """None where nothing says when it ends; without a zone of its own it is in that of the start."""
        if "DTEND" in self.event:
            end = self.event["DTEND"].dt
            bare = is_timed(end) and is_timed(self.start) and end.tzinfo is None
            return end.replace(tzinfo=self.start.tzinfo) if bare else end
        return self.start + self.event["DURATION"].dt if "DURATION" in self.event else None

    @property
    def recurrence(self) -> Moment | None:
        """Which one of a series it changes."""
        return self.event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in self.event else None

    @property
    def repeats(self) -> bool:
        return any(name in self.event for name in ("RRULE", "RDATE", "RECURRENCE-ID"))

    @property
    def all_day(self) -> bool:
        return not is_timed(self.start) or self.said("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"

    @property
    def cancelled(self) -> bool:
        return self.recalled or self.said("STATUS").upper() == "CANCELLED"

    @property
    def private(self) -> bool:
        return self.said("CLASS").upper() in PRIVATE

    @property
    def categories(self) -> list[str]:
        return [str(word).strip() for value in listed(self.event.get("CATEGORIES")) for word in value.cats]

    @property
    def version(self) -> tuple[int, str]:
        """The higher is the newer of two entries about the same meeting."""
        sequence = self.said("SEQUENCE")
        stamped = [value for value in listed(self.event.get("DTSTAMP")) if hasattr(value, "dt")]
        return int(sequence) if sequence.isdecimal() else 0, stamped[0].to_ical().decode() if stamped else ""

    def check(self) -> None:
        """Raises Wrong, with the property at fault."""
        self._check_properties()
        for name, value in self._times():
            _check_time(name, value)
            if _floats(self.start) and is_timed(value.dt) and not _floats(value.dt):
                raise Wrong("has a time zone where the start has none", "give the start its time zone", name)
        self._check_end()
        rules.check(self.event)

    def _check_properties(self) -> None:
        """Each must be readable, there as often as it may be, and of its own type."""
        broken = {name for name, _ in self.event.errors} & set(NEEDED)
        if broken:
            raise Wrong("cannot be read", "export the calendar again, or mend this line by hand", sorted(broken)[0])
        twice = next((name for name in ONCE if len(listed(self.event.get(name))) > 1), None)
        if twice:
            raise Wrong("stands twice in one entry", "export the calendar again", twice)
        for name, type_ in TYPES.items():
            if not all(isinstance(value, type_) for value in listed(self.event.get(name))):
                raise Wrong("is not what a property of that name is", "export the calendar again", name)
        missing = next((name for name in ("UID", "DTSTART") if name not in self.event), None)
        if missing or not self.uid:
            raise Wrong("is missing", "export the calendar again: every entry needs it", missing or "UID")

    def _times(self) -> Iterator[tuple[str, icalendar.vDDDTypes]]:
        for name in TIMES:
            for value in listed(self.event.get(name)):
                yield from ((name, one) for one in getattr(value, "dts", [value]))

    def _check_end(self) -> None:
        if "DURATION" in self.event and not isinstance(getattr(self.event["DURATION"], "dt", None), timedelta):
            raise Wrong("is no length of time", "correct the entry", "DURATION")
        end = self.end
        if end is None:
            return
        if is_timed(end) != is_timed(self.start) and "DTEND" in self.event:
            raise Wrong("is a day where the start has a time, or the other way round", "correct the entry", "DTEND")
        if _before(end, self.start):
            raise Wrong("is before the start", "correct the entry", "DTEND")


def listed(value: object) -> list:
    """The values of a property, which may be there once, several times or not at all."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def is_timed(moment: Moment) -> bool:
    return isinstance(moment, datetime)


def _floats(moment: Moment) -> bool:
    """Whether it is a time without a zone."""
    return is_timed(moment) and moment.tzinfo is None


def local(moment: datetime, zone: tzinfo | None) -> datetime:
    """What the school's clocks show then. A time that they skip is an hour later; a time without a zone is theirs.

    Through UTC, since of two times in one zone Python only compares what the clocks show.
    """
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    if moment.tzinfo is None:
        return moment
    return resolve_imaginary(moment).astimezone(UTC).astimezone(zone).replace(tzinfo=None)


def _before(one: Moment, other: Moment) -> bool:
    if is_timed(one) and is_timed(other) and one.tzinfo and other.tzinfo:
        return resolve_imaginary(one).astimezone(UTC) < resolve_imaginary(other).astimezone(UTC)
    return _bare(one) < _bare(other)


def _bare(moment: Moment) -> datetime:
    if not is_timed(moment):
        return datetime(moment.year, moment.month, moment.day)
    return moment.replace(tzinfo=None)


def _check_time(name: str, value: icalendar.vDDDTypes) -> None:
    said = getattr(value, "dt", None)  # a property may say that it is a text
    moment = said[0] if isinstance(said, tuple) and name == "RDATE" else said
    if not isinstance(moment, date):
        raise Wrong("is neither a day nor a time", "export the calendar again", name)
    if not EARLIEST <= moment.year <= LATEST:
        raise Wrong(f"is before {EARLIEST} or after {LATEST}", "correct the year", name)
    if "TZID" in value.params and is_timed(moment) and moment.tzinfo is None:
        remedy = "export the calendar with its time zones (VTIMEZONE), or with times in UTC"
        raise Wrong("is in a time zone that neither the file nor this computer knows", remedy, name)
    if is_timed(moment):
        _check_zone(name, moment)


def _check_zone(name: str, moment: datetime) -> None:
    """The zones of a file are worked out by its rules when they are asked, and not before."""
    try:
        local(moment, UTC)
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise Wrong("is in a time zone whose rules make no sense", "export the calendar again", name) from error
