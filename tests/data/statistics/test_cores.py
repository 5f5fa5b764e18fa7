"""Core and periphery against its published star, and against all splits of small graphs; k-cores against networkx."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics.cores import core_and_periphery, core_numbers
from data.statistics.network import Graph


def graph_of(known: nx.Graph) -> Graph:
    return Graph(known.nodes, known.edges)


def fit_of(graph: Graph, core: frozenset) -> float:
    """Pearson's r by its textbook, over every pair."""
    tied = {frozenset(tie[:2]) for tie in graph.ties}
    pairs = list(combinations(graph.nodes, 2))
    there = [frozenset(pair) in tied for pair in pairs]
    wanted = [bool(core & set(pair)) for pair in pairs]
    return float(np.corrcoef(there, wanted)[0, 1])


def best_of_all(graph: Graph) -> float:
    sizes = range(1, len(graph.nodes) - 1)
    return max(fit_of(graph, frozenset(core)) for size in sizes for core in combinations(graph.nodes, size))


@st.composite
def some_graphs(draw):
    n = draw(st.integers(3, 7))
    pairs = list(combinations(range(n), 2))
    ties = draw(st.sets(st.sampled_from(pairs), min_size=1, max_size=len(pairs) - 1))
    return Graph(range(n), ties)


def test_a_star_is_a_core_of_one_to_perfection():
    found = core_and_periphery(Graph("habcd", [("h", other) for other in "abcd"]))
    assert (found.fit, found.members) == (pytest.approx(1), {"h"})


def test_two_who_are_tied_to_everybody_are_the_core():
    ties = [("a", "b")] + [(core, other) for core in "ab" for other in "cdef"]
    found = core_and_periphery(Graph("abcdef", ties))
    assert (found.fit, found.members) == (pytest.approx(1), {"a", "b"})


@pytest.mark.parametrize("graph", [Graph(""), Graph("ab", [("a", "b")]), Graph("abc"),
                                   Graph("abc", combinations("abc", 2))])  # fmt: skip
def test_where_all_or_nobody_is_tied_there_is_no_core(graph):
    assert core_and_periphery(graph) is None


@given(some_graphs())
@settings(max_examples=60, deadline=None)
def test_the_fit_is_pearsons_of_its_own_split_and_near_the_best_of_all(graph):
    found = core_and_periphery(graph)
    assert found.fit == pytest.approx(fit_of(graph, found.members))
    assert best_of_all(graph) - 0.25 <= found.fit <= best_of_all(graph) + 1e-9


def test_the_karate_club_has_the_best_fit_of_its_small_cores():
    """Found by trying all cores of up to three people: the two leaders with 2."""
    graph = graph_of(nx.karate_club_graph())
    small = max(fit_of(graph, frozenset(core)) for size in (1, 2, 3) for core in combinations(graph.nodes, size))
    assert core_and_periphery(graph).fit >= small - 1e-9


def test_directed_ties_are_refused_with_the_remedy():
    for measure in (core_and_periphery, core_numbers):
        with pytest.raises(ValueError, match=r"graph.undirected\(\)"):
            measure(Graph("abc", [("a", "b")], directed=True))


@given(st.integers(0, 25), st.floats(0, 1), st.integers(0, 1000))
@settings(max_examples=60, deadline=None)
def test_networkx_agrees_on_k_cores(n, density, seed):
    known = nx.gnp_random_graph(n, density, seed=seed)
    assert core_numbers(graph_of(known)) == nx.core_number(known)


def test_the_karate_club_has_a_core_of_ten_with_four_ties_each():
    numbers = core_numbers(graph_of(nx.karate_club_graph()))
    assert max(numbers.values()) == 4 and list(numbers.values()).count(4) == 10
