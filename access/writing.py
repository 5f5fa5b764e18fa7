"""What every address that takes a form has in common: who may, from where, once, under the lock, and what is told.

A form that is sent by a page's script is answered in JSON, so that what was typed stays where it is; any other is led
back, or told in one sentence why not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from hashlib import sha256

from flask import Flask, Response, abort, g, jsonify, redirect, request
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from access.doorway import Doorway
from access.guard import Guard, is_same_origin
from access.visitor import CSRF, Visitor, Visitors
from data import store
from data.actions import found, history, limit
from data.actions.history import Act
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import Writer
from data.actions.rows import Row

LONGEST_FIELD, MOST_FIELDS, LONGEST_TOKEN = 2000, 300, 64
BUSY = "The database is busy, or cannot be written just now: nothing was changed. Try again in a minute."
STALE = "This form is too old: load the page anew and write it there."
Form = dict[str, str]
View = Callable[[Act, Form], str]  # what was written; gives the page to go to


@dataclass(frozen=True)
class Desk:
    """What is written here, by whom, and where it is read."""

    name: str
    may: Callable[[Writer], bool]  # whether there may be anything that they write
    not_yours: str
    back: Callable[[Mapping[str, str]], str]  # of a form that was refused: the page that it came from
    led: Callable[[str, str], str]  # the page to go to and the word of what was written: where that is told
    again: Callable[[Connection, list[Row]], str]  # of a form that was taken before: the page to go to
    paced: bool = False  # whether one person may write only so much of it in a few minutes


def open_desk_of(
    desk: Desk, routes: Mapping[str, View], server: Flask, guard: Guard, visitors: Visitors, doorway: Doorway
) -> None:
    """Register the addresses, and open them in the guard by name."""
    for rule, view in routes.items():
        guard.opened.add(rule)
        server.add_url_rule(rule, f"{desk.name} {rule}", _writes(desk, visitors, doorway, view), methods=["POST"])


@dataclass(frozen=True)
class Answered:
    """How a form is answered: to its own script, or to a browser that follows."""

    desk: Desk
    doorway: Doorway

    def done(self, to: str) -> Response:
        return jsonify({"to": to}) if _is_script() else redirect(to, 303)

    def refused(self, words: str, field: str = "", status: int = 400) -> Response | tuple[str, int]:
        if _is_script():
            return _told(words, field, status)
        return self.doorway.closed("That was not written", words, self.desk.back(request.form), "Back"), status


def _told(words: str, field: str, status: int) -> Response:
    answer = jsonify({"why": words, "field": field})
    answer.status_code = status
    return answer


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _writes(desk: Desk, visitors: Visitors, doorway: Doorway, view: View) -> Callable[[], Response]:
    """From one of our own pages, with the token of the session, by who may; once, however often it is sent."""
    answered = Answered(desk, doorway)

    @wraps(view)
    def guarded() -> Response:
        if not is_same_origin() or not visitors.has_token(g.visitor) or not desk.may(writer_of(g.visitor)):
            abort(403)
        try:
            return answered.done(_written(desk, visitors, view))
        except Refused as refused:
            return answered.refused(str(refused), refused.field)
        except NotAllowed:
            return answered.refused(desk.not_yours, status=403)
        except NotThere:
            abort(404)
        except SQLAlchemyError:
            return answered.refused(BUSY, status=503)

    return guarded


def writer_of(visitor: Visitor) -> Writer:
    return Writer(visitor.viewer, visitor.actor, visitor.session.account.person if visitor.session else None)


def _written(desk: Desk, visitors: Visitors, view: View) -> str:
    form = dict(_fields())
    word = _word(form)
    with visitors.engine.connect() as connection, store.changing(connection):
        writer = _ask_again(desk, visitors, connection)
        if done := history.lines_of(connection, word):
            return desk.led(desk.again(connection, done), word)
        act = Act(connection, writer, word, datetime.now(), visitors.settings.today)
        if desk.paced:
            limit.check_pace(act)
        to = view(act, form)
        act.close()
    return desk.led(to, word)


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


def _ask_again(desk: Desk, visitors: Visitors, connection: Connection) -> Writer:
    """Under the lock: while this waited for it, somebody may have taken back what it rests on."""
    if visitors.sign_in:
        g.visitor = visitors.read(connection, request.cookies.get(visitors.cookie, "")) or abort(403)
    writer = writer_of(g.visitor)
    return writer if desk.may(writer) else abort(403)
