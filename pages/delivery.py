"""One delivery of files: what it was taken for, what is wrong with it, and what becomes of it."""

from dash import register_page

from components import counter, desk, page
from components import delivery as files
from components.blocks import block, body
from components.request import answer, viewer
from data.metrics.calendar import FRESHNESS

register_page(__name__, path_template="/data/<delivery>", title="Your files · Staffroom", name="Your files")


def content(search: str, delivery: str = "") -> list:
    answer(FRESHNESS, search)
    if not counter.is_open(search):
        return body(block(desk.closed(viewer())))
    return body(*map(block, files.delivery(counter.delivery(delivery, search))))


layout = page.layout("delivery", "Your files", content)
page.refresh("delivery", content)
