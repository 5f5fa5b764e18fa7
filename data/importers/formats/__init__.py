"""Formats of other systems, each recognised by what its files hold, never by a file's name alone.

A format is a module with

    claimed(parcel) -> the files of a parcel that are its own
    opened(items, order) -> the tables in them, as ``Opened``: at least one for every file

What a file holds that cannot be taken is an ``Opened.refused`` or a row of ``Chunk.refused``; neither raises.
What no format claims is read as a CSV file of ours (``plain``). Sheets of workbooks (``workbook``) come as files do:
whoever reads an item by its ``sheet`` reads them, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType

from data.importers.formats import edfi, oneroster, plain, sds, workbook
from data.importers.header import Header
from data.importers.opened import Opened
from data.importers.order import Choices, Order
from data.importers.parcel import Item, Parcel

# School Data Sync looks nearly like OneRoster: it must see the manifest that says it is not.
FORMATS: tuple[ModuleType, ...] = (sds, oneroster, edfi)
Open = Callable[[Sequence[Item], Order], list[Opened]]


def opened(parcel: Parcel, order: Order) -> list[Opened]:
    """All tables of a parcel, format by format; files are what the importer says they are, where that is said."""
    parcel, found = workbook.unfolded(parcel)
    told = parcel.having(lambda item: _told(item, order.choices))
    taken: list[Item] = []
    for format_ in FORMATS:
        claimed = format_.claimed(parcel.without(taken + told))
        if claimed:
            found += format_.opened(claimed, order)
            taken += claimed
    return found + plain.opened(parcel.without(taken).items, order)


def _told(item: Item, choices: Choices) -> bool:
    """Whether the importer says what a file is, by --as, or what its columns are, by --map."""
    return bool(choices.kind) or any(Header(item.header).columns(said) for _, said in choices.maps)
