"""How a CSV file is read: encodings, delimiters, and lines as an editor numbers them."""

from pathlib import Path

import pytest

from data.importers.csv_file import open_csv
from data.importers.order import Layout
from data.importers.sheet import ROWS_AT_ONCE

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
