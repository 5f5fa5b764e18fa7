"""Your sessions: confirmed from the calendar by one tap, and said to be useful by another."""

from dash import register_page

from components import page, session_forms
from components.blocks import HALF, block, body
from components.request import answer
from data.metrics.calendar import FRESHNESS

register_page(__name__, path="/sessions", title="Your sessions · Staffroom", name="Your sessions")


def content(search: str) -> list:
    answer(FRESHNESS, search)
    asked = session_forms.useful(search)
    return body(
        block(session_forms.from_calendar(search), size=HALF),
        block(asked, size=HALF) if asked else None,
    )


layout = page.layout("sessions", "Your sessions", content)
page.refresh("sessions", content)
