"""Measures that count children: how many are missing, and how much of a change chance alone makes.

"65%" hides that two children are three points; the count says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from data import wording
from data.statistics import distributions, finite
from data.statistics.intervals import Z95, wilson

HAIR = 1e-9  # 0.07 of 100 children is 7.000000000000001 to a machine, and asks for 7
LEVEL = 0.95
DIRECTIONS = ("increase", "decrease")


@dataclass(frozen=True, slots=True)
class Missing:
    """``count`` of ``of``; ``goal`` is the number the target asks for, ``children`` how many are still to change."""

    count: int
    of: int
    goal: int
    children: int
    sentence: str


def missing(count: int, of: int, target: float, direction: str = "increase") -> Missing:
    """How many more children (or, to decrease, fewer) meet a ``target`` share of ``of``; 0 once it is met.

    Whole children: a goal to increase rounds up, one to decrease rounds down, so that whoever meets the number
    meets the share. Raises ValueError unless 0 <= count <= of and the target is a share.
    """
    _check(count, of)
    _check_target(target, direction)
    if direction == "increase":
        goal = ceil(target * of - HAIR)
        return _told(count, of, goal, goal - count, f"{goal} is the goal", "more")
    goal = floor(target * of + HAIR)
    return _told(count, of, goal, count - goal, f"at most {goal} is the goal", "fewer")


def chance_band(count: int, of: int) -> tuple[int, int] | None:
    """The fewest and the most of ``of`` children that ``count`` is within chance of, 95 %; None without children.

    Wilson's interval in children, rounded outwards: a change within it need not mean anything.
    """
    _check(count, of)
    shares = wilson(count, of, Z95)
    return None if shares is None else (floor(shares[0] * of), ceil(shares[1] * of))


def chance_band_of_events(count: int, level: float = LEVEL) -> tuple[int, int]:
    """The same for a plain count without a whole (absences, visits, thanks), rounded outwards.

    The exact Poisson interval (Garwood 1936), not the square-root band: it holds its level for small counts, and
    0 gets an end (3.7). It takes events to be independent: those that come in clusters vary more. Raises
    ValueError on what is no count.
    """
    _check(count, None)
    low, high = distributions.poisson_limits(count, level)
    return floor(low), ceil(high)


def _told(count: int, of: int, goal: int, short: int, asked: str, way: str) -> Missing:
    still = max(short, 0)
    said = f"{wording.plain(still)} {way}" if still else "reached"
    return Missing(count, of, goal, still, f"{wording.share_of(count, of)}; {asked}: {said}")


def _check(count: int, of: int | None) -> None:
    finite.check([count], "a count")
    if count != floor(count) or count < 0:
        raise ValueError(f"{count} is no count of children: use a whole number from 0")
    if of is None:
        return
    finite.check([of], "a number of children")
    if of != floor(of) or count > of:
        raise ValueError(f"{count} of {of} is no share: count no more than all, in whole children")


def _check_target(target: float, direction: str) -> None:
    if not 0 <= target <= 1:
        raise ValueError(f"a target of {target} is no share: use 0 to 1 (75 % is 0.75)")
    if direction not in DIRECTIONS:
        raise ValueError(f'nobody is missing from a goal to "{direction}": use {" or ".join(DIRECTIONS)}')
