"""Somebody who writes, on a school made by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import select

from data import schema, store
from data.actions import history, taking_back
from data.actions.history import Act
from data.actions.rights import Writer
from data.viewer import Viewer
from tests.data.school import TODAY, School

LEADER = Writer(Viewer.of("leader"), "leader")
NUMBERS = count(1)
NOW = datetime(2026, 1, 30, 15, 30)


def write(
    school: School, do: Callable[[Act], object], writer: Writer = LEADER, word: str = "", minutes: int = 0
) -> Act:
    """One form, as access/goals.py takes it."""
    with school.engine.connect() as connection, store.changing(connection):
        act = Act(connection, writer, word or f"{next(NUMBERS):064x}", NOW + timedelta(minutes=minutes), TODAY)
        act.made = do(act)
        act.close()
        return act


def take_back(school: School, word: str) -> Act:
    return write(school, lambda act: taking_back.undo(act, history.lines_of(act.connection, word)))


def rows(school: School, table: str) -> list[dict]:
    """All rows of a table, in the order of their keys."""
    asked = schema.metadata.tables[table]
    with school.engine.connect() as connection:
        found = connection.execute(select(asked).order_by(*asked.primary_key))
        return [dict(row._mapping) for row in found]


def everything(school: School) -> dict[str, list[dict]]:
    return {table: rows(school, table) for table in ("goals", "checkins", "cycles", "actions")}
