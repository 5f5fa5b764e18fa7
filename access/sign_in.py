"""Signing in and out: by the school's provider, or by the local account for the day on which that does not answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from flask import Flask, Response, abort, g, redirect, request, session
from sqlalchemy import Engine

from access.doorway import Doorway
from access.guard import Guard, is_same_origin
from access.limit import house
from access.provider import BACK, Identity, NotSignedIn, Provider
from access.visitor import Visitors
from data import store, trail
from data.accounts import local, sessions
from data.accounts.account import Account, known
from data.accounts.attempts import forgive, is_one_too_many

SIGN_IN, SET_UP = "/sign-in", "/set-up/<token>"
INSIDE = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")  # a path of ours: no other host, however it is written
LONGEST_PATH = 2000
MOST_NOTED = 30  # refusals of one address in a quarter of an hour: more tell no more
SLOWLY = "That were many attempts: wait a quarter of an hour."
View = Callable[..., Response | str]


class SignIn:
    """The addresses of the doorway; ``provider`` None where the local account is all there is."""

    def __init__(self, visitors: Visitors, doorway: Doorway, provider: Provider | None) -> None:
        self.visitors, self.doorway, self.provider = visitors, doorway, provider

    @property
    def engine(self) -> Engine:
        return self.visitors.engine

    def page(self, told: str = "", status: int = 200) -> tuple[str, int]:
        to = _inside(request.values.get("next", "/"))
        return self.doorway.sign_in(to, provider=self.provider is not None, local=True, told=told), status

    def begin(self) -> Response | tuple[str, int]:
        session["next"] = _inside(request.args.get("next", "/"))
        try:
            return self.provider.begin()
        except NotSignedIn as why:
            return self.page(str(why), 503)

    def back(self) -> Response | tuple[str, int]:
        to = _inside(session.get("next", "/"))
        try:
            identity = self.provider.end()
        except NotSignedIn as why:
            if not self._too_many("back", MOST_NOTED):
                self._note_refused("provider")
            return self.page(str(why), 403)
        finally:
            session.clear()
        return self._enter(lambda connection: _known(connection, identity), to)

    def by_password(self) -> Response | tuple[str, int]:
        if self._too_many("password"):
            return self.page(SLOWLY, 429)
        with self.engine.connect() as connection:  # takes a while by design, so nobody else may have to wait for it
            account = local.right(connection, request.form.get("password", ""))
        if account is None:
            self._note_refused("password")
            return self.page("That is not the password of the emergency account.", 403)
        with self.engine.connect() as connection, store.changing(connection):
            forgive(connection, "password", house(request.remote_addr or ""))
        return self._enter(lambda _connection: account, _inside(request.form.get("next", "/")))

    def set_up(self, token: str) -> Response | str | tuple[str, int]:
        """The page of a link that works once, and what it is for."""
        if self._too_many("link", 30):
            return self.doorway.closed("Too many attempts", SLOWLY), 429
        if request.method == "GET":
            with self.engine.connect() as connection:
                is_open = local.is_open(connection, token)
            return self.doorway.set_password(token) if is_open else (self.doorway.closed(*USED), 404)
        try:
            with self.engine.connect() as connection, store.changing(connection):
                local.use_link(connection, token, request.form.get("password", ""))
        except local.Refused as why:
            return self.doorway.set_password(token, str(why)), 400
        return redirect(SIGN_IN, 303)

    def out(self) -> Response:
        if not self.visitors.has_token(g.visitor):
            abort(403)
        with self.engine.connect() as connection, store.changing(connection):
            sessions.end(connection, g.visitor.session.token)
        trail.note(self.engine, g.visitor.actor, trail.SIGNED_OUT)
        answer = redirect(SIGN_IN, 303)
        self.visitors.forget(answer)
        return answer

    def _enter(self, who: Callable[..., Account], to: str) -> Response | tuple[str, int]:
        """A new session, whatever was there before: nobody is handed one that somebody else knows."""
        with self.engine.connect() as connection, store.changing(connection):
            account = who(connection)
            if account.closed:
                trail.add(connection, account.id, trail.REFUSED, by="closed account")
                return self.page("This account is closed: ask who grants roles.", 403)
            token = sessions.begin(connection, account.id)
            trail.add(connection, account.id, trail.SIGNED_IN, by=account.issuer)
        answer = redirect(to, 303)
        self.visitors.keep(answer, token)
        return answer

    def _too_many(self, what: str, most: int = 10) -> bool:
        with self.engine.connect() as connection, store.changing(connection):
            return is_one_too_many(connection, what, house(request.remote_addr or ""), most)

    def _note_refused(self, by: str) -> None:
        trail.note(self.engine, "nobody", trail.REFUSED, by=by)


USED = (
    "This link does not work any more",
    "It was used, or is older than an hour. Another one is made on the server: python -m data sign-in-link",
)


def open_doorway(server: Flask, guard: Guard, visitors: Visitors, doorway: Doorway) -> None:
    """Register the addresses, and open them in the guard: those of the doorway to everybody."""
    sign_in = visitors.settings.sign_in
    provider = Provider(server, sign_in) if sign_in.issuer else None
    server.secret_key = visitors.key
    server.config.update(
        SESSION_COOKIE_NAME="__Host-staffroom-way" if sign_in.is_secure else "staffroom-way",
        SESSION_COOKIE_SECURE=sign_in.is_secure, SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax",
    )  # fmt: skip
    door = SignIn(visitors, doorway, provider)
    routes = [(SIGN_IN, "GET", door.page), ("/sign-in/local", "POST", door.by_password), (SET_UP, "GET", door.set_up),
              (SET_UP, "POST", door.set_up)]  # fmt: skip
    if provider:
        routes += [("/sign-in/provider", "GET", door.begin), (BACK, "GET", door.back)]
    for rule, method, view in routes:
        guard.open_to_all.add(rule)
        server.add_url_rule(rule, f"{method} {rule}", _ours(view), methods=[method])
    guard.opened.add("/sign-out")
    server.add_url_rule("/sign-out", "sign-out", _ours(door.out), methods=["POST"])


def _ours(view: View) -> View:
    """What changes something comes from one of our own pages."""

    @wraps(view)
    def guarded(**named: str):
        if request.method == "POST" and not is_same_origin():
            abort(403)
        return view(**named)

    return guarded


def _known(connection, identity: Identity) -> Account:
    return known(connection, identity.issuer, identity.subject, identity.called, identity.address)


def _inside(path: str) -> str:
    """Where to go after signing in: a page of this app, and of no other."""
    return path if len(path) <= LONGEST_PATH and INSIDE.fullmatch(path) else "/"
