"""A check-in: what is taken, what is refused and in which words, and that every word of it can be taken back."""

from __future__ import annotations

from datetime import datetime

import pytest

from data import store, trail
from data.actions import checkins, history, measure, told
from data.actions.refused import NotThere, Refused
from tests.data.actions.writing import LEADER, rows, take_back, write
from tests.data.school import School

SAID = {"value": "64", "date": "2026-01-30", "confidence": "unsure", "comment": "Second screening done."}
CHILDREN = {"unit": "students", "out_of": 96, "baseline": 58, "target": 72}


def check_in(school: School, goal: str = "G", minutes: int = 0, **said: str):
    return write(school, lambda act: checkins.add(act, goal, SAID | said), minutes=minutes)


def refusal(school: School, **said: str) -> str:
    with pytest.raises(Refused) as refused:
        check_in(school, **said)
    return str(refused.value)


def test_a_check_in_says_what_when_who_and_how_it_goes(school_on_both: School):
    school = school_on_both
    school.goal("G")
    check_in(school)
    (row,) = rows(school, "checkins")
    assert row | {"id": 0} == {
        "id": 0, "goal": "G", "at": datetime(2026, 1, 30, 15, 30), "value": 64.0, "confidence": "unsure",
        "comment": "Second screening done.", "author": "leader", "import_id": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("goal", "typed", "stored"),
    [
        ({}, "64", 64), ({}, "1,5", 1.5), ({}, " 7.25 ", 7.25), ({}, "-3", -3),
        (CHILDREN, "64", 64), (CHILDREN, "64 of 96", 64), (CHILDREN, "64/96", 64), (CHILDREN, "64 out of 96", 64),
        ({"unit": "share", "baseline": 0.1, "target": 0.3}, "18%", 0.18),
        ({"unit": "share", "baseline": 0.1, "target": 0.3}, "18,5 %", 0.185),
        ({"unit": "share", "baseline": 0.1, "target": 0.3}, "14", 0.14),
        ({"unit": "share", "baseline": 0.1, "target": 0.3}, "24 of 96", 0.25),
        ({"unit": "share", "baseline": 0.1, "target": 0.3}, "0", 0), ({"unit": "%"}, "64%", 64),
        ({"unit": "%"}, "0.5", 0.5), ({"unit": "yes or no", "baseline": 0, "target": 1}, "Yes", 1),
        ({"unit": "milestones", "baseline": 0, "target": 5}, "3 of 5", 3),
        ({"unit": "scale 1 to 5", "baseline": 2, "target": 4}, "3,5", 3.5),
    ],
)  # fmt: skip
def test_a_value_is_typed_as_people_write_it(school: School, goal: dict, typed: str, stored: float):
    school.goal("G", **goal)
    check_in(school, value=typed)
    assert rows(school, "checkins")[0]["value"] == stored


