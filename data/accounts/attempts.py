"""How often somebody tried, counted in the database: every worker knows of all of them."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from sqlalchemy import Connection, func, select

from data.accounts.account import now
from data.schema import attempts

WITHIN = timedelta(minutes=15)
MOST = 10  # of one kind from one address


def is_one_too_many(connection: Connection, what: str, address: str, most: int = MOST) -> bool:
    """Count one more, in a transaction that writes; whether that is too many. Addresses are kept as fingerprints."""
    key, at = _key(what, address), now()
    connection.execute(attempts.delete().where(attempts.c.at < at - WITHIN))
    count = connection.scalar(select(func.count()).select_from(attempts).where(attempts.c.key == key))
    if count < most:
        connection.execute(attempts.insert().values(key=key, at=at))
    return count >= most


def forgive(connection: Connection, what: str, address: str) -> None:
    """Who is let in had a reason to try: a school has one address for all of its people."""
    connection.execute(attempts.delete().where(attempts.c.key == _key(what, address)))


def _key(what: str, address: str) -> str:
    return sha256(f"{what} {address}".encode()).hexdigest()
