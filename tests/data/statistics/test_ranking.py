from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics import ranking

NAN = float("nan")
STYLES = [ranking.standard, ranking.modified, ranking.dense, ranking.ordinal, ranking.fractional]
VALUES = st.lists(st.one_of(st.integers(0, 8), st.none()), max_size=30)


@pytest.mark.parametrize(
    ("style", "ranks"),
    [
        (ranking.standard, [1, 2, 2, 4]),
        (ranking.modified, [1, 3, 3, 4]),
        (ranking.dense, [1, 2, 2, 3]),
        (ranking.ordinal, [1, 2, 3, 4]),
        (ranking.fractional, [1, 2.5, 2.5, 4]),
    ],
)
def test_each_style_is_named_for_what_it_makes_of_a_tie(style, ranks):
    assert style([95, 90, 90, 85]) == ranks


def test_ranks_stand_in_the_order_of_the_values():
    assert ranking.standard([85, 90, 95, 90]) == [4, 2, 1, 2]


def test_where_less_is_better_the_lowest_is_first():
    assert ranking.standard([85, 90, 95, 90], highest_first=False) == [1, 2, 4, 2]


@pytest.mark.parametrize("style", STYLES)
def test_what_is_missing_has_no_rank_and_takes_none(style):
    assert style([None, 10, NAN, 20]) == [None, 2, None, 1]


@pytest.mark.parametrize("highest_first", [True, False])
def test_the_unranked_stand_last_whichever_way(highest_first):
    assert ranking.order([None, 10, NAN, 20], highest_first)[2:] == [0, 2]


def test_ties_keep_the_order_they_were_given_in():
    assert ranking.order([90, 95, 90, 95]) == [1, 3, 0, 2]


def test_a_tie_after_rounding_is_no_tie():
    assert ranking.standard([4.0001, 4.0002]) == [2, 1]


def test_a_shared_rank_is_written_with_an_equals_sign():
    ranks = ranking.standard([9, 7, 5, 5, None])
    labels = [ranking.label(rank, tied) for rank, tied in zip(ranks, ranking.tied(ranks), strict=True)]
    assert labels == ["1", "2", "=3", "=3", "not ranked"]


def test_shared_fractional_ranks_keep_their_half():
    assert ranking.label(2.5, tied=True) == "=2.5"


def test_several_unranked_do_not_tie():
    assert ranking.tied([None, None, 1]) == [False, False, False]


def test_nothing_to_rank_is_fine():
    assert ranking.standard([]) == []
    assert ranking.order([]) == []


@given(VALUES)
@settings(max_examples=50, deadline=None)
def test_a_standard_rank_is_one_more_than_the_number_strictly_better(values):
    ranked = [value for value in values if value is not None]
    for value, rank in zip(values, ranking.standard(values), strict=True):
        assert rank == (None if value is None else 1 + sum(other > value for other in ranked))


@given(VALUES)
@settings(max_examples=50, deadline=None)
def test_fractional_ranks_always_add_up_to_the_same_sum(values):
    ranks = [rank for rank in ranking.fractional(values) if rank is not None]
    assert sum(ranks) == len(ranks) * (len(ranks) + 1) / 2


@given(VALUES)
@settings(max_examples=50, deadline=None)
def test_the_styles_agree_where_they_must(values):
    rows = zip(*(style(values) for style in STYLES), strict=True)
    for standard, modified, dense, ordinal, fractional in rows:
        assert standard is None or dense <= standard <= ordinal <= modified
        assert standard is None or fractional == (standard + modified) / 2
