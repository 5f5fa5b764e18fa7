"""Thanks to one correction, counted by hand; and what nobody without names is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.metrics.acknowledged import ratio, said

FIRST = date(2025, 9, 1)


@pytest.fixture
def school(school_on_both):
    school = school_on_both
    kids = [school.student(f"K{number}", grade="6" if number < 15 else "7") for number in range(30)]
    school.group("c6", "classroom", kids[:15], grade="6")
    school.group("c7", "classroom", kids[15:22], grade="7")
    school.group("c7b", "classroom", kids[22:], grade="7")
    school.team("Math", 6)
    return school


def happened(school, thanks: int, incidents: int, kid: str = "K1", on: date = FIRST) -> None:
    for _ in range(thanks):
        school.thanks(str(on), kid)
    school.add_all("incidents", [
        {"id": f"{kid} {on} {number}", "date": on, "school": "S1", "kind": "minor", "person": kid}
        for number in range(incidents)
    ])  # fmt: skip


def test_412_to_96_is_4_29_to_one_and_nothing_to_none_is_no_number():
    assert ratio(412, 96) == pytest.approx(4.2917, abs=1e-4) and said(412, 96) == "4.29:1"
    assert ratio(12, 0) is None and said(12, 0) == "12:0"


def test_thanks_to_students_and_their_classrooms_count_and_thanks_to_staff_do_not(school):
    happened(school, thanks=20, incidents=12)
    school.thanks("2025-09-02", "c6", to_kind="classroom")
    school.thanks("2025-09-02", "Math-1")
    school.thanks("2025-09-02", "Math", to_kind="team")
    answer = school.ask("recognition.ratio")
    (row,) = answer.rows()
    assert (row["value"], row["numerator"], row["denominator"], row["n"]) == (21 / 12, 21, 12, 30)
    assert answer.sentence == "1.75:1: 21 thanks to students, 12 incidents on record."


def test_without_an_incident_there_is_no_ratio_and_its_sentence_says_to_none(school):
    happened(school, thanks=12, incidents=0)
    answer = school.ask("recognition.ratio")
    assert answer.rows()[0]["value"] is None and answer.sentence.startswith("12:0: 12 thanks")
    assert "conventions" in answer.definition and "no observed ratio" in answer.definition


def test_held_thanks_do_not_count(school):
    happened(school, thanks=20, incidents=12)
    school.thanks("2025-09-02", "K2", state="held")
    assert school.ask("recognition.ratio").rows()[0]["numerator"] == 20


def test_who_sees_the_students_sees_grades_and_weeks(school):
    happened(school, thanks=20, incidents=10)
    happened(school, thanks=12, incidents=12, kid="K20", on=FIRST + timedelta(days=8))
    assert school.values("recognition.ratio_by_grade") == {"Grade 6": 2, "Grade 7": 1}
    assert list(school.values("recognition.ratio", "grade=7").values()) == [1]
    assert school.values("recognition.ratio_by_week", key="week") == {"2025-09-01": 2, "2025-09-08": 1}


@pytest.mark.parametrize("role", ["staff", "projector"])
def test_a_role_without_names_sees_the_whole_without_its_counts_and_nothing_apart(school, role):
    happened(school, thanks=20, incidents=10)
    (row,) = school.ask("recognition.ratio", role=role).rows()
    assert (row["value"], row["numerator"], row["denominator"]) == (2, None, None)
    for name in ("recognition.ratio_by_grade", "recognition.ratio_by_week"):
        assert school.ask(name, role=role).rows() == []


@pytest.mark.parametrize(("thanks", "incidents"), [(9, 20), (20, 9), (3, 3)])
def test_few_thanks_or_few_incidents_are_of_few_students(school, thanks, incidents):
    happened(school, thanks, incidents)
    assert school.ask("recognition.ratio", role="projector").rows() == []
    assert school.ask("recognition.ratio").rows()[0]["value"] == thanks / incidents
