"""CSV files with a header of ours, or one that the importer maps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from data.importers.catalog import KINDS
from data.importers.mapping import settle
from data.importers.opened import Opened
from data.importers.order import Order
from data.importers.parcel import Item
from data.importers.problems import FileRefused


def opened(items: Sequence[Item], order: Order) -> list[Opened]:
    return [_opened(item, order) for item in items]


def _opened(item: Item, order: Order) -> Opened:
    try:
        sheet = item.sheet()
        return Opened.of(item.name, sheet, settle(sheet, order.choices, PurePath(item.base).stem))
    except FileRefused as refused:
        kind = order.choices.kind
        return Opened.refused(item.name, refused.problem, kind if kind in KINDS else None)
