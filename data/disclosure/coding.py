"""Shares of small groups said as a range: top, bottom and interval coding.

The bands are those of NCES SLDS Technical Brief 3 as Utah's Data Gateway applies it (definitions, 7.2), on percents
rounded half up. For teams of fewer than ten, which that brief does not know, it is under half or at least half.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

EDGES = ((300, 1), (100, 2), (40, 5), (20, 10), (10, 20))  # from so many people on: percents at either end
WHOLE_PERCENT = 40  # from so many people on the middle is said as a whole percent, under it as an interval of ten
HALF = 50


@dataclass(frozen=True)
class Coded:
    """What is said of a share; ``value`` only where that is a whole percent."""

    shown: str
    value: float | None = None


def outcome(numerator: int, people: int) -> Coded:
    """A share of students, or of what is sensitive: always coded, for the count behind it is never shown."""
    return _coded(_percent(numerator, people), _edge(people), whole=people >= WHOLE_PERCENT)


def one_sided(numerator: int, people: int, smallest: int) -> Coded:
    """A share of few on one side, always as a range: as coarse as it takes that it is true of two counts or more."""
    return _coded(_percent(numerator, people), _fair_edge(people, smallest), whole=False)


@lru_cache(maxsize=4096)
def _fair_edge(people: int, smallest: int) -> int:
    """The same for all shares of so many people: what one range leaves out would tell what another means."""
    few = [k for k in range(1, people) if k < smallest or people - k < smallest]
    for edge in (edge for _, edge in EDGES if edge >= _edge(people)):
        said = [_coded(_percent(k, people), edge, whole=False) for k in few]
        if all(said.count(each) > 1 for each in said):
            return edge
    return HALF


def least(shown: str) -> float:
    """Where a range begins, as a share: 0.2 for "20–29%", 0 for "≤20%"."""
    return 0.0 if shown[0] in "≤<" else int("".join(takewhile(str.isdigit, shown.lstrip("≥")))) / 100


def _percent(numerator: int, people: int) -> int:
    """Half up, in whole numbers."""
    return (200 * numerator + people) // (2 * people)


def _edge(people: int) -> int:
    return next((edge for fewest, edge in EDGES if people >= fewest), HALF)


def _coded(percent: int, edge: int, whole: bool) -> Coded:
    if percent >= 100 - edge:
        return Coded(f"≥{100 - edge}%")
    if edge == HALF:
        return Coded("<50%")
    if percent <= edge:
        return Coded(f"≤{edge}%")
    if whole:
        return Coded(f"{percent}%", percent / 100)
    first = percent - percent % 10
    return Coded(f"{max(first, edge + 1)}–{first + 9}%")
