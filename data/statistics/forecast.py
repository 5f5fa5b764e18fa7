"""Where a goal is heading: the straight line through its check-ins, and how wide the future around it is.

Two lines, because one wild check-in bends the first: ordinary least squares with its prediction interval, and
Theil and Sen's, the median of all slopes. Both assume that the trend continues; check-ins that follow one
another are alike, which makes the interval narrower than it should be. Say so beside the number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import fsum, inf, sqrt
from typing import NamedTuple

import numpy as np

from data.statistics import distributions, finite
from data.statistics.aim import Aim

FEWEST_TO_DRAW = 3  # different x
FEWEST_TO_FORECAST = 4  # check-ins
LEVEL = 0.80  # of the interval, unless told
HAIR = 1e-9  # of the size of what is compared: a line that meets the target exactly may miss it by arithmetic

Point = tuple[float, float]  # x, in days since the start, and the value
Reach = tuple[float, float]  # lowest and highest, -inf and inf where there is no end
ENDLESS: Reach = (-inf, inf)


class Verdict(StrEnum):
    """Whether the forecast's interval lies short of what is wanted, holds the edge of it, or is all in it."""

    SHORT = "short"
    OPEN = "open"
    THERE = "there"


class Line(NamedTuple):
    slope: float
    intercept: float

    def at(self, x: float) -> float:
        return self.intercept + self.slope * x


