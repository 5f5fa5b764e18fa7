"""How a CSV file is read: encodings, delimiters, and lines as an editor numbers them."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.importers import csv_file
from data.importers.csv_file import open_csv
from data.importers.order import Layout
from data.importers.problems import FileRefused
from data.importers.sheet import CELLS_AT_ONCE, MOST_COLUMNS, ROWS_AT_ONCE
from tests.data.importers.desk import SAMPLES, Desk

TEXT = "id,name\n1,Zoë\n"
ROWS = (("id", "name"), [["1", "Zoë"]])


def read(path: Path, content: str | bytes, layout: Layout | None = None):
    """Header, rows, lines and ragged rows of a file."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    sheet = open_csv(path, layout or Layout())
    chunks = list(sheet.chunks())
    lines = [line for chunk in chunks for line in chunk.lines]
    return sheet.header, [row for chunk in chunks for row in chunk.rows], lines, [r for c in chunks for r in c.ragged]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str, tmp_path: Path):
    assert read(tmp_path / "x.csv", TEXT.encode(encoding))[:2] == ROWS


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "utf-16-le", "utf-16-be", "latin-1"])
def test_another_encoding_is_read_where_it_is_named(encoding: str, tmp_path: Path):
    assert read(tmp_path / "x.csv", TEXT.encode(encoding), Layout(encoding))[:2] == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_found_in_the_header(delimiter: str, end: str, tmp_path: Path):
    text = f'id{delimiter}"a,b;c|d"{end}1{delimiter}"x,y;z"{end}'
    assert read(tmp_path / "x.csv", text)[:2] == (("id", "a,b;c|d"), [["1", "x,y;z"]])


def test_one_column_needs_no_delimiter(tmp_path: Path):
    assert read(tmp_path / "x.csv", "id\n1\n\n2\n")[:3] == (("id",), [["1"], ["2"]], [2, 4])


def test_a_row_stands_where_it_begins_whatever_lines_a_cell_takes(tmp_path: Path):
    text = 'id,note\n1,"one\ntwo\r\nthree"\n2,x\n\n ,\n3,y\nragged\n4,"a""\nb"\n5,z'
    _, rows, lines, ragged = read(tmp_path / "x.csv", text)
    assert [(line, row[0]) for line, row in zip(lines, rows, strict=True)] == [
        (2, "1"), (5, "2"), (8, "3"), (10, "4"), (12, "5"),
    ]  # fmt: skip
    assert ragged == [(9, 1)]


def test_the_words_of_a_template_above_the_header_are_skipped_and_counted(tmp_path: Path):
    text = '# people: who\n"# id: required, text",,\n#\n\nid,name\n1,# not a comment\n'
    assert read(tmp_path / "x.csv", text)[:3] == (("id", "name"), [["1", "# not a comment"]], [6])


def test_the_first_line_by_which_spreadsheets_name_the_delimiter_is_skipped(tmp_path: Path):
    assert read(tmp_path / "x.csv", "sep=;\r\nid;name\r\n1;Ada\r\n")[:3] == (("id", "name"), [["1", "Ada"]], [3])


def test_a_header_in_another_line_is_where_it_was_said_to_be(tmp_path: Path):
    text = "Oak School\n,,\nid,name\n1,Ada\n"
    assert read(tmp_path / "x.csv", text, Layout(header_row=3))[:3] == (("id", "name"), [["1", "Ada"]], [4])


def test_a_header_may_take_two_lines_itself(tmp_path: Path):
    assert read(tmp_path / "x.csv", 'id,"full\nname"\n1,Ada\n')[:3] == (("id", "full\nname"), [["1", "Ada"]], [3])


def test_a_long_file_is_read_in_pieces_and_its_lines_go_on(tmp_path: Path):
    count = 2 * ROWS_AT_ONCE + 1
    text = 'id,note\n1,"two\nlines"\n' + "".join(f"{number},x\n" for number in range(2, count + 1))
    path = tmp_path / "x.csv"
    path.write_text(text)
    chunks = list(open_csv(path, Layout()).chunks())
    assert [len(chunk.rows) for chunk in chunks] == [ROWS_AT_ONCE, ROWS_AT_ONCE, 1]
    assert chunks[0].lines[:2] == [2, 4] and chunks[-1].lines[0] == count + 2
    assert chunks[-1].rows[0] == [str(count), "x"]


