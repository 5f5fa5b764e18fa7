"""What a page shows of a check before anybody asks for names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data import schema
from data.importers.catalog import KINDS
from data.importers.headings import is_heading
from data.importers.order import Choices, Order
from data.importers.preview import COVERED, MOST_SHOWN, covered, on_page
from data.importers.take import take
from tests.data.importers.desk import Desk
from tests.data.importers.formats import bundles, calendars
from tests.data.importers.formats.test_survey import GOOGLE, NAMES

SECRET = "Ada Lovelace"
PERSONAL = {
    (name, field.name)
    for name, kind in KINDS.items()
    for field in kind.fields
    if (kind.table.name, field.stored) in schema.PERSONAL or field.to == "people"
}


def file(kind: str | None, names: list[str], **more) -> dict:
    """A receipt's file whose every cell says the same, with a problem in every column."""
    problem = {"line": 2, "value": SECRET, "why": "is not that", "remedy": "mend it", "ask": None}
    return {
        "file": "a.csv", "kind": kind, "notes": [], "columns": [(name, name.upper()) for name in names],
        "first": [dict.fromkeys(names, SECRET)],
        "problems": [problem | {"column": name.upper()} for name in names],
    } | more  # fmt: skip


def shown(file: dict, names: bool = False) -> dict:
    return covered({"files": [file]}, names=names)["files"][0]


@pytest.mark.parametrize("kind", KINDS)
def test_personal_cells_of_every_kind_are_covered(kind: str):
    fields = [field.name for field in KINDS[kind].fields]
    seen = shown(file(kind, fields))
    open_ = {name for name, cell in seen["first"][0].items() if cell != COVERED}
    assert {(kind, name) for name in open_} & PERSONAL == set()
    assert {problem["column"].lower() for problem in seen["problems"] if problem["value"] != COVERED} == open_


def test_there_are_personal_cells_to_cover():
    assert {("people", "name"), ("people", "email"), ("surveys", "answer"), ("participants", "person")} <= PERSONAL
    assert {("calendar", "note"), ("incidents", "place"), ("feedback", "topic")} <= PERSONAL  # "with Mr. Ng"


def test_of_a_file_without_a_header_its_first_row_is_not_shown(desk: Desk):
    path = desk.file("list.csv", "77,Maya Ortiz,oak\n78,Bob Hill,oak\n")
    maps, sets = (("name", "column 2"), ("id", "column 1")), (("kind", "student"), ("school", "oak"))
    asked, told = (
        take(desk.engine, Order([path], choices, dry_run=True)).in_full()
        for choices in (Choices("people"), Choices("people", maps, sets))
    )
    for receipt in (asked, told):
        assert "Maya" not in json.dumps(covered(receipt, names=False))
        assert "Maya" in json.dumps(covered(receipt, names=True))
    (problem,) = covered(asked, names=False)["files"][0]["problems"]
    assert problem["ask"]["options"] == ["column 1", "column 2", "column 3"]
    assert told["files"][0]["accepted"] == 1


@pytest.mark.parametrize("cell", ["Maya", "2850013", "P@ssw0rd", "Ortiz", "s1", "2009-03-04", "", "🙂", "عمر"])
def test_a_cell_of_data_is_no_heading(cell: str):
    assert not is_heading(cell)


@pytest.mark.parametrize("cell", ["Student ID", "StudentLastName", "grade_level", "Q1 score", "E-mail"])
def test_a_heading_is_made_of_words_that_exports_use(cell: str):
    assert is_heading(cell)


def test_what_is_not_personal_can_be_read():
    seen = shown(file("attendance", ["person", "date", "status"]))["first"][0]
    assert seen == {"person": COVERED, "date": SECRET, "status": SECRET}


@pytest.mark.parametrize(("kind", "name"), [("people", "id"), ("recognitions", "to"), ("surveys", "respondent")])
def test_an_id_of_a_person_is_covered_though_it_refers_to_nobody(kind: str, name: str):
    assert shown(file(kind, [name]))["first"] == [{name: COVERED}]


