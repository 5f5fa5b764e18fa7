"""Goals: made, changed, closed, opened again, archived, and carried over to the next school year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import islice
from secrets import token_hex

from sqlalchemy import Connection, select

from data import schema
from data.actions import checkins, found, limit, measure, plan, rows
from data.actions.history import Act
from data.actions.mine import check_mine
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import Writer, may, sees, writes
from data.actions.rows import Row
from data.actions.typed import Form
from data.filters import school_year
from data.measured import followed
from data.metrics.registry import METRICS

STAYS = ("title", "level", "school", "group", "owner", "owner_kind", "strategy", "unit", "direction", "low", "high",
         "weight", "rhythm_days", "metric", "guard", "out_of", "outcome", "source", "approach", "we_promise",
         "they_promise")  # fmt: skip
CHANGED = "Somebody has changed this goal since you opened it: open it anew, so that nothing of theirs is lost."
SCHOOL_DAY = "school-day"
DAY = timedelta(days=1)


def create(act: Act, form: Form) -> str:
    """The id of the new goal."""
    if not writes(act.writer):
        raise NotAllowed
    blank = {column.name: None for column in schema.goals.c} | {"id": f"G-{token_hex(6)}", "weight": 1.0}
    blank["school"] = _school(act, form)
    made = plan.planned(act, blank, form)
    limit.check_level(act, made)
    check_mine(act, made)
    with limit.kept(act):
        return act.add(schema.goals, made)["id"]


def change(act: Act, goal_id: str, form: Form) -> None:
    """What a form does not send stays as it is."""
    before = found.stored(found.open_goal(act.connection, act.writer, goal_id))
    if form.get("seen", rows.fingerprint(before)) != rows.fingerprint(before):
        raise Refused(CHANGED)
    after = plan.planned(act, before, form)
    same_numbers = all(before[name] == after[name] for name in ("unit", "out_of"))
    if not same_numbers and checkins.last(act.connection, goal_id, 1):
        raise Refused("Its check-ins are numbers of the old kind: close this goal and make a new one.", "kind")
    if after["level"] != before["level"]:
        limit.check_level(act, after)
    check_mine(act, after)
    with limit.kept(act):
        act.change(schema.goals, before, after)


def close(act: Act, goal_id: str) -> None:
    before = found.stored(found.open_goal(act.connection, act.writer, goal_id))
    act.change(schema.goals, before, {"closed": act.today})


def reopen(act: Act, goal_id: str) -> None:
    before = found.stored(found.goal(act.connection, act.writer, goal_id))
    with limit.kept(act):
        act.change(schema.goals, before, {"closed": None, "archived": None})


def archive(act: Act, goal_id: str) -> None:
    """Out of the way, with its history; a goal that is still open is closed by it."""
    before = found.stored(found.goal(act.connection, act.writer, goal_id))
    act.change(
        schema.goals, before, {"closed": before["closed"] or act.today, "archived": before["archived"] or act.today}
    )


def carry_over(act: Act, goal_ids: Iterable[str], targets: Mapping[str, str]) -> list[str]:
    """Goals into the next school year, from where they are now; the old ones are closed. Parents before children."""
    old = [found.stored(found.goal(act.connection, act.writer, id_)) for id_ in dict.fromkeys(goal_ids)]
    if not old:
        raise Refused("Choose a goal to carry over.")
    with limit.kept(act):
        return [_carried(act, goal, targets.get(goal["id"], "")) for goal in _parents_first(old)]


def _carried(act: Act, old: Row, target: str) -> str:
    if act.connection.scalar(select(schema.goals.c.id).where(schema.goals.c.carried_from == old["id"])):
        raise Refused(f"“{old['title']}” was carried over already.")
    new = {column.name: None for column in schema.goals.c} | {name: old[name] for name in STAYS}
    start, due = next_year(act.connection, old, act.today)
    latest = next(iter(checkins.last(act.connection, old["id"], 1)), None)
    new |= {"id": f"G-{token_hex(6)}", "carried_from": old["id"], "start": start, "due": due,
            "baseline": latest["value"] if latest else old["baseline"], "parent": _parent(act.connection, old, start),
            "target": old["target"]}  # fmt: skip
    if target.strip():
        new["target"] = measure.value(target, new, f"target.{old['id']}", f"Target of “{old['title']}”")
    plan.judge(act.connection, new, f"“{old['title']}”: ", f"target.{old['id']}")
    made = act.add(schema.goals, new)["id"]
    act.change(schema.goals, old, {"closed": old["closed"] or act.today})
    return made


def next_year(connection: Connection, old: Row, today: date) -> tuple[date, date]:
    """The school year after the goal's own, or this one where that is gone; to its last school day, if we know it."""
    following = school_year(school_year(old["due"])[1] + DAY)
    first, last = max(following, school_year(today))
    return first, last_school_day(connection, old["school"], first, last)


