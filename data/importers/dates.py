"""Dates of one column: ISO, or the one order of day, month and year that the reader of the file was told.

A column has one format. Which of 03/04 is the month is never guessed, least of all row by row; but when a column
fails, the whole column says which ``--dates`` would have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from data.importers.problems import Wrong

ORDERS = {"ymd": "year-month-day", "dmy": "day-month-year", "mdy": "month-day-year"}
EARLIEST, LATEST = 1900, 2200
ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?\s?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
OTHER = re.compile(
    r"([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{1,4})"
    r"(?:[T ,]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\s?([AaPp])\.?[Mm]\.?)?)?"
)


class DateColumn:
    """Reads the cells of one column. ``order`` is what ``--dates`` said; None is ISO only."""

    def __init__(self, order: str | None) -> None:
        self.order = order
        self.style = ""  # of the first cell: all others must follow it
        self.fitting = set(ORDERS)  # orders in which every cell so far that is not ISO would be a date

    def date(self, text: str) -> date:
        return self.moment(text).date()

    def moment(self, text: str) -> datetime:
        """A date with its time as written, in the file's own time zone; midnight where it has none."""
        if found := ISO.fullmatch(text):
            return self._in_style("iso", lambda: _iso(found))
        found = OTHER.fullmatch(text)
        if found and len(found[1]) < 4 and len(found[4]) < 4:
            raise Wrong("is a date whose year has not four digits", "write the year with four digits")
        self.fitting &= {order for order in ORDERS if found and _fits(found, order)}
        if found and self.order and _fits(found, self.order):
            return self._in_style(found[2], lambda: _ordered(found, self.order))
        raise WrongDate(f"is not a date in the {ORDERS[self.order or 'ymd']} format", self)

    def _in_style(self, style: str, moment: Callable[[], datetime]) -> datetime:
        try:
            value = moment()
        except ValueError as error:
            raise Wrong("is not a day of the calendar", "correct the date") from error
        if not EARLIEST <= value.year <= LATEST:
            raise Wrong(f"is before {EARLIEST} or after {LATEST}", "correct the year")
        if style != (self.style or style):
            raise Wrong("is written in another format than the dates above it", "use one format in the column")
        self.style = style
        return value

    @property
    def remedy(self) -> str:
        """What to do about a date in another order: certain only after the last row."""
        fitting = [order for order in ("mdy", "dmy", "ymd") if order in self.fitting and order != self.order]
        if not fitting:
            return "write it as 2026-01-31"
        if len(fitting) > 1:
            return f"say which order the file means by --dates {' or --dates '.join(fitting)}"
        return f"use --dates {fitting[0]}, which fits all such dates of the column"


class WrongDate(Wrong):
    """Its remedy is looked up late, when the whole column has been seen."""

    def __init__(self, why: str, column: DateColumn) -> None:
        super().__init__(why, "")
        self.dates = column


def _iso(found: re.Match) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    micro = int((found[7] or "0").ljust(6, "0")[:6])
    return datetime(year, month, day, hour, minute, second, micro)


def _ordered(found: re.Match, order: str) -> datetime:
    parts = dict(zip(order, (found[1], found[3], found[4]), strict=True))
    if len(parts["y"]) != 4:
        raise ValueError("a year has four digits")
    hour, minute, second = int(found[5] or 0), int(found[6] or 0), int(found[7] or 0)
    if found[8]:
        hour = _of_24(hour, found[8].lower() == "p")
    return datetime(int(parts["y"]), int(parts["m"]), int(parts["d"]), hour, minute, second)


def _of_24(hour: int, afternoon: bool) -> int:
    if not 1 <= hour <= 12:
        raise ValueError("an hour before am or pm is 1 to 12")
    return hour % 12 + (12 if afternoon else 0)


def _fits(found: re.Match, order: str) -> bool:
    try:
        return bool(_ordered(found, order))
    except ValueError:
        return False
