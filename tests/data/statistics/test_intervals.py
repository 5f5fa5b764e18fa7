"""Values: Newcombe 1998 (Statistics in Medicine 17), Tables I and II, as in the definitions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics.intervals import newcombe_difference, wilson

PARTS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
HAIR = 1e-12


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 5, 0, 0.4345),
        (5, 5, 0.5655, 1),
        (23, 60, 0.2709, 0.5098),
        (18, 180, 0.0642, 0.1525),
        (9, 10, 0.5958, 0.9821),
        (150, 200, 0.6857, 0.8049),
    ],
)
def test_wilson_gives_the_published_intervals(successes, n, low, high):
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


def test_nobody_and_everybody_meet_the_bound_exactly():
    assert wilson(0, 20)[0] == 0
    assert wilson(20, 20)[1] == 1


@given(PARTS)
@settings(max_examples=50, deadline=None)
def test_the_interval_holds_the_share_and_stays_between_0_and_1(part):
    low, high = wilson(*part)
    assert 0 <= low <= part[0] / part[1] + HAIR
    assert part[0] / part[1] - HAIR <= high <= 1


@given(PARTS)
@settings(max_examples=50, deadline=None)
def test_the_interval_of_the_others_is_the_mirror_image(part):
    low, high = wilson(*part)
    assert wilson(part[1] - part[0], part[1]) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_newcombe_gives_the_published_intervals_of_a_difference(x1, n1, x2, n2, low, high):
    assert newcombe_difference(x1, n1, x2, n2) == pytest.approx((low, high), abs=5e-5)


@given(PARTS, PARTS)
@settings(max_examples=50, deadline=None)
def test_a_difference_stays_inside_its_interval_and_that_between_minus_1_and_1(first, second):
    low, high = newcombe_difference(*first, *second)
    difference = first[0] / first[1] - second[0] / second[1]
    assert -1 <= low <= difference + HAIR
    assert difference - HAIR <= high <= 1


@given(PARTS, PARTS)
@settings(max_examples=50, deadline=None)
def test_a_difference_the_other_way_round_has_the_opposite_sign(first, second):
    low, high = newcombe_difference(*first, *second)
    assert newcombe_difference(*second, *first) == pytest.approx((-high, -low))


def test_without_people_there_is_no_interval():
    assert wilson(0, 0) is None
    assert newcombe_difference(0, 0, 3, 10) is None


@pytest.mark.parametrize(("successes", "n"), [(11, 10), (-1, 10), (0, -1)])
def test_more_than_all_is_refused(successes, n):
    with pytest.raises(ValueError, match="is no share"):
        wilson(successes, n)
