"""The table behind a chart: the same rows, in words, for whoever reads rather than looks."""

from __future__ import annotations

from components import values
from components.links import goal_page
from components.markup import tag
from components.values import Row
from data.answer import Answer

HEADINGS = {
    "group": "Group", "numerator": "Number", "denominator": "Of", "n": "People", "month": "Month", "week": "Week of",
    "date": "Date", "kind": "Kind", "kind_of_value": "For", "hours": "Hours of staff time", "from": "From", "to": "To",
    "to_kind": "Kind", "person": "Person", "name": "Name", "measure": "Measure", "status": "Status", "goal": "Goal",
    "title": "Goal", "rule": "Rule", "owner": "Owner", "owner_name": "Name", "baseline": "Start", "current": "Now",
    "target": "Target", "expected": "Expected", "comment": "Comment", "author": "By", "author_name": "Name",
    "confidence": "Confidence", "per_person": "Each", "per_post": "Each full-time post",
    "close": "Close to the row above", "text": "Text", "next_step": "Next step",
    "start": "Begins", "value": "Value", "start_value": "Start",
    "goals": "Goals in common", "students": "Students in common", "appeared": "New", "vanished": "Gone",
    "stayed": "As before", "posts": "Full-time posts", "since": "Since", "people": "Staff",
    "practice": "Practice",
}  # fmt: skip
UNIT_HEADINGS = {
    "share": "Share", "goals": "Goals", "sessions": "Sessions", "thanks": "Thanks", "days": "Days", "staff": "Staff",
    "pace": "Pace", "uses": "Times used",
}  # fmt: skip
NEVER = ("hidden", "shown", "current_shown", "stale", "metric", "unit", "page")
NUMBERS = (*values.COUNTS, *values.MEASURED, "hours", "per_person", "per_post", "pace", "goals", "students", "appeared",
           "vanished", "stayed", "posts", "people", "before", "after", "chance", "uses",
           "practices")  # fmt: skip


def rows(answer: Answer, search: str = "", only: tuple[str, ...] = ()) -> list:
    """All rows of the Answer; a goal's title leads to its page. ``only``: these columns, in this order."""
    lines = answer.rows()
    columns = only or shown_columns(lines)
    return tag(
        "div",
        tag(
            "table",
            tag("caption", answer.sentence, className="visually-hidden"),
            tag("thead", tag("tr", [_heading(column, answer.unit) for column in columns])),
            tag("tbody", [_line(line, columns, values.unit(answer), search) for line in lines]),
        ),
        className="table-scroll",
        tabIndex=0,
        role="group",
        aria_label=f"Table: {answer.title}",
    )


def shown_columns(lines: list[Row]) -> list[str]:
    """Those with something in them; the id of a goal whose title is there stays behind its link."""
    given = [column for column in (lines[0] if lines else ()) if column not in NEVER]
    titled = "title" in given
    return [
        column
        for column in given
        if not (titled and column == "goal") and (column == "value" or any(line[column] is not None for line in lines))
    ]


def _heading(column: str, unit: str) -> list:
    words = UNIT_HEADINGS.get(unit) if column == "value" else None
    name = words or HEADINGS.get(column) or column.replace("_", " ").capitalize()
    return tag("th", name, scope="col", className=_side(column))


def _line(line: Row, columns: list[str], unit: str, search: str) -> list:
    return tag("tr", [_cell(line, column, unit, search, column == columns[0]) for column in columns])


def _cell(line: Row, column: str, unit: str, search: str, first: bool) -> list:
    said = values.cell(line, column, unit)
    if column == "title" and line.get("goal"):
        said = tag("a", said, href=goal_page(line["goal"], search))
    return tag("th" if first else "td", said, scope="row" if first else None, className=_side(column))


def _side(column: str) -> str | None:
    """Numbers stand under one another."""
    return "number" if column in NUMBERS else None
