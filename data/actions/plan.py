"""A goal as a form says it, judged by the rules of the import and of the statistics: no second copy of either."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from datetime import date, timedelta
from types import SimpleNamespace

from sqlalchemy import Connection, and_, or_, select

from data import schema
from data.actions import measure, owners, typed
from data.actions.history import Act
from data.actions.refused import Refused
from data.actions.rows import Row
from data.actions.typed import Form
from data.filters import school_year
from data.importers import rules
from data.importers.catalog import LEVELS, OWNERS
from data.importers.known import Group
from data.importers.lineage import in_circle
from data.importers.problems import Wrong
from data.metrics.registry import METRICS
from data.statistics.aim import DIRECTIONS, Aim

TITLES = {
    "title": "Title", "level": "Whose goal", "direction": "Direction", "start": "Start", "due": "Due",
    "group": "Classroom or program",
    "parent": "The goal it serves", "baseline": "Where it starts", "target": "Target",
    "low": "The band's lower end", "high": "The band's upper end",
}  # fmt: skip
RHYTHMS = {7: "every week", 14: "every two weeks", 30: "every month", 91: "every quarter"}
STRATEGIES = ("goals", "communication", "collaboration", "leadership", "support", "outcomes", "recognition")
NEEDED, NUMBERS = ("title", "level", "direction", "start", "due"), ("baseline", "target", "low", "high")
PLAN = {
    "source": "Where its numbers come from", "approach": "The strategy of the plan",
    "we_promise": "What we promise", "they_promise": "What they promise",
}  # fmt: skip
WAYS = {"increase": "more is better", "decrease": "less is better", "maintain": "stay within a band"}
IN_A_FORM = rules.Words(
    "the start", "where it starts", "the lower end", WAYS["increase"], WAYS["decrease"],
    *(f"choose “{way}”" for way in (WAYS["increase"], WAYS["decrease"])), f"“{WAYS['maintain']}”",
    f"choose “{WAYS['maintain']}”", "say from where to where",
)  # fmt: skip
BROKEN = "The goal it serves leads back to the goal itself; break the circle: choose another, or none."
LONGEST_TEXT, LONGEST_UNIT, MOST_CHILDREN, MOST_POINTS = 600, 40, 1_000_000, 1000
FOLLOWED = {name: metric for name, metric in METRICS.items() if metric.followable}
GROUPED = ("classroom", "program")  # levels whose goals are of one group
LONGEST_TIME = timedelta(days=15 * 366)
Read = Callable[[Act, Row, Form], object]


def planned(act: Act, before: Row, form: Form) -> Row:
    """The goal as it would be: what the form does not send stays. Raises Refused."""
    after = before | _measured(before, form)
    after |= {name: read(act, after, form) for name, read in FIELDS.items() if name in form}
    after |= _of_metric(before, after)
    _check_group(act.connection, after, form)
    if "owner" in form or "owner_words" in form:
        after["owner"] = owners.owner(act, after["school"], form, before["owner"])
    for field in NEEDED:
        if after[field] is None:
            raise Refused(f"{TITLES[field]} is empty: every goal needs it.", field)
    after |= _numbers(after, form)
    judge(act.connection, after)
    return after


def _of_metric(before: Row, after: Row) -> Row:
    """A goal that begins to follow a number counts what that number counts: else its values could not be measured."""
    metric = FOLLOWED.get(after["metric"])
    begins = metric and (after["metric"] != before["metric"] or not after["unit"])
    return {"unit": metric.unit, "out_of": None} if begins else {}


def _check_group(connection: Connection, goal: Row, form: Form) -> None:
    """Asked of what a form says: files may leave it out."""
    if goal["level"] not in GROUPED or not {"level", "group"} & form.keys():
        return
    groups = schema.groups
    kind = connection.scalar(select(groups.c.type).where(groups.c.id == (goal["group"] or "")))
    if kind != goal["level"]:
        one = goal["level"]
        raise Refused(f"Classroom or program: the goal of a {one} needs its {one}. Choose one of the list.", "group")


def _chosen(field: str, title: str, allowed: Callable[[Act, Row], Collection[str]], needed: bool = False) -> Read:
    """One of a list; what stands there already may stay."""

    def read(act: Act, goal: Row, form: Form) -> str | None:
        return typed.one_of(form, field, title, {*allowed(act, goal), goal[field] or ""} - {""}, needed=needed)

    return read


def _line(field: str, title: str, longest: int = typed.LONGEST, needed: bool = False) -> Read:
    return lambda act, goal, form: typed.line(form, field, title, longest=longest, needed=needed)


FIELDS: dict[str, Read] = {
    "title": _line("title", "Title", needed=True),
    "level": _chosen("level", TITLES["level"], lambda act, goal: LEVELS, needed=True),
    "group": _chosen("group", TITLES["group"], lambda act, goal: groups_of(act.connection, goal["school"])),
    "parent": _chosen("parent", TITLES["parent"], lambda act, goal: goals_of(act.connection, goal["school"])),
    "owner_kind": _chosen("owner_kind", "Sort of owner", lambda act, goal: OWNERS),
    "strategy": lambda act, goal, form: typed.whole(form, "strategy", "Strategy", 1, len(STRATEGIES)),
    "direction": _chosen("direction", "Direction", lambda act, goal: DIRECTIONS, needed=True),
    "start": lambda act, goal, form: typed.day(form, "start", "Start", needed=True),
    "due": lambda act, goal, form: typed.day(form, "due", "Due", needed=True),
    "rhythm_days": lambda act, goal, form: typed.whole(form, "rhythm_days", "Check in", 1, 366),
    "metric": _chosen("metric", "The number it follows", lambda act, goal: FOLLOWED),
    "outcome": _chosen("outcome", "Outcome", lambda act, goal: METRICS),
    "guard": _line("guard", "What must not suffer"),
    "next_step": _line("next_step", "Next step"),
    **{name: _line(name, title, LONGEST_TEXT) for name, title in PLAN.items()},
}


def _measured(before: Row, form: Form) -> Row:
    """What its numbers are."""
    kind = typed.one_of(form, "kind", "What is counted", (*measure.KINDS, measure.PERCENT))
    if kind is None or kind == measure.PERCENT:
        return {}
    out_of = typed.whole(form, "out_of", "Out of how many", 1, MOST_CHILDREN) if kind == measure.CHILDREN else None
    if kind == measure.CHILDREN and out_of is None:
        raise Refused("Out of how many is empty: say how many children there are.", "out_of")
    return {"unit": _unit(kind, before, form), "out_of": out_of}


def _unit(kind: str, before: Row, form: Form) -> str | None:
    if kind == measure.NUMBER:
        return typed.line(form, "noun", "What is counted", longest=LONGEST_UNIT)
    if kind == measure.CHILDREN:
        return before["unit"] if before["out_of"] else "students"
    if kind != measure.SCALE:
        return kind
    low, high = (typed.whole(form, name, "The scale", 0, MOST_POINTS) for name in ("scale_low", "scale_high"))
    if low is None or high is None or low >= high:
        raise Refused(
            "The scale needs a lowest and a higher highest point, such as 1 and 5: correct them.", "scale_low"
        )
    return f"scale {low} to {high}"


def _numbers(goal: Row, form: Form) -> Row:
    """In the goal's own kind. A yes-or-no goal starts at no, milestones at none."""
    kind, free = measure.kind_of(goal), goal | {"target": None}
    said = {
        name: measure.value(form[name], free, name, TITLES[name], goal[name]) if form[name].strip() else None
        for name in NUMBERS
        if name in form
    }
    if kind in (measure.YES_OR_NO, measure.MILESTONES) and goal["direction"] == "increase":
        said["baseline"] = said.get("baseline", goal["baseline"]) or 0.0
    if kind == measure.YES_OR_NO and said.get("target", goal["target"]) is None:
        said["target"] = 1.0
    return said


