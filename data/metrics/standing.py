"""Goals with where they stand: what every number about goals is made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from data.disclosure import coding
from data.metrics.record import SHARE, Asked, Rows
from data.statistics import pace
from data.statistics.aim import Aim, CheckIn
from data.statistics.pace import Standing, Status

# What to talk about first.
ORDER = [Status.OFF_TRACK, Status.MISSED, Status.AT_RISK, Status.NO_RECENT_DATA, Status.ON_TRACK, Status.MET,
         Status.NOT_STARTED]  # fmt: skip
GOOD = (Status.MET, Status.ON_TRACK)
MEASURED = "measured"  # the confidence of a check-in that nobody typed
SCHOOL_DAY = "school-day"
MOST_MONTHS = timedelta(days=365 * 6)  # a line of more months tells nobody anything


def school_days(calendar: pd.DataFrame) -> dict[str, list[date]]:
    """Each school's school days, sorted; a school without a calendar is not there."""
    days: dict[str, list[date]] = {}
    for school, on, kind in zip(*(calendar[name].to_numpy() for name in ("school", "date", "kind")), strict=True):
        if kind == SCHOOL_DAY:
            days.setdefault(school, []).append(on)
    return {school: sorted(rows) for school, rows in days.items()}


def standings(rows: Rows, asked: Asked, on: date | None = None, words: bool = True) -> pd.DataFrame:
    """Every goal of the choice with its standing on a day: the goal's columns and status, rule, pace, ..."""
    table = next(judged_on([on or asked.filters.until], rows, words))
    return in_order(pd.concat([rows["goals"], table], axis=1))


def judged_on(days: list[date], rows: Rows, words: bool = False) -> Iterator[pd.DataFrame]:
    """The standing of every goal, in the order of the rows, day after day; with rules only in ``words``."""
    goals = list(rows["goals"].itertuples())
    held, seen = school_days(rows["calendar"]), seen_of(rows["checkins"])
    for on in days:
        judged = [_judged(goal, seen.get(goal.id, []), held.get(goal.school), on, words) for goal in goals]
        yield pd.DataFrame(judged, columns=JUDGED, index=rows["goals"].index)


JUDGED = ["status", "rule", "value", "elapsed", "pace", "expected", "stale", "current", "date", "current_shown"]
NOT_SHOWN = "its number is that of a few people, and is not shown to this role"
IN_RANGE = "its number is shown as a range"
OPEN_RANGE = f"{IN_RANGE}, and more than one status lies in it"
Series = dict[str, list[CheckIn]]


def checkins_of(checkins: pd.DataFrame) -> Series:
    """Each goal's check-ins, earliest first; of what is measured only those whose number is shown."""
    series: Series = {}
    known = checkins.dropna(subset=["value"])
    for goal, at, value in zip(known["goal"], known["at"], known["value"], strict=True):
        series.setdefault(goal, []).append(CheckIn(at.date(), value))
    return series


def seen_of(checkins: pd.DataFrame) -> dict[str, list[tuple[date, float | None, str | None]]]:
    """Each goal's check-ins as they are seen: day, value, and the range that stands in the place of a value."""
    series: dict[str, list] = {}
    columns = (checkins[name] for name in ("goal", "at", "value", "shown"))
    for goal, at, value, shown in zip(*columns, strict=True):
        series.setdefault(goal, []).append((at.date(), given(value), shown if isinstance(shown, str) else None))
    return series


def aim_of(goal) -> Aim:
    """What a row of table goals asks for; raises ValueError with the remedy when that cannot be judged."""
    numbers = (given(goal.baseline), given(goal.target), given(goal.low), given(goal.high))
    rhythm = given(goal.rhythm_days)
    rhythm_days = int(rhythm) if rhythm else None
    shares, binary = goal.unit == SHARE, is_yes_or_no(goal.unit)
    return Aim(goal.direction, goal.start, goal.due, *numbers, rhythm_days, shares=shares, yes_or_no=binary)


def is_yes_or_no(unit: str | None) -> bool:
    return isinstance(unit, str) and unit.casefold().replace("/", " or ") == "yes or no"


def given(value: float | None) -> float | None:
    """A number that was given; pandas writes a missing one as NaN."""
    return None if value is None or pd.isna(value) else float(value)


def _judged(goal, seen: list, days: list[date] | None, on: date, words: bool) -> tuple:
    known = seen[: bisect_right(seen, on, key=lambda one: one[0])]
    at, value, shown = known[-1] if known else (None, None, None)
    if at is None or value is not None:
        standing = _standing(goal, None if at is None else CheckIn(at, value), on, days, words)
    else:
        standing = _of_range(goal, at, shown, on, days)
    numbers = (standing.progress, standing.elapsed, standing.pace, standing.expected, standing.stale)
    return (standing.status, standing.rule, *numbers, value, at, shown)


def _standing(goal, current: CheckIn | None, on: date, days: list[date] | None, words: bool = False) -> Standing:
    try:
        return pace.status(aim_of(goal), current, on, days, words)
    except ValueError as fault:  # typed past the checks of the import: shown, not hidden
        return Standing(Status.NO_RECENT_DATA, f"cannot be judged: {fault}", None, None, None, None, False, None)


def _of_range(goal, at: date, shown: str | None, on: date, days: list[date] | None) -> Standing:
    """The status that both ends of a range have; where they differ, or nothing is shown, there is none to tell."""
    ends = coding.ends(shown) if shown else ()
    judged = [_standing(goal, CheckIn(at, end), on, days) for end in ends]
    if not judged or len({one.status for one in judged}) > 1:
        rule = OPEN_RANGE if judged else NOT_SHOWN
        return Standing(Status.NO_RECENT_DATA, rule, None, None, None, None, False, None)
    return replace(judged[0], rule=IN_RANGE, progress=None, pace=None)


def in_order(goals: pd.DataFrame) -> pd.DataFrame:
    """What needs a word first: by status, then by pace, the slowest first."""
    place = goals["status"].map({status: place for place, status in enumerate(ORDER)})
    keys = pd.DataFrame({"place": place, "pace": goals["pace"].astype(float), "id": goals["id"]})
    return goals.loc[keys.sort_values(["place", "pace", "id"]).index].reset_index(drop=True)


def month_ends_between(first: date, last: date) -> list[date]:
    """The last day of each month that ends after the first day and before the last."""
    ends, on = [], max(first, last - MOST_MONTHS).replace(day=1)
    while (following := _next_month(on)) <= last:
        ends.append(following - timedelta(days=1))
        on = following
    return [end for end in ends if first < end < last]


def _next_month(first: date) -> date:
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


def month_ends(asked: Asked) -> Iterator[tuple[date, date]]:
    """(first day of the month, the day its numbers stand at) for each month of the period so far."""
    first = max(asked.filters.start, asked.filters.until - MOST_MONTHS).replace(day=1)
    while first <= asked.filters.until:
        following = _next_month(first)
        yield first, min(following - timedelta(days=1), asked.filters.until)
        first = following