@pytest.mark.parametrize("mark", [";", "\t", "|", "^"])
def test_a_delimiter_that_is_named_is_taken(mark: str, tmp_path: Path):
    assert read(tmp_path / "x.csv", f"sep={mark}\nid{mark}a,b\n1{mark}c,d\n")[:2] == (("id", "a,b"), [["1", "c,d"]])


@pytest.mark.parametrize("rows", ["'1','O''Brien, Ada'\n", "'1','O''Brien, Ada'\r'2',''\r"])
def test_single_quotes_are_quotes_where_the_rows_have_them_too(rows: str, tmp_path: Path):
    assert read(tmp_path / "x.csv", "'id','name'\n" + rows)[1][0] == ["1", "O'Brien, Ada"]


def test_single_quotes_of_a_header_alone_are_left_out(tmp_path: Path):
    assert read(tmp_path / "x.csv", "'id','name'\n\"1\",\"O'Brien\"\n")[:2] == (("id", "name"), [["1", "O'Brien"]])


def test_a_quote_after_a_backslash_is_one_of_the_field(tmp_path: Path):
    text = 'id,note\n1,"yelled \\"NO\\" at us"\n2,"with family\\\\"\n3,"a \\n b"\n'
    assert read(tmp_path / "x.csv", text)[1] == [
        ["1", 'yelled "NO" at us'],
        ["2", "with family\\"],
        ["3", "a \\n b"],
    ]


def test_a_backslash_at_the_end_of_a_field_is_no_mark_where_rows_are_whole_so(tmp_path: Path):
    assert read(tmp_path / "x.csv", 'id,note\n1,"C:\\dir\\"\n2,"x"\n')[1] == [["1", "C:\\dir\\"], ["2", "x"]]


def test_what_a_spreadsheet_wraps_to_keep_it_text_is_unwrapped(tmp_path: Path):
    text = 'id,"=""name"""\n="007",Ada\n"=""008""",=B2\n'
    assert read(tmp_path / "x.csv", text)[:2] == (("id", "name"), [["007", "Ada"], ["008", "=B2"]])


def test_blank_cells_beyond_the_header_are_none(tmp_path: Path):
    text = "id,name\n1,Ada,,\n2,Ben, ,x\n3,Cy\n"
    assert read(tmp_path / "x.csv", text)[1:] == ([["1", "Ada"], ["3", "Cy"]], [2, 4], [(3, 4)])


def test_a_delimiter_at_the_end_of_the_header_need_not_be_in_the_rows(tmp_path: Path):
    text = "id,name,,\n1,Ada\n2,Ben,,\n3\n4,Dee,x,\n"
    assert read(tmp_path / "x.csv", text)[1:] == (
        [["1", "Ada", "", ""], ["2", "Ben", "", ""], ["4", "Dee", "x", ""]], [2, 3, 5], [(4, 1)]
    )  # fmt: skip


TITLES = {
    "one cell": "Oak School\n\n",
    "one cell and delimiters": "Oak School,,,\nSchool year 2025/26,,,\n",
    "a title with a comma": "People of Oak School, 2025\n",
    "a title in quotes": '"People, of Oak; School"\n',
}


