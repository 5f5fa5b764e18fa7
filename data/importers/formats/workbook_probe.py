"""Opens a workbook for the first time, in a process of its own that may die without any harm.

The reader of workbooks ends the whole process where a file makes it ask for too much memory, and there are more ways to
do that than we can look for. ``python workbook_probe.py FILE`` prints the number of cells between the first and the
last of all sheets, or PROTECTED.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

MOST_MEMORY = 2**31  # bytes of address space
PATIENCE = 60  # seconds
PROTECTED = "protected"
ENDLESS = 10**12  # cells: more than the reader itself tries

Answer = Callable[[], int | str | None]


@contextmanager
def probe(path: Path) -> Iterator[Answer]:
    """Begins at once; the answer, waited for, is the number of cells, PROTECTED, or None where it is damaged."""
    command = [sys.executable, "-P", __file__, str(path.absolute())]  # -P: our folder is no place to import from
    process = Popen(command, stdout=PIPE, stderr=DEVNULL, text=True)
    try:
        yield lambda: _answer(process)
    finally:
        process.kill()
        process.communicate()


def _answer(process: Popen) -> int | str | None:
    try:
        said = process.communicate(timeout=PATIENCE)[0].strip()
    except TimeoutExpired:
        return None
    return int(said) if said.isdecimal() else said or None


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
        return ENDLESS if "limit exceeded" in str(error) else ""


if __name__ == "__main__":
    _limit_memory()
    print(_cells(sys.argv[1]))
