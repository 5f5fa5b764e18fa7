"""Strategy 1: where the school's shared goals stand, those that need a word first; a district school by school."""

from dash import register_page

from components import charts, goal_forms, goal_overview, headlines, page
from components.blocks import BESIDE, HALF, block, body, headline
from components.choices import choice_bar, level_links
from components.figures import figure
from components.goal_rows import goal_table
from components.request import answer
from data.metrics import goal_course, goal_tree, goal_work, goals

MOST_LISTED = 200  # more goals are a district's: school by school, and each school's own list a click away
register_page(__name__, path="/goals", title="Goals · Staffroom", name="Goals")


def content(search: str) -> list:
    status = answer(goals.STATUS, search)
    count = sum(row["value"] for row in status.rows())
    top = block(
        headlines.tile(1, search),
        figure(status, charts.status_strip(status), search, style="wordless"),
        size=BESIDE,
    )
    write = goal_forms.beside(search)
    if count > MOST_LISTED:
        schools = block(goal_overview.by_school(answer(goal_tree.BY_SCHOOL, search), search))
        return body(headline(status), top, choice_bar(level_links(search)), schools, block(write) if write else None)
    return body(*listed(search, top), block(write) if write else None)


def listed(search: str, top: list) -> list:
    progress = answer(goals.PROGRESS, search)
    table = goal_table(
        progress, answer(goal_course.CHECKINS, search), answer(goal_course.EXPECTED_LINE, search), search
    )
    tree = goal_overview.tree(answer(goal_tree.TREE, search), search)
    gaps = goal_overview.gaps(answer(goal_work.UNWORKED, search), answer(goal_work.SERVED, search), search)
    return [
        headline(progress),
        top,
        choice_bar(level_links(search)),
        block(figure(progress, table, search, style="wordless")),
        block(goal_overview.changed(answer(goal_tree.CHANGED, search), search), size=HALF),
        block(gaps, size=HALF),
        block(tree) if tree else None,
    ]


layout = page.layout("goals", "Goals", content)
page.refresh("goals", content)
