"""Periods of a timetable: which there are, in which order, and which of them teams have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.statistics.timetable import busy_in, in_common, in_order, periods

LESSONS = [
    ("a", "Monday", "1"), ("b", "Monday", "1"), ("c", "Monday", "1"),
    ("a", "Monday", "2"), ("d", "Monday", "2"),
    ("d", "Monday", "10"), ("e", "Monday", "10"),
    ("e", "Sunday", "0"),
]  # fmt: skip
people = st.sampled_from("abcdefgh")
lessons = st.lists(st.tuples(people, st.sampled_from(["Monday", "B", "A"]), st.sampled_from(["1", "2", "10"])))


def test_a_lone_club_before_school_is_no_period():
    assert periods(busy_in(LESSONS)) == [("Monday", "1"), ("Monday", "2"), ("Monday", "10")]


def test_a_quarter_of_the_timetable_is_enough():
    four = busy_in([("a", "A", "1"), ("b", "A", "2"), ("c", "A", "2"), ("d", "A", "2")])
    assert ("A", "1") in periods(four)
    five = busy_in([("a", "A", "1"), ("b", "A", "2"), ("c", "A", "2"), ("d", "A", "2"), ("e", "A", "2")])
    assert ("A", "1") not in periods(five)


@pytest.mark.parametrize(
    ("slots", "ordered"),
    [
        ([("Friday", "1"), ("monday", "2"), ("Tue", "1")], [("monday", "2"), ("Tue", "1"), ("Friday", "1")]),
        ([("A", "10"), ("A", "2"), ("A", "P1")], [("A", "2"), ("A", "10"), ("A", "P1")]),
        ([("Day 10", "1"), ("Day 2", "1")], [("Day 2", "1"), ("Day 10", "1")]),
        ([("B", "1"), ("Sunday", "1"), ("A", "1")], [("Sunday", "1"), ("A", "1"), ("B", "1")]),
        ([("1", "²"), ("1", "١"), ("1", "")], [("1", ""), ("1", "١"), ("1", "²")]),
    ],
)
def test_days_come_in_the_order_of_the_week_and_numbers_by_their_size(slots, ordered):
    assert sorted(slots, key=in_order) == ordered


def test_two_teams_have_in_common_when_half_of_each_is_free():
    """Monday 1: a, b and c teach; Monday 2: a and d; Monday 10: d and e."""
    busy = busy_in(LESSONS)
    slots = periods(busy)
    assert in_common(busy, slots, [{"a", "b"}, {"d", "e"}], 3) == [("Monday", "2")]
    assert in_common(busy, slots, [{"a", "b", "c"}], 3) == [("Monday", "2"), ("Monday", "10")]
    assert in_common(busy, slots, [{"a", "b", "c"}], 1) == [("Monday", "10")], "the one with most people free"
    assert in_common(busy, slots, [{"a", "b"}, set()], 3) == []


@given(lessons, st.sets(people, min_size=1), st.sets(people, min_size=1), st.integers(1, 4))
def test_no_other_period_is_better_than_those_that_are_named(given_lessons, one, two, most):
    busy = busy_in(given_lessons)
    slots = periods(busy)
    best = in_common(busy, slots, [one, two], most)
    free = {slot: len((one | two) - busy[slot]) for slot in slots}
    fits = {slot for slot in slots if all(2 * len(team - busy[slot]) >= len(team) for team in (one, two))}
    assert set(best) <= fits and len(best) == min(most, len(fits))
    assert best == sorted(best, key=in_order)
    assert all(free[named] >= free[other] for named in best for other in fits - set(best))
