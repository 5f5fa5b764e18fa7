"""Whether check-ins wander around their middle as chance does: the run chart and its tests.

The median is the middle line, so no distribution is assumed. Two families of tests, which the caller may tell
apart by `Signal.rule`: the classic ones (`CLASSIC`: the same limit whatever the number of check-ins, so long
series call a false alarm sooner) and Anhøj's (`ANHOEJ`: limits that grow with the number of check-ins).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from statistics import median

from data import wording
from data.statistics import distributions, finite
from data.statistics.signals import ON, SIDES, Signal, in_a_row, stretches

SHIFT = 6
TREND = 5
FEWEST_TO_JUDGE = 10  # check-ins off the median, for Anhøj's tests
CLASSIC = ("shift", "trend")
ANHOEJ = ("long run", "few crossings")


@dataclass(frozen=True, slots=True)
class RunChart:
    """``useful`` check-ins lie off the median; runs and crossings are counted among them.

    ``longest_by_chance`` and ``crossings_by_chance`` are the most and the fewest that chance gives, None under
    ten useful check-ins.
    """

    median: float
    useful: int
    runs: int
    longest_run: int
    longest_by_chance: int | None
    crossings: int
    crossings_by_chance: int | None
    signals: tuple[Signal, ...]


def run_chart(values: Sequence[float], centre: float | None = None) -> RunChart | None:
    """The runs of ``values`` (in order of time) around their median, or a ``centre`` frozen earlier; None of none.

    Check-ins on the median neither count nor break a run. Sources: shift and trend as in Perla, Provost & Murray
    2011 (BMJ Quality & Safety 20:46-51); longest run and crossings as Anhøj's (R's qicharts2): signal beyond
    round(log2 n) + 3 or under the 5 % point of fair tosses. Raises ValueError on NaN.
    """
    finite.check(values, "a value")
    if not values:
        return None
    middle = median(values) if centre is None else centre
    finite.check([middle], "a middle line")
    runs = _runs(values, middle)
    useful = sum(len(places) for _, places in runs)
    crossings = max(len(runs) - 1, 0)
    most, fewest = longest_by_chance(useful), crossings_by_chance(useful)
    return RunChart(
        median=middle,
        useful=useful,
        runs=len(runs),
        longest_run=max((len(places) for _, places in runs), default=0),
        longest_by_chance=most,
        crossings=crossings,
        crossings_by_chance=fewest,
        signals=(*_shifts(runs), *_trends(values), *_long_runs(runs, most), *_few_crossings(runs, crossings, fewest)),
    )


def longest_by_chance(useful: int) -> int | None:
    """The longest run that chance gives among ``useful`` check-ins; None under ten."""
    return round(log2(useful)) + 3 if useful >= FEWEST_TO_JUDGE else None


def crossings_by_chance(useful: int) -> int | None:
    """The fewest crossings that chance gives among ``useful`` check-ins; None under ten."""
    return distributions.fewest_heads(useful - 1) if useful >= FEWEST_TO_JUDGE else None


def _runs(values: Sequence[float], middle: float) -> list[tuple[int, tuple[int, ...]]]:
    sides = ((place, (value > middle) - (value < middle)) for place, value in enumerate(values))
    return stretches((place, side) for place, side in sides if side != ON)


def _shifts(runs: Sequence[tuple[int, tuple[int, ...]]]) -> list[Signal]:
    enough = f"{wording.small_number_words(SHIFT)} or more are a sign of a change"
    return [
        Signal("shift", places, f"{_row(side, places)} ({enough})") for side, places in runs if len(places) >= SHIFT
    ]


def _trends(values: Sequence[float]) -> list[Signal]:
    """Repeated values count once: what is judged are the steps between different neighbours."""
    moves = [place for place in range(1, len(values)) if values[place] != values[place - 1]]
    ways = stretches((place, 1 if values[place] > values[place - 1] else -1) for place in moves)
    return [_trend(way, places) for way, places in ways if len(places) + 1 >= TREND]


def _trend(way: int, steps: tuple[int, ...]) -> Signal:
    number = len(steps) + 1  # four steps lead through five check-ins
    enough = f"{wording.small_number_words(TREND)} or more are a sign of a change"
    moving = "each higher than the one before" if way > 0 else "each lower than the one before"
    return Signal("trend", (steps[0] - 1, *steps), f"{in_a_row(number)}, {moving} ({enough})")


def _long_runs(runs: Sequence[tuple[int, tuple[int, ...]]], most: int | None) -> list[Signal]:
    return [
        Signal("long run", places, f"{_row(side, places)} (more than chance gives: at most {most})")
        for side, places in runs
        if most is not None and len(places) > most
    ]


def _few_crossings(runs: Sequence[tuple[int, tuple[int, ...]]], crossings: int, fewest: int | None) -> list[Signal]:
    if fewest is None or crossings >= fewest:
        return []
    often = ("never", "once", "twice")[crossings] if crossings < 3 else f"{wording.plain(crossings)} times"
    places = tuple(place for _, run in runs for place in run)
    said = f"the check-ins cross the middle line {often} (fewer than chance gives: at least {fewest} times)"
    return [Signal("few crossings", places, said)]


def _row(side: int, places: tuple[int, ...]) -> str:
    return f"{in_a_row(len(places))} {SIDES[side]} the middle line"
