"""A desk at which one school is known, and its people by their addresses."""

import pytest

from tests.data.importers.desk import Desk

PEOPLE = """id,name,kind,school,email
t1,Ada,staff,oak,Ada@oak.org
t2,Ben,staff,oak,ben@oak.org
t3,Cleo,staff,oak,front@oak.org
t4,Dan,staff,oak,front@oak.org
"""


@pytest.fixture
def oak(desk: Desk) -> Desk:
    assert desk.take_text("people", PEOPLE).code == 0
    return desk
