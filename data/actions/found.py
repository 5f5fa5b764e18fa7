"""The goal that somebody writes to, and what belongs to it: looked up with the rights of who asks."""

from __future__ import annotations

from sqlalchemy import Connection, Select, Table, select

from data import schema
from data.actions import rows
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import Writer, may, sees
from data.actions.rows import Row

LARGEST_ID = 2**31 - 1
NUL = "\x00"


def with_owners() -> Select:
    """Whole goals, each with the department of the person whose it is."""
    goals, people = schema.goals, schema.people
    owned = goals.outerjoin(people, people.c.id == goals.c.owner)
    return select(goals, people.c.department.label("owner_department")).select_from(owned)


def goal(connection: Connection, writer: Writer, id_: str) -> Row:
    """A goal that they may write to. Raises NotThere and NotAllowed."""
    if NUL in id_:  # PostgreSQL takes none, not even to say that it is not there
        raise NotThere
    row = connection.execute(with_owners().where(schema.goals.c.id == id_)).first()
    if row is None or not sees(writer, row.school):
        raise NotThere
    if not may(writer, row._mapping):
        raise NotAllowed
    return dict(row._mapping)


def theirs(connection: Connection, writer: Writer, id_: str) -> Row | None:
    """The same, or None: for who only looks whether there is one."""
    try:
        return goal(connection, writer, id_)
    except (NotThere, NotAllowed):
        return None


def open_goal(connection: Connection, writer: Writer, id_: str) -> Row:
    """The same, as long as something may be added to it."""
    found = goal(connection, writer, id_)
    if found["closed"]:
        raise Refused("This goal is closed: open it again first.")
    return found


def stored(found: Row) -> Row:
    """The goal as its table has it."""
    return {name: value for name, value in found.items() if name in schema.goals.c}


def part(connection: Connection, table: Table, goal_id: str, id_: str | int) -> Row:
    """A check-in, step or cycle of a goal. Raises NotThere."""
    if isinstance(id_, int) and id_ > LARGEST_ID:
        raise NotThere
    row = rows.find(connection, table, [id_])
    if row is None or row["goal"] != goal_id:
        raise NotThere
    return row


def is_there(connection: Connection, id_: str) -> bool:
    return rows.find(connection, schema.goals, [id_]) is not None
