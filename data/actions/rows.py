"""A row as the history keeps it: JSON of all its columns, and back exactly as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Date, DateTime, Float, Table, and_, select

Row = dict[str, Any]


def find(connection: Connection, table: Table, key: Iterable[object]) -> Row | None:
    """The row of a primary key."""
    row = connection.execute(select(table).where(is_row(table, key))).first()
    return dict(row._mapping) if row else None


def all_of(connection: Connection, table: Table, goal: str) -> list[Row]:
    """What belongs to a goal."""
    return [dict(row._mapping) for row in connection.execute(select(table).where(table.c.goal == goal))]


def is_row(table: Table, key: Iterable[object]) -> ColumnElement[bool]:
    return and_(*(column == value for column, value in zip(table.primary_key, key, strict=True)))


def key_of(table: Table, row: Row) -> list[object]:
    return [row[column.name] for column in table.primary_key]


def as_text(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, default=_plain, ensure_ascii=False)


def fingerprint(row: Row) -> str:
    """By which a form knows the row that it was made of."""
    return sha256(as_text(row).encode()).hexdigest()[:16]


def key_as_text(key: Iterable[object]) -> str:
    return json.dumps(list(key), default=_plain, ensure_ascii=False)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of a row")


def of_text(table: Table, text: str | None) -> Row | None:
    """What was kept. A column that is newer than the line was empty then."""
    if text is None:
        return None
    kept = json.loads(text)
    return {column.name: _typed(column, kept.get(column.name)) for column in table.c}


def key_of_text(table: Table, text: str) -> list[object]:
    return [_typed(column, value) for column, value in zip(table.primary_key, json.loads(text), strict=True)]


def _typed(column: Column, value: Any) -> object:
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return float(value) if isinstance(column.type, Float) else value
