from __future__ import annotations

import numpy as np
import pytest

from data.statistics import paths

DIAMOND = [[1, 2], [0, 3], [0, 3], [1, 2]]  # two shortest ways from 0 to 3
CHAIN = [[1], [0, 2], [1, 3], [2]]


def test_ways_of_equal_length_share_a_pair_between_them():
    assert paths.through(DIAMOND, DIAMOND) == pytest.approx([1, 1, 1, 1])


def test_the_middle_of_a_chain_lies_on_every_way():
    assert paths.through(CHAIN, CHAIN) == pytest.approx([0, 4, 4, 0])


def test_distances_to_all_others_add_up():
    assert paths.distance_sums(CHAIN).tolist() == [6, 4, 4, 6]


@pytest.mark.parametrize("n", [paths.BATCH - 1, paths.BATCH, paths.BATCH + 1, 3 * paths.BATCH])
def test_where_one_batch_ends_and_the_next_begins_does_not_show(n):
    ring = [[(place - 1) % n, (place + 1) % n] for place in range(n)]
    assert len(set(paths.distance_sums(ring).tolist())) == 1
    assert np.ptp(paths.through(ring, ring)) == pytest.approx(0)


def test_more_ways_than_an_integer_can_count_are_no_trouble():
    around = [[] for _ in range(211)]
    for hub in range(0, 210, 3):  # seventy diamonds in a chain: 2^70 shortest ways
        for middle in (hub + 1, hub + 2):
            around[middle] += [hub, hub + 3]
            around[hub].append(middle)
            around[hub + 3].append(middle)
    through = paths.through(around, around)
    beside = 2  # the two middles of either neighbouring diamond, half of their ways, in both directions
    assert through[105] == pytest.approx(2 * 105 * 105 + beside)
    assert through[106] == pytest.approx(through[107])


def test_an_empty_graph_has_no_paths_and_no_parts():
    assert paths.through([], []).shape == (0,)
    assert list(paths.parts([])) == []


def test_places_without_ties_are_parts_by_themselves():
    assert paths.through([[], []], [[], []]).tolist() == [0, 0]
    assert list(paths.parts([{2}, set(), {0}])) == [[0, 2], [1]]
