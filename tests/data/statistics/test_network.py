"""Values: Freeman 1979 (path of five), Zachary's karate club, Krackhardt's kite, Florentine families.

networkx gives the second opinion; it has no centralisation, so that is computed from its centralities.
"""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics import network
from data.statistics.network import Graph


def graph_of(known: nx.Graph) -> Graph:
    return Graph(known.nodes, known.edges, directed=known.is_directed())


KARATE = nx.karate_club_graph()
ADVICE = Graph("abcd", [("a", "b"), ("b", "a"), ("a", "c"), ("c", "d")], directed=True)
RANDOM = st.builds(nx.gnp_random_graph, st.integers(1, 14), st.floats(0, 1), seed=st.integers(0, 10**6))
ARCS = st.builds(
    nx.gnp_random_graph,
    st.integers(1, 14),
    st.floats(0, 1),
    seed=st.integers(0, 10**6),
    directed=st.just(True),
)
CONNECTED = RANDOM.filter(lambda known: len(known) > 2 and nx.is_connected(known))
some = settings(max_examples=40, deadline=None)


@pytest.mark.parametrize(
    ("known", "n", "m", "density", "degree", "betweenness", "closeness"),
    [
        (nx.star_graph(4), 5, 4, 0.4, 1, 1, 1),
        (nx.path_graph(5), 5, 4, 0.4, 0.1667, 0.4167, 0.4222),
        (nx.cycle_graph(5), 5, 5, 0.5, 0, 0, 0),
        (nx.complete_graph(5), 5, 10, 1, 0, 0, 0),
        (KARATE, 34, 78, 0.139037, 0.399621, 0.405557, 0.298195),
        (nx.krackhardt_kite_graph(), 10, 18, 0.4, 0.333333, 0.296296, 0.270375),
        (nx.florentine_families_graph(), 15, 20, 0.190476, 0.274725, 0.436813, 0.322452),
    ],
    ids=["star", "path", "cycle", "complete", "karate", "kite", "florentine"],
)
def test_published_graphs_have_their_published_measures(known, n, m, density, degree, betweenness, closeness):
    graph = graph_of(known)
    digits = 5e-5 if n == 5 else 5e-7
    assert (len(graph.nodes), len(graph.weights)) == (n, m)
    assert network.density(graph) == pytest.approx(density, abs=digits)
    assert network.degree_centralisation(graph) == pytest.approx(degree, abs=digits)
    assert network.betweenness_centralisation(graph) == pytest.approx(betweenness, abs=digits)
    assert network.closeness_centralisation(graph) == pytest.approx(closeness, abs=digits)


def test_the_karate_club_turns_around_two_people():
    graph = graph_of(KARATE)
    degrees, between = network.out_degree(graph), network.betweenness(graph, normalised=True)
    assert [degrees[node] for node in (33, 0, 32, 2)] == [17, 16, 12, 10]
    assert network.mean_degree(graph) == pytest.approx(4.588235, abs=5e-7)
    assert [between[node] for node in (0, 33, 32)] == pytest.approx([0.437635, 0.304075, 0.145247], abs=5e-7)


def test_the_karate_club_keeps_to_its_two_factions():
    graph, clubs = graph_of(KARATE), dict(KARATE.nodes(data="club"))
    assert network.ei_index(graph, clubs) == pytest.approx(-0.717949, abs=5e-7)
    assert network.ei_index(graph, clubs, of="Mr. Hi") == pytest.approx(-0.521739, abs=5e-7)
    assert network.ei_index(graph, clubs, of="Officer") == pytest.approx(-0.488372, abs=5e-7)
    assert network.expected_ei_index(graph, clubs) == pytest.approx((289 - 272) / 561)


def test_the_kite_has_its_published_betweenness():
    between = network.betweenness(graph_of(nx.krackhardt_kite_graph()))
    published = [0.8333, 0.8333, 0, 3.6667, 0, 8.3333, 8.3333, 14, 8, 0]
    assert list(between.values()) == pytest.approx(published, abs=5e-5)


