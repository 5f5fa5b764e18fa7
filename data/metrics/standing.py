"""Goals with where they stand: what every number about goals is made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from data.disclosure import coding
from data.memory import Memory
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
    judge = rows.get("judge") or Judge(rows["goals"], rows["checkins"], rows["calendar"])
    yield from (judge.on(day, words) for day in days)


JUDGED = ["status", "rule", "value", "elapsed", "pace", "expected", "stale", "current", "date", "current_shown"]
NOT_SHOWN = "its number is that of a few people, and is not shown to this role"
IN_RANGE = "its number is shown as a range"
OPEN_RANGE = f"{IN_RANGE}, and more than one status lies in it"
BY_EXACT = "judged by the number before it was rounded"
MOST_DAYS = 24  # that one judge remembers: two school years of months
Series = dict[str, list[CheckIn]]


class Seen(NamedTuple):
    """A check-in as it is seen: the value, the range that stands in its place, and what a value was rounded from."""

    on: date
    value: float | None
    shown: str | None
    exact: float | None


class Judge:
    """Judges the goals of one choice, for one reader, on any day; several numbers of a page ask the same of it."""

    def __init__(self, goals: pd.DataFrame, checkins: pd.DataFrame, calendar: pd.DataFrame) -> None:
        self._goals = [(goal, *_aim_or_fault(goal)) for goal in goals.itertuples()]
        self._index, self._held, self._seen = goals.index, school_days(calendar), seen_of(checkins)
        self._judged = Memory(MOST_DAYS)

    def on(self, day: date, words: bool = False) -> pd.DataFrame:
        """A row a goal, in their order; nobody may change it."""
        return self._judged.get((day, words), lambda: self._on(day, words))

    def _on(self, day: date, words: bool) -> pd.DataFrame:
        judged = [
            _judged(aim, fault, self._seen.get(goal.id, NO_CHECKINS), self._held.get(goal.school), day, words)
            for goal, aim, fault in self._goals
        ]
        return pd.DataFrame(judged, columns=JUDGED, index=self._index)


NO_CHECKINS: list[Seen] = []


def checkins_of(checkins: pd.DataFrame) -> Series:
    """Each goal's check-ins, earliest first; of what is measured only those whose number is shown."""
    series: Series = {}
    known = checkins.dropna(subset=["value"])
    for goal, at, value in zip(*(known[name].to_list() for name in ("goal", "at", "value")), strict=True):
        series.setdefault(goal, []).append(CheckIn(at.date(), value))
    return series


def seen_of(checkins: pd.DataFrame) -> dict[str, list[Seen]]:
    """Each goal's check-ins as they are seen, earliest first."""
    series: dict[str, list] = {}
    columns = (checkins[name].to_list() for name in ("goal", "at", "value", "shown", "exact"))
    for goal, at, value, shown, exact in zip(*columns, strict=True):
        words = shown if isinstance(shown, str) else None
        series.setdefault(goal, []).append(Seen(at.date(), given(value), words, given(exact)))
    return series


def _aim_or_fault(goal) -> tuple[Aim | None, str]:
    try:
        return aim_of(goal), ""
    except ValueError as fault:  # typed past the checks of the import: shown, not hidden
        return None, f"cannot be judged: {fault}"


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
    return None if value is None or value != value else float(value)


def _judged(aim: Aim | None, fault: str, seen: list[Seen], days: list[date] | None, on: date, words: bool) -> tuple:
    known = bisect_right(seen, on, key=lambda one: one.on)
    last = seen[known - 1] if known else None
    standing = UNJUDGED if aim is None else _standing(aim, last, on, days, words)
    numbers = (standing.progress, standing.elapsed, standing.pace, standing.expected, standing.stale)
    told = (last.value, last.on, last.shown) if last else (None, None, None)
    return (standing.status, fault or standing.rule, *numbers, *told)


UNJUDGED = Standing(Status.NO_RECENT_DATA, "", None, None, None, None, False, None)


def _standing(aim: Aim, last: Seen | None, on: date, days: list[date] | None, words: bool) -> Standing:
    if last is None:
        return pace.status(aim, None, on, days, words)
    if last.value is None:
        return _of_range(aim, last, on, days)
    exact = pace.status(aim, CheckIn(last.on, last.exact), on, days, words)
    if last.exact == last.value:
        return exact
    seen = pace.status(aim, CheckIn(last.on, last.value), on, days, words)
    return seen if seen.status == exact.status else replace(exact, rule=BY_EXACT, progress=None, pace=None)


def _of_range(aim: Aim, last: Seen, on: date, days: list[date] | None) -> Standing:
    """The status that all of a range has; where there are several, or nothing is shown, there is none to tell."""
    judged = [pace.status(aim, CheckIn(last.on, value), on, days) for value in _corners(aim, last.shown)]
    if not judged or len({one.status for one in judged}) > 1:
        return replace(UNJUDGED, rule=OPEN_RANGE if judged else NOT_SHOWN)
    return replace(judged[0], rule=IN_RANGE, progress=None, pace=None)


def _corners(aim: Aim, shown: str | None) -> list[float]:
    """Both ends of a range, and those of a band that lie within it."""
    if shown is None:
        return []
    low, high = coding.ends(shown)
    return [low, high, *(edge for edge in (aim.band if aim.maintains else ()) if low < edge < high)]


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
