"""A desk on SQLite, or on both databases; empty, or with the small school of ``desk.py``."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.data.importers.desk import Desk


@pytest.fixture
def desk(made_sqlite_url: str, tmp_path: Path) -> Desk:
    return at(made_sqlite_url, tmp_path)


@pytest.fixture
def desk_on_both(made_url: str, tmp_path: Path) -> Desk:
    return at(made_url, tmp_path)


@pytest.fixture(scope="session")
def small_school(made_schema: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a small school, taken in once a test run."""
    folder = tmp_path_factory.mktemp("small-school")
    shutil.copy(made_schema, folder / "school.db")
    desk = at(f"sqlite:///{folder / 'school.db'}", folder)
    desk.has()
    desk.engine.dispose()
    return folder / "school.db"


@pytest.fixture
def stocked(sqlite_url: str, small_school: Path, tmp_path: Path) -> Desk:
    shutil.copy(small_school, sqlite_url.removeprefix("sqlite:///"))
    return at(sqlite_url, tmp_path)


@pytest.fixture(scope="session")
def small_postgres(postgres_server, made_postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a PostgreSQL database with the same school."""
    with postgres_server.database(like=made_postgres) as url:
        desk = at(url, tmp_path_factory.mktemp("small-postgres"))
        desk.has()
        desk.engine.dispose()  # a database that somebody looks at cannot be copied
        yield make_url(url).database


@pytest.fixture
def stocked_postgres(postgres_server, small_postgres: str, tmp_path: Path) -> Iterator[Desk]:
    with postgres_server.database(like=small_postgres) as url:
        desk = at(url, tmp_path)
        yield desk
        desk.engine.dispose()


@pytest.fixture(
    params=["stocked", pytest.param("stocked_postgres", marks=pytest.mark.postgres)], ids=["sqlite", "postgresql"]
)
def stocked_on_both(request: pytest.FixtureRequest) -> Desk:
    return request.getfixturevalue(request.param)


def at(url: str, folder: Path) -> Desk:
    files = folder / "files"
    files.mkdir()
    return Desk(url, files)
