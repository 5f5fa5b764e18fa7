"""What was said about a file holds for the next one of its shape, until something else is said."""

import json
from datetime import datetime

import pytest

from data import schema, store
from data.importers import answers
from data.importers.order import Answer, Layout
from tests.data.importers.desk import Desk

LIST = "Code,Who,Form\np1,Ann,7\n"
SAID = ("--as", "people", "--map", "id=Code", "--map", "name=Who", "--set", "kind=student", "--set", "school=oak")


def once_more(desk: Desk, text: str | bytes, *more: str, name: str = "next.csv"):
    return desk.take(desk.file(name, text), *more)


def kept(desk: Desk) -> list[Answer]:
    return [one.answer for one in answers.kept(desk.engine)]


def test_nobody_is_asked_twice_about_files_of_one_shape(desk_on_both: Desk):
    desk = desk_on_both
    assert desk.take_text("people", LIST, *SAID[2:]).code == 0
    outcome = once_more(desk, "CODE,who,Form\np2,Bob,8\n")
    assert (outcome.code, outcome.file["kind"], outcome.counts) == (0, "people", (1, 1, 0, 0, 0))
    (answer,) = kept(desk)
    assert outcome.file["notes"] == [f"read as last time: people (forget by: answers --forget {answer.shape[:12]})"]
    assert ("p2", "Bob", "student", "oak") in desk.rows("people", "id", "name", "kind", "school")
    assert once_more(desk, "Code,Who,Form,More\np3,Cy,8,x\n").code == 1


def test_nothing_is_remembered_of_what_was_not_taken_or_not_said(desk: Desk):
    assert desk.take_text("people", LIST, *SAID, "--dry-run").code == 0
    assert desk.take_text("people", LIST + "p1,Other,7\n", *SAID).code == 1
    desk.has("schools", "people")
    assert kept(desk) == []


def test_no_cell_of_a_file_is_remembered(desk: Desk):
    desk.take_text("people", LIST, *SAID)
    (row,) = desk.rows("import_answers", "kind", "answers")
    assert row[0] == "people" and "Ann" not in row[1] and "Form" not in row[1]
    assert json.loads(row[1]) == {
        "kind": "people", "maps": [["id", "Code"], ["name", "Who"]], "sets": [["kind", "student"], ["school", "oak"]],
        "dates": None, "header": answers.fingerprint(["code", "who", "form"]), "for_once": [],
        "encoding": None, "header_row": None, "sheet": None,
    }  # fmt: skip


def test_what_is_said_now_wins_and_takes_the_place_of_what_was_said(desk: Desk):
    desk.take_text("people", LIST, *SAID)
    outcome = once_more(desk, "Code,Who,Form\np2,Bob,8\n", "--set", "school=elm", "--map", "grade=Form")
    assert outcome.code == 0
    assert ("p2", "student", "elm", "8") in desk.rows("people", "id", "kind", "school", "grade")
    (answer,) = kept(desk)
    assert dict(answer.sets) == {"school": "elm", "kind": "student"}
    assert dict(answer.maps) == {"id": "Code", "name": "Who", "grade": "Form"}
    assert once_more(desk, LIST, "--as", "people").whys == [
        "has no column for id, name, kind, school, which people need"
    ]


def test_a_date_or_a_part_of_a_key_is_asked_for_again(stocked: Desk):
    said = ("--map", "from=A", "--map", "to=B", "--set", "wave=1", "--set", "directed=no", "--set", "date=2025-01-01")
    assert stocked.take_text("ties", "A,B\nt1,t2\n", *said).code == 0
    (answer,) = kept(stocked)
    assert (answer.sets, answer.for_once) == ((("directed", "no"),), ("wave", "date"))
    outcome = once_more(stocked, "A,B\nt1,t3\n", "--set", "date=2025-02-01")
    assert outcome.file["notes"][0].startswith("read as last time: ties, without the wave that --set gave then")
    missing = ("--map", "person=P", "--set", "status=present", "--set", "date=2025-01-01")
    assert stocked.take_text("attendance", "P\ns1\n", *missing).code == 0
    assert once_more(stocked, "P\ns1\n").whys == ["has no column for date, which attendance need"]
    assert once_more(stocked, "P\ns1\n", "--set", "date=2025-01-02").code == 0


