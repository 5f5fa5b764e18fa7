"""Who works with whom, in numbers that a principal can be told the meaning of.

Define the tie before using these. None means "not defined here" (too few people, no ties), never 0.
Centralisation after Freeman 1979 (Social Networks 1:215-239): 0 when all are alike, 1 for a star. It is
defined for undirected graphs; `Graph.undirected` makes one. Weights do not enter these measures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

from data.statistics import paths

Node = Hashable


class Graph:
    """People and the ties between them; up to about 1,000 nodes and 5,000 ties.

    ``ties`` are (from, to) or (from, to, weight). Self-ties are ignored; a repeated tie counts once, with its
    largest weight (undirected, a-b and b-a are one tie). Raises ValueError on a tie to a node that is not
    among ``nodes``. ``nodes`` are all who could have a tie, so that the isolated count.
    """

    __slots__ = ("directed", "into", "nodes", "out", "weights")

    def __init__(self, nodes: Iterable[Node], ties: Iterable[Sequence] = (), directed: bool = False):
        self.nodes: tuple[Node, ...] = tuple(dict.fromkeys(nodes))
        self.directed = directed
        self.weights = _distinct(self.nodes, ties, directed)
        self.out: list[list[int]] = [[] for _ in self.nodes]
        self.into = [[] for _ in self.nodes] if directed else self.out
        for start, end in self.weights:
            self.out[start].append(end)
            self.into[end].append(start)

    @property
    def ties(self) -> list[tuple[Node, Node, float]]:
        return [(self.nodes[start], self.nodes[end], weight) for (start, end), weight in self.weights.items()]

    def undirected(self) -> Graph:
        """The same people, tied where there is a tie either way."""
        return Graph(self.nodes, self.ties) if self.directed else self


def density(graph: Graph) -> float | None:
    """Ties over possible ties; None under two nodes. Compare only groups of the same size."""
    pairs = _pairs(len(graph.nodes))
    return _ratio(len(graph.weights), pairs * 2 if graph.directed else pairs)


def density_within(graph: Graph, groups: Mapping[Node, Hashable]) -> float | None:
    """Density over the pairs of one group only, for several schools together; None without such a pair."""
    pairs = sum(_pairs(size) for size in _sizes(graph, groups).values())
    internal, _ = _ties_by_side(graph, groups, None)
    return _ratio(internal, pairs * 2 if graph.directed else pairs)


def mean_degree(graph: Graph) -> float | None:
    """Ties per node: 2m/n, directed m/n (given and received alike). Holds across schools of unequal size."""
    ties = len(graph.weights)
    return _ratio(ties if graph.directed else 2 * ties, len(graph.nodes))


def out_degree(graph: Graph) -> dict[Node, int]:
    """How many each node has a tie to (undirected: with)."""
    return {node: len(ends) for node, ends in zip(graph.nodes, graph.out, strict=True)}


def in_degree(graph: Graph) -> dict[Node, int]:
    """How many have a tie to each node (undirected: with)."""
    return {node: len(starts) for node, starts in zip(graph.nodes, graph.into, strict=True)}


def reciprocity_ties(graph: Graph) -> float | None:
    """The share of arcs that are returned; None without arcs."""
    _need_directed(graph)
    return _ratio(sum((end, start) in graph.weights for start, end in graph.weights), len(graph.weights))


def reciprocity_pairs(graph: Graph) -> float | None:
    """The share of tied pairs that are tied both ways; None without arcs."""
    _need_directed(graph)
    mutual = sum((end, start) in graph.weights for start, end in graph.weights) // 2
    return _ratio(mutual, len(graph.weights) - mutual)


def degree_centralisation(graph: Graph) -> float | None:
    """sum(max degree - degree) / ((n-1)(n-2)); None under three nodes."""
    _need_undirected(graph)
    n = len(graph.nodes)
    return _centralisation(map(len, graph.out), n, (n - 1) * (n - 2))


def in_centralisation(graph: Graph) -> float | None:
    """sum(max in-degree - in-degree) / (n-1)^2: 1 where all go to one; None under three nodes."""
    _need_directed(graph)
    return _centralisation(map(len, graph.into), len(graph.nodes), (len(graph.nodes) - 1) ** 2)


def out_centralisation(graph: Graph) -> float | None:
    """sum(max out-degree - out-degree) / (n-1)^2: 1 where one goes to all; None under three nodes."""
    _need_directed(graph)
    return _centralisation(map(len, graph.out), len(graph.nodes), (len(graph.nodes) - 1) ** 2)


def betweenness(graph: Graph, normalised: bool = False) -> dict[Node, float]:
    """How many shortest paths between two others run through each node, shared where there are several.

    ``normalised``: over the pairs of others, so 0 to 1 (0 under three nodes). Brandes 2001.
    """
    counted = paths.through(graph.out, graph.into) / (1 if graph.directed else 2)
    pairs = _pairs(len(graph.nodes) - 1) * (2 if graph.directed else 1)
    scaled = counted / max(1, pairs) if normalised else counted
    return dict(zip(graph.nodes, scaled.tolist(), strict=True))


def betweenness_centralisation(graph: Graph) -> float | None:
    """sum(max C' - C') / (n-1) over normalised betweenness C'; None under three nodes."""
    _need_undirected(graph)
    n = len(graph.nodes)
    return _centralisation(betweenness(graph, normalised=True).values(), n, n - 1)


