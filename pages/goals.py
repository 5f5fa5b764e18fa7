"""Strategy 1: where the school's shared goals stand, those that need a word first; a district school by school."""

from dash import register_page

from components import charts, goal_forms, goal_overview, headlines, page
from components.blocks import BESIDE, HALF, block, body, headline
from components.choices import choice_bar, level_links
from components.drawn import drawn
from components.figures import figure
from components.goal_rows import goal_table
from components.request import answer
from data.metrics import goal_course, goal_tree, goal_work, goals

MOST_LISTED = 200  # more goals are a district's: school by school, and each school's own list a click away
LISTED = (
    goals.PROGRESS, goal_course.CHECKINS, goal_course.EXPECTED_LINE, goal_tree.CHANGED, goal_work.UNWORKED,
    goal_work.SERVED, goal_tree.TREE,
)  # fmt: skip
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
        new = goal_forms.top(search)
        return body(
            new, headline(status), top, choice_bar(level_links(search)), schools, block(write) if write else None
        )
    below = drawn(listed, *(answer(metric, search) for metric in LISTED), search=search)
    new = goal_forms.top(search)
    first = headline(answer(goals.PROGRESS, search))
    return body(new, first, top, *below, block(write) if write else None)


def listed(progress, checkins, expected, changed, unworked, served, tree, search: str) -> list:
    """Every goal, what moved, the gaps, and how they hang together."""
    branches = goal_overview.tree(tree, search)
    return [
        choice_bar(level_links(search)),
        block(figure(progress, goal_table(progress, checkins, expected, search), search, style="wordless")),
        block(goal_overview.changed(changed, search), size=HALF),
        block(goal_overview.gaps(unworked, served, search), size=HALF),
        block(branches) if branches else None,
    ]


layout = page.layout("goals", "Goals", content)
page.refresh("goals", content)
