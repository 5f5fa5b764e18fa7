"""Who is asking: the one place where a request becomes somebody.

Without sign-in it is whoever sits at this machine, in the role of the settings. With it, whoever holds a session; the
account and what it was granted are read anew with every request, so that what is taken back is gone with the next.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field, replace

from flask import Response, request
from sqlalchemy import Connection, Engine

from access.secret import sealed
from data.accounts import own, sessions
from data.accounts.grants import Grant, grants_of
from data.accounts.roles import viewer_of
from data.accounts.sessions import Session
from data.settings import Settings
from data.viewer import NOBODY, Viewer

CSRF, CSRF_HEADER = "_csrf_token", "X-CSRFToken"  # as Dash's renderer reads and sends it


@dataclass(frozen=True)
class Visitor:
    """Somebody, and what they may see."""

    viewer: Viewer
    actor: str  # what the trail calls them
    session: Session | None = None
    grant: Grant | None = None
    grants: tuple[Grant, ...] = ()

    @property
    def administers(self) -> bool:
        """In the role in use: who looks as a projector holds no keys."""
        return self.grant is not None and self.grant.role == "administrator"


NO_ONE = Visitor(NOBODY, "nobody")


@dataclass(frozen=True)
class Visitors:
    settings: Settings
    engine: Engine = field(repr=False)
    key: str = field(repr=False)

    @property
    def sign_in(self) -> bool:
        return self.settings.sign_in is not None

    @property
    def cookie(self) -> str:
        return "__Host-staffroom" if self.settings.sign_in.is_secure else "staffroom"

    def who(self) -> Visitor | None:
        """Who sends this request; None where that is nobody we know."""
        if not self.sign_in:
            return Visitor(Viewer.of(self.settings.role), self.settings.role)
        token = request.cookies.get(self.cookie, "")
        return self._of_session(token) if token else None

    def _of_session(self, token: str) -> Visitor | None:
        with self.engine.connect() as connection:
            visitor = self.read(connection, token)
        if visitor and sessions.is_due(visitor.session):
            sessions.keep_seen(self.engine, visitor.session)
        return visitor

    def read(self, connection: Connection, token: str) -> Visitor | None:
        """Who holds a session, as a transaction sees it."""
        session = sessions.find(connection, token)
        if session is None:
            return None
        grants = tuple(grants_of(connection, session.account, self.settings.today))
        grant = _in_use(grants, session.role)
        viewer = viewer_of(grant)
        if viewer.imports and viewer.schools is not None and own.has_others(connection, viewer.schools):
            viewer = replace(viewer, imports=False)  # a file may name any school: it is for who has all of them
        return Visitor(viewer, session.account.id, session, grant, grants)

    def keep(self, response: Response, token: str) -> None:
        """A browser that has just signed in."""
        secure = self.settings.sign_in.is_secure
        longest = int(sessions.LONGEST.total_seconds())
        response.set_cookie(self.cookie, token, longest, httponly=True, secure=secure, samesite="Lax", path="/")
        response.set_cookie(
            CSRF, self.token_for(sessions.fingerprint(token)), longest, secure=secure, samesite="Strict"
        )

    def forget(self, response: Response) -> None:
        secure = self.settings.sign_in.is_secure
        response.delete_cookie(self.cookie, path="/", secure=secure, httponly=True, samesite="Lax")
        response.delete_cookie(CSRF, secure=secure, samesite="Strict")

    def token_for(self, session: str) -> str:
        """What every message of a session must bring along: no other site can read it."""
        return sealed(self.key, f"csrf {session}")

    def has_token(self, visitor: Visitor) -> bool:
        """Whether a message brings it, in its header or its form. Without sign-in there is no session to ride on."""
        if visitor.session is None:
            return True
        sent = request.headers.get(CSRF_HEADER) or request.form.get(CSRF, "")
        return hmac.compare_digest(sent.encode(), self.token_for(visitor.session.token).encode())


def _in_use(grants: tuple[Grant, ...], chosen: str | None) -> Grant | None:
    """The role that was chosen; where that was taken back the narrowest, where none was chosen the widest."""
    known = [grant for grant in grants if grant.key == chosen]
    return next(iter(known or (grants[-1:] if chosen else grants)), None)
