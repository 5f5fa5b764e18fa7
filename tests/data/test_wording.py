from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import wording


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [(0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-2.5, 0, "-3"), (0.285, 2, "0.29"), (1.005, 2, "1.01")],
)
def test_halves_are_rounded_up_and_not_to_the_even_neighbour(number, decimals, shown):
    assert wording.half_up(number, decimals) == Decimal(shown)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(7, "7"), (7.0, "7"), (7.50, "7.5"), (67.4725, "67.47"), (1540, "1,540"), (1234567.891, "1,234,567.89")],
)
def test_numbers_are_written_without_trailing_zeros(number, shown):
    assert wording.plain(number) == shown


def test_trailing_zeros_of_whole_numbers_stay():
    assert wording.plain(100) == "100"
    assert wording.plain(100.0, decimals=0) == "100"


def test_there_is_no_minus_zero():
    assert wording.plain(-0.001) == "0"


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_what_is_missing_is_no_data_and_never_0(missing):
    assert wording.plain(missing) == "no data"
    assert wording.percent(missing) == "no data"


@pytest.mark.parametrize(
    ("share", "decimals", "shown"),
    [
        (0.285, 0, "29%"),
        (0.6825, 0, "68%"),
        (0.0944, 1, "9.4%"),
        (1, 0, "100%"),
        (0.0, 0, "0%"),
        (-0.005, 0, "-1%"),
    ],
)
def test_percentages_are_rounded_half_up(share, decimals, shown):
    assert wording.percent(share, decimals) == shown


@given(st.integers(0, 1000))
@settings(max_examples=50, deadline=None)
def test_a_tenth_of_a_percent_is_never_lost_to_binary_fractions(thousandths):
    assert wording.percent(thousandths / 1000, 1) == wording.plain(Decimal(thousandths) / 10) + "%"


def test_counts_agree_with_their_noun():
    assert wording.count(1, "goal") == "1 goal"
    assert wording.count(0, "goal") == "0 goals"
    assert wording.count(1200, "child", "children") == "1,200 children"


def test_a_share_keeps_its_denominator():
    assert wording.share_of(46, 61) == "46 of 61"


def test_numbers_up_to_nine_are_words():
    assert wording.small_number_words(9, capital=True) == "Nine"
    assert wording.small_number_words(0) == "zero"
    assert wording.small_number_words(10) == "10"
    assert wording.small_number_words(-1) == "-1"


def test_days_are_written_without_a_locale():
    assert wording.day(date(2025, 1, 15)) == "15 Jan"
    assert wording.day(date(2025, 6, 1), year=True) == "1 Jun 2025"


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (55, "7 weeks ago"),
        (126, "4 months ago"),
        (366, "12 months ago"),
    ],
)
def test_how_long_ago_is_told_in_whole_units_that_have_passed(days, shown):
    assert wording.ago(days) == shown
