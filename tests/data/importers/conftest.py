"""A desk on SQLite, or on both databases; empty, or with the small school of ``desk.py``."""

import shutil
from pathlib import Path

import pytest

from tests.data.importers.desk import Desk


@pytest.fixture
def desk(sqlite_url: str, made_schema: Path, tmp_path: Path) -> Desk:
    return copied(made_schema, sqlite_url, tmp_path)


@pytest.fixture
def desk_on_both(database_url: str, made_schema: Path, tmp_path: Path) -> Desk:
    return copied(made_schema, database_url, tmp_path)


@pytest.fixture(scope="session")
def small_school(made_schema: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a small school, taken in once a test run."""
    folder = tmp_path_factory.mktemp("small-school")
    desk = copied(made_schema, f"sqlite:///{folder / 'school.db'}", folder)
    desk.has()
    desk.engine.dispose()
    return folder / "school.db"


@pytest.fixture
def stocked(sqlite_url: str, small_school: Path, tmp_path: Path) -> Desk:
    return copied(small_school, sqlite_url, tmp_path)


@pytest.fixture
def stocked_on_both(database_url: str, small_school: Path, tmp_path: Path) -> Desk:
    desk = copied(small_school, database_url, tmp_path)
    if not desk.rows("schools", "id"):
        desk.has()
    return desk


def copied(database: Path, url: str, folder: Path) -> Desk:
    """A desk on a copy of a SQLite database; on PostgreSQL on the empty database of the url."""
    if url.startswith("sqlite"):
        shutil.copy(database, url.removeprefix("sqlite:///"))
    files = folder / "files"
    files.mkdir()
    return Desk(url, files)
