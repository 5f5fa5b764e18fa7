"""A cell of a workbook as the text a person sees, as far as the reader of workbooks tells.

It does not tell number formats: 62% is 0.62, and 007 that is a number formatted with zeros is 7.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineSheet

LARGEST_EXACT = 10**15  # whole numbers that a workbook's 15 digits tell exactly
Cell = str | float | bool | datetime | time | timedelta


def texts(cells: list[Cell]) -> list[str]:
    return [cell if cell.__class__ is str else text(cell) for cell in cells]


def text(cell: Cell) -> str:
    match cell:
        case bool():
            return str(cell).lower()
        case int() | float():
            return _number(cell)
        case time():
            return cell.isoformat("seconds" if cell.second else "minutes")
        case timedelta():
            return _duration(cell)
        case str():
            return cell
        case _:
            return cell.replace(microsecond=0).isoformat() if isinstance(cell, datetime) else cell.isoformat()


def _number(value: float) -> str:
    """Without ``.0``, without an exponent, without the noise of binary fractions: 15 digits, as Excel shows."""
    if -LARGEST_EXACT < value < LARGEST_EXACT and value == int(value):
        return str(int(value))
    return f"{Decimal(f'{value:.15g}'):f}"


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{clock}:{seconds:02}" if seconds else clock


def first_column(sheet: CalamineSheet) -> int:
    """The number of the column that the reader's rows begin with: it leaves out those that are blank throughout."""
    return sheet.start[1] if sheet.start else 0
