"""One goal: its check-ins against the expected line, its history and its next step."""

from dash import register_page

from components import check_in, goal_forms, page
from components.blocks import NARROW, WIDE, block, body
from components.figures import figure
from components.goal_course import course, facts, goal_of, history, standing, unknown
from components.links import choose, everybody
from components.request import answer
from data.metrics import calendar, goals

register_page(__name__, path_template="/goals/<goal>", title="Goal · Staffroom", name="Goal")


def title(search: str, goal: str) -> str:
    row = goal_of(answer(goals.PROGRESS, only(search, goal)), goal)
    return row["title"] if row else "Goal not found"


def only(search: str, goal: str) -> str:
    """The reader's time and view, and this goal whatever the filters."""
    return choose(everybody(search), goal=goal)


def content(search: str, goal: str = "") -> list:
    one = only(search, goal)
    row = goal_of(answer(goals.PROGRESS, one), goal)
    if row is None:
        return body(block(unknown(search)))
    trajectory, expected = answer(goals.TRAJECTORY, one), answer(goals.EXPECTED_LINE, one)
    holidays, events = answer(calendar.HOLIDAYS, one), answer(calendar.EVENTS, one)
    drawn = course(row, trajectory, expected, holidays, events)
    return body(
        block(figure(trajectory, drawn, search, above=standing(row)), size=WIDE),
        block(check_in.card(goal, search), facts(row), size=NARROW),
        block(history(answer(goals.CHECKINS, one), row, check_in.tools(goal, search))),
        block(tools) if (tools := goal_forms.more(goal, search)) else None,
    )


layout = page.layout("goal", title, content)
page.refresh("goal", content, title)
