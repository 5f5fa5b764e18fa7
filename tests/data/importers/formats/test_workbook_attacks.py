"""Workbooks that mean harm, or are broken: each is told in one line, and the process lives on."""

import time
import zipfile
from pathlib import Path

import pytest

from data.importers.formats import workbook_area, workbook_parts, workbook_probe
from data.importers.formats.workbook import is_workbook
from data.importers.problems import FileRefused
from tests.data.importers.desk import Desk
from tests.data.importers.formats import books

FAR = "is a workbook with too many cells, or with one far from all others"
DAMAGED = "is a workbook that is damaged"
LARGER = "is a workbook that is far larger inside than its file"
PROTECTED = "is protected by a password"
A1, FAREST = books.cell("A1", "id"), books.cell("XFD1048576", "x")
DOCTYPE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'
ROW = f'<row r="1">{A1}</row><row r="1048576">%s</row>'
ODS_CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
SHEETS = {
    "a cell at the far end": (ROW % FAREST, FAR),
    "a cell far below in the first row": (f'<row r="1">{A1}{FAREST}</row>', FAR),
    "a far cell in small letters": (ROW % books.cell("xfd1048576", "x"), FAR),
    "a far cell in single quotes": ((ROW % FAREST).replace('"', "'"), FAR),
    "a far cell behind an attribute": (ROW % FAREST.replace("<c ", '<c s=">" '), FAR),
    "a far cell behind a line break": (ROW % FAREST.replace("<c ", "<c\n"), FAR),
    "a far cell without a place": (ROW % ("<c/>" * 16_000 + "<c><v>1</v></c>"), FAR),
    "a far cell in a sheet with near ones": (f'<row r="1">{A1 * 9_000}</row>{ROW % FAREST}', FAR),
    "a row beyond all rows": ('<row r="1">' + A1 + books.cell("B99999999999", "x") + "</row>", DAMAGED),
    "a place that is none": ('<row r="1">' + A1 + books.cell("$B$2", "x") + "</row>", DAMAGED),
    "entities": (f'<row r="1">{A1}{books.cell("B1", "&a;&b;")}</row>', DAMAGED),
}


def said(desk: Desk, path: Path, *options: str) -> str:
    """Why the file is refused as a whole."""
    before = desk.state
    outcome = desk.take(path, *options)
    assert (outcome.code, desk.state) == (1, before)
    (why,) = outcome.whys
    return why.partition(" (")[0]  # without the kinds that a header comes near to


@pytest.mark.parametrize("what", SHEETS)
def test_a_hostile_sheet_is_refused_before_it_is_opened(what: str, desk: Desk):
    rows, why = SHEETS[what]
    assert said(desk, books.raw(desk.folder / "x.xlsx", rows)) == why


def test_a_sheet_that_is_cut_off_is_refused(desk: Desk):
    sheet = books.SHEET.partition("%s")[0] + f'<row r="1">{A1}<c r="B1"'
    assert said(desk, books.raw(desk.folder / "x.xlsx", **{"xl/worksheets/sheet1.xml": sheet})) == DAMAGED


def test_a_far_cell_with_a_prefix_is_found(desk: Desk):
    sheet = books.SHEET.replace("xmlns=", "xmlns:x=").replace("<", "<x:").replace("<x:/", "</x:") % (
        (ROW % FAREST).replace("<", "<x:").replace("<x:/", "</x:")
    )
    assert said(desk, books.raw(desk.folder / "x.xlsx", **{"xl/worksheets/sheet1.xml": sheet})) == FAR


def test_a_far_cell_is_found_wherever_the_sheet_lies_and_whatever_it_is_called(desk: Desk):
    relations = books.RELATIONS % (books.RELATION % ("worksheet", "media/image1.png"))
    parts = {"xl/_rels/workbook.xml.rels": relations, "xl/media/image1.png": books.SHEET % (ROW % FAREST)}
    assert said(desk, books.raw(desk.folder / "x.xlsx", **parts)) == FAR


