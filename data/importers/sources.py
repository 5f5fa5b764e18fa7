"""How fresh each kind of data is: when it last came, its newest day, and how often it is expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Column, Connection, Date, DateTime, Engine, delete, func, select

from data import schema, store
from data.importers.catalog import KINDS
from data.importers.kind import Kind
from data.importers.problems import ImportRefused
from data.importers.receipts import Kept

RHYTHMS = {  # kind -> days within which it is expected again, unless the school says otherwise
    "attendance": 7, "events": 14, "participants": 14, "recognitions": 14, "incidents": 14, "checkins": 31,
    "feedback": 31, "requests": 31, "meetings": 31, "actions": 31, "results": 120, "surveys": 180, "people": 180,
    "memberships": 180, "calendar": 366,
}  # fmt: skip
LONGEST_RHYTHM = 3660
FRESH, LATE, NEVER, FREE = "fresh", "late", "never", "free"


@dataclass(frozen=True)
class Source:
    """``came`` is the last import of the kind, ``newest`` the latest day in it; ``every`` is in days."""

    kind: str
    came: datetime | None
    newest: date | None
    every: int | None
    state: str  # fresh | late | never (expected, and nothing there) | free (nobody expects it)


def sources(engine: Engine, today: date) -> list[Source]:
    """Every kind that is expected or there, in the order in which they come in."""
    with engine.connect() as connection:
        came, said = _came(connection), _said(connection)
        found = [_source(connection, kind, came.get(name), said.get(name), today) for name, kind in KINDS.items()]
    return [one for one in found if one.state != FREE or one.came or one.newest]


def expect(engine: Engine, kind: str, days: int | None) -> None:
    """How often a kind is expected; None for the usual. Raises ImportRefused."""
    if kind not in KINDS:
        raise ImportRefused(f'"{kind[:40]}" is no kind of import')
    if days is not None and not 1 <= days <= LONGEST_RHYTHM:
        raise ImportRefused(f"a rhythm is 1 to {LONGEST_RHYTHM} days")
    with store.alone(engine) as connection, store.changing(connection):  # no number changes by it
        connection.execute(delete(schema.rhythms).where(schema.rhythms.c.kind == kind))
        if days is not None:
            connection.execute(schema.rhythms.insert().values(kind=kind, days=days))


def _source(connection: Connection, kind: Kind, came: datetime | None, said: int | None, today: date) -> Source:
    newest = _newest(connection, kind, today)
    every = said or RHYTHMS.get(kind.name)
    last = max(filter(None, (came and came.date(), newest)), default=None)
    return Source(kind.name, came, newest, every, _state(last, every, today))


def _state(last: date | None, every: int | None, today: date) -> str:
    if every is None:
        return FREE
    if last is None:
        return NEVER
    return FRESH if (today - last).days <= every else LATE


def _newest(connection: Connection, kind: Kind, today: date) -> date | None:
    """The latest day up to today in the column that says when; plans lie ahead and tell nothing."""
    column = next(_columns_of_days(kind), None)
    if column is None:
        return None
    last = datetime.combine(today, time.max) if isinstance(column.type, DateTime) else today
    chosen = [kind.table.c[name] == value for name, value in kind.constants.items()]
    newest = connection.scalar(select(func.max(column)).where(column <= last, *chosen))
    return newest.date() if isinstance(newest, datetime) else newest


def _columns_of_days(kind: Kind) -> Iterator[Column]:
    for field in kind.fields:
        column = kind.table.c.get(field.stored)
        if field.name in ("date", "start") and column is not None and isinstance(column.type, Date | DateTime):
            yield column


def _came(connection: Connection) -> dict[str, datetime]:
    table = schema.imports
    rows = connection.execute(select(table).where(table.c.undone.is_(None)).order_by(table.c.id))
    return {file["kind"]: one.at for one in map(Kept.of, rows) for file in one.files if file["kind"]}


def _said(connection: Connection) -> dict[str, int]:
    return {row.kind: row.days for row in connection.execute(select(schema.rhythms))}
