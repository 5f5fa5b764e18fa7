"""What an import does to the database: all or nothing, twice is once, blank says nothing, later does not win."""

import hashlib
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from data import schema, store
from data.importers import take as taking
from data.importers.kind import MOST_GROUPS
from data.importers.order import Order
from tests.data.importers.desk import EVENTS, PEOPLE, Desk, counts


def test_the_same_file_twice_changes_nothing_the_second_time(stocked_on_both: Desk):
    desk = stocked_on_both
    ties = desk.file("ties.csv", "from,to,wave,date,weight\nt1,t2,,,3\nt1,t2,1,,3\nt2,t1,1,2025-10-01,\n")
    first = desk.take(ties)
    assert (first.code, first.counts) == (0, (3, 3, 0, 0, 0))
    rows, version = desk.rows("ties", *schema.ties.c.keys()), desk.version
    second = desk.take(ties)
    assert (second.code, second.counts) == (0, (3, 0, 3, 0, 0))
    assert second.receipt["taken"] and second.receipt["id"] > first.receipt["id"]
    assert (desk.rows("ties", *schema.ties.c.keys()), desk.version) == (rows, version)


def test_a_change_moves_the_data_version_once_and_names_its_import_on_every_row(desk_on_both: Desk):
    desk = desk_on_both
    before = desk.version
    outcome = desk.take_text("people", PEOPLE)
    assert desk.version == before + 1
    assert set(desk.rows("people", "import_id")) == {(outcome.receipt["id"],)}
    assert desk.rows("schools", "id", "name", "import_id") == [("elm", "elm", 1), ("oak", "oak", 1)]


