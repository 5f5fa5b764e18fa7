"""Whether a goal, as it would be, is still somebody's to write to."""

from __future__ import annotations

from sqlalchemy import select

from data import schema
from data.actions.history import Act
from data.actions.refused import Refused
from data.actions.rights import may
from data.actions.rows import Row

NOT_YOURS = "This goal would not be yours to write to: choose your own classroom or program, or yourself as its owner."


def check_mine(act: Act, goal: Row) -> None:
    department = act.connection.scalar(
        select(schema.people.c.department).where(schema.people.c.id == (goal["owner"] or ""))
    )
    if not may(act.writer, goal | {"owner_department": department}):
        raise Refused(NOT_YOURS, "owner")
