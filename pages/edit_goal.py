"""The same form for a goal that is there."""

from dash import register_page

from components import page, whole_goal
from components.blocks import block, body
from components.request import answer
from data.metrics.calendar import FRESHNESS

register_page(__name__, path_template="/edit-goal/<goal>", title="Edit a goal · Staffroom", name="Edit a goal")


def content(search: str, goal: str = "") -> list:
    answer(FRESHNESS, search)
    return body(block(whole_goal.edit(goal, search)))


layout = page.layout("edit-goal", "Edit a goal", content)
page.refresh("edit-goal", content)
