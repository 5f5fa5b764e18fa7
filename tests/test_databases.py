"""The databases the tests stand on are real ones."""

import time

import pytest
import sqlalchemy as sa

from tests.postgres import PostgresServer


def test_a_test_may_ask_for_a_database_of_either_kind(database_url, request):
    engine = sa.create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT)"))
        connection.execute(sa.text("INSERT INTO people VALUES ('007', 'Amália Şimşek')"))
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT id, name FROM people")).all() == [("007", "Amália Şimşek")]
    engine.dispose()
    assert engine.dialect.name in request.node.name


@pytest.mark.postgres
def test_every_test_starts_with_an_empty_postgresql_database(postgres_server):
    for _ in range(2):
        with postgres_server.database() as url:
            engine = sa.create_engine(url)
            with engine.begin() as connection:
                connection.execute(sa.text("CREATE TABLE left_behind (id INTEGER)"))
            engine.dispose()


@pytest.mark.postgres
def test_a_server_is_ready_within_ten_seconds_and_leaves_nothing_behind():
    started = time.monotonic()
    with PostgresServer() as server:
        assert time.monotonic() - started < 10
        assert server.connect().execute("SELECT 1").fetchone() == (1,)
    assert server.process.returncode is not None
    assert not server.folder.exists()
