"""What a goal asks for, and the check-in it is judged by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

DIRECTIONS = ("increase", "decrease", "maintain")


class CheckIn(NamedTuple):
    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Aim:
    """What a goal asks for. Raises ValueError, naming the remedy, when nothing in it can be judged.

    ``increase`` and ``decrease`` need ``baseline`` and ``target``; ``maintain`` needs the band ``low`` to
    ``high``, or a ``target`` to be kept exactly. ``rhythm_days``: days agreed between
    check-ins, if any were. ``shares``: the values are shares, written as percents;
    ``yes_or_no``: there is nothing between baseline and target, and so no pace.
    """

    direction: str
    start: date
    due: date
    baseline: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    rhythm_days: int | None = None
    shares: bool = False
    yes_or_no: bool = False

    def __post_init__(self) -> None:
        _check_time(self)
        if self.maintains:
            _check_band(self)
        else:
            _check_line(self)

    @property
    def maintains(self) -> bool:
        return self.direction == "maintain"

    @property
    def band(self) -> tuple[float, float]:
        """The lowest and the highest value that a goal to maintain allows."""
        return (self.target, self.target) if self.low is None or self.high is None else (self.low, self.high)

    def reached_by(self, value: float) -> bool:
        """Whether the value is in the band, or at or past the target in the goal's own direction."""
        if self.maintains:
            return self.band[0] <= value <= self.band[1]
        return value >= self.target if self.direction == "increase" else value <= self.target


def latest(checkins: Iterable[CheckIn], on: date) -> CheckIn | None:
    """The last check-in up to ``on``; of several on one day the one entered last (later in the sequence)."""
    known = [checkin for checkin in checkins if checkin.on <= on]
    return max(reversed(known), key=lambda checkin: checkin.on, default=None)


def _check_time(aim: Aim) -> None:
    if aim.direction not in DIRECTIONS:
        raise ValueError(f'"{aim.direction}" is no direction of a goal: use {", ".join(DIRECTIONS)}')
    if aim.due < aim.start:
        raise ValueError(f"due {aim.due} lies before the start {aim.start}: change one of them")
    if aim.rhythm_days is not None and aim.rhythm_days < 1:
        raise ValueError(f"a check-in every {aim.rhythm_days} days is no rhythm: use 1 or more, or none")


def _check_line(aim: Aim) -> None:
    if aim.baseline is None or aim.target is None:
        raise ValueError(f"a goal to {aim.direction} needs a baseline and a target: add what is missing")
    if aim.target == aim.baseline:
        raise ValueError(f"the target equals the baseline ({aim.baseline}): change one, or make it a goal to maintain")
    if (aim.target > aim.baseline) != (aim.direction == "increase"):
        raise ValueError(
            f"from {aim.baseline} to {aim.target} is no {aim.direction}: swap the two, or change direction"
        )


def _check_band(aim: Aim) -> None:
    if None in aim.band:
        raise ValueError("a goal to maintain needs a band: give low and high, or the target to be kept")
    if aim.band[0] > aim.band[1]:
        raise ValueError(f"the band's low {aim.low} lies above its high {aim.high}: swap them")
