"""A school made by hand, on SQLite or on both databases."""

import shutil
from pathlib import Path

import pytest

from data.store import open_store
from tests.data.school import School


@pytest.fixture(scope="session")
def made_schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with the schema, migrated once a test run: a copy costs a millisecond."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    open_store(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def school(sqlite_url: str, made_schema: Path) -> School:
    shutil.copy(made_schema, sqlite_url.removeprefix("sqlite:///"))
    return School(sqlite_url)


@pytest.fixture
def school_on_both(database_url: str, made_schema: Path) -> School:
    if database_url.startswith("sqlite"):
        shutil.copy(made_schema, database_url.removeprefix("sqlite:///"))
    return School(database_url)
