"""Beside a goal's status: what it would take, what its last check-ins and its forecast say, its guard and outcome."""

from __future__ import annotations

from components import values
from components.blocks import panel
from components.entries import entries
from components.goal_rows import target
from components.links import everybody, goal_page
from components.markup import tag
from components.request import answer
from components.status import status_chip, tone_chip
from components.values import Row
from data.answer import Answer
from data.metrics import goals
from data.metrics.registry import METRICS

VERDICTS = {"on track": "on_track", "at risk": "at_risk", "off track": "off_track"}
NOTHING = "Nothing to add: it takes a few check-ins, and time until the due date."
Entry = list | None


def beside(row: Row, search: str) -> list:
    """All that is more than pace; the status is made by pace alone, and says so where the two disagree."""
    told = [_takes(row), _in_a_row(row), _forecast(row), _habit(row), _guard(row, search), _outcome(row, search)]
    return panel("What else speaks", entries(filter(None, told), NOTHING))


def _takes(row: Row) -> Entry:
    return _entry("To get there", tag("p", row["takes"])) if row["takes"] else None


def _in_a_row(row: Row) -> Entry:
    said = row["row"] and f"{row['row'][:1].upper()}{row['row'][1:]}: talk about another way."
    return _entry(tone_chip("warn", "Look again"), tag("p", said)) if said else None


def _forecast(row: Row) -> Entry:
    if not row["forecast"]:
        return None
    chip = status_chip(VERDICTS.get(row["verdict"] or ""), f"Forecast: {row['verdict']}") or "Forecast"
    said = f"{row['forecast'][:1].upper()}{row['forecast'][1:]}."
    return _entry(chip, tag("p", said))


def _habit(row: Row) -> Entry:
    return _entry("A question", tag("p", row["habit"])) if row["habit"] else None


def _guard(row: Row, search: str) -> Entry:
    """What must not suffer: a number of the app, another goal, or words."""
    return _entry("Guarded by", _named(row["guard"], search)) if row["guard"] else None


def _outcome(row: Row, search: str) -> Entry:
    return _entry("Aims at", _named(row["outcome"], search)) if row["outcome"] else None


def _named(what: str, search: str) -> list:
    if what in METRICS:
        number = answer(METRICS[what], everybody(search))
        return tag("div", tag("p", number.title, className="entry-title"), tag("p", number.sentence))
    goal = next((row for row in answer(goals.PROGRESS, everybody(search)).rows() if row["goal"] == what), None)
    return _goal(goal, search) if goal else tag("p", what)


def _goal(goal: Row, search: str) -> list:
    link = tag("a", goal["title"], href=goal_page(goal["goal"], search), className="entry-title")
    now = f"{values.cell(goal, 'current', '')} now, {target(goal)} is the goal"
    return tag("div", link, tag("p", status_chip(goal["status"]), " ", now))


def _entry(head: list | str, said: list) -> list:
    return tag("li", tag("div", head), said, className="entry")


def work(counted: Answer, items: Answer) -> list:
    """Line of sight: how much was done for the goal, and one key away what."""
    lines = [_item(row) for row in items.rows()]
    more = tag("details", tag("summary", "What it was"), entries(lines, items.sentence)) if lines else None
    return panel("Done for it", tag("p", counted.sentence), more, metric=counted.metric)


def _item(row: Row) -> list:
    words = row["text"] or "Not shown here: it names a person"
    when = tag("time", values.on(row["date"]), dateTime=row["date"])
    return tag("li", when, tag("div", words, tag("p", row["sort"])), className="entry")
