"""Files that are no table, told by how they begin: what it is and what to do, instead of a word about its header."""

from __future__ import annotations

import codecs
import re

from data.importers.problems import FileRefused

TABLE = "export the table itself, as CSV or .xlsx"
SAVE = "open it in a spreadsheet and save it as .xlsx"
ZIP = "unpack it, or make it again as a plain zip archive"
BEGINNINGS = {
    b"%PDF-": ("is a PDF document", TABLE),
    rb"{\rtf": ("is a document of text", TABLE),
    b"\x89PNG": ("is a picture", TABLE),
    b"\xff\xd8\xff": ("is a picture", TABLE),
    b"GIF8": ("is a picture", TABLE),
    b"\x1f\x8b": ("is packed by gzip", ZIP),
    b"7z\xbc\xaf": ("is an archive of a kind that is not read", ZIP),
    b"Rar!": ("is an archive of a kind that is not read", ZIP),
    b"SQLite format 3\0": ("is a database", TABLE),
}
PAGE = re.compile(rb"(<\?xml[^>]*>)?\s*<(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
JSON = re.compile(rb'[\[{]\s*["\[{]')


def refuse_what_is_no_table(start: bytes) -> None:
    """``start``: the first bytes of a file. Raises FileRefused."""
    for beginning, told in BEGINNINGS.items():
        if start.startswith(beginning):
            raise FileRefused(*told)
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if is_spreadsheet_of_2003(text):
        raise FileRefused("is a workbook of 2003, written as XML", SAVE)
    if PAGE.match(text):
        raise FileRefused("is a web page, whatever its name says", SAVE)
    if text.startswith(b"<?xml"):
        raise FileRefused("is XML, which holds no such table", f"leave --as out, or {TABLE}")
    if JSON.match(text):
        raise FileRefused("is JSON", TABLE)


def is_spreadsheet_of_2003(start: bytes) -> bool:
    return start.lstrip().startswith(b"<?xml") and b'"Excel.Sheet"' in start
