"""How far a network has a core that everything runs through. Both see who is tied, not how often.

For undirected graphs; `Graph.undirected` makes one. Compare only networks of about the same size.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from data.statistics.network import Graph, Node


@dataclass(frozen=True)
class Core:
    """``fit``: Pearson's r of the ties that are there and those of a perfect core, 1 for a star."""

    fit: float
    members: frozenset[Node]


def core_and_periphery(graph: Graph) -> Core | None:
    """The split into core and periphery that fits best: every pair with somebody of the core tied, no other one.

    Source: Borgatti & Everett 1999 (Social Networks 21:375-395). The search is theirs in kind, not exhaustive: from
    the best split by degree, one person at a time changes sides while that helps. None where all or nobody is tied,
    and under three nodes.
    """
    if graph.directed:
        raise ValueError("a core is defined without directions here: take graph.undirected() first")
    n, ties = len(graph.nodes), len(graph.weights)
    pairs = n * (n - 1) // 2
    if n < 3 or ties in (0, pairs):
        return None
    inside = _best_by_degree(graph, ties, pairs)
    fit = _climb(graph, inside, ties, pairs)
    return Core(fit, frozenset(node for node, is_core in zip(graph.nodes, inside, strict=True) if is_core))


def core_numbers(graph: Graph) -> dict[Node, int]:
    """For each node the largest k so that it has k ties within a group in which everybody has k or more.

    Source: Seidman 1983 (Social Networks 5:269-287); peeled from the outside as in Batagelj & Zaversnik 2003.
    """
    if graph.directed:
        raise ValueError("a k-core is defined without directions here: take graph.undirected() first")
    left = [len(ends) for ends in graph.out]
    numbers, waiting, k = [0] * len(left), set(range(len(left))), 0
    while waiting:
        k = max(k, min(left[place] for place in waiting))
        peeled = [place for place in waiting if left[place] <= k]
        for place in peeled:  # grows while it is walked
            numbers[place] = k
            waiting.discard(place)
            for other in graph.out[place]:
                left[other] -= 1
                if other in waiting and left[other] == k:
                    peeled.append(other)
    return dict(zip(graph.nodes, numbers, strict=True))


def _fit(hits: np.ndarray, size: np.ndarray, n: int, ties: int, pairs: int) -> np.ndarray:
    """Pearson's r over all pairs: ``hits`` ties with somebody of a core of ``size``; nan where all are to be tied."""
    wanted = size * (n - size) + size * (size - 1) / 2
    spread = wanted * (pairs - wanted)
    r = (pairs * hits - ties * wanted) / np.sqrt(np.where(spread > 0, spread, np.nan))
    return r / sqrt(ties * (pairs - ties))


def _best_by_degree(graph: Graph, ties: int, pairs: int) -> np.ndarray:
    """Of the cores made of the most tied people, first one, then two, ...: the one that fits best."""
    n = len(graph.nodes)
    order = sorted(range(n), key=lambda place: -len(graph.out[place]))
    inside, hits = [False] * n, []
    for place in order:
        gained = sum(not inside[other] for other in graph.out[place])
        inside[place] = True
        hits.append((hits[-1] if hits else 0) + gained)
    best = int(np.nanargmax(_fit(np.array(hits), np.arange(1, n + 1), n, ties, pairs)))
    chosen = np.zeros(n, dtype=bool)
    chosen[order[: best + 1]] = True
    return chosen


def _climb(graph: Graph, inside: np.ndarray, ties: int, pairs: int) -> float:
    """Let people change sides, best first, while the fit grows; ``inside`` is changed in place."""
    n = len(inside)
    outside = (~inside).tolist()
    outside_of = np.array([sum(outside[other] for other in ends) for ends in graph.out])
    hits, size = ties - int(outside_of[~inside].sum()) // 2, int(inside.sum())
    fit = float(_fit(np.array(hits), np.array(size), n, ties, pairs))
    while True:
        step = np.where(inside, -1, 1)
        fits = np.nan_to_num(_fit(hits + step * outside_of, size + step, n, ties, pairs), nan=-1.0)
        place = int(fits.argmax())
        if fits[place] <= fit + 1e-12:
            return fit
        fit, hits, size = float(fits[place]), hits + step[place] * outside_of[place], size + step[place]
        inside[place] = not inside[place]
        outside_of[graph.out[place]] -= step[place]
