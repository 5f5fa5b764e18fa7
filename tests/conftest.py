"""What every test may ask for: databases of both kinds, and a day that stands still.

`database_url` runs a test twice, on SQLite and on PostgreSQL; `postgres_url`
and `sqlite_url` are one of each. All are empty.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

TODAY = "2026-01-30"

# Settings of the person who runs the tests must not reach them, least of all the database of their school.
for name in [name for name in os.environ if name.startswith("STAFFROOM_") and name != "STAFFROOM_CHROMIUM"]:
    del os.environ[name]
os.environ["STAFFROOM_TODAY"] = TODAY
os.environ["STAFFROOM_DATABASE_URL"] = f"sqlite:///{tempfile.gettempdir()}/staffroom-test-{uuid.uuid4().hex}.db"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator:
    """One real server a test process, started by the first test that asks; with pytest-xdist one a worker.

    A server is ready in a second and takes 40 MB: less trouble than sharing one between processes.
    """
    from tests.postgres import PostgresServer

    with PostgresServer() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server) -> Iterator[str]:
    """A new, empty PostgreSQL database; gone after the test."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'staffroom.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database, once of each kind."""
    return request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param])


@pytest.fixture(scope="session")
def made_schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with the schema, migrated once a test run: a copy costs a millisecond."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    from data.store import open_store

    open_store(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture(scope="session")
def made_postgres(postgres_server) -> Iterator[str]:
    """The name of a PostgreSQL database with the schema: a copy costs a tenth of the migrations."""
    from data.store import open_store

    with postgres_server.database() as url:
        open_store(url).dispose()
        yield make_url(url).database


@pytest.fixture
def made_postgres_url(postgres_server, made_postgres: str) -> Iterator[str]:
    with postgres_server.database(like=made_postgres) as url:
        yield url


@pytest.fixture
def made_sqlite_url(sqlite_url: str, made_schema: Path) -> str:
    shutil.copy(made_schema, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def made_url(request: pytest.FixtureRequest) -> str:
    """A database with the schema and without rows, once of each kind."""
    return request.getfixturevalue({"sqlite": "made_sqlite_url", "postgresql": "made_postgres_url"}[request.param])
