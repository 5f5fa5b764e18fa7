"""Values: Newcombe 1998 for the shares, Garwood 1936 for the counts."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics.counts import chance_band, chance_band_of_events, missing

PARTS = st.integers(0, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
some = settings(max_examples=80, deadline=None)


@pytest.mark.parametrize(
    ("count", "of", "target", "direction", "sentence"),
    [
        (62, 96, 0.75, "increase", "62 of 96; 72 is the goal: 10 more"),
        (72, 96, 0.75, "increase", "72 of 96; 72 is the goal: reached"),
        (80, 96, 0.75, "increase", "80 of 96; 72 is the goal: reached"),
        (21, 96, 0.15, "decrease", "21 of 96; at most 14 is the goal: 7 fewer"),
        (14, 96, 0.15, "decrease", "14 of 96; at most 14 is the goal: reached"),
    ],
)
def test_a_share_says_how_many_children_are_missing(count, of, target, direction, sentence):
    assert missing(count, of, target, direction).sentence == sentence


@pytest.mark.parametrize(("of", "target", "goal"), [(100, 0.07, 7), (96, 2 / 3, 64), (96, 1 / 3, 32), (100, 0.29, 29)])
@pytest.mark.parametrize("direction", ["increase", "decrease"])
def test_a_target_that_is_a_whole_number_of_children_asks_for_just_that(of, target, goal, direction):
    assert missing(0, of, target, direction).goal == goal


def test_of_nobody_nobody_is_missing():
    told = missing(0, 0, 0.75)
    assert (told.goal, told.children) == (0, 0)


@given(PARTS, st.integers(0, 100), st.sampled_from(["increase", "decrease"]))
@some
def test_whoever_changes_the_missing_meets_the_share_and_one_fewer_does_not(part, percent, direction):
    told, (count, of) = missing(*part, percent / 100, direction), part
    way = 1 if direction == "increase" else -1

    def meets(children: int) -> bool:
        return way * (100 * (count + way * children) - percent * of) >= 0

    assert meets(told.children)
    assert told.children == 0 or not meets(told.children - 1)


@pytest.mark.parametrize(
    ("count", "of", "band"),
    [(0, 20, (0, 4)), (5, 5, (2, 5)), (9, 10, (5, 10)), (23, 60, (16, 31)), (15, 148, (9, 24)), (150, 200, (137, 161))],
)
def test_what_chance_moves_of_a_class(count, of, band):
    assert chance_band(count, of) == band


def test_without_children_there_is_no_band():
    assert chance_band(0, 0) is None


@given(PARTS.filter(lambda part: part[1] > 0))
@some
def test_the_band_holds_the_count_and_is_mirrored_by_the_others(part):
    count, of = part
    low, high = chance_band(count, of)
    assert 0 <= low <= count <= high <= of
    assert chance_band(of - count, of) == (of - high, of - low)


@pytest.mark.parametrize(("count", "band"), [(0, (0, 4)), (1, (0, 6)), (10, (4, 19)), (100, (81, 122))])
def test_what_chance_moves_of_a_plain_count(count, band):
    assert chance_band_of_events(count) == band


@given(st.integers(0, 10_000))
@some
def test_a_plain_count_lies_in_its_band_and_more_events_in_a_later_one(count):
    (low, high), (later_low, later_high) = chance_band_of_events(count), chance_band_of_events(count + 1)
    assert 0 <= low <= count < high
    assert low <= later_low and high <= later_high


@pytest.mark.parametrize(("count", "of"), [(11, 10), (-1, 10), (1.5, 10), (nan, 10), (1, nan), (1, inf), (1, 9.5)])
def test_what_is_no_count_is_refused(count, of):
    for reading in (chance_band, lambda *part: missing(*part, 0.5)):
        with pytest.raises(ValueError, match=r"no share|no count|cannot be computed with"):
            reading(count, of)


@pytest.mark.parametrize("count", [-1, 0.5, nan, inf])
def test_what_is_no_number_of_events_is_refused(count):
    with pytest.raises(ValueError, match=r"no count|cannot be computed with"):
        chance_band_of_events(count)


def test_a_target_that_is_no_share_and_a_goal_to_maintain_are_refused():
    with pytest.raises(ValueError, match=r"a target of 75 is no share: use 0 to 1"):
        missing(1, 2, 75)
    with pytest.raises(ValueError, match='goal to "maintain": use increase or decrease'):
        missing(1, 2, 0.5, "maintain")
