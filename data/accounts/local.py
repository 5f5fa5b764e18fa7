"""The one local account, for the day on which the provider of identities does not answer.

Its password is set by a link that works once: it dies in the transaction that uses it. Argon2id, by argon2-cffi.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, select

from data import trail
from data.accounts import grants, sessions
from data.accounts.account import LOCAL, Account, close, known, now
from data.schema import accounts, passwords

SUBJECT, CALLED = "emergency", "Emergency account"
LINK_LASTS = timedelta(hours=1)
SHORTEST, LONGEST = 15, 200  # characters; NIST SP 800-63B-4 asks for 15 where a password is all there is
HASHER = PasswordHasher()  # Argon2id with the parameters of RFC 9106, low memory


class Refused(ValueError):
    """A password or a link that is not taken; one line with the remedy."""


def make_link(connection: Connection, by: str) -> str:
    """The token of a new set-up link; one that was made before works no more. In a transaction that writes."""
    account, token = _account(connection), secrets.token_urlsafe(32)
    connection.execute(passwords.delete().where(passwords.c.account == account.id, passwords.c.hash.is_(None)))
    told = {"link": sessions.fingerprint(token), "until": now() + LINK_LASTS}
    if not connection.execute(passwords.update().where(passwords.c.account == account.id).values(told)).rowcount:
        connection.execute(passwords.insert().values(told | {"account": account.id}))
    trail.add(connection, by, trail.CHANGED, account=account.id, made="set-up link")
    return token


def _account(connection: Connection) -> Account:
    """Made with its first link, and administrator from then on."""
    account = known(connection, LOCAL, SUBJECT, CALLED)
    close(connection, account.id, closed=False)  # whoever has the server may always come in
    if not grants.has(connection, account.id, "administrator"):
        grants.grant(connection, account.id, "administrator", None, "the emergency account", trail.COMMAND_LINE)
    return account


def is_open(connection: Connection, token: str) -> bool:
    """Whether a link still works."""
    return _linked(connection, token) is not None


def _linked(connection: Connection, token: str) -> str | None:
    asked = select(passwords.c.account).where(passwords.c.link == sessions.fingerprint(token))
    return connection.execute(asked.where(passwords.c.until > now())).scalar()


def use_link(connection: Connection, token: str, password: str) -> None:
    """Set the password, end every session of the account, and the link with them. Raises Refused."""
    judge(password)
    account = _linked(connection, token)
    if account is None:
        raise Refused("this link was used already, or is older than an hour; make another: python -m data sign-in-link")
    told = {"hash": HASHER.hash(password), "link": None, "until": None}
    connection.execute(passwords.update().where(passwords.c.account == account).values(told))
    sessions.end_all(connection, account)
    trail.add(connection, account, trail.CHANGED, account=account, set="password")


def judge(password: str) -> None:
    """Raises Refused for one that is too short, or said by rote."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Refused(f"use {SHORTEST} to {LONGEST} characters: four words that do not belong together are good ones")
    if len(set(password.casefold())) < 6:
        raise Refused("use more than a few signs again and again: four words that do not belong together are good ones")


def right(connection: Connection, password: str) -> Account | None:
    """The local account where the password is its own; takes as long where it is not, or where there is none."""
    asked = select(accounts, passwords.c.hash).join(passwords, passwords.c.account == accounts.c.id)
    row = connection.execute(asked.where(accounts.c.issuer == LOCAL, accounts.c.subject == SUBJECT)).first()
    kept = row.hash if row else None
    try:
        HASHER.verify(kept or NOBODYS, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return None
    return Account.of(row) if kept and row.closed is None else None


NOBODYS = HASHER.hash(secrets.token_urlsafe(32))
