"""What came of a bundle, compared with what its manifest says came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from data.importers.formats.oneroster.columns import OWN, tables
from data.importers.formats.oneroster.file import File, open_file
from data.importers.formats.oneroster.manifest import ABSENT, FILE, WITHOUT, Manifest, is_manifest, read
from data.importers.opened import Opened
from data.importers.parcel import Item, Parcel
from data.importers.problems import FileRefused, Problem

ITS_OWN = {column.casefold() for column in OWN}
OTHER_ID = "usersourcedid"  # demographics of 1.0
REST = Problem(
    None, None, None, "belongs to a bundle that cannot be taken", "mend what is said of the bundle's other files"
)


@dataclass
class Contents:
    """``files`` by their names without .csv; ``refused``: the others, or all where some are missing."""

    files: dict[str, File] = field(default_factory=dict)
    refused: list[Opened] = field(default_factory=list)

    def refuse_rest(self) -> list[Opened]:
        """All files of a bundle that is not whole: what is missing might say what they mean."""
        return self.refused + [Opened.refused(file.name, REST) for file in self.files.values()]


def looks_like_ours(item: Item) -> bool:
    """A file with the three columns that every file of OneRoster begins with."""
    header = {cell.casefold() for cell in item.header}
    return header >= ITS_OWN or header >= ITS_OWN - {"sourcedid"} | {OTHER_ID}


def manifests(items: Iterable[Item]) -> list[Item]:
    """Also one that is only called so, and cannot be read."""
    return [item for item in items if is_manifest(item) or item.base.casefold() == FILE]


def claimed(parcel: Parcel) -> list[Item]:
    alike = parcel.having(looks_like_ours)
    found = [item for item in manifests(parcel.items) if alike or is_manifest(item)]
    named = {name for manifest in found for name in _announced(manifest)}
    wanted = {id(item) for item in alike + found}
    return parcel.having(lambda item: id(item) in wanted or item.base.casefold() in named)


def _announced(manifest: Item) -> set[str]:
    try:
        names: Iterable[str] = read(manifest).announced
    except FileRefused:  # told when it is opened: nobody else shall take its files
        names = tables("1.2")
    return {f"{name}.csv".casefold() for name in names}


def contents(manifest: Manifest, items: Sequence[Item], dates: str | None) -> Contents:
    found = Contents()
    for item in items:
        try:
            name = _table_of(item, manifest, found)
            file = open_file(item, manifest.tables[name], manifest.tables, dates)
            if manifest.modes[name] == ABSENT and not file.is_empty:
                raise FileRefused("is here, though manifest.csv says absent", "correct the manifest, or leave it out")
            found.files[name] = replace(file, notes=[*file.notes, *_notes_on_name(item, name)])
        except FileRefused as refused:
            found.refused.append(Opened.refused(item.name, refused.problem))
    return found


def _table_of(item: Item, manifest: Manifest, found: Contents) -> str:
    """Raises FileRefused where the manifest has no place for it."""
    name = _called(item, manifest)
    if name is None:
        raise FileRefused("is not called as a file of OneRoster is", "name it as manifest.csv does, or leave it out")
    if name in found.files:
        raise FileRefused(f"is a second {name}.csv", "hand in each bundle as a folder or an archive of its own")
    return name


def _called(item: Item, manifest: Manifest) -> str | None:
    return next((name for name in manifest.tables if f"{name}.csv".casefold() == item.base.casefold()), None)


def _notes_on_name(item: Item, name: str) -> list[str]:
    return [] if item.base == f"{name}.csv" else ["is called with other capitals than OneRoster"]


def missing(manifest: Manifest, items: Sequence[Item]) -> list[str]:
    """What the manifest announces and did not come."""
    there = {_called(item, manifest) for item in items}
    return [f"{name}.csv" for name in manifest.announced if name not in there]


def without_manifest(items: Sequence[Item]) -> FileRefused | None:
    """Why files without a manifest are no bundle of version 1.0; None where they are."""
    lacking = missing(WITHOUT, items)
    remedy = "hand in the whole bundle: its folder, its archive, or all its files at once"
    if lacking:
        either = f"manifest.csv, and without {', '.join(lacking)} of the seven files that need none"
        return FileRefused(f"is a file of OneRoster, but came without {either}", remedy)
    if any(_called(item, WITHOUT) not in WITHOUT.modes for item in items):
        return FileRefused("came with more than the seven files of OneRoster 1.0, but without manifest.csv", remedy)
    return None