def test_an_address_is_covered_wherever_it_stands():
    seen = file("events", ["topic"]) | {"first": [{"topic": "call ada@school.example"}]}
    assert shown(seen)["first"] == [{"topic": COVERED}]


@pytest.mark.parametrize("kind", [None, "wizards"])
def test_of_a_file_of_no_kind_every_cell_is_covered(kind):
    assert SECRET not in json.dumps(shown(file(kind, ["date", "status"])))


@pytest.mark.parametrize("column", [None, "Guardian", "group.meals"])
def test_a_value_of_a_column_that_is_none_of_the_kinds_is_covered(column):
    problem = {"line": 2, "column": column, "value": SECRET, "why": "", "remedy": "mend it", "ask": None}
    assert SECRET not in json.dumps(shown(file("people", [], problems=[problem])))


def test_groups_of_people_are_covered():
    assert shown(file("people", ["group.meals"]))["first"] == [{"group.meals": COVERED}]


def test_who_may_ask_for_names_sees_them():
    seen = shown(file("people", ["name"]), names=True)
    assert (seen["first"], seen["problems"][0]["value"]) == ([{"name": SECRET}], SECRET)


def test_an_empty_cell_is_empty():
    assert shown(file("people", ["name"]) | {"first": [{"name": ""}]})["first"] == [{"name": ""}]


def test_a_page_shows_some_problems_and_counts_the_others():
    (one,) = file("people", ["name"])["problems"]
    many = [one | {"why": f"is not {number}"} for number in range(MOST_SHOWN + 7)]
    seen = shown(file("people", ["name"], problems=many))
    assert (len(seen["problems"]), seen["more_problems"]) == (MOST_SHOWN, 7)


def test_a_receipt_of_the_desk_shows_no_name(desk: Desk):
    text = f"id,name,kind,school,email\nt1,{SECRET},staff,oak,ada@school.example\nt2,{SECRET},wizard,oak,\n"
    receipt = take(desk.engine, Order([desk.file("people.csv", text)], dry_run=True)).in_full()
    seen = json.dumps(covered(receipt, names=False))
    assert SECRET not in seen
    assert "@" not in seen
    assert "wizard" in seen


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("fill it in, or give all rows one by --set school=...", "fill it in"),
        ("write it as 2026-01-31, or say the order of dates by --dates", "write it as 2026-01-31"),
        ("save it as UTF-8, or name it by --encoding: cp1252 (Windows), mac-roman, utf-16", "save it as UTF-8"),
        ("say which by --dates dmy or --dates mdy", "mend it in the file"),
        ("there is no import 5; `python -m data imports` lists them", "there is no import 5"),
        ("import 7 (a--b.csv) changed 3 rows; undo 7 first, or with it by --with-later",
         "import 7 (a--b.csv) changed 3 rows; undo 7 first"),
        ("keep one of the rows", "keep one of the rows"),
    ],
)  # fmt: skip
def test_a_page_speaks_of_no_option_of_the_command_line(said: str, read: str):
    assert on_page(said) == read


def test_what_is_asked_on_the_page_is_not_sent_to_the_command_line():
    problem = {
        "line": 1,
        "column": None,
        "value": None,
        "why": "",
        "remedy": "say it by --as KIND",
        "ask": {"what": "kind"},
    }
    seen = shown(
        file(None, [], problems=[problem], notes=["read as last time: people (forget by: answers --forget 1a)"])
    )
    assert seen["problems"][0]["remedy"] == "answer the question above"
    assert seen["notes"] == ["read as last time: people"]


def looked_through(desk: Desk, path: Path) -> str:
    """All that a page gets to see of a file before anybody asks for names."""
    receipt = take(desk.engine, Order([path], dry_run=True)).in_full()
    assert any(file["first"] for file in receipt["files"])
    return json.dumps(covered(receipt, names=False)).casefold()


