"""Sessions on the server: the browser holds a number that says nothing, and each can be ended from here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Engine, bindparam, select

from data import store
from data.accounts.account import Account, now
from data.schema import accounts, sessions

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)  # how exactly it is kept when somebody was here last: it costs a write


# Made once: to write a statement anew takes longer than to run it, and this one runs with every request.
FIND = (
    select(sessions, accounts.c.person, accounts.c.called, accounts.c.issuer)
    .join(accounts, accounts.c.id == sessions.c.account)
    .where(sessions.c.token == bindparam("token_is"), sessions.c.revoked.is_(None), accounts.c.closed.is_(None))
    .where(sessions.c.until > bindparam("at"), sessions.c.seen > bindparam("since"))
)


@dataclass(frozen=True)
class Session:
    token: str  # its fingerprint
    account: Account
    begun: datetime
    seen: datetime
    role: str | None


def begin(connection: Connection, account: str) -> str:
    """A new session; what the browser is to hold. In a transaction that writes."""
    token, at = secrets.token_urlsafe(32), now()
    new = {"token": fingerprint(token), "account": account, "begun": at, "seen": at, "until": at + LONGEST}
    connection.execute(sessions.delete().where(sessions.c.until < at - LONGEST))
    connection.execute(sessions.insert().values(new))
    return token


def find(connection: Connection, token: str) -> Session | None:
    """The session of a browser, as long as it lasts, was not ended, and its account is open."""
    at = now()
    row = connection.execute(FIND, {"token_is": fingerprint(token), "at": at, "since": at - IDLE}).first()
    if row is None:
        return None
    account = Account(row.account, row.person, row.called, row.issuer)
    return Session(row.token, account, row.begun, row.seen, row.role)


def is_due(session: Session) -> bool:
    """Whether it should be kept anew that somebody is here."""
    return now() - session.seen > SEEN_EVERY


def keep_seen(engine: Engine, session: Session) -> None:
    with engine.connect() as connection, store.changing(connection):
        connection.execute(sessions.update().where(sessions.c.token == session.token).values(seen=now()))


def choose(connection: Connection, session: Session, role: str) -> None:
    """In which of several roles its person looks now."""
    connection.execute(sessions.update().where(sessions.c.token == session.token).values(role=role))


def end(connection: Connection, token: str) -> None:
    """By its fingerprint."""
    connection.execute(sessions.update().where(sessions.c.token == token).values(revoked=now()))


def end_all(connection: Connection, account: str) -> None:
    going_on = sessions.c.revoked.is_(None)
    connection.execute(sessions.update().where(sessions.c.account == account, going_on).values(revoked=now()))


def going_on(connection: Connection) -> list[Session]:
    """All that a browser could still use, the latest first."""
    at = now()
    asked = (
        select(sessions, accounts.c.person, accounts.c.called, accounts.c.issuer)
        .join(accounts, accounts.c.id == sessions.c.account)
        .where(sessions.c.revoked.is_(None), sessions.c.until > at, sessions.c.seen > at - IDLE)
        .order_by(sessions.c.seen.desc())
    )
    rows = connection.execute(asked)
    return [
        Session(row.token, Account(row.account, row.person, row.called, row.issuer), row.begun, row.seen, row.role)
        for row in rows
    ]


def fingerprint(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
