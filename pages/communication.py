"""Strategy 2: what was raised, and whether it was answered."""

from functools import partial

from dash import register_page

from components import charts, headlines, page
from components.blocks import HALF, block, body, headline
from components.figures import figure
from components.request import answer
from components.timeline import timeline
from data.metrics import communication

register_page(__name__, path="/communication", title="Communication · Staffroom", name="Communication")


def content(search: str) -> list:
    answered, trend = answer(communication.ANSWERED, search), answer(communication.TREND, search)
    channels = answer(communication.BY_CHANNEL, search)
    return body(
        headline(answered),
        block(headlines.tile(2, search), figure(channels, charts.share_bars(channels), search), size=HALF),
        block(timeline(trend, search, partial(charts.marked_trend, trend)), size=HALF),
    )


layout = page.layout("communication", "Communication", content)
page.refresh("communication", content)
