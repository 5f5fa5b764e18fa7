"""Opens a workbook for the first time, in a process of its own that may run out of memory without any harm.

Only for formats that we cannot look through ourselves: .xls and .ods. ``python workbook_probe.py FILE`` prints the
number of cells between the first and the last of all sheets, or what is wrong.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

MOST_MEMORY = 2**31  # bytes of address space
PATIENCE = 60  # seconds
PROTECTED, BROKEN = "protected", "broken"
ENDLESS = 10**12  # cells: more than the reader itself tries


def probed(path: Path) -> int | str:
    """The number of cells, or PROTECTED, or BROKEN where it could not be opened at all."""
    command = [sys.executable, __file__, str(path.absolute())]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False).stdout.strip()
    except subprocess.TimeoutExpired:
        return BROKEN
    return int(said) if said.isdecimal() else said if said == PROTECTED else BROKEN


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; there the process just ends when it gets no more
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _cells(path: str) -> int | str:
    try:
        book = CalamineWorkbook.from_path(path)
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        sheets = (book.get_sheet_by_name(name) for name in names)
        return sum(sheet.height * sheet.width for sheet in sheets)
    except PasswordError:
        return PROTECTED
    except (CalamineError, OSError) as error:
        return ENDLESS if "limit exceeded" in str(error) else BROKEN


if __name__ == "__main__":
    _limit_memory()
    print(_cells(sys.argv[1]))
