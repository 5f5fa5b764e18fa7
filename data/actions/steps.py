"""Action steps of a goal: what, by whom, by when, and whether it is done."""

from __future__ import annotations

from secrets import token_hex

from sqlalchemy import Connection, select

from data import schema
from data.actions import found, owners, typed
from data.actions.history import Act
from data.actions.refused import Refused
from data.actions.rows import Row
from data.actions.typed import Form

STATES = ("open", "done", "dropped")


def add(act: Act, goal_id: str, form: Form) -> None:
    goal = found.open_goal(act.connection, act.writer, goal_id)
    act.add(
        schema.actions, {"id": f"A-{token_hex(6)}", "goal": goal_id, "school": goal["school"], **_said(act, goal, form)}
    )


def change(act: Act, goal_id: str, step: str, form: Form) -> None:
    """What a form does not send stays as it is."""
    goal = found.goal(act.connection, act.writer, goal_id)
    before = found.part(act.connection, schema.actions, goal_id, step)
    said = _said(act, goal, form) if "text" in form else {}
    state = typed.one_of(form, "state", "State", STATES)
    if state:
        closed = (before["closed"] or act.today) if state == "done" else None
        said |= {"closed": closed, "dropped": True if state == "dropped" else None}
    act.change(schema.actions, before, said)


def of(connection: Connection, goal_id: str) -> list[Row]:
    """By due day; those without one last."""
    table = schema.actions
    ordered = select(table).where(table.c.goal == goal_id).order_by(table.c.due.is_(None), table.c.due, table.c.id)
    return [dict(row._mapping) for row in connection.execute(ordered)]


def _said(act: Act, goal: Row, form: Form) -> Row:
    due = typed.day(form, "due", "Due")
    if due and due < goal["start"]:
        raise Refused("Due is before the goal starts: correct the day.", "due")
    return {
        "text": typed.line(form, "text", "The step", needed=True),
        "owner": owners.owner(act, goal["school"], form),
        "due": due,
    }
