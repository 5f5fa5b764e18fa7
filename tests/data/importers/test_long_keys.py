"""Keys of 255 characters, which in other alphabets than ours are more bytes than PostgreSQL keeps in an index."""

from __future__ import annotations

from random import Random

import pytest

from tests.data.importers.desk import Desk

LETTERS = [chr(code) for code in range(0x20000, 0x2A000)]  # of four bytes each, and so many that nothing packs them
SCATTERED = Random(7)


def long(name: str) -> str:
    """255 characters that begin with a name."""
    return name + "".join(SCATTERED.choices(LETTERS, k=255 - len(name)))


def classrooms(id_: str) -> str:
    return f"id,name,school\n{id_},Algebra,oak\n"


def lessons(day: str, period: str, group: str) -> str:
    return f"person,day,period,group\nt1,{day},{period},{group}\n"


@pytest.mark.postgres
def test_a_key_that_postgresql_has_no_room_for_is_a_problem_of_the_file(stocked_postgres: Desk):
    desk, group = stocked_postgres, long("c")
    assert desk.take_text("classrooms", classrooms(group)).code == 0
    before = desk.state
    outcome = desk.take_text("lessons", lessons(long("day"), long("period"), group))
    assert outcome.code == 1 and desk.state == before
    assert "a key is too long for the database" in outcome.err and "shorten" in outcome.err
    assert "backup" not in outcome.err + outcome.out
    assert desk.take_text("lessons", lessons("A", "1", group)).code == 0


def test_sqlite_keeps_keys_of_any_length(stocked: Desk):
    group = long("c")
    assert stocked.take_text("classrooms", classrooms(group)).code == 0
    assert stocked.take_text("lessons", lessons(long("day"), long("period"), group)).code == 0
