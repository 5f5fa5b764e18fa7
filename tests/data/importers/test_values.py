"""Cells become values strictly, and each refusal says what to write instead."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers import kind as types
from data.importers.dates import DateColumn
from data.importers.kind import Field
from data.importers.problems import Wrong, printable
from data.importers.values import Converted, clock, converter, number, whole


@pytest.mark.parametrize(
    ("text", "value"),
    [("24.0", 24.0), ("-0.5", -0.5), ("+7", 7.0), (".5", 0.5), ("5.", 5.0), ("007", 7.0), ("1e", None), ("1_000", None)]
    + [(text, None) for text in ("", "NaN", "-inf", "0x10", "١٢", "1 000", "½", "1,5", "1.2.3", "--1", "1e5", "−1")],
)
def test_a_number_is_decimal_digits_and_a_point(text: str, value: float | None):
    if value is None:
        with pytest.raises(Wrong, match="is not a number"):
            number(text)
    else:
        assert number(text) == value


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_written_out_comes_back_as_it_was(value: float):
    assert number(f"{value:.20f}") == pytest.approx(value, abs=1e-15)


def test_a_whole_number_may_end_in_a_point_and_nothing_and_must_fit_the_database():
    assert whole("24.0") == 24 and isinstance(whole("24.0"), int)
    for text in ("2147483648", "24.5"):
        with pytest.raises(Wrong):
            whole(text)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from("-/."))
def test_a_date_comes_back_in_each_order(day: date, between: str):
    parts = {"d": f"{day.day}", "m": f"{day.month:02}", "y": f"{day.year}"}
    assert DateColumn(None).date(day.isoformat()) == day
    for order in ("dmy", "mdy", "ymd"):
        assert DateColumn(order).date(between.join(parts[part] for part in order)) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-10-01", datetime(2025, 10, 1)),
        ("2025-10-01T08:30", datetime(2025, 10, 1, 8, 30)),
        ("2025-10-01 08:30:15.123456789", datetime(2025, 10, 1, 8, 30, 15, 123456)),
        ("2012-04-23T18:25:43.511Z", datetime(2012, 4, 23, 18, 25, 43, 511000)),
        ("2025-10-01T23:30:00-05:00", datetime(2025, 10, 1, 23, 30)),
    ],
)
def test_a_time_is_kept_as_it_is_written_in_the_zone_of_the_file(text: str, moment: datetime):
    assert DateColumn(None).moment(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1/31/2025 12:05 AM", datetime(2025, 1, 31, 0, 5)),
        ("1/31/2025, 12:05:09 p.m.", datetime(2025, 1, 31, 12, 5, 9)),
        ("1/31/2025 15:30", datetime(2025, 1, 31, 15, 30)),
    ],
)
def test_a_time_may_have_am_and_pm(text: str, moment: datetime):
    assert DateColumn("mdy").moment(text) == moment


@pytest.mark.parametrize(
    "text", ["20251001", "2025-W40-1", "2025-10", "2025-10-01T25:00", "1/31-2025", "31.1.25", "today"]
)
def test_what_is_no_date_is_refused(text: str):
    with pytest.raises(Wrong):
        DateColumn("mdy").date(text)


def test_what_would_fit_is_known_only_after_the_last_cell_of_the_column():
    dates = DateColumn(None)
    remedies = []
    for text in ("03/04/2025", "13/04/2025", "04/13/2025"):
        with pytest.raises(Wrong):
            dates.date(text)
        remedies.append(dates.remedy)
    assert remedies == [
        "say which order the file means by --dates mdy or --dates dmy",
        "use --dates dmy, which fits all such dates of the column",
        "write it as 2026-01-31",
    ]


def test_ids_are_text_trimmed_and_otherwise_as_they_are():
    convert = converter(Field("id", types.ID, ""), DateColumn(None))
    for cell in ("007", "NA", "1E5", "9007199254740993", "Ünï-çödé", "a b"):
        assert convert(f"  {cell}\t") == cell
    assert convert("   ") is None


def test_a_clock_has_two_digits_of_hours():
    assert (clock("9:05"), clock("23:59:01")) == ("09:05", "23:59:01")


def test_a_column_of_millions_of_cells_is_not_remembered_for_ever(monkeypatch):
    monkeypatch.setattr("data.importers.values.REMEMBERED", 3)
    converted = Converted(str.upper)
    assert [converted[cell] for cell in "abcdefga"] == list("ABCDEFGA")
    assert len(converted) <= 3


def test_what_a_terminal_would_obey_is_shown_instead():
    assert printable("a\x1b[2Jb\u202ec\nd é 😀") == "a\\x1b[2Jb\\u202ec\\nd é 😀"
