"""Microsoft School Data Sync: version 1, also with its British headers, version 2 and version 2.1.

Recognised by headers. Versions 2 look nearly like OneRoster, whose files say a status in every row and come with a
manifest; what comes with one is not ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.importers.formats.sds import version1, version2
from data.importers.formats.sds.tables import Tables, by_header
from data.importers.formats.together import filled
from data.importers.opened import Opened
from data.importers.order import Order
from data.importers.parcel import Item, Parcel
from data.importers.problems import Problem

MANIFEST = ("propertyName", "value")


def claimed(parcel: Parcel) -> list[Item]:
    if parcel.having(lambda item: item.header == MANIFEST or item.base.casefold() == "manifest.csv"):
        return []
    return parcel.having(lambda item: bool(by_header(item.header)))


def opened(items: Sequence[Item], order: Order) -> list[Opened]:
    tables = Tables.of(items)
    found = [_undecided(item, names) for item, names in tables.undecided]
    return found + [
        filled(one, order.choices)
        for version in (version1, version2)
        for read in version.READERS
        for one in read(tables, order)
    ]


def _undecided(item: Item, names: list[str]) -> Opened:
    why = f"could be {' or '.join(names)} by its header"
    remedy = f"call it {names[0]}.csv or {names[1]}.csv, as School Data Sync does"
    return Opened.refused(item.name, Problem(1, None, None, why, remedy))
