"""The one door from pages to what people write of goals: for who may, and never in front of a room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import g

from components import request
from components.links import choose, chosen, everybody
from data.actions import checkins, cycles, found, goals, history, owners, plan, rows, steps, told
from data.actions.rights import EVERY_GOAL, Writer, writes
from data.filters import school_year
from data.metrics.goal_course import CHECKINS
from data.metrics.registry import METRICS
from data.metrics.standing import MEASURED
from data.naming import Names

LAST, ACTS, MOST_ARCHIVED = 6, 8, 200
NAMES_SOMEBODY = "a goal that names somebody"
Row = dict[str, Any]
TEXTS = ("owner", "guard", "next_step", *plan.PLAN)  # of a goal: a name may stand in them


def writer() -> Writer:
    visitor = request.visitor()
    person = visitor.session.account.person if visitor and visitor.session else None
    return Writer(request.viewer(), request.actor(), person)


def is_open(search: str) -> bool:
    """Whether this viewer may write at all, and looks at a screen of their own."""
    return writes(writer()) and not request.choice(search).view


def is_mine(goal: str, search: str) -> bool:
    """Whether a check-in of theirs would be taken; asked for every row of a list, looked up once."""
    if not is_open(search):
        return False
    if "goals_of_mine" not in g:
        with request.gate().engine.connect() as connection:
            g.goals_of_mine = goals.mine(connection, writer())
    return goal in g.goals_of_mine


def goal(id_: str, search: str) -> Row | None:
    """A goal that they may write to, with all that a form shows of it; else None. Looked up once a request."""
    if not is_open(search):
        return None
    if "goal_of_desk" not in g:
        g.goal_of_desk = _goal(id_, search)
    return g.goal_of_desk


def _goal(id_: str, search: str) -> Row | None:
    with request.gate().engine.connect() as connection:
        row = found.theirs(connection, writer(), id_)
        if row is None:
            return None
        cover, measure = covered_names(search), _measured(row, search)
        typed = [] if measure else checkins.last(connection, id_, LAST)
        return {
            "row": row, "measured": measure,
            "today": request.gate().settings.today, "fingerprint": rows.fingerprint(found.stored(row)),
            "last": [_covered(one, cover, "comment") for one in typed],
            "steps": [_covered(one, cover, "text") for one in steps.of(connection, id_)],
            "cycles": [
                _covered(one, cover, "idea", "prediction", "found") | {"incomplete": cycles.is_incomplete(one)}
                for one in cycles.of(connection, id_)
            ],
            "acts": [_told(lines) for lines in history.last_acts(connection, id_, ACTS)],
            "said": _said(history.lines_of(connection, chosen(search, "said")), row),
            "covered": _covered(row, cover, *TEXTS, title="title")["covered"],
        }  # fmt: skip


def _measured(row: Row, search: str) -> str | None:
    """The title of the number whose values this goal takes: nobody types them. None where its check-ins are typed."""
    one = choose(everybody(search), goal=row["id"])
    is_measured = any(
        checkin["goal"] == row["id"] and checkin["confidence"] == MEASURED
        for checkin in request.answer(CHECKINS, one).rows()
    )
    return METRICS[row["metric"]].title if is_measured else None


def covered_names(search: str) -> Names | None:
    """Whose names are not shown just now; None while names are on."""
    if request.choice(search).names and request.may_name(search):
        return None
    gate = request.gate()
    with gate.looking() as look:
        return gate.directory(look, request.viewer()).names


def _covered(row: Row, cover: Names | None, *texts: str, title: str = "") -> Row:
    """``covered``: what may not be shown, since somebody's name stands in it. A form leaves it out: then it stays."""
    checks: list[tuple[str, Callable[[str], bool]]] = []
    if cover:
        checks = [(name, cover.in_text) for name in texts] + ([(title, cover.in_title)] if title else [])
    return row | {"covered": {name for name, names_somebody in checks if row[name] and names_somebody(row[name])}}


