"""Whom to bring together, counted by hand."""

import json
from datetime import date

import pytest


@pytest.fixture
def apart(school_on_both):
    """Arts and Math share the program STEAM and its goal; Math and Science too, but they met. Office is small."""
    school = school_on_both
    for name, size in (("Math", 5), ("Science", 5), ("Arts", 5), ("Languages", 5), ("Front office", 2)):
        school.team(name, size)
    school.group("steam", "program", ["Math-1", "Science-1", "Arts-1"])
    school.goal("G", group="steam", title="A fair of science and arts")
    school.session("2025-10-01", "Math-2", "Science-2")
    return school


def pairs(answer) -> list[tuple]:
    return [(row["from"], row["to"], row["goals"], row["students"]) for row in answer.rows()]


def test_teams_that_share_a_goal_and_have_not_met_are_named_with_the_reason(apart):
    answer = apart.ask("collaboration.suggested", role="staff")
    assert pairs(answer) == [("Arts", "Math", 1, 0), ("Arts", "Science", 1, 0)]
    assert answer.sentence == (
        "Arts and Math have not met in the period, and share the goal “A fair of science and arts”."
    )


def test_a_goal_is_shared_by_its_owner_and_by_sessions_held_for_it_too(apart):
    apart.goal("H", owner="Languages-1", title="A book fair")
    apart.session("2025-10-02", "Arts-1", "Arts-2", goal="H")
    assert ("Arts", "Languages", 1, 0) in pairs(apart.ask("collaboration.suggested"))


def test_ten_students_in_common_are_a_reason_and_nine_are_none(apart):
    students = [apart.student(f"P{place}") for place in range(10)]
    apart.group("5A", "classroom", [*students, "Languages-1"])
    apart.group("band", "program", [*students[:9], "Arts-1"])
    assert ("Arts", "Languages", 0, 10) not in pairs(apart.ask("collaboration.suggested"))
    apart.group("choir", "program", [students[9], "Arts-1"])
    answer = apart.ask("collaboration.suggested")
    assert ("Arts", "Languages", 0, 10) in pairs(answer)


def test_teams_that_met_are_not_named_and_large_meetings_are_no_meeting(apart):
    apart.session("2025-10-03", "Arts-3", "Math-3")
    everybody = [f"{team}-{place}" for team in ("Math", "Science", "Arts", "Languages") for place in range(1, 6)]
    apart.session("2025-10-06", *everybody)
    assert [pair[:2] for pair in pairs(apart.ask("collaboration.suggested", role="staff"))] == [("Arts", "Science")]


def test_small_teams_are_named_to_who_leads_them_only(apart):
    apart.group("post", "program", ["Arts-1", "Front office-1"])
    apart.goal("P", group="post")
    assert "Front office" in {row["to"] for row in apart.ask("collaboration.suggested").rows()}
    for role in ("staff", "projector"):
        assert "Front office" not in json.dumps(apart.ask("collaboration.suggested", role=role).as_json())


def test_a_goal_of_most_teams_brings_no_two_together(apart):
    apart.group("all", "program", ["Math-1", "Science-1", "Arts-1", "Languages-1", "Front office-1"])
    apart.goal("W", group="all")
    assert ("Arts", "Languages") not in [pair[:2] for pair in pairs(apart.ask("collaboration.suggested"))]


def test_a_goal_that_is_over_is_no_reason(apart):
    apart.goal("H", owner="Languages-1", closed=date(2025, 12, 1))
    apart.session("2025-10-02", "Arts-1", "Arts-2", goal="H")
    assert ("Arts", "Languages") not in [pair[:2] for pair in pairs(apart.ask("collaboration.suggested"))]


def test_where_no_session_is_on_record_nobody_is_said_not_to_have_met(school):
    school.team("Math", 5)
    answer = school.ask("collaboration.suggested")
    assert answer.rows() == [] and "no session is on record" in answer.sentence


def test_a_chosen_team_is_told_whom_it_could_meet(apart):
    assert pairs(apart.ask("collaboration.suggested", "department=Science"))[0][:2] == ("Arts", "Science")
