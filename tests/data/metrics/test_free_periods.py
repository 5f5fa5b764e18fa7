"""When teams can meet, counted by hand on a timetable of three periods."""

import json
from datetime import date

import pytest

from data.metrics.free_periods import when
from data.viewer import Viewer

FREE = "collaboration.free_periods"
LEADS_ARTS = Viewer("team-lead", frozenset(["S1"]), own=frozenset([("department", "Arts")]))


def lessons(school, people: list[str], *slots: tuple[str, str], **more) -> None:
    rows = [{"person": one, "day": day, "period": period, **more} for one in people for day, period in slots]
    school.add_all("lessons", rows)


def some(team: str, *places: int) -> list[str]:
    return [f"{team}-{place}" for place in places]


@pytest.fixture
def planned(school_on_both):
    """Arts and Math share a goal and never met. Monday 1: all eleven teach; Monday 2: 4 of 5 and 3 of 6 are free;
    Tuesday 10: two of eleven teach. Math has a seventh, who teaches nothing; so do both of the Front office."""
    school = school_on_both
    for team, size in (("Arts", 5), ("Math", 7), ("Front office", 2)):
        school.team(team, size)
    school.group("steam", "program", ["Math-1", "Arts-1"])
    school.goal("G", group="steam", title="A fair")
    school.session("2025-10-01", "Arts-1", "Arts-2")
    everybody = some("Arts", 1, 2, 3, 4, 5) + some("Math", 1, 2, 3, 4, 5, 6)
    lessons(school, everybody, ("Monday", "1"), begins="08:15")
    lessons(school, some("Arts", 1) + some("Math", 1, 2, 3), ("Monday", "2"), begins="09:15")
    lessons(school, some("Arts", 1, 2), ("Tuesday", "10"))
    return school


def told(answer) -> list[tuple]:
    return [
        (row["from"], row["to"], row["day"], row["period"], row["numerator"], row["denominator"])
        for row in answer.rows()
    ]


def test_a_suggested_pair_is_told_when_half_of_each_is_free_and_then_each_team(planned):
    lessons(planned, some("Math", 4), ("Tuesday", "10"))  # three of eleven: a period from there on
    answer = planned.ask(FREE)
    assert told(answer) == [
        ("Arts", "Math", "Monday", "2", 7, 11), ("Arts", "Math", "Tuesday", "10", 8, 11),
        ("Arts", "Arts", "Monday", "2", 4, 5), ("Arts", "Arts", "Tuesday", "10", 3, 5),
        ("Math", "Math", "Monday", "2", 3, 6), ("Math", "Math", "Tuesday", "10", 5, 6),
    ]  # fmt: skip
    assert answer.n == 11 and answer.sentence == "Arts and Math could meet on Monday period 2: 7 of 11 free."
    assert [row["begins"] for row in answer.rows()][:2] == ["09:15", None]
    assert answer.rows()[0]["value"] == 7 / 11


def test_two_of_eleven_in_a_lesson_make_no_period(planned):
    assert {row["period"] for row in planned.ask(FREE).rows()} == {"2"}


def test_lessons_that_are_over_or_not_begun_and_people_who_left_are_not_on_the_timetable(planned):
    planned.staff("gone", "Arts", end=date(2025, 12, 1))
    lessons(planned, ["gone"], ("Monday", "2"))
    lessons(planned, some("Arts", 2, 3, 4), ("Monday", "2"), end=date(2026, 1, 29))
    lessons(planned, some("Arts", 2, 3, 4), ("Monday", "2"), start=date(2026, 1, 31))
    assert told(planned.ask(FREE))[0] == ("Arts", "Math", "Monday", "2", 7, 11)
    assert told(planned.ask(FREE, "as_of=2026-01-29"))[0] != told(planned.ask(FREE))[0]


