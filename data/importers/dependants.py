"""What stands on an import, so that it cannot be taken back alone: rows changed since, rows that refer to its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Table,
    and_,
    cast,
    exists,
    func,
    not_,
    null,
    or_,
    select,
    true,
)

from data import schema, store
from data.importers.journal import LINES, row_key, writer_before


class Dependant(NamedTuple):
    """Rows of a table that somebody wrote after an import and upon it: ``by`` is a later import, None a person."""

    by: int | None
    did: str


class Reference(NamedTuple):
    """A column that holds what another column of another row is; ``only`` where not every row's does."""

    column: Column
    to: Column
    only: ColumnElement[bool] = true()


KEYS = [
    Reference(key.parent, key.column) for table in schema.metadata.sorted_tables for key in table.foreign_keys
]  # what the database itself holds together
GOES_ALONG = schema.session_answers.c.event  # whether a session was useful that there never was: undo takes it along
WORDS = [
    Reference(schema.recognitions.c.to_group, schema.groups.c.id, schema.recognitions.c.to_kind != "team"),
    Reference(schema.surveys.c.group, schema.groups.c.id),
]  # what only the checks of an import look up


def dependants(connection: Connection, import_id: int, written: dict[str, int]) -> list[Dependant]:
    """Everything that must be taken back before this import can be; none if it can be now."""
    found = [*_changed(connection, import_id), *_by_hand(connection, import_id, written)]
    for reference in KEYS + WORDS:
        if reference.column is not GOES_ALONG and written.get(reference.to.table.name):
            found += _referring(connection, import_id, reference)
            found += _referred(connection, import_id, reference)
    if written.get(schema.people.name):
        found += _thanked(connection, import_id)
    return found


def _changed(connection: Connection, import_id: int) -> Iterator[Dependant]:
    """Rows that this import wrote and a later one changed."""
    own = LINES.alias("own")
    both = exists().where(own.c.import_id == import_id, own.c.name == LINES.c.name, own.c.row == LINES.c.row)
    since = and_(LINES.c.import_id > import_id, or_(writer_before(connection) == import_id, both))
    lines = select(LINES.c.import_id, LINES.c.name, func.count()).where(since).group_by(LINES.c.import_id, LINES.c.name)
    for by, table, rows in connection.execute(lines):
        yield Dependant(by, f"changed {_rows(rows, table)} of import {import_id}")


def _by_hand(connection: Connection, import_id: int, written: dict[str, int]) -> Iterator[Dependant]:
    """Rows that this import wrote and that are no longer its own, though no later import says it changed them."""
    for name, count in written.items():
        table = schema.metadata.tables[name]
        still = select(func.count()).select_from(table).where(table.c.import_id == import_id)
        later = select(func.count()).select_from(LINES)
        later = later.where(LINES.c.name == name, LINES.c.import_id > import_id, writer_before(connection) == import_id)
        missing = count - connection.scalar(still) - connection.scalar(later)
        if missing:
            yield Dependant(None, f"changed {_rows(missing, name)} of import {import_id}")


def _referring(connection: Connection, import_id: int, reference: Reference) -> Iterator[Dependant]:
    """Rows of others that refer to one that this import added."""
    column, table = reference.column, reference.column.table
    there = and_(_since(table, import_id), reference.only, column.in_(_added(connection, import_id, reference.to)))
    yield from _counted(connection, table, there, f"about {reference.to.table.name} of import {import_id}")


def _counted(connection: Connection, table: Table, there: ColumnElement[bool], about: str) -> Iterator[Dependant]:
    rows = select(_writer(table), func.count()).where(there).group_by(_writer(table))
    for by, count in connection.execute(rows):
        yield Dependant(by, f"wrote {_rows(count, table.name)} {about}")


def _referred(connection: Connection, import_id: int, reference: Reference) -> Iterator[Dependant]:
    """Rows that referred to one that this import added, until a later import changed them."""
    column, to = reference.column, reference.to
    before = store.from_json(connection, LINES.c.before, column.name, column.type)
    there = and_(LINES.c.import_id > import_id, LINES.c.name == column.table.name)
    lines = select(LINES.c.import_id, func.count()).where(there, before.in_(_added(connection, import_id, to)))
    for by, count in connection.execute(lines.group_by(LINES.c.import_id)):
        about = f"about {to.table.name} of import {import_id}"
        yield Dependant(by, f"changed {_rows(count, column.table.name)} {about}")


def _thanked(connection: Connection, import_id: int) -> Iterator[Dependant]:
    """Thanks to a team that nobody would be in."""
    thanks = schema.recognitions
    gone, stays = (exists(_members(connection, import_id, brought)) for brought in (True, False))
    there = and_(_since(thanks, import_id), thanks.c.to_kind == "team", gone, not_(stays))
    yield from _counted(connection, thanks, there, f"to teams of people of import {import_id}")


def _members(connection: Connection, import_id: int, brought: bool) -> Select:
    """The members of a thanked team that this import brought, or the others."""
    thanks, one = schema.recognitions, schema.people.alias()
    team = and_(one.c.kind == "staff", one.c.department == thanks.c.to_group, one.c.school == thanks.c.school)
    return select(1).where(team, _is_added(connection, import_id, one, schema.people.name) == brought)


def _added(connection: Connection, import_id: int, to: Column) -> Select:
    rows = to.table.alias()
    added = _is_added(connection, import_id, rows, to.table.name)
    return select(rows.c[to.name]).where(added, not_(_is_bare(rows)) if to.table is schema.schools else true())


def _is_added(connection: Connection, import_id: int, rows: FromClause, table: str) -> ColumnElement[bool]:
    """Whether a row is there by this import, which did not merely change it; others may have changed it since."""
    own, later = LINES.alias(), LINES.alias()
    changed = select(own.c.row).where(own.c.import_id == import_id, own.c.name == table)
    since = and_(later.c.import_id > import_id, later.c.name == table, writer_before(connection, later) == import_id)
    key = row_key(connection, rows)
    written = or_(rows.c.import_id.is_not_distinct_from(import_id), key.in_(select(later.c.row).where(since)))
    return and_(written, key.not_in(changed))


def _is_bare(schools: FromClause) -> ColumnElement[bool]:
    """Whether no more is known of a school than that rows name it: whoever names it next would make it again."""
    return and_(schools.c.name == schools.c.id, schools.c.district.is_(None))


def _since(table: Table, import_id: int) -> ColumnElement[bool]:
    """Whether a row was last written later, or by nobody who says when."""
    return or_(_writer(table).is_(None), _writer(table) > import_id)


def _writer(table: Table) -> ColumnElement[int | None]:
    """The import that last wrote a row; what is written in the app alone has none."""
    return table.c.import_id if "import_id" in table.c else cast(null(), Integer)


def _rows(number: int, table: str) -> str:
    return f"{number:,} {'row' if number == 1 else 'rows'} of {table.replace('_', ' ')}"