def test_a_bundle_of_another_system_shows_no_name_and_no_password(desk: Desk):
    users = bundles.with_row(bundles.USERS, "x1 | perhaps | oak | student | xen | Xenia | Yates | x@oak | | | hunter2")
    seen = looked_through(desk, bundles.folder(desk, bundles.bundle({**bundles.OF_1_1, "users": users})))
    assert '"rejected": 1' in seen
    hidden = ("hunter2", "byron", "okafor", "xenia", "yates", "@oak")
    assert [word for word in hidden if word in seen] == []


def test_answers_of_a_form_show_nobody_and_nothing_that_was_said(desk: Desk):
    seen = looked_through(desk, desk.file("Pulse.csv", GOOGLE))
    assert [word for word in (*NAMES, "more time", "strongly agree") if word in seen] == []


def test_a_calendar_shows_no_address_and_no_title(desk: Desk):
    desk.has("schools")
    people = "id,name,kind,school,email\nt1,Ada Byron,staff,oak,ada@oak.example\n"
    assert desk.take_text("people", people).code == 0
    invited = (
        "SUMMARY:About Eve Okafor",
        "DTSTART:20260120T090000Z",
        "DTEND:20260120T100000Z",
        "ORGANIZER:mailto:ada@oak.example",
        "ATTENDEE;CN=Ada Byron:mailto:ada@oak.example",
        "ATTENDEE;CN=Guest:mailto:guest@elsewhere.example",
    )
    seen = looked_through(desk, calendars.file_of(desk, calendars.NEW_YORK, calendars.entry(*invited)))
    assert [word for word in ("@", "okafor", "byron", '"t1"') if word in seen] == []


HEADERLESS = "C1,Zoe,student,S,03/04/2015\n" + "".join(f"C{day},Kim,student,S,{day}/04/2015\n" for day in range(13, 18))
BY_PLACE = tuple(zip(("id", "name", "kind", "school", "start"), (f"column {n}" for n in range(1, 6)), strict=True))


def test_no_note_quotes_the_first_row_of_a_file_without_a_header(desk: Desk):
    order = Order([desk.file("list.csv", HEADERLESS)], Choices("people", BY_PLACE))
    receipt = take(desk.engine, order).in_full()
    assert "dates of start were read as day-month-year" in receipt["files"][0]["notes"]
    (kept,) = desk.rows("imports", "receipt")
    for words in (json.dumps(covered(receipt, names=False)), *kept, *receipt["files"][0]["notes"]):
        assert "03/04" not in words and "Zoe" not in words


def test_no_reason_that_is_kept_quotes_the_first_row_of_a_file_without_a_header(desk: Desk):
    order = Order(
        [desk.file("list.csv", HEADERLESS + "C13,Ann,student,S,13/04/2015\nC8,Bo,wizard,S,soon\n")],
        Choices("people", BY_PLACE), keep_good_rows=True,
    )  # fmt: skip
    receipt = take(desk.engine, order).in_full()
    (problem, *others) = receipt["files"][0]["problems"]
    assert problem["why"] == "was there on line 2 already, with another name"
    (kept,) = desk.rows("imports", "receipt")
    listed = json.loads(kept[0])["files"][0]["problems"]
    assert [one["column"] for one in listed] == ["id", "student", "start"]
    assert [word for word in ("Zoe", "03/04", "C1,") if word in kept[0]] == []
    assert "03/04" not in json.dumps(covered(receipt, names=False)) and len(others) == 2


def test_what_stands_in_place_of_a_header_is_covered_in_notes_and_reasons():
    problem = {
        "line": 2,
        "column": "Zoe Hill",
        "value": "",
        "why": "is Zoe Hill",
        "remedy": "call Zoe Hill",
        "ask": None,
    }
    one = file("people", [], columns=[("name", "Zoe Hill")], problems=[problem], notes=["read from Zoe Hill, not Zoey"])
    seen = shown(one)
    assert "Zoe Hill" not in json.dumps(seen)
    assert seen["notes"] == [f"read from {COVERED}, not Zoey"]
    assert "Zoe Hill" in json.dumps(shown(one, names=True))
