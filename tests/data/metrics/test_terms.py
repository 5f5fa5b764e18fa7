"""What a term is: a school year without its long breaks."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.filters import school_year
from data.metrics.calendar import term

WINTER = (date(2025, 12, 22), date(2026, 1, 2))  # Monday to Friday, with a weekend between


def calendar(*free: tuple[date, date], schools: tuple[str, ...] = ("S1",)) -> pd.DataFrame:
    """Weekdays of holidays, as calendars write them."""
    lines = [
        (school, first + timedelta(days=day), "holiday")
        for school in schools
        for first, last in free
        for day in range((last - first).days + 1)
        if (first + timedelta(days=day)).weekday() < 5
    ]
    return pd.DataFrame(lines, columns=["school", "date", "kind"])


@pytest.mark.parametrize(
    ("on", "start", "end"),
    [
        (date(2025, 10, 1), date(2025, 8, 1), date(2025, 12, 21)),
        (date(2025, 12, 24), date(2025, 8, 1), date(2025, 12, 21)),  # in the break: the term that ended
        (date(2026, 1, 2), date(2025, 8, 1), date(2025, 12, 21)),
        (date(2026, 1, 3), date(2026, 1, 3), date(2026, 7, 31)),
        (date(2026, 5, 1), date(2026, 1, 3), date(2026, 7, 31)),
    ],
)
def test_a_long_break_parts_two_terms(on, start, end):
    assert term(calendar(WINTER), on) == (start, end)


def test_a_week_off_is_no_end_of_a_term():
    half_term = (date(2025, 10, 20), date(2025, 10, 24))
    assert term(calendar(half_term, WINTER), date(2025, 11, 1))[0] == date(2025, 8, 1)


def test_without_a_calendar_the_year_is_the_term():
    assert term(calendar(), date(2025, 11, 1)) == school_year(date(2025, 11, 1))


def test_a_day_is_free_where_every_school_is_free():
    other = calendar((date(2025, 9, 1), date(2025, 9, 20)), schools=("S2",))
    both = pd.concat([calendar(WINTER, schools=("S1", "S2")), other])
    assert term(both, date(2025, 10, 1))[0] == date(2025, 8, 1)
    assert term(both, date(2026, 2, 1))[0] == date(2026, 1, 3)


days = st.dates(date(2024, 6, 1), date(2027, 6, 1))


@given(on=days, free=st.lists(st.tuples(days, st.integers(0, 40)), max_size=6))
def test_a_term_lies_in_its_school_year_and_holds_its_day_or_ended_before_it(on, free):
    start, end = term(calendar(*((first, first + timedelta(days=length)) for first, length in free)), on)
    first, last = school_year(on)
    assert first <= start <= end <= last or start == end
    assert start <= on or start == first
