"""Strategy 1: where the school's shared goals stand, those that need a word first."""

from dash import register_page

from components import charts, page
from components.blocks import block, body, headline
from components.choices import level_links
from components.figures import figure
from components.goal_rows import goal_table
from components.request import answer
from data.metrics import goals

register_page(__name__, path="/goals", title="Goals · Staffroom", name="Goals")


def content(search: str) -> list:
    status, progress = answer(goals.STATUS, search), answer(goals.PROGRESS, search)
    checkins, expected = answer(goals.CHECKINS, search), answer(goals.EXPECTED_LINE, search)
    table = goal_table(progress, checkins, expected, search)
    return body(
        headline(progress),
        block(figure(status, charts.status_strip(status), search, style="bare wordless")),
        block(figure(progress, [level_links(search), table], search, style="wordless")),
    )


layout = page.layout("goals", "Goals", content)
page.refresh("goals", content)
