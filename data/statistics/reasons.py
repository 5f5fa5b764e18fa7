"""The rule behind a goal's status, in one plain sentence with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from math import floor, log10

from data import wording
from data.statistics.aim import Aim, CheckIn

RHYTHMS = {1: "daily", 7: "weekly", 14: "every two weeks", 28: "monthly", 30: "monthly", 31: "monthly"}
RHYTHMS |= {90: "quarterly", 91: "quarterly", 92: "quarterly", 365: "yearly"}
MOST_DECIMALS = 9


def reached(aim: Aim, current: CheckIn) -> str:
    if aim.yes_or_no:
        return f"yes, since {wording.day(current.on)} or before"
    if aim.maintains:
        now, low, high = _amounts(aim, current.value, *aim.band)
        return f"{now} is within {_band(low, high)}"
    now, goal = _amounts(aim, current.value, aim.target)
    return f"target reached: {now}, and {goal} was the goal"


def missed(aim: Aim, current: CheckIn | None) -> str:
    late = f"due {wording.day(aim.due, year=True)} and not reached"
    if current is None:
        return f"{late}: no check-in was made"
    if aim.yes_or_no:
        return late
    now, low, high = _amounts(aim, current.value, *(aim.band if aim.maintains else (aim.target, aim.target)))
    return f"{late}: {now}, and {_band(low, high)} was the goal"


def not_started(aim: Aim) -> str:
    return f"starts {wording.day(aim.start, year=True)}"


def freshness(aim: Aim, age_days: int | None, rhythm_days: int) -> str:
    rhythm = RHYTHMS.get(rhythm_days, f"every {rhythm_days} days")
    made = "no check-in yet" if age_days is None else f"last check-in {wording.ago(age_days)}"
    return f"{made}; {rhythm} {'was agreed' if aim.rhythm_days else 'is usual'}"


def not_yet(aim: Aim) -> str:
    return f"not yet, and due {wording.day(aim.due, year=True)}: yes or no has no pace"


def wrong_way(aim: Aim, current: CheckIn) -> str:
    start, now, goal = _amounts(aim, aim.baseline, current.value, aim.target)
    return f"going the wrong way: {start} at the start, {now} now, {goal} is the goal"


def nothing_expected(aim: Aim, current: CheckIn) -> str:
    now, goal = _amounts(aim, current.value, aim.target)
    return f"nothing was expected yet by {wording.day(current.on)}: {now} now, {goal} is the goal"


def against_line(aim: Aim, current: CheckIn, expected: float, pace: str) -> str:
    come, due = abs(current.value - aim.baseline), abs(expected - aim.baseline)
    there, line = (wording.plain(way * _scale(aim), _decimals(aim)) for way in (come, due))
    points = " points" if aim.shares else ""
    share = f"{there} of the {line}{points} expected" if come <= due else f"{there}{points} where {line} was expected"
    return f"{share} by {wording.day(current.on)}: pace {pace}"


def outside_band(aim: Aim, current: CheckIn) -> str:
    now, low, high = _amounts(aim, current.value, *aim.band)
    side = "below" if current.value < aim.band[0] else "above"
    return f"{now} is {side} {_band(low, high)}"


def pace_words(pace: float, colour: Callable[[float], object]) -> str:
    """Two decimals, or as many more as keep it on its own side of a threshold: 0.897 is not yet 0.90."""
    shown = (wording.half_up(pace, decimals) for decimals in range(2, MOST_DECIMALS))
    fitting = next((number for number in shown if colour(float(number)) == colour(pace)), pace)
    return wording.plain(float(fitting), MOST_DECIMALS)


def _band(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def _amounts(aim: Aim, *values: float) -> list[str]:
    """All with as many decimals as tell those that differ apart: 74.96 is not the 75 that was the goal."""
    values, unit = tuple(value * _scale(aim) for value in values), "%" if aim.shares else ""
    different, fewest = len(set(values)), _decimals(aim)
    written = ([wording.plain(value, decimals) for value in values] for decimals in range(fewest, MOST_DECIMALS))
    exact = [wording.plain(value, MOST_DECIMALS) for value in values]
    shown = next((amounts for amounts in written if len(set(amounts)) == different), exact)
    return [f"{amount}{unit}" for amount in shown]


def _scale(aim: Aim) -> int:
    return 100 if aim.shares else 1


def _decimals(aim: Aim) -> int:
    """As many as show a hundredth of the way: 7.5 of 15 points, 0.05 of 0.2 grade points."""
    low, high = aim.band if aim.maintains else (aim.baseline, aim.target)
    width = (abs(high - low) or abs(high) or 1) * _scale(aim)
    return max(0, min(MOST_DECIMALS - 1, 2 - floor(log10(width))))
