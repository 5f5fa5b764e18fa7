"""The workbook of what to mend: read back cell by cell, mended, and handed in again."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from data.importers.order import Order
from data.importers.report import write
from data.importers.take import take
from data.importers.template import HEADINGS, REASONS
from tests.data.importers.desk import PEOPLE, Desk

THREE_WRONG = """id,name,kind,school,fte,Password
s1,Eve,wizard,oak,,hunter2
s2,Fay,student,oak,,hunter3
007,Gil,student,oak,much,hunter4
s4,=1+1,student,,,hunter5
"""


def report(desk: Desk, *paths: Path) -> CalamineWorkbook | None:
    order = Order(paths, dry_run=True)
    path = desk.folder / "what-to-mend.xlsx"
    write(path, order, take(desk.engine, order))
    return CalamineWorkbook.from_path(str(path)) if path.is_file() else None


def rows(book: CalamineWorkbook, sheet: str) -> list[list]:
    return book.get_sheet_by_name(sheet).to_python()


def test_nothing_to_mend_is_no_report(desk: Desk):
    assert report(desk, desk.file("people.csv", PEOPLE)) is None


def test_every_problem_is_listed_with_all_there_is_to_know(desk: Desk):
    heading, *listed = rows(report(desk, desk.file("people.csv", THREE_WRONG)), REASONS)
    assert tuple(heading) == HEADINGS
    assert [row[:4] for row in listed] == [
        ["people.csv", "2", "kind", "wizard"],
        ["people.csv", "4", "fte", "much"],
        ["people.csv", "5", "school", ""],
    ]
    assert all(why and remedy and "--" not in remedy for *_, why, remedy in listed)


def test_the_own_file_comes_back_with_reasons_at_the_right_lines(desk: Desk):
    own = rows(report(desk, desk.file("people.csv", THREE_WRONG)), "people.csv")
    assert own[0] == ["id", "name", "kind", "school", "fte", REASONS]
    assert [bool(row[-1]) for row in own[1:]] == [True, False, True, True]
    assert own[1][-1].startswith("kind ")
    assert own[3][0] == "007"


def test_no_password_is_in_it(desk: Desk):
    path = desk.folder / "what-to-mend.xlsx"
    book = report(desk, desk.file("people.csv", THREE_WRONG))
    assert "hunter" not in str([rows(book, name) for name in book.sheet_names])
    assert b"hunter" not in path.read_bytes()


@pytest.mark.parametrize("header", ["Passwort", "E-Mail Password", "initial_password", "PIN", "Kennwort", "pwd"])
def test_a_password_by_any_name_is_none_of_ours(desk: Desk, header: str):
    text = f"id,name,kind,school,{header}\ns1,Eve,wizard,oak,hunter2\n"
    book = report(desk, desk.file("people.csv", text))
    assert "hunter" not in str([rows(book, name) for name in book.sheet_names])


def test_nothing_in_it_is_a_formula_or_a_link(desk: Desk):
    from zipfile import ZipFile

    evil = 'id,name,kind,school\n=cmd|x,"=HYPERLINK(""http://a"")",wizard,@SUM(1)\n+1,http://a.example,-1,oak\n'
    report(desk, desk.file("people.csv", evil))
    with ZipFile(desk.folder / "what-to-mend.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any(b"<f>" in text or b"<f " in text or b"hyperlink" in text for text in sheets)


def test_mended_in_its_own_sheet_it_can_be_handed_in_as_it_is(desk: Desk):
    """With the list of problems and the column of reasons still in it."""
    book = report(desk, desk.file("people.csv", THREE_WRONG))
    mended = desk.folder / "mended.xlsx"
    with Workbook(mended, {"strings_to_formulas": False}) as again:
        for name in book.sheet_names:
            sheet = again.add_worksheet(name)
            for place, row in enumerate(rows(book, name)):
                for column, cell in enumerate(row):
                    better = {"wizard": "student", "much": "1"}.get(cell, cell)
                    if name != REASONS and place == 4 and column == 3:
                        better = "oak"
                    sheet.write_string(place, column, better)
    outcome = desk.take(mended)
    assert outcome.code == 0, outcome.receipt
    assert desk.rows("people", "id", "kind") == [(id_, "student") for id_ in ("007", "s1", "s2", "s4")]


def test_two_files_of_one_name_have_sheets_of_their_own(desk: Desk):
    folders = [desk.folder / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()
        (folder / "people.csv").write_text(THREE_WRONG)
    book = report(desk, *folders)
    assert [name.casefold() for name in book.sheet_names] == ["what to mend", "people.csv", "people.csv 2"]


@pytest.mark.parametrize("name", ["what to mend.csv", "[a]*:?'.csv", "x" * 80 + ".csv"])
def test_whatever_a_file_is_called_its_sheet_has_a_name(desk: Desk, name: str):
    book = report(desk, desk.file(name, THREE_WRONG))
    assert len(book.sheet_names) == 2
    assert len(book.sheet_names[1]) <= 31


def test_a_file_that_breaks_off_is_in_the_list(desk: Desk):
    broken = desk.file("people.csv", PEOPLE.encode() + b's9,"Zoe\n' + b"\xff" * 10)
    listed = rows(report(desk, broken), REASONS)
    assert [row[0] for row in listed[1:]] == ["people.csv"]


def test_the_sheet_of_a_workbook_comes_back_too(desk: Desk):
    path = desk.folder / "school.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("people")
        for place, line in enumerate(THREE_WRONG.splitlines()):
            sheet.write_row(place, 0, line.split(","))
    own = rows(report(desk, path), "people")
    assert [bool(row[-1]) for row in own[1:]] == [True, False, True, True]