def test_who_sees_no_few_people_is_told_of_every_row_the_same(planned):
    for role in ("staff", "projector"):
        answer = planned.ask(FREE, role=role)
        assert {(row["value"], row["numerator"], row["n"], row["shown"], row["hidden"]) for row in answer.rows()} == {
            (None, None, None, "≥50%", "coded")
        }
        assert answer.sentence == "Arts and Math could meet on Monday period 2: at least half of each free."


def test_another_count_of_the_same_periods_is_the_same_answer_to_who_sees_no_few_people(planned):
    before = planned.ask(FREE, role="staff").as_json() | {"data_version": 0}
    lessons(planned, some("Arts", 5), ("Monday", "2"))
    assert planned.ask(FREE).rows()[0]["numerator"] == 6
    assert planned.ask(FREE, role="staff").as_json() | {"data_version": 0} == before


def test_a_team_of_few_on_the_timetable_is_left_out_for_who_sees_no_few_people(planned):
    lessons(planned, ["Front office-1", "Front office-2"], ("Monday", "1"))
    assert ("Front office", "Front office", "Monday", "2", 2, 2) in told(planned.ask(FREE))
    for role in ("staff", "projector"):
        answer = planned.ask(FREE, role=role)
        assert "Front office" not in json.dumps(answer.as_json())
        assert answer.hidden == ({"rows": 1, "why": "fewer than 5 people"},)


def test_who_leads_a_team_sees_its_own_people_counted_and_nobody_elses(planned):
    lessons(planned, ["Front office-1", "Front office-2"], ("Monday", "1"))
    answer = planned.ask(FREE, "department=Arts", viewer=LEADS_ARTS)
    assert told(answer) == [("Arts", "Math", "Monday", "2", 4, 5), ("Arts", "Arts", "Monday", "2", 4, 5)]
    assert planned.ask(FREE, "department=Arts", "staff").rows() == []


def test_a_team_without_a_free_period_says_so(planned):
    lessons(planned, some("Arts", 2, 3), ("Monday", "2"))
    answer = planned.ask(FREE)
    assert ("Arts", "Arts", None, None, None, 5) in told(answer)
    assert [row["hidden"] for row in answer.rows() if row["from"] == "Arts"] == ["no data"]
    assert told(planned.ask(FREE, role="staff"))[0][:3] == ("Arts", "Arts", None)


def test_at_most_three_periods_in_the_order_of_the_week(planned):
    for period in ("3", "4", "11"):
        lessons(planned, some("Math", 1, 2, 3), ("Friday", period))
    of_arts = [row for row in told(planned.ask(FREE)) if row[:2] == ("Arts", "Arts")]
    assert of_arts == [("Arts", "Arts", "Friday", period, 5, 5) for period in ("3", "4", "11")]


def test_days_with_short_names_and_periods_with_long_ones_read_well():
    assert when({"day": "Tuesday", "period": "3"}) == "Tuesday period 3"
    assert when({"day": "A", "period": "3"}) == "day A period 3"
    assert when({"day": "B", "period": "Block 2"}) == "day B Block 2"


def test_without_suggestions_each_team_has_its_own(planned):
    planned.session("2025-10-02", "Arts-1", "Math-1")
    assert {row[:2] for row in told(planned.ask(FREE))} == {("Arts", "Arts"), ("Math", "Math")}


def test_without_a_timetable_it_is_asked_for(school):
    school.team("Arts", 5)
    answer = school.ask(FREE)
    assert answer.rows() == [] and answer.sentence == "No timetable yet: bring one in as lessons."


def test_a_period_is_of_one_school(planned):
    planned.add("schools", id="S2", name="Ash School")
    planned.staff("far", "Arts", school="S2")
    lessons(planned, ["far"], ("Monday", "2"))
    answer = planned.ask(FREE)
    assert answer.rows() == [] and "choose one school" in answer.sentence
    assert told(planned.ask(FREE, "school=S1"))[0] == ("Arts", "Math", "Monday", "2", 7, 11)
    one = Viewer("leader", frozenset(["S1"]), sees=frozenset({"staff"}))
    assert told(planned.ask(FREE, viewer=one))[0] == ("Arts", "Math", "Monday", "2", 7, 11)
