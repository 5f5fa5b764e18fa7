"""Calendars as the tests write them: the lines of an entry, and a file around them."""

from pathlib import Path

from tests.data.importers.desk import Desk

OUTLOOK_ZONE = """\
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
NEW_YORK = "X-WR-TIMEZONE:America/New_York"


def entry(*lines: str, uid: str = "u1") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def calendar(*parts: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""])


def file_of(desk: Desk, *parts: str) -> Path:
    return desk.file("staff.ics", calendar(*parts).replace("\n", "\r\n"))


def of_kind(outcome, kind: str) -> dict:
    (file,) = (file for file in outcome.receipt["files"] if file["kind"] == kind)
    return file


def starts(desk: Desk) -> list[str]:
    return sorted(f"{start:%Y-%m-%d %H:%M}" for (start,) in desk.rows("meetings", "start"))
