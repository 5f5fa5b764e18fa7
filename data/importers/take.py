"""Files in: read, check, stage, merge, receipt.

All of an import or nothing of it. Everything is checked outside the write transaction, against a snapshot; the
transaction that then takes the rows over is short, and looks first whether the snapshot still holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine

from data import store
from data.importers import receipt as receipts
from data.importers.batch import Batch, Opened
from data.importers.catalog import KINDS
from data.importers.csv_file import Layout, open_csv
from data.importers.mapping import Choices, settle, unused
from data.importers.merge import merge
from data.importers.problems import FileRefused, Problem
from data.importers.receipt import FileReceipt, Receipt

PATIENT = 3  # times that we check again because somebody wrote meanwhile; then we check while they wait


@dataclass(frozen=True)
class Order:
    """What is to be imported, and how."""

    paths: Sequence[Path]
    choices: Choices = field(default_factory=Choices)
    layout: Layout = field(default_factory=Layout)
    dates: str | None = None
    keep_good_rows: bool = False
    dry_run: bool = False
    by: str = "command line"


def take(engine: Engine, order: Order) -> Receipt:
    """Import files; the receipt says what was taken, or what would have been and why nothing was."""
    files = open_all(order)
    with store.alone(engine) as connection:
        for _ in range(PATIENT):
            with connection.begin():
                version = store.data_version(connection)
                batch = Batch(connection, files, order.dates)
            if not _to_take(batch.receipt, order):
                return batch.receipt
            with store.changing(connection) as now:
                if now == version:
                    return _taken(connection, batch, order)
        with store.changing(connection):
            batch = Batch(connection, files, order.dates)
            return _taken(connection, batch, order) if _to_take(batch.receipt, order) else batch.receipt


def _to_take(receipt: Receipt, order: Order) -> bool:
    return not order.dry_run and (receipt.whole or (order.keep_good_rows and receipt.good > 0))


def _taken(connection: Connection, batch: Batch, order: Order) -> Receipt:
    import_id = receipts.keep(connection, batch.receipt, order.by)
    if batch.receipt.changes:
        store.move_version(connection)
        for stage in batch.stages:
            merge(connection, stage, import_id)
    return batch.receipt


def open_all(order: Order) -> list[Opened]:
    """Each file with what its header says, in the order in which they were named."""
    files = [_open(path, name, order) for path, name in zip(order.paths, _names(order.paths), strict=True)]
    mappings = [file.mapping for file in files if file.mapping]
    said = unused(order.choices, mappings) if mappings else None
    if said:
        file = next(file for file in files if file.mapping)
        file.refuse(Problem(None, None, None, *said))
    return files


def _open(path: Path, name: str, order: Order) -> Opened:
    file = Opened(FileReceipt(name, order.choices.kind if order.choices.kind in KINDS else None))
    try:
        file.sheet = open_csv(path, order.layout)
        file.mapping = settle(file.sheet, order.choices, path.stem)
        file.receipt.kind = file.mapping.kind.name
    except FileRefused as refused:
        file.refuse(refused.problem)
    return file


def _names(paths: Sequence[Path]) -> list[str]:
    """Files as messages and receipts call them: by their own names, or by their paths where two are alike."""
    names = [path.name or str(path) for path in paths]
    return [str(path) if names.count(name) > 1 else name for path, name in zip(paths, names, strict=True)]
