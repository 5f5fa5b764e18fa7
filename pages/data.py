"""Files in: what is brought in, how fresh it is, and what came in so far."""

from dash import register_page

from components import came_in, counter, desk, page
from components.blocks import block, body
from components.links import chosen
from components.request import answer, viewer
from data.metrics.calendar import FRESHNESS

register_page(__name__, path="/data", title="Files in · Staffroom", name="Files in")


def content(search: str) -> list:
    answer(FRESHNESS, search)
    if not counter.is_open(search):
        return body(block(desk.closed(viewer())))
    undoing = counter.undoing(search)
    return body(
        block(came_in.undo(undoing)) if undoing else None,
        block(desk.hand_in(chosen(search, "said"), counter.holds_sample())),
        block(waiting) if (waiting := desk.waiting(counter.waiting())) else None,
        block(came_in.sources(counter.freshness())),
        block(came_in.receipts(counter.imports(search))),
    )


layout = page.layout("data", "Files in", content)
page.refresh("data", content)
