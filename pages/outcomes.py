"""Strategy 6: the outcome the school watches, and its gap."""

from functools import partial

from dash import register_page

from components import charts, headlines, page
from components.blocks import HALF, block, body, headline
from components.figures import figure
from components.request import answer
from components.timeline import timeline
from data.metrics import outcomes

register_page(__name__, path="/outcomes", title="Outcomes · Staffroom", name="Outcomes")


def content(search: str) -> list:
    chronic, trend = answer(outcomes.CHRONIC, search), answer(outcomes.TREND, search)
    groups = answer(outcomes.BY_GROUP, search)
    return body(
        headline(chronic),
        block(headlines.tile(6, search), figure(groups, charts.share_bars(groups, first=chronic), search), size=HALF),
        block(timeline(trend, search, partial(charts.marked_trend, trend)), size=HALF),
    )


layout = page.layout("outcomes", "Outcomes", content)
page.refresh("outcomes", content)