def test_a_cell_far_enough_to_be_meant_is_read(desk: Desk):
    rows = [*books.PEOPLE, *([[""]] * 900)]
    rows[0] = [*rows[0], *([""] * 700), "note"]
    assert desk.take(books.book(desk.folder / "x.xlsx", {"people": rows})).code == 0


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"])
def test_a_part_with_a_document_type_is_refused(part: str, desk: Desk):
    assert said(desk, books.raw(desk.folder / "x.xlsx", "", **{part: DOCTYPE + books.PARTS[part]})) == DAMAGED


@pytest.mark.parametrize("part", books.PARTS)
def test_a_workbook_without_a_part_is_refused(part: str, desk: Desk):
    path = books.raw(desk.folder / "x.xlsx", f'<row r="1">{A1}</row>', **{part: ""})
    assert said(desk, path) in (DAMAGED, "is a workbook without a filled cell in any sheet that is shown",
                                "has no header that tells what it holds")  # fmt: skip


def test_a_bomb_is_refused_by_its_directory(desk: Desk):
    path = books.raw(desk.folder / "x.xlsx", "", **{"xl/sharedStrings.xml": b"x" * 50_000_000})
    assert said(desk, path) == LARGER
    many = books.raw(desk.folder / "y.xlsx", "", **{f"xl/media/{n}.png": b"" for n in range(1_001)})
    assert said(desk, many) == LARGER


def test_a_bomb_whose_directory_lies_is_refused_while_it_is_unpacked(desk: Desk):
    path = books.raw(desk.folder / "x.xlsx", "", **{"xl/sharedStrings.xml": b"x" * 50_000_000})
    true, lie = (50_000_000).to_bytes(4, "little"), (50_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true, lie))
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("xl/sharedStrings.xml").file_size == 50_000
    assert said(desk, path) == DAMAGED


def test_two_parts_of_one_name_are_refused(desk: Desk):
    path = books.raw(desk.folder / "x.xlsx", ROW % FAREST)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/worksheets/sheet1.xml", books.SHEET % A1)
    assert said(desk, path) == DAMAGED


def test_a_workbook_inside_a_workbook_is_not_opened(desk: Desk):
    inner = books.raw(desk.folder / "inner.xlsx", ROW % FAREST).read_bytes()
    path = books.raw(desk.folder / "x.xlsx", f'<row r="1">{A1}</row>', **{"xl/embeddings/inner.xlsx": inner})
    assert said(desk, path) == "has no header that tells what it holds"


def test_a_workbook_under_a_password_is_told_as_such(desk: Desk):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert said(desk, desk.file("x.xlsx", locked)) == PROTECTED


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv", "x"])
@pytest.mark.parametrize("keep", [100, 1_000, -30])
def test_what_is_cut_off_is_damaged_whatever_it_is_called(name: str, keep: int, desk: Desk):
    whole = books.book(desk.folder / "whole.xlsx", {"people": books.PEOPLE}).read_bytes()
    assert said(desk, desk.file(name, whole[:keep])) == DAMAGED


def test_old_workbooks_are_opened_by_a_process_of_their_own_first(desk: Desk):
    assert said(desk, desk.file("far.xls", books.FAR_XLS)) == FAR
    assert said(desk, desk.file("cut.xls", books.XLS[:2_000])) == DAMAGED


@pytest.mark.parametrize("blank", ["", 'office:value-type="string"'])
def test_an_open_document_that_repeats_without_end_is_refused(blank: str, desk: Desk):
    wide = f'<table:table-cell table:number-columns-repeated="10000" {blank}><text:p>x</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="1000000">{wide}</table:table-row>'
    first, last = (
        f"<table:table-row>{ODS_CELL}</table:table-row>",
        f"<table:table-row>{wide}{ODS_CELL}</table:table-row>",
    )
    assert said(desk, books.ods(desk.folder / "x.ods", first + rows + last)) == FAR


def test_a_process_that_does_not_answer_is_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "x.xls").write_bytes(books.XLS)
    with workbook_probe.probe(tmp_path / "x.xls") as answer:
        assert answer() == 10
    monkeypatch.setattr(workbook_probe, "PATIENCE", 0)
    with workbook_probe.probe(tmp_path / "x.xls") as answer:
        assert answer() is None


