"""One goal: its check-ins against the expected line, what else speaks, the work done for it and the plan behind it."""

from dash import register_page

from components import charts, check_in, goal_forms, page
from components.blocks import HALF, NARROW, WIDE, block, body
from components.figures import figure
from components.goal_course import course, facts, goal_of, history, standing, unknown
from components.goal_evidence import beside, work
from components.goal_plan import cycles, plan, steps
from components.links import choose, everybody
from components.request import answer
from data.metrics import calendar, goal_course, goal_plan, goal_work, goals

register_page(__name__, path_template="/goals/<goal>", title="Goal · Staffroom", name="Goal")
BEHIND = (goal_course.EXPECTED_LINE, goal_course.FORECAST, calendar.HOLIDAYS, calendar.EVENTS)


def title(search: str, goal: str) -> str:
    row = goal_of(answer(goals.PROGRESS, only(search, goal)), goal)
    return row["title"] if row else "Goal not found"


def only(search: str, goal: str) -> str:
    """The reader's time and view, and this goal whatever the filters."""
    return choose(everybody(search), goal=goal)


def content(search: str, goal: str = "") -> list:
    one = only(search, goal)
    row = goal_of(answer(goals.PROGRESS, one), goal)
    if row is None:
        return body(block(unknown(search)))
    trajectory, signals = answer(goal_course.TRAJECTORY, one), answer(goal_course.SIGNALS, one)
    drawn = course(row, trajectory, tuple(answer(metric, one) for metric in BEHIND))
    planned = plan(answer(goal_plan.PLAN, one), answer(goal_plan.TARGETS, one), row, search)
    return body(
        block(figure(trajectory, drawn, search, above=standing(row)), size=WIDE),
        block(check_in.card(goal, search), facts(row), size=NARROW),
        block(beside(row, answer(goal_course.EVIDENCE, one), search), size=HALF),
        block(figure(signals, charts.control(signals, row["unit"] or ""), search), size=HALF),
        block(work(answer(goal_work.WORK, one), answer(goal_work.ITEMS, one)), size=HALF),
        block(steps(answer(goal_plan.STEPS, one)), size=HALF),
        block(planned, size=HALF) if planned else None,
        block(cycles(answer(goal_plan.CYCLES, one)), size=HALF),
        block(history(answer(goal_course.CHECKINS, one), row, check_in.tools(goal, search))),
        block(tools) if (tools := goal_forms.more(goal, search)) else None,
    )


layout = page.layout("goal", title, content)
page.refresh("goal", content, title)
