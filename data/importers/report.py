"""What to mend, as a workbook: all problems, and the person's own files with a column of reasons added.

Every cell is written as text, so that nothing in it is a formula, and 007 stays 007: mended, it can be handed in again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data.importers.formats import workbook
from data.importers.order import Order
from data.importers.parcel import Item
from data.importers.preview import on_page
from data.importers.problems import FileRefused, Problem
from data.importers.receipt import FileReceipt, Receipt
from data.importers.secret import is_secret
from data.importers.template import HEADINGS, REASONS
from data.importers.unpack import unpacked

MOST_ROWS = 1_000_000  # of a sheet; a spreadsheet has room for few more
LONGEST_CELL = 32_000  # characters, likewise
LONGEST_TITLE = 31
PLAIN = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(path: Path, order: Order, receipt: Receipt) -> None:
    """Nothing where there is nothing to mend."""
    files = [file for file in receipt.files if file.problems]
    if not files:
        return
    with xlsxwriter.Workbook(path, PLAIN) as book, unpacked(order) as (parcels, _):
        _list(book.add_worksheet(REASONS), files)
        for parcel in parcels:
            for item in workbook.unfolded(parcel)[0].items:
                problems = [problem for file in files if file.file == item.name for problem in file.problems]
                if any(problem.line for problem in problems):
                    _own(book, item, problems)


def _list(sheet: Worksheet, files: list[FileReceipt]) -> None:
    _write_row(sheet, 0, HEADINGS)
    rows = (
        (file.file, p.line, p.column, None if is_secret(p.column or "") else p.value, p.why, on_page(p.remedy))
        for file in files
        for p in file.problems
    )
    for place, row in enumerate(rows, 1):
        _write_row(sheet, place, ["" if cell is None else str(cell) for cell in row])
    sheet.set_column(0, 3, 18)
    sheet.set_column(4, 5, 50)


def _own(book: xlsxwriter.Workbook, item: Item, problems: list[Problem]) -> None:
    """A file as it was handed in; one that is no table, or cannot be read to its end, is only in the list."""
    reasons = defaultdict(list)
    for problem in problems:
        column = f"{problem.column} " if problem.column else ""
        reasons[problem.line].append(f"{column}{problem.why}; {on_page(problem.remedy)}")
    try:
        rows = _rows(item)
        sheet = book.add_worksheet(_title(book, item.base))
        for place, (line, cells) in enumerate(rows):
            _write_row(sheet, place, [*cells, REASONS if place == 0 else "\n".join(reasons.get(line, []))])
    except FileRefused as refused:
        sheet = book.add_worksheet(_title(book, f"{item.base} ends"))
        _write_row(sheet, 0, [f"{refused.problem.why}; {refused.problem.remedy}"])


def _rows(item: Item) -> Iterator[tuple[int, list[str]]]:
    """Header and rows with their lines, without what should never have been in it."""
    table = item.sheet()
    shown = [place for place, name in enumerate(table.header) if not is_secret(name)]
    return _read(table, shown)


def _read(table, shown: list[int]) -> Iterator[tuple[int, list[str]]]:
    yield 1, [table.header[place] for place in shown]
    count = 0
    for chunk in table.chunks():
        for line, cells in zip(chunk.lines, chunk.rows, strict=True):
            count += 1
            if count > MOST_ROWS:
                return
            yield line, [cells[place] for place in shown]


def _write_row(sheet: Worksheet, place: int, cells) -> None:
    for column, cell in enumerate(cells):
        sheet.write_string(place, column, cell[:LONGEST_CELL])


def _title(book: xlsxwriter.Workbook, name: str) -> str:
    """A name for a sheet: what spreadsheets allow, and not twice."""
    plain = "".join("_" if letter in "[]:*?/\\'" else letter for letter in name)[: LONGEST_TITLE - 4] or "file"
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
    names = [plain, *(f"{plain} {number}" for number in range(2, len(taken) + 3))]
    return next(title for title in names if title.casefold() not in taken)
