"""School days between two dates: on the school's own calendar, or Monday to Friday where none is loaded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

WEEK = 7
WEEKDAYS = 5
ONE_DAY = timedelta(days=1)


def between(start: date, end: date, school_days: Sequence[date] | None = None) -> int:
    """School days from ``start`` up to, but without, ``end``: the rule of ``numpy.busday_count``.

    ``school_days`` is the school's calendar, sorted; without it Monday to Friday count. A thing asked on a
    Friday and answered on the next Tuesday took 2. Negative where ``end`` lies before ``start``.
    """
    if end < start:
        return -between(end, start, school_days)
    if school_days is None:
        return _weekdays(start, end)
    return bisect_left(school_days, end) - bisect_left(school_days, start)


def start_of_last(number: int, on: date, school_days: Sequence[date] | None = None) -> date:
    """The first of the last ``number`` school days up to and with ``on`` ("not thanked in 30 school days").

    Where the calendar holds fewer, its first day; raises ValueError when it holds none so far.
    """
    if number < 1:
        raise ValueError(f"{number} school days back is no period: ask for at least 1")
    if school_days is None:
        return _last_weekdays(number, on)
    passed = bisect_left(school_days, on + ONE_DAY)
    if not passed:
        raise ValueError(f"the calendar has no school day up to {on}: load it, or count weekdays instead")
    return school_days[max(0, passed - number)]


def weekdays(start: date, end: date) -> Iterator[date]:
    """Monday to Friday from ``start`` up to, but without, ``end``."""
    days = (start + timedelta(days=number) for number in range((end - start).days))
    return (day for day in days if day.weekday() < WEEKDAYS)


def _weekdays(start: date, end: date) -> int:
    weeks, rest = divmod((end - start).days, WEEK)
    return weeks * WEEKDAYS + sum((start.weekday() + step) % WEEK < WEEKDAYS for step in range(rest))


def _last_weekdays(number: int, on: date) -> date:
    friday_at_most = on - ONE_DAY * max(0, on.weekday() - (WEEKDAYS - 1))
    weeks, rest = divmod(number - 1, WEEKDAYS)
    first = friday_at_most - timedelta(weeks=weeks, days=rest)
    over_weekend = rest > friday_at_most.weekday()
    return first - 2 * ONE_DAY if over_weekend else first