def last_school_day(connection: Connection, school: str, first: date, last: date) -> date:
    days = schema.calendar
    taught = (days.c.school == school, days.c.kind == SCHOOL_DAY, days.c.date.between(first, last))
    known = connection.scalar(select(days.c.date).where(*taught).order_by(days.c.date.desc()).limit(1))
    return known or last


def _parent(connection: Connection, old: Row, start: date) -> str | None:
    """What the parent became; itself where it still runs then."""
    goals = schema.goals
    carried = connection.scalar(select(goals.c.id).where(goals.c.carried_from == old["parent"]))
    if carried or old["parent"] is None:
        return carried
    return connection.scalar(select(goals.c.id).where(goals.c.id == old["parent"], goals.c.due >= start))


def _parents_first(goals: list[Row]) -> list[Row]:
    parents = {goal["id"]: goal["parent"] for goal in goals}

    def depth(id_: str | None) -> int:
        seen: set[str] = set()
        while id_ in parents and id_ not in seen:
            seen.add(id_)
            id_ = parents[id_]
        return len(seen)

    return sorted(goals, key=lambda goal: depth(goal["id"]))


def to_carry_over(connection: Connection, writer: Writer, today: date) -> list[Row]:
    """Goals of the school year before this one that were not carried over yet, and that they may write to."""
    goals, later = schema.goals, schema.goals.alias()
    first, _ = school_year(today)
    before, _ = school_year(first - DAY)
    carried = select(later.c.carried_from).where(later.c.carried_from.is_not(None))
    asked = found.with_owners().where(
        goals.c.due >= before, goals.c.due < first, goals.c.archived.is_(None), goals.c.id.not_in(carried)
    )
    old = connection.execute(asked.order_by(goals.c.title, goals.c.id))
    return [dict(row._mapping) for row in old if may(writer, row._mapping)]


def archived(connection: Connection, writer: Writer, most: int) -> list[Row]:
    """What was put away and they may open again, the latest first."""
    goals = schema.goals
    asked = found.with_owners().where(goals.c.archived.is_not(None))
    put_away = connection.execute(asked.order_by(goals.c.archived.desc(), goals.c.title, goals.c.id))
    return list(islice((dict(row._mapping) for row in put_away if may(writer, row._mapping)), most))


def mine(connection: Connection, writer: Writer) -> frozenset[str]:
    """Ids of the open goals on which a check-in of theirs is waited for: of those that are measured nobody's is."""
    if not writes(writer):
        return frozenset()
    still_open = connection.execute(found.with_owners().where(schema.goals.c.closed.is_(None)))
    return frozenset(row.id for row in still_open if may(writer, row._mapping) and followed(row, METRICS) is None)


def _school(act: Act, form: Form) -> str:
    """The one that was said, or the only one that there is for them."""
    known = [id_ for id_ in act.connection.scalars(select(schema.schools.c.id)) if sees(act.writer, id_)]
    said = form.get("school", "") or (known[0] if len(known) == 1 else "")
    if not said:
        raise Refused("School: choose whose goal it is.", "school")
    if said not in known:
        raise NotThere
    return said
