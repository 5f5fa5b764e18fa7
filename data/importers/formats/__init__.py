"""Formats of other systems, each recognised by what its files hold, never by a file's name alone.

A format is a module with

    claimed(parcel) -> the files of a parcel that are its own
    opened(items, order) -> the tables in them, as ``Opened``: at least one for every file

and, where it alone can read a file or knows another shape of a kind,

    claimed_as(parcel, choices) -> the files that are its own when the importer says by `--as` what they are

What a file holds that cannot be taken is an ``Opened.refused`` or a row of ``Chunk.refused``; neither raises.
What no format claims is read as a CSV file of ours (``plain``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType

from data.importers.formats import calendar_file, plain, survey
from data.importers.opened import Opened
from data.importers.order import Choices, Order
from data.importers.parcel import Item, Parcel

FORMATS: tuple[ModuleType, ...] = (calendar_file, survey)
Open = Callable[[Sequence[Item], Order], list[Opened]]


def opened(parcel: Parcel, order: Order) -> list[Opened]:
    """All tables of a parcel, format by format; with ``--as``, files are what the importer says they are."""
    found, left = [], parcel
    for format_ in FORMATS:
        claimed = _claimed(format_, left, order.choices)
        if claimed:
            found += format_.opened(claimed, order)
            left = left.without(claimed)
    return found + plain.opened(left.items, order)


def _claimed(format_: ModuleType, parcel: Parcel, choices: Choices) -> Sequence[Item]:
    if not choices.kind:
        return format_.claimed(parcel)
    return format_.claimed_as(parcel, choices) if hasattr(format_, "claimed_as") else ()
