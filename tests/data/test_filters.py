"""What a reader chose: parsed from anything, never failing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.filters import Filters, school_year

TODAY = date(2026, 1, 30)


def chosen(search: str) -> Filters:
    return Filters.from_search(search, TODAY)


def test_without_dates_the_period_is_the_school_year_of_today():
    assert (chosen("").start, chosen("").end, chosen("").until) == (date(2025, 8, 1), date(2026, 7, 31), TODAY)


def test_a_school_year_is_named_by_no_month_but_august():
    assert school_year(date(2025, 7, 31)) == (date(2024, 8, 1), date(2025, 7, 31))
    assert school_year(date(2025, 8, 1)) == (date(2025, 8, 1), date(2026, 7, 31))


def test_both_ends_of_a_period_count_and_lists_are_sorted_and_unique():
    filters = chosen("?from=2025-09-01&to=2025-10-31&program=b,a&program=a")
    assert (filters.start, filters.until, filters.program) == (date(2025, 9, 1), date(2025, 10, 31), ("a", "b"))


def test_as_of_is_never_later_than_today():
    assert chosen("as_of=2030-01-01").as_of == TODAY
    assert chosen("as_of=2025-02-01").start == date(2024, 8, 1)


@pytest.mark.parametrize(
    ("search", "named"),
    [
        ("colour=red", "colour"), ("as_of=yesterday", "as_of"), ("from=2025-13-01", "from"), ("to=0001-01-01", "to"),
        ("from=2025-12-01&to=2025-11-01", "from"), ("compare=never", "compare"), ("names=please", "names"),
        ("view=cinema", "view"), (f"program={'x' * 300}", "program"), ("program=a%00b", "program"),
        ("program=" + ",".join(map(str, range(99))), "program"), ("&".join(f"a{i}=1" for i in range(200)), "search"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_dropped_and_named(search, named):
    assert named in chosen(search).dropped


def test_a_search_string_comes_back_as_it_was_said_with_defaults_left_out():
    for said in ("", "?program=literacy", "?grade=3,K&names=on", "?classroom=4B&from=2025-09-01&to=2025-10-31"):
        assert chosen(chosen(said).to_search(TODAY)) == chosen(said)
    assert chosen("?as_of=2026-01-30&view=").to_search(TODAY) == ""


def test_the_same_weeks_of_last_year_start_and_end_on_the_same_weekday():
    earlier = chosen("from=2025-09-01&to=2025-10-31").a_year_earlier()
    assert earlier.start.weekday() == date(2025, 9, 1).weekday()
    assert (earlier.until - earlier.start) == (date(2025, 10, 31) - date(2025, 9, 1))


def test_the_window_just_before_is_as_long_and_ends_the_day_before():
    earlier = chosen("from=2025-11-01&to=2025-11-30").just_before()
    assert (earlier.start, earlier.until) == (date(2025, 10, 2), date(2025, 10, 31))


@given(search=st.text(max_size=200))
@settings(max_examples=150)
def test_no_search_string_fails_and_every_one_comes_back(search):
    filters = chosen(search)
    again = chosen(filters.to_search(TODAY))
    assert again.key == filters.key
