"""Whether a change between two times is more than chance makes: by swapping what was before and what is after.

Each unit (somebody's answers, what stands between two teams) is seen twice. Had nothing changed but by chance, its
two sights could as well stand the other way round; how often swaps of the coin make a change as large is the answer.
Source: the exact randomisation test of matched pairs, Fisher 1935, by random swaps as in Dwass 1957 (Annals of
Mathematical Statistics 28:181-187). Ties of one unit hang together, so that it is swapped whole.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

SWAPS = 999
SEED = 1935  # the same question has the same answer on every machine
SAME = 1e-9  # of two changes: what adding up in another order makes

Statistic = Callable[[np.ndarray], np.ndarray]  # totals (swaps, counts) -> a number for each (swaps,), nan: none


def chance_of_change(before: np.ndarray, after: np.ndarray, statistic: Statistic, swaps: int = SWAPS) -> float | None:
    """The share of swaps in which the statistic changes as much as it did, in either direction: 0 to 1.

    ``before`` and ``after`` hold counts, shape (units, counts); ``statistic`` makes a number of their sums over all
    units. Where all ways of swapping are no more than ``swaps`` + 1, all are tried: p = as large / all. Else
    p = (1 + as large) / (1 + ``swaps``). None where the statistic does not exist before or after,
    and without units.
    """
    if not len(before) and not len(after):
        return None
    before, after = _as_counts(before), _as_counts(after)
    if before.shape != after.shape:
        raise ValueError(f"{len(before)} units before and {len(after)} after: give both for the same units")
    seen = _changes(np.zeros((1, len(before))), before, after, statistic)[0]
    if np.isnan(seen):
        return None
    moved = np.flatnonzero((before != after).any(axis=1))
    is_all = 2 ** len(moved) <= swaps + 1
    drawn = _all_ways(len(moved)) if is_all else _some_ways(len(moved), swaps)
    swapped = np.zeros((len(drawn), len(before)))
    swapped[:, moved] = drawn
    changes = _changes(swapped, before, after, statistic)
    as_large = int((np.abs(changes) >= abs(seen) - SAME).sum())
    return as_large / len(drawn) if is_all else (1 + as_large) / (1 + swaps)


def _changes(swapped: np.ndarray, before: np.ndarray, after: np.ndarray, statistic: Statistic) -> np.ndarray:
    """The change of the statistic for each row of swaps (1: the unit's two sights stand the other way round)."""
    moved = swapped @ (after - before)
    return statistic(after.sum(axis=0) - moved) - statistic(before.sum(axis=0) + moved)


def _all_ways(units: int) -> np.ndarray:
    """Every row of noughts and ones, shape (2^units, units)."""
    return (np.arange(2**units)[:, None] >> np.arange(units)) & 1


def _some_ways(units: int, swaps: int) -> np.ndarray:
    return np.random.default_rng(SEED).integers(0, 2, size=(swaps, units))


def _as_counts(counts: np.ndarray) -> np.ndarray:
    counts = np.asarray(counts, dtype=float)
    return counts.reshape(len(counts), -1)
