"""Formats of other systems, each recognised by what its files hold, never by a file's name alone.

A format is a module with

    claimed(parcel) -> the files of a parcel that are its own
    opened(items, order) -> the tables in them, as ``Opened``: at least one for every file

and, where it alone can read a file or knows another shape of a kind,

    claimed_as(parcel, choices) -> the files that are its own when the importer says by `--as` what they are

What a file holds that cannot be taken is an ``Opened.refused`` or a row of ``Chunk.refused``; neither raises.
What no format claims is read as a CSV file of ours (``plain``). Sheets of workbooks (``workbook``) come as files do:
whoever reads an item by its ``sheet`` reads them, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType

from data.importers.formats import calendar_file, edfi, oneroster, plain, sds, survey, workbook
from data.importers.header import Header
from data.importers.opened import Opened
from data.importers.order import Choices, Order
from data.importers.parcel import Item, Parcel

# School Data Sync looks nearly like OneRoster: it must see the manifest that says it is not.
FORMATS: tuple[ModuleType, ...] = (sds, oneroster, edfi, calendar_file, survey)
Open = Callable[[Sequence[Item], Order], list[Opened]]


def opened(parcel: Parcel, order: Order) -> list[Opened]:
    """All tables of a parcel, format by format; files are what the importer says they are, where that is said."""
    parcel, found = workbook.unfolded(parcel)
    taken: list[Item] = []
    for format_ in FORMATS:
        claimed = _claimed(format_, parcel.without(taken), order.choices)
        if claimed:
            found += format_.opened(claimed, order)
            taken += claimed
    return found + plain.opened(parcel.without(taken).items, order)


def _claimed(format_: ModuleType, parcel: Parcel, choices: Choices) -> Sequence[Item]:
    """By --as, only what nobody else can read so; what a --map fits is what the importer says it is."""
    if choices.kind:
        return format_.claimed_as(parcel, choices) if hasattr(format_, "claimed_as") else ()
    return format_.claimed(parcel.without(parcel.having(lambda item: _told(item, choices))))


def _told(item: Item, choices: Choices) -> bool:
    """Whether the importer says what the columns are."""
    return any(Header(item.header).columns(said) for _, said in choices.maps)
