"""Goals as rows: start, now and target, the course beside its pace, and the status with the rule behind it."""

from __future__ import annotations

from collections import defaultdict

from components import check_in, values
from components.charts.spark import Points, over_days, sparkline
from components.links import goal_page
from components.markup import tag
from components.status import TONES, status_chip
from components.values import Row
from data.answer import Answer

HEADINGS = ("Goal", "Start", "Now", "Target", "Check-ins and pace", "Status and its rule")
NUMBER_HEADINGS = ("Start", "Now", "Target")


def goal_table(progress: Answer, checkins: Answer, expected: Answer, search: str) -> list:
    """All goals, those that need a word first."""
    made, meant = by_goal(checkins), by_goal(expected)
    rows = [_row(row, made[row["goal"]], meant[row["goal"]], search) for row in progress.rows()]
    heads = [
        tag("th", words, scope="col", className="number" if words in NUMBER_HEADINGS else None) for words in HEADINGS
    ]
    return tag("table", tag("thead", tag("tr", heads)), tag("tbody", rows), className="goals")


def by_goal(answer: Answer) -> dict[str, list[tuple[float, float]]]:
    """Each goal's points over time."""
    rows = defaultdict(list)
    for row in answer.rows():
        rows[row["goal"]].append(row)
    return defaultdict(list, {goal: over_days(lines) for goal, lines in rows.items()})


def _row(row: Row, made: Points, meant: Points, search: str) -> list:
    title = tag("a", row["title"], href=goal_page(row["goal"], search), className="entry-title")
    whose = " · ".join(filter(None, [row["level"], row.get("group"), row.get("owner_name") or row.get("owner")]))
    return tag(
        "tr",
        tag("th", title, tag("p", whose), scope="row"),
        _number("Start", row, "baseline"),
        _number("Now", row, "current"),
        tag("td", target(row), className="number", data_label="Target"),
        tag("td", course(row, made, meant), className="course"),
        tag("td", status_chip(row["status"]), tag("p", row["rule"]), check_in.link(row, search)),
        className=f"goal-{row['status']}",
    )


def _number(words: str, row: Row, column: str) -> list:
    return tag("td", values.cell(row, column, ""), className=f"number {column}", data_label=words)


def target(row: Row) -> str:
    """Where the goal wants to be: a number, or a band to stay in."""
    if row["low"] is not None and row["high"] is not None:
        return "–".join(values.measured(row[end], row["unit"]) for end in ("low", "high"))
    return values.cell(row, "target", "")


def course(row: Row, made: Points, meant: Points) -> list | None:
    """The check-ins in the colour of the status; dashed behind them, what was expected up to the last of them."""
    until = made[-1][0] if made else 0
    behind = [point for point in meant if made and point[0] <= until]
    first, last = (values.measured(made[place][1], row["unit"]) for place in (0, -1)) if made else ("", "")
    said = f"{len(made)} check-ins, from {first} to {last}"
    return sparkline(made, said, expected=behind if len(behind) > 1 else (), tone=TONES[row["status"]])
