"""Strategy 5: whether help comes in time."""

from functools import partial

from dash import register_page

from components import charts, headlines, page
from components.blocks import HALF, block, body, headline
from components.figures import figure
from components.request import answer
from components.timeline import timeline
from data.metrics import support

register_page(__name__, path="/support", title="Support · Staffroom", name="Support")


def content(search: str) -> list:
    in_time, trend = answer(support.IN_TIME, search), answer(support.TREND, search)
    kinds = answer(support.BY_KIND, search)
    return body(
        headline(in_time),
        block(headlines.tile(5, search), figure(kinds, charts.share_bars(kinds), search), size=HALF),
        block(timeline(trend, search, partial(charts.marked_trend, trend)), size=HALF),
    )


layout = page.layout("support", "Support", content)
page.refresh("support", content)
