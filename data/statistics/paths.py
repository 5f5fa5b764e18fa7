"""Shortest paths in a graph given as neighbour lists: ``out[i]`` holds the places that place i has a tie to.

All sources of a batch walk outwards together, one step at a time, as columns of small matrices, and a tie is a cell
of a sparse one. That is many times as fast as a loop in plain Python, and a batch keeps memory under a megabyte.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from types import ModuleType

import numpy as np

BATCH = 64
Neighbours = Sequence[Sequence[int]]
Sum = Callable[[np.ndarray], np.ndarray]


def through(out: Neighbours, into: Neighbours) -> np.ndarray:
    """For each place the shortest paths of ordered pairs (s, t) through it, as sum of sigma_st(v) / sigma_st.

    Shape (n,). Source: Brandes 2001 (Journal of Mathematical Sociology 25:163-177), its accumulation made for
    many sources at once. Halve it for undirected graphs.
    """
    from_before, from_after = _summing(into), _summing(out)
    total = np.zeros(len(out))
    for sources in _batches(len(out)):
        distance, ways = _walk(from_before, len(out), sources)
        total += _dependency(from_after, distance, ways).sum(axis=1)
    return total


def distance_sums(around: Neighbours) -> np.ndarray:
    """For each place of a connected, undirected graph the sum of its distances to all others; shape (n,)."""
    n, step = len(around), _summing(around)
    return np.concatenate([_walk(step, n, sources)[0].sum(axis=0) for sources in _batches(n)])


def parts(around: Sequence[Collection[int]]) -> Iterator[list[int]]:
    """The connected parts, each as a list of places, in the order of their first place."""
    seen: set[int] = set()
    for first in range(len(around)):
        if first not in seen:
            part = [first]
            seen.add(first)
            for place in part:  # grows while it is walked
                fresh = [other for other in around[place] if other not in seen]
                seen.update(fresh)
                part += fresh
            yield part


def _walk(from_before: Sum, n: int, sources: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distance (-1: not reached) and number of shortest ways from each source; both (n, sources)."""
    columns = np.arange(len(sources))
    ways, distance = np.zeros((n, len(sources))), np.full((n, len(sources)), -1, dtype=np.int32)
    ways[sources, columns], distance[sources, columns] = 1, 0
    front, steps = ways.copy(), 0
    while front.any():
        front = from_before(front)
        front[distance >= 0] = 0
        steps += 1
        distance[front > 0] = steps
        ways += front
    return distance, ways


def _dependency(from_after: Sum, distance: np.ndarray, ways: np.ndarray) -> np.ndarray:
    """How far each source depends on each place to reach the others; (n, sources), 0 for itself."""
    depends = np.zeros_like(ways)
    per_way = 1 / np.maximum(ways, 1)
    for steps in range(distance.max(), 1, -1):
        handed = np.where(distance == steps, (1 + depends) * per_way, 0)
        depends += np.where(distance == steps - 1, ways * from_after(handed), 0)
    return depends


def _summing(neighbours: Neighbours) -> Sum:
    """A function that gives each place (row) the sum of its neighbours' rows."""
    flat = [other for others in neighbours for other in others]
    starts = np.cumsum([0, *map(len, neighbours)])
    return _sparse().csr_array((np.ones(len(flat)), flat, starts), shape=(len(neighbours), len(neighbours))).dot


def load() -> None:
    """Have scipy's sparse matrices there before the first question: a server does so while nobody waits."""
    _sparse()


@cache
def _sparse() -> ModuleType:
    from scipy import sparse

    return sparse


def _batches(n: int) -> Iterator[np.ndarray]:
    return (np.arange(first, min(first + BATCH, n)) for first in range(0, n, BATCH))
