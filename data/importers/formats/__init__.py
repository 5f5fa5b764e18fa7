"""Formats of other systems, each recognised by what its files hold, never by a file's name alone.

A format is a module with

    claimed(parcel) -> the files of a parcel that are its own
    opened(items, order) -> the tables in them, as ``Opened``: at least one for every file

What a file holds that cannot be taken is an ``Opened.refused`` or a row of ``Chunk.refused``; neither raises.
What no format claims is read as a CSV file of ours (``plain``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType

from data.importers.formats import oneroster, plain
from data.importers.opened import Opened
from data.importers.order import Order
from data.importers.parcel import Item, Parcel

FORMATS: tuple[ModuleType, ...] = (oneroster,)
Open = Callable[[Sequence[Item], Order], list[Opened]]


def opened(parcel: Parcel, order: Order) -> list[Opened]:
    """All tables of a parcel, format by format; with ``--as``, files are what the importer says they are."""
    found, left = [], parcel
    for format_ in () if order.choices.kind else FORMATS:
        claimed = format_.claimed(left)
        if claimed:
            found += format_.opened(claimed, order)
            left = left.without(claimed)
    return found + plain.opened(left.items, order)