def test_advice_is_returned_by_half_of_the_ties_and_a_third_of_the_pairs():
    assert network.density(ADVICE) == pytest.approx(1 / 3)
    assert network.reciprocity_ties(ADVICE) == 0.5
    assert network.reciprocity_pairs(ADVICE) == pytest.approx(1 / 3)
    assert network.in_centralisation(ADVICE) == 0
    assert network.out_centralisation(ADVICE) == pytest.approx(0.4444, abs=5e-5)


def test_who_is_asked_and_who_asks_are_told_apart():
    assert network.out_degree(ADVICE) == {"a": 2, "b": 1, "c": 1, "d": 0}
    assert network.in_degree(ADVICE) == {"a": 1, "b": 1, "c": 1, "d": 1}
    assert network.mean_degree(ADVICE) == 1


def test_all_asking_one_person_is_a_centralisation_of_1():
    asked = Graph(range(6), [(node, 0) for node in range(1, 6)], directed=True)
    assert network.in_centralisation(asked) == 1
    assert network.out_centralisation(asked) == pytest.approx(1 / 25)


def test_ties_to_oneself_are_ignored_and_repeated_ties_count_once_with_the_largest_weight():
    graph = Graph("ab", [("a", "a", 9), ("a", "b", 2), ("b", "a", 3), ("a", "b", 1)])
    assert graph.ties == [("a", "b", 3)]
    assert network.out_degree(graph) == {"a": 1, "b": 1}


def test_with_directions_there_and_back_are_two_ties():
    graph = Graph("ab", [("a", "b", 2), ("b", "a", 3), ("a", "b", 5)], directed=True)
    assert graph.ties == [("a", "b", 5), ("b", "a", 3)]
    assert graph.undirected().ties == [("a", "b", 5)]


def test_repeated_nodes_count_once():
    assert Graph("aab").nodes == ("a", "b")


def test_a_tie_to_a_stranger_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match="a tie of 'z', who is not among the nodes: add them, or drop the tie"):
        Graph("ab", [("a", "z")])


def test_measures_refuse_the_kind_of_graph_they_are_not_defined_for():
    undirected = Graph("ab", [("a", "b")])
    for measure in (network.reciprocity_ties, network.reciprocity_pairs, network.in_centralisation):
        with pytest.raises(ValueError, match="directed=True"):
            measure(undirected)
    for measure in (network.degree_centralisation, network.closeness_centralisation):
        with pytest.raises(ValueError, match=r"graph.undirected\(\)"):
            measure(ADVICE)
    with pytest.raises(ValueError, match=r"graph.undirected\(\)"):
        network.betweenness_centralisation(ADVICE)


@pytest.mark.parametrize("nodes", ["", "a"])
def test_fewer_than_two_people_have_no_density(nodes):
    assert network.density(Graph(nodes)) is None


@pytest.mark.parametrize("nodes", ["", "a", "ab"])
def test_fewer_than_three_people_have_no_centralisation(nodes):
    graph, directed = Graph(nodes), Graph(nodes, directed=True)
    assert network.degree_centralisation(graph) is None
    assert network.betweenness_centralisation(graph) is None
    assert network.closeness_centralisation(graph) is None
    assert network.in_centralisation(directed) is None
    assert network.out_centralisation(directed) is None


def test_without_ties_there_is_no_reciprocity_and_no_mixing():
    lonely = Graph("abc", directed=True)
    assert network.reciprocity_ties(lonely) is None
    assert network.reciprocity_pairs(lonely) is None
    assert network.ei_index(lonely, dict.fromkeys("abc", "x")) is None
    assert network.mean_degree(Graph("")) is None
    assert network.density(lonely) == 0


def test_a_network_in_parts_has_no_closeness_centralisation():
    assert network.closeness_centralisation(Graph("abcd", [("a", "b"), ("c", "d")])) is None


def test_parts_are_listed_largest_first_and_the_isolated_by_themselves():
    graph = Graph("abcdef", [("b", "a"), ("d", "e"), ("f", "e")])
    assert network.components(graph) == [["d", "e", "f"], ["a", "b"], ["c"]]
    assert network.isolates(graph) == ["c"]


def test_who_is_only_asked_is_not_isolated():
    assert network.isolates(Graph("abc", [("a", "b")], directed=True)) == ["c"]
    assert network.components(Graph("abc", [("c", "a")], directed=True)) == [["a", "c"], ["b"]]


