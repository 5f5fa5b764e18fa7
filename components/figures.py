"""The frame of a chart: its sentence first, then the chart, what is hidden, and behind it the table and the rule."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from components import tables
from components.blocks import bring_data_in
from components.links import start_again
from components.markup import tag
from data.answer import Answer
from data.families import FEW_TEACHERS, FIXED_DAYS, ONE_GROUP, ONE_SCHOOL
from data.gate import CLASSROOM_IS_A_TEACHER, NOTHING_TO_SEE, REFUSED
from data.wording import count

SMALL_GROUPS = "Choose a larger group or a longer period: numbers of a few people are not shown, so that nobody can be \
worked out."
NEXT = {
    ONE_SCHOOL: "Choose one school, or none.",
    ONE_GROUP: "Keep one group of the choice, and take the others out.",
    FIXED_DAYS: "Take the dates out of the choice: this school year and the same weeks of the last one can be seen.",
    FEW_TEACHERS: "Choose more grades, or the whole school.",
    CLASSROOM_IS_A_TEACHER: "Choose the grade or the whole school.",
    REFUSED: "Its totals are for the leadership team.",
    NOTHING_TO_SEE: "My data says what you may see, and why.",
}


def figure(
    answer: Answer, chart: Any, search: str = "", note: Any = None, style: str = "", above: list | None = None
) -> list:
    """A chart of the Answer in its frame; without rows, or without a chart, it says what is missing and what to do.

    ``above`` stands between sentence and chart whether there is a chart or not, ``note`` below the chart.
    """
    told = tag("p", note, className="note") if note else None
    body = (chart, told) if chart and has_rows(answer) else (unseen(chart), empty(answer, search))
    return tag(
        "figure",
        tag("figcaption", answer.sentence),
        above,
        body,
        hidden(answer),
        behind(answer, search),
        className=f"panel {style}".strip(),
        data_metric=answer.metric,
    )


def unseen(chart: Any) -> list | None:
    """A plotly chart without rows keeps its place, hidden: the next choice fills it instead of building it anew."""
    holds = isinstance(chart, list) and any(isinstance(part, Component) for part in chart)
    return [chart[0], chart[1] | {"hidden": True}, *chart[2:]] if holds else None


def has_rows(answer: Answer) -> bool:
    """Whether there is anything to draw; a goal without a check-in is something, though it has no value."""
    return any(row.get("value", "") is not None or "title" in row or row.get("shown") for row in answer.rows())


def behind(answer: Answer, search: str = "") -> list:
    """One key away: the same rows as a table, what is counted and why it matters."""
    twin = tag("details", tag("summary", "Table"), tables.rows(answer, search), className="table-twin")
    return tag("div", twin if answer.rows() else None, counted(answer), className="behind")


def counted(answer: Answer) -> list:
    return tag(
        "details",
        tag("summary", "How is this counted?"),
        tag("p", answer.definition),
        tag("p", answer.why),
        className="counted",
    )


def hidden(answer: Answer) -> list | None:
    """How many rows are not shown, and why."""
    told = [_told(part) for part in answer.hidden]
    return tag("p", " ".join(told), className="note hidden-note") if told else None


def _told(part: dict[str, Any]) -> str:
    if part["why"].endswith("joined"):
        reason = part["why"].removesuffix(": joined")
        return f"{count(part['rows'], 'group')} with {reason} joined as “other”."
    return f"{count(part['rows'], 'row')} not shown: {part['why']}." if part["rows"] else f"Not shown: {part['why']}."


def empty(answer: Answer, search: str = "") -> list:
    """In the place of the chart: what is missing, why, and what to do next."""
    if answer.hidden:
        return _box("Not shown here", tag("p", NEXT.get(answer.hidden[0]["why"], SMALL_GROUPS)))
    whole = tag("a", "Show the whole school, this school year", href=start_again(search))
    steps = tag("ul", tag("li", whole, ", if a filter is on"), tag("li", bring_data_in()))
    return _box("Nothing to show yet", tag("p", answer.why), steps)


def _box(title: str, *inside: Any) -> list:
    return tag("div", tag("p", title, className="empty-title"), *inside, className="empty")
