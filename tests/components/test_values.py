"""Values in words: half-up, in their unit, and never nought where there is nothing."""

import pytest

from components import values
from tests.components.handmade import answer


@pytest.mark.parametrize(
    ("share", "said"), [(0.285, "29%"), (0.645, "65%"), (0.64, "64%"), (1.0, "100%"), (0.0, "0%"), (None, "no data")]
)
def test_shares_are_percentages_with_halves_rounded_up(share, said):
    assert values.measured(share, "share") == said


def test_an_outcome_is_said_with_one_decimal_as_its_sentence_says_it():
    chronic = answer([{"value": 0.1422}], unit="share", strategy=6)
    assert values.measured(0.1422, values.unit(chronic)) == "14.2%"


def test_a_goal_is_said_in_its_own_unit():
    assert values.cell({"current": 64, "unit": "%"}, "current", "share") == "64%"
    assert values.cell({"current": 0.64, "unit": "share"}, "current", "share") == "64%"
    assert values.cell({"current": 6.95, "unit": "days per 100"}, "current", "share") == "6.95"


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("small group", "hidden: few people"),
        ("protects a small group", "hidden: it would give a small group away"),
        ("not comparable", "not comparable"),
        ("no data", "no data"),
        (None, "no data"),
    ],
)
def test_a_missing_value_says_why_it_is_missing(why, said):
    assert values.cell({"value": None, "hidden": why}, "value", "share") == said


def test_a_coded_value_is_shown_as_it_was_coded():
    assert values.missing({"value": None, "hidden": "coded", "shown": "≥95%"}) == "≥95%"


def test_days_months_words_and_numbers_are_written_as_they_are_read():
    row = {"date": "2026-01-15", "month": "2025-09-01", "status": "at_risk", "n": 1540, "close": True, "group": "other"}
    said = [values.cell(row, column, "share") for column in row]
    assert said == ["15 Jan", "Sep 2025", "At risk", "1,540", "yes", "All others"]


@pytest.mark.parametrize(("share", "width"), [(0.825, "82.5%"), (1.7, "100.0%"), (-0.2, "0.0%"), (None, "0.0%")])
def test_a_bar_stays_in_its_track(share, width):
    assert values.width(share) == width


@pytest.mark.parametrize(("value", "written"), [(0.64, "0.64"), (9, "9"), (None, "")])
def test_machines_read_the_value_as_json_and_nothing_where_it_is_hidden(value, written):
    assert values.data_value(value) == written
