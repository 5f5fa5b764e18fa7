"""What the goals below a goal come to: shares of the way added up by weight, from the leaves to the top.

A goal's own measure wins over what its children come to; both are kept apart. What is incomplete is handed on
to nobody: a parent that hears from the smaller part of its children counts as not reporting itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from math import inf
from typing import NamedTuple

USUAL_WEIGHT = 1.0
NOTHING: Mapping[str, int] = {}


class Goal(NamedTuple):
    """``progress`` is the goal's own share of the way, unclipped; None without a check-in or a measure."""

    id: Hashable
    parent: Hashable | None
    weight: float | None
    progress: float | None
    status: str


class RollUp(NamedTuple):
    """What lies below one goal. ``progress`` is 0 to 1, None when no child reports (a goal without children too).

    ``reporting`` of ``children`` have data; ``incomplete``: they carry less than half of the weight, so the number
    is not to be shown as the goal's. ``statuses`` counts everything below, at any depth. ``own`` is the goal's own.
    """

    own: float | None
    progress: float | None
    reporting: int
    children: int
    incomplete: bool
    statuses: Mapping[str, int]

    @property
    def handed_up(self) -> float | None:
        """What the goal counts with in its parent: its own measure, else what its children come to."""
        if self.own is not None:
            return self.own
        return None if self.incomplete else self.progress


class _Sum:
    """What has come in for a parent so far; ``waiting`` of its ``children`` have not been taken yet."""

    __slots__ = ("children", "gone", "heard", "reporting", "statuses", "waiting", "weight")

    def __init__(self, children: int) -> None:
        self.gone = self.heard = self.weight = 0.0
        self.reporting = 0
        self.children = self.waiting = children
        self.statuses: dict[str, int] = {}

    def take(self, goal: Goal, rolled: RollUp) -> None:
        weight = USUAL_WEIGHT if goal.weight is None else goal.weight
        progress = goal.progress if goal.progress is not None else rolled.handed_up
        self.waiting -= 1
        self.weight += weight
        if progress is not None:
            self.heard += weight
            self.gone += weight * (0.0 if progress < 0 else 1.0 if progress > 1 else progress)
            self.reporting += 1
        self._count(goal.status, 1)
        for status, number in rolled.statuses.items():
            self._count(status, number)

    def _count(self, status: str, number: int) -> None:
        self.statuses[status] = self.statuses.get(status, 0) + number


def roll_up(goals: Iterable[tuple]) -> dict[Hashable, RollUp]:
    """Every goal's `RollUp` by id, from rows (id, parent, weight, progress, status), any order, any depth.

    progress = sum(w * clamp(progress, 0, 1)) / sum(w) over the children that report: clamped first, so that one
    child past its target does not hide another that fails. A weight of None is 1; a parent that is not among the
    goals is none. Source: the weighted mean of Oslo's okr-tracker. Raises ValueError on a weight that is not
    above 0, on NaN, on an id that comes twice, and on goals that lie in a circle, naming them.
    """
    known = _by_id(goals)
    sums = _sums(known)
    ready = [goal for key, goal in known.items() if key not in sums]
    done: dict[Hashable, RollUp] = {}
    for goal in ready:  # grows while it is read: a parent follows the last of its children
        rolled = done[goal.id] = _close(goal, sums.get(goal.id))
        above = sums.get(goal.parent)
        if above is not None:
            above.take(goal, rolled)
            if not above.waiting:
                ready.append(known[goal.parent])
    if len(done) < len(known):
        raise ValueError(_circle(known, done))
    return {key: done[key] for key in known}


def reporting(rolled: RollUp) -> str:
    """How many children stand behind the number: "3 of 4 reporting"."""
    return f"{rolled.reporting} of {rolled.children} reporting"


def _close(goal: Goal, below: _Sum | None) -> RollUp:
    if below is None:
        return RollUp(goal.progress, None, 0, 0, False, NOTHING)
    progress = below.gone / below.heard if below.reporting else None
    incomplete = 2 * below.heard < below.weight
    return RollUp(goal.progress, progress, below.reporting, below.children, incomplete, below.statuses)


def _by_id(goals: Iterable[tuple]) -> dict[Hashable, Goal]:
    known: dict[Hashable, Goal] = {}
    for goal in map(Goal._make, goals):
        _check(goal)
        if goal.id in known:
            raise ValueError(f"goal {goal.id} comes twice: give every goal an id of its own")
        known[goal.id] = goal
    return known


def _sums(known: Mapping[Hashable, Goal]) -> dict[Hashable, _Sum]:
    children = Counter(goal.parent for goal in known.values() if goal.parent in known)
    return {parent: _Sum(number) for parent, number in children.items()}


def _circle(known: Mapping[Hashable, Goal], done: Mapping[Hashable, RollUp]) -> str:
    """Whoever is never done lies in a circle: a goal above one would be the parent of two, and has but one."""
    first = goal = next(key for key in known if key not in done)
    names = [str(first)]
    while (goal := known[goal].parent) != first:
        names.append(str(goal))
    return f"goals {', '.join(names)} lie in a circle, each below the next: take the parent from one of them"


def _check(goal: Goal) -> None:
    if goal.weight is not None and not 0 < goal.weight < inf:
        raise ValueError(f"goal {goal.id} has a weight of {goal.weight}: use a number above 0, or none")
    if goal.progress is not None and not -inf < goal.progress < inf:
        raise ValueError(f"goal {goal.id} has a progress of {goal.progress}: leave it out where there is none")
