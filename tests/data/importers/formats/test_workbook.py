"""Workbooks are read as a person sees them, sheet by sheet."""

from datetime import date, datetime, time, timedelta

import pytest

from data.importers.formats.workbook import unfolded
from data.importers.formats.workbook_cells import text
from data.importers.order import Layout
from data.importers.parcel import Item, Parcel
from tests.data.importers.desk import CLASSROOMS, EVENTS, GOALS, MEETINGS, PEOPLE, PROGRAMS, SCHOOL, Desk, counts
from tests.data.importers.formats import books

EVENT = ["id", "kind", "date", "school", "minutes"]
CHECKIN = ["goal", "date", "value"]


def table(text: str) -> list[list[str]]:
    return [line.split(",") for line in text.splitlines()]


def rows(path, layout: Layout | None = None):
    """Header, rows, lines and notes of the first sheet."""
    parcel, refused = unfolded(Parcel("", [Item(path.name, path, layout or Layout())]))
    assert not refused, refused[0].receipt.problems
    sheet = parcel.items[0].sheet()
    chunks = list(sheet.chunks())
    return sheet.header, [r for c in chunks for r in c.rows], [n for c in chunks for n in c.lines], sheet.notes


def test_a_workbook_of_a_whole_school_is_taken_sheet_by_sheet(desk: Desk):
    path = books.book(desk.folder / "oak.xlsx", {
        "events": table(EVENTS), "goals": table(GOALS), "people": table(PEOPLE), "classrooms": table(CLASSROOMS),
        "programs": table(PROGRAMS), "schools": table(SCHOOL), "meetings": table(MEETINGS),
    })  # fmt: skip
    outcome = desk.take(path)
    assert outcome.code == 0, outcome.whys
    assert [file["file"] for file in outcome.receipt["files"]][:2] == ["oak.xlsx [events]", "oak.xlsx [goals]"]
    assert {file["kind"]: file["accepted"] for file in outcome.receipt["files"]} == {
        "events": 1, "goals": 1, "people": 6, "classrooms": 2, "programs": 1, "schools": 2, "meetings": 1,
    }  # fmt: skip
    again = desk.take(path)
    assert all(counts(file)[1] == 0 for file in again.receipt["files"])


@pytest.mark.parametrize(
    ("cell", "seen"),
    [(7.0, "7"), (0.1 + 0.2, "0.3"), (1e20, "100000000000000000000"), (1.5e-7, "0.00000015"), (-2.5, "-2.5"),
     (123456789012345.0, "123456789012345"), (True, "true"), (False, "false"), (date(2025, 9, 1), "2025-09-01"),
     (datetime(2025, 9, 1, 8, 30, 5, 7), "2025-09-01T08:30:05"), (time(8, 30), "08:30"), (time(8, 30, 5), "08:30:05"),
     (timedelta(hours=30, minutes=5), "30:05"), ("007", "007"), (" x ", " x ")],
)  # fmt: skip
def test_a_cell_is_the_text_that_a_person_sees(cell: object, seen: str):
    assert text(cell) == seen


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_numbers_and_texts_come_in_as_they_were_written(since_1904: bool, stocked: Desk):
    def write(book, sheet):
        sheet.write_row(0, 0, EVENT)
        sheet.write_row(1, 0, [12345678, "planning"])
        sheet.write_datetime(1, 2, datetime(2025, 10, 1), book.add_format({"num_format": "d mmm yyyy"}))
        sheet.write_row(1, 3, ["oak", 45])
        sheet.write_row(2, 0, ["007", "planning", "2025-10-02", "oak", 0.5 * 90])

    path = books.book(stocked.folder / "x.xlsx", {"events": write}, date_1904=since_1904)
    assert stocked.take(path).code == 0
    found = [row for row in stocked.rows("events", "id", "date", "minutes") if row[0] != "e1"]
    assert found == [("007", date(2025, 10, 2), 45), ("12345678", date(2025, 10, 1), 45)]


def test_the_value_of_a_formula_is_read_and_without_a_value_it_is_blank(tmp_path):
    def write(_, sheet):
        sheet.write_row(0, 0, ["id", "name", "note"])
        sheet.write_formula(1, 0, '="a"&1', None, "a1")
        sheet.write_formula(1, 1, "=1+1", None, 2)
        sheet.write_formula(1, 2, '=""', None, "")

    assert rows(books.book(tmp_path / "x.xlsx", {"A": write}))[1] == [["a1", "2", ""]]


def test_a_row_with_the_error_of_a_formula_is_refused_with_its_line(stocked: Desk):
    def write(_, sheet):
        sheet.write_row(1, 1, CHECKIN)  # not in the corner
        sheet.write_row(2, 1, ["g1", "2025-10-01", 61])
        sheet.write_row(3, 1, ["g1", "2025-10-02"])
        sheet.write_formula(3, 3, "=1/0", None, "#DIV/0!")

    outcome = stocked.take(books.book(stocked.folder / "x.xlsx", {"checkins": write}))
    (problem,) = outcome.file["problems"]
    assert (problem["line"], problem["column"], problem["value"]) == (4, "value", "#DIV/0!")
    assert problem["why"] == "is the error of a formula"
    assert outcome.counts == (2, 1, 0, 0, 1)


@pytest.mark.parametrize("quote", ['"', "'"])
def test_errors_are_found_however_the_sheet_is_written(quote: str, tmp_path):
    row = '<row r="1">%s</row><row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><f>NA()</f><v>#N/A</v></c></row>'
    path = books.raw(tmp_path / "x.xlsx", (row % (books.cell("A1", "id") + books.cell("B1", "n"))).replace('"', quote))
    assert rows(path)[1] == [["1", "#N/A"]]