class Width(NamedTuple):
    """The line's value at ``x``, and the interval in which the next check-in there is expected."""

    x: float
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Fit:
    """Ordinary least squares through ``n`` points around (``centre``, ``level``); ``spread`` is Sxx."""

    slope: float
    n: int
    centre: float
    level: float
    spread: float
    left_over: float  # the sum of squared residuals

    @property
    def intercept(self) -> float:
        return self.level - self.slope * self.centre

    @cached_property
    def scatter(self) -> float:
        """The standard deviation of the residuals, with n - 2 degrees of freedom; needs three points."""
        return sqrt(self.left_over / (self.n - 2))

    def at(self, x: float) -> float:
        return self.level + self.slope * (x - self.centre)

    def error(self, x: float) -> float:
        """The standard error of a new check-in at ``x``: scatter and the line's own doubt together."""
        return self.scatter * sqrt(1 + 1 / self.n + (x - self.centre) ** 2 / self.spread)

    def width(self, x: float, level: float) -> Width:
        half = distributions.t_quantile(self.n - 2, (1 + level) / 2) * self.error(x)
        return Width(x, self.at(x), self.at(x) - half, self.at(x) + half)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the trend comes to at ``at``; ``low`` to ``high`` holds ``level`` of new check-ins there.

    ``chance``: the probability of meeting what is wanted, None where nothing was asked for. ``clipped``: the
    line, its interval or Theil and Sen's value left the measure's legal range and was held at its edge.
    ``far``: further beyond the last check-in than the check-ins span. Slope and intercept are never clipped.
    """

    at: float
    slope: float
    intercept: float
    value: float
    low: float
    high: float
    chance: float | None
    theil_sen: float
    theil_sen_slope: float
    clipped: bool
    far: bool
    level: float = LEVEL


def least_squares(points: Iterable[Point]) -> Fit | None:
    """The line with the smallest squared distances; None from fewer than three different x.

    Raises ValueError on a NaN or endless x or value.
    """
    points = _checked(points)
    if _too_few(points, FEWEST_TO_DRAW):
        return None
    n = len(points)
    centre, level = (fsum(axis) / n for axis in zip(*points, strict=True))
    spread = fsum((x - centre) ** 2 for x, _ in points)
    slope = fsum((x - centre) * (y - level) for x, y in points) / spread
    left_over = fsum((y - level - slope * (x - centre)) ** 2 for x, y in points)
    return Fit(slope, n, centre, level, spread, left_over)


def theil_sen(points: Iterable[Point]) -> Line | None:
    """The median of the slopes of all pairs of different x; None from fewer than three different x.

    The intercept is median(y) - slope * median(x), what scipy calls 'separate'. Bears nearly three wild values
    in ten. Source: Sen 1968 (JASA 63:1379-1389). Time and memory grow with the square of the points: check-ins
    of years, not readings of seconds.
    """
    points = _checked(points)
    if _too_few(points, FEWEST_TO_DRAW):
        return None
    x, y = np.array(sorted(points), dtype=float).T
    early, late = np.triu_indices(len(x), 1)
    run, rise = x[late] - x[early], y[late] - y[early]
    slope = float(np.median(rise[run > 0] / run[run > 0]))
    return Line(slope, float(np.median(y) - slope * np.median(x)))


def forecast(
    points: Iterable[Point], at: float, wanted: Reach | None = None, legal: Reach = ENDLESS, level: float = LEVEL
) -> Forecast | None:
    """What the check-ins (days since the start, value) come to at day ``at``, and how sure that is.

    ``wanted`` is what meets the goal (`wanted`), ``legal`` what the measure can be (0 to 100). None from fewer
    than four check-ins or three different days. Source: prediction interval of a new observation in simple
    regression, t with n - 2 degrees of freedom. Raises ValueError on NaN and on a level outside 0 to 1.
    """
    points = _checked(points)
    _check_question(at, level, legal)
    if _too_few(points, FEWEST_TO_FORECAST):
        return None
    fit, robust = least_squares(points), theil_sen(points)
    drawn, sturdy = fit.width(at, level), robust.at(at)
    value, low, high, steady = (_clip(number, legal) for number in (*drawn[1:], sturdy))
    return Forecast(
        at=at,
        slope=fit.slope,
        intercept=fit.intercept,
        value=value,
        low=low,
        high=high,
        chance=None if wanted is None else _chance(fit, at, wanted),
        theil_sen=steady,
        theil_sen_slope=robust.slope,
        clipped=(value, low, high, steady) != (*drawn[1:], sturdy),
        far=_is_far(points, at),
        level=level,
    )


def band(points: Iterable[Point], xs: Sequence[float], legal: Reach = ENDLESS, level: float = LEVEL) -> list[Width]:
    """The forecast's interval at each of ``xs``, for drawing: as wide at today's x as the check-ins scatter.

    Empty where there is no forecast. Never the narrower interval of the line itself: check-ins would fall out of it.
    """
    points = _checked(points)
    for x in xs:
        _check_question(x, level, legal)
    if _too_few(points, FEWEST_TO_FORECAST):
        return []
    fit = least_squares(points)
    return [Width(x, *(_clip(number, legal) for number in fit.width(x, level)[1:])) for x in xs]


def wanted(aim: Aim) -> Reach:
    """The values that meet the goal: its band, or everything at or past the target in its own direction."""
    if aim.maintains:
        return aim.band
    return (aim.target, inf) if aim.direction == "increase" else (-inf, aim.target)


def verdict(forecast: Forecast, wanted: Reach) -> Verdict:
    """Short when the whole interval misses what is wanted, there when all of it meets it, else open."""
    low, high = wanted
    hair = HAIR * max(1.0, abs(forecast.low), abs(forecast.high))
    if forecast.high < low - hair or forecast.low > high + hair:
        return Verdict.SHORT
    return Verdict.THERE if low - hair <= forecast.low and forecast.high <= high + hair else Verdict.OPEN


def _chance(fit: Fit, at: float, wanted: Reach) -> float:
    error, value = fit.error(at), fit.at(at)
    hair = HAIR * max(1.0, abs(value))
    if error <= hair:  # the check-ins lie on the line: no doubt is left to compute with
        return float(wanted[0] - hair <= value <= wanted[1] + hair)
    low, high = ((edge - value) / error for edge in wanted)
    # From the nearer tail: 1 minus a share close to 1 would lose the digits of a small chance.
    if low > 0:
        low, high = -high, -low
    return distributions.t_share_below(fit.n - 2, high) - distributions.t_share_below(fit.n - 2, low)


def _is_far(points: Sequence[Point], at: float) -> bool:
    first, last = min(points)[0], max(points)[0]
    return at - last > last - first


def _clip(value: float, legal: Reach) -> float:
    return min(max(value, legal[0]), legal[1])


def _checked(points: Iterable[Point]) -> list[Point]:
    points = list(points)
    finite.check((x for x, _ in points), "a day")
    finite.check((y for _, y in points), "a value")
    return points


def _too_few(points: Sequence[Point], fewest: int) -> bool:
    return len(points) < fewest or len({x for x, _ in points}) < FEWEST_TO_DRAW


def _check_question(at: float, level: float, legal: Reach) -> None:
    finite.check([at], "a forecast for a day")
    if not 0 < level < 1:
        raise ValueError(f"an interval cannot hold {level} of the check-ins: use a share between 0 and 1")
    if not legal[0] <= legal[1]:
        raise ValueError(f"no value lies between {legal[0]} and {legal[1]}: swap the ends of the legal range")
