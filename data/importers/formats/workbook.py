"""Workbooks of spreadsheets: .xlsx, .xlsm, .xls and .ods. Each sheet that is shown becomes a file of its own.

So every format may find its own among the sheets, as among the files of a folder: what a survey exports as a workbook
is read like what it exports as CSV.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from data.importers.formats.workbook_book import protected, sheets_of_ods, sheets_of_xls, sheets_of_xlsx
from data.importers.formats.workbook_parts import damaged
from data.importers.formats.workbook_sheet import SheetItem
from data.importers.opened import Opened
from data.importers.parcel import Item, Parcel
from data.importers.problems import FileRefused

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIRST_NAME = 30  # where the name of the first member of an archive stands
CONTENT_TYPES = "[Content_Types].xml"
ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
LOCKED = "EncryptedPackage".encode("utf-16-le")  # what an OLE file calls the workbook that it locks up
BLOCK = 2**20
DAMAGES = (BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError)  # as zipfile tells of them


def unfolded(parcel: Parcel) -> tuple[Parcel, list[Opened]]:
    """The parcel with the sheets of its workbooks in their place, and the workbooks that cannot be read."""
    items: list[Item] = []
    refused = []
    for item in parcel.items:
        try:
            items += _sheets(item) if is_workbook(item.path, item.start) else [item]
        except FileRefused as error:
            refused.append(Opened.refused(item.name, error.problem))
    return Parcel(parcel.name, items), refused


def is_workbook(path: Path, start: bytes) -> bool:
    """Whether it is a workbook, or another document of an office, by what is in it; never an archive of files."""
    if not start.startswith(ZIP):
        return start.startswith(OLE)
    try:
        with ZipFile(path) as archive:
            return CONTENT_TYPES in archive.namelist() or start[FIRST_NAME:].startswith(ODS)
    except (OSError, *DAMAGES):  # cut off; its first member still tells
        return start[FIRST_NAME:].startswith((CONTENT_TYPES.encode(), ODS))


def _sheets(item: Item) -> list[SheetItem]:
    if item.start.startswith(OLE):
        if _holds(item.path, LOCKED):
            raise protected()
        return sheets_of_xls(item)
    names = _members(item.path)
    if item.start[FIRST_NAME:].startswith(ODS):
        return sheets_of_ods(item)
    if "xl/workbook.bin" in names:
        raise FileRefused("is a binary workbook", "save it as .xlsx")
    if not any(name.startswith("xl/") for name in names):
        raise FileRefused("is a document of an office, but no workbook", "save its table as a CSV file")
    return sheets_of_xlsx(item)


def _members(path: Path) -> list[str]:
    try:
        with ZipFile(path) as archive:
            return archive.namelist()
    except (OSError, *DAMAGES) as error:
        raise damaged() from error


def _holds(path: Path, words: bytes) -> bool:
    """Whether a file has some bytes anywhere."""
    last = b""
    with path.open("rb") as binary:
        while block := binary.read(BLOCK):
            if words in last + block:
                return True
            last = block[-len(words) :]
    return False
