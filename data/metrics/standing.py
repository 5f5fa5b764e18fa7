"""Goals with where they stand: what every number about goals is made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from data.metrics.record import SHARE, Asked, Rows
from data.statistics import pace
from data.statistics.aim import Aim, CheckIn
from data.statistics.pace import Standing, Status

# What to talk about first.
ORDER = [Status.OFF_TRACK, Status.MISSED, Status.AT_RISK, Status.NO_RECENT_DATA, Status.ON_TRACK, Status.MET,
         Status.NOT_STARTED]  # fmt: skip
GOOD = (Status.MET, Status.ON_TRACK)
SCHOOL_DAY = "school-day"
MOST_MONTHS = timedelta(days=365 * 6)  # a line of more months tells nobody anything


def school_days(calendar: pd.DataFrame) -> dict[str, list[date]]:
    """Each school's school days, sorted; a school without a calendar is not there."""
    days: dict[str, list[date]] = {}
    for school, on, kind in zip(*(calendar[name].to_numpy() for name in ("school", "date", "kind")), strict=True):
        if kind == SCHOOL_DAY:
            days.setdefault(school, []).append(on)
    return {school: sorted(rows) for school, rows in days.items()}


def standings(rows: Rows, asked: Asked, on: date | None = None) -> pd.DataFrame:
    """Every goal of the choice with its standing on a day: the goal's columns and status, rule, pace, ..."""
    table = next(judged_on([on or asked.filters.until], rows))
    return in_order(pd.concat([rows["goals"], table], axis=1))


def judged_on(days: list[date], rows: Rows) -> Iterator[pd.DataFrame]:
    """The standing of every goal, in the order of the rows, on one day after the other."""
    goals = list(rows["goals"].itertuples())
    held, series = school_days(rows["calendar"]), checkins_of(rows["checkins"])
    for on in days:
        judged = [_judged(goal, series.get(goal.id, []), held.get(goal.school), on) for goal in goals]
        yield pd.DataFrame(judged, columns=JUDGED, index=rows["goals"].index)


JUDGED = ["status", "rule", "value", "elapsed", "pace", "expected", "stale", "current", "date"]


def checkins_of(checkins: pd.DataFrame) -> dict[str, list[CheckIn]]:
    """Each goal's check-ins, earliest first."""
    series: dict[str, list[CheckIn]] = {}
    for goal, at, value in zip(checkins["goal"], checkins["at"], checkins["value"], strict=True):
        series.setdefault(goal, []).append(CheckIn(at.date(), value))
    return series


def aim_of(goal) -> Aim:
    """What a row of table goals asks for; raises ValueError with the remedy when that cannot be judged."""
    numbers = (given(goal.baseline), given(goal.target), given(goal.low), given(goal.high))
    rhythm = given(goal.rhythm_days)
    rhythm_days = int(rhythm) if rhythm else None
    return Aim(goal.direction, goal.start, goal.due, *numbers, rhythm_days, shares=goal.unit == SHARE)


def given(value: float | None) -> float | None:
    """A number that was given; pandas writes a missing one as NaN."""
    return None if value is None or pd.isna(value) else float(value)


def _judged(goal, checkins: list[CheckIn], days: list[date] | None, on: date) -> tuple:
    known = checkins[: bisect_right(checkins, on, key=lambda checkin: checkin.on)]
    current = known[-1] if known else None
    try:
        standing = pace.status(aim_of(goal), current, on, days)
    except ValueError as fault:  # typed past the checks of the import: shown, not hidden
        standing = Standing(Status.NO_RECENT_DATA, f"cannot be judged: {fault}", None, None, None, None, False, None)
    numbers = (standing.progress, standing.elapsed, standing.pace, standing.expected, standing.stale)
    return (standing.status, standing.rule, *numbers, *((current.value, current.on) if current else (None, None)))


def in_order(goals: pd.DataFrame) -> pd.DataFrame:
    """What needs a word first: by status, then by pace, the slowest first."""
    place = goals["status"].map({status: place for place, status in enumerate(ORDER)})
    keys = pd.DataFrame({"place": place, "pace": goals["pace"].astype(float), "id": goals["id"]})
    return goals.loc[keys.sort_values(["place", "pace", "id"]).index].reset_index(drop=True)


def month_ends(asked: Asked) -> Iterator[tuple[date, date]]:
    """(first day of the month, the day its numbers stand at) for each month of the period so far."""
    first = max(asked.filters.start, asked.filters.until - MOST_MONTHS).replace(day=1)
    while first <= asked.filters.until:
        following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
        yield first, min(following - pd.Timedelta(days=1), asked.filters.until)
        first = following