@pytest.mark.parametrize("mark", ",;\t")
@pytest.mark.parametrize("titles", TITLES.values(), ids=TITLES)
def test_a_header_of_ours_is_found_below_titles(titles: str, mark: str, tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_text(titles + f"id{mark}name{mark}kind{mark}school\n1{mark}Ada{mark}staff{mark}oak\n")
    sheet = open_csv(path, Layout())
    line = titles.count("\n") + 1
    assert sheet.header == ("id", "name", "kind", "school")
    assert sheet.notes == (f"the header was taken from line {line}, below the titles",)
    assert [chunk.lines[0] for chunk in sheet.chunks()] == [line + 1]


def test_any_header_is_found_below_titles_of_one_cell(tmp_path: Path):
    assert read(tmp_path / "x.csv", "Oak School\n2025/26\nLASID;Grade\n1;7\n")[:3] == (
        ("LASID", "Grade"),
        [["1", "7"]],
        [4],
    )


def test_a_row_above_the_header_is_no_title(tmp_path: Path):
    assert read(tmp_path / "x.csv", "p1,Ada,staff,oak\nid,name,kind,school\n")[0] == ("p1", "Ada", "staff", "oak")


def test_a_header_is_not_looked_for_where_its_row_was_told(tmp_path: Path):
    text = "Oak\nid,name\n1,Ada\n"
    assert read(tmp_path / "x.csv", text, Layout(header_row=1))[0] == ("Oak",)


def test_every_real_export_of_another_system_is_read(tmp_path: Path):
    folder = SAMPLES / "studentinsights"
    if not folder.exists():
        pytest.skip("needs shared/samples: exports of Aspen X2 and of Google Forms")
    for path in sorted(folder.glob("*.csv")):
        sheet = open_csv(path, Layout())
        chunks = list(sheet.chunks())
        assert sum(chunk.read for chunk in chunks) > 0, path.name
        assert not any("\\" in cell for chunk in chunks for row in chunk.rows for cell in row if '"' in cell), path.name
        assert not any(cell.startswith("'") for cell in sheet.header), path.name


LETTERS = st.characters(categories=["L", "N", "P", "S", "Zs"])
CELLS = st.text(st.one_of(LETTERS, st.sampled_from(",;|\t\"' \n=#é")), max_size=12)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6),
    mark=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_table_survives_in_each_dialect_and_encoding(rows, mark, encoding, end, tmp_path: Path):
    written = io.StringIO()
    writer = csv.writer(written, delimiter=mark, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("id", "name", "note"), *rows])
    path = tmp_path / "x.csv"
    path.write_bytes(written.getvalue().encode(encoding))
    told = [row for chunk in open_csv(path, Layout()).chunks() for row in chunk.rows]
    assert told == [list(map(unwrapped, row)) for row in rows if any(cell.strip() for cell in row)]


def unwrapped(cell: str) -> str:
    return cell[2:-1] if re.fullmatch(r'="[^"]*"', cell) else cell


def test_a_table_of_the_most_columns_is_read_below_its_title_a_few_rows_at_once(tmp_path: Path):
    header, row = ",".join(f"c{n}" for n in range(MOST_COLUMNS)), ",".join("1" * MOST_COLUMNS)
    path = tmp_path / "x.csv"
    path.write_text(f"Our table\n\n{header}\n" + f"{row}\n" * 1_001)
    sheet = open_csv(path, Layout())
    assert len(sheet.header) == MOST_COLUMNS
    assert [len(chunk.rows) for chunk in sheet.chunks()] == [CELLS_AT_ONCE // MOST_COLUMNS, 1]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_only_lines_without_an_end_are_too_long(end: str, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(csv_file, "BLOCK", 100)
    monkeypatch.setattr(csv_file, "LONGEST_LINE", 1_000)
    path = tmp_path / "x.csv"
    path.write_text(end.join(["id,name", *["1,Ada"] * 1_000, "2," + "x" * 900]), newline="")
    assert sum(chunk.read for chunk in open_csv(path, Layout()).chunks()) == 1_001
    path.write_text(end.join(["id,name", "2," + "x" * 1_200]), newline="")
    with pytest.raises(FileRefused, match="longer than 1,000 characters"):
        open_csv(path, Layout())


@pytest.mark.parametrize("blank", [" , , ", ",,", " ", "\t,\u00a0,", ""])
@pytest.mark.parametrize("after", ["", ",,\n", "s2,B,d\n", "s2,B\n"])
def test_a_row_of_blanks_is_no_row_whatever_stands_around_it(desk: Desk, blank: str, after: str):
    outcome = desk.take_text("schools", f"id,name,district\ns1,A,d\n{blank}\n{after}", "--keep-good-rows")
    assert outcome.counts[:2] == ((2, 2) if after == "s2,B,d\n" else (2, 1) if after == "s2,B\n" else (1, 1))
    assert [problem["line"] for problem in outcome.file["problems"]] == ([4] if after == "s2,B\n" else [])
