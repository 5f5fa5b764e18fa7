"""The wall: recent thanks for the opening of a meeting, with goals that were met and promises that were kept."""

from functools import partial

from dash import register_page

from components import page, thanks_forms
from components.blocks import block, body
from components.request import answer
from components.wall import wall
from data.metrics import goals, promises
from data.metrics.wall import WALL

register_page(__name__, path="/wall", title="The wall · Staffroom", name="The wall")


def content(search: str) -> list:
    thanks = answer(WALL, search)
    met, kept = answer(goals.PROGRESS, search), answer(promises.PROMISES, search)
    return body(block(wall(thanks, met, kept, partial(thanks_forms.report, search=search))))


layout = page.layout("wall", "The wall", content)
page.refresh("wall", content)
