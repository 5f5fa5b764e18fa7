"""Where those who lead stand: counted by hand."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def led(school_on_both):
    """Two lead; they met Math three times, once both of them, and Arts never. Of the office there are two."""
    school = school_on_both
    school.team("Math", 6)
    school.team("Arts", 5)
    school.team("Office", 2)
    school.staff("Head", "Arts", "Principal")
    school.staff("Deputy", "Math", "Deputy principal")
    school.session("2025-10-01", "Head", "Math-1")
    school.session("2025-10-08", "Head", "Deputy", "Math-1")
    school.session("2025-10-15", "Deputy", "Math-2")
    school.session("2025-10-22", "Head", "Deputy")
    school.session("2025-10-22", "Head", "Office-1")
    return school


def of_teams(answer) -> dict:
    return {row["group"]: (row["value"], row["n"]) for row in answer.rows()}


def test_leaders_are_counted_together_and_are_no_part_of_a_team(led):
    answer = led.ask("collaboration.leaders")
    assert of_teams(answer) == {"Arts": (0, 5), "Math": (3, 6), "Office": (1, 2)}
    assert answer.sentence == "2 people lead the school, and worked with 2 of 3 teams, not with Arts."


@pytest.mark.parametrize("role", ["staff", "projector"])
def test_small_teams_are_left_out_before_a_room(led, role):
    answer = led.ask("collaboration.leaders", role=role)
    assert of_teams(answer) == {"Arts": (0, 5), "Math": (3, 6)}
    assert answer.hidden == ({"rows": 1, "why": "fewer than 5 people"},)


def test_ties_that_people_named_count_in_the_direction_that_has_more(led):
    for one, two in (("Math-1", "Head"), ("Math-2", "Head"), ("Head", "Math-1"), ("Arts-1", "Deputy")):
        led.add("ties", from_person=one, to_person=two, kind="advice", directed=True, date=date(2025, 10, 1))
    assert of_teams(led.ask("collaboration.leaders", "kind=advice")) == {
        "Arts": (1, 5),
        "Math": (2, 6),
        "Office": (0, 2),
    }


def test_where_nobody_leads_it_says_so(school):
    school.team("Math", 6)
    school.session("2025-10-01", "Math-1", "Math-2")
    answer = school.ask("collaboration.leaders")
    assert (answer.rows(), answer.sentence) == ([], "Nobody who leads the school is among the staff of this choice.")
