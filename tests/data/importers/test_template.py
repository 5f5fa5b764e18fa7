"""Templates: what they say reads in again, empty or filled."""

from datetime import datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from data.importers.catalog import KINDS
from data.importers.template import READ_ME
from tests.data.importers.desk import Desk

FILLED = {
    "schools": [{"id": "001", "name": "Oak"}],
    "people": [
        {"id": "007", "name": "Ada", "kind": "staff", "school": "001", "start": datetime(2025, 9, 1), "fte": 0.5},
        {"id": "008", "name": "Ben", "kind": "student", "school": "001"},
    ],
    "classrooms": [{"id": "c1", "name": "Algebra", "school": "001"}],
    "memberships": [{"person": "008", "group": "c1", "start": datetime(2025, 9, 1)}],
    "meetings": [{"id": "m1", "school": "001", "title": "Staff", "start": datetime(2025, 10, 2, 15, 30)}],
    "participants": [{"event": "m1", "person": "007", "present": "yes"}],
    "attendance": [{"person": "008", "date": datetime(2025, 10, 1), "status": "present", "minutes": 0}],
}


def test_every_kind_has_a_template_that_reads_in_as_it_stands(desk: Desk):
    for kind in KINDS:
        outcome = desk.take(desk.file(f"{kind}.csv", desk.run("template", kind).out))
        assert (outcome.code, outcome.file["kind"], outcome.counts) == (0, kind, (0, 0, 0, 0, 0)), outcome.whys


def test_the_workbook_has_a_sheet_a_kind_in_their_order_and_reads_in_as_it_stands(desk: Desk):
    path = desk.folder / "school.xlsx"
    assert desk.run("template", "--workbook", path).code == 0
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == [READ_ME, *KINDS]
    for kind in KINDS.values():
        (header,) = book.get_sheet_by_name(kind.name).to_python()
        assert header == [field.name for field in kind.fields]
    outcome = desk.take(path)
    assert outcome.code == 0, outcome.whys
    assert [file["kind"] for file in outcome.receipt["files"]] == list(KINDS)


def test_the_workbook_filled_in_is_taken_whole_and_nothing_else_is_said(desk: Desk):
    desk.run("template", "--workbook", desk.folder / "empty.xlsx")
    filled = fill(desk.folder / "empty.xlsx", desk.folder / "school.xlsx")
    outcome = desk.take(filled)
    assert outcome.code == 0, outcome.whys
    assert {file["kind"]: file["accepted"] for file in outcome.receipt["files"]} == {
        kind: len(rows) for kind, rows in FILLED.items()
    }
    left = ", ".join(kind for kind in KINDS if kind not in FILLED)
    assert [file["notes"] for file in outcome.receipt["files"]] == [
        [f"sheets without rows were left out: {left}"], *([[]] * (len(FILLED) - 1))
    ]  # fmt: skip
    assert ("007", "Ada") in desk.rows("people", "id", "name")


def fill(empty: Path, path: Path) -> Path:
    """A workbook of the same sheets and headers, with rows below."""
    template = CalamineWorkbook.from_path(str(empty))
    with Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for name in template.sheet_names:
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(template.get_sheet_by_name(name).to_python(skip_empty_area=False)):
                sheet.write_row(row, 0, cells)
            for row, told in enumerate(FILLED.get(name, []), 1):
                for field, value in told.items():
                    sheet.write(row, [f.name for f in KINDS[name].fields].index(field), value)
    return path


@pytest.mark.parametrize(
    ("file", "said"),
    [("there.xlsx", "is there already; name another file, or move it away"),
     ("nowhere/x.xlsx", "cannot be written (No such file or directory); name another folder"),
     ("x.csv", 'is no name of a workbook; end it in .xlsx')],
)  # fmt: skip
def test_a_workbook_that_cannot_be_written_is_told_in_one_line(file: str, said: str, desk: Desk):
    desk.file("there.xlsx", "mine")
    outcome = desk.run("template", "--workbook", desk.folder / file)
    assert outcome.code == 1 and said in outcome.err and outcome.err.count("\n") == 1
    assert (desk.folder / "there.xlsx").read_text() == "mine"


def test_the_workbook_is_of_all_kinds(desk: Desk):
    outcome = desk.run("template", "people", "--workbook", desk.folder / "x.xlsx")
    assert outcome.code == 1 and 'leave "people" out' in outcome.err
    assert not (desk.folder / "x.xlsx").exists()


def test_what_was_noted_is_said_at_the_command_line_too(desk: Desk):
    path = desk.file("people.csv", "Oak School\nid,name,kind,school\n1,Ada,staff,oak\n")
    assert "people.csv: the header was taken from line 2, below the titles\n" in desk.run("import", path).err
