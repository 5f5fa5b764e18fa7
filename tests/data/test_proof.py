"""The commands that prove what was written: `trail` and `check`."""

from __future__ import annotations

import json
import sqlite3

import pytest
from sqlalchemy import delete, update

from data import schema, store
from tests.data.importers.conftest import at
from tests.data.importers.desk import PEOPLE, Desk


@pytest.fixture
def desk(made_sqlite_url: str, tmp_path) -> Desk:
    return at(made_sqlite_url, tmp_path)


def taken(desk: Desk) -> str:
    """Two imports, one taken back; the seal."""
    desk.take_text("people", PEOPLE)
    desk.take_text("schools", "id,name\noak,Oak\n")
    desk.run("undo", "2")
    return desk.run("trail").err.split()[-1]


def test_imports_and_what_was_taken_back_are_in_the_trail_without_a_name(desk: Desk):
    seal = taken(desk)
    said = [json.loads(line) for line in desk.run("trail").out.splitlines()]
    assert [(line["line"], line["what"], line["about"]["id"]) for line in said] == [
        (1, "imported", 1), (2, "imported", 2), (3, "took back", 2)
    ]  # fmt: skip
    assert len(said[0]["about"]["files"][0]["sha256"]) == 64 and said[-1]["seal"] == seal
    assert "Ada" not in desk.run("trail").out


def test_a_sound_database_is_said_to_be_sound(desk: Desk):
    seal = taken(desk)
    assert desk.run("check").out == f"All is as it was written; the trail's seal is {seal}\n"
    assert desk.run("check", "--seal", seal).code == 0


def test_what_was_refused_leaves_no_line(desk: Desk):
    assert desk.take_text("people", "id,name\nx,Y\n").code == 1
    assert desk.run("trail").out == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (update(schema.trail).where(schema.trail.c.line == 2).values(actor="nobody"), "line 2 of the trail is not as"),
        (delete(schema.trail).where(schema.trail.c.line == 1), "has no line 1: line 2 stands in its place"),
        (delete(schema.trail).where(schema.trail.c.line == 3), "ends with line 2 and does not hold the seal"),
    ],
)
def test_whoever_changed_the_trail_is_found(desk: Desk, change, said: str):
    seal = taken(desk)
    with desk.engine.connect() as connection, store.changing(connection):
        connection.execute(change)
    outcome = desk.run("check", "--seal", seal)
    assert outcome.code == 1 and said in outcome.err


def test_a_row_that_lost_what_it_names_is_found(desk: Desk):
    taken(desk)
    file = sqlite3.connect(desk.url.removeprefix("sqlite:///"))
    file.execute("INSERT INTO memberships (\"group\", person) VALUES ('nowhere', 's1')")
    file.commit()
    file.close()
    outcome = desk.run("check")
    assert outcome.code == 1 and "a row of memberships names one of groups that is not there" in outcome.err


def test_the_trail_can_be_written_to_a_file(desk: Desk, tmp_path):
    seal = taken(desk)
    outcome = desk.run("trail", "--export", str(tmp_path / "trail.jsonl"))
    assert outcome.out.endswith("3 lines.\n") and seal in outcome.err
    assert len((tmp_path / "trail.jsonl").read_text().splitlines()) == 3


def test_to_whom_records_were_given_is_on_record_for_good(desk: Desk):
    taken(desk)
    noted = desk.run("disclosures", "s1", "--to", "State education agency", "--interest", "audit of attendance")
    assert noted.code == 0 and "State education agency" in noted.out
    desk.run("disclosures", "s2", "--to", "Another school", "--interest", "transfer")
    shown = desk.run("disclosures", "s1").out
    assert "audit of attendance" in shown and "Another school" not in shown
    assert desk.run("check").code == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("nobody", "--to", "State", "--interest", "audit"), 'there is nobody "nobody"'),
        (("s1", "--to", "State"), "say for what interest"),
        (("s1", "--interest", "audit"), "say to whom"),
        (("s1", "--to", "x", "--interest", "audit"), "say to whom"),
    ],
)
def test_a_disclosure_says_to_whom_and_why(desk: Desk, words: tuple[str, ...], why: str):
    taken(desk)
    outcome = desk.run("disclosures", *words)
    assert outcome.code == 1 and why in outcome.err and outcome.err.count("\n") == 1


def test_names_on_the_command_line_leave_a_line_too(desk: Desk):
    taken(desk)
    before = len(desk.run("trail").out.splitlines())
    unknown = ("--filter", "department=Jane Doe")
    desk.run("ask", "recognition.people", "--filter", "names=on", *unknown, "--as", "leader")
    desk.run("ask", "recognition.people", "--filter", "names=on", "--as", "projector")
    desk.run("ask", "recognition.people", "--as", "leader")
    lines = [json.loads(line) for line in desk.run("trail").out.splitlines()][before:]
    said = {"metric": "recognition.people", "role": "leader", "whose": "staff,students"}
    assert [(line["what"], line["about"]) for line in lines] == [("saw names", said)]
