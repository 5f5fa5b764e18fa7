"""Cycles whose prediction was there before, steps with owner and day."""

from __future__ import annotations

from datetime import date

import pytest

from data.actions import cycles, steps
from data.actions.refused import NotThere, Refused
from tests.data.actions.writing import rows, take_back, write
from tests.data.school import School

IDEA = {"idea": "Read aloud first", "prediction": "Four more children by March", "begun": "2026-02-02"}


def begun(school: School, **said: str):
    school.goal("G")
    return write(school, lambda act: cycles.add(act, "G", IDEA | said))


def change(school: School, **said: str):
    (row,) = rows(school, "cycles")
    return write(school, lambda act: cycles.change(act, "G", row["id"], said))


def test_a_prediction_is_dated_by_the_day_on_which_it_is_written(school_on_both: School):
    begun(school_on_both)
    (cycle,) = rows(school_on_both, "cycles")
    assert (cycle["predicted"], cycle["begun"], cycles.note(cycle)) == (date(2026, 1, 30), date(2026, 2, 2), "")
    assert not cycles.is_incomplete(cycle)


def test_a_cycle_that_began_before_its_prediction_is_incomplete_and_that_is_said(school: School):
    begun(school, begun="2026-01-12")
    (cycle,) = rows(school, "cycles")
    assert cycles.is_incomplete(cycle) and "incomplete" in cycles.note(cycle)


def test_without_a_prediction_a_cycle_is_incomplete_and_a_later_one_does_not_mend_it(school: School):
    begun(school, prediction="", begun="2026-01-12")
    change(school, prediction="As we always knew")
    assert cycles.is_incomplete(rows(school, "cycles")[0])


def test_what_has_not_begun_is_not_incomplete_yet(school: School):
    begun(school, prediction="", begun="")
    assert not cycles.is_incomplete(rows(school, "cycles")[0])


def test_a_prediction_stands_once_the_cycle_has_begun(school: School):
    begun(school, begun="2026-01-30")
    with pytest.raises(Refused, match="stands as it was when the cycle began"):
        change(school, prediction="Three more")
    change(school, studied="2026-01-30", found="Three more", decision="adapt")
    (cycle,) = rows(school, "cycles")
    assert (cycle["prediction"], cycle["found"], cycle["decision"]) == (IDEA["prediction"], "Three more", "adapt")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"decision": "adopt"}, "say first what was found"),
        ({"studied": "2026-01-30"}, "before the cycle began"),
        ({"begun": "", "studied": "2026-01-30"}, "before the cycle began"),
        ({"studied": "2026-03-01"}, "in the future"),
        ({"decision": "repeat"}, "choose one of the list"),
        ({"idea": ""}, "The idea is empty"),
    ],
)
def test_a_cycle_that_cannot_be_is_refused(school: School, said: dict, words: str):
    begun(school)
    (before,) = rows(school, "cycles")
    with pytest.raises(Refused, match=words):
        change(school, **said)
    assert rows(school, "cycles") == [before]


def test_a_step_has_an_owner_and_a_day_and_is_done_or_dropped_and_back(school_on_both: School):
    school = school_on_both
    school.goal("G")
    school.staff("T1")
    said = {"text": "Order the books", "owner": "T1", "due": "2026-02-06"}
    write(school, lambda act: steps.add(act, "G", said))
    (step,) = rows(school, "actions")
    assert (step["goal"], step["school"], step["owner"], step["due"]) == ("G", "S1", "T1", date(2026, 2, 6))
    for state, closed, dropped in (("done", date(2026, 1, 30), None), ("dropped", None, True), ("open", None, None)):
        act = write(school, lambda act, state=state: steps.change(act, "G", step["id"], {"state": state}))
        (row,) = rows(school, "actions")
        assert (row["closed"], row["dropped"], row["text"]) == (closed, dropped, "Order the books")
    take_back(school, act.word)
    assert rows(school, "actions")[0]["dropped"] is True


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"text": ""}, "The step is empty"),
        ({"due": "2024-01-01"}, "Due is before the goal starts"),
        ({"due": "soon"}, "Due is not a day"),
        ({"owner": "T9"}, "choose one of the list"),
        ({"owner_words": "x" * 81}, "room for 80"),
    ],
)
def test_a_step_that_cannot_be_is_refused(school: School, said: dict, words: str):
    school.goal("G")
    with pytest.raises(Refused, match=words):
        write(school, lambda act: steps.add(act, "G", {"text": "Order"} | said))


def test_a_step_of_another_goal_is_not_there(school: School):
    school.goal("G")
    school.goal("H")
    school.add("actions", id="A1", text="x", goal="H")
    with pytest.raises(NotThere):
        write(school, lambda act: steps.change(act, "G", "A1", {"state": "done"}))
