"""Plan, do, study, act: what was tried, what was predicted before, what was found, and what is made of it.

The day of a prediction is the day on which it is written, and nobody types it: a cycle whose prediction was not there
when it began is incomplete, and stays so.
"""

from __future__ import annotations

from datetime import date
from secrets import token_hex

from sqlalchemy import Connection, select

from data import schema
from data.actions import found, typed
from data.actions.history import Act
from data.actions.refused import Refused
from data.actions.rows import Row
from data.actions.typed import Form

DECISIONS = ("adopt", "adapt", "abandon")
INCOMPLETE = "The prediction was not there when it began: the cycle is incomplete."


def is_incomplete(cycle: Row) -> bool:
    """Whether it began without a prediction that had been written by then."""
    begun, predicted = cycle["begun"], cycle["predicted"]
    return begun is not None and (not cycle["prediction"] or predicted is None or predicted > begun)


def note(cycle: Row) -> str:
    return INCOMPLETE if is_incomplete(cycle) else ""


def add(act: Act, goal_id: str, form: Form) -> None:
    found.open_goal(act.connection, act.writer, goal_id)
    blank = {column.name: None for column in schema.cycles.c} | {"id": f"C-{token_hex(6)}", "goal": goal_id}
    made = blank | _said(act, blank, form)
    _judge(made)
    act.add(schema.cycles, made)


def change(act: Act, goal_id: str, cycle: str, form: Form) -> None:
    """What a form does not send stays as it is."""
    found.open_goal(act.connection, act.writer, goal_id)
    before = found.part(act.connection, schema.cycles, goal_id, cycle)
    said = _said(act, before, form)
    _judge(before | said)
    act.change(schema.cycles, before, said)


def of(connection: Connection, goal_id: str) -> list[Row]:
    table = schema.cycles
    ordered = select(table).where(table.c.goal == goal_id).order_by(table.c.begun.is_(None), table.c.begun, table.c.id)
    return [dict(row._mapping) for row in connection.execute(ordered)]


def _said(act: Act, before: Row, form: Form) -> Row:
    read = {
        "idea": lambda: typed.line(form, "idea", "The idea", needed=True),
        "prediction": lambda: typed.line(form, "prediction", "The prediction"),
        "begun": lambda: typed.day(form, "begun", "Begun"),
        "studied": lambda: typed.past_day(form, "studied", "Studied", act.today),
        "found": lambda: typed.line(form, "found", "What was found"),
        "decision": lambda: typed.one_of(form, "decision", "Decision", DECISIONS),
    }
    said = {name: ask() for name, ask in read.items() if name in form or before["idea"] is None}
    if "prediction" in said and said["prediction"] != before["prediction"]:
        _check_prediction(before, act.today)
        said["predicted"] = act.today if said["prediction"] else None
    return said


def _check_prediction(before: Row, today: date) -> None:
    if before["prediction"] and before["begun"] and before["begun"] <= today:
        raise Refused("The prediction stands as it was when the cycle began: write what you found instead.",
                      "prediction")  # fmt: skip


def _judge(cycle: Row) -> None:
    if cycle["studied"] and (cycle["begun"] is None or cycle["studied"] < cycle["begun"]):
        raise Refused("Studied is before the cycle began: correct one of the two days.", "studied")
    if cycle["decision"] and not (cycle["found"] and cycle["studied"]):
        raise Refused("Decision: say first what was found, and on which day it was studied.", "decision")
