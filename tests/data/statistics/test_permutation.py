"""Change that is more than chance, against tiny changes whose every swap is counted by hand."""

from itertools import product
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.statistics.permutation import chance_of_change


def ties(totals: np.ndarray) -> np.ndarray:
    return totals[:, 0]


def share(totals: np.ndarray) -> np.ndarray:
    """Of all ties, those between teams; none where there are no ties."""
    return np.divide(totals[:, 1], totals[:, 0], out=np.full(len(totals), np.nan), where=totals[:, 0] > 0)


@pytest.mark.parametrize(
    ("before", "after", "chance"),
    [
        ([0, 0, 0], [1, 1, 1], 2 / 8),  # only all swapped or none change by three
        ([0, 0, 0, 0, 0], [1, 1, 1, 1, 1], 2 / 32),
        ([0, 0, 1], [1, 1, 0], 1.0),  # two came and one went: every way of swapping changes by one at least
        ([0, 0, 0, 1], [1, 1, 1, 0], 10 / 16),  # by two or four: 1 + 1 by four, 4 + 4 by two
        ([1, 1], [1, 1], 1.0),
        ([0, 2], [3, 2], 1.0),  # one who answered otherwise proves nothing
    ],
)
def test_tiny_changes_have_the_chance_that_counting_all_swaps_gives(before, after, chance):
    assert chance_of_change(before, after, ties) == pytest.approx(chance)


def test_a_share_is_swapped_with_its_whole():
    """Three people who name two each: (ties, of them to other teams). Of 8 swaps, 2 change the share by 3/6."""
    before, after = [[2, 0], [2, 0], [2, 1]], [[2, 1], [2, 1], [2, 2]]
    assert chance_of_change(before, after, share) == pytest.approx(2 / 8)


def test_what_has_no_share_before_or_after_has_no_chance():
    assert chance_of_change([[0, 0]], [[2, 1]], share) is None


def test_the_same_question_has_the_same_answer_and_never_nought():
    before, after = np.zeros(40), np.ones(40)
    assert chance_of_change(before, after, ties) == chance_of_change(before, after, ties) == 1 / 1000


def test_units_that_differ_in_number_are_refused():
    with pytest.raises(ValueError, match="2 units before and 1 after"):
        chance_of_change([1, 2], [1], ties)


changed = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=8)


@given(changed)
def test_all_ways_of_swapping_are_counted_where_they_are_few(pairs):
    before, after = zip(*pairs, strict=True)
    observed = abs(sum(after) - sum(before))
    gaps = [two - one for one, two in pairs]
    ways = [abs(sum(sign * gap for sign, gap in zip(signs, gaps, strict=True)))
            for signs in product((1, -1), repeat=len(gaps))]  # fmt: skip
    expected = sum(way >= observed for way in ways) / len(ways)
    assert chance_of_change(before, after, ties) == pytest.approx(expected)


def test_random_swaps_come_near_the_exact_chance():
    """Twelve came and five went: a fair coin's 17 throws are as uneven (12 to 5, or more) in 14.3 of 100."""
    exact = 2 * sum(_ways(17, heads) for heads in range(12, 18)) / 2**17
    before, after = [0] * 12 + [1] * 5, [1] * 12 + [0] * 5
    assert chance_of_change(before, after, ties) == pytest.approx(exact, abs=0.03)


def _ways(of: int, chosen: int) -> int:
    return int(np.prod([(of - place) / (place + 1) for place in range(chosen)]) + 0.5)


def test_a_large_network_is_no_long_wait():
    chance = np.random.default_rng(1)
    before, after = chance.integers(0, 5, (433, 2)), chance.integers(0, 5, (433, 2))
    start = perf_counter()
    chance_of_change(before, after, ties)
    assert perf_counter() - start < 1  # 60 ms, measured by the benchmarks: here only that it is no loop


def test_where_nothing_was_seen_at_either_time_there_is_no_chance():
    nothing = np.zeros((0, 3))
    assert chance_of_change(nothing, nothing, lambda totals: totals[:, 0]) is None