def test_the_order_of_dates_is_remembered_where_it_was_needed(stocked: Desk):
    head = "person,date,status\n"
    stocked.take_text("attendance", head + "s1,2025-09-01,present\n", "--dates", "dmy")
    assert once_more(stocked, head + "s1,3/4/2025,present\n").whys == ["could be day-month-year or month-day-year"]
    assert once_more(stocked, head + "s1,3/4/2025,present\n", "--dates", "dmy").code == 0
    assert once_more(stocked, head + "s1,5/4/2025,present\n").code == 0
    assert {f"{day}" for (day,) in stocked.rows("attendance", "date")} == {"2025-09-01", "2025-04-03", "2025-04-05"}


DATED = "person,date,status\n"


def remembering_dmy(desk: Desk) -> None:
    desk.take_text("attendance", DATED + "s1,3/4/2025,present\n", "--dates", "dmy")
    assert [answer.dates for answer in kept(desk)] == ["dmy"]


def test_a_remembered_order_of_dates_answers_what_a_column_leaves_open_and_a_note_says_so(stocked: Desk):
    remembering_dmy(stocked)
    outcome = once_more(stocked, DATED + "s1,5/6/2025,present\n")
    assert "dates of column date were read as day-month-year, as last time" in outcome.file["notes"]
    assert (datetime(2025, 6, 5).date(),) in stocked.rows("attendance", "date")


def test_a_remembered_order_of_dates_yields_to_a_column_that_proves_another(stocked: Desk):
    remembering_dmy(stocked)
    outcome = once_more(stocked, DATED + "s1,5/6/2025,present\ns1,5/13/2025,present\n", "--keep-good-rows")
    assert (outcome.code, outcome.counts) == (0, (2, 2, 0, 0, 0))
    assert {f"{day}" for (day,) in stocked.rows("attendance", "date")} == {"2025-04-03", "2025-05-06", "2025-05-13"}
    said = "month-day-year: not all of them can be day-month-year, as they were last time"
    assert f"dates of column date were read as {said}" in outcome.file["notes"]
    assert [answer.dates for answer in kept(stocked)] == [None], "what a file disproved is not used for the next one"
    assert once_more(stocked, DATED + "s1,7/6/2025,present\n").whys == ["could be day-month-year or month-day-year"]


def test_a_remembered_order_of_dates_settles_nothing_in_a_column_that_has_several(stocked: Desk):
    remembering_dmy(stocked)
    rows = "s1,5/6/2025,present\ns1,5/13/2025,present\ns1,14/6/2025,present\ns1,15/6/2025,present\n"
    outcome = once_more(stocked, DATED + rows, "--keep-good-rows")
    assert (datetime(2025, 6, 5).date(),) not in stocked.rows("attendance", "date")
    assert outcome.counts == (4, 2, 0, 0, 2)
    assert outcome.whys[0] == "could be two dates, since the column has dates of several formats"


def test_an_order_of_dates_that_is_said_now_wins_over_column_and_memory(stocked: Desk):
    remembering_dmy(stocked)
    outcome = once_more(stocked, DATED + "s1,5/6/2025,present\ns1,5/13/2025,present\n", "--dates", "dmy")
    assert outcome.whys == ["is not a date in the day-month-year format"]
    taken = once_more(stocked, DATED + "s1,5/6/2025,present\n", "--dates", "mdy")
    assert (taken.code, [answer.dates for answer in kept(stocked)]) == (0, ["mdy"])


def test_an_encoding_and_words_above_the_header_are_remembered_by_what_stands_there_first(desk: Desk):
    text = "Oak School\nid,name,kind,school\n{},staff,oak\n"
    assert once_more(desk, text.format("p1,Zoë").encode("cp1252"), "--encoding=cp1252", "--header-row=2").code == 0
    assert once_more(desk, text.format("p2,Noé").encode("cp1252")).code == 0
    assert desk.rows("people", "name") == [("Noé",), ("Zoë",)]
    other = once_more(desk, "Oak School\nid,name,district\noak,Oak,North\n")
    assert other.file["kind"] == "schools", "another table under the same words is another shape"


def test_a_row_of_data_in_the_place_of_a_header_is_not_remembered(desk: Desk):
    """Who says of a file without a header which column is the name, says a name."""
    said = ("--map", "id=77", "--map", "name=Maya Ortiz", "--set", "kind=student", "--set", "school=oak")
    assert desk.take_text("people", "77,Maya Ortiz\n78,Bob\n", *said)
    (answer,) = kept(desk)
    assert dict(answer.maps) == {"id": "column 1", "name": "column 2"}
    assert "Maya" not in str(desk.rows("import_answers", "answers"))
    assert once_more(desk, "77,Maya Ortiz\n79,Cy\n").code == 0
    assert ("79", "Cy") in desk.rows("people", "id", "name")


