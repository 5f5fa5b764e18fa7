"""Engines, transactions and migrations: the only file that knows a database's dialect."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Engine,
    Executable,
    Float,
    Text,
    cast,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import TypeEngine

from data import schema

if TYPE_CHECKING:
    import pandas as pd

MOST_TOLD = 20  # problems of a database
MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MILLISECONDS = 30_000
LARGE_MEMORY = 64_000  # KiB
MOST_PARAMETERS = 400  # of one statement of SQLite: more gain nothing
SCHEMA_LOCK = 727_001  # one process at a time brings a PostgreSQL schema up to date
REMEDIES = {  # part of what a database says -> what to do
    "unable to open": "check that the folder may be written to",
    "locked": "another program is writing to it for long; try again when it has finished",
    "full": "make room on the disk and try again",
    "readonly": "check that the file and its folder may be written to",
}


class StoreError(RuntimeError):
    """The database cannot be used; the message is one line that names it and the remedy."""


def revisions() -> list[str]:
    """The schema's versions, oldest first, as this copy of Staffroom knows them."""
    return sorted(path.stem.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def open_store(url: str) -> Engine:
    """An engine on a database whose schema is this version's; an empty one gets it. Raises StoreError."""
    engine = _engine(url)
    try:
        if _revision(engine) != revisions()[-1]:
            _bring_up_to_date(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise StoreError(trouble(url, error)) from error
    return engine


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url.replace("postgresql://", "postgresql+psycopg://"), pool_pre_ping=True)
    _make_folder(url)
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(url: str) -> None:
    folder = Path(make_url(url).database or ".").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{folder}: cannot be created ({error.strerror}); choose another place by STAFFROOM_DATABASE_URL"
        ) from error


def _prepare_sqlite(connection, _record) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, in _begin_sqlite
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", f"busy_timeout = {BUSY_MILLISECONDS}"):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("text_of_float", 1, lambda value: None if value is None else repr(value))
    connection.create_function("float_of_text", 1, lambda value: None if value is None else float(value))


def _begin_sqlite(connection: Connection) -> None:
    """A writer asks for the lock at once: a deferred one that reads first fails when another writes."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that changes data: all of it and a new data version, or nothing."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        move_version(connection)  # first: on PostgreSQL it is the lock that makes writers wait for each other
        yield connection


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A connection that goes back to no pool: its temporary tables go with it, whatever happens."""
    with engine.connect() as connection:
        try:
            _give_memory(connection)
            yield connection
        finally:
            connection.invalidate()


def _give_memory(connection: Connection) -> None:
    """More than others have: what does not fit is written to disk and read again, partly while others wait."""
    settings = {
        "sqlite": [f"PRAGMA {place}.cache_size = -{LARGE_MEMORY}" for place in ("main", "temp")],
        "postgresql": [f"SET {name} = '{LARGE_MEMORY}kB'" for name in ("temp_buffers", "work_mem")],
    }
    for setting in settings[connection.dialect.name]:
        connection.exec_driver_sql(setting)
    connection.commit()


@contextmanager
def changing(connection: Connection) -> Iterator[int]:
    """One transaction on a connection at hand that may change data: all of it or nothing.

    Gives the data version, which nobody else moves meanwhile; who changed something says so by ``move_version``.
    """
    connection.execution_options(writes=True)
    try:
        with connection.begin():
            yield connection.execute(select(schema.data_version.c.version).with_for_update()).scalar_one()
    finally:
        connection.execution_options(writes=False)