@pytest.mark.parametrize(
    ("goal", "said", "words"),
    [
        ({}, {"value": ""}, "Value is empty: type a number."),
        ({}, {"value": "many"}, 'Value: "many" is not a number: write it in digits, such as 12.5.'),
        ({}, {"value": "1,540"}, 'Value: "1,540" may be thousands or a decimal: write thousands without a comma.'),
        ({}, {"value": "١٢"}, None), ({}, {"value": "nan"}, None), ({}, {"value": "1e400"}, None),
        ({}, {"value": "9" * 400}, "Value is longer than a number can be: write it in digits."),
        ({"unit": "plans"}, {"value": "18%"},
         'Value: "18%" is a percent, but this goal counts plans: leave the percent sign out.'),
        (CHILDREN, {"value": "97"}, "Value: 97 is not a number of children from 0 to 96: correct it."),
        (CHILDREN, {"value": "62.5"}, None), (CHILDREN, {"value": "-1"}, None), (CHILDREN, {"value": "64%"}, None),
        (CHILDREN, {"value": "64 of 95"}, "Value: this goal is out of 96, not of 95: write it of 96."),
        ({"unit": "share"}, {"value": "118%"}, "Value: 118 is over 100 percent: a share of a whole is 0 to 100."),
        ({"unit": "share"}, {"value": "-1"}, None), ({"unit": "share"}, {"value": "5 of 0"}, None),
        ({"unit": "share"}, {"value": "0.18"}, "Value: 0.18 may be 0.18% or 18%: write it with the percent sign."),
        ({"unit": "yes or no"}, {"value": "2"}, None), ({"unit": "scale 1 to 5"}, {"value": "6"}, None),
        ({"unit": "milestones", "target": 5, "baseline": 0}, {"value": "6"},
         "Value: 6 is not a number of milestones from 0 to 5: correct it."),
        ({}, {"date": "2026-01-31"}, "Date is in the future: choose today or a day before."),
        ({}, {"date": "31.1.2026"}, "Date is not a day: choose one, or write it as 2026-01-30."),
        ({}, {"date": "0026-01-30"}, "Date is in the year 26: check the year."),
        ({}, {"date": "1999-01-30"}, "Date is more than three years before the goal's start, 2025: check the year."),
        ({}, {"date": ""}, "Date is not a day: choose one, or write it as 2026-01-30."),
        ({}, {"confidence": "sure?"}, "How it goes: choose one of the list."),
        ({}, {"comment": "x" * 301}, "The line has 301 characters, and there is room for 300: shorten it."),
        ({}, {"comment": "a\x07b"}, None),
        ({"closed": datetime(2026, 1, 1).date()}, {}, "This goal is closed: open it again first."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence_with_the_remedy(school: School, goal: dict, said: dict, words):
    school.goal("G", **goal)
    told = refusal(school, **said)
    assert words is None or told == words
    assert told.endswith(".") and not rows(school, "checkins") and not rows(school, "edits")


def note(school: School, act) -> str:
    with school.engine.connect() as connection:
        return told.note(history.lines_of(connection, act.word), rows(school, "goals")[0])


def test_before_the_start_is_taken_and_after_the_due_day_is_said(school: School):
    school.goal("G", due=datetime(2026, 1, 15).date())
    assert note(school, check_in(school, date="2025-08-01")) == ""
    assert "after the due day, 15 Jan 2026" in note(school, check_in(school))


def test_twice_on_one_day_are_two_check_ins_in_their_order(school_on_both: School):
    school = school_on_both
    school.goal("G")
    check_in(school, value="64")
    check_in(school, value="65")
    check_in(school, value="66", minutes=1)
    assert [(row["at"].minute, row["at"].second, row["value"]) for row in rows(school, "checkins")] == [
        (30, 0, 64), (30, 1, 65), (31, 0, 66),
    ]  # fmt: skip
    (goal,) = school.ask("goals.progress").rows()
    assert goal["current"] == 66


def test_an_edit_and_an_undo_keep_the_history(school_on_both: School):
    school = school_on_both
    school.goal("G")
    first = check_in(school)
    (row,) = rows(school, "checkins")
    later = write(school, lambda act: checkins.change(act, "G", row["id"], {"value": "65", "date": "2026-01-29"}))
    assert rows(school, "checkins") == [row | {"value": 65.0, "at": datetime(2026, 1, 29, 15, 30)}]
    with pytest.raises(Refused, match="changed since"):
        take_back(school, first.word)
    undone = take_back(school, later.word)
    assert rows(school, "checkins") == [row]
    with pytest.raises(Refused, match="changed since"):
        take_back(school, later.word)
    take_back(school, undone.word)
    assert rows(school, "checkins")[0]["value"] == 65
    taken = write(school, lambda act: checkins.take_back(act, "G", row["id"]))
    assert rows(school, "checkins") == []
    take_back(school, taken.word)
    assert rows(school, "checkins")[0]["value"] == 65
    lines = rows(school, "edits")
    assert [(bool(line["before"]), bool(line["after"])) for line in lines] == [
        (False, True), (True, True), (True, True), (True, True), (True, False), (False, True),
    ]  # fmt: skip
    assert [line["undoes"] for line in lines] == [None, None, 2, 3, None, 5]


def test_what_an_import_brought_and_somebody_changes_is_no_longer_the_imports(school: School):
    school.goal("G", ("2026-01-15", 62))
    (row,) = rows(school, "checkins")
    write(school, lambda act: checkins.change(act, "G", row["id"], {"value": "62"}))
    assert rows(school, "edits") == [], "nothing was changed"
    write(school, lambda act: checkins.change(act, "G", row["id"], {"value": "63"}))
    assert rows(school, "checkins")[0]["import_id"] is None


def test_a_value_that_is_left_as_it_is_shown_keeps_all_its_digits(school: School):
    school.goal("G", ("2026-01-15", 62 / 96), unit="share", baseline=0.5, target=0.8)
    (row,) = rows(school, "checkins")
    shown = measure.shown(row["value"], rows(school, "goals")[0])
    write(school, lambda act: checkins.change(act, "G", row["id"], {"value": shown, "comment": "mended"}))
    assert shown == "64.583333%" and rows(school, "checkins") == [row | {"comment": "mended"}]


def test_a_check_in_of_another_goal_is_not_there(school: School):
    school.goal("G")
    school.goal("H", ("2026-01-15", 62))
    (row,) = rows(school, "checkins")
    for id_ in (row["id"], 99, 10**30):
        with pytest.raises(NotThere):
            write(school, lambda act, id_=id_: checkins.take_back(act, "G", id_))


def test_a_check_in_moves_the_data_and_leaves_a_line_in_the_trail_without_its_words(school: School):
    school.goal("G")
    with school.engine.connect() as connection:
        before = store.data_version(connection)
    check_in(school)
    with school.engine.connect() as connection:
        assert store.data_version(connection) == before + 1
        (line,) = trail.last(connection, 1)
    assert (line.actor, line.what) == ("leader", trail.WROTE)
    assert line.about == '{"checkins": 1, "goal": "G"}'


def test_a_second_before_midnight_is_still_today(school_on_both: School):
    school = school_on_both
    school.goal("G")
    for value in ("64", "65", "66"):
        with school.engine.connect() as connection, store.changing(connection):
            at = datetime(2026, 1, 30, 23, 59, 59)
            act = history.Act(connection, LEADER, f"{value:0>64}", at, at.date())
            checkins.add(act, "G", SAID | {"value": value})
    found = sorted(rows(school, "checkins"), key=lambda row: row["at"])
    assert [row["value"] for row in found] == [64, 65, 66] and {row["at"].day for row in found} == {30}