def test_blank_and_missing_columns_keep_what_is_stored(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("people")
    outcome = desk.take_text(
        "people", "id,name,kind,school,role,email\nt1,Ada,staff,oak,,ada@oak\nt2,Ben,staff,oak,,\n"
    )
    assert outcome.counts == (2, 1, 1, 0, 0)
    assert desk.rows("people", "id", "department", "role", "email")[2] == ("t1", "Math", "teacher", "ada@oak")


def test_groups_to_compare_are_told_by_columns_of_people(desk_on_both: Desk):
    desk = desk_on_both
    header = "id,name,kind,school,group.ethnicity,Lunch\n"
    lunch = ("--map", "group.meals=Lunch")
    assert desk.take_text("people", header + "s1,Eve,student,oak,A,free\ns2,Fay,student,oak,,paid\n", *lunch).code == 0
    groups = [("s1", "ethnicity", "A"), ("s1", "meals", "free"), ("s2", "meals", "paid")]
    assert desk.rows("person_groups", "person", "name", "value") == groups
    again = desk.take_text("people", header + "s1,Eve,student,oak,B,\ns2,Fay,student,oak,,paid\n", *lunch)
    assert again.counts == (2, 1, 1, 0, 0)
    assert desk.rows("person_groups", "person", "name", "value")[0] == ("s1", "ethnicity", "B")


def test_the_most_groups_are_taken_and_more_in_several_files_are_refused(desk_on_both: Desk):
    def file(name: str, first: int, last: int) -> Path:
        groups = range(first, last)
        header = ",".join(["id,name,kind,school", *(f"group.g{n}" for n in groups)])
        return desk_on_both.file(name, f"{header}\n" + ",".join([f"{name},Ann,staff,oak", *("x" for _ in groups)]))

    desk_on_both.has("schools")
    assert desk_on_both.take(file("one.csv", 0, MOST_GROUPS), file("two.csv", 0, 50)).code == 0
    more = file("one.csv", 0, MOST_GROUPS), file("two.csv", 90, MOST_GROUPS + 1), file("three.csv", 0, 0)
    outcome = desk_on_both.take(*more, "--keep-good-rows")
    assert outcome.whys == ["brings, with other files, more than 100 columns group.<name>"] * 2
    assert [counts(one)[:2] for one in outcome.receipt["files"]] == [(0, 0), (0, 0), (1, 1)]


def test_files_come_in_by_what_they_refer_to_whatever_order_they_are_named_in(desk_on_both: Desk):
    desk = desk_on_both
    files = [
        desk.file("a.csv", "event,person,present\ne1,t1,yes\nm1,t2,no\n"),
        desk.file("b.csv", EVENTS),
        desk.file("c.csv", "id,school,title,start\nm1,oak,Staff,2025-10-02T15:30\n"),
        desk.file("d.csv", PEOPLE),
        desk.file("e.csv", "id,name\noak,Oak School\n"),
    ]
    outcome = desk.take(*files)
    assert outcome.code == 0
    assert [file["kind"] for file in outcome.receipt["files"]] == [
        "participants", "events", "meetings", "people", "schools",
    ]  # fmt: skip
    assert ("oak", "Oak School") in desk.rows("schools", "id", "name")
    assert desk.rows("participants", "event", "person", "present") == [("e1", "t1", True)]
    assert desk.rows("attendees", "meeting", "person", "present") == [("m1", "t2", False)]


def test_one_refused_row_keeps_every_file_out(desk_on_both: Desk):
    desk = desk_on_both
    before = desk.state
    ties = desk.file("ties.csv", "from,to\nt1,t2\nt1,nobody\n")
    outcome = desk.take(desk.file("people.csv", PEOPLE), ties)
    assert (outcome.code, outcome.receipt["taken"], outcome.receipt["id"]) == (1, False, None)
    assert [counts(file) for file in outcome.receipt["files"]] == [(6, 6, 0, 0, 0), (2, 1, 0, 0, 1)]
    assert desk.state == before
    kept = desk.take(desk.folder / "people.csv", ties, "--keep-good-rows")
    assert (kept.code, kept.receipt["taken"]) == (1, True)
    assert desk.rows("ties", "from_person", "to_person", "kind", "directed") == [("t1", "t2", "advice", True)]


def test_a_dry_run_says_what_would_be_and_changes_nothing(desk_on_both: Desk):
    desk = desk_on_both
    before = desk.state
    outcome = desk.take_text("people", PEOPLE, "--dry-run")
    assert (outcome.code, outcome.counts, outcome.receipt["taken"]) == (0, (6, 6, 0, 0, 0), False)
    assert desk.state == before


def test_a_row_twice_is_repeated_and_two_rows_that_contradict_are_told(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("people")
    text = "person,date,status\ns1,2025-09-01,present\ns1,2025-09-01,present\ns1,2025-09-01,absent\n"
    outcome = desk.take_text("attendance", text, "--keep-good-rows")
    assert outcome.counts == (3, 1, 0, 1, 1)
    problem = outcome.file["problems"][0]
    assert (problem["line"], problem["column"], problem["value"]) == (4, "person", "s1")
    assert problem["why"] == "was there on line 2 already, with another status"
    assert desk.rows("attendance", "status") == [("present",)]


def test_two_files_of_one_kind_are_compared_with_each_other(desk_on_both: Desk):
    desk = desk_on_both
    one = desk.file("one.csv", "id,name,kind,school\np1,Ann,staff,oak\np2,Bob,staff,oak\n")
    two = desk.file("two.csv", "id,name,kind,school,group.team\np1,Ann,staff,oak,\np2,Robert,staff,oak,x\n")
    outcome = desk.take(one, two)
    assert [counts(file) for file in outcome.receipt["files"]] == [(2, 2, 0, 0, 0), (2, 0, 0, 1, 1)]
    assert outcome.whys == ["was there on line 3 of one.csv already, with another name, group.team"]


def test_the_later_answer_of_a_day_wins_for_consents_alone(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("people")
    text = "person,what,given,date\nt1,wall,yes,2025-09-01\nt1,wall,yes,2025-09-01\nt1,wall,no,2025-09-01\n"
    assert desk.take_text("consents", text).counts == (3, 1, 0, 2, 0)
    assert desk.rows("consents", "person", "given") == [("t1", False)]


def test_answers_without_a_respondent_are_as_many_as_there_are(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("schools", "people")
    header = "survey,date,respondent,item,answer\n"
    two_alike = header + "pulse,2025-10-01,,q1,4\npulse,2025-10-01,,q1,4\npulse,2025-10-01,r1,q1,4\n"
    assert desk.take_text("surveys", two_alike).counts == (3, 3, 0, 0, 0)
    assert desk.take_text("surveys", two_alike + "pulse,2025-10-01,,q1,4\n").counts == (4, 1, 3, 0, 0)


def test_a_recipient_who_changes_from_person_to_team_is_one_recipient(stocked_on_both: Desk):
    desk = stocked_on_both
    header = "id,date,to,to_kind\n"
    assert desk.take_text("recognitions", header + "r1,2025-10-01,t1,\n").code == 0
    assert desk.take_text("recognitions", header + "r1,2025-10-01,Math,team\n").counts == (1, 1, 0, 0, 0)
    columns = ("to_kind", "to_person", "to_group", "school")
    assert desk.rows("recognitions", *columns) == [("team", None, "Math", "oak")]


def test_whoever_writes_meanwhile_makes_the_import_check_again(desk_on_both: Desk, monkeypatch):
    desk = desk_on_both
    desk.has("people")
    path = desk.file("ties.csv", "from,to\nt1,t2\n")
    check, checks = taking.Batch, []

    def check_while_another_takes_it_in(*about):
        checks.append(check(*about))
        if len(checks) == 1:
            with store.writing(desk.engine) as other:
                values = {"from_person": "t1", "to_person": "t2", "kind": "advice", "directed": True}
                other.execute(schema.ties.insert().values(**values))
        return checks[-1]

    monkeypatch.setattr(taking, "Batch", check_while_another_takes_it_in)
    assert desk.take(path).counts == (1, 0, 1, 0, 0)
    assert len(checks) == 2 and len(desk.rows("ties", "id")) == 1


def test_who_writes_all_the_time_does_not_keep_an_import_out(desk: Desk, monkeypatch):
    check, checks = taking.Batch, []

    def check_while_another_writes(connection, *about):
        checks.append(connection.get_execution_options().get("writes"))
        batch = check(connection, *about)
        if not checks[-1]:
            with store.writing(desk.engine):
                pass
        return batch

    monkeypatch.setattr(taking, "Batch", check_while_another_writes)
    assert desk.take_text("people", PEOPLE).code == 0
    assert [bool(under_lock) for under_lock in checks] == [False] * taking.PATIENT + [True]


def test_a_kept_receipt_holds_no_cell_of_a_refused_row(desk_on_both: Desk):
    desk = desk_on_both
    outcome = desk.take_text("people", PEOPLE + "s9,Zoe,wizard-of-oz,oak,,\n", "--keep-good-rows")
    assert outcome.file["problems"][0]["value"] == "wizard-of-oz"
    with desk.engine.connect() as connection:
        kept = connection.scalar(select(schema.imports.c.receipt))
    assert "wizard" not in kept
    assert json.loads(kept)["files"][0]["problems"] == [
        {
            "line": 8,
            "column": "kind",
            "why": "is not one of the values this field knows",
            "remedy": "use one of staff, student, family, partner",
        }
    ]


@pytest.mark.parametrize("named", [["a/people.csv", "b/people.csv"], ["people.csv", "ties.csv"]])
def test_files_are_called_by_their_names_or_by_their_paths_where_two_are_alike(desk: Desk, named):
    for name in named:
        (desk.folder / name).parent.mkdir(exist_ok=True)
        desk.file(name, PEOPLE if "people" in name else "from,to\nt1,t2\n")
    files = desk.take(*(desk.folder / name for name in named)).receipt["files"]
    expected = [str(desk.folder / name) for name in named] if "/" in named[0] else named
    assert [file["file"] for file in files] == expected


def test_a_receipt_says_of_which_very_file_it_is(desk: Desk):
    good, missing = desk.file("people.csv", PEOPLE), desk.folder / "missing.csv"
    desk.take(good, missing, "--keep-good-rows")
    told = json.loads(desk.run("imports", "--json").out)[0]["files"]
    assert (told[0]["sha256"], told[0]["bytes"]) == (hashlib.sha256(PEOPLE.encode()).hexdigest(), len(PEOPLE))
    assert (told[1]["sha256"], told[1]["bytes"], told[1]["kind"]) == (None, None, None)
    assert " missing.csv  ? " in desk.run("imports").out


def test_the_first_rows_say_where_a_needed_cell_is_empty(desk: Desk):
    path = desk.file("people.csv", "id,name,kind,school\np1,,staff,oak\np2,Bob,wizard,oak\n")
    (file,) = taking.take(desk.engine, Order([path], dry_run=True)).files
    assert [(row["name"], row["kind"]) for row in file.first] == [("is empty", "staff"), ("Bob", "cannot be read")]
