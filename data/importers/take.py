"""Files in: read, check, stage, merge, receipt.

All of an import or nothing of it. Everything is checked outside the write transaction, against a snapshot; the
transaction that then takes the rows over is short, and looks first whether the snapshot still holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from data import store, trail
from data.importers import answers, floods, formats, receipts
from data.importers.batch import Batch
from data.importers.mapping import unused
from data.importers.merge import merge
from data.importers.opened import Opened
from data.importers.order import Order
from data.importers.parcel import Item, Parcel
from data.importers.problems import ImportRefused, Problem
from data.importers.progress import OPENING, WRITING, Tell, Told, nobody
from data.importers.receipt import Receipt
from data.importers.unpack import unpacked

KEY_TOO_LONG = "54000"  # PostgreSQL: program_limit_exceeded, of a row of an index; SQLite has room for any
TOO_LONG = (
    "a key is too long for the database: ids, days, kinds and names that tell one row from another take more than its "
    "2,704 bytes together; shorten the longest of them and import again (nothing is changed)"
)
PATIENT = 3  # times that we check again because somebody wrote meanwhile; then we check while they wait


def take(engine: Engine, order: Order, tell: Tell = nobody) -> Receipt:
    """Import files; the receipt says what was taken, or what would have been and why nothing was."""
    with opened(engine, order, tell) as files, keys_that_fit():
        return _take(engine, order, files, tell)


@contextmanager
def keys_that_fit() -> Iterator[None]:
    """Raise ImportRefused for what the database keeps no key of: 255 characters are more bytes in other alphabets."""
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == KEY_TOO_LONG:
            raise ImportRefused(TOO_LONG) from error
        raise


@contextmanager
def opened(engine: Engine, order: Order, tell: Tell = nobody) -> Iterator[list[Opened]]:
    """Every table of what was handed in, for as long as it is read."""
    order = replace(order, answers=answers.remembered(engine))
    with unpacked(order) as (parcels, refused):
        tell(Told(OPENING))
        yield open_all(order, parcels) + refused


def _take(engine: Engine, order: Order, files: Sequence[Opened], tell: Tell) -> Receipt:
    with store.alone(engine) as connection:
        for _ in range(PATIENT):
            with connection.begin():
                version = store.data_version(connection)
                batch = Batch(connection, files, order.dates, tell)
            if not to_take(batch.receipt, order):
                return batch.receipt
            tell(Told(WRITING, rows=batch.receipt.changes))
            with store.changing(connection) as now:
                if now == version:
                    return taken(connection, batch, order)
        with store.changing(connection):
            batch = Batch(connection, files, order.dates)
            return taken(connection, batch, order) if to_take(batch.receipt, order) else batch.receipt


def to_take(receipt: Receipt, order: Order) -> bool:
    """Whether it was asked for, and can be had."""
    return not order.dry_run and (receipt.whole or (order.keep_good_rows and receipt.good > 0))


def taken(connection: Connection, batch: Batch, order: Order) -> Receipt:
    """Take over what was checked, in the transaction at hand; nobody may have written since it was checked."""
    receipt = batch.receipt
    receipt.id, receipt.taken = receipts.begin(connection, order.by), True
    understood = [file for file, read in zip(batch.files, receipt.files, strict=True) if not read.refused]
    receipt.answered = answers.keep(connection, understood, order.by)
    if receipt.changes:
        store.move_version(connection)
        for stage in batch.stages:
            receipt.written += merge(connection, stage, receipt.id)
        floods.hold(connection, receipt.id)
    receipts.keep(connection, receipt)
    files = [{"kind": file.kind, "sha256": file.sha256, "accepted": file.accepted} for file in receipt.files]
    trail.add(connection, order.by, trail.IMPORTED, id=receipt.id, files=files)
    return receipt


def open_all(order: Order, parcels: Sequence[Parcel]) -> list[Opened]:
    """Every table of every file."""
    files = [file for parcel in parcels for file in formats.opened(parcel, order)]
    _sign(files, [item for parcel in parcels for item in parcel.items])
    mappings = [file.mapping for file in files if file.mapping]
    said = unused(order.choices, mappings) if mappings else None
    if said:
        file = next(file for file in files if file.mapping)
        file.refuse(Problem(None, None, None, *said))
    return files


def _sign(files: Sequence[Opened], items: Sequence[Item]) -> None:
    """Each receipt says of which very file it is; a table that is no file of its own has no hash."""
    by_name = {item.name: item for item in items}
    for receipt in (file.receipt for file in files if file.receipt.file in by_name):
        item = by_name[receipt.file]
        receipt.sha256, receipt.bytes = item.sha256, item.bytes