def _told(lines: list[Row]) -> Row:
    """What was written in one go, without a word of it."""
    return {"word": lines[0]["act"], "what": told.words(lines), "at": lines[0]["at"]}


def _said(lines: list[Row], row: Row) -> Row | None:
    """What the form has just written, that led here."""
    if not any(line["goal"] == row["id"] for line in lines):
        return None
    return _told(lines) | {"note": told.note(lines, row)}


def choices(search: str, row: Row | None = None) -> Row:
    """What a form of a goal chooses from: the school's groups, goals and staff; names only where they are shown."""
    with request.gate().engine.connect() as connection:
        schools = schools_seen()
        school = row["school"] if row else chosen(search, "school") or next(iter(schools), "")
        school = school if school in schools else next(iter(schools), "")
        today = request.gate().settings.today
        first, last = school_year(today)
        cover = covered_names(search)
        return {
            "schools": schools, "school": school, "today": today,
            "groups": plan.groups_of(connection, school),
            "parents": _titles(plan.goals_of(connection, school, row["parent"] if row else None), cover, row),
            "staff": _staff(owners.staff(connection, school, row["owner"] if row else None), row, named=cover is None),
            "due": goals.last_school_day(connection, school, first, last),
            "all": writer().viewer.role in EVERY_GOAL, "signature": writer().viewer.role,
        }  # fmt: skip


def schools_seen() -> dict[str, str]:
    """Id and name of the schools that this viewer sees."""
    gate = request.gate()
    with gate.looking() as look:
        return dict(gate.directory(look, request.viewer()).labels["school"])


def _titles(titles: dict[str, str], cover: Names | None, row: Row | None) -> dict[str, str]:
    kept = {id_: title for id_, title in titles.items() if not row or id_ != row["id"]}
    return {id_: NAMES_SOMEBODY if cover and cover.in_title(t) else t for id_, t in kept.items()}


def _staff(staff: list[Row], row: Row | None, *, named: bool) -> dict[str, str]:
    """By role and name; without names only whoever it is now, by their role."""
    if named:
        return {one["id"]: f"{one['role'] or 'staff'}: {one['name']}" for one in staff}
    owner = row["owner"] if row else None
    return {one["id"]: f"as it is: {one['role'] or 'a colleague'}" for one in staff if one["id"] == owner}


def written(search: str) -> Row | None:
    """What was just written and led to the list, with the goals that were made by it; of goals of theirs alone."""
    word = chosen(search, "said")
    if not word or not is_open(search):
        return None
    cover = covered_names(search)
    with request.gate().engine.connect() as connection:
        lines = [line for line in history.lines_of(connection, word) if line["goal"]]  # of thanks there is none
        made = [row for id_ in told.new_goals(lines) if (row := found.theirs(connection, writer(), id_))]
        known = [line for line in lines if found.theirs(connection, writer(), line["goal"])]
    return _told(lines) | {"goal": known[0]["goal"], "made": [_titled(row, cover) for row in made]} if known else None


def archived(search: str) -> list[Row]:
    """What was put away and may be opened again; titles as they may be shown."""
    if not is_open(search):
        return []
    cover = covered_names(search)
    with request.gate().engine.connect() as connection:
        return [_titled(row, cover) for row in goals.archived(connection, writer(), MOST_ARCHIVED)]


def _titled(row: Row, cover: Names | None) -> Row:
    return row | {"title": NAMES_SOMEBODY} if cover and cover.in_title(row["title"]) else row


def to_carry_over(search: str) -> list[Row]:
    """Last year's goals that may go on; their titles as they may be shown."""
    if not is_open(search):
        return []
    cover, today = covered_names(search), request.gate().settings.today
    with request.gate().engine.connect() as connection:
        found_ = goals.to_carry_over(connection, writer(), today)
    return [_titled(one, cover) for one in found_]
