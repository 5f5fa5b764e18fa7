"""Values: the 6-MP arm of Freireich et al. 1963 (Blood 21:699-716), remission in weeks."""

from __future__ import annotations

from statistics import median as plain_median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics.survival import kaplan_meier, median

DURATIONS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
CENSORED = {3, 5, 7, 8, 11, 12, 13, 16, 17, 18, 19, 20}  # places in the list, published with a "+"
ENDED = [place not in CENSORED for place in range(len(DURATIONS))]
CASES = st.lists(st.tuples(st.integers(0, 50), st.booleans()), min_size=1, max_size=60)


def test_the_curve_is_the_published_one():
    curve = {step.time: step.surviving for step in kaplan_meier(DURATIONS, ENDED)}
    published = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
    assert curve == pytest.approx(published, abs=5e-5)


def test_each_step_says_how_many_were_at_risk():
    steps = kaplan_meier(DURATIONS, ENDED)
    assert [(step.at_risk, step.ended) for step in steps[:3]] == [(21, 3), (17, 1), (15, 1)]


def test_the_median_is_the_published_one():
    assert median(DURATIONS, ENDED) == 23


def test_dropping_the_open_ones_would_flatter_the_median():
    done = [duration for duration, ended in zip(DURATIONS, ENDED, strict=True) if ended]
    assert plain_median(done) == 10


def test_while_more_than_half_are_open_there_is_no_median():
    assert median([1, 2, 3, 4], [True, False, False, False]) is None


def test_without_cases_or_endings_there_is_no_curve():
    assert kaplan_meier([], []) == []
    assert kaplan_meier([3, 4], [False, False]) == []
    assert median([], []) is None


def test_half_is_half_despite_floating_point():
    assert median([1, 2, 3, 4, 5, 6], [True] * 6) == 3
    assert median(range(1, 15), [True] * 14) == 7


@given(st.lists(st.integers(0, 50), min_size=1, max_size=60))
@settings(max_examples=50, deadline=None)
def test_with_everything_answered_it_is_the_plain_share_still_open(durations):
    for step in kaplan_meier(durations, [True] * len(durations)):
        still_open = sum(duration > step.time for duration in durations)
        assert step.surviving == pytest.approx(still_open / len(durations), abs=1e-12)


@given(CASES)
@settings(max_examples=50, deadline=None)
def test_the_curve_only_falls_and_stays_between_0_and_1(cases):
    curve = [step.surviving for step in kaplan_meier(*zip(*cases, strict=True))]
    assert curve == sorted(curve, reverse=True)
    assert all(0 <= surviving < 1 for surviving in curve)


@given(CASES)
@settings(max_examples=50, deadline=None)
def test_the_order_of_the_cases_does_not_matter(cases):
    turned = cases[::-1]
    assert kaplan_meier(*zip(*cases, strict=True)) == kaplan_meier(*zip(*turned, strict=True))


def test_a_negative_duration_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match="-2 is not possible: check which date comes first"):
        kaplan_meier([3, -2], [True, True])


def test_every_duration_needs_to_say_whether_it_ended():
    with pytest.raises(ValueError, match="shorter"):
        kaplan_meier([1, 2], [True])
