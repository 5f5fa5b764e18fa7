"""One goal: its course against the line that was expected, its facts, and what people wrote at each check-in."""

from __future__ import annotations

from collections import deque

from components import charts, values
from components.blocks import panel
from components.charts.trend import Course
from components.check_in import Tools
from components.entries import entries
from components.goal_rows import target
from components.markup import tag
from components.status import TONES, status_chip
from components.timeline import MOST, told
from components.values import Row
from data.answer import Answer

Behind = tuple[Answer, Answer, Answer, Answer]  # expected, ahead, holidays, events


def goal_of(progress: Answer, goal: str) -> Row | None:
    """The goal's row; None for an id that this reader does not have."""
    return next((row for row in progress.rows() if row["goal"] == goal), None)


def standing(row: Row) -> list:
    """Status, and the rule behind it."""
    return tag("div", status_chip(row["status"]), tag("span", row["rule"]), className="rule")


def course(row: Row, trajectory: Answer, behind: Behind) -> list:
    """The check-ins in the colour of the status, the expected line dashed behind them, and what may explain them."""
    expected, ahead, holidays, events = behind
    drawn_behind = Course(
        expected=tuple((point["date"], point["value"]) for point in expected.rows() if point["value"] is not None),
        end=f"the goal: {target(row)}",
        holidays=_within(row, holidays, "from"),
        marked=_within(row, events, "date")[-MOST:],
        ahead=tuple(point for point in ahead.rows() if point["value"] is not None),
    )
    drawn = charts.trend(trajectory, drawn_behind, row["unit"] or "", f"var(--{TONES[row['status']]})")
    words = told(drawn_behind.marked)
    return [drawn, tag("p", words, className="note") if words else None]


def _within(row: Row, answer: Answer, column: str) -> tuple[Row, ...]:
    return tuple(one for one in answer.rows() if row["start"] <= one[column] <= row["due"])


def facts(row: Row) -> list:
    """Whose it is, what comes next, and the numbers that make the line."""
    said = {
        "Owner": row.get("owner_name") or row["owner"],
        "Next step": row["next_step"],
        "For": " · ".join(filter(None, [row["level"], row["group"]])),
        "Start": f"{values.cell(row, 'baseline', '')} on {values.on(row['start'], year=True)}",
        "Target": f"{target(row)} by {values.on(row['due'], year=True)}",
        "Last check-in": values.on(row["date"], year=True) if row["date"] else "none yet",
    }
    pairs = [[tag("dt", name), tag("dd", words)] for name, words in said.items() if words]
    return panel("The goal", tag("dl", pairs, className="facts"))


def history(checkins: Answer, row: Row, tools: Tools) -> list:
    """Every check-in, the newest first; with the tools for it where there are any."""
    lines = [_checkin(one, row["unit"] or "", tools.get((one["date"], one["value"]))) for one in checkins.rows()]
    return panel("Check-ins", entries(lines, checkins.sentence), metric=checkins.metric)


def _checkin(one: Row, unit: str, tools: deque | None) -> list:
    who = " · ".join(filter(None, [one.get("author_name") or one["author"], one["confidence"]]))
    words = tag("div", tag("span", one["comment"]) if one["comment"] else None, tag("p", who) if who else None)
    when = tag("time", values.on(one["date"]), dateTime=one["date"])
    change = tools.popleft() if tools else None
    return tag("li", when, tag("b", values.measured(one["value"], unit)), words, change, className="entry checkin")


def unknown(search: str) -> list:
    """For a goal that is not there: where the others are."""
    return tag(
        "div",
        tag("p", "There is no such goal here", className="empty-title"),
        tag("p", "It may have another id now, or belong to a school that you do not see."),
        tag("p", tag("a", "All goals", href=f"/goals{search}")),
        className="empty",
    )
