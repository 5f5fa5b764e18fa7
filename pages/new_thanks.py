"""Say thanks; one's own thanks; and for who leads, those that wait for a look before they show."""

from dash import register_page

from components import page, thanks_forms, thanks_values
from components.blocks import HALF, block, body
from components.request import answer
from data.metrics.calendar import FRESHNESS

register_page(__name__, path="/new-thanks", title="Thanks · Staffroom", name="Thanks")


def content(search: str) -> list:
    answer(FRESHNESS, search)
    others = (
        thanks_forms.to_look_at(search),
        thanks_forms.mine(search),
        thanks_values.panel_of_values(search),
    )
    return body(
        block(thanks_forms.say(search), size=HALF),
        block(*filter(None, others), size=HALF) if any(others) else None,
    )


layout = page.layout("new-thanks", "Thanks", content)
page.refresh("new-thanks", content)
