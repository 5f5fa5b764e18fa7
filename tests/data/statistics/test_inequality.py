"""Values: the vector of R's ineq, acid and DescTools (Creedy), and small cases counted by hand."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics import inequality

INCOMES = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
COUNTS = st.lists(st.integers(0, 50), min_size=1, max_size=40).filter(any)


@pytest.mark.parametrize(
    ("values", "gini"),
    [
        (INCOMES, 0.4620911),
        ([0, 0, 0, 0, 1], 0.8),
        (range(1, 101), 0.33),
        ([3, 3, 3], 0),
        ([1, 2, 3, 4, 5], 0.266667),
        ([21, 19, 27, 11, 102, 25, 21], 0.370417),
    ],
)
def test_gini_gives_the_published_values(values, gini):
    assert inequality.gini(values) == pytest.approx(gini, abs=5e-7)


@pytest.mark.parametrize(("values", "gini"), [(INCOMES, 0.5134346), ([0, 0, 0, 0, 1], 1), (range(1, 101), 1 / 3)])
def test_the_corrected_gini_is_1_when_one_has_all(values, gini):
    assert inequality.gini_corrected(values) == pytest.approx(gini, abs=5e-8)


@pytest.mark.parametrize("values", [[], [0], [0, 0, 0]])
def test_nothing_given_out_is_no_data_and_not_equality(values):
    assert inequality.gini(values) is None
    assert inequality.gini_corrected(values) is None
    assert inequality.lorenz(values) is None
    assert inequality.top_share(values) is None


def test_one_person_alone_has_no_corrected_gini():
    assert inequality.gini([4]) == 0
    assert inequality.gini_corrected([4]) is None


def test_negative_values_are_refused():
    with pytest.raises(ValueError, match="-1 cannot be shared out"):
        inequality.gini([3, -1])


@given(COUNTS)
@settings(max_examples=50, deadline=None)
def test_gini_is_the_mean_difference_over_twice_the_mean(values):
    n = len(values)
    gaps = sum(abs(one - other) for one, other in product(values, repeat=2))
    assert inequality.gini(values) == pytest.approx(gaps / (2 * n * sum(values)), abs=1e-12)


@given(COUNTS)
@settings(max_examples=50, deadline=None)
def test_gini_is_twice_the_area_between_the_lorenz_curve_and_equality(values):
    points = inequality.lorenz(values)
    under = sum((x2 - x1) * (y1 + y2) / 2 for (x1, y1), (x2, y2) in pairwise(points))
    assert inequality.gini(values) == pytest.approx(1 - 2 * under, abs=1e-12)


def test_the_lorenz_curve_begins_with_those_who_have_least():
    assert inequality.lorenz([6, 0, 2]) == [(0, 0), (1 / 3, 0), (2 / 3, 0.25), (1, 1)]


@given(COUNTS, st.integers(2, 9))
@settings(max_examples=50, deadline=None)
def test_gini_does_not_change_when_everything_is_multiplied(values, times):
    assert inequality.gini([value * times for value in values]) == pytest.approx(inequality.gini(values))


def test_the_top_1_percent_is_rounded_up_to_whole_people():
    assert inequality.top_share([10, *[1] * 90]) == pytest.approx(10 / 100)
    assert inequality.top_share([10, 9, *[1] * 148]) == pytest.approx(19 / 167)


def test_a_whole_number_of_people_is_not_rounded_up_by_floating_point():
    assert inequality.top_share([1] * 100, 0.07) == 0.07
    assert inequality.top_share([1] * 700, 0.01) == 0.01


def test_the_top_of_nobody_is_refused():
    with pytest.raises(ValueError, match="the top 0 of people"):
        inequality.top_share([1, 2], 0)


def test_the_share_reached_by_chance_follows_from_the_chance_to_be_missed():
    assert inequality.expected_share_reached(2, 2) == 0.75
    assert inequality.expected_share_reached(0, 30) == 0
    assert inequality.expected_share_reached(5, 1) == 1
    assert inequality.expected_share_reached(5, 0) is None


def every_way(events: int, people: int) -> list[list[int]]:
    falls = product(range(people), repeat=events)
    return [[fall.count(person) for person in range(people)] for fall in falls]


@pytest.mark.parametrize(("events", "people"), [(1, 1), (1, 4), (3, 2), (4, 3), (5, 4), (2, 6), (7, 2)])
def test_what_chance_makes_is_the_mean_over_every_way_the_events_can_fall(events, people):
    ways = every_way(events, people)
    reached = sum(sum(map(bool, way)) / people for way in ways) / len(ways)
    gini = sum(inequality.gini(way) for way in ways) / len(ways)
    assert inequality.expected_share_reached(events, people) == pytest.approx(reached)
    assert inequality.expected_gini(events, people) == pytest.approx(gini)


def test_few_thanks_are_spread_unevenly_by_chance_alone():
    assert inequality.expected_gini(30, 60) > 0.6
    assert inequality.expected_gini(60_000, 60) < 0.03


def test_many_events_tend_to_the_normal_law():
    # For large means |X1 - X2| is half-normal: E[G] -> 1 / sqrt(pi * mean).
    assert inequality.expected_gini(1_000_000, 1000) == pytest.approx((3.141593 * 1000) ** -0.5, rel=2e-3)


def test_chance_without_events_or_people_is_no_data():
    assert inequality.expected_gini(0, 10) is None
    assert inequality.expected_gini(10, 0) is None


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="-1 events"):
        inequality.expected_gini(-1, 10)
