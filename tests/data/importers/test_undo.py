"""An import taken back: to the bit, whole or not at all, and never from under what stands on it."""

import json
from collections.abc import Callable
from datetime import date, datetime
from secrets import token_hex

import pytest
from sqlalchemy import func, select, update

from data import schema, store
from data.actions import sessions
from data.actions.history import Act
from data.actions.rights import Writer
from data.importers.undo import planned, undo
from data.viewer import Viewer
from tests.data.importers.desk import EVENTS, GOALS, PEOPLE, Desk

# A file of each table that an import may write, and the same again with other values.
FILES = {
    "people": ("id,name,kind,school,department,start,fte,group.meals\nt1,Ada,staff,oak,Math,2020-08-01,0.3,\n"
               "s9,Gus,student,ash,,,,free\n",
               "t1,Ada B,staff,elm,Art,,0.30000000000000004,\ns9,Gus,student,ash,,,,paid\n"),
    "schools": ("id,name\noak,Oak\nash,Ash\n", "oak,Oak Hill\n"),
    "classrooms": ("id,name,school,grade\nc1,Algebra,oak,8\nc7,Ceramics,elm,7\n", "c1,Algebra II,elm,\n"),
    "programs": ("id,name,school\np1,Reading,oak\np2,\"Quotes \"\" and \\ and é\",elm\n", "p2,Plain,elm\n"),
    "memberships": ("person,group,start,role\ns1,c1,,a\ns1,c1,2025-09-01,\n", "s1,c1,,b\n"),
    "calendar": ("school,date,kind\noak,2025-09-01,school-day\n", "oak,2025-09-01,holiday\n"),
    "chart_events": ("date,text,school\n2025-09-01,Timetable,oak\n", "2025-09-01,Timetable,elm\n"),
    "consents": ("person,what,given,date\nt1,wall,yes,2025-09-01\n", "t1,wall,no,2025-09-01\n"),
    "goals": (GOALS + "g2,Spell,school,oak,increase,0.1,0.30000000000000004,2025-09-01,2026-06-01\n",
              "g2,Spell,school,oak,increase,0.2,0.7,2025-09-01,2026-06-01\n"),
    "checkins": ("goal,date,value\ng1,2025-10-01T08:15:30.25,61.7\ng1,2025-11-01,62\n",
                 "g1,2025-10-01T08:15:30.25,1\n"),
    "meetings": ("id,school,title,start,end\nm1,oak,Staff meeting,2025-10-02T15:30,2025-10-02T16:00\n",
                 "m1,elm,Other,2025-10-02T15:30,2025-10-02T17:00:01.5\n"),
    "events": ("id,kind,date,school,minutes\ne1,planning,2025-10-01,oak,45\ne5,talk,2025-10-01,oak,\n",
               "e1,coaching,2025-10-02,elm,\n"),
    "participants": ("event,person,present\ne1,t1,yes\nm1,t2,no\n", "e1,t1,no\nm1,t2,yes\n"),
    "goal_targets": ("goal,date,value\ng1,2027-06-01,80\n", "g1,2027-06-01,81\n"),
    "cycles": ("id,goal,idea,prediction\ny1,g1,Groups,Two more\n", "y1,g1,Pairs,Three more\n"),
    "lessons": ("person,day,period,group,begins\nt1,A,1,c1,9:00\nt1,A,2,,\n", "t1,A,1,c1,9:05\n"),
    "practices": ("id,title,date,school\nl2,Exit tickets,2025-09-01,oak\n", "l2,Entry tickets,2025-09-02,elm\n"),
    "practice_uses": ("practice,person,date\nl1,t1,2025-09-01\nl1,t2,2025-09-02\n", "l1,t1,2025-09-03\n"),
    "values": ("school,value,position\noak,Courage,1\noak,Care,2\n", "oak,Courage,3\n"),
    "ties": ("from,to,weight,directed\nt1,t2,0.1,yes\nt2,t3,,no\n", "t1,t2,0.2,no\n"),
    "actions": ("id,text,due,meeting\na1,Do it,2025-10-01,m1\n", "a1,Done,2025-10-02,m1\n"),
    "feedback": ("id,date,channel,text\nf1,2025-10-01,mail,Thanks\n", "f1,2025-10-02,talk,No\n"),
    "surveys": ("survey,date,item,answer,respondent\nv,2025-10-01,q1,3,r1\nv,2025-10-01,q1,3,\n",
                "v,2025-10-01,q1,4,r1\nv,2025-10-01,q1,4,\n"),
    "roles": ("person,role,start,domain\nt1,chair,2025-09-01,\n", "t1,chair,2025-09-01,timetable\n"),
    "development": ("person,date,hours\nt1,2025-09-01,1.1\n", "t1,2025-09-01,2.2\n"),
    "requests": ("id,date,kind,answered\nq1,2025-09-01,help,2025-09-02\n", "q1,2025-09-02,advice,2025-09-03\n"),
    "attendance": ("person,date,status,minutes\ns1,2025-09-01,present,\ns2,2025-09-01,tardy,5\n",
                   "s1,2025-09-01,absent,7\n"),
    "incidents": ("id,date,school,kind,major,time\ni1,2025-09-01,oak,noise,yes,14:30\n",
                  "i1,2025-09-02,elm,fight,no,14:31\n"),
    "results": ("person,measure,date,score,low,high\ns1,r,2025-09-01,0.1,0,1\n", "s1,r,2025-09-01,0.7,0.6,0.8\n"),
    "recognitions": ("id,date,to,to_kind,points\nk1,2025-09-01,t1,,3\nk2,2025-09-01,c1,classroom,\n",
                     "k1,2025-09-02,p1,program,4\n"),
    "initiatives": ("id,name,school,start\nn1,Tutors,oak,2025-09-01\n", "n1,Tutoring,elm,2025-09-02\n"),
    "indicators": ("school,measure,period,value,n\noak,grad,2024-25,>95,10\n", "oak,grad,2024-25,94,11\n"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_an_import_and_its_undo_leave_everything_as_it_was_to_the_bit(stocked_on_both: Desk, kind: str):
    """First what it adds (and changes, where the school has it already), then what it changes."""
    desk, (text, rows) = stocked_on_both, FILES[kind]
    seen = []
    for content in (text, text.splitlines()[0] + "\n" + rows):
        seen.append(desk.content)
        outcome = desk.take_text(kind, content)
        assert outcome.code == 0, outcome.receipt
        assert outcome.file["accepted"]
    for before, id_ in zip(reversed(seen), (3, 2), strict=True):
        version = desk.version
        assert desk.run("undo", str(id_)).code == 0
        assert desk.content == before
        assert desk.version == version + 1
    assert not desk.rows("import_changes", "row")


def test_every_table_of_an_import_is_among_those_files(stocked: Desk):
    for kind, (text, _) in FILES.items():
        assert stocked.take_text(kind, text).code == 0
    named = {table for one in json.loads(stocked.run("imports", "--json").out) for table in one["written"]}
    kept = {name for name, table in schema.metadata.tables.items() if "import_id" in table.c}
    assert named == kept - {"import_changes"}


def test_only_what_changes_is_kept_and_only_until_it_is_taken_back(stocked_on_both: Desk):
    desk = stocked_on_both
    desk.take_text("people", PEOPLE.replace("t1,Ada,staff,oak,Math,teacher", "t1,Ada,staff,oak,Art,teacher"))
    ((import_id, name, row, before),) = desk.rows("import_changes", "import_id", "name", "row", "before")
    assert (import_id, name, json.loads(row), json.loads(before)) == (
        2, "people", ["t1"], {"import_id": 1, "department": "Math"}
    )  # fmt: skip


def test_what_stands_on_an_import_is_said_first_with_counts_and_files(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("people")
    desk.take_text("attendance", "person,date,status\ns1,2025-09-01,present\ns2,2025-09-01,present\n")
    desk.take_text("people", "id,name,kind,school\nt1,Ada L,staff,oak\n")
    before = desk.state
    outcome = desk.run("undo", "1")
    assert (outcome.code, outcome.out, desk.state) == (1, "Nothing is changed.\n", before)
    changed, wrote = outcome.err.splitlines()
    assert changed.startswith("import 3 (people.csv, ")
    assert ") changed 1 row of people of import 1; undo 3 first" in changed
    assert wrote.startswith("import 2 (attendance.csv, ")
    assert ") wrote 2 rows of attendance about people of import 1; undo 2 first" in wrote


def test_with_later_takes_back_what_stands_on_it_and_nothing_else(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("schools")
    empty = desk.content
    desk.take_text("people", PEOPLE)
    desk.take_text("attendance", "person,date,status\ns1,2025-09-01,present\n")
    desk.take_text("calendar", "school,date,kind\noak,2025-09-01,holiday\n")
    outcome = desk.run("undo", "2", "--with-later")
    assert outcome.code == 0 and [line.split(" (")[0] for line in outcome.out.splitlines()] == [
        "Taken back: import 3", "Taken back: import 2"
    ]  # fmt: skip
    assert desk.rows("calendar", "import_id") == [(4,)] and not desk.rows("people", "id")
    assert desk.run("undo", "4").code == 0 and desk.content == empty


def test_only_those_that_were_named_are_taken_back_with_an_import(desk: Desk):
    """Somebody may take a file in between the look at the page and the press of its button."""
    desk.has("schools")
    desk.take_text("people", PEOPLE)
    desk.take_text("attendance", "person,date,status\ns1,2025-09-01,present\n")
    assert [one.id for one in planned(desk.engine, 2).taken_back] == [3, 2]
    desk.take_text("attendance", "person,date,status\ns1,2025-09-02,present\n")
    before = desk.state
    undoing = undo(desk.engine, 2, "test", with_later=[3])
    assert not undoing.taken_back and len(undoing.reasons) == 2 and desk.state == before
    assert [one.id for one in undo(desk.engine, 2, "test", with_later=[3, 4]).taken_back] == [4, 3, 2]


def test_what_comes_to_light_only_when_a_later_import_is_gone_is_said(desk: Desk):
    """The row of import 2 is import 3's until that is taken back; then it stands on import 1."""
    desk.has("schools")
    desk.take_text("people", PEOPLE)
    desk.take_text("attendance", "person,date,status\ns1,2025-09-01,present\n")
    desk.take_text("attendance", "person,date,status\ns1,2025-09-01,absent\n")
    assert [one.id for one in planned(desk.engine, 2).taken_back] == [4, 2]
    refused = undo(desk.engine, 2, "test", with_later=[4])
    assert refused.reasons and refused.needs == [4, 3, 2]
    plan = planned(desk.engine, 2, also=refused.needs)
    assert [one.id for one in plan.taken_back] == [4, 3, 2]
    assert [one.id for one in undo(desk.engine, 2, "test", with_later=[3, 4]).taken_back] == [4, 3, 2]


def test_rows_that_a_later_file_found_there_already_are_spoken_of(desk: Desk):
    desk.has("schools")
    desk.take_text("people", PEOPLE)
    desk.take_text("people", PEOPLE + "x9,Zed,staff,oak,,\n")
    (note,) = planned(desk.engine, 2).notes
    assert "(import 3) found 6 rows there already" in note and "take that file in again" in note
    assert planned(desk.engine, 3).notes == []


def test_a_look_at_what_stands_on_an_import_waits_for_nobody(desk_on_both: Desk):
    desk_on_both.has("people")
    with desk_on_both.engine.connect().execution_options(writes=True) as other, store.changing(other):
        assert [one.id for one in planned(desk_on_both.engine, 1).taken_back] == [1]


def test_words_that_refer_to_a_row_hold_it_as_keys_do(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("people")
    desk.take_text("people", "id,name,kind,school,department\nt9,Ida,staff,oak,Music\nt8,Joe,staff,oak,Math\n")
    desk.has("classrooms")
    desk.take_text("recognitions", "id,date,to,to_kind\nk1,2025-09-01,Music,team\nk2,2025-09-01,Math,team\n"
                   "k3,2025-09-01,c1,classroom\n")  # fmt: skip
    desk.take_text("surveys", "survey,date,item,answer,group\nv,2025-10-01,q1,3,c1\n")
    assert "import 4 (recognitions.csv" in desk.run("undo", "2").err
    assert "wrote 1 row of recognitions to teams of people of import 2" in desk.run("undo", "2").err
    said = desk.run("undo", "3").err
    assert "wrote 1 row of recognitions about groups of import 3" in said
    assert "wrote 1 row of surveys about groups of import 3" in said


def test_what_a_row_referred_to_before_it_was_changed_holds_it_too(desk_on_both: Desk):
    """Else taking back the change would bring back a goal of a classroom that is gone."""
    desk = desk_on_both
    desk.has("schools", "classrooms")
    header = "id,title,level,school,group,direction,target,start,due\n"
    goal = "g1,Read,classroom,{},{},increase,75,2025-09-01,2026-06-01\n"
    desk.take_text("classrooms", "id,name,school\nc5,Five,oak\n")
    desk.take_text("goals", header + goal.format("oak", "c5"))
    desk.take_text("goals", header + goal.format("elm", "c2"))
    said = desk.run("undo", "2").err
    assert "import 4 (goals.csv" in said and "changed 1 row of goals about groups of import 2" in said
    assert desk.run("undo", "2", "--with-later").out.count("Taken back") == 3


def test_a_school_that_rows_only_name_stays_while_another_import_names_it(desk_on_both: Desk):
    desk = desk_on_both
    empty = desk.content
    desk.take_text("people", "id,name,kind,school\nt1,Ada,staff,oak\nt2,Ben,staff,elm\n")
    desk.take_text("people", "id,name,kind,school\nt3,Cleo,staff,oak\n")
    assert desk.run("undo", "1").code == 0
    assert desk.rows("schools", "id") == [("oak",)]
    assert desk.run("undo", "2").code == 0
    assert desk.content == empty


def test_a_school_of_a_file_of_schools_is_held_by_who_is_in_it(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("schools")
    desk.has("people")
    assert "wrote 6 rows of people about schools of import 1" in desk.run("undo", "1").err


@pytest.mark.parametrize("change", [{"import_id": None, "name": "Ada L"}, {"import_id": 77}])
def test_rows_that_were_edited_by_hand_are_not_taken_from_under_the_hand(desk_on_both: Desk, change: dict):
    desk = desk_on_both
    desk.has("people")
    with desk.engine.begin() as connection:
        connection.execute(update(schema.people).where(schema.people.c.id == "t1").values(change))
    outcome = desk.run("undo", "1", "--with-later")
    assert outcome.code == 1 and len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("somebody changed 1 row of people of import 1 by hand; correct")


def test_rows_that_were_added_by_hand_hold_what_they_refer_to(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("people")
    with desk.engine.begin() as connection:
        connection.execute(schema.ties.insert().values(from_person="t1", to_person="t2", kind="advice", directed=True))
    assert "somebody wrote 1 row of ties about people of import 1 by hand" in desk.run("undo", "1").err


def test_a_confirmed_session_holds_the_meeting_until_it_is_taken_back(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("people")
    before = desk.content
    desk.take_text("meetings", "id,school,title,start\nm1,oak,Planning,2026-01-20T15:30\n")
    desk.take_text("participants", "event,person\nm1,t1\nm1,t2\n")
    act = told(desk, lambda act: sessions.confirm(act, {"meeting": "m1"}))
    told(desk, lambda act: sessions.answer(act, {"session": act.made, "answer": "not"}), act.made)
    for import_id in ("2", "3"):
        outcome = desk.run("undo", import_id, "--with-later")
        assert outcome.code == (1 if import_id == "2" else 0), outcome.err
        if import_id == "2":
            assert "somebody wrote 1 row of events about meetings of import 2 by hand" in outcome.err
    assert desk.rows("session_answers", "answer") == [("not",)] and desk.rows("participants", "person") != []
    told(desk, lambda act: sessions.unconfirm(act, act.made), act.made)
    assert desk.run("undo", "2").code == 0 and not desk.broken_references
    with desk.engine.begin() as connection:
        connection.execute(schema.edits.delete())
    assert desk.content == before


def told(desk: Desk, do: Callable[[Act], object], made: object = None) -> Act:
    """What a leader of the roster says in the app."""
    writer = Writer(Viewer("leader"), "account of Ada", "t1")
    with desk.engine.connect() as connection, store.changing(connection):
        act = Act(connection, writer, token_hex(32), datetime(2026, 1, 30, 15, 30), date(2026, 1, 30))
        act.made = made
        act.made = do(act) or made
        act.close()
        return act


def test_answers_about_sessions_go_with_the_import_that_brought_them_and_that_is_said(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("people")
    before = desk.content
    desk.take_text("events", EVENTS)
    with desk.engine.begin() as connection:
        said = {"event": "e1", "answer": "useful", "kind": "planning", "date": date(2025, 10, 2)}
        connection.execute(schema.session_answers.insert(), [said | {"person": who} for who in ("t1", "t2")])
    assert "2 answers of staff" in planned(desk.engine, 2).notes[0]
    assert "session answers" in desk.run("undo", "1").err  # those of its people hold an import of people
    assert desk.run("undo", "2").code == 0 and desk.content == before and not desk.broken_references
    assert planned(desk.engine, 1).notes == []


def test_what_cannot_be_taken_back_is_one_clear_line(desk: Desk):
    desk.has("people")
    assert desk.run("undo", "1").code == 0
    again, unknown = desk.run("undo", "1"), desk.run("undo", "2")
    assert (again.code, unknown.code) == (1, 1)
    assert again.err.startswith("Error: import 1 was taken back already, on ") and again.err.count("\n") == 1
    assert unknown.err == "Error: there is no import 2; `python -m data imports` lists them\n"


def test_an_import_of_before_changes_were_kept_is_not_taken_back_by_half(desk: Desk):
    desk.has("people")
    with desk.engine.begin() as connection:
        connection.execute(update(schema.imports).values(receipt='{"id": 1, "taken": true, "files": []}'))
    assert "is of before Staffroom kept what imports change; restore a backup" in desk.run("undo", "1").err
    assert len(desk.rows("people", "id")) == 6


def test_an_import_that_changed_nothing_is_taken_back_without_moving_anything(stocked: Desk):
    stocked.take_text("people", PEOPLE)
    before, version = stocked.content, stocked.version
    assert stocked.run("undo", "2").code == 0
    assert (stocked.content, stocked.version) == (before, version)


def test_at_a_terminal_it_is_shown_and_asked_before_anything_changes(stocked: Desk, monkeypatch):
    from data.commands import kept

    monkeypatch.setattr(kept, "at_a_terminal", lambda: True)
    before = stocked.state
    outcome = stocked.run("undo", "1")
    assert outcome.out.startswith(
        "Would be taken back: import 1 (people.csv, schools.csv, classrooms.csv, 5 more files, "
    )
    assert (outcome.code, stocked.state) == (1, before)
    assert stocked.run("undo", "1", answer="y\n").code == 0
    assert not stocked.rows("people", "id")


def test_imports_lists_who_when_what_and_what_was_undone(stocked: Desk):
    stocked.take_text("people", PEOPLE)
    stocked.run("undo", "2")
    latest, *_ = stocked.run("imports").out.splitlines()[1:]
    assert latest.startswith("2 ") and " undone 20" in latest
    told = json.loads(stocked.run("imports", "--json").out)
    assert [one["id"] for one in told] == [2, 1]
    assert told[0]["undone"] and told[0]["undone_by"] and told[1]["undone"] is None
    with stocked.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.imports)) == 2
