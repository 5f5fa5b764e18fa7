"""Where check-ins, goals, steps and cycles are written: addresses that take a form, each with its token.

A goal stands in the form and not in the address: its id may be anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from flask import Flask, request
from sqlalchemy import Connection

from access.doorway import Doorway
from access.guard import Guard
from access.visitor import Visitors
from access.writing import MOST_FIELDS, Desk, Form, View, open_desk_of
from data.actions import checkins, cycles, found, goals, history, steps, taking_back
from data.actions.history import Act
from data.actions.refused import NotThere
from data.actions.rights import writes
from data.actions.rows import Row

NOT_YOURS = "This goal is not yours to write to: ask whoever owns it, or your leadership team."


def open_goals(server: Flask, guard: Guard, visitors: Visitors, doorway: Doorway) -> None:
    """Register the addresses, and open them in the guard by name."""
    open_desk_of(DESK, ROUTES, server, guard, visitors, doorway)


def check_in(act: Act, form: Form) -> str:
    checkins.add(act, form["goal"], form)
    return _goal(form)


def change_check_in(act: Act, form: Form) -> str:
    checkins.change(act, form["goal"], _number(form, "checkin"), form)
    return _goal(form)


def take_back_check_in(act: Act, form: Form) -> str:
    checkins.take_back(act, form["goal"], _number(form, "checkin"))
    return _goal(form)


def step(act: Act, form: Form) -> str:
    """A new one, or another state or words of one that is there."""
    if form.get("step"):
        steps.change(act, form["goal"], form["step"], form)
    else:
        steps.add(act, form["goal"], form)
    return _goal(form)


def cycle(act: Act, form: Form) -> str:
    if form.get("cycle"):
        cycles.change(act, form["goal"], form["cycle"], form)
    else:
        cycles.add(act, form["goal"], form)
    return _goal(form)


def create(act: Act, form: Form) -> str:
    return _page(goals.create(act, form))


def change(act: Act, form: Form) -> str:
    goals.change(act, form["goal"], form)
    return _goal(form)


def close(act: Act, form: Form) -> str:
    goals.close(act, form["goal"])
    return _goal(form)


def reopen(act: Act, form: Form) -> str:
    goals.reopen(act, form["goal"])
    return _goal(form)


def archive(act: Act, form: Form) -> str:
    goals.archive(act, form["goal"])
    return _goal(form)


def carry_over(act: Act, form: Form) -> str:
    """One goal or several: every ``carry`` is the id of one, and ``target.<id>`` what it is to reach now."""
    targets = {name.partition(".")[2]: text for name, text in form.items() if name.startswith("target.")}
    made = goals.carry_over(act, request.form.getlist("carry")[:MOST_FIELDS], targets)
    return _page(made[0]) if len(made) == 1 else "/goals"


def take_back(act: Act, form: Form) -> str:
    """What was written in one go, whole: of goals that they may write to."""
    lines = history.lines_of(act.connection, form.get("act", ""))
    if not lines or form["goal"] not in {line["goal"] for line in lines}:
        raise NotThere
    for goal in {line["goal"] for line in lines}:
        found.goal(act.connection, act.writer, goal)
    taking_back.undo(act, lines)
    return _goal(form) if found.is_there(act.connection, form["goal"]) else "/goals"


ROUTES: dict[str, View] = {
    "/goals/check-in": check_in,
    "/goals/check-in/change": change_check_in,
    "/goals/check-in/take-back": take_back_check_in,
    "/goals/step": step,
    "/goals/cycle": cycle,
    "/goals/create": create,
    "/goals/change": change,
    "/goals/close": close,
    "/goals/reopen": reopen,
    "/goals/archive": archive,
    "/goals/carry-over": carry_over,
    "/goals/take-back": take_back,
}


def _number(form: Form, name: str) -> int:
    """An id; int() refuses thousands of digits, and reads those of other scripts."""
    said = form.get(name, "")
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(found.LARGEST_ID))):
        raise NotThere
    return int(said)


def _goal(form: Mapping[str, str]) -> str:
    return _page(form["goal"]) if form.get("goal") else "/goals"


def _again(connection: Connection, done: list[Row]) -> str:
    first = done[0]["goal"]
    return _page(first) if found.is_there(connection, first) else "/goals"


def _page(goal: str) -> str:
    return f"/goals/{quote(goal, safe='')}"


def _said(to: str, word: str) -> str:
    """To where it stands now, which names what was written."""
    return f"{to}?said={word}#{'check-in' if to != '/goals' else 'written'}"


DESK = Desk("goals", writes, NOT_YOURS, back=_goal, led=_said, again=_again)
