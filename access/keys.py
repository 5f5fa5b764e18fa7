"""Where roles are granted and taken back, sessions ended and accounts closed; what everybody decides themselves, and
what they ask to have corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from flask import Flask, Response, abort, g, redirect, request
from sqlalchemy import Connection, Engine

from access.doorway import Doorway
from access.guard import Guard, is_same_origin
from access.visitor import Visitors
from data import store, trail, trail_file
from data.accounts import account as accounts
from data.accounts import corrections, grants, own, sessions
from data.accounts.corrections import NotTheirs
from data.accounts.grants import NotGranted

PAGE = "/access"
LONGEST = 300  # characters of an answer
View = Callable[[Connection], None]


class Keys:
    def __init__(self, visitors: Visitors) -> None:
        self.visitors = visitors

    @property
    def engine(self) -> Engine:
        return self.visitors.engine

    def grant(self, connection: Connection) -> None:
        scope, _, of = _said("scope").partition(":")
        grants.grant(
            connection, self._account(connection), _said("role"), _said("school") or None, _said("reason"),
            g.visitor.actor, scope or None, of or None,
        )  # fmt: skip

    def revoke(self, connection: Connection) -> None:
        grants.revoke(connection, _number(_said("grant")), g.visitor.actor)

    def end(self, connection: Connection) -> None:
        account = self._account(connection)
        sessions.end_all(connection, account)
        trail.add(connection, g.visitor.actor, trail.CHANGED, account=account, ended="sessions")

    def close(self, connection: Connection) -> None:
        account, closed = self._account(connection), _said("open") != "again"
        if account == g.visitor.actor:
            raise NotGranted("nobody closes the account that they use: somebody else does")
        accounts.close(connection, account, closed)
        trail.add(connection, g.visitor.actor, trail.CHANGED, account=account, closed=closed)

    def _account(self, connection: Connection) -> str:
        said = _said("account")
        if said not in {account.id for account in accounts.every(connection)}:
            raise NotGranted("there is no such account")
        return said

    def choose(self, connection: Connection) -> None:
        """In which of their own roles somebody looks."""
        if _said("role") not in {grant.key for grant in g.visitor.grants}:
            raise NotGranted("that role is not yours")
        sessions.choose(connection, g.visitor.session, _said("role"))

    def consent(self, connection: Connection) -> None:
        """To be shown by name: given and withdrawn by the person, and by nobody for them."""
        person, given = g.visitor.session.account.person, _said("given") == "yes"
        if not person:
            raise NotGranted("the roster does not know this account")
        own.consent(connection, person, _said("what"), given, self.visitors.settings.today)
        trail.add(connection, g.visitor.actor, trail.CHANGED, consent=_said("what"), given=given)

    def correct(self, connection: Connection) -> None:
        """Ask for something about oneself to be corrected."""
        account, said = g.visitor.session.account, request.form.get("text", "")
        corrections.ask(connection, account.id, account.person, _said("about"), said)

    def answer(self, connection: Connection) -> None:
        """What became of such a request, by who answers for the school in the role that is in use."""
        said = request.form.get("answer", "")
        corrections.answer(connection, g.visitor.grant, g.visitor.actor, _said("correction"), said)


def open_keys(server: Flask, guard: Guard, visitors: Visitors, doorway: Doorway) -> None:
    keys = Keys(visitors)
    for name, view in (("grant", keys.grant), ("revoke", keys.revoke), ("end", keys.end), ("close", keys.close)):
        _open(server, guard, f"{PAGE}/{name}", _changes(visitors, doorway, view, PAGE, administers=True))
    _open(server, guard, f"{PAGE}/{trail_file.NAME}", _writes_out(visitors))
    for rule, view, back in (
        ("/me/consent", keys.consent, "/me"),
        ("/me/role", keys.choose, "/"),
        ("/me/correct", keys.correct, "/me"),
        (f"{PAGE}/answer", keys.answer, PAGE),
    ):
        _open(server, guard, rule, _changes(visitors, doorway, view, back, administers=False))


def _open(server: Flask, guard: Guard, rule: str, view: Callable[[], Response]) -> None:
    guard.opened.add(rule)
    server.add_url_rule(rule, rule, view, methods=["POST"])


def _changes(
    visitors: Visitors, doorway: Doorway, view: View, back: str, *, administers: bool
) -> Callable[[], Response]:
    """From one of our own pages, with the token of the session, by who may; then back to the page."""

    @wraps(view)
    def guarded() -> Response:
        if not is_same_origin() or not visitors.has_token(g.visitor) or g.visitor.session is None:
            abort(403)
        try:
            with visitors.engine.connect() as connection, store.changing(connection):
                _ask_again(visitors, connection, administers=administers)
                view(connection)
        except NotTheirs as why:
            trail.note(visitors.engine, g.visitor.actor, trail.TURNED_AWAY, path=request.path)
            return doorway.closed("That was not done", str(why), back, "Back"), 403
        except NotGranted as why:
            return doorway.closed("That was not done", str(why), back, "Back"), 400
        return redirect(back, 303)

    return guarded


def _writes_out(visitors: Visitors) -> Callable[[], Response]:
    """The whole trail as a file, for who administers. That it was written out is its last line."""

    def write_out() -> Response:
        if not is_same_origin() or not visitors.has_token(g.visitor) or not g.visitor.administers:
            abort(403)
        trail.note(visitors.engine, g.visitor.actor, trail.EXPORTED, file=trail_file.NAME)
        response = Response(_lines_of(visitors.engine), mimetype="text/csv")
        response.headers["Content-Disposition"] = f'attachment; filename="{trail_file.NAME}"'
        return response

    return write_out


def _lines_of(engine: Engine) -> Iterator[str]:
    """As they are read: years of them need no more memory than a day."""
    with trail.looked_through(engine) as lines:
        yield from trail_file.as_csv(lines)


def _ask_again(visitors: Visitors, connection: Connection, *, administers: bool) -> None:
    """Under the lock: while this waited for it, somebody may have taken back what it rests on."""
    visitor = visitors.read(connection, request.cookies.get(visitors.cookie, ""))
    if visitor is None or (administers and not visitor.administers):
        abort(403)
    g.visitor = visitor


def _said(name: str) -> str:
    return request.form.get(name, "").strip()[:LONGEST]


def _number(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and len(said) < 10):
        raise NotGranted("there is no such grant")
    return int(said)
