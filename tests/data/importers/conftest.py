"""A desk on SQLite, or on both databases; empty, or with the small school of ``desk.py``."""

import shutil
from pathlib import Path

import pytest

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


@pytest.fixture
def stocked_on_both(made_url: str, tmp_path: Path) -> Desk:
    desk = at(made_url, tmp_path)
    desk.has()
    return desk


def at(url: str, folder: Path) -> Desk:
    files = folder / "files"
    files.mkdir()
    return Desk(url, files)
