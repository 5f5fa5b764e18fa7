"""School years, their holidays, and counting in school days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = 0, 2, 3, 4, 5
SCHOOL_DAY, HOLIDAY, STAFF_DAY = "school-day", "holiday", "staff-day"
DAY = timedelta(days=1)
SHORT_HOLIDAYS = timedelta(days=17)  # the winter break with its weekends


@dataclass(frozen=True)
class SchoolYear:
    """1 August to 31 July, named by the year in which it ends."""

    ends: int

    @classmethod
    def of(cls, day: date) -> SchoolYear:
        return cls(day.year + (day.month >= 8))

    @property
    def start(self) -> date:
        return date(self.ends - 1, 8, 1)

    @property
    def end(self) -> date:
        return date(self.ends, 7, 31)

    @property
    def name(self) -> str:
        return f"{self.ends - 1}-{self.ends % 100:02}"

    @property
    def first_day(self) -> date:
        return on_or_before(date(self.ends - 1, 8, 31), WEDNESDAY)

    @property
    def last_day(self) -> date:
        return on_or_before(date(self.ends, 6, 16), FRIDAY)

    def weekdays(self) -> Iterator[tuple[date, str, str | None]]:
        """Every weekday of the year with its kind and the name of its holiday."""
        closed = self.holidays
        for day in each_day(self.start, self.end):
            if day.weekday() < SATURDAY:
                yield day, *self._kind(day, closed.get(day))

    def _kind(self, day: date, holiday: str | None) -> tuple[str, str | None]:
        if self.first_day - 2 * DAY <= day < self.first_day:
            return STAFF_DAY, "Staff preparation"
        if not self.first_day <= day <= self.last_day:
            return HOLIDAY, "Summer break"
        return (HOLIDAY, holiday) if holiday else (SCHOOL_DAY, None)

    @cached_property
    def holidays(self) -> dict[date, str]:
        before, year = self.ends - 1, self.ends
        thanksgiving = nth(before, 11, THURSDAY, 4)
        runs = [
            ("Labor Day", nth(before, 9, MONDAY, 1), 1),
            ("Autumn break", nth(before, 10, MONDAY, 3), 5),
            ("Thanksgiving", thanksgiving - DAY, 3),
            ("Winter break", on_or_before(date(before, 12, 25), MONDAY), 12),
            ("Martin Luther King Day", nth(year, 1, MONDAY, 3), 1),
            ("Winter recess", nth(year, 2, MONDAY, 3), 5),
            ("Spring break", nth(year, 4, MONDAY, 1), 5),
            ("Memorial Day", on_or_before(date(year, 5, 31), MONDAY), 1),
        ]
        return {first + n * DAY: name for name, first, length in runs for n in range(length)}


@dataclass(frozen=True)
class Calendar:
    """The school years of the sample, oldest first; the last one holds ``today``."""

    years: tuple[SchoolYear, ...]
    today: date

    @classmethod
    def upto(cls, today: date, years: int) -> Calendar:
        last = SchoolYear.of(today).ends
        return cls(tuple(SchoolYear(ends) for ends in range(last - years + 1, last + 1)), today)

    @property
    def this_year(self) -> SchoolYear:
        return self.years[-1]

    @property
    def known_years(self) -> tuple[SchoolYear, ...]:
        """The years to write down: one more where the goals of this year began in the year before."""
        before = SchoolYear.of(self.goals_start)
        return self.years if before in self.years else (before, *self.years)

    @property
    def goals_start(self) -> date:
        """This year's goals begin with school, but never later than four months ago: there is a course to see."""
        return min(self.this_year.first_day, self.today - timedelta(days=120))

    @property
    def goals_due(self) -> date:
        return max(self.this_year.last_day, self.today + timedelta(days=60))

    @cached_property
    def school_days(self) -> list[date]:
        """All school days on the calendar, those to come among them."""
        rows = (row for year in self.known_years for row in year.weekdays())
        return [day for day, kind, _ in rows if kind == SCHOOL_DAY]

    def taught(self, year: SchoolYear) -> list[date]:
        """The year's school days up to and including today."""
        return self.between(year.start, min(year.end, self.today))

    def between(self, first: date, last: date) -> list[date]:
        return self.school_days[bisect_left(self.school_days, first) : bisect_right(self.school_days, last)]

    def after(self, day: date, number: int) -> date:
        """The school day that comes ``number`` school days after ``day``."""
        place = bisect_right(self.school_days, day) - 1 + number
        return self.school_days[min(max(place, 0), len(self.school_days) - 1)]

    def workday_before(self, day: date) -> date:
        """The day itself or the last school day before it; in the long holidays the last weekday."""
        taught = self.school_days[: bisect_right(self.school_days, day)]
        if taught and day - taught[-1] <= SHORT_HOLIDAYS:
            return taught[-1]
        return day - timedelta(days=max(day.weekday() - FRIDAY, 0))

    def elapsed(self, start: date, due: date, day: date) -> float:
        """The share of the school days from start to due that ``day`` closes."""
        return len(self.between(start + DAY, day)) / max(len(self.between(start + DAY, due)), 1)


def each_day(first: date, last: date) -> Iterator[date]:
    return (first + n * DAY for n in range((last - first).days + 1))


def on_or_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def nth(year: int, month: int, weekday: int, number: int) -> date:
    """The first, second, ... Monday (or other weekday) of a month."""
    return on_or_before(date(year, month, 7), weekday) + timedelta(weeks=number - 1)
