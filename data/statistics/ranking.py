"""Ranks that are fair about ties. Compare stored, unrounded values: a tie after rounding is no tie.

Every function gives one rank per value, in the order of the values; None and NaN have no rank (None).
The four competition styles are named for what they make of 95, 90, 90, 85; `standard` is the default here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

Value = float | None
NOT_RANKED = "not ranked"


def standard(values: Sequence[Value], highest_first: bool = True) -> list[int | None]:
    """1, 2, 2, 4: one more than the number who are strictly better."""
    return _ranks(values, highest_first, lambda before, size, run, step: before + 1)


def modified(values: Sequence[Value], highest_first: bool = True) -> list[int | None]:
    """1, 3, 3, 4: the number who are as good or better."""
    return _ranks(values, highest_first, lambda before, size, run, step: before + size)


def dense(values: Sequence[Value], highest_first: bool = True) -> list[int | None]:
    """1, 2, 2, 3: no number is left out."""
    return _ranks(values, highest_first, lambda before, size, run, step: run)


def ordinal(values: Sequence[Value], highest_first: bool = True) -> list[int | None]:
    """1, 2, 3, 4: ties in the order in which they were given, so that order should mean something."""
    return _ranks(values, highest_first, lambda before, size, run, step: before + step)


def fractional(values: Sequence[Value], highest_first: bool = True) -> list[float | None]:
    """1, 2.5, 2.5, 4: ties share the mean of their places, so that ranks always add up to the same sum."""
    return _ranks(values, highest_first, lambda before, size, run, step: before + (size + 1) / 2)


def order(values: Sequence[Value], highest_first: bool = True) -> list[int]:
    """Positions of the values, best first, ties as given, the unranked last."""
    ranked = [place for run in _runs(values, highest_first) for place in run]
    return ranked + [place for place, value in enumerate(values) if _is_missing(value)]


def tied(ranks: Sequence[float | None]) -> list[bool]:
    """Which of the ranks is shared; the unranked share nothing."""
    held = Counter(ranks)
    return [rank is not None and held[rank] > 1 for rank in ranks]


def label(rank: float | None, tied: bool = False) -> str:
    """How a rank is written: "3", shared "=3", none "not ranked"."""
    if rank is None:
        return NOT_RANKED
    return f"={rank:g}" if tied else f"{rank:g}"


def _ranks(values: Sequence[Value], highest_first: bool, place: Callable[[int, int, int, int], float]) -> list:
    ranks: list = [None] * len(values)
    before = 0
    for number, run in enumerate(_runs(values, highest_first), start=1):
        for step, position in enumerate(run, start=1):
            ranks[position] = place(before, len(run), number, step)
        before += len(run)
    return ranks


def _runs(values: Sequence[Value], highest_first: bool) -> list[list[int]]:
    """Positions that share a value, best value first."""
    present = (place for place, value in enumerate(values) if not _is_missing(value))
    ranked = sorted(present, key=values.__getitem__, reverse=highest_first)
    return [list(run) for _, run in groupby(ranked, key=values.__getitem__)]


def _is_missing(value: Value) -> bool:
    return value is None or value != value
