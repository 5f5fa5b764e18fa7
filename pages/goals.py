"""Strategy 1: where the school's shared goals stand, those that need a word first."""

from dash import register_page

from components import charts, goal_forms, headlines, page
from components.blocks import BESIDE, block, body, headline
from components.choices import choice_bar, level_links
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
        block(
            headlines.tile(1, search),
            figure(status, charts.status_strip(status), search, style="wordless"),
            size=BESIDE,
        ),
        choice_bar(level_links(search)),
        block(figure(progress, table, search, style="wordless")),
        block(tools) if (tools := goal_forms.beside(search)) else None,
    )


layout = page.layout("goals", "Goals", content)
page.refresh("goals", content)
