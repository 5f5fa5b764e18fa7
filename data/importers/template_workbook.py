"""The workbook of all kinds: a sheet each, to be filled in and imported as it stands."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.importers.catalog import KINDS
from data.importers.kind import DATE, ID, MOMENT, TIME, YES_NO, Field, Kind
from data.importers.problems import ImportRefused
from data.importers.template import READ_ME, READ_ME_TITLE

LAST_ROW = 2**20 - 1
NARROWEST = 14  # characters
FORMATS = {ID: "@", DATE: "yyyy-mm-dd", MOMENT: "yyyy-mm-dd hh:mm", TIME: "hh:mm"}  # "@" is text: 007 stays 007
WORDS = (
    "Fill in the sheets that you have records for, one row each, and leave the others as they are.",
    "Columns with a dark header are needed in every row. Point at a header to read what belongs into its column.",
    "Ids may be any text, such as 007; the same id means the same person, class or goal on every sheet.",
    "Dates are shown as 2026-01-31. A share is a number such as 0.62: a cell that shows 62% counts as 0.62.",
    "Leave a cell blank where there is nothing to say; do not write NULL, N/A or a dash.",
    "Then drop it on the page Files in, or: python -m data import FILE.xlsx --dry-run",
)


def write_workbook(path: Path) -> None:
    """Raises ImportRefused where it cannot be written; what is there already stays."""
    if path.suffix.casefold() != ".xlsx":
        raise ImportRefused(f'"{path.name}" is no name of a workbook; end it in .xlsx')
    try:
        with path.open("xb") as file:
            file.write(_workbook())
    except FileExistsError as error:
        raise ImportRefused(f"{path} is there already; name another file, or move it away") from error
    except OSError as error:
        raise ImportRefused(f"{path} cannot be written ({error.strerror}); name another folder") from error


def _workbook() -> bytes:
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        _read_me(book)
        formats = {type_: book.add_format({"num_format": shown}) for type_, shown in FORMATS.items()}
        needed = book.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF"})
        optional = book.add_format({"bold": True, "bg_color": "#DDE6EF"})
        for kind in KINDS.values():
            sheet = book.add_worksheet(kind.name)
            sheet.freeze_panes(1, 0)
            for place, field in enumerate(kind.fields):
                _column(sheet, place, field, formats.get(field.type))
                sheet.write_string(0, place, field.name, needed if field.required else optional)
    return made.getvalue()


def _read_me(book: Workbook) -> None:
    sheet, bold = book.add_worksheet(READ_ME), book.add_format({"bold": True})
    sheet.set_column(0, 0, NARROWEST)
    sheet.write_string(0, 0, READ_ME_TITLE, bold)
    for row, words in enumerate(WORDS, 2):
        sheet.write_string(row, 0, words)
    for row, kind in enumerate(KINDS.values(), len(WORDS) + 3):
        sheet.write_url(row, 0, f"internal:'{kind.name}'!A1", string=kind.name)
        sheet.write_string(row, 1, _described(kind))


def _described(kind: Kind) -> str:
    return f"{kind.doc} Needed: {', '.join(kind.required)}."


def _column(sheet: Worksheet, place: int, field: Field, shown: Format | None) -> None:
    """How a column looks, what may be chosen in it, and what is said of it."""
    sheet.set_column(place, place, max(NARROWEST, len(field.name) + 2), shown)
    sheet.write_comment(0, place, field.describes, {"x_scale": 2})
    choices = field.allowed or (("yes", "no") if field.type == YES_NO else ())
    if choices:
        sheet.data_validation(1, place, LAST_ROW, place, {"validate": "list", "source": list(choices)})
