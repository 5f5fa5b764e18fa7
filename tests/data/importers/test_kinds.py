"""Every kind of the contract comes in by the same way; what a row does not say itself is filled by its kind."""

from datetime import date, datetime

import pytest

from data import schema
from data.importers.catalog import KINDS
from tests.data.importers.desk import Desk

# The table of the contract: what must be there is starred.
CONTRACT = """
schools: id* name* district
people: id* name* kind* school* role department grade household email start end fte
classrooms: id* name* school* grade subject
programs: id* name* school* grade kind
memberships: person* group* role start end
calendar: school* date* kind* note
goals: id* title* level* school* group parent owner owner_kind strategy unit direction* baseline target low high
       start* due* weight rhythm_days next_step metric guard
goal_targets: goal* date* value*
cycles: id* goal* idea* prediction predicted begun studied found decision
checkins: goal* date* value* confidence comment author
meetings: id* school* title* start* end group kind
events: id* kind* date* school* minutes group topic goal
participants: event* person* role expected present
lessons: person* day* period* begins ends group start end
practices: id* title* date* school* topic by group link goal
practice_uses: practice* person* date*
values: school* value* position
ties: from* to* wave date kind weight directed
actions: id* text* owner due closed meeting goal
feedback: id* date* channel* topic group text answered outcome
surveys: survey* date* respondent group item* topic answer* scale
roles: person* role* body domain start* end
development: person* date* hours* format topic
requests: id* date* kind* group answered solved
attendance: person* date* status* minutes
incidents: id* date* school* kind* person major place time
results: person* measure* date* score* level low high
recognitions: id* date* to* to_kind from value kind points message
initiatives: id* name* school* group grade tier start* end
chart_events: date* text* school until
consents: person* what* given* date*
indicators: school* measure* period* group value* numerator denominator n source
"""
# A whole row of each kind, and what is kept of it.
ROWS = {
    "schools": ("ash,Ash School,North", {"id": "ash", "name": "Ash School", "district": "North"}),
    "people": ("007,NA,Staff,oak,teacher,,7,h1,na@oak,2025-08-01,,0.5", {"id": "007", "name": "NA", "fte": 0.5}),
    "classrooms": ("c9,Chess,oak,8,Games", {"id": "c9", "type": "classroom", "subject": "Games"}),
    "programs": ("p9,Choir,oak,,arts", {"id": "p9", "type": "program", "kind": "arts"}),
    "memberships": ("s1,p1,member,2025-09-01,", {"person": "s1", "group": "p1", "start": date(2025, 9, 1)}),
    "calendar": ("oak,2025-09-01,school-day,", {"school": "oak", "date": date(2025, 9, 1)}),
    "chart_events": ("2025-09-01,New timetable,oak,", {"date": date(2025, 9, 1), "text": "New timetable"}),
    "consents": ("t1,boards,1,2025-09-01", {"person": "t1", "what": "boards", "given": True}),
    "goals": (
        "g9,Keep,classroom,oak,c1,g1,Ada,staff,6,%,maintain,,,90,,2025-09-01,2026-06-01,2,30,,,,96,,,,,,".replace(
            "90,,", "90,95,"
        ),
        {"id": "g9", "parent": "g1", "low": 90.0, "high": 95.0, "weight": 2.0, "out_of": 96},
    ),
    "goal_targets": ("g1,2027-06-01,70", {"goal": "g1", "date": date(2027, 6, 1), "value": 70.0}),
    "cycles": ("c9,g1,Read aloud,Two more,2025-09-01,2025-09-08,,,Adapt", {"id": "c9", "decision": "adapt"}),
    "checkins": ("g1,2025-10-01,62.5,sure,,Ada", {"goal": "g1", "at": datetime(2025, 10, 1), "value": 62.5}),
    "meetings": (
        "m9,oak,Board,2025-10-01T15:30:00Z,,p1,,g1",
        {"id": "m9", "start": datetime(2025, 10, 1, 15, 30), "goal": "g1"},
    ),
    "events": ("e9,planning,2025-10-01,oak,45.0,c1,fractions,g1", {"id": "e9", "minutes": 45, "goal": "g1"}),
    "participants": ("e1,t1,host,yes,no", {"event": "e1", "person": "t1", "expected": True, "present": False}),
    "lessons": ("t1,Monday,3,9:05,09:50,c1,2025-08-20,", {"person": "t1", "period": "3", "begins": "09:05"}),
    "practices": ("l9,Exit tickets,2025-10-01,oak,checking,t1,p1,shelf 4,g1", {"id": "l9", "by": "t1", "goal": "g1"}),
    "practice_uses": ("l1,t2,2025-10-08", {"practice": "l1", "person": "t2", "date": date(2025, 10, 8)}),
    "values": ("oak,Courage,2", {"school": "oak", "value": "Courage", "position": 2}),
    "ties": ("t1,t1,1,,,24,", {"from_person": "t1", "to_person": "t1", "kind": "advice", "directed": True}),
    "actions": ("a9,Call,Ada,2025-10-08,,m1,,", {"id": "a9", "meeting": "m1", "school": "oak"}),
    "feedback": ("f9,2025-10-01,form,bus,p1,Late,2025-10-03,,", {"id": "f9", "school": "oak"}),
    "surveys": ("pulse,2025-10-01,r1,c1,q1,trust,4,1-5,", {"respondent": "r1", "answer": "4", "school": "oak"}),
    "roles": ("t1,chair,Council,budget,2025-09-01,", {"person": "t1", "role": "chair", "body": "Council"}),
    "development": ("t1,2025-10-01,1.5,course,reading,g1", {"person": "t1", "hours": 1.5}),
    "requests": ("q9,2025-10-01,reading,c1,2025-10-02,,,g1", {"id": "q9", "school": "oak"}),
    "attendance": ("s1,2025-09-01,TARDY,12", {"person": "s1", "status": "tardy", "minutes": 12}),
    "incidents": ("i9,2025-10-01,oak,noise,s1,no,hall,9:05", {"id": "i9", "major": False, "time": "09:05"}),
    "results": ("s1,star,2025-10-01,812,on level,0,1400", {"person": "s1", "score": 812.0, "high": 1400.0}),
    "recognitions": (
        "r9,2025-10-01,Math,team,t2,Courage,shout-out,5,Thanks!,,g1",
        {"to_kind": "team", "to_group": "Math", "to_person": None, "from_person": "t2", "school": "oak"},
    ),
    "initiatives": ("n9,Tutoring,oak,p1,7,2,2025-09-01,", {"id": "n9", "tier": "2"}),
    "indicators": ("oak,proficiency,2024-25,all,*,,,9,state", {"value": "*", "n": 9}),
}


