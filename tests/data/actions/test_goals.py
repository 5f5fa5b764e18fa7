"""Goals made, changed, closed, archived and carried over: every mistake is named, and every step can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from data.actions import checkins, goals, plan
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import Writer
from data.actions.rows import fingerprint
from data.viewer import Viewer
from tests.data.actions.writing import LEADER, everything, rows, take_back, write
from tests.data.school import School

FORM = {
    "title": "Children who read at grade level", "level": "school", "kind": "children", "out_of": "96",
    "direction": "increase", "baseline": "58", "target": "72 of 96", "start": "2025-09-01", "due": "2026-06-01",
    "owner": "me", "strategy": "6", "rhythm_days": "30", "approach": "Small groups, three times a week.",
}  # fmt: skip


def made(school: School, /, **said: str) -> dict:
    id_ = write(school, lambda act: goals.create(act, FORM | said)).made
    return next(row for row in rows(school, "goals") if row["id"] == id_)


def refusal(school: School, /, **said: str) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        made(school, **said)
    return refused.value.field, str(refused.value)


def test_a_new_goal_is_what_the_form_says(school_on_both: School):
    goal = made(school_on_both)
    assert goal | {"id": ""} == dict.fromkeys(goal) | {
        "id": "", "title": "Children who read at grade level", "level": "school", "school": "S1", "unit": "students",
        "out_of": 96, "direction": "increase", "baseline": 58.0, "target": 72.0, "start": date(2025, 9, 1),
        "due": date(2026, 6, 1), "owner": "leader", "strategy": 6, "rhythm_days": 30, "weight": 1.0,
        "approach": "Small groups, three times a week.",
    }  # fmt: skip
    (shown,) = school_on_both.ask("goals.progress").rows()
    assert (shown["goal"], shown["status"]) == (goal["id"], "no_recent_data")


@pytest.mark.parametrize(
    ("said", "unit", "numbers"),
    [
        ({"kind": "share", "baseline": "18%", "target": "25"}, "share", (0.18, 0.25)),
        ({"kind": "number", "noun": "plans", "baseline": "4", "target": "20"}, "plans", (4, 20)),
        ({"kind": "number", "noun": "", "baseline": "1,5", "target": "20"}, None, (1.5, 20)),
        ({"kind": "yes or no", "baseline": "", "target": ""}, "yes or no", (0, 1)),
        ({"kind": "milestones", "baseline": "", "target": "5"}, "milestones", (0, 5)),
        ({"kind": "scale", "scale_low": "1", "scale_high": "5", "baseline": "2", "target": "4"}, "scale 1 to 5",
         (2, 4)),
    ],
)  # fmt: skip
def test_every_kind_of_number_is_stored_as_the_rest_of_the_app_reads_it(school: School, said, unit, numbers):
    goal = made(school, **said)
    assert (goal["unit"], (goal["baseline"], goal["target"])) == (unit, numbers)


def test_a_goal_to_maintain_has_a_band(school: School):
    goal = made(school, kind="share", direction="maintain", baseline="", target="", low="85%", high="95%")
    assert (goal["low"], goal["high"], goal["target"]) == (0.85, 0.95, None)


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"title": " "}, "title", "Title is empty: write it in a line."),
        ({"target": "58"}, "target", "Target is where it starts: there is nothing to reach; correct one of the "
                                     "two, or choose “stay within a band”."),
        ({"target": "50"}, "target", "Target is under where it starts, though more is better; correct it, or "
                                     "choose “less is better”."),
        ({"target": ""}, "target", "Target is empty: say where the goal starts and what it is to reach."),
        ({"due": "2025-08-01"}, "due", "Due is before the start; correct one of the two dates."),
        ({"due": "2226-08-01"}, "due", "Due is in the year 2226: check the year."),
        ({"due": "2126-08-01"}, "due", "Due is more than fifteen years after the start: check the year."),
        ({"start": ""}, "start", "Start is not a day: choose one, or write it as 2026-01-30."),
        ({"kind": "share", "target": "120%"}, "target",
         "Target: 120 is over 100 percent: a share of a whole is 0 to 100."),
        ({"target": "97"}, "target", "Target: 97 is not a number of children from 0 to 96: correct it."),
        ({"out_of": ""}, "out_of", "Out of how many is empty: say how many children there are."),
        ({"out_of": "-3"}, "out_of", "Out of how many is not a whole number from 1 to 1,000,000: correct it."),
        ({"kind": "scale", "scale_low": "5", "scale_high": "1"}, "scale_low", None),
        ({"kind": "magic"}, "kind", "What is counted: choose one of the list."),
        ({"direction": "maintain", "target": ""}, "direction", None),
        ({"direction": "maintain", "target": "", "low": "80", "high": "70"}, "high", None),
        ({"level": "planet"}, "level", "Whose goal: choose one of the list."),
        ({"group": "nowhere"}, "group", "Classroom or program: choose one of the list."),
        ({"parent": "nobody"}, "parent", "The goal it serves: choose one of the list."),
        ({"owner": "nobody"}, "owner", "Owner: choose one of the list, or say in words whose it is."),
        ({"strategy": "8"}, "strategy", "Strategy is not a whole number from 1 to 7: correct it."),
        ({"metric": "magic"}, "metric", "The number it follows: choose one of the list."),
        ({"rhythm_days": "0"}, "rhythm_days", None),
    ],
)  # fmt: skip
def test_every_mistake_is_named_with_its_field_and_remedy(school: School, said: dict, field: str, words: str | None):
    told = refusal(school, **said)
    assert told[0] == field and (words is None or told[1] == words)
    assert rows(school, "goals") == rows(school, "edits") == []


def test_what_belongs_to_another_school_is_not_on_the_list(school: School):
    school.add("schools", id="S2", name="Ash School")
    school.add("groups", id="C9", type="classroom", name="C9", school="S2")
    school.staff("T9", school="S2")
    school.goal("G9", school="S2")
    for said in ({"group": "C9"}, {"parent": "G9"}, {"owner": "T9"}):
        assert "choose one of the list" in refusal(school, school="S1", **said)[1]
    assert refusal(school) == ("school", "School: choose whose goal it is.")
    oak = Writer(Viewer("leader", frozenset({"S1"})), "a1")
    with pytest.raises(NotThere):
        write(school, lambda act: goals.create(act, FORM | {"school": "S2"}), oak)
    assert write(school, lambda act: goals.create(act, FORM), oak).made


def test_no_goal_serves_itself_in_the_end(school: School):
    for id_, parent in (("A", None), ("B", "A"), ("C", "B")):
        school.goal(id_, parent=parent)
    for parent in ("A", "C"):
        with pytest.raises(Refused, match="The goal it serves leads back to the goal itself; break the circle"):
            write(school, lambda act, parent=parent: goals.change(act, "A", {"parent": parent}))


def test_what_a_form_does_not_send_stays(school: School):
    school.goal("G", next_step="Ask Ada", unit="plans")
    (before,) = rows(school, "goals")
    act = write(school, lambda act: goals.change(act, "G", {"target": "80"}))
    assert rows(school, "goals") == [before | {"target": 80.0}]
    take_back(school, act.word)
    assert rows(school, "goals") == [before]


def test_somebody_elses_change_is_not_lost(school: School):
    school.goal("G")
    (before,) = rows(school, "goals")
    write(school, lambda act: goals.change(act, "G", {"target": "80"}))
    with pytest.raises(Refused, match="Somebody has changed this goal since you opened it"):
        write(school, lambda act: goals.change(act, "G", {"title": "Mine", "seen": fingerprint(before)}))


def test_a_goal_with_check_ins_keeps_its_kind_of_number(school: School):
    school.goal("G", ("2026-01-15", 62))
    with pytest.raises(Refused, match="numbers of the old kind"):
        write(school, lambda act: goals.change(act, "G", {"kind": "share", "baseline": "10%", "target": "20%"}))


def test_a_goal_is_closed_opened_and_archived_and_a_closed_one_is_left_alone(school_on_both: School):
    school = school_on_both
    school.goal("G")
    closing = write(school, lambda act: goals.close(act, "G"))
    for do in (goals.close, lambda act, id_: goals.change(act, id_, {"title": "x"})):
        with pytest.raises(Refused, match="open it again first"):
            write(school, lambda act, do=do: do(act, "G"))
    write(school, lambda act: goals.archive(act, "G"))
    (row,) = rows(school, "goals")
    assert row["closed"] == row["archived"] == date(2026, 1, 30)
    with pytest.raises(Refused, match="changed since"):
        take_back(school, closing.word)
    write(school, lambda act: goals.reopen(act, "G"))
    (row,) = rows(school, "goals")
    assert row["closed"] is row["archived"] is None


def test_goals_are_carried_over_from_where_they_are_now(school_on_both: School):
    school = school_on_both
    year = {"start": date(2024, 9, 1), "due": date(2025, 6, 1), "next_step": "gone by then"}
    school.goal("A", ("2025-05-01", 66), **year)
    school.goal("B", parent="A", **year)
    school.add("calendar", school="S1", date=date(2026, 6, 12), kind="school-day")
    before = everything(school)
    act = write(school, lambda act: goals.carry_over(act, ["B", "A"], {"A": "80"}))
    found = {row["carried_from"]: row for row in rows(school, "goals") if row["carried_from"]}
    a, b = found["A"], found["B"]
    assert (a["baseline"], a["target"], a["start"], a["due"]) == (66, 80, date(2025, 8, 1), date(2026, 6, 12))
    assert (b["baseline"], b["target"], b["parent"], b["next_step"]) == (60, 75, a["id"], None)
    assert all(row["closed"] for row in rows(school, "goals") if not row["carried_from"])
    with pytest.raises(Refused, match="“Goal A” was carried over already"):
        write(school, lambda act: goals.carry_over(act, ["A"], {}))
    take_back(school, act.word)
    assert everything(school) == before


def test_a_goal_that_is_reached_needs_another_target_to_be_carried_over(school: School):
    school.goal("A", ("2025-05-01", 75), start=date(2024, 9, 1), due=date(2025, 6, 1))
    with pytest.raises(Refused) as refused:
        write(school, lambda act: goals.carry_over(act, ["A"], {}))
    assert refused.value.field == "target.A"
    assert str(refused.value).startswith("“Goal A”: Target is where it starts: there is nothing to reach")
    with pytest.raises(Refused, match="Choose a goal"):
        write(school, lambda act: goals.carry_over(act, [], {}))


def test_a_goal_on_which_others_rest_is_not_taken_back(school: School):
    act = write(school, lambda act: goals.create(act, FORM))
    said = {"value": "64", "date": "2026-01-30"}
    checked = write(school, lambda again: checkins.add(again, act.made, said))
    with pytest.raises(Refused, match=r"rest on it by now \(check-ins\)"):
        take_back(school, act.word)
    take_back(school, checked.word)
    take_back(school, act.word)
    assert rows(school, "goals") == []


ADA = {"level": "classroom", "group": "C1"}


@pytest.mark.parametrize(
    ("viewer", "person", "said", "may"),
    [
        (Viewer("teacher", frozenset({"S1"}), own=frozenset({("classroom", "C1")})), "T1", ADA, True),
        (Viewer("teacher", frozenset({"S1"}), own=frozenset({("classroom", "C1")})), "T1", {"owner": "me"}, True),
        (Viewer("teacher", frozenset({"S1"}), own=frozenset({("classroom", "C1")})), "T1",
         {"owner": "", "owner_words": "everybody"}, False),
        (Viewer("team-lead", frozenset({"S1"}), own=frozenset({("department", "Math")})), "T1",
         {"level": "team", "owner": "", "owner_words": "Math"}, True),
        (Viewer("team-lead", frozenset({"S1"}), own=frozenset({("department", "Math")})), None, {}, False),
        (Viewer("staff", frozenset({"S1"})), "T1", {"owner": "me"}, True),
        (Viewer("staff", frozenset({"S1"})), "T1", {"owner": "", "owner_words": "T1"}, False),
    ],
)  # fmt: skip
def test_a_new_goal_is_of_what_is_theirs(school: School, viewer: Viewer, person: str, said: dict, may: bool):
    school.group("C1", "classroom", [])
    school.staff("T1", "Math")
    writer = Writer(viewer, "a1", person)
    if may:
        assert write(school, lambda act: goals.create(act, FORM | {"owner": ""} | said), writer).made
    else:
        with pytest.raises(Refused):
            write(school, lambda act: goals.create(act, FORM | {"owner": ""} | said), writer)


def test_an_id_that_no_database_takes_is_not_there(school_on_both: School):
    with pytest.raises(NotThere):
        write(school_on_both, lambda act: goals.close(act, "\x00"))


@pytest.mark.parametrize("viewer", [Viewer.of("staff"), Viewer.of("projector"), Viewer("administrator", frozenset())])
def test_who_has_no_goals_makes_none(school: School, viewer: Viewer):
    with pytest.raises(NotAllowed):
        write(school, lambda act: goals.create(act, FORM), Writer(viewer, viewer.role))


@pytest.mark.parametrize(("baseline", "target"), [("0", "0.0000000001"), ("1000000", "1000000.5")])
def test_a_way_too_short_to_go_is_no_goal(school: School, baseline: str, target: str):
    said = {"kind": "number", "noun": "plans", "baseline": baseline, "target": target}
    assert refusal(school, **said)[1].startswith("Target is less than a millionth away from where it starts")


def test_an_owner_in_words_is_taken_alike_whether_somebody_has_that_id_or_not(school: School):
    school.staff("T1", "Math")
    stored = [made(school, owner="", owner_words=words)["owner"] for words in ("T1", "T2")]
    assert stored == ["T1 ", "T2 "], "no id ends in a blank: nobody's name comes to it by a join"
    shown = {row["owner"].strip() for row in school.ask("goals.progress").rows()}
    assert shown == {"T1", "T2"}


@pytest.mark.parametrize(
    ("level", "group", "may"), [("program", "P1", True), ("program", "C1", False), ("classroom", "P1", False),
                                ("classroom", "", False), ("classroom", "C1", True), ("school", "", True)],
)  # fmt: skip
def test_a_program_has_goals_of_a_program_and_a_classroom_of_a_classroom(school: School, level, group, may):
    school.group("C1", "classroom", [])
    school.group("P1", "program", [])
    if may:
        assert made(school, level=level, group=group)["group"] == (group or None)
    else:
        assert f"the goal of a {level} needs its {level}" in refusal(school, level=level, group=group)[1]


def test_a_goal_that_follows_a_number_counts_what_that_number_counts(school: School):
    said = {"metric": "outcomes.chronic_absence", "direction": "decrease", "baseline": "20%", "target": "10%"}
    goal = made(school, kind="number", noun="students", **said)
    assert (goal["unit"], goal["out_of"], goal["baseline"]) == ("share", None, 0.2)
    assert "choose one of the list" in refusal(school, metric="goals.status")[1], "not one that is made of goals"


def test_only_open_goals_are_served_and_two_of_one_title_have_their_year(school: School):
    school.goal("A", title="Read")
    school.goal("B", title="Read", due=date(2027, 6, 1))
    school.goal("C", title="Write", closed=date(2026, 1, 1))
    with school.engine.connect() as connection:
        assert plan.goals_of(connection, "S1") == {"B": "Read (2026–27)", "A": "Read (2025–26)"}
        assert "C" in plan.goals_of(connection, "S1", "C")


def test_a_check_in_is_waited_for_exactly_where_nothing_is_measured(school: School):
    chronic = {"metric": "outcomes.chronic_absence", "direction": "decrease", "baseline": 0.3, "target": 0.1}
    school.goal("measured", unit="share", **chronic)
    school.goal("another", unit="students", **chronic)
    school.goal("typed")
    with school.engine.connect() as connection:
        assert goals.mine(connection, LEADER) == {"another", "typed"}
