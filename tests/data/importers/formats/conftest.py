"""Desks for the many small files of other systems: one at which they are only looked at, one that knows a school."""

import shutil
from pathlib import Path

import pytest

from tests.data.importers.conftest import at
from tests.data.importers.desk import Desk

PEOPLE = """id,name,kind,school,email
t1,Ada,staff,oak,Ada@oak.org
t2,Ben,staff,oak,ben@oak.org
t3,Cleo,staff,oak,front@oak.org
t4,Dan,staff,oak,front@oak.org
"""


@pytest.fixture(scope="module")
def reading(made_schema: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Nothing of what it reads is taken."""
    folder = tmp_path_factory.mktemp("reading")
    shutil.copy(made_schema, folder / "reading.db")
    return at(f"sqlite:///{folder / 'reading.db'}", folder)


@pytest.fixture
def oak(desk: Desk) -> Desk:
    """One school is known, and its people by their addresses."""
    assert desk.take_text("people", PEOPLE).code == 0
    return desk
