"""Whose clocks a calendar goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, tzinfo

import icalendar
from icalendar.timezone import tzp

from data.importers.formats.calendars.entry import Entry, is_timed
from data.importers.formats.calendars.source import Source
from data.importers.problems import FileRefused

UTC_NAMES = ("UTC", "GMT", "Zulu", "UCT", "Universal")
WORLD_TIME = "says its times in world time and not where the school is, so nobody can tell the hour of its meetings"
NO_ZONE = (
    "choose the school's time zone in the settings of the calendar and export it again; or open the file as text and "
    "write below its first line X-WR-TIMEZONE:America/New_York, with your own zone"
)


def school_zone(source: Source, entries: Iterable[Entry]) -> tzinfo | None:
    """What the calendar says, else the zone of most entries; None where all times are local. Raises FileRefused."""
    for calendar in source.calendars:
        if name := str(calendar.get("X-WR-TIMEZONE", "")).strip():
            return _named(name)
    zones = [entry.start.tzinfo for entry in entries if is_timed(entry.start) and entry.start.tzinfo]
    named = Counter(zone for zone in zones if not _is_utc(zone))
    named = named or Counter(zone for calendar in source.calendars for zone in _defined(calendar))
    if zones and not named:
        raise FileRefused(WORLD_TIME, NO_ZONE)
    return named.most_common(1)[0][0] if named else None


def _named(name: str) -> tzinfo:
    zone = tzp.timezone(name)
    if zone is None:
        raise FileRefused("has an X-WR-TIMEZONE that is no time zone", "write one such as America/New_York")
    return zone


def _defined(calendar: icalendar.Component) -> list[tzinfo]:
    try:
        zones = [component.to_tz() for component in calendar.walk("VTIMEZONE") if "TZID" in component]
    except ValueError as error:
        raise FileRefused("has a time zone that makes no sense", "export the calendar again") from error
    return [zone for zone in zones if zone and not _is_utc(zone)]


def _is_utc(zone: tzinfo) -> bool:
    return zone is UTC or getattr(zone, "key", "").removeprefix("Etc/") in UTC_NAMES


def zone_name(zone: tzinfo) -> str:
    """Its name in a note: that of a public zone, never one that somebody made up."""
    return getattr(zone, "key", None) or "the calendar's own time zone"
