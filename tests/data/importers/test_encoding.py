"""Which encoding a file is in: taken where it is certain, refused with the best guess where it is not."""

import time
from pathlib import Path

import pytest

from data.importers import encoding as encodings
from data.importers.csv_file import open_csv
from data.importers.encoding import encoding_of, first_bad_line
from data.importers.legacy_encoding import NAMES, certain_encoding
from data.importers.order import Layout, Order
from data.importers.problems import FileRefused
from data.importers.take import take
from tests.data.importers.desk import Desk

WESTERN = (
    "Zoë José Muñoz Peña García Martínez François Müller Jürgen Björn Chloé Noël Núñez Hélène Adèle João Søren Håkan "
    "Renée Günther Beyoncé Ramón Strauß Siân Anaïs Íñigo ÉCOLE"
)
CENTRAL = "Dvořák Jiří Novák Němec Šťastný Růžička Łukasz Wałęsa Gdańsk Żółw Erdős Szűcs Kőrösi Křen Brătianu"
WORDS = [
    "he said “don’t” to O’Brien – twice…", "don’t", "5 € due", "20° outside", "l’école", "¿Qué pasa?",
    "the student’s book", "café — naïve", "Smith–Jones", "½ cup", "país", "Luís",
]  # fmt: skip


def file(folder: Path, text: str, encoding: str) -> Path:
    path = folder / "x.csv"
    path.write_bytes(f"id,name\n1,{text}\n".encode(encoding))
    return path


def encodable(text: str, encoding: str) -> bool:
    try:
        return bool(text.encode(encoding))
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize("encoding", NAMES)
@pytest.mark.parametrize("text", [*WESTERN.split(), *CENTRAL.split(), *WORDS])
def test_what_is_taken_is_never_another_text_than_was_written(text: str, encoding: str, tmp_path: Path):
    """One word is hardest: it may be refused, but it is never read as another word."""
    if encodable(text, encoding):
        path = file(tmp_path, text, encoding)
        try:
            found = certain_encoding(path)
        except FileRefused:
            return
        assert path.read_bytes().decode(found) == path.read_bytes().decode(encoding)


@pytest.mark.parametrize(
    ("names", "encoding"),
    [(WESTERN, "cp1252"), (WESTERN, "iso-8859-15"), (WESTERN, "mac-roman"), (WESTERN, "cp850"), (CENTRAL, "cp1250")],
)
def test_a_list_of_names_tells_its_encoding(names: str, encoding: str, desk: Desk):
    text = "id,name,kind,school\n" + "".join(f"p{n},{name},staff,oak\n" for n, name in enumerate(names.split()))
    outcome = desk.take(desk.file("people.csv", text.encode(encoding)))
    assert outcome.code == 0, outcome.whys
    assert [
        name for _, name in sorted(desk.rows("people", "id", "name"), key=lambda row: int(row[0][1:]))
    ] == names.split()
    note, *_ = outcome.file["notes"]
    shown = "Windows-1252" if encoding == "iso-8859-15" else NAMES[encoding]  # both say the same of these names
    assert note == f"was read in the encoding {shown}, the only one that makes sense of it; UTF-8 would be surer"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("José", "cp1252"), ("Muñoz", "cp1252"), ("Müller", "cp1252"), ("don’t", "cp1252"), ("José", "mac-roman"),
     ("García", "mac-roman"), ("Dvořák", "cp1250"), ("Wałęsa", "cp1250"), ("José", "cp850")],
)  # fmt: skip
def test_one_common_word_is_enough(text: str, encoding: str, tmp_path: Path):
    path = file(tmp_path, text, encoding)
    assert path.read_bytes().decode(certain_encoding(path)) == path.read_bytes().decode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "guess"),
    [("Hélène", "cp1252", "cp1252"), ("the student’s book", "cp1252", "cp1252"), ("Müller", "mac-roman", "mac-roman")],
)
def test_what_two_encodings_make_sense_of_is_refused_with_the_likeliest(text, encoding, guess, tmp_path: Path):
    with pytest.raises(FileRefused) as refused:
        certain_encoding(file(tmp_path, text, encoding))
    assert refused.value.problem.remedy == (
        f"save it as UTF-8, or name its encoding: --encoding {guess} seems likeliest"
    )
    assert refused.value.problem.line == 2


