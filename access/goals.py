"""Where check-ins, goals, steps and cycles are written: addresses that take a form, each with its token.

A goal stands in the form and not in the address: its id may be anything. A form that is sent by a page's script is
answered in JSON, so that what was typed stays where it is; any other is led back, or told in one sentence why not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from hashlib import sha256
from urllib.parse import quote

from flask import Flask, Response, abort, g, jsonify, redirect, request
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from access.doorway import Doorway
from access.guard import Guard, is_same_origin
from access.visitor import CSRF, Visitor, Visitors
from data import store
from data.actions import checkins, cycles, found, goals, history, steps, taking_back
from data.actions.history import Act
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import Writer, writes

LONGEST_FIELD, MOST_FIELDS, LONGEST_TOKEN = 2000, 300, 64
BUSY = "The database is busy, or cannot be written just now: nothing was changed. Try again in a minute."
STALE = "This form is too old: load the page anew and write it there."
NOT_YOURS = "This goal is not yours to write to: ask whoever owns it, or your leadership team."
Form = dict[str, str]
View = Callable[[Act, Form], str]  # what was written; gives the page to go to


def open_goals(server: Flask, guard: Guard, visitors: Visitors, doorway: Doorway) -> None:
    """Register the addresses, and open them in the guard by name."""
    for rule, view in ROUTES.items():
        guard.opened.add(rule)
        server.add_url_rule(rule, f"goals {rule}", _writes(visitors, doorway, view), methods=["POST"])


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


@dataclass(frozen=True)
class Answered:
    """How a form is answered: to its own script, or to a browser that follows."""

    doorway: Doorway

    def done(self, to: str) -> Response:
        return jsonify({"to": to}) if _is_script() else redirect(to, 303)

    def refused(self, words: str, field: str = "", status: int = 400) -> Response | tuple[str, int]:
        if _is_script():
            return _told(words, field, status)
        back = _page(request.form["goal"]) if request.form.get("goal") else "/goals"
        return self.doorway.closed("That was not written", words, back, "Back"), status


def _told(words: str, field: str, status: int) -> Response:
    answer = jsonify({"why": words, "field": field})
    answer.status_code = status
    return answer


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _writes(visitors: Visitors, doorway: Doorway, view: View) -> Callable[[], Response]:
    """From one of our own pages, with the token of the session, by who may; once, however often it is sent."""
    answered = Answered(doorway)

    @wraps(view)
    def guarded() -> Response:
        if not is_same_origin() or not visitors.has_token(g.visitor) or not writes(writer_of(g.visitor)):
            abort(403)
        try:
            return answered.done(_written(visitors, view))
        except Refused as refused:
            return answered.refused(str(refused), refused.field)
        except NotAllowed:
            return answered.refused(NOT_YOURS, status=403)
        except NotThere:
            abort(404)
        except SQLAlchemyError:
            return answered.refused(BUSY, status=503)

    return guarded


def writer_of(visitor: Visitor) -> Writer:
    return Writer(visitor.viewer, visitor.actor, visitor.session.account.person if visitor.session else None)


def _written(visitors: Visitors, view: View) -> str:
    form = dict(_fields())
    word = _word(form)
    with visitors.engine.connect() as connection, store.changing(connection):
        writer = _ask_again(visitors, connection)
        if done := history.lines_of(connection, word):
            first = done[0]["goal"]
            return _said(_page(first) if found.is_there(connection, first) else "/goals", word)
        act = Act(connection, writer, word, datetime.now(), visitors.settings.today)
        to = view(act, form)
        act.close()
    return _said(to, word)


def _fields() -> Iterator[tuple[str, str]]:
    """What the form says; ``goal`` is always there."""
    yield "goal", ""
    for name, value in list(request.form.items())[:MOST_FIELDS]:
        if found.NUL in value:
            abort(400)
        if name != CSRF:
            yield name, value[:LONGEST_FIELD]


def _word(form: Form) -> str:
    """The fingerprint of this form, by this person: the same one again is the same word, a changed one another."""
    if not form.get("token"):
        raise Refused(STALE)
    said = [g.actor, request.path, form["token"][:LONGEST_TOKEN], *sorted(map(list, request.form.items(multi=True)))]
    return sha256(repr([part for part in said if part[:1] != [CSRF]]).encode()).hexdigest()


def _ask_again(visitors: Visitors, connection: Connection) -> Writer:
    """Under the lock: while this waited for it, somebody may have taken back what it rests on."""
    if visitors.sign_in:
        g.visitor = visitors.read(connection, request.cookies.get(visitors.cookie, "")) or abort(403)
    writer = writer_of(g.visitor)
    return writer if writes(writer) else abort(403)


def _number(form: Form, name: str) -> int:
    """An id; int() refuses thousands of digits, and reads those of other scripts."""
    said = form.get(name, "")
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(found.LARGEST_ID))):
        raise NotThere
    return int(said)


def _goal(form: Form) -> str:
    return _page(form["goal"]) if form["goal"] else "/goals"


def _page(goal: str) -> str:
    return f"/goals/{quote(goal, safe='')}"


def _said(to: str, word: str) -> str:
    """To where it stands now, which names what was written."""
    return f"{to}?said={word}#{'check-in' if to != '/goals' else 'written'}"