def test_an_answer_can_be_listed_and_forgotten(desk: Desk):
    assert desk.run("answers").out == "No answer yet.\n"
    desk.take_text("people", LIST, *SAID)
    (answer,) = kept(desk)
    line = desk.run("answers").out.splitlines()[1]
    assert line.startswith(answer.shape[:12])
    assert line.endswith('--as people --map "id=Code" --map "name=Who" --set "kind=student" --set "school=oak"')
    wrong = desk.run("answers", "--forget", "nothing")
    assert (wrong.code, wrong.err) == (
        1, 'Error: no answer has a shape that begins with "nothing"; see them by: answers\n',
    )  # fmt: skip
    assert desk.run("answers", "--forget", answer.shape[:6].upper()).code == 0
    assert kept(desk) == [] and once_more(desk, LIST).code == 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("people", "not JSON"), ("people", "[]"), ("people", "{}"), ("people", '{"maps": 1}'), ("wizards", None),
        ("people", {"maps": [["wand", "Code"]]}), ("people", {"sets": [["kind"]]}), ("people", {"dates": "dym"}),
        ("people", {"header_row": "two"}), ("people", {"encoding": 7}), ("people", {"for_once": [1]}),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_longer_understood_is_not_used(kind: str, said, desk: Desk):
    whole = {"maps": [], "sets": [], "dates": None, "header": "", "for_once": []}
    whole |= {"encoding": None, "header_row": None, "sheet": None}
    written = said if isinstance(said, str) else json.dumps(whole | (said or {}))
    row = {"shape": answers.fingerprint(["id", "name"]), "kind": kind, "answers": written, "at": datetime(2025, 1, 1)}
    with store.alone(desk.engine) as connection, store.changing(connection):
        connection.execute(schema.import_answers.insert().values(row | {"by": "x"}))
    assert kept(desk) == [None]
    assert once_more(desk, "id,name\noak,Oak\n").file["notes"] == []
    assert "not understood any more" in desk.run("answers").out


def test_a_layout_said_now_keeps_the_rest_of_the_one_remembered():
    assert answers._layout(Layout(None, 3), Layout("cp1252", 2, "One")) == Layout("cp1252", 3, "One")


def test_an_order_of_dates_that_one_column_disproves_settles_no_other_column_of_the_file(stocked: Desk):
    head = "group,person,start,end\n"
    stocked.take_text("memberships", head + "c1,s1,3/4/2024,5/6/2024\n", "--dates", "dmy")
    assert [answer.dates for answer in kept(stocked)] == ["dmy"]
    text = head + "c1,s2,01/25/2024,02/03/2025\n"
    assert once_more(stocked, text).whys == ["could be day-month-year or month-day-year"]
    assert once_more(stocked, text, "--dates", "mdy").code == 0
    assert ("2024-01-25", "2025-02-03") in {(f"{a}", f"{b}") for a, b in stocked.rows("memberships", "start", "end")}


def test_an_answer_goes_with_the_undo_of_the_import_that_gave_it(stocked_on_both: Desk):
    desk = stocked_on_both
    text = DATED + "s1,03/04/2024,present\n"
    wrong = desk.take_text("attendance", text, "--dates", "mdy").receipt["id"]
    assert desk.run("undo", str(wrong)).code == 0
    assert kept(desk) == []
    assert once_more(desk, text).whys == ["could be day-month-year or month-day-year"]


def test_an_answer_outlives_the_undo_of_an_import_that_only_used_it(stocked: Desk):
    remembering_dmy(stocked)
    used = once_more(stocked, DATED + "s1,5/6/2025,present\n").receipt["id"]
    assert stocked.run("undo", str(used)).code == 0
    assert [answer.dates for answer in kept(stocked)] == ["dmy"]


def test_what_was_said_anew_outlives_the_undo_of_an_earlier_import(stocked: Desk):
    first = stocked.take_text("attendance", DATED + "s1,3/4/2025,present\n", "--dates", "dmy").receipt["id"]
    table = schema.import_answers
    with stocked.engine.begin() as connection:  # somebody else said so later
        connection.execute(table.update().values(by="the secretary"))
    assert stocked.run("undo", str(first)).code == 0
    assert [answer.dates for answer in kept(stocked)] == ["dmy"]