def closeness_centralisation(graph: Graph) -> float | None:
    """sum(max C' - C') / ((n-1)(n-2)/(2n-3)), C' = (n-1) / sum of distances; None unless connected, n > 2."""
    _need_undirected(graph)
    n = len(graph.nodes)
    if n < 3 or len(components(graph)) > 1:
        return None
    closeness = (n - 1) / paths.distance_sums(graph.out)
    return _centralisation(closeness.tolist(), n, (n - 1) * (n - 2) / (2 * n - 3))


def ei_index(graph: Graph, groups: Mapping[Node, Hashable], of: Hashable = None) -> float | None:
    """(external - internal) / (external + internal) ties: -1 all within groups, +1 all between them.

    ``of``: only the ties of that group. Nodes without a group (None, NaN) are left out with their ties; None
    when no tie is left. Krackhardt & Stern 1988. Show `expected_ei_index` beside it: it depends on the sizes
    of the groups.
    """
    internal, external = _ties_by_side(graph, groups, of)
    return _ratio(external - internal, external + internal)


def expected_ei_index(graph: Graph, groups: Mapping[Node, Hashable], of: Hashable = None) -> float | None:
    """The E-I index that random mixing would show: that of all possible pairs, by the sizes of the groups."""
    sizes = _sizes(graph, groups)
    chosen = sizes if of is None else {of: sizes[of]}
    internal = sum(_pairs(size) for size in chosen.values())
    outward = sum(size * (sizes.total() - size) for size in chosen.values())
    external = outward / 2 if of is None else outward
    return _ratio(external - internal, external + internal)


def components(graph: Graph) -> list[list[Node]]:
    """The parts that hold together (directed: either way), largest first, each in the order of the nodes."""
    around = [set(out) | set(into) for out, into in zip(graph.out, graph.into, strict=True)]
    found = sorted(paths.parts(around), key=len, reverse=True)
    return [[graph.nodes[place] for place in sorted(part)] for part in found]


def isolates(graph: Graph) -> list[Node]:
    """Nodes without any tie. Count them; never name them in public."""
    return [node for node, *ties in zip(graph.nodes, graph.out, graph.into, strict=True) if not any(ties)]


def _distinct(nodes: Sequence[Node], ties: Iterable[Sequence], directed: bool) -> dict[tuple[int, int], float]:
    place = {node: number for number, node in enumerate(nodes)}
    weights: dict[tuple[int, int], float] = {}
    for start, end, *given in ties:
        one, two = place.get(start), place.get(end)
        if one is None or two is None:
            missing = start if one is None else end
            raise ValueError(f"a tie of {missing!r}, who is not among the nodes: add them, or drop the tie")
        if one != two:
            key = (one, two) if directed or one < two else (two, one)
            weight = given[0] if given else 1.0
            weights[key] = max(weights.get(key, weight), weight)
    return weights


def _ties_by_side(graph: Graph, groups: Mapping[Node, Hashable], of: Hashable) -> tuple[int, int]:
    internal = external = 0
    group_of = [_group(groups, node) for node in graph.nodes]
    for start, end in graph.weights:
        sides = group_of[start], group_of[end]
        if None in sides or (of is not None and of not in sides):
            continue
        internal += sides[0] == sides[1]
        external += sides[0] != sides[1]
    return internal, external


def _sizes(graph: Graph, groups: Mapping[Node, Hashable]) -> Counter:
    return Counter(groups[node] for node in graph.nodes if _group(groups, node) is not None)


def _group(groups: Mapping[Node, Hashable], node: Node) -> Hashable:
    group = groups.get(node)
    return group if group == group else None  # NaN, from a frame, is no group either


def _centralisation(values: Iterable[float], n: int, most: float) -> float | None:
    held = list(values)
    highest = max(held, default=0)
    return sum(highest - value for value in held) / most if n > 2 else None


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _need_directed(graph: Graph) -> None:
    if not graph.directed:
        raise ValueError("ties without a direction have no such measure: build the Graph with directed=True")


def _need_undirected(graph: Graph) -> None:
    if graph.directed:
        raise ValueError("this measure is defined without directions: take graph.undirected() first")
