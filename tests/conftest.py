"""What every test may ask for: databases of both kinds, and a day that stands still.

`database_url` runs a test twice, on SQLite and on PostgreSQL; `postgres_url`
and `sqlite_url` are one of each. All are empty.
"""

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

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
