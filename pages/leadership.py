"""Strategy 4: who leads, and which doors to leadership are open."""

from functools import partial

from dash import register_page

from components import charts, headlines, page
from components.blocks import HALF, block, body, headline
from components.figures import figure
from components.request import answer
from components.timeline import timeline
from data.metrics import leadership

register_page(__name__, path="/leadership", title="Leadership · Staffroom", name="Leadership")


def content(search: str) -> list:
    breadth, trend = answer(leadership.BREADTH, search), answer(leadership.TREND, search)
    roles = answer(leadership.BY_BODY, search)
    return body(
        headline(breadth),
        block(headlines.tile(4, search), figure(roles, charts.count_bars(roles, "teachers"), search), size=HALF),
        block(timeline(trend, search, partial(charts.marked_trend, trend)), size=HALF),
    )


layout = page.layout("leadership", "Leadership", content)
page.refresh("leadership", content)
