"""What is in an .xlsx file, looked through before the reader of workbooks opens it.

The reader makes room for every cell between the first and the last: a file of 1 KB with a cell at XFD1048576 stops
the whole process. And it reads the error of a formula (#N/A) as a blank cell. So both are found here.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from data.importers.formats import workbook_xml
from data.importers.formats.workbook_area import Area, column_number, refuse_far
from data.importers.problems import FileRefused
from data.importers.unpack import misplaced

MOST_MEMBERS = 1_000
MOST_UNPACKED = 2**30  # bytes
MOST_RATIO = 200  # of unpacked to packed, for members that are large
LARGE_MEMBER = 2**20
BLOCK = 2**20
LARGEST_LIST = 2**22  # bytes of XML that tell which sheets there are
LONGEST_CELL = 2**22  # bytes of XML
CELLS = b"sheetData"  # what has no such element has no cells
COLUMN = re.compile(rb'<c r="([A-Z]{1,3})')
ROW = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')
# Possessive up to the first t="e": to look again from every other one takes an hour where a cell has 150,000 of them.
TYPE_ERROR = rb'(?:(?! t="e")[^<>])*+ t="e"[^<>]*+>'
ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"' + TYPE_ERROR + rb"(?:<f[^<>]*(?:/>|>[^<]*+</f>))?<v>([^<]*+)</v>"
)
OTHER = re.compile(rb"<c[^ a-zA-Z]|:c[\s/>]")  # a cell without its place, or with a prefix
BROKEN = (
    *(BadZipFile, ZlibError, EOFError, LookupError, StopIteration, ValueError, NotImplementedError, RuntimeError),
    *(ParseError, DefusedXmlException),
)


def damaged() -> FileRefused:
    return FileRefused("is a workbook that is damaged", "open it, save it again as .xlsx and import that")


def areas(path: Path) -> dict[str, Area]:
    """The area of each sheet, by the sheet's name. Raises FileRefused where the file must not be opened."""
    try:
        with ZipFile(path) as archive:
            refuse_unsafe(archive.infolist())
            found = {member.filename: _area(archive, member) for member in archive.infolist()}
            sheets = _members_of_sheets(archive)
    except FileRefused:
        raise
    except BROKEN as error:
        raise damaged() from error
    refuse_far(list(found.values()))
    return {sheet: found[member] for sheet, member in sheets.items() if member in found}


def refuse_unsafe(members: list[ZipInfo]) -> None:
    """Too many members, or too large ones once unpacked, or two of one name, of which readers choose differently."""
    bomb = any(m.file_size > LARGE_MEMBER and m.file_size > MOST_RATIO * max(m.compress_size, 1) for m in members)
    if bomb or len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise FileRefused("is a workbook that is far larger inside than its file", "save its sheets as CSV files")
    names = {member.filename.casefold() for member in members}
    if len(names) < len(members) or misplaced(members):
        raise damaged()


def unpack_all(path: Path) -> None:
    """Refuse an archive of another format that is not what its directory says."""
    try:
        with ZipFile(path) as archive:
            refuse_unsafe(archive.infolist())
            for member in archive.infolist():
                for _ in _unpacked(archive, member):
                    pass
    except FileRefused:
        raise
    except BROKEN as error:
        raise damaged() from error


def _members_of_sheets(archive: ZipFile) -> dict[str, str]:
    """Which member of the archive each sheet is."""
    (book,) = (target for type_, target in _relations(archive, "").values() if type_.endswith("/officeDocument"))
    targets = {id_: target for id_, (_, target) in _relations(archive, book).items()}
    sheets = [element.attrib for element in _xml(archive, book).iter() if element.tag.endswith("}sheet")]
    ids = {sheet["name"]: next(value for key, value in sheet.items() if key.endswith("}id")) for sheet in sheets}
    return {name: targets[id_] for name, id_ in ids.items()}


def _relations(archive: ZipFile, member: str) -> dict[str, tuple[str, str]]:
    """What a member refers to: by the reference's id its type and the other member."""
    place = PurePosixPath("/", member)
    root = _xml(archive, f"{place.parent}/_rels/{place.name}.rels".lstrip("/"))
    return {
        one.get("Id", ""): (one.get("Type", ""), str(place.parent / one.get("Target", "")).lstrip("/")) for one in root
    }


def _xml(archive: ZipFile, name: str) -> Element:
    if archive.getinfo(name).file_size > LARGEST_LIST:
        raise BadZipFile("a list of sheets is not that large")
    return ElementTree.fromstring(archive.read(name), forbid_dtd=True)


def _area(archive: ZipFile, member: ZipInfo) -> Area:
    """By patterns where it is written as Excel writes, which is quick; else by a parser, which misses nothing."""
    area, is_sheet = Area(), False
    for block in _blocks(archive, member):
        is_sheet = is_sheet or CELLS in block
        if is_sheet and not _seen(block, area):
            return workbook_xml.area(_unpacked(archive, member))
    return area


def _seen(block: bytes, area: Area) -> bool:
    """Whether all cells of a block are as Excel writes them; they are added to the area."""
    columns, rows = COLUMN.findall(block), ROW.findall(block)
    errors = ERROR.findall(block) if b't="e"' in block else []
    for letters, row, text in errors:
        area.error(int(row), column_number(letters.decode()), text.decode("utf-8", "replace"))
    if rows:
        area.reach(max(map(int, set(rows))), max(column_number(letters.decode()) for letters in set(columns)))
    return (
        block.count(b"<c ") == len(columns) == len(rows)
        and block.count(b't="e"') == len(errors)
        and not (block.count(b"<c") > len(columns) and OTHER.search(block))
        and not (b":c" in block and OTHER.search(block))
        and b"\0" not in block
    )


def _blocks(archive: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    """Its bytes, cut before a cell or at least before a tag."""
    rest = b""
    for block in _unpacked(archive, member):
        block = rest + block
        cut = max(block.rfind(b"<c "), 0) or max(block.rfind(b"<"), 0)
        if len(block) - cut > LONGEST_CELL:
            cut = len(block)
        rest = block[cut:]
        yield block[:cut]
    yield rest


def _unpacked(archive: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    """What really is inside, which the directory of a hostile file does not say."""
    unbounded, size = copy.copy(member), 0
    unbounded.file_size = 2 * MOST_UNPACKED
    with archive.open(unbounded) as unpacked:
        while block := unpacked.read(BLOCK):
            size += len(block)
            if size > member.file_size:
                raise BadZipFile("larger than its directory says")
            yield block
