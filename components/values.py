"""How one value of an Answer is written on screen: by its column and its unit, and why it is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from data.answer import Answer
from data.wording import NO_DATA, day, half_up, percent, plain, share_of

SHARE, FINE_SHARE = "share", "share, one decimal"
SHARE_UNITS = (
    SHARE,
    FINE_SHARE,
    "share of sessions",
    "share of thanks",
    "share of practices",
)  # the last ones: of no people
OUTCOMES = 6  # the strategy whose shares are said with one decimal: 14.2% of students
PERCENT_UNITS = ("%", "percent")
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")  # as an Answer writes days
COUNTS = ("n", "numerator", "denominator", "rank", "received", "given", "strategy")
MEASURED = ("value", "then", "aim", "baseline", "target", "current", "expected", "low", "high")
CODED = "coded"
OTHER, OTHER_WORDS = "other", "All others"  # groups too small to stand alone
HIDDEN_WORDS = {
    "small group": "hidden: few people",
    "protects a small group": "hidden: it would give a small group away",
    "not comparable": "not comparable",
    "withheld": "not shown",
}
STATUS_WORDS = {
    "met": "Met", "on_track": "On track", "at_risk": "At risk", "off_track": "Off track", "missed": "Missed",
    "not_started": "Not started", "no_recent_data": "No recent data",
    "kept": "Kept", "late": "Late", "dropped": "Dropped", "due": "Due",
}  # fmt: skip
WORDS = STATUS_WORDS | {OTHER: OTHER_WORDS}

Row = Mapping[str, Any]


def measured(value: float | None, unit: str) -> str:
    """A value in its unit: 0.82 as "82%" where the unit is a share, else the number; null is "no data"."""
    if unit in SHARE_UNITS:
        return percent(value, 1 if unit == FINE_SHARE else 0)
    text = plain(value)
    return f"{text}%" if unit in PERCENT_UNITS and text != NO_DATA else text


def unit(answer: Answer) -> str:
    """The unit of an Answer's values, as fine as its sentence says them; what is coded has whole percents only."""
    is_fine = answer.unit == SHARE and answer.strategy == OUTCOMES and "shown" not in answer.frame
    return FINE_SHARE if is_fine else answer.unit


def is_coded(row: Row) -> bool:
    """Whether a range stands in the place of the value: "≥95%"."""
    return row.get("hidden") == CODED


def said(row: Row, unit: str) -> str:
    """A row's value in words: as it was coded, where it was."""
    return row.get("shown") or measured(row["value"], unit)


def unit_of(row: Row, answer_unit: str) -> str:
    """A goal's numbers are in the goal's own unit, which stands in the row."""
    return row.get("unit") or answer_unit


def cell(row: Row, column: str, unit: str) -> str:
    """What a table says in one cell."""
    value = row.get(column)
    if column == "value" and row.get("shown"):
        return row["shown"]
    if column == "current" and row.get("current_shown"):
        return row["current_shown"]
    if value is None:
        return missing(row) if column == "value" else "–"
    if column in MEASURED and not isinstance(value, str):
        return measured(value, unit if column == "value" else unit_of(row, unit))
    return _by_column(column, value)


def missing(row: Row) -> str:
    """Why a value is not there, in words."""
    if is_coded(row):
        return str(row.get("shown", NO_DATA))
    return HIDDEN_WORDS.get(row.get("hidden") or "", NO_DATA)


def _by_column(column: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column == "month":
        return month(value)
    if not isinstance(value, str):
        return plain(value)
    return on(value) if A_DAY.fullmatch(value) else WORDS.get(value, value)


def whole(row: Row) -> str:
    """What stands behind a share: "46 of 61"; empty where there is no denominator."""
    top, bottom = row.get("numerator"), row.get("denominator")
    return "" if top is None or bottom is None else share_of(top, bottom)


def group(name: str) -> str:
    """What a group is called on a chart."""
    return OTHER_WORDS if name == OTHER else name


def as_day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value[:10])


def on(value: str | date, year: bool = False) -> str:
    """A day as it is read: "15 Jan"."""
    return day(as_day(value), year)


def long_day(value: str | date) -> str:
    """A day as a heading says it: "12 January"."""
    then = as_day(value)
    return f"{then.day} {then:%B}"


def month(value: str | date) -> str:
    """A month as it is read: "Sep 2025"."""
    return on(value, year=True).partition(" ")[2]


def data_value(value: Any) -> str:
    """A value for ``data-value``: as JSON writes it, empty when there is none."""
    return "" if value is None else json.dumps(value)


def width(share: float | None) -> str:
    """How long a bar is, in percent of its track: never under 0 or over 100."""
    return f"{half_up(100 * min(1.0, max(0.0, share or 0.0)), 1)}%"
