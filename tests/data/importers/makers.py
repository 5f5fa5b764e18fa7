"""Who makes a workbook, an archive, a bundle or a calendar in a folder: for the lists of odd and of bad files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.data.importers.formats import books
from tests.data.importers.formats.bundles import OF_1_1, bundle, with_row
from tests.data.importers.formats.calendars import NEW_YORK, calendar, entry

Make = Callable[[Path], Path]
P = ["id", "name", "kind", "school"]
ANN = ["p1", "Ann", "staff", "oak"]
PEOPLE = "id,name,kind,school\np1,Ann,staff,oak\n"
A1 = books.cell("A1", "id")


def file(name: str, content: str | bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def workbook(*rows: list, **others: list[list]) -> Make:
    """One sheet of people, and others."""
    return lambda folder: books.book(folder / "x.xlsx", {"people": list(rows), **others})


def raw_sheet(rows: str) -> Make:
    return lambda folder: books.raw(folder / "x.xlsx", rows)


def written(write: Callable) -> Make:
    """A sheet of people into which a function writes."""
    return lambda folder: books.book(folder / "x.xlsx", {"people": write})


def book_with(**parts: str | bytes) -> Make:
    """A workbook of which some parts are others."""
    return lambda folder: books.raw(folder / "x.xlsx", f'<row r="1">{A1}</row>', **parts)


def zipped(files: Mapping[str, str | bytes]) -> Make:
    return lambda folder: books.archive(folder / "x.zip", files)


def cut(make: Make, keep: int) -> Make:
    def shorter(folder: Path) -> Path:
        path = make(folder)
        path.write_bytes(path.read_bytes()[:keep])
        return path

    return shorter


def oneroster(change: Callable[[dict[str, str]], object] = lambda _files: None, **rows: str) -> Make:
    """A good bundle, with a row added to some of its tables, or changed."""
    files = bundle(OF_1_1 | {name: with_row(OF_1_1[name], row) for name, row in rows.items()})
    change(files)
    return zipped(files)


def replaced(name: str, old: str, new: str) -> Callable[[dict[str, str]], object]:
    return lambda files: files.update({name: files[name].replace(old, new)})


def meeting(*lines: str) -> Make:
    return file("x.ics", calendar(NEW_YORK, entry(*lines)).replace("\n", "\r\n"))
