"""The one place where staged rows become rows of the database: update what differs, insert what is new.

Inside the write lock, so nothing here looks at a row: a few statements a table, whatever the number of rows.
"""

from __future__ import annotations

from collections import Counter

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Select,
    Table,
    case,
    exists,
    func,
    literal,
    not_,
    select,
)

from data import schema
from data.importers import journal
from data.importers.kind import Part
from data.importers.staging import Stage, changes, has, same_key


def merge(connection: Connection, stage: Stage, import_id: int) -> Counter[str]:
    """Take over the rows of a stage: how many, by table. What a row leaves blank keeps what is stored."""
    written = Counter({schema.schools.name: _make_schools(connection, stage, import_id)})
    journal.keep(connection, stage.lines, import_id)
    for part, meets, adds in stage.steps:
        if meets:
            written[part.table.name] += _update(connection, part, stage.table, import_id)
        if adds:
            written[part.table.name] += _insert(connection, part, stage.table, import_id, meets)
    return written


def _make_schools(connection: Connection, stage: Stage, import_id: int) -> int:
    """A school that is only named gets its id for a name, until a file of schools says better."""
    if stage.kind.table is schema.schools or "school" not in stage.table.c:
        return 0
    table, named = schema.schools, stage.table.c.school
    new = select(named, named, literal(import_id)).distinct()
    new = new.where(named.is_not(None), not_(exists(select(1).where(table.c.id == named))))
    return _count(connection, table.insert().from_select(["id", "name", "import_id"], new))


def _update(connection: Connection, part: Part, staged: Table, import_id: int) -> int:
    told = {name: staged.c[mine] for name, mine in part.columns.items() if name not in part.key}
    if not told:
        return 0
    values = {name: _told(part, name, mine) for name, mine in told.items()}
    changed = part.table.update().where(changes(part, staged))
    return _count(connection, changed.values(**values, import_id=import_id))


def _count(connection: Connection, statement: Executable) -> int:
    """How many rows a statement wrote."""
    return connection.execute(statement.execution_options(preserve_rowcount=True)).rowcount


def _told(part: Part, name: str, mine: ColumnElement) -> ColumnElement:
    stored = part.table.c[name]
    told = mine if name in part.always else func.coalesce(mine, stored)
    return case((part.sealed[name], stored), else_=told) if name in part.sealed else told


def _insert(connection: Connection, part: Part, staged: Table, import_id: int, meets: bool) -> int:
    columns = [*part.columns, *part.constants, "import_id"]
    return _count(connection, part.table.insert().from_select(columns, _new(part, staged, import_id, meets)))


def _new(part: Part, staged: Table, import_id: int, meets: bool) -> Select:
    """The rows that have no stored one."""
    values = [_value(part, name, staged) for name in part.columns]
    constants = [literal(value) for value in part.constants.values()]
    new = select(*values, *constants, literal(import_id)).where(has(part, staged))
    if meets:
        new = new.where(not_(exists(select(1).where(same_key(part, staged)))))
    return new.order_by(*_order(part, staged))


def _order(part: Part, staged: Table) -> list:
    """By the key, where that is how the table is kept: half the time in the lock. Else as in the file."""
    if {column.name for column in part.table.primary_key} == set(part.key) and len(part.key) > 1:
        return [staged.c[part.columns[name]] for name in part.key if name in part.columns]
    return [staged.c.whence]


def _value(part: Part, name: str, staged: Table):
    mine = staged.c[part.columns[name]]
    return func.coalesce(mine, literal(part.defaults[name])) if name in part.defaults else mine
