"""Cells become values strictly, and each refusal says what to write instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers import kind as types
from data.importers.date_columns import DateColumn
from data.importers.kind import Field
from data.importers.problems import Wrong, printable
from data.importers.values import Converted, clock, converter, number, whole
from tests.data.importers.desk import Desk


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


def test_ids_are_text_trimmed_and_otherwise_as_they_are():
    convert = converter(Field("id", types.ID, ""), DateColumn(None))
    for cell in ("007", "NA", "1E5", "9007199254740993", "Ünï-çödé", "a b"):
        assert convert(f"  {cell}\t") == cell
    assert convert("   ") is None


def test_a_clock_has_two_digits_of_hours():
    assert (clock("9:05"), clock("23:59:01")) == ("09:05", "23:59:01")
    assert (clock("12:05 AM"), clock("2:05pm"), clock("12:00:30 p.m.")) == ("00:05", "14:05", "12:00:30")
    with pytest.raises(Wrong):
        clock("13:05 PM")


def test_a_column_of_millions_of_cells_is_not_remembered_for_ever(monkeypatch):
    monkeypatch.setattr("data.importers.values.REMEMBERED", 3)
    converted = Converted(str.upper)
    assert [converted[cell] for cell in "abcdefga"] == list("ABCDEFGA")
    assert len(converted) <= 3


def test_what_a_terminal_would_obey_is_shown_instead():
    assert printable("a\x1b[2Jb\u202ec\nd é 😀") == "a\\x1b[2Jb\\u202ec\\nd é 😀"


@pytest.mark.parametrize("cell", ["abs\r\nent", "abs\nent", "abs\u2028ent", "abs\tent", "excused\nabsence"])
def test_a_value_that_a_line_break_runs_through_is_refused(stocked: Desk, cell: str):
    outcome = stocked.take_text("attendance", f'person,date,status\ns1,2025-09-01,"{cell}"\n')
    assert outcome.whys == ["has a line break or another control character inside"]
    assert outcome.counts == (1, 0, 0, 0, 1)
    good = stocked.take_text("attendance", 'person,date,status\ns1,2025-09-01,"absent\n"\n')
    assert good.code == 0, "a break after a value is a blank around it"
