"""What a number of a goal can be, by what the goal counts: one rule for files and for forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from data.importers.problems import Wrong

SHARE, PERCENT, CHILDREN, YES_OR_NO, MILESTONES, SCALE, NUMBER = (
    "share", "percent", "children", "yes or no", "milestones", "scale", "number",
)  # fmt: skip
PERCENTS = ("%", "percent")
ENDS = re.compile(r"scale (-?\d+) to (-?\d+)")
ANYTHING = float("inf")
REMEDIES = {
    SHARE: "shares are written 0 to 1: 0.5 for 50 %",
    PERCENT: "percents are written 0 to 100: correct the number",
    CHILDREN: "it counts children, and there are no more than out_of: correct one of the two",
    YES_OR_NO: "write 1 for yes, 0 for no",
    SCALE: "correct the number, or the scale in the goal's unit",
}
Goal = Mapping[str, Any]


class Range(NamedTuple):
    """The least and the most; ``ends_only`` where there is nothing between the two."""

    least: float = -ANYTHING
    most: float = ANYTHING
    ends_only: bool = False

    def has(self, number: float) -> bool:
        return number in (self.least, self.most) if self.ends_only else self.least <= number <= self.most


def kind_of(goal: Goal) -> str:
    """What a goal's numbers are: one of the names above."""
    unit = (goal.get("unit") or "").strip()
    if goal.get("out_of"):
        return CHILDREN
    if ENDS.fullmatch(unit):
        return SCALE
    unit = unit.casefold().replace("/", " or ")
    known = {SHARE: SHARE, YES_OR_NO: YES_OR_NO, MILESTONES: MILESTONES} | dict.fromkeys(PERCENTS, PERCENT)
    return known.get(unit, NUMBER)


def range_of(goal: Goal) -> Range:
    kind = kind_of(goal)
    if kind == SCALE:
        return Range(*map(float, ENDS.fullmatch(goal["unit"].strip()).groups()))
    if kind == CHILDREN:
        return Range(0, goal["out_of"])
    return {SHARE: Range(0, 1), PERCENT: Range(0, 100), YES_OR_NO: Range(0, 1, True), MILESTONES: Range(0)}.get(
        kind, Range()
    )


def check(number: float | None, goal: Goal, field: str) -> None:
    """Raises Wrong where a goal of this kind has no such number."""
    allowed = range_of(goal)
    if number is None or allowed.has(number):
        return
    kind = kind_of(goal)
    if kind == MILESTONES:
        raise Wrong("is under 0, and the goal counts milestones", "correct the number", field)
    between = "neither 0 nor 1" if allowed.ends_only else f"outside {allowed.least:g} to {allowed.most:g}"
    raise Wrong(f"is {between}, though the goal's unit says {_says(kind)}", REMEDIES[kind], field)


def _says(kind: str) -> str:
    return {SCALE: "the scale", CHILDREN: "children"}.get(kind, kind)
