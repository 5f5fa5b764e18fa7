"""The sentences that `test_pace` reads as a whole; here their parts."""

from __future__ import annotations

from datetime import date

import pytest

from data.statistics import reasons
from data.statistics.aim import Aim, CheckIn

START, DUE, JANUARY = date(2024, 9, 1), date(2025, 6, 1), date(2025, 1, 15)


def rising(baseline: float, target: float, rhythm_days: int | None = 30) -> Aim:
    return Aim("increase", START, DUE, baseline, target, rhythm_days=rhythm_days)


@pytest.mark.parametrize(
    ("days", "words"),
    [(7, "weekly"), (14, "every two weeks"), (31, "monthly"), (91, "quarterly"), (10, "every 10 days")],
)
def test_the_rhythm_is_said_in_words(days, words):
    assert reasons.freshness(rising(0, 1, days), 20, days) == f"last check-in 2 weeks ago; {words} was agreed"


@pytest.mark.parametrize(
    ("target", "value", "expected", "share"),
    [
        (2000, 1000, 1234.4, "1,000 of the 1,234 expected"),
        (15, 5, 7.4725, "5 of the 7.5 expected"),
        (0.2, 0.05, 0.0996, "0.05 of the 0.1 expected"),
    ],
)
def test_amounts_have_the_decimals_their_goal_needs(target, value, expected, share):
    line = reasons.against_line(rising(0, target), CheckIn(JANUARY, value), expected, "0.5")
    assert line == f"{share} by 15 Jan: pace 0.5"


def test_values_that_differ_are_written_differently():
    assert reasons.reached(rising(60, 75), CheckIn(JANUARY, 75.004)) == "target reached: 75.004, and 75 was the goal"


def test_values_that_are_equal_need_no_decimals():
    assert reasons.reached(rising(60, 75), CheckIn(JANUARY, 75)) == "target reached: 75, and 75 was the goal"


def test_a_target_to_be_kept_is_a_band_of_one_value():
    kept = Aim("maintain", START, DUE, target=0)
    assert reasons.outside_band(kept, CheckIn(JANUARY, 2)) == "2 is above 0"


def test_pace_is_written_with_two_decimals_where_they_tell_the_truth():
    def threshold(pace: float) -> bool:
        return pace >= 0.9

    assert reasons.pace_words(0.6691, threshold) == "0.67"
    assert reasons.pace_words(0.8999, threshold) == "0.8999"
    assert reasons.pace_words(1.0, threshold) == "1"


def test_shares_are_written_as_percents_and_their_distance_in_points():
    aim = Aim("increase", date(2025, 9, 1), date(2026, 6, 1), 0.8, 0.9, shares=True)
    assert reasons.wrong_way(aim, CheckIn(date(2026, 1, 15), 0.64)) == (
        "going the wrong way: 80% at the start, 64% now, 90% is the goal"
    )
    assert reasons.against_line(aim, CheckIn(date(2026, 1, 15), 0.82), 0.85, "0.4").startswith(
        "2 of the 5 points expected"
    )