def test_lines_are_those_of_the_spreadsheet_and_blank_rows_are_none(tmp_path):
    def write(_, sheet):
        sheet.write_row(0, 0, ["Oak School"])
        sheet.write_row(3, 0, ["id", "name", "note"])
        sheet.write_row(4, 0, ["1", "Ada"])
        sheet.write_row(7, 0, ["2", "Ben", "x"])

    header, found, lines, notes = rows(books.book(tmp_path / "x.xlsx", {"A": write}))
    assert (header, found, lines) == (("id", "name", "note"), [["1", "Ada", ""], ["2", "Ben", "x"]], [5, 8])
    assert notes == ("the header was taken from line 4, below the titles",)
    told = rows(tmp_path / "x.xlsx", Layout(header_row=5))
    assert told[:3] == (("1", "Ada", ""), [["2", "Ben", "x"]], [8])


def test_sheets_without_rows_hidden_ones_and_charts_are_left_out_and_said_so(desk: Desk):
    def hidden(_, sheet):
        sheet.write_row(0, 0, ["secret"])
        sheet.hide()

    def chart(book, sheet):
        sheet.write_row(0, 0, ["id", "name"])
        bars = book.add_chart({"type": "bar"})
        bars.add_series({"values": "=schools!$A$1:$B$1"})
        book.add_chartsheet("Chart").set_chart(bars)

    content = {"Blank": [], "people": books.PEOPLE, "Notes": hidden, "schools": chart}
    outcome = desk.take(books.book(desk.folder / "x.xlsx", content))
    assert outcome.file["file"] == "x.xlsx [people]"
    assert outcome.file["notes"] == [
        "sheets without rows were left out: Blank, schools",
        "hidden sheets were left out: Notes",
        "adds the school oak",
    ]
    assert outcome.code == 0


def test_one_sheet_is_chosen_by_its_name_though_it_is_hidden(desk: Desk):
    def hidden(_, sheet):
        for row, cells in enumerate(books.PEOPLE):
            sheet.write_row(row, 0, cells)
        sheet.hide()

    path = books.book(desk.folder / "x.xlsx", {"Budget": [["cost"], [1]], "Our People": hidden})
    assert desk.take(path, "--sheet", "our people").file["file"] == "x.xlsx [Our People]"
    wrong = desk.take(path, "--sheet", "Peeple").file["problems"][0]
    assert (wrong["why"], wrong["remedy"]) == (
        'has no sheet "Peeple"', "name one of its sheets by --sheet: Budget, Our People",
    )  # fmt: skip


def test_with_as_and_map_a_sheet_is_what_the_importer_says(desk: Desk):
    path = books.book(desk.folder / "x.xlsx", {"Tabelle1": [["Nr", "Wer"], [7, "Ada"]]})
    options = ("--as", "people", "--map", "id=Nr", "--map", "name=Wer", "--set", "kind=staff", "--set", "school=oak")
    assert desk.take(path, *options).code == 0
    assert desk.rows("people", "id", "name") == [("7", "Ada")]


def test_the_name_of_a_sheet_settles_a_tie(desk: Desk):
    desk.has("schools")
    header = ["id", "name", "school"]
    content = {"Programs": [header, ["p1", "Chess", "oak"]], "classrooms": [header, ["c1", "Algebra", "oak"]]}
    outcome = desk.take(books.book(desk.folder / "x.xlsx", content))
    assert [file["kind"] for file in outcome.receipt["files"]] == ["programs", "classrooms"]


def test_an_old_workbook_is_read_and_says_what_it_cannot_tell(desk: Desk):
    outcome = desk.take(desk.file("x.xls", books.XLS))
    assert outcome.code == 0, outcome.whys
    assert desk.rows("people", "id", "name", "start") == [("7", "Zoë", date(2025, 9, 1))]
    assert outcome.file["notes"] == [
        "errors of formulas, such as #N/A, are read as blank cells: save it as .xlsx to be told of them",
        "adds the school oak",
    ]


def test_an_open_document_is_read_however_many_blank_rows_end_it(desk: Desk):
    row = "<table:table-row>%s</table:table-row>"
    cell = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    content = "".join(row % "".join(cell % words for words in cells) for cells in books.PEOPLE) + end
    assert desk.take(books.ods(desk.folder / "x.ods", content)).code == 0
    assert desk.rows("people", "id", "name") == [("007", "Zoë")]


def test_a_sheet_written_without_places_of_its_cells_is_read(desk: Desk):
    cells = "".join(f"<row>{''.join(books.cell('', words) for words in row)}</row>" for row in books.PEOPLE)
    assert desk.take(books.raw(desk.folder / "x.xlsx", cells.replace(' r=""', ""))).code == 0


def test_a_long_sheet_is_handed_on_in_pieces(tmp_path):
    content = [["id", "name"], *([n, "x"] for n in range(45_000))]
    parcel, _ = unfolded(Parcel("", [Item("x.xlsx", books.book(tmp_path / "x.xlsx", {"A": content}))]))
    chunks = list(parcel.items[0].sheet().chunks())
    assert [len(chunk.rows) for chunk in chunks] == [20_000, 20_000, 5_000]
    assert (chunks[-1].lines[-1], chunks[-1].rows[-1]) == (45_001, ["44999", "x"])
