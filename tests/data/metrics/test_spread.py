"""Who is thanked and who thanks, by groups, counted by hand."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from data.metrics.evenness import of_the_month
from data.metrics.spread import apart_enough, experience

VALUES = ("helping others", "new ideas", "courage")


@pytest.fixture
def thanked(school_on_both):
    """Math-1 got three of four thanks; Arts-1 gave three of them, Math-2 one. Two in the office were passed by."""
    school = school_on_both
    school.team("Math", 6)
    school.team("Arts", 5)
    for giver in ("Arts-1", "Arts-1", "Math-2"):
        school.thanks("2025-10-01", "Math-1", giver, value="helping others")
    school.thanks("2025-10-02", "Arts-2", "Arts-1", value="new ideas")
    return school


def shares(answer) -> dict:
    return {row["group"]: (row["numerator"], row["denominator"]) for row in answer.rows()}


def test_the_share_that_thanks_stands_beside_the_share_that_is_thanked(thanked):
    assert shares(thanked.ask("recognition.thanking")) == {"Whole school": (2, 11)}
    assert shares(thanked.ask("recognition.thanking_by_department")) == {"Math": (1, 6), "Arts": (1, 5)}
    assert shares(thanked.ask("recognition.coverage_by_department")) == {"Math": (1, 6), "Arts": (1, 5)}


def test_a_giver_who_is_no_staff_is_not_counted_among_them(thanked):
    thanked.student("P1")
    thanked.thanks("2025-10-03", "Math-3", "P1")
    assert shares(thanked.ask("recognition.thanking")) == {"Whole school": (2, 11)}


@pytest.mark.parametrize(
    ("start", "band"),
    [(date(2023, 1, 31), "under 3 years"), (date(2023, 1, 30), "3 to 9 years"), (date(2016, 1, 31), "3 to 9 years"),
     (date(2016, 1, 29), "10 years and more"), (None, "start not on record")],
)  # fmt: skip
def test_years_are_counted_whole_up_to_the_last_day(start, band):
    assert experience(start, date(2026, 1, 30)) == band


def test_by_years_here_support_staff_counts_as_everybody_else(school):
    for place in range(6):
        school.staff(f"new{place}", "Office", "Janitor", start=date(2025, 8, 1))
        school.staff(f"old{place}", "Math", start=date(2001, 8, 1))
    school.thanks("2025-10-01", "new0", "old0")
    assert shares(school.ask("recognition.coverage_by_experience")) == {
        "under 3 years": (1, 6), "10 years and more": (0, 6),
    }  # fmt: skip
    assert shares(school.ask("recognition.thanking_by_experience"))["10 years and more"] == (1, 6)


def test_programs_that_differ_by_one_person_do_not_stand_beside_each_other():
    one, two, far = set("abcdefghij"), set("bcdefghijk"), set("lmnopqrst")
    everybody = one | two | far | set("uvwxyz")
    assert set(apart_enough({"one": one, "two": two, "far": far}, everybody, 5)) == {"one", "far"}
    assert set(apart_enough({"one": one, "two": two, "far": far}, everybody, 0)) == {"one", "two", "far"}
    assert apart_enough({"all but one": everybody - {"a"}}, everybody, 5) == {}


def test_programs_are_counted_by_their_staff(thanked):
    thanked.group("band", "program", ["Math-1", "Arts-2", "Arts-3"])
    assert shares(thanked.ask("recognition.coverage_by_program")) == {"Band": (2, 3)}
    assert thanked.ask("recognition.coverage_by_program", role="staff").rows() == []


def test_the_curve_sags_where_all_thanks_go_to_one(school):
    school.team("Math", 10)
    for _ in range(4):
        school.thanks("2025-10-01", "Math-1")
    rows = school.ask("recognition.lorenz").rows()
    assert [(row["people"], row["value"]) for row in rows][-3:] == [(0.8, 0), (0.9, 0), (1, 1)]
    assert school.ask("recognition.lorenz").sentence == (
        "The 50% of staff who were thanked least received 0% of all thanks."
    )


def test_before_a_room_no_step_of_the_curve_is_of_a_few_people(school):
    people = school.team("Math", 23)
    for person in people[:12]:
        school.thanks("2025-10-01", person)
    rows = school.ask("recognition.lorenz", role="projector").rows()
    assert [row["people"] for row in rows] == pytest.approx([0, 6 / 23, 12 / 23, 17 / 23, 1], abs=1 / 23)
    assert all(round((two["people"] - one["people"]) * 23) >= 5 for one, two in pairwise(rows))


def test_where_few_were_left_out_the_curve_is_not_shown(school):
    for person in school.team("Math", 23)[:20]:
        school.thanks("2025-10-01", person)
    assert school.ask("recognition.lorenz", role="staff").rows() == []
    assert len(school.ask("recognition.lorenz").rows()) == 11


def test_under_ten_people_there_is_no_curve(school):
    school.team("Math", 9)
    school.thanks("2025-10-01", "Math-1")
    assert school.ask("recognition.lorenz").rows() == []


def test_who_works_half_the_week_and_who_came_late_counts_for_what_they_could_be_thanked_for(school):
    """123 days, 1 Oct to 31 Jan: half a post, and a whole one for the last 41 of them: 1/2 + 1/3 of a post."""
    school.settings = type(school.settings)(frozen_today=date(2026, 1, 31))
    school.staff("half", "Arts", fte=0.5)
    school.staff("late", "Arts", start=date(2025, 12, 22))
    school.thanks("2025-12-23", "half")
    row = school.ask("recognition.rates", "from=2025-10-01&to=2026-01-31").rows()[0]
    assert (row["received"], row["posts"]) == (1, pytest.approx(1 / 2 + 41 / 123))
    assert row["value"] == pytest.approx(1 / (1 / 2 + 41 / 123))


def test_a_value_that_nobody_is_thanked_for_any_more_is_said(thanked):
    thanked.thanks("2024-10-01", "Math-1", value="courage")
    answer = thanked.ask("recognition.values")
    assert [(row["kind_of_value"], row["value"]) for row in answer.rows()] == [
        ("helping others", 3), ("new ideas", 1), ("courage", 0),
    ]  # fmt: skip
    assert answer.sentence == "Nobody was thanked for courage, in the period."


def test_with_a_list_of_its_own_the_school_is_told_of_its_list(thanked):
    """Courage is no value of theirs any more; what was named this year counts all the same."""
    thanked.thanks("2024-10-01", "Math-1", value="courage")
    for place, value in enumerate(("families", "helping others"), 1):
        thanked.add("school_values", school="S1", value=value, position=place)
    answer = thanked.ask("recognition.values")
    assert [(row["kind_of_value"], row["value"], row["of_the_month"]) for row in answer.rows()] == [
        ("helping others", 3, True), ("new ideas", 1, False), ("families", 0, False),
    ]  # fmt: skip
    families = thanked.ask("recognition.trend", "kind=families")
    assert (families.rows(), "not understood" in families.scope) == ([], False)


def test_of_a_list_that_is_new_one_sentence_is_said_and_not_each_value(thanked):
    for place, value in enumerate("ABCDE", 1):
        thanked.add("school_values", school="S1", value=f"value {value}", position=place)
    new = "The list of values is new: nobody was thanked for one of them yet."
    assert thanked.ask("recognition.values").sentence == new
    thanked.thanks("2025-10-03", "Math-2", "Arts-1", value="value A")
    few = "Nobody was thanked for value B, value C, value D and 1 more, in the period."
    assert thanked.ask("recognition.values").sentence == few


@pytest.mark.parametrize("choice", ["", "department=Math", "department=Arts", "classroom=c1", "program=p1", "grade=6"])
def test_the_values_of_a_choice_are_those_of_its_weeks(thanked, choice):
    thanked.group("c1", "classroom", ["Math-1"], grade="6")
    thanked.group("p1", "program", ["Arts-2"])
    for to, kind in (("c1", "classroom"), ("p1", "program"), ("Math", "team"), ("Arts", "team")):
        thanked.thanks("2025-10-07", to, to_kind=kind, value="courage")
    weeks, values = (
        Counter({value: sum(row["value"] for row in rows if row["kind_of_value"] == value) for value in VALUES})
        for rows in (thanked.ask(f"recognition.{name}", choice).rows() for name in ("trend", "values"))
    )
    assert weeks == values and weeks.total() == (8 if not choice else weeks.total()) > 0


@pytest.mark.parametrize(
    ("values", "on", "of_it"),
    [([], date(2026, 1, 30), None), (["a"], date(2026, 1, 30), "a"), (["a", "b", "c"], date(2025, 8, 1), "a"),
     (["a", "b", "c"], date(2025, 9, 30), "b"), (["a", "b", "c"], date(2026, 1, 1), "c"),
     (["a", "b", "c"], date(2026, 7, 31), "c")],
)  # fmt: skip
def test_each_value_has_its_month_in_its_turn(values, on, of_it):
    assert of_the_month(values, on) == of_it


def test_a_team_that_thanks_pass_by_is_told_to_its_leaders_and_to_nobody_else(thanked):
    thanked.team("Front office", 3)
    thanked.thanks("2025-12-01", "Front office-1")
    thanked.thanks("2026-01-20", "Math", to_kind="team")
    answer = thanked.ask("recognition.passed_by")
    assert [(row["group"], row["since"], row["value"]) for row in answer.rows()] == [
        ("Arts", "2025-10-02", 120), ("Front office", "2025-12-01", 60),
    ]  # fmt: skip
    assert answer.sentence == "Nobody in Arts was thanked since 2 Oct; 1 more team in the table."
    for role in ("staff", "projector"):
        hidden = thanked.ask("recognition.passed_by", role=role)
        assert hidden.rows() == [] and "Arts" not in hidden.sentence


def test_a_team_of_two_is_no_prompt_for_it_would_be_names(thanked):
    thanked.team("Library", 2)
    assert "Library" not in {row["group"] for row in thanked.ask("recognition.passed_by").rows()}
