from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics import school_days

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
CALENDAR = [date(2025, 1, day) for day in (6, 7, 8, 9, 10, 13, 14, 21, 22, 23)]


def test_friday_to_tuesday_is_two_school_days():
    assert school_days.between(date(2025, 1, 31), date(2025, 2, 4)) == 2


def test_an_answer_on_the_same_day_took_none():
    assert school_days.between(date(2025, 1, 31), date(2025, 1, 31)) == 0


@given(DAYS, DAYS)
@settings(max_examples=50, deadline=None)
def test_without_a_calendar_it_counts_as_numpy_does(one, other):
    start, end = sorted((one, other))
    assert school_days.between(start, end) == np.busday_count(start, end)


def test_holidays_do_not_count_with_the_schools_own_calendar():
    assert school_days.between(date(2025, 1, 14), date(2025, 1, 22), CALENDAR) == 2


def test_the_last_day_itself_does_not_count():
    assert school_days.between(date(2025, 1, 6), date(2025, 1, 7), CALENDAR) == 1


def test_an_end_before_the_start_counts_backwards():
    assert school_days.between(date(2025, 2, 4), date(2025, 1, 31)) == -2


@given(DAYS, DAYS, DAYS)
@settings(max_examples=50, deadline=None)
def test_two_stretches_add_up_to_the_whole(first, second, third):
    first, second, third = sorted((first, second, third))
    parts = school_days.between(first, second) + school_days.between(second, third)
    assert parts == school_days.between(first, third)


def test_the_last_three_school_days_reach_over_the_holidays():
    assert school_days.start_of_last(3, date(2025, 1, 22), CALENDAR) == date(2025, 1, 14)
    assert school_days.start_of_last(1, date(2025, 1, 20), CALENDAR) == date(2025, 1, 14)


def test_a_short_calendar_gives_its_first_day():
    assert school_days.start_of_last(30, date(2025, 1, 22), CALENDAR) == date(2025, 1, 6)


@given(st.integers(1, 60), DAYS)
@settings(max_examples=50, deadline=None)
def test_without_a_calendar_the_last_days_are_weekdays_counted_back(number, on):
    start = school_days.start_of_last(number, on)
    assert start.weekday() < 5
    assert school_days.between(start, on + timedelta(days=1)) == number


def test_a_calendar_that_begins_later_says_so():
    with pytest.raises(ValueError, match="no school day up to 2024-12-01: load it"):
        school_days.start_of_last(30, date(2024, 12, 1), CALENDAR)


def test_no_days_back_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        school_days.start_of_last(0, date(2025, 1, 22))
