"""A new goal: one form, most of it filled with what is usual."""

from dash import register_page

from components import page, whole_goal
from components.blocks import block, body
from components.request import answer
from data.metrics.calendar import FRESHNESS

register_page(__name__, path="/new-goal", title="New goal · Staffroom", name="New goal")


def content(search: str) -> list:
    answer(FRESHNESS, search)
    return body(block(whole_goal.new(search)))


layout = page.layout("new-goal", "New goal", content)
page.refresh("new-goal", content)