@pytest.mark.parametrize("nothing", [None, float("nan")])
def test_people_without_a_group_are_left_out_of_the_mixing_with_their_ties(nothing):
    graph = Graph("abcd", [("a", "b"), ("a", "c"), ("a", "d")])
    groups = {"a": "Arts", "b": "Arts", "c": "Science", "d": nothing}
    assert network.ei_index(graph, groups) == 0
    assert network.expected_ei_index(graph, groups) == pytest.approx(1 / 3)


def test_random_mixing_is_expected_from_the_sizes_of_the_groups():
    pairs = Graph("abcd")
    assert network.expected_ei_index(pairs, dict(zip("abcd", "xxyy", strict=True))) == pytest.approx(2 / 6)
    assert network.expected_ei_index(pairs, dict(zip("abcd", "xxxy", strict=True)), of="y") == 1
    assert network.expected_ei_index(pairs, {}) is None


def test_density_within_schools_knows_only_pairs_of_one_school():
    graph = Graph("abcde", [("a", "b"), ("b", "c"), ("c", "d")])
    assert network.density_within(graph, dict(zip("abcde", "xxxyy", strict=True))) == pytest.approx(2 / 4)
    arcs = Graph("abcde", graph.ties, directed=True)
    assert network.density_within(arcs, dict(zip("abcde", "xxxyy", strict=True))) == pytest.approx(2 / 8)


@given(RANDOM)
@some
def test_networkx_agrees_on_people_and_parts(known):
    graph = graph_of(known)
    assert network.out_degree(graph) == dict(known.degree)
    assert network.isolates(graph) == list(nx.isolates(known))
    assert {frozenset(part) for part in network.components(graph)} == set(
        map(frozenset, nx.connected_components(known))
    )
    assert len(known) < 2 or network.density(graph) == pytest.approx(nx.density(known))


@given(RANDOM)
@some
def test_networkx_agrees_on_betweenness(known):
    graph = graph_of(known)
    assert network.betweenness(graph) == pytest.approx(nx.betweenness_centrality(known, normalized=False))
    assert network.betweenness(graph, normalised=True) == pytest.approx(nx.betweenness_centrality(known))


@given(ARCS)
@some
def test_networkx_agrees_on_directed_networks(known):
    graph = graph_of(known)
    assert network.betweenness(graph) == pytest.approx(nx.betweenness_centrality(known, normalized=False))
    assert network.betweenness(graph, normalised=True) == pytest.approx(nx.betweenness_centrality(known))
    assert network.in_degree(graph) == dict(known.in_degree)
    assert network.isolates(graph) == list(nx.isolates(known))
    assert len(network.components(graph)) == nx.number_weakly_connected_components(known)
    assert not known.size() or network.reciprocity_ties(graph) == pytest.approx(nx.overall_reciprocity(known))


@given(CONNECTED)
@some
def test_networkx_agrees_on_closeness(known):
    n, closeness = len(known), nx.closeness_centrality(known).values()
    spread = sum(max(closeness) - value for value in closeness)
    centralisation = network.closeness_centralisation(graph_of(known))
    assert centralisation == pytest.approx(spread * (2 * n - 3) / ((n - 1) * (n - 2)))


@given(CONNECTED)
@some
def test_centralisation_lies_between_that_of_a_circle_and_that_of_a_star(known):
    graph = graph_of(known)
    assert -1e-9 <= network.degree_centralisation(graph) <= 1
    assert -1e-9 <= network.betweenness_centralisation(graph) <= 1 + 1e-9
    assert -1e-9 <= network.closeness_centralisation(graph) <= 1 + 1e-9


@given(ARCS)
@some
def test_pairs_return_ties_as_often_as_the_share_of_ties_says(known):
    ties, pairs = (measure(graph_of(known)) for measure in (network.reciprocity_ties, network.reciprocity_pairs))
    assert (ties is None) == (pairs is None)
    assert ties is None or pairs == pytest.approx(ties / (2 - ties))


def test_networkx_agrees_on_the_betweenness_of_a_large_school():
    known = nx.gnm_random_graph(450, 1540, seed=1)
    expected = nx.betweenness_centrality(known, normalized=False)
    assert network.betweenness(graph_of(known)) == pytest.approx(expected)