@contextmanager
def looking(engine: Engine) -> Iterator[Connection]:
    """One transaction that reads, and sees the data as they were at its first question, whatever others write."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":  # SQLite never does otherwise
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


def move_version(connection: Connection) -> None:
    table = schema.data_version
    connection.execute(table.update().values(version=table.c.version + 1))


def data_version(connection: Connection) -> int:
    """A number that grows with every change of data: what remembered answers are keyed by."""
    return connection.execute(select(schema.data_version.c.version)).scalar_one()


def read(connection: Connection, statement: Executable) -> pd.DataFrame:
    """The rows of a query; its columns stand even where there are no rows."""
    import pandas as pd  # only where frames are made: who imports files would wait for it in vain

    result = connection.execute(statement)
    plain = [tuple(row) for row in result]  # pandas takes ten times as long over SQLAlchemy's own rows
    return pd.DataFrame(plain, columns=list(result.keys()))


def likeness(statement: Executable) -> Hashable:
    """Equal for two statements that read the same rows: the key by which SQLAlchemy keeps SQL, and the values in it."""
    key = statement._generate_cache_key()
    values = (bound.effective_value for bound in key.bindparams)
    return key.key, tuple(tuple(value) if isinstance(value, list | tuple) else value for value in values)


def is_missing(url: str) -> bool:
    """Whether the address is that of a SQLite file that is not there yet."""
    path = make_url(url).database
    return url.startswith("sqlite") and bool(path) and not Path(path).exists()


def is_empty(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.execute(select(schema.schools.c.id).limit(1)).first() is None


def unsound(engine: Engine) -> list[str]:
    """What SQLite finds wrong with its own file; PostgreSQL looks after that by itself."""
    if engine.dialect.name != "sqlite":
        return []
    with engine.connect() as connection:
        damaged = [row[0] for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
        lost = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [*damaged, *(f"a row of {row[0]} names one of {row[2]} that is not there" for row in lost[:MOST_TOLD])]


def insert_many(connection: Connection, table, rows: Sequence[tuple], columns: Sequence[str]) -> None:
    """Rows into a table by the driver's own fastest path; values must already be of the column's type."""
    if rows:
        insert_columns(connection, table, columns, list(zip(*rows, strict=True)))


def insert_columns(connection: Connection, table, names: Sequence[str], values: Sequence[Sequence]) -> None:
    """The same, column by column. A temporary ``table`` must have been made in this very transaction or before."""
    if not values[0]:
        return
    try:
        _insert_columns(connection, table, [table.c[name] for name in names], values)
    except connection.dialect.loaded_dbapi.Error as error:  # the driver's own: SQLAlchemy does not see this call
        raise StoreError(trouble(str(connection.engine.url), error)) from error


def _insert_columns(connection: Connection, table, columns: Sequence[Column], values: Sequence[Sequence]) -> None:
    told = [(column, cells) for column, cells in zip(columns, values, strict=True) if not _blank(cells)]
    quoted = ", ".join(f'"{column.name}"' for column, _ in told)  # names from the schema only
    if connection.dialect.name == "postgresql":
        rows = zip(*(cells for _, cells in told), strict=True)
        _copy(connection, f'COPY "{table.name}" ({quoted}) FROM STDIN', rows)
    else:
        written = [_as_sqlite_writes(connection, *pair) for pair in told]
        _insert_by_many(connection, f'INSERT INTO "{table.name}" ({quoted}) VALUES ', written)


def _insert_by_many(connection: Connection, insert: str, columns: Sequence[Sequence]) -> None:
    """Many rows a statement, then what is left one by one: the driver takes as long over a statement as over a row."""
    insert_rows = connection.connection.driver_connection.executemany
    width, count = len(columns), len(columns[0])
    row, many = f"({', '.join('?' * width)})", max(1, MOST_PARAMETERS // width)
    cells = chain.from_iterable(zip(*columns, strict=True))
    whole = islice(cells, (count - count % many) * width)
    insert_rows(insert + ", ".join([row] * many), zip(*[whole] * (many * width), strict=True))
    insert_rows(insert + row, zip(*[cells] * width, strict=True))


def _blank(cells: Sequence) -> bool:
    return cells[0] is None and cells.count(None) == len(cells)


def _as_sqlite_writes(connection: Connection, column: Column, values: Sequence) -> Sequence:
    """Dates in SQLAlchemy's form: the driver's own has no microseconds and would never compare equal."""
    if not isinstance(column.type, Date | DateTime):
        return values
    written = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    form = {value: written(value) if isinstance(value, date) else value for value in set(values)}
    return [form[value] for value in values]


def gather_statistics(connection: Connection, table) -> None:
    """PostgreSQL knows nothing of a table that was just filled, and would join it row by row."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f'ANALYZE "{table.name}"'))


# --- values as JSON, and back exactly as they were -------------------------------------------------------
def as_json(connection: Connection, value: ColumnElement) -> ColumnElement[str]:
    """The JSON text of a value. SQLite itself writes 15 digits of a number: there Python writes them."""
    if connection.dialect.name == "postgresql":
        return func.coalesce(cast(func.to_json(value), Text), "null")
    return func.json_quote(func.text_of_float(value) if isinstance(value.type, Float) else value, type_=Text)


def from_json(connection: Connection, document: ColumnElement, place: str | int, type_: TypeEngine) -> ColumnElement:
    """The value of a JSON text that ``as_json`` wrote, by the name in an object or the number in an array."""
    if connection.dialect.name == "postgresql":
        return cast(func.json_extract_path_text(cast(document, JSON), str(place)), type_)
    value = func.json_extract(document, _path(place), type_=type_)
    return func.float_of_text(value, type_=type_) if isinstance(type_, Float) else value


def has_json(connection: Connection, document: ColumnElement, place: str) -> ColumnElement[bool]:
    """Whether an object says anything of the name, be it null."""
    if connection.dialect.name == "postgresql":
        return func.json_extract_path(cast(document, JSON), place).is_not(None)
    return func.json_type(document, _path(place)).is_not(None)


def _path(place: str | int) -> str:
    return f"$[{place}]" if isinstance(place, int) else f"$.{place}"  # names from the schema only


def _copy(connection: Connection, statement: str, rows: Iterable[tuple]) -> None:
    with connection.connection.driver_connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if "alembic_version" in inspect(connection).get_table_names():
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None


def _bring_up_to_date(engine: Engine) -> None:
    """Migrate in one transaction, one process at a time; refuse what is not ours or newer than we are."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({SCHEMA_LOCK})"))
        tables = set(inspect(connection).get_table_names())
        found = (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if "alembic_version" in tables
            else None
        )
        _check_ours(engine, tables, found)
        if found != revisions()[-1]:
            _upgrade(connection)


def _check_ours(engine: Engine, tables: set[str], found: str | None) -> None:
    place = engine.url.render_as_string(hide_password=True)
    if found and found not in revisions():
        raise StoreError(f"{place} was written by a newer Staffroom (schema {found}); update Staffroom first")
    if not found and tables:
        raise StoreError(f"{place} holds other tables; name an empty database by STAFFROOM_DATABASE_URL")


def _upgrade(connection: Connection) -> None:
    from alembic import command  # only where there is something to migrate: it costs 0.3 s and 15 MB
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def trouble(url: str, error: Exception) -> str:
    """What a database's error is called where a person reads it: one line, without values of rows."""
    place = make_url(url).render_as_string(hide_password=True)
    cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    remedy = "restore a backup or name another database by STAFFROOM_DATABASE_URL"
    for part, better in REMEDIES.items():
        remedy = better if part in cause else remedy
    return f"{place} cannot be used: {cause}; {remedy}"
