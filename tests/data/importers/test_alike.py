"""Many problems of one reason are one sentence on the page and at the command line; the report lists every row."""

import json

from python_calamine import CalamineWorkbook

from components.delivery import decide
from components.markup import Markup
from data.importers import receipt as receipts
from data.importers.alike import alike
from data.importers.order import Order
from data.importers.preview import COVERED, covered
from data.importers.problems import Problem
from data.importers.receipt import FileReceipt, Receipt
from data.importers.report import write
from data.importers.take import take
from tests.data.importers.desk import Desk

MANY = "person,date,status\n" + "".join(f"x{n},2025-09-01,present\n" for n in range(1, 8)) + "s1,2025-09-01,gone\n"
UNKNOWN = "is not the id of a known person"


def looked_at(desk: Desk, text: str) -> FileReceipt:
    (file,) = take(desk.engine, Order([desk.file("attendance.csv", text)], dry_run=True)).files
    return file


def test_one_sentence_says_how_many_rows_and_where_the_first_are(stocked: Desk):
    file = looked_at(stocked, MANY)
    assert [(one.rows, one.lines, one.problem.value, one.problem.why) for one in alike(file)] == [
        (7, "2, 3, 4 and 4 more", "x1, x2, x3", UNKNOWN),
        (1, "9", "gone", "is not one of the values this field knows"),
    ]
    outcome = stocked.run("import", stocked.folder / "attendance.csv")
    assert outcome.err.splitlines()[0] == (
        f"attendance.csv: 7 rows (lines 2, 3, 4 and 4 more): column person {UNKNOWN}; "
        "import the people first or with this file, or correct the id"
    )
    assert len(outcome.err.splitlines()) == 2


def test_few_are_told_each_by_itself(stocked: Desk):
    file = looked_at(stocked, "person,date,status\nx1,2025-09-01,present\nx2,2025-09-01,present\n")
    assert [one.problem for one in alike(file)] == file.problems


def test_json_and_report_list_every_row(stocked: Desk):
    path = stocked.file("attendance.csv", MANY)
    assert len(stocked.take(path).file["problems"]) == 8
    order = Order([path], dry_run=True)
    report = stocked.folder / "what-to-mend.xlsx"
    write(report, order, take(stocked.engine, order))
    assert len(CalamineWorkbook.from_path(str(report)).get_sheet_by_index(0).to_python()) == 9


def test_more_than_are_listed_are_counted_all_the_same(stocked: Desk, monkeypatch):
    monkeypatch.setattr(receipts, "MOST_PROBLEMS", 5)
    file = looked_at(stocked, MANY)
    assert len(file.problems) == 6 and file.problems[-1].why == "3 more problems are not listed"
    assert [(one.rows, one.problem.why) for one in alike(file)] == [(7, UNKNOWN), (1, "1 more problems are not listed")]


def test_reasons_are_counted_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(receipts, "MOST_PROBLEMS", 2)
    file = FileReceipt("x.csv", read=9, rejected=9)
    for line in range(9):
        file.note(Problem(line, None, None, f"why {line}", "mend it"))
    file.close()
    assert len(file.reasons) == 3 and sum(file.reasons.values()) == 9
    assert [one.problem.why for one in alike(file)][-1] == "7 more problems are not listed"


def test_the_page_shows_reasons_and_covers_the_cells_of_all(stocked: Desk):
    receipt = take(stocked.engine, Order([stocked.file("attendance.csv", MANY)], dry_run=True))
    told = json.loads(json.dumps(receipt.in_full()))
    assert Receipt.of(told).files[0].reasons == receipt.files[0].reasons
    shown = covered(told, names=False)
    many, other = shown["files"][0]["problems"]
    assert (many["rows"], many["lines"], many["value"]) == (7, "2, 3, 4 and 4 more", COVERED)
    assert other["value"] == "gone"
    page = str(Markup(decide({"id": "d", "receipt": shown, "sample": False, "report": True})).to_plotly_json())
    assert "8 things need mending before all of it can be taken, for 2 reasons" in page
