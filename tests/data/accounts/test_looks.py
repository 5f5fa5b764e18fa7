"""Which views with names covered a person, worked out from the lines of the trail."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from data import schema, trail
from data.accounts import looks
from data.filters import Filters
from data.viewer import Viewer

LEADER = Viewer("leader", sees=frozenset({"students", "staff"}))
OF_OAK = Viewer("leader", frozenset({"oak"}), sees=frozenset({"students", "staff"}))
OF_ASH = Viewer("leader", frozenset({"ash"}), sees=frozenset({"students", "staff"}))
TEACHER = Viewer("teacher", frozenset({"oak"}), own=frozenset({("classroom", "c1")}))
LEAD = Viewer("team-lead", frozenset({"oak"}), own=frozenset({("department", "Math")}))


def looked(writing, viewer: Viewer, search: str = "", page: str = "goals") -> None:
    chosen = Filters.from_search(search, date(2026, 1, 30))
    trail.add(writing, "lead", trail.SAW_NAMES, page=page, **looks.noted(viewer, chosen))


@pytest.fixture(autouse=True)
def departments(writing) -> None:
    """t1 teaches c1, taught c2, is in the program p1 and in Math; c2 is of grade 6."""
    writing.execute(update(schema.people).where(schema.people.c.id == "t1").values(department="Math"))
    writing.execute(update(schema.groups).where(schema.groups.c.id == "c2").values(grade="6"))


@pytest.mark.parametrize(
    ("viewer", "search", "covers"),
    [
        (LEADER, "", True), (OF_OAK, "", True), (OF_ASH, "", False),
        (LEADER, "?school=oak,ash", True), (LEADER, "?school=ash", False),
        (LEADER, "?classroom=c1", True), (LEADER, "?classroom=c2", True), (LEADER, "?classroom=c9", False),
        (LEADER, "?program=p1", True), (LEADER, "?program=p2", False),
        (LEADER, "?grade=6", True), (LEADER, "?grade=7", False),
        (LEADER, "?department=Math", True), (LEADER, "?department=Art", False),
        (LEADER, "?department=Math&program=p2", False), (LEADER, "?department=Art,Math&program=p1", True),
        (TEACHER, "?classroom=c1", False),  # of whom a teacher sees the students by name, and no staff
        (LEAD, "?department=Math", True),
    ],
)  # fmt: skip
def test_a_view_covers_whom_its_choice_and_its_viewers_schools_include(writing, viewer, search, covers):
    looked(writing, viewer, search)
    assert bool(looks.at(writing, "t1", 9)[1]) is covers


def test_a_students_own_classroom_covers_them_where_a_teacher_looks(writing):
    writing.execute(schema.memberships.insert().values(person="s1", group="c1"))
    looked(writing, TEACHER, "?classroom=c1")
    looked(writing, LEAD, "?department=Math")
    assert looks.at(writing, "s1", 9)[1] == 1


def test_a_look_says_when_who_in_which_role_where_and_with_which_choice(writing):
    looked(writing, LEAD, "?department=Math", "collaboration")
    ((look,), number) = looks.at(writing, "t1", 9)
    assert (look.actor, look.role, look.page, number) == ("lead", "team-lead", "collaboration", 1)
    assert look.choice == {"department": ["Math"]} and look.at.startswith("20")


def test_the_latest_come_first_and_the_rest_is_counted(writing):
    for number in range(7):
        looked(writing, LEADER, page=f"page-{number}")
        looked(writing, OF_ASH)
    found, number = looks.at(writing, "t1", 3)
    assert [look.page for look in found] == ["page-6", "page-5", "page-4"] and number == 7


def test_a_line_of_before_counts_as_of_everybody(writing):
    trail.add(writing, "leader", trail.SAW_NAMES, page="goals", program="p1")
    trail.add(writing, "leader", trail.SAW_NAMES, page="goals", program="p2")
    trail.add(writing, "command line", trail.SAW_NAMES, metric="recognition.people")
    found, number = looks.at(writing, "t1", 9)
    assert [(look.page, look.role) for look in found] == [("recognition.people", ""), ("goals", "")] and number == 2


def test_whom_the_roster_does_not_know_was_seen_by_nobody(writing):
    looked(writing, LEADER)
    assert looks.at(writing, "gone", 9) == ([], 0)
    assert looks.at(writing, "t1", 9)[1] == 1, "and the connection can still write and read"


def test_a_line_holds_no_name_of_anybody(writing):
    looked(writing, OF_OAK, "?department=Math&names=on&wave=Jane")
    (line,) = trail.lines(writing)
    assert trail.told(line)["about"] == {"page": "goals", "role": "leader", "whose": "staff,students",
                                         "schools": ["oak"], "department": "Math"}  # fmt: skip
