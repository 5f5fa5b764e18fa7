"""A break in how check-ins are entered: the rounding or the rhythm changes from one day on.

A trend across such a break may be a change of ruler and not of what is measured. All that is returned is a
question to the people who know; no rule is published, ours [D] would rather miss a break than ask in vain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import ceil
from statistics import median

from data import wording
from data.statistics import finite
from data.statistics.aim import CheckIn

FEWEST = 4  # check-ins, and gaps between them, on each side
GRAINS = {
    Decimal("100"): "in whole hundreds",
    Decimal("10"): "in whole tens",
    Decimal("5"): "in multiples of five",
    Decimal("1"): "in whole numbers",
    Decimal("0.5"): "in halves",
    Decimal("0.1"): "to one decimal",
    Decimal("0.01"): "to two decimals",
    Decimal("0.001"): "to three decimals",
}
UNROUNDED = Decimal("0.0001")  # anything finer
BY_CHANCE = 0.01  # a break that finer values would show by chance more often than this is none
TIMES_LONGER = 2  # the usual gap on one side, against the other
STRAY = 5  # one gap in five may be a holiday, or a check-in made twice


@dataclass(frozen=True, slots=True)
class Break:
    """From the check-in of ``on``, ``kind`` ("rounding" or "rhythm") went from ``before`` to ``after``."""

    on: date
    kind: str
    before: str
    after: str
    question: str


def entry_break(checkins: Iterable[CheckIn], shares: bool = False) -> Break | None:
    """The break in rounding, else the one in rhythm, else None: at most one question at a time.

    ``shares``: the values are shares, entered as percents (`Aim.shares`). Raises ValueError on NaN.
    """
    checkins = list(checkins)
    return rounding_break(checkins, shares) or rhythm_break(checkins)


def rounding_break(checkins: Iterable[CheckIn], shares: bool = False) -> Break | None:
    """Where values begin or cease to be multiples of a coarser unit, and chance does not explain it."""
    known = _in_order(checkins)
    grains = [_grain(checkin.value, shares) for checkin in known]
    telling = _telling(known)
    found, places = [], range(FEWEST, len(known) - FEWEST + 1)
    for place in places:
        sides = [(grains[part], telling[part]) for part in (slice(None, place), slice(place, None))]
        coarser = _coarser(*sides) or _coarser(*reversed(sides))
        if coarser is not None:
            found.append((coarser, place))
    if not found or min(found)[0] * len(places) > BY_CHANCE:  # every place looked at is a chance to be misled
        return None
    place = min(found)[1]
    before, after = (GRAINS.get(unit, "unrounded") for unit in _units(grains[:place], grains[place:]))
    on = known[place].on
    asked = f"Since {wording.day(on)} values come {after}; before, {before}: was something measured differently?"
    return Break(on, "rounding", before, after, asked)


def rhythm_break(checkins: Iterable[CheckIn]) -> Break | None:
    """Where the days between check-ins at least double or halve, and stay so."""
    days = sorted({checkin.on for checkin in _in_order(checkins)})
    gaps = [(later - before).days for before, later in pairwise(days)]
    splits = ((_stray(gaps[:place], gaps[place:]), place) for place in range(FEWEST, len(gaps) - FEWEST + 1))
    fitting = [(stray, place) for stray, place in splits if stray is not None]
    if not fitting:
        return None
    place = min(fitting)[1]
    before, after = (_every(median(side)) for side in (gaps[:place], gaps[place:]))
    on = days[place + 1]  # the first that came after a gap of the new length
    asked = f"Since {wording.day(on)} check-ins come {after}; before, {before}: did the way they are made change?"
    return Break(on, "rhythm", before, after, asked)


def _in_order(checkins: Iterable[CheckIn]) -> list[CheckIn]:
    known = sorted(checkins, key=lambda checkin: checkin.on)
    finite.check((checkin.value for checkin in known), "a value")
    return known


def _grain(value: float, shares: bool) -> Decimal:
    """The coarsest unit that the value, as it is written, is a whole multiple of."""
    written = Decimal(repr(float(value))) * (100 if shares else 1)
    return next((grain for grain in GRAINS if _is_multiple(written, grain)), UNROUNDED)


def _is_multiple(written: Decimal, grain: Decimal) -> bool:
    parts = written / grain
    return parts == parts.to_integral_value()


def _telling(known: Sequence[CheckIn]) -> list[bool]:
    """Zero is a multiple of everything, and a value that did not move says nothing new."""
    before = [None, *(checkin.value for checkin in known)]
    return [checkin.value not in (0, last) for checkin, last in zip(known, before, strict=False)]


def _coarser(coarse: tuple[list[Decimal], list[bool]], fine: tuple[list[Decimal], list[bool]]) -> float | None:
    """How likely values as fine as those of ``fine`` are to look as coarse as ``coarse`` by chance.

    None where they are not finer, or too few say anything. Each of them would be such a multiple as often as
    among the fine values so far (one more taken for granted), and no less often than the units suggest.
    """
    (grains, telling), (others, saying) = coarse, fine
    unit, usual = min(grains), _usual(others)
    if usual >= unit or sum(telling) < FEWEST or sum(saying) < FEWEST:
        return None
    as_coarse = sum(grain >= unit for grain, says in zip(others, saying, strict=True) if says)
    share = max((as_coarse + 1) / (sum(saying) + 2), float(usual / unit))
    return share ** sum(telling)


def _units(before: Sequence[Decimal], after: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The coarse side by what all of it is a multiple of, the fine side by most of it."""
    if min(before) > _usual(after):
        return min(before), _usual(after)
    return _usual(before), min(after)


def _usual(grains: Sequence[Decimal]) -> Decimal:
    """The unit of most values: among whole numbers a few are tens by chance, and one may have a decimal."""
    return sorted(grains)[(len(grains) - 1) // 2]


def _stray(before: Sequence[int], after: Sequence[int]) -> int | None:
    """How many gaps lie on the wrong side of the break; None where there is no break."""
    short, long = sorted((before, after), key=median)
    if median(long) < TIMES_LONGER * median(short):
        return None
    edge = ceil((median(short) * median(long)) ** 0.5)
    strays = [sum(gap >= edge for gap in short), sum(gap < edge for gap in long)]
    few = all(wrong <= len(side) // STRAY for wrong, side in zip(strays, (short, long), strict=True))
    return sum(strays) if few else None


def _every(days: float) -> str:
    return f"about every {wording.count(round(days), 'day')}" if round(days) > 1 else "every day"
