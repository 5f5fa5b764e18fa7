"""manifest.csv: the version of a bundle, and which of its files are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.importers.converted import Row
from data.importers.formats.oneroster.columns import WITHOUT_MANIFEST, Table, tables
from data.importers.parcel import Item
from data.importers.problems import FileRefused
from data.importers.sheet import Sheet

FILE = "manifest.csv"
HEADER = ("propertyName", "value")
ABSENT, BULK, DELTA = MODES = ("absent", "bulk", "delta")
VERSIONS = ("1.0", "1.1", "1.2")  # and whatever begins with them, such as 1.2.1 or 1.2_JP


@dataclass(frozen=True)
class Manifest:
    """``modes``: the files that it names, by their names without .csv."""

    version: str
    modes: Mapping[str, str]
    notes: list[str] = field(default_factory=list)

    @property
    def tables(self) -> dict[str, Table]:
        return tables(self.version)

    @property
    def announced(self) -> list[str]:
        """The files that must be there."""
        return [name for name, mode in self.modes.items() if mode != ABSENT]


WITHOUT = Manifest("1.0", dict.fromkeys(WITHOUT_MANIFEST, BULK))  # version 1.0 has no manifest


def is_manifest(item: Item) -> bool:
    return sorted(map(str.casefold, item.header)) == sorted(map(str.casefold, HEADER))


def read(item: Item) -> Manifest:
    """Raises FileRefused."""
    sheet = item.sheet()
    if not is_manifest(item):
        raise FileRefused(f"has not the header {','.join(HEADER)}", "export the bundle again", 1)
    said = _said(sheet)
    version = _version(said.get("oneroster.version", ""))
    modes, notes = {}, []
    for name in tables(version):
        mode = said.pop(f"file.{name}", None)
        if mode is None:
            notes.append(f"does not name {name}.csv: taken as absent")
        modes[name] = _mode(name, mode or ABSENT, notes)
    if any(key.startswith("file.") and mode != ABSENT for key, mode in said.items()):
        notes.append("names files that this version of OneRoster does not have")
    return Manifest(version, modes, notes)


def _said(sheet: Sheet) -> dict[str, str]:
    """Property -> value, each once."""
    names = {cell.casefold(): cell for cell in sheet.header}
    places = {cell: place for place, cell in enumerate(sheet.header)}
    said: dict[str, str] = {}
    for chunk in sheet.chunks():
        for problem in chunk.set_aside(len(HEADER)):
            raise FileRefused(problem.why, problem.remedy, problem.line)
        for line, cells in zip(chunk.lines, chunk.rows, strict=True):
            row = Row(line, places, cells)
            name, value = (row[names[column.casefold()]] for column in HEADER)
            if said.setdefault(name, value) != value:
                raise FileRefused("says two things of one property", "keep one of the rows", line)
    return said


def _version(text: str) -> str:
    found = next((version for version in VERSIONS if text.startswith(version)), None)
    if found is None:
        why = "is of a version of OneRoster that is not read" if text else "does not say oneroster.version"
        raise FileRefused(why, "export the bundle as OneRoster 1.1 or 1.2")
    return found


def _mode(name: str, said: str, notes: list[str]) -> str:
    mode = said.casefold()
    if mode not in MODES:
        raise FileRefused(f"says of {name}.csv neither {', '.join(MODES[:-1])} nor {DELTA}", "correct the value")
    if mode != said:
        notes.append(f"writes {mode} with capitals")
    return mode
