"""What is usual for single check-ins: natural limits from how far each lies from the one before (XmR chart).

Not for shares of very different denominators: those need limits of their own at every point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, inf
from statistics import median

from data import wording
from data.statistics import finite
from data.statistics.signals import ABOVE, BELOW, SIDES, Signal, in_a_row, stretches

ENOUGH = 12  # check-ins for limits that hold; fewer are flagged
NATURAL = {"mean": 2.66, "median": 3.14}  # how many typical ranges the limits lie from the centre
RANGE = {"mean": 3.267, "median": 3.87}  # ... and the limit of a single range from zero
ROW = 8  # check-ins in a row on one side of the centre; Nelson takes 9
HAIR = 1e-9  # of a standard deviation: a check-in on a line is not beyond it, whatever arithmetic says


@dataclass(frozen=True, slots=True)
class Limits:
    """``lower`` to ``upper`` is usual; a step of more than ``range_upper`` from the last check-in is not.

    ``deviation`` is a third of the way from centre to limit, before either was held at the measure's legal
    range (``floored``, ``capped``), so that what is signalled is what is drawn. ``few``: from under twelve
    check-ins. ``dropped``: wild ranges that were left out.
    """

    centre: float
    lower: float
    upper: float
    range_centre: float
    range_upper: float
    deviation: float
    few: bool
    floored: bool
    capped: bool
    dropped: int


def limits(
    values: Sequence[float],
    middle: str = "mean",
    legal: tuple[float, float] = (-inf, inf),
    drop_wild: bool = False,
) -> Limits | None:
    """The natural limits of check-ins in order of time; None from fewer than two.

    ``middle`` of the values, and of their ranges: "mean" (2.66 and 3.267 ranges) or "median" (3.14 and 3.87),
    which one wild check-in moves less. ``drop_wild`` leaves out ranges above their own limit, once (Nelson 1982).
    To freeze a baseline give its check-ins alone, and judge all by its limits. Sources: NIST/SEMATECH handbook
    6.3.2.2; qicharts2. Raises ValueError on NaN and another ``middle``.
    """
    _check(values, middle, legal)
    if len(values) < 2:
        return None
    typical = _typical(middle)
    ranges = [abs(later - before) for before, later in pairwise(values)]
    kept = _without_wild(ranges, RANGE[middle] * typical(ranges)) if drop_wild else ranges
    centre, step = typical(values), typical(kept)
    lower, upper = centre - NATURAL[middle] * step, centre + NATURAL[middle] * step
    return Limits(
        centre=centre,
        lower=max(lower, legal[0]),
        upper=min(upper, legal[1]),
        range_centre=step,
        range_upper=RANGE[middle] * step,
        deviation=NATURAL[middle] * step / 3,
        few=len(values) < ENOUGH,
        floored=lower < legal[0],
        capped=upper > legal[1],
        dropped=len(ranges) - len(kept),
    )


def zone_signals(values: Sequence[float], usual: Limits, row: int = ROW) -> list[Signal]:
    """Western Electric's four tests, one signal a test and side, at the check-ins that meet it themselves.

    One check-in beyond three deviations; 2 of 3 beyond two; 4 of 5 beyond one; ``row`` in a row beyond the
    centre; each on one side. A check-in on a line belongs to the zone inside; counting does not begin anew after
    a signal. Source: Western Electric 1956, as in the documentation of JMP 14. Raises ValueError on NaN.
    """
    finite.check(values, "a value")
    sides = [(side, [_beyond(value, usual, side) for value in values]) for side in (ABOVE, BELOW)]
    found = [signal for side, distances in sides for signal in _tests(distances, side, row)]
    return sorted(found, key=lambda signal: (signal.rule, signal.places))


def range_signals(values: Sequence[float], usual: Limits) -> list[Signal]:
    """The check-ins that lie further from the one before than is usual; `zone_signals` looks at values alone."""
    finite.check(values, "a value")
    most = usual.range_upper + HAIR * usual.deviation
    wild = (place for place, (before, later) in enumerate(pairwise(values), start=1) if abs(later - before) > most)
    return _signal("wide step", wild, lambda number: f"{_check_ins(number)} further from the one before than is usual")


def _tests(distances: Sequence[float], side: int, row: int) -> list[Signal]:
    where = SIDES[side]
    return [
        *_signal(
            "zone 1",
            _several(distances, 1, 1, 3),
            lambda number: f"{_check_ins(number)} {where} everything that is usual",
        ),
        *_signal("zone 2", _several(distances, 2, 3, 2), lambda _: f"two of three check-ins far {where} the middle"),
        *_signal(
            "zone 3", _several(distances, 4, 5, 1), lambda _: f"four of five check-ins clearly {where} the middle"
        ),
        *_signal(
            "zone 4",
            _several(distances, row, row, 0),
            lambda _: f"{in_a_row(_longest(distances))} {where} the middle (at least {row} are a sign of a change)",
        ),
    ]


def _signal(rule: str, places: Iterable[int], sentence: Callable[[int], str]) -> list[Signal]:
    found = tuple(places)
    return [Signal(rule, found, sentence(len(found)))] if found else []


def _several(distances: Sequence[float], needed: int, window: int, line: int) -> list[int]:
    """Places beyond the line at which ``needed`` of the last ``window`` check-ins lie beyond it."""
    beyond = [distance > line + HAIR for distance in distances]
    return [
        place
        for place, itself in enumerate(beyond)
        if itself and sum(beyond[max(0, place - window + 1) : place + 1]) >= needed
    ]


def _longest(distances: Sequence[float]) -> int:
    runs = stretches((place, int(distance > HAIR)) for place, distance in enumerate(distances))
    return max(len(places) for beyond, places in runs if beyond)


def _beyond(value: float, usual: Limits, side: int) -> float:
    """How many deviations beyond the centre; where check-ins never varied, any other value is beyond all lines."""
    away = (value - usual.centre) * side
    if usual.deviation:
        return away / usual.deviation
    return inf if away > HAIR * abs(usual.centre) else min(away, 0.0)


def _without_wild(ranges: Sequence[float], most: float) -> list[float]:
    return [step for step in ranges if step <= most]


def _typical(middle: str) -> Callable[[Sequence[float]], float]:
    return median if middle == "median" else lambda values: fsum(values) / len(values)


def _check_ins(number: int) -> str:
    return f"{wording.small_number_words(number)} {'check-in lies' if number == 1 else 'check-ins lie'}"


def _check(values: Sequence[float], middle: str, legal: tuple[float, float]) -> None:
    finite.check(values, "a value")
    if middle not in NATURAL:
        raise ValueError(f'"{middle}" is no middle of a control chart: use {" or ".join(NATURAL)}')
    if not legal[0] <= legal[1]:
        raise ValueError(f"no value lies between {legal[0]} and {legal[1]}: swap the ends of the legal range")
