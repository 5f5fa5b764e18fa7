"""The text of an iCalendar file: its entries, each with the line on which it begins.

The lines are looked at before the library reads them: it makes time zones while it reads, and a zone whose clocks
change every second would keep it busy for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import icalendar

from data.importers.encoding import refuse_no_encoding
from data.importers.formats.calendars.entry import Entry
from data.importers.problems import FileRefused

MOST_BYTES = 20_000_000
LINE_BREAK = re.compile(r"\r\n|\n|\r")
YEARLY = re.compile(r"RRULE:(?=.*FREQ=YEARLY)(?!.*BY(HOUR|MINUTE|SECOND|YEARDAY|WEEKNO)=)", re.IGNORECASE)
READING = Lock()  # the library keeps the time zones of a file for the whole program


@dataclass(frozen=True)
class Source:
    """A file's calendars, nearly always one, and their entries in the order of the lines."""

    calendars: Sequence[icalendar.Component]
    entries: Sequence[Entry]


def read(path: Path, encoding: str | None) -> Source:
    """Raises FileRefused."""
    text = _text(path, encoding)
    begins = _begins(text)
    calendars = _parsed(text)
    events = [(calendar, event) for calendar in calendars for event in calendar.walk("VEVENT")]
    if len(begins) != len(events):
        raise FileRefused("breaks off: it has a BEGIN without its END", "export the calendar again")
    pairs = zip(begins, events, strict=True)
    return Source(calendars, [Entry(line, event, _is_cancelled(calendar)) for line, (calendar, event) in pairs])


def _text(path: Path, encoding: str | None) -> str:
    refuse_no_encoding(encoding)
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused(f"has more than {MOST_BYTES:,} bytes", "export a shorter period")
    try:
        return path.read_bytes().decode(encoding or "utf-8-sig")
    except UnicodeError as error:
        raise FileRefused("is not text in UTF-8", "export it as UTF-8, or name its encoding by --encoding") from error


def _begins(text: str) -> list[int]:
    """The lines on which entries begin; refuses a time zone whose rules the library would never be done with."""
    lines, inside = [], ""
    for number, line in _unfolded(text):
        said = line.strip().upper()
        if said == "BEGIN:VEVENT":
            lines.append(number)
        if said.endswith(":VTIMEZONE"):
            inside = said.partition(":")[0]
        elif inside == "BEGIN" and said.startswith(("RRULE", "EXRULE")) and not YEARLY.match(said):
            raise FileRefused("has a time zone whose clocks do not change once a year", "export it again", number)
    return lines


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Whole lines, and where they begin: a line that begins with a blank goes on with the one above."""
    first, parts = 1, []
    for number, line in enumerate(LINE_BREAK.split(text), 1):
        if line[:1] in (" ", "\t"):
            parts.append(line[1:])
        else:
            yield first, "".join(parts)
            first, parts = number, [line]
    yield first, "".join(parts)


def _parsed(text: str) -> list[icalendar.Component]:
    """What the library says is wrong may quote the file, so it is not passed on."""
    with READING:
        icalendar.use_zoneinfo()  # forgets the zones of other files: one of the same name may be another
        try:
            return icalendar.Calendar.from_ical(text, multiple=True)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OSError) as error:
            why = "is not iCalendar: lines in it have no name, or a time zone in it makes no sense"
            raise FileRefused(why, "export the calendar again") from error


def _is_cancelled(calendar: icalendar.Component) -> bool:
    return str(calendar.get("METHOD", "")).upper() == "CANCEL"
