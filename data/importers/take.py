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
from data.importers.catalog import KINDS
from data.importers.checking import Checker
from data.importers.csv_file import Layout, open_csv
from data.importers.known import Known
from data.importers.lineage import broken_lines
from data.importers.mapping import Choices, Mapping, settle, unused
from data.importers.merge import merge
from data.importers.problems import FileRefused, Problem
from data.importers.receipt import FileReceipt, Receipt
from data.importers.sheet import Sheet
from data.importers.staging import FILE, Again, Stage, line

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


@dataclass
class Opened:
    """A file with what its header says; without a sheet where it was refused."""

    receipt: FileReceipt
    sheet: Sheet | None = None
    mapping: Mapping | None = None


def take(engine: Engine, order: Order) -> Receipt:
    """Import files; the receipt says what was taken, or what would have been and why nothing was."""
    files = _open_all(order)
    with store.alone(engine) as connection:
        for _ in range(PATIENT):
            with connection.begin():
                version = store.data_version(connection)
                stages, receipt = check(connection, files, order)
            if not _to_take(receipt, order):
                return receipt
            with store.changing(connection) as now:
                if now == version:
                    return _taken(connection, stages, receipt, order)
        return _take_under_lock(connection, files, order)


def _take_under_lock(connection: Connection, files: Sequence[Opened], order: Order) -> Receipt:
    with store.changing(connection):
        stages, receipt = check(connection, files, order)
        return _taken(connection, stages, receipt, order) if _to_take(receipt, order) else receipt


def _to_take(receipt: Receipt, order: Order) -> bool:
    return not order.dry_run and receipt.good > 0 and (receipt.whole or order.keep_good_rows)


def _taken(connection: Connection, stages: Sequence[Stage], receipt: Receipt, order: Order) -> Receipt:
    import_id = receipts.keep(connection, receipt, order.by)
    if receipt.changes:
        store.move_version(connection)
        for stage in stages:
            merge(connection, stage, import_id)
    return receipt


# --- opening ---------------------------------------------------------------------------------------------
def _open_all(order: Order) -> list[Opened]:
    files = [_open(path, name, order) for path, name in zip(order.paths, _names(order.paths), strict=True)]
    mappings = [file.mapping for file in files if file.mapping]
    said = unused(order.choices, mappings) if mappings else None
    if said:
        file = next(file for file in files if file.mapping)
        file.receipt.refuse(Problem(None, None, None, *said))
        file.sheet = None
    return files


def _open(path: Path, name: str, order: Order) -> Opened:
    file = Opened(FileReceipt(name))
    try:
        file.sheet = open_csv(path, order.layout)
        file.mapping = settle(file.sheet, order.choices, path.stem)
        file.receipt.kind = file.mapping.kind.name
    except FileRefused as refused:
        file.receipt.refuse(refused.problem)
        file.sheet = None
    return file


def _names(paths: Sequence[Path]) -> list[str]:
    """Files as messages and receipts call them: by their own names, or by their paths where two are alike."""
    names = [path.name or str(path) for path in paths]
    return [str(path) if names.count(name) > 1 else name for path, name in zip(paths, names, strict=True)]


# --- checking --------------------------------------------------------------------------------------------
def check(connection: Connection, files: Sequence[Opened], order: Order) -> tuple[list[Stage], Receipt]:
    """Stage every row that can be taken, kind by kind in the order of ``KINDS``, and say what cannot and why."""
    known, stages = Known(connection), []
    receipt = Receipt([_fresh(file) for file in files])
    for name in KINDS:
        own = {number: file for number, file in enumerate(files) if file.sheet and file.mapping.kind.name == name}
        if own:
            stages.append(_check_kind(connection, own, receipt.files, known, order))
            known.learn(name, stages[-1].table)
    for file in receipt.files:
        file.close()
    return stages, receipt


def _fresh(file: Opened) -> FileReceipt:
    """A receipt that counts from nothing: a check may be done twice."""
    if file.receipt.refused:
        return file.receipt
    return FileReceipt(file.receipt.file, file.receipt.kind)


def _check_kind(connection, files: dict[int, Opened], all_receipts: list[FileReceipt], known: Known, order: Order):
    fields = {f.name for file in files.values() for f in file.mapping.kind.fields}
    base = KINDS[next(iter(files.values())).mapping.kind.name]
    kind = base.with_groups(sorted(fields - {f.name for f in base.fields}))
    stage = Stage(connection, kind)
    checkers = {n: Checker(kind, file.mapping, known, order.dates, all_receipts[n]) for n, file in files.items()}
    for number, checker in checkers.items():
        _stage(stage, number, checker, files[number].sheet)
    _sort_out_repeated(stage, checkers)
    _sort_out_parents(stage, checkers, known)
    _count(stage, checkers)
    return stage


def _stage(stage: Stage, number: int, checker: Checker, sheet: Sheet) -> None:
    try:
        for rows in checker.rows(sheet):
            stage.add(number, rows)
    except FileRefused as refused:
        stage.take_out_file(number)
        checker.receipt.refuse(refused.problem)


def _sort_out_repeated(stage: Stage, checkers: dict[int, Checker]) -> None:
    rows = stage.again()
    for row in rows:
        checker = checkers[row.place // FILE]
        if row.differing and not stage.kind.later_wins:
            checker.reject(line(row.place), stage.kind.key[0], row.named, *_contradiction(row, checkers))
        else:
            checker.receipt.repeated += 1
    stage.take_out([row.place for row in rows])


def _contradiction(row: Again, checkers: dict[int, Checker]) -> tuple[str, str]:
    """Why, and the remedy, where two rows of one key say two things."""
    own, other = row.place // FILE, row.other // FILE
    where = f"line {line(row.other)}" + (f" of {checkers[other].receipt.file}" if other != own else "")
    differing = ", ".join(checkers[own].header(name) for name in row.differing)
    return f"was there before, on {where}, with another {differing}", "keep one of the two rows"


def _sort_out_parents(stage: Stage, checkers: dict[int, Checker], known: Known) -> None:
    if not stage.kind.parents:
        return
    broken = broken_lines(stage, known)
    for row in broken:
        checkers[row.place // FILE].reject(line(row.place), stage.kind.parents, row.value, row.why, row.remedy)
    stage.take_out([row.place for row in broken])


def _count(stage: Stage, checkers: dict[int, Checker]) -> None:
    """Unchanged is what is stored already; accepted what is left."""
    before = stage.count()
    stage.take_out_unchanged()
    left = stage.count()
    for number, checker in checkers.items():
        checker.receipt.accepted = left.get(number, 0)
        checker.receipt.unchanged = before.get(number, 0) - left.get(number, 0)
