"""The store: one schema whichever way it was made, writers that wait, and clear words when it cannot be used."""

import sqlite3
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from data import schema, store
from data.store import StoreError, open_store, writing


def test_the_migrations_make_the_schema(database_url):
    with open_store(database_url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        assert store.data_version(connection) == 1


def test_a_written_row_and_a_new_data_version_come_together_or_not_at_all(database_url):
    engine = open_store(database_url)
    with writing(engine) as connection:
        connection.execute(schema.schools.insert().values(id="S1", name="Oak"))
    with pytest.raises(RuntimeError), writing(engine) as connection:
        connection.execute(schema.schools.insert().values(id="S2", name="Elm"))
        raise RuntimeError("the plug was pulled")
    with engine.connect() as connection:
        assert connection.execute(select(schema.schools.c.id)).scalars().all() == ["S1"]
        assert store.data_version(connection) == 2


def test_many_writers_that_read_first_all_get_their_turn(sqlite_url):
    engine, faults = open_store(sqlite_url), []

    def write_ten_times() -> None:
        try:
            for _ in range(10):
                with writing(engine) as connection:
                    store.data_version(connection)
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write_ten_times) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    with engine.connect() as connection:
        assert faults == [] and store.data_version(connection) == 61


def test_a_row_that_points_nowhere_is_refused(database_url):
    engine = open_store(database_url)
    with pytest.raises(Exception, match=r"(?i)foreign key"), writing(engine) as connection:
        connection.execute(schema.people.insert().values(id="P", name="Ada", kind="staff", school="nowhere"))


def test_a_corrupt_file_is_named_with_a_remedy(tmp_path):
    path = tmp_path / "broken.db"
    path.write_bytes(b"this is no database, whatever its name says" * 100)
    with pytest.raises(StoreError, match=r"broken\.db cannot be used.*restore a backup"):
        open_store(f"sqlite:///{path}")


def test_a_database_of_a_newer_version_is_left_alone(sqlite_url):
    with open_store(sqlite_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer Staffroom"):
        open_store(sqlite_url)


def test_somebody_elses_database_is_left_alone(tmp_path):
    path = tmp_path / "theirs.db"
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE invoices (id)")
    with pytest.raises(StoreError, match="other tables"):
        open_store(f"sqlite:///{path}")


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="STAFFROOM_DATABASE_URL"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'school.db'}")


def test_a_person_has_one_row_with_a_name(database_url):
    with open_store(database_url).connect() as connection:
        assert connection.execute(text("SELECT name FROM people")).all() == []


def test_every_column_that_may_hold_a_name_is_marked():
    assert {("people", "name"), ("people", "email"), ("goals", "owner"), ("recognitions", "message")} <= set(
        schema.PERSONAL
    )
