"""Cards: a number with what it is a share of, its aim, its change in words, and who sees to it."""

from __future__ import annotations

from typing import Any

from components import values
from components.blocks import bring_data_in
from components.charts.spark import Points, sparkline
from components.markup import tag
from components.status import status_words
from components.values import Row
from data.answer import Answer
from data.wording import NO_DATA

FEW = 20  # a share of fewer than these is said as a count: "9 of 14"
COMPARED = {  # direction of good, and whether the number rose -> what to call it, and its tone
    ("higher", True): ("Better than", "good"), ("higher", False): ("Worse than", "bad"),
    ("lower", True): ("Worse than", "bad"), ("lower", False): ("Better than", "good"),
    ("neutral", True): ("Up from", "none"), ("neutral", False): ("Down from", "none"),
}  # fmt: skip
RISEN, FALLEN, LEVEL = "↗", "↘", "→"


def headline(row: Row, search: str, trend: Points = ()) -> list:
    """One of the seven: its number, what it was, and the goal that owns it with the next step."""
    link = tag("a", row["name"], href=f"{row['page']}{search}")
    title = tag("h2", f"{row['strategy']} · ", link, className="tile-title")
    return _tile(row, title, trend, _change(row), _owner(row), style=f"tile-{row['strategy']}")


def _tile(row: Row, title: list, trend: Points, *more: Any, style: str = "") -> list:
    return tag(
        "article",
        title,
        tag("div", _number(row), sparkline(trend, _trend_said(trend, row)), className="tile-top"),
        _what(row),
        *more,
        className=f"panel tile {style}".strip(),
        data_metric=row["metric"],
        data_value=values.data_value(row.get("value")),
    )


def _number(row: Row) -> list:
    if row.get("value") is None and not values.is_coded(row):
        return tag("p", _missing(row), className="tile-number tile-missing")
    return tag("p", number_said(row), className="tile-number")


def _missing(row: Row) -> str:
    said = values.missing(row)
    return "No data" if said == NO_DATA else said.capitalize()


def number_said(row: Row) -> str:
    """A share of few as a count, of many as a percentage; anything else as it is."""
    said = values.said(row, row["unit"])
    return values.whole(row) if _is_few(row) else said


def _is_few(row: Row) -> bool:
    return row["unit"] in values.SHARE_UNITS and 0 < (row.get("denominator") or FEW) < FEW


def _what(row: Row) -> list | None:
    """Of how many, and the aim: "43 of 61 staff, one session or more · aim 75%"."""
    behind = values.whole(row) if row.get("value") is not None and not _is_few(row) else ""
    aim = f"aim\u00a0{row['aim']}" if row.get("aim") else ""
    words = " · ".join(filter(None, [" ".join(filter(None, [behind, row.get("noun")])), aim]))
    return tag("p", words, className="tile-what") if words else None


def _change(row: Row) -> list:
    if row.get("value") is None and row.get("hidden") in (None, "no data"):
        return tag("p", bring_data_in(), className="tile-change")
    parts = [status_words(row.get("status")), compared(row)]
    return tag("p", *parts, className="tile-change")


def compared(row: Row) -> list | None:
    """The change in words, with what is good for this number: "Better than 69% a year ago"."""
    before = row["before"]
    if row.get("value") is None or before.get("value") is None:
        return None
    words, tone, shape = _direction(row, before)
    arrow = tag("span", shape, className=f"arrow tone-{tone}", aria_hidden="true")
    return tag("span", arrow, f"{words} {number_said(before)} {row['then']}", className="change")


def _direction(row: Row, before: Row) -> tuple[str, str, str]:
    """Words, tone and arrow; what reads the same is the same."""
    if number_said(row) == number_said(before):
        return "Same as", "none", LEVEL
    rose = row["value"] > before["value"]
    return *COMPARED[row["direction"], rose], RISEN if rose else FALLEN


def _owner(row: Row) -> list:
    if not row.get("owner") and not row.get("next_step"):
        return tag("p", "No goal names this number yet.", className="tile-owner")
    owner = tag("b", _capital(row["owner"])) if row.get("owner") else None
    step = f" · {row['next_step']}" if row.get("next_step") else None
    return tag("p", owner, step, className="tile-owner")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _trend_said(trend: Points, row: Row) -> str:
    if not trend:
        return ""
    first, last = (values.measured(trend[place][1], row["unit"]) for place in (0, -1))
    return f"From {first} to {last}"


def measures(answer: Answer, words: dict[str, str]) -> list:
    """A few numbers of one Answer side by side, each under its own words."""
    rows = {row["measure"]: row["value"] for row in answer.rows()}
    pairs = [
        tag("div", tag("dt", said), tag("dd", values.measured(rows[name], _unit(name))))
        for name, said in words.items()
        if rows.get(name) is not None
    ]
    return tag("dl", *pairs, className="measures")


def _unit(measure: str) -> str:
    return values.SHARE if measure.startswith(("share", "expected", "top", "density")) else ""
