"""Accounts: a person as the provider of identities knows them, by issuer and subject and by nothing else.

An address is looked at once, to find the person of the roster; after that it may be given to somebody else.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, func, select

from data.schema import accounts, people

LOCAL = "this machine"  # the issuer of the one account that needs no provider


@dataclass(frozen=True)
class Account:
    id: str
    person: str | None
    called: str
    issuer: str = ""
    closed: datetime | None = None

    @classmethod
    def of(cls, row: Row) -> Account:
        return cls(row.id, row.person, row.called, row.issuer, row.closed)


def known(connection: Connection, issuer: str, subject: str, called: str, address: str | None = None) -> Account:
    """The account of who signs in, made with their first time. ``address`` is one that the provider has verified."""
    asked = select(accounts).where(accounts.c.issuer == issuer, accounts.c.subject == subject)
    found = connection.execute(asked).first()
    if found is None:
        new = {"id": secrets.token_urlsafe(12), "issuer": issuer, "subject": subject, "called": printable(called),
               "person": _person(connection, address), "begun": now()}  # fmt: skip
        connection.execute(accounts.insert().values(new))
    elif found.person is None and (person := _person(connection, address)):
        connection.execute(accounts.update().where(accounts.c.id == found.id).values(person=person))
    return Account.of(connection.execute(asked).one())


def printable(called: str) -> str:
    """A provider's word, without what turns the letters around it."""
    return "".join(letter for letter in called if letter.isprintable())


def _person(connection: Connection, address: str | None) -> str | None:
    """The one of the staff with this address: where two have it, nobody; nor where another account is that person.

    Letters that only look like those of ASCII are others: an address with them is nobody's.
    """
    if not address or not address.isascii():
        return None
    asked = select(people.c.id).where(people.c.kind == "staff", func.lower(people.c.email) == address.strip().lower())
    found = connection.scalars(asked.limit(2)).all()
    taken = select(accounts.c.id).where(accounts.c.person.in_(found))
    return found[0] if len(found) == 1 and connection.execute(taken).first() is None else None


def every(connection: Connection) -> list[Account]:
    return [Account.of(row) for row in connection.execute(select(accounts).order_by(accounts.c.called))]


def close(connection: Connection, account: str, closed: bool = True) -> None:
    """A closed account signs in no more; what it did stays in the trail."""
    when = now() if closed else None
    connection.execute(accounts.update().where(accounts.c.id == account).values(closed=when))


def now() -> datetime:
    """UTC, as all times of accounts are: a clock that is put back must lengthen no session."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
