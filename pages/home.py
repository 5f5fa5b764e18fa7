"""This week: seven numbers, three goals to talk about, and what was promised, leadership's own promises first."""

from dash import register_page

from components import entries, goal_overview, headlines, page
from components.blocks import NARROW, WIDE, block, body
from components.request import answer
from data.metrics import goal_tree, goals, promises

register_page(__name__, path="/", title="This week · Staffroom", name="This week")


def content(search: str) -> list:
    talk, promised = answer(goals.TALK, search), answer(promises.PROMISES, search)
    moved = answer(goal_tree.CHANGED, search)
    return body(
        block(headlines.tiles(search)),
        block(entries.to_talk_about(talk, search), goal_overview.changed(moved, search), size=WIDE),
        block(entries.promised(promised), size=NARROW),
    )


layout = page.layout("home", "This week", content)
page.refresh("home", content)