def test_the_kinds_and_fields_are_those_of_the_contract():
    said = {}
    for line in CONTRACT.strip().replace("\n       ", " ").splitlines():
        kind, _, fields = line.partition(": ")
        said[kind] = fields.split()
    ours = {name: [f.name + "*" * f.required for f in kind.fields] for name, kind in KINDS.items()}
    more = {name: set(ours[name]) - set(said[name]) for name in ours}
    assert {name: set(said[name]) <= set(ours[name]) for name in said} == dict.fromkeys(said, True)
    assert {name for name, fields in more.items() if fields} == {
        "actions", "feedback", "surveys", "requests", "recognitions", "goals", "meetings", "development",
    }  # fmt: skip
    plan = {"out_of", "outcome", "source", "approach", "we_promise", "they_promise", "closed"}
    assert set().union(*more.values()) == {"school", "goal", *plan}


def test_every_field_has_its_column_and_every_key_its_table():
    for kind in KINDS.values():
        for part in kind.parts:
            assert set(part.columns) | set(part.constants) <= set(part.table.c.keys()), kind.name
            assert set(part.key) <= set(part.columns) | set(part.constants), kind.name
        assert set(kind.key) <= set(kind.columns), kind.name


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_filled_in_comes_in_and_is_recognised_by_itself(kind: str, stocked: Desk):
    row, kept = ROWS[kind]
    template = stocked.run("template", kind).out
    path = stocked.file(f"{kind}.csv", template + row + "\n")
    outcome = stocked.take(path)
    assert (outcome.code, outcome.file["kind"], outcome.counts) == (0, kind, (1, 1, 0, 0, 0)), outcome.out
    table = KINDS[kind].parts[0].table
    assert tuple(kept.values()) in stocked.rows(table.name, *kept)
    assert stocked.take(path).counts == (1, 0, 1, 0, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_as_it_stands_is_a_file_without_rows(kind: str, desk: Desk):
    outcome = desk.take_text(kind, desk.run("template", kind).out)
    assert (outcome.code, outcome.counts) == (0, (0, 0, 0, 0, 0))
    assert desk.version == 1


def test_the_fields_that_must_be_there_are_enough(stocked_on_both: Desk):
    for kind, record in KINDS.items():
        row = dict(zip([field.name for field in record.fields], ROWS[kind][0].split(","), strict=True))
        row |= {"to": "t1"} if kind == "recognitions" else {}
        must = [name for name in row if name in record.required or (kind == "goals" and name in ("low", "high"))]
        text = ",".join(must) + "\n" + ",".join(row[name] for name in must) + "\n"
        outcome = stocked_on_both.take_text(kind, text)
        assert outcome.counts == (1, 1, 0, 0, 0), outcome.out
        assert stocked_on_both.take_text(kind, text).counts == (1, 0, 1, 0, 0)


def test_people_and_programs_of_one_header_are_told_apart_by_their_cells(desk: Desk):
    header = "id,name,kind,school\n"
    people = desk.file("a.csv", header + "t1,Ada,Staff,oak\n")
    programs = desk.file("b.csv", header + "p1,Choir,club,oak\n")
    assert [file["kind"] for file in desk.take(people, programs).receipt["files"]] == ["people", "programs"]


@pytest.mark.parametrize("kind", ["classrooms", "programs"])
def test_a_tie_of_headers_is_settled_by_the_name_of_the_file(kind: str, desk: Desk):
    outcome = desk.take(desk.file(f"{kind}.csv", "id,name,school\nx1,Choir,oak\n"))
    assert (outcome.code, outcome.file["kind"]) == (0, kind)


def test_a_header_is_matched_whatever_its_capitals_blanks_and_underscores(desk: Desk):
    desk.has("people")
    text = " ID ,Title,LEVEL,School,Direction,Start,Due,Rhythm Days,Next_Step\ng2,T,school,oak,increase,2025-09-01,"
    assert desk.take(desk.file("x.csv", text + "2026-06-01,30,call\n")).code == 0
    assert desk.rows("goals", "id", "rhythm_days", "next_step") == [("g2", 30, "call")]


def test_a_goal_is_judged_together_with_what_is_stored(stocked: Desk):
    header = "id,title,level,school,direction,start,due,target\n"
    row = "g1,Read more,school,oak,increase,2025-09-01,2026-06-01,{}\n"
    refused = stocked.take_text("goals", header + row.format(60))
    assert refused.whys == ["is the baseline: there is nothing to reach"]
    assert stocked.take_text("goals", header + row.format(80)).counts == (1, 1, 0, 0, 0)
    assert stocked.rows("goals", "baseline", "target") == [(60.0, 80.0)]


def test_goals_of_one_file_may_serve_each_other_but_not_in_a_circle(desk: Desk):
    desk.has("people")
    header = "id,title,level,school,direction,start,due,parent\n"
    row = "{},T,school,oak,increase,2025-09-01,2026-06-01,{}\n"
    tree = header + row.format("a", "b") + row.format("b", "c") + row.format("c", "")
    assert desk.take_text("goals", tree).counts == (3, 3, 0, 0, 0)
    circle = desk.take_text("goals", header + row.format("c", "a"))
    assert circle.whys == ["leads back to the goal itself"]
    hanging = header + row.format("d", "nobody") + row.format("e", "d") + row.format("f", "c")
    outcome = desk.take_text("goals", hanging, "--keep-good-rows")
    assert outcome.counts == (3, 1, 0, 0, 2)
    assert [problem["line"] for problem in outcome.file["problems"]] == [2, 3]


def test_the_school_of_a_row_without_one_is_that_of_what_it_refers_to_or_the_only_one(desk: Desk):
    text = "id,date,kind,group\nq1,2025-10-01,reading,\nq2,2025-10-01,reading,c2\n"
    one_school = "id,name,kind,school\nt1,Ada,staff,elm\n"
    room = "id,name,school\nc2,Painting,elm\n"
    desk.take(desk.file("people.csv", one_school), desk.file("classrooms.csv", room))
    assert desk.take_text("requests", text).code == 0
    assert desk.rows("requests", "school") == [("elm",), ("elm",)]
    desk.has("people")
    more = "id,date,kind,group\nq3,2025-10-01,reading,\nq4,2025-10-01,reading,c2\n"
    assert desk.take_text("requests", more).code == 0
    assert desk.rows("requests", "id", "school")[2:] == [("q3", None), ("q4", "elm")]
    assert desk.take_text("requests", "id,date,kind\nq5,2025-10-01,x\n", "--set", "school=oak").code == 0
    assert ("q5", "oak") in desk.rows("requests", "id", "school")


@pytest.mark.parametrize(
    ("row", "school"),
    [("t3,person,,", "elm"), ("c2,classroom,,", "elm"), ("Math,team,,", "oak"), ("Science,team,t3,", "elm")],
)
def test_thanks_are_at_the_school_of_who_is_thanked(row: str, school: str, stocked: Desk):
    outcome = stocked.take_text("recognitions", f"id,date,to,to_kind,from,school\nr1,2025-10-01,{row}\n")
    assert outcome.code == 0, outcome.out
    assert stocked.rows("recognitions", "school") == [(school,)]


def test_requests_never_take_a_person(stocked: Desk):
    assert stocked.take_text("requests", "id,date,kind,person\nq1,2025-10-01,reading,t1\n").code == 0
    assert "person" not in schema.requests.c
    refused = stocked.take_text("requests", "id,date,kind,who\nq1,2025-10-01,reading,t1\n", "--map", "person=who")
    assert refused.code == 1 and "requests have no such field" in refused.whys[0]


def test_an_id_that_is_an_event_and_a_meeting_is_asked_about(stocked: Desk):
    both = stocked.file("meetings.csv", "id,school,title,start\ne1,oak,Board,2025-10-01\n")
    who = stocked.file("participants.csv", "event,person\ne1,t1\n")
    assert stocked.take(both, who).whys == ["is the id of an event and of a meeting"]


CONSENTS = "person,what,given,date\n"


@pytest.mark.parametrize(
    ("rows", "stored"),
    [
        ("s1,wall,yes,2025-09-01\ns1,wall,revoked,2025-09-01\n", []),
        ("s1,wall,revoked,2025-09-01\ns1,wall,yes,2025-09-01\n", []),
        ("s1,wall,yes,2025-09-01\ns1,everything,no,2025-09-01\n", []),
        ("s1,wall,yes,2025-09-01\ns1,wall,no,soon\n", []),
        ("s1,wall,yes,2025-09-01\ns1,photo,revoked,2025-09-01\n", [("s1", "wall")]),
        ("s1,wall,yes,2025-09-01\ns1,wall,revoked,2025-09-02\n", [("s1", "wall")]),
        ("s1,wall,yes,2025-09-01\nnobody,wall,revoked,2025-09-01\n", [("s1", "wall")]),
    ],
)
def test_a_consent_is_not_taken_beside_a_row_of_its_key_that_is_refused(stocked_on_both: Desk, rows: str, stored: list):
    outcome = stocked_on_both.take_text("consents", CONSENTS + rows + "s2,wall,yes,2025-09-01\n", "--keep-good-rows")
    assert stocked_on_both.rows("consents", "person", "what") == [*stored, ("s2", "wall")]
    assert outcome.counts == (3, 1 + len(stored), 0, 0, 2 - len(stored))


def test_a_consent_is_not_taken_beside_a_refused_row_of_another_file(stocked: Desk):
    files = [stocked.file(f"{name}.csv", CONSENTS + f"s1,wall,{name},2025-09-01\n") for name in ("yes", "revoked")]
    outcome = stocked.take(*files, "--as", "consents", "--keep-good-rows")
    assert outcome.whys[0] == "is about the same as line 2 of revoked.csv, which cannot be taken and may be what counts"
    assert stocked.rows("consents", "person") == []


GOAL = "id,title,level,school,direction,start,due,unit,out_of,baseline,target\n"
SHARES = "g2,T,school,oak,increase,2025-09-01,2026-06-01,{}\n"


@pytest.mark.parametrize(
    ("numbers", "value", "why"),
    [
        ("share,,0.1,0.5", "80", "shares are written 0 to 1: 0.5 for 50 %"),
        ("share,,0.1,0.5", "-0.1", "shares are written 0 to 1: 0.5 for 50 %"),
        ("%,,10,50", "101", "percents are written 0 to 100"),
        ("students,96,10,50", "97", "no more than out_of"),
        ("yes or no,,0,1", "2", "write 1 for yes, 0 for no"),
        ("scale 1 to 5,,1,5", "6", "correct the number, or the scale"),
    ],
)
def test_a_check_in_is_a_number_of_its_goals_own_kind(desk: Desk, numbers: str, value: str, why: str):
    desk.has("people")
    assert desk.take_text("goals", GOAL + SHARES.format(numbers)).code == 0
    told = desk.take_text("checkins", f"goal,date,value\ng2,2025-10-01,{value}\n")
    assert told.counts[2] == 1 or told.code, told
    assert why in str(told.file) and not desk.rows("checkins", "value")


@pytest.mark.parametrize("numbers", ["share,,10,50", "%,,10,150", "students,96,10,97", "yes or no,,0,3"])
def test_a_goals_own_numbers_are_of_its_kind(desk: Desk, numbers: str):
    desk.has("people")
    desk.take_text("goals", GOAL + SHARES.format(numbers))
    assert desk.rows("goals", "id") == []


@pytest.mark.parametrize(
    ("kind", "field", "longest"),
    [("practices", "title", 300), ("practices", "topic", 300), ("practices", "link", 500), ("meetings", "title", 500),
     ("values", "value", 60), ("recognitions", "value", 60)],
)  # fmt: skip
def test_what_stands_in_lists_as_a_whole_is_no_longer_than_a_line(desk: Desk, kind: str, field: str, longest: int):
    desk.has("people")
    row = {"id": "x1", "title": "A title", "date": "2025-10-01", "start": "2025-10-01T15:00", "school": "oak",
           "value": "Care", "to": "t1", "topic": "t", "link": "l"}  # fmt: skip
    row = {name: row[name] for name in row if name in {one.name for one in KINDS[kind].fields}}
    for length, why in ((longest, ""), (longest + 1, f"longer than the {longest} characters")):
        lines = f"{','.join(row)}\n{','.join((row | {field: 'x' * length}).values())}\n"
        told = desk.take_text(kind, lines)
        assert (told.code == 0) == (not why) and why in told.out + told.err
