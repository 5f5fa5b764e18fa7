"""Dates as they are written: a text may be one in several forms, and which is meant the whole column must say.

ISO, day, month and year as numbers in any of three orders, and English names of months (other languages are not read).
A year has four digits: which century 31/01/24 means is nowhere written. Times are those of the clock that stood there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from data.importers.problems import Wrong

ORDERS = {"ymd": "year-month-day", "dmy": "day-month-year", "mdy": "month-day-year"}
EARLIEST, LATEST = 1900, 2200
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED = "name"  # the mark of a form that has the month's name

ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?\s?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
CLOCK = (
    r"(?:[T ,]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?(?:\s?(?:Z|[A-Z]{3,4}|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
NUMBERS = re.compile(rf"([0-9]{{1,4}})(\. |[/. -])([0-9]{{1,2}})\2([0-9]{{1,4}}){CLOCK}")
NAME = (
    r"(?P<m>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?))\.?"
)
DAY = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?\.?"
YEAR = r"(?P<y>[0-9]{1,4})"
GAP = r"[ ,/-]{1,2}"
WITH_NAME = {
    "dmy": re.compile(rf"{DAY}{GAP}{NAME}{GAP}{YEAR}{CLOCK}"),
    "mdy": re.compile(rf"{NAME}{GAP}{DAY}{GAP}{YEAR}{CLOCK}"),
    "ymd": re.compile(rf"{YEAR}{GAP}{NAME}{GAP}{DAY}{CLOCK}"),
}
SERIAL = re.compile(r"[1-9][0-9]{4}(\.[0-9]+)?")  # 45321: how a spreadsheet counts days


@dataclass(frozen=True)
class Form:
    """One way of writing dates: the order of day, month and year, and what stands between them."""

    order: str
    mark: str

    def __str__(self) -> str:
        return ORDERS[self.order]

    @property
    def example(self) -> str:
        """The last of January 2026, written so."""
        if self == ISO_FORM:
            return "2026-01-31"
        month = "Jan" if self.mark == NAMED else "01"
        mark = " " if self.mark == NAMED else self.mark
        return mark.join({"d": "31", "m": month, "y": "2026"}[part] for part in self.order)


ISO_FORM = Form("ymd", "-")


def readings(text: str) -> dict[Form, datetime]:
    """Every form in which a text is a date, and the date that it then is."""
    if found := ISO.fullmatch(text):
        return _possible([(ISO_FORM, lambda: iso(found))])
    if found := NUMBERS.fullmatch(text):
        return _possible([(Form(order, found[2]), partial(_counted, order, found)) for order in ORDERS])
    matches = [(Form(order, NAMED), pattern.fullmatch(text)) for order, pattern in WITH_NAME.items()]
    return _possible([(form, partial(_named, match)) for form, match in matches if match])


def iso(found: re.Match) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    micro = int((found[7] or "0").ljust(6, "0")[:6])
    return datetime(year, month, day, hour, minute, second, micro)


def no_date(text: str, order: str, remedy: str) -> Wrong:
    """Why a text is no date in any form, or not in the one it should have."""
    found = NUMBERS.fullmatch(text)
    if (found and len(found[1]) < 4 and len(found[4]) < 4) or _has_short_year(text):
        return Wrong("is a date whose year has not four digits", "write the year with four digits")
    if SERIAL.fullmatch(text):
        return Wrong("is a spreadsheet's number of a day", "format the column as a date and export it again")
    return Wrong(f"is not a date in the {ORDERS[order]} format", remedy)


def in_range(value: datetime) -> datetime:
    if not EARLIEST <= value.year <= LATEST:
        raise Wrong(f"is before {EARLIEST} or after {LATEST}", "correct the year")
    return value


def _possible(forms: Iterable[tuple[Form, Callable[[], datetime]]]) -> dict[Form, datetime]:
    """The forms in which it is a day of the calendar."""
    possible = {}
    for form, moment in forms:
        with suppress(ValueError):  # there is no such day in this form; another one may fit
            possible[form] = moment()
    return possible


def _counted(order: str, found: re.Match) -> datetime:
    parts = dict(zip(order, (found[1], found[3], found[4]), strict=True))
    return _moment(parts["y"], int(parts["m"]), parts["d"], found)


def _named(found: re.Match) -> datetime:
    return _moment(found["y"], 1 + MONTHS.index(found["m"][:3].lower()), found["d"], found)


def _moment(year: str, month: int, day: str, found: re.Match) -> datetime:
    if len(year) != 4:
        raise ValueError("a year has four digits")
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["half"]:
        hour = _of_24(hour, found["half"].lower() == "p")
    return datetime(int(year), month, int(day), hour, minute, second)


def _has_short_year(text: str) -> bool:
    return any((found := form.fullmatch(text)) and len(found["y"]) < 4 for form in WITH_NAME.values())


def _of_24(hour: int, afternoon: bool) -> int:
    if not 1 <= hour <= 12:
        raise ValueError("an hour before am or pm is 1 to 12")
    return hour % 12 + (12 if afternoon else 0)
