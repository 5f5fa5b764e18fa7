"""CSV files with a header of ours, or one that the importer maps, now or the last time such a file came."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from data.importers import answers
from data.importers.catalog import KINDS
from data.importers.mapping import settle
from data.importers.no_table import refuse_what_is_no_table
from data.importers.opened import Opened
from data.importers.order import Answer, Order
from data.importers.parcel import Item
from data.importers.problems import FileRefused


def opened(items: Sequence[Item], order: Order) -> list[Opened]:
    return [_opened(item, order) for item in items]


def _opened(item: Item, order: Order) -> Opened:
    last = answers.recalled(item, order)
    if not last:
        return _read(item, order, order, None)
    opened = _read(item, answers.said_again(order, last), order, last)
    opened.receipt.notes.append(answers.note(last, order))
    return opened


def _read(item: Item, order: Order, said_now: Order, last: Answer | None) -> Opened:
    """A file as an order says, which may be what was said last time. A remembered order of dates is not among that:
    the columns speak first, and it only answers what they leave open."""
    read = item.read_by(order.layout)
    try:
        refuse_what_is_no_table(read.start)
        sheet = read.sheet()
        mapping = settle(sheet, order.choices, PurePath(item.base).stem)
    except FileRefused as refused:
        kind = refused.kind or order.choices.kind
        return Opened.refused(item.name, refused.problem, kind if kind in KINDS else None)
    opened = Opened.of(item.name, sheet, mapping)
    opened.dates, opened.last = said_now.dates, last
    opened.answer = answers.learned(read, mapping, order, last) if said_now.is_explicit else None
    return opened