@pytest.mark.parametrize("count", [4_294_967_295, 99_999_999_999, 2**64 - 1])
def test_a_number_of_texts_that_asks_for_all_memory_ends_only_the_process_that_tries(count: int, desk: Desk):
    relation = books.RELATION.replace("rId1", "rId2") % ("sharedStrings", "sharedStrings.xml")
    relations = books.PARTS["xl/_rels/workbook.xml.rels"].replace("</Relationships>", relation + "</Relationships>")
    texts = f'<sst xmlns="{books.MAIN}" count="{count}" uniqueCount="{count}"><si><t>a</t></si></sst>'
    parts = {"xl/sharedStrings.xml": texts, "xl/_rels/workbook.xml.rels": relations}
    rows = f'<row r="1">{A1}<c r="B1" t="s"><v>0</v></c></row>'
    assert said(desk, books.raw(desk.folder / "x.xlsx", rows, **parts)) == DAMAGED


def test_more_errors_of_formulas_than_anybody_mends_are_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workbook_area, "MOST_ERRORS", 2)
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="e"><v>#N/A</v></c></row>' for n in range(1, 5))
    for written in (rows, rows.replace('"', "'")):
        with pytest.raises(FileRefused, match="in more than 2 rows"):
            workbook_parts.areas(books.raw(tmp_path / "x.xlsx", written))


@pytest.mark.parametrize(
    ("part", "why"),
    [("word/document.xml", "is a document of an office, but no workbook"), ("xl/workbook.bin", "is a binary workbook")],
)
def test_another_document_is_told_from_a_workbook(part: str, why: str, desk: Desk):
    content = {"[Content_Types].xml": books.PARTS["[Content_Types].xml"], part: "x"}
    assert said(desk, books.archive(desk.folder / "x.xlsx", content)) == why


def test_an_archive_of_files_is_no_workbook(tmp_path: Path):
    path = books.archive(tmp_path / "x.zip", {"mimetype": "text", "people.csv": "id"})
    assert not is_workbook(path, path.read_bytes()[:4096])


def test_a_block_may_end_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    rows = '<row r="7"><c r="A7"><v>1</v></c><c r="BC12" t="e"><v>#N/A</v></c><c r="D9"><v>2</v></c></row>'
    path = books.raw(tmp_path / "x.xlsx", rows)
    for size in (1, 7, 50, 2**20):
        monkeypatch.setattr(workbook_parts, "BLOCK", size)
        area = workbook_parts.areas(path)["people"]
        assert (area.rows, area.columns, area.errors) == (12, 55, {12: {55: "#N/A"}})


def test_a_cell_that_says_again_and_again_that_it_is_an_error_is_judged_at_once(desk: Desk):
    """3 KB, by which a processor was held for an hour."""
    header = "".join(books.cell(f"{letter}1", "id") for letter in "ABC")
    rows = f'<row r="1">{header}</row><row r="2"><c r="A2"' + ' t="e"' * 150_000 + "</row>"
    begun = time.process_time()
    assert said(desk, books.raw(desk.folder / "x.xlsx", rows)) in (DAMAGED, LARGER)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("cells", "errors"),
    [
        ('<c r="B2" s="1" t="e"><v>#N/A</v></c>', [(b"B", b"2", b"#N/A")]),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', [(b"B", b"2", b"#DIV/0!")]),
        ('<c r="B2" t="e" cm="1"><f t="array"/><v>#REF!</v></c>', [(b"B", b"2", b"#REF!")]),
        ('<c r="B2" t="s"><v>0</v></c><c r="C2" t="e"><v>#N/A</v></c>', [(b"C", b"2", b"#N/A")]),
        ('<c r="B2" t="e"><v>#N/A', []),
    ],
)
def test_errors_of_formulas_are_found_as_excel_writes_them(cells: str, errors: list):
    assert workbook_parts.ERROR.findall(cells.encode()) == errors


def test_the_name_of_a_sheet_that_means_harm_is_shown_without_it(desk: Desk):
    book = books.BOOK.replace('name="people"', f'name="a&#10;b\u202ec{"x" * 1_000}"')
    rows = f'<row r="1">{A1}</row><row r="2">{books.cell("A2", "x")}</row>'
    outcome = desk.take(books.raw(desk.folder / "x.xlsx", rows, **{"xl/workbook.xml": book}))
    name = outcome.file["file"]
    assert name.isprintable() and len(name) < 300 and name.endswith("x]")
