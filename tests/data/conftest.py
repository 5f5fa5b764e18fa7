"""A school made by hand, on SQLite or on both databases."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from data.store import open_store
from tests.data.school import School


@pytest.fixture(scope="session")
def made_schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with the schema, migrated once a test run: a copy costs a millisecond."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    open_store(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def school(made_sqlite_url: str) -> School:
    return School(made_sqlite_url)


@pytest.fixture(scope="session")
def made_postgres(postgres_server) -> Iterator[str]:
    """The name of a PostgreSQL database with the schema: a copy costs a tenth of the migrations."""
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


@pytest.fixture
def school_on_both(made_url: str) -> School:
    return School(made_url)
