"""OneRoster's CSV bundles, versions 1.0 to 1.2.1: rosters and results.

Nobody is marked as gone for being missing from a bulk file: one that was cut short would empty a school.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.importers.converted import completing
from data.importers.formats.oneroster.bundle import Bundle
from data.importers.formats.oneroster.contents import REST, claimed, contents, manifests, missing, without_manifest
from data.importers.formats.oneroster.manifest import WITHOUT, Manifest, read
from data.importers.formats.oneroster.told import told
from data.importers.opened import Opened
from data.importers.order import Order
from data.importers.parcel import Item
from data.importers.problems import FileRefused, Problem

__all__ = ["claimed", "opened"]

SEVERAL = Problem(
    None, None, None, "came with more than one manifest.csv", "hand in each bundle as a folder or an archive of its own"
)


def opened(items: Sequence[Item], order: Order) -> list[Opened]:
    found = manifests(items)
    files = [item for item in items if item not in found]
    if len(found) > 1:
        return [Opened.refused(item.name, SEVERAL) for item in items]
    if found:
        return _with_manifest(found[0], files, order)
    refused = without_manifest(files)
    if refused:
        return [Opened.refused(item.name, refused.problem) for item in files]
    return _tables(WITHOUT, files, order)


def _with_manifest(item: Item, files: Sequence[Item], order: Order) -> list[Opened]:
    try:
        manifest = read(item)
        lacking = missing(manifest, files)
        if lacking:
            why = f"announces {', '.join(lacking)}, which did not come with it"
            raise FileRefused(why, "hand in the whole bundle, or write absent where a file is not there")
    except FileRefused as refused:
        rest = [Opened.refused(file.name, REST) for file in files]
        return [Opened.refused(item.name, refused.problem), *rest]
    tables = _tables(manifest, files, order)
    if any(table.receipt.refused for table in tables):
        return [Opened.refused(item.name, REST), *tables]
    own = completing(item.name, item.sheet())
    own.receipt.notes += manifest.notes
    return [own, *tables]


def _tables(manifest: Manifest, files: Sequence[Item], order: Order) -> list[Opened]:
    """A bundle is taken whole or not at all: the file that cannot be read may say what the others mean."""
    found = contents(manifest, files, order.dates)
    if found.refused:
        return found.refuse_rest()
    bundle = Bundle(manifest, found.files)
    return [told(bundle, file) for file in found.files.values()]
