"""Files as vendors and researchers publish them, through the command line. Where the samples are not beside the
repository these tests are skipped, and say so."""

import csv
import sqlite3

import pytest

from tests.data.importers.desk import SAMPLES, Desk

SDS = SAMPLES / "microsoft-sds" / "SDS Format" / "100 Users"
NETWORKS = SAMPLES / "networks"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not beside this repository")
NAMES = ("--map", "name=First Name+Last Name", "--map", "school=School SIS ID", "--map", "id=SIS ID")


def whole(outcome, read: int) -> None:
    assert (outcome.code, outcome.counts) == (0, (read, read, 0, 0, 0)), outcome.out


def people(desk: Desk, file: str, *more: str):
    return desk.take(NETWORKS / file, "--as", "people", "--map", "id=node", "--set", "kind=staff", *more)


def ties(desk: Desk, file: str, *more: str):
    return desk.take(NETWORKS / file, "--as", "ties", *more)


def test_the_rosters_of_a_school_come_in_and_their_passwords_stay_out(desk: Desk):
    roster = ("--map", "person=SIS ID", "--map", "group=Section SIS ID")
    section = ("--map", "id=SIS ID", "--map", "name=Section Name", "--map", "school=School SIS ID")
    whole(desk.take(SDS / "School.csv", "--as", "schools", "--map", "id=SIS ID", "--map", "name=Name"), 2)
    whole(desk.take(SDS / "Student.csv", *NAMES, "--set", "kind=student"), 86)
    whole(desk.take(SDS / "Teacher.csv", *NAMES, "--set", "kind=staff", "--set", "role=teacher"), 12)
    subject = ("--map", "subject=Course Subject")
    whole(desk.take(SDS / "Section.csv", "--as", "classrooms", *section, *subject), 28)
    whole(desk.take(SDS / "StudentEnrollment.csv", *roster, "--set", "role=student"), 602)
    whole(desk.take(SDS / "TeacherRoster.csv", *roster, "--set", "role=teacher"), 28)
    assert ("13001", "Ora Klein", "student", "10001", "9") in desk.rows(
        "people", "id", "name", "kind", "school", "grade"
    )
    assert len(desk.rows("memberships", "id")) == 630
    assert_nowhere(desk, b"P@ss")


def assert_nowhere(desk: Desk, secret: bytes) -> None:
    """Neither in the database nor in the log that SQLite writes beside it."""
    path = desk.url.removeprefix("sqlite:///")
    desk.engine.dispose()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for file in desk.folder.parent.glob("staffroom.db*"):
        assert secret not in file.read_bytes()


def test_a_whole_roster_comes_in_at_once_in_whatever_order(desk: Desk):
    """A field may be mapped twice: each file takes the columns that it has."""
    outcome = desk.take(
        SDS / "Teacher.csv", SDS / "Student.csv", "--as", "people", *NAMES, "--set", "kind=student",
        "--map", "role=Title",
    )  # fmt: skip
    assert [file["accepted"] for file in outcome.receipt["files"]] == [12, 86]


def test_krackhardts_managers_and_whom_they_ask(desk: Desk):
    whole(
        people(desk, "ht_advice_nodes.csv", "--map", "name=node", "--set", "school=ht", "--map", "department=dept"), 21
    )
    whole(ties(desk, "ht_advice_edges.csv"), 190)
    assert set(desk.rows("ties", "kind", "directed", "wave")) == {("advice", True, None)}
    assert ("1", "4.0") in desk.rows("people", "id", "department")


def test_lazegas_lawyers(desk: Desk):
    whole(people(desk, "law_advice_nodes.csv", "--map", "name=node", "--set", "school=law"), 71)
    whole(ties(desk, "law_advice_edges.csv"), 892)


def test_messages_to_oneself_are_kept_for_the_measures_to_leave_out(desk: Desk):
    whole(people(desk, "eies_messages_nodes.csv", "--map", "name=node", "--set", "school=eies"), 32)
    whole(ties(desk, "eies_messages_edges.csv", "--set", "kind=message"), 460)
    loops = [row for row in desk.rows("ties", "from_person", "to_person", "weight") if row[0] == row[1]]
    assert len(loops) == 20 and ("1", "1", 24.0) in loops


def test_three_waves_of_one_survey(desk: Desk):
    for wave in "123":
        people(desk, f"s50_w{wave}_nodes.csv", "--set", "school=s50", "--set", f"end={2000 + int(wave)}-01-01")
        rows = sum(1 for _ in (NETWORKS / f"s50_w{wave}_edges.csv").open()) - 1
        whole(ties(desk, f"s50_w{wave}_edges.csv", "--set", f"wave={wave}"), rows)
    assert {wave for (wave,) in desk.rows("ties", "wave")} == {"1", "2", "3"}


def test_a_club_whose_ties_hold_both_ways(desk: Desk):
    with (NETWORKS / "karate_edges.csv").open(newline="") as file:
        members = {member for row in csv.DictReader(file) for member in row.values()}
    assert ties(desk, "karate_edges.csv", "--set", "directed=false").code == 1
    desk.take_text("people", "id,name,kind,school\n" + "".join(f"{m},Member {m},staff,club\n" for m in members))
    whole(ties(desk, "karate_edges.csv", "--set", "directed=false"), 78)
    assert set(desk.rows("ties", "directed")) == {(False,)} and len(members) == 34
