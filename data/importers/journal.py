"""What imports changed, kept so that it can be taken back: a line for each changed row, in ``import_changes``.

A line says the row's primary key, what its changed columns held before, and which import had written it. Rows that an
import adds carry its id and need no line.

Who changes data otherwise (``data/actions.py``, when people edit in the app) must keep the same book, in the very
transaction of the change, or an import before it could be taken back over it:

1. ``receipts.begin`` gives the edit an id of its own in ``imports``, as if it were a small import.
2. ``draft`` and ``keep`` write a line for each row that is about to be changed, under that id; then it is changed, and
   its ``import_id`` is set to null, for it is no longer what a file said. Rows that are added have null there, too.
3. ``receipts.keep`` writes a receipt without files. Rows that an import wrote are never deleted by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    MetaData,
    Table,
    and_,
    case,
    delete,
    func,
    literal,
    select,
)

from data import schema, store

LINES = schema.import_changes


def draft(
    connection: Connection,
    lines: Table,
    table: Table,
    differing: Mapping[str, ColumnElement[bool]],
    changed: ColumnElement[bool],
) -> None:
    """Write the lines of rows of which ``changed`` is true; ``differing`` says which of their columns will change."""
    before = literal('{"import_id":') + store.as_json(connection, table.c.import_id)
    for name, differs in differing.items():
        before += case((differs, literal(f',"{name}":') + store.as_json(connection, table.c[name])), else_="")
    drafted = select(literal(table.name), row_key(connection, table), before + literal("}")).where(changed)
    connection.execute(lines.insert().from_select(lines.c.keys(), drafted))


def drafts(connection: Connection, name: str) -> Table:
    """A temporary table for lines, in the order in which they will be kept."""
    columns = [Column(c.name, c.type, primary_key=c.primary_key) for c in LINES.c if c.name != "import_id"]
    table = Table(name, MetaData(), *columns, prefixes=["TEMPORARY"], **schema.WITHOUT_ROWID)
    table.drop(connection, checkfirst=True)
    table.create(connection)
    return table


def keep(connection: Connection, lines: Table, import_id: int) -> None:
    """Put drafted lines into the book. They must be of the very rows that are changed now, before they are."""
    kept = select(literal(import_id), *lines.c).order_by(*lines.primary_key)
    connection.execute(LINES.insert().from_select(LINES.c.keys(), kept))


def row_key(connection: Connection, rows: FromClause) -> ColumnElement[str]:
    """The primary key as a line has it: ``["s1","2026-01-30"]``."""
    first, *others = (store.as_json(connection, column) for column in rows.primary_key)
    key = literal("[") + first
    for other in others:
        key += literal(",") + other
    return key + literal("]")


def writer_before(connection: Connection, lines: FromClause = LINES) -> ColumnElement[int]:
    """The import that had written the row of a line."""
    return store.from_json(connection, lines.c.before, "import_id", Integer())


def restore(connection: Connection, import_id: int) -> int:
    """Give the rows that an import changed what they had before, and drop its lines; how many rows that were."""
    store.gather_statistics(connection, LINES)
    lines = LINES.c.import_id == import_id
    count = connection.scalar(select(func.count()).select_from(LINES).where(lines))
    restored = sum(_restore(connection, table, import_id) for table in _tables(connection, import_id))
    assert restored == count, (import_id, restored, count)  # what somebody else wrote since was looked for before
    connection.execute(delete(LINES).where(lines))
    return restored


def _restore(connection: Connection, table: Table, import_id: int) -> int:
    values = {"import_id": writer_before(connection)}
    for column in _changed_columns(connection, table, import_id):
        told = store.from_json(connection, LINES.c.before, column.name, column.type)
        values[column.name] = case((store.has_json(connection, LINES.c.before, column.name), told), else_=column)
    places = enumerate(table.primary_key)  # line by line to its row: the other way round there is no index
    same = [key == store.from_json(connection, LINES.c.row, place, key.type) for place, key in places]
    own = and_(LINES.c.import_id == import_id, LINES.c.name == table.name, table.c.import_id == import_id, *same)
    return connection.execute(table.update().where(own).values(values)).rowcount


def _tables(connection: Connection, import_id: int) -> Iterator[Table]:
    names = connection.scalars(select(LINES.c.name).where(LINES.c.import_id == import_id).distinct()).all()
    yield from (schema.metadata.tables[name] for name in names)


def _changed_columns(connection: Connection, table: Table, import_id: int) -> list[ColumnElement]:
    """The columns that any of the lines tells of."""
    told = [column for column in table.c if not column.primary_key and column.name != "import_id"]
    lines = and_(LINES.c.import_id == import_id, LINES.c.name == table.name)
    any_ = [func.max(case((store.has_json(connection, LINES.c.before, c.name), 1), else_=0)) for c in told]
    flags = connection.execute(select(*any_).where(lines)).one()
    return [column for column, flag in zip(told, flags, strict=True) if flag]
