"""Calendars (iCalendar, RFC 5545): meetings, who was invited to them, and school holidays.

Who reads them is loaded with the first calendar: an import without one need not wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.importers.opened import Opened
from data.importers.order import Choices, Order
from data.importers.parcel import Item, Parcel

BEGIN = b"begin:vcalendar"


def claimed(parcel: Parcel) -> list[Item]:
    return parcel.having(lambda item: item.start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(BEGIN))


def claimed_as(parcel: Parcel, _choices: Choices) -> list[Item]:
    """Nobody else can read a calendar, whatever it is said to be."""
    return claimed(parcel)


def opened(items: Sequence[Item], order: Order) -> list[Opened]:
    from data.importers.formats.calendars.reading import tables

    return [table for item in items for table in tables(item, order.choices)]
