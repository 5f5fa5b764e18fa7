"""A workbook, opened: whether it may be, and which of its sheets are tables to be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from data.importers.formats.workbook_area import Area, refuse_cells
from data.importers.formats.workbook_parts import areas, damaged, unpack_all
from data.importers.formats.workbook_probe import PROTECTED, probe
from data.importers.formats.workbook_sheet import SheetItem
from data.importers.parcel import Item
from data.importers.problems import FileRefused, file_name
from data.importers.template import OUR_WORDS

ERRORS_ARE_BLANK = "errors of formulas, such as #N/A, are read as blank cells: save it as .xlsx to be told of them"


def sheets_of_xlsx(item: Item) -> list[SheetItem]:
    """The sheets to be read of an .xlsx or .xlsm file. Raises FileRefused."""
    with probe(item.path) as answer:
        found = areas(item.path)
        _refuse(answer())
    return _sheets(item, found)


def sheets_of_ods(item: Item) -> list[SheetItem]:
    unpack_all(item.path)
    return sheets_of_xls(item)


def sheets_of_xls(item: Item) -> list[SheetItem]:
    with probe(item.path) as answer:
        _refuse(answer())
    first, *others = _sheets(item, {})
    return [replace(first, notes=(*first.notes, ERRORS_ARE_BLANK)), *others]


def _refuse(said: int | str | None) -> None:
    """Raises FileRefused where the first opening did not end well."""
    if said == PROTECTED:
        raise protected()
    if not isinstance(said, int):
        raise damaged()
    refuse_cells(said)


def protected() -> FileRefused:
    return FileRefused("is protected by a password", "save a copy without one")


def _sheets(item: Item, found: dict[str, Area]) -> list[SheetItem]:
    """Those with rows; where there are none, those with a header."""
    with _reading():
        book = CalamineWorkbook.from_path(str(item.path))
        shown, hidden = _names(book, item.layout.sheet)
        sheets = [_sheet(item, name, book, found.get(name, Area())) for name in shown]
    sheets = [sheet for sheet in sheets if not _is_ours(sheet)]
    filled = {sheet.title: len(list(islice(sheet.filled(), 2))) for sheet in sheets}
    most = max(filled.values(), default=0)
    if not most:
        raise FileRefused(
            "is a workbook without a filled cell in any sheet that is shown", "check that it is the right one"
        )
    taken = [sheet for sheet in sheets if filled[sheet.title] == most]
    blank = [name for name, rows in filled.items() if rows < most]
    return [
        replace(taken[0], notes=(*_note("sheets without rows", blank), *_note("hidden sheets", hidden))),
        *taken[1:],
    ]


def _note(what: str, names: list[str]) -> list[str]:
    return [f"{what} were left out: {', '.join(map(file_name, names))}"] if names else []


def _names(book: CalamineWorkbook, wanted: str | None) -> tuple[list[str], list[str]]:
    """The sheets that are shown, or the one that is wanted; and those that are hidden."""
    tables = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if wanted is None:
        shown = [sheet.name for sheet in tables if sheet.visible == SheetVisibleEnum.Visible]
        return shown, [sheet.name for sheet in tables if sheet.name not in shown]
    found = [sheet.name for sheet in tables if sheet.name.casefold() == wanted.strip().casefold()]
    if not found:
        names = ", ".join(file_name(sheet.name) for sheet in tables)
        raise FileRefused(f'has no sheet "{wanted}"', f"name one of its sheets by --sheet: {names}")
    return found, []


def _sheet(item: Item, name: str, book: CalamineWorkbook, area: Area) -> SheetItem:
    cells = book.get_sheet_by_name(name)
    return SheetItem(f"{item.name} [{file_name(name)}]", item.path, item.layout, title=name, cells=cells, area=area)


def _is_ours(sheet: SheetItem) -> bool:
    """Whether it is the page of words of one of our own workbooks."""
    begins = OUR_WORDS.get(sheet.title)
    first = next((row for _, row in sheet.filled()), [])
    return begins is not None and tuple(first[: len(begins)]) == begins


@contextmanager
def _reading() -> Iterator[None]:
    """What goes wrong in the reader, told in one line; it panics at some files, which is no Exception."""
    try:
        yield
    except FileRefused:
        raise
    except PasswordError as error:
        raise protected() from error
    except (CalamineError, OSError, ValueError) as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise damaged() from error
