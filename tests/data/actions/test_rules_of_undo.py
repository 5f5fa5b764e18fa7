"""Taking back passes no rule by: what comes back is judged as if it were written now."""

from __future__ import annotations

import pytest

from data.actions import checkins, goals
from data.actions.refused import Refused
from data.actions.rights import Writer
from data.viewer import Viewer
from tests.data.actions.test_goals import FORM
from tests.data.actions.writing import everything, rows, take_back, write
from tests.data.school import School


def test_no_circle_comes_back(school_on_both: School):
    school = school_on_both
    school.goal("A")
    school.goal("B")
    first = write(school, lambda act: goals.change(act, "A", {"parent": "B"}))
    gone = take_back(school, first.word)
    write(school, lambda act: goals.change(act, "B", {"parent": "A"}))
    before = everything(school)
    with pytest.raises(Refused, match="leads back to the goal itself"):
        take_back(school, gone.word)
    assert everything(school) == before


def test_no_check_in_comes_back_that_is_outside_its_goals_numbers(school: School):
    school.goal("G", unit="plans")
    added = write(school, lambda act: checkins.add(act, "G", {"value": "5000", "date": "2026-01-30"}))
    gone = take_back(school, added.word)
    said = {"kind": "children", "out_of": "10", "baseline": "1", "target": "9"}
    write(school, lambda act: goals.change(act, "G", said))
    with pytest.raises(Refused) as refused:
        take_back(school, gone.word)
    assert "5000" in str(refused.value) and "outside 0 to 10" in str(refused.value)
    assert rows(school, "checkins") == []


def test_no_half_child_comes_back(school: School):
    school.goal("G", unit="plans")
    added = write(school, lambda act: checkins.add(act, "G", {"value": "2.5", "date": "2026-01-30"}))
    gone = take_back(school, added.word)
    said = {"kind": "children", "out_of": "10", "baseline": "1", "target": "9"}
    write(school, lambda act: goals.change(act, "G", said))
    with pytest.raises(Refused, match=r"2\.5 that would stand here is not a whole number"):
        take_back(school, gone.word)


def test_no_range_comes_back_under_check_ins_outside_it(school: School):
    school.goal("G", unit="students", out_of=10, baseline=1, target=9)
    said = {"kind": "number", "noun": "plans", "baseline": "1", "target": "9000"}
    changed = write(school, lambda act: goals.change(act, "G", said))
    write(school, lambda act: checkins.add(act, "G", {"value": "5000", "date": "2026-01-30"}))
    with pytest.raises(Refused, match="outside 0 to 10"):
        take_back(school, changed.word)


def test_closing_is_taken_back_whatever_the_rules_say_of_an_imported_goal(school: School):
    school.goal("G", baseline=0, target=1e-31)
    closed = write(school, lambda act: goals.close(act, "G"))
    take_back(school, closed.word)
    assert rows(school, "goals")[0]["closed"] is None


ADA = Writer(Viewer("teacher", frozenset({"S1"}), own=frozenset({("classroom", "C1")})), "a1", "T1")


@pytest.fixture
def teaching(school: School) -> School:
    school.group("C1", "classroom", [])
    school.staff("T1", "Math")
    return school


def of_ada(school: School, **said: str):
    return write(school, lambda act: goals.create(act, FORM | said), ADA)


def test_who_writes_for_themselves_has_no_more_than_twenty_open_goals(teaching: School):
    made = [of_ada(teaching).made for _ in range(20)]
    with pytest.raises(Refused, match="20 open goals by now"):
        of_ada(teaching)
    with pytest.raises(Refused, match="20 open goals by now"):
        of_ada(teaching, owner="", owner_words="everybody", level="classroom", group="C1")
    write(teaching, lambda act: goals.close(act, made[0]), ADA)
    assert of_ada(teaching).made
    with pytest.raises(Refused, match="20 open goals by now"):
        write(teaching, lambda act: goals.reopen(act, made[0]), ADA)
    assert write(teaching, lambda act: goals.create(act, FORM)).made, "a leader is not limited"


def test_who_has_more_by_an_import_keeps_them(teaching: School):
    for number in range(25):
        teaching.goal(f"G{number}", owner="T1")
    write(teaching, lambda act: goals.change(act, "G3", {"title": "Another"}), ADA)
    with pytest.raises(Refused, match="20 open goals by now"):
        of_ada(teaching)


def test_a_teacher_makes_no_goal_of_the_district(teaching: School):
    with pytest.raises(Refused, match="A district's goals are made by its leadership"):
        of_ada(teaching, level="district")
    made = of_ada(teaching).made
    with pytest.raises(Refused, match="A district's goals"):
        write(teaching, lambda act: goals.change(act, made, {"level": "district"}), ADA)
