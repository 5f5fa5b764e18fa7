from __future__ import annotations

from datetime import date, timedelta
from math import inf, nan
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics.aim import CheckIn
from data.statistics.entry_habits import entry_break, rhythm_break, rounding_break

FIRST = date(2025, 9, 1)
FINE = [61.3, 62.4, 60.9, 63.2, 64.1, 63.8, 65.3, 64.7, 66.1]
TENS = [70, 60, 80, 70, 60]
some = settings(max_examples=60, deadline=None)


def weekly(values: list[float]) -> list[CheckIn]:
    return [CheckIn(FIRST + timedelta(days=7 * week), value) for week, value in enumerate(values)]


def spaced(gaps: list[int]) -> list[CheckIn]:
    days = [sum(gaps[:place]) for place in range(len(gaps) + 1)]
    return [CheckIn(FIRST + timedelta(days=day), 60.5 + place) for place, day in enumerate(days)]


# --- rounding
def test_values_that_suddenly_come_in_whole_tens_are_asked_about():
    found = rounding_break(weekly(FINE + TENS))
    assert (found.on, found.kind) == (date(2025, 11, 3), "rounding")
    assert found.question == (
        "Since 3 Nov values come in whole tens; before, to one decimal: was something measured differently?"
    )


def test_a_change_to_finer_values_is_asked_about_too():
    found = rounding_break(weekly(TENS + FINE))
    assert (found.on, found.before, found.after) == (date(2025, 10, 6), "in whole tens", "to one decimal")


def test_whole_numbers_that_become_multiples_of_five_are_asked_about():
    whole = [61, 63, 62, 64, 66, 63, 67, 68, 66, 71, 72, 69]
    found = rounding_break(weekly([*whole, 70, 75, 80, 75, 85, 80]))
    assert (found.before, found.after) == ("in whole numbers", "in multiples of five")


def test_shares_are_read_as_the_percents_they_were_entered_as():
    shares = [value / 100 for value in (61, 63, 62, 64, 66, 63, 67, 68, 70, 60, 80, 70, 60, 80)]
    found = rounding_break(weekly(shares), shares=True)
    assert (found.before, found.after) == ("in whole numbers", "in whole tens")
    assert rounding_break(weekly([round(share, 3) for share in shares]), shares=True) == found


def test_values_computed_from_counts_are_unrounded():
    found = rounding_break(weekly([100 * count / 97 for count in range(60, 68)] + TENS))
    assert (found.before, found.after) == ("unrounded", "in whole tens")


@pytest.mark.parametrize(("before", "after"), [(9, 3), (3, 5)])
def test_fewer_than_four_check_ins_on_a_side_are_no_break(before, after):
    assert rounding_break(weekly(FINE[:before] + TENS[:after])) is None


def test_four_on_each_side_are_enough_where_the_change_is_plain():
    assert rounding_break(weekly(FINE[:4] + TENS[:4])).on == FIRST + timedelta(days=28)


def test_a_value_that_does_not_move_says_nothing_about_rounding():
    assert rounding_break(weekly([*FINE, 70, 70, 70, 70, 70])) is None


def test_zeros_say_nothing_about_rounding():
    assert rounding_break(weekly([*FINE, 0, 10, 0, 10, 0, 10])) is None


def test_one_value_with_a_decimal_among_whole_numbers_is_no_break():
    assert rounding_break(weekly([61, 63, 62.5, 64, 66, 63, 67, 68, 66, 71])) is None


def test_a_few_tens_among_whole_numbers_are_chance():
    assert rounding_break(weekly([61, 70, 62, 64, 60, 63, 67, 70, 65, 70, 75, 80])) is None


# --- rhythm
def test_check_ins_that_become_monthly_are_asked_about():
    found = rhythm_break(spaced([7, 7, 7, 7, 7, 30, 31, 30, 31]))
    assert (found.kind, found.on) == ("rhythm", FIRST + timedelta(days=65))
    assert found.question == (
        "Since 5 Nov check-ins come about every 30 days; before, about every 7 days: did the way they are made change?"
    )


def test_check_ins_that_become_daily_are_asked_about():
    assert rhythm_break(spaced([7, 7, 7, 7, 1, 1, 1, 1])).after == "every day"


def test_one_holiday_does_not_hide_a_break_and_does_not_make_one():
    assert rhythm_break(spaced([7, 7, 70, 7, 7, 7, 30, 30, 30, 30])).on == FIRST + timedelta(days=135)
    assert rhythm_break(spaced([7, 7, 7, 7, 70, 7, 7, 7, 7])) is None


@pytest.mark.parametrize(
    "gaps",
    [
        [7] * 12,
        [7, 14] * 6,
        [7, 8, 9, 10, 11, 12, 13, 14],
        [7] * 5 + [10] * 5,
        [7, 7, 7, 30, 30, 30],
        [7] * 9 + [30] * 3,
    ],
)
def test_a_steady_an_irregular_and_a_slowly_changing_rhythm_are_no_break(gaps):
    assert rhythm_break(spaced(gaps)) is None


def test_two_check_ins_of_one_day_are_one_of_the_rhythm():
    made = spaced([7] * 5 + [30] * 5)
    assert rhythm_break([*made, *made]) == rhythm_break(made)


# --- both
def test_rounding_is_asked_about_before_rhythm_and_one_question_at_a_time():
    days = [checkin.on for checkin in spaced([7] * 6 + [30] * 6)]
    both = [CheckIn(on, value) for on, value in zip(days, FINE[:7] + TENS + [80], strict=True)]
    assert entry_break(both).kind == "rounding"
    assert entry_break(spaced([7] * 6 + [30] * 6)).kind == "rhythm"


@pytest.mark.parametrize("values", [[], [7], [7, 8], [7] * 20, [0] * 20, FINE, TENS * 4, [1e90] * 9])
def test_too_few_or_steady_check_ins_raise_no_question(values):
    assert entry_break(weekly(values)) is None


@pytest.mark.parametrize("wrong", [nan, inf])
def test_nan_is_refused(wrong):
    for reading in (entry_break, rounding_break, rhythm_break):
        with pytest.raises(ValueError, match=r"a value of .* cannot be computed with"):
            reading(weekly([1, wrong, 3]))


@given(st.lists(st.integers(1, 30), max_size=7), st.lists(st.integers(-999, 999), min_size=8, max_size=8))
@some
def test_fewer_than_eight_check_ins_raise_no_question(gaps, values):
    made = [CheckIn(on, value / 10) for (on, _), value in zip(spaced(gaps)[:7], values, strict=False)]
    assert entry_break(made) is None


@given(st.lists(st.integers(-999, 999), max_size=30), st.randoms(use_true_random=False))
@some
def test_the_order_of_entry_does_not_matter(values, random):
    made = weekly([value / 10 for value in values])
    assert entry_break(random.sample(made, len(made))) == entry_break(made)


def test_values_rounded_the_same_way_throughout_are_hardly_ever_asked_about():
    chance = Random(5)
    series = [[round(chance.gauss(60, 8), digits) for _ in range(24)] for digits in (0, 1) for _ in range(200)]
    assert sum(rounding_break(weekly(values)) is not None for values in series) <= 8