def judge(connection: Connection, goal: Row, about: str = "", field: str = "") -> None:
    """The rules of the import, then those of the statistics, then what only a form can get wrong. Raises Refused."""
    try:
        rules.goal(goal, _known(connection, goal), IN_A_FORM)
    except Wrong as wrong:
        raise Refused(f"{about}{TITLES.get(wrong.field, wrong.field)} {wrong}.", field or wrong.field) from None
    if goal["parent"] and in_circle(goal["id"], _parents(connection, goal)):
        raise Refused(f"{about}{BROKEN}", field or "parent")
    _check_ends(goal, about, field)
    try:
        Aim(*(goal[name] for name in ("direction", "start", "due", "baseline", "target", "low", "high", "rhythm_days")))
    except ValueError as fault:
        raise Refused(f"{about}{str(fault)[:1].upper()}{str(fault)[1:]}.", field or "target") from None
    if goal["due"] - goal["start"] > LONGEST_TIME:
        raise Refused(f"{about}Due is more than fifteen years after the start: check the year.", "due")


def _check_ends(goal: Row, about: str, field: str) -> None:
    for name in ("baseline", "target"):
        if goal["direction"] != "maintain" and goal[name] is None:
            raise Refused(f"{about}{TITLES[name]} is empty: say where the goal starts and what it is to reach.",
                          field or name)  # fmt: skip


def _known(connection: Connection, goal: Row) -> SimpleNamespace:
    """What the rule of goals asks of what is known: the goal is whole, so that nothing stored is added to it."""
    group = connection.execute(select(schema.groups).where(schema.groups.c.id == (goal["group"] or ""))).first()
    return SimpleNamespace(goals={}, groups={group.id: Group(group.type, group.school)} if group else {})


def _parents(connection: Connection, goal: Row) -> dict[str, str | None]:
    goals = schema.goals
    return dict(map(tuple, connection.execute(select(goals.c.id, goals.c.parent)))) | {goal["id"]: goal["parent"]}


def groups_of(connection: Connection, school: str) -> dict[str, str]:
    """Id and name of a school's classrooms and programs."""
    rows = select(schema.groups.c.id, schema.groups.c.name).where(schema.groups.c.school == school)
    return dict(map(tuple, connection.execute(rows.order_by(schema.groups.c.type, schema.groups.c.name))))


def goals_of(connection: Connection, school: str, also: str | None = None) -> dict[str, str]:
    """Id and title of a school's open goals, which may be served, and of one that is served already; where a title is
    there twice, with the school year in which it is due."""
    goals = schema.goals
    still_open = and_(goals.c.school == school, goals.c.closed.is_(None), goals.c.archived.is_(None))
    asked = select(goals.c.id, goals.c.title, goals.c.due).where(or_(still_open, goals.c.id == (also or "")))
    rows = connection.execute(asked.order_by(goals.c.due.desc(), goals.c.title)).all()
    often = Counter(row.title for row in rows)
    return {row.id: f"{row.title} ({_year(row.due)})" if often[row.title] > 1 else row.title for row in rows}


def _year(due: date) -> str:
    first, last = school_year(due)
    return f"{first.year}–{last.year % 100:02}"
