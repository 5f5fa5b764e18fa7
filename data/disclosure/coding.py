"""Shares of small groups said as a range: top, bottom and interval coding.

The bands are those of NCES SLDS Technical Brief 3 as Utah's Data Gateway applies it (definitions, 7.2), on percents
rounded half up. Of that brief's whole percents those that stand for few on one side are joined to one range, because
8% of 64 is five people and no others (7.3a); ranges of ten percents that are true of one count only, as "30–39%" of
ten, are made wider. For teams of fewer than ten, which the brief does not know, it is under
half or at least half.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

EDGES = ((300, 1), (100, 2), (40, 5), (20, 10), (10, 20))  # from so many people on: percents at either end
WHOLE_PERCENT = 40  # from so many people on the middle is said as a whole percent, under it as a range
HALF = 50
TEN = 10
STEPS = (TEN, 20, 30, 40)


@dataclass(frozen=True)
class Coded:
    """What is said of a share; ``value`` only where that is a whole percent."""

    shown: str
    value: float | None = None


@lru_cache(maxsize=65536)
def outcome(numerator: int, people: int, smallest: int = 0) -> Coded:
    """A share of students, or of what is sensitive: always coded, for the count behind it is never shown."""
    percent, edge = _percent(numerator, people), _edge(people)
    if people < WHOLE_PERCENT:
        return _coded(percent, edge, _fair_step(people, edge))
    said = _coded(percent, edge)
    if said.value is None or not _few(numerator, people, smallest):
        return said
    first, last = edge + 1, _percent(smallest - 1, people)
    return Coded(_range(first, last) if numerator < smallest else _range(100 - last, 100 - first))


@lru_cache(maxsize=1024)
def _fair_step(people: int, edge: int) -> int:
    """How wide the ranges in the middle must be for each to be true of two counts or more."""
    for step in STEPS:
        said = [_coded(_percent(count, people), edge, step).shown for count in range(people + 1)]
        if (100 - 2 * edge) % step == 0 and all(said.count(text) > 1 for text in said):
            return step
    return 100 - 2 * edge


def one_sided(numerator: int, people: int, smallest: int) -> Coded:
    """A share of few on one side, always as a range: as coarse as it takes that it is true of two counts or more."""
    return _coded(_percent(numerator, people), _fair_edge(people, smallest), TEN)


@lru_cache(maxsize=4096)
def _fair_edge(people: int, smallest: int) -> int:
    """The same for all shares of so many people: what one range leaves out would tell what another means."""
    few = [k for k in range(1, people) if _few(k, people, smallest)]
    for edge in (edge for _, edge in EDGES if edge >= _edge(people)):
        said = [_coded(_percent(k, people), edge, TEN) for k in few]
        if all(said.count(each) > 1 for each in said):
            return edge
    return HALF


def span(counts: Callable[[int, int], Coded], numerator: int, people: int) -> tuple[int, int]:
    """The least and the most of the counts that are said in the same words."""
    said, low, high = counts(numerator, people), numerator, numerator
    while low > 0 and counts(low - 1, people) == said:
        low -= 1
    while high < people and counts(high + 1, people) == said:
        high += 1
    return low, high


def ends(shown: str) -> tuple[float, float]:
    """Where a range begins and where it ends, as shares: 0.2 and 0.29 for "20–29%", 0 and 0.2 for "≤20%"."""
    first, *last = (int(number) / 100 for number in re.findall(r"\d+", shown))
    if shown[0] in "≤<":
        return 0.0, first
    return first, 1.0 if shown[0] == "≥" else last[0] if last else first


def _few(numerator: int, people: int, smallest: int) -> bool:
    return numerator < smallest or people - numerator < smallest


def _range(first: int, last: int) -> str:
    return f"{first}–{last}%" if first < last else f"{last}%"


def _percent(numerator: int, people: int) -> int:
    """Half up, in whole numbers."""
    return (200 * numerator + people) // (2 * people)


def _edge(people: int) -> int:
    return next((edge for fewest, edge in EDGES if people >= fewest), HALF)


def _coded(percent: int, edge: int, step: int = 0) -> Coded:
    """Under an edge, over the other, or between them: in ranges of ``step`` percents, or without it as it is."""
    if percent >= 100 - edge:
        return Coded(f"≥{100 - edge}%")
    if edge == HALF:
        return Coded("<50%")
    if percent <= edge:
        return Coded(f"≤{edge}%")
    if not step:
        return Coded(f"{percent}%", percent / 100)
    first = percent - (percent - edge % step) % step
    return Coded(_range(max(first, edge + 1), first + step - 1))