def test_another_script_is_refused_with_a_guess_of_its_encoding(tmp_path: Path):
    text = "Директор школы провёл собрание учителей и родителей в понедельник утром"
    with pytest.raises(FileRefused, match="--encoding cp1251 seems likeliest"):
        certain_encoding(file(tmp_path, text, "cp1251"))


def test_no_cell_is_quoted_in_what_is_said(tmp_path: Path):
    with pytest.raises(FileRefused) as refused:
        certain_encoding(file(tmp_path, "Hélène", "cp1252"))
    assert "l" + "ne" not in str(refused.value).replace("line", "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-32", "utf-16"])
def test_wide_encodings_are_known_by_their_mark_or_their_zeros(encoding: str, tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_bytes("id,name\n1,Zoë Łódź\n".encode(encoding))
    assert [row for chunk in open_csv(path, Layout()).chunks() for row in chunk.rows] == [["1", "Zoë Łódź"]]


def test_a_mark_is_worth_more_than_what_was_told(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_bytes("id\n1\n".encode("utf-8-sig"))
    assert encoding_of(path, "cp1252") == "utf-8-sig"


def test_bytes_beyond_the_beginning_do_not_make_utf_16_of_a_damaged_file(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"i\0d,name and more\n1,Ada\n")
    with pytest.raises(FileRefused, match="has a NUL byte"):
        open_csv(path, Layout())


def test_a_long_word_without_an_accent_does_not_keep_the_reader_busy(tmp_path: Path):
    """From each of its letters one would look to its end: a million times a million steps."""
    path = tmp_path / "x.csv"
    path.write_bytes("id,name,note\n1,Zoë Muñoz,".encode("cp1252") + b"x" * 900_000 + b"\n")
    assert certain_encoding(path) == "cp1252"


def test_signs_without_end_do_not_keep_the_reader_busy(tmp_path: Path):
    begun = time.process_time()
    with pytest.raises(FileRefused, match="it is not certain in which encoding"):
        certain_encoding(file(tmp_path, "“" * 300_000 + " José", "cp1252"))
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("block", [1, 2, 7, 2**20])
def test_the_first_bad_line_is_found_whatever_is_read_at_once(block: int, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(encodings, "BLOCK", block)
    path = tmp_path / "x.csv"
    for text, line in ((b"Zo\xc3\xab\n", None), (b"\n\nZo\xeb,1\n", 3), (b"a\n\xc3", 2), (b"\xc3\n", 1)):
        path.write_bytes(text)
        assert first_bad_line(path) == line


NO_ENCODINGS = [
    "\x00", "utf-8\x00", "\udce9", "é", "../x", "x" * 10_000, "\x1b[31m",
    *("unicode_escape", "raw_unicode_escape", "utf-7", "utf_7", "unicode-1-1-utf-7", "idna", "punycode", "undefined"),
    *("hex", "rot13", "rot-13", "mbcs", "oem", "base64", "bz2", "zlib", "uu", "quopri", "charmap", "string_escape"),
]  # fmt: skip


@pytest.mark.parametrize("told", NO_ENCODINGS, ids=ascii)
@pytest.mark.parametrize(
    "start", ["id,name\n", "\ufeffid,name\n", "BEGIN:VCALENDAR\n"], ids=["csv", "mark", "calendar"]
)
def test_what_is_no_encoding_of_files_is_refused_in_one_line(told: str, start: str, desk: Desk):
    path = desk.file("x", start)
    receipt = take(desk.engine, Order([path], layout=Layout(told), keep_good_rows=True))
    (problem,) = receipt.files[0].problems
    assert problem.why.endswith(" is no encoding") and problem.why.isprintable() and len(problem.why) < 250


ENCODINGS = (
    "utf-8 UTF8 utf-8-sig utf-16 utf-16-le utf-32 ascii latin-1 iso-8859-15 windows-1252 cp437 cp037 macintosh "
    "mac-cyrillic koi8-r koi8-u gb2312 gbk gb18030 big5 big5hkscs shift_jis sjis euc-jp euc-kr iso-2022-jp johab hz "
    "ptcp154 tis-620 kz1048"
)


@pytest.mark.parametrize("told", ENCODINGS.split())
def test_the_encodings_of_files_may_be_told(told: str, tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_text("id,name\n1,Ada\n", encoding=told)
    assert open_csv(path, Layout(told)).header == ("id", "name")
