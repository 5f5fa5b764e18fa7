"""A table of a file, with what its header says: what formats hand to the checks."""

from __future__ import annotations

from dataclasses import dataclass

from data.importers.mapping import Mapping
from data.importers.order import Answer
from data.importers.problems import Problem
from data.importers.receipt import FileReceipt
from data.importers.sheet import Sheet


@dataclass
class Opened:
    """One table of one file; without a sheet where it was refused."""

    receipt: FileReceipt
    sheet: Sheet | None = None
    mapping: Mapping | None = None
    dates: str | None = None  # the order of its dates, where it was told for this file
    dated: bool = False  # whether it has dates that are not ISO
    last: Answer | None = None  # what was remembered of the last one of its shape, and it is read by
    disproved: bool = False  # whether its dates are not in the order that was remembered
    answer: Answer | None = None  # what is to be remembered of it once it is taken

    @classmethod
    def of(cls, name: str, sheet: Sheet, mapping: Mapping) -> Opened:
        notes = [*sheet.notes, *mapping.notes]
        return cls(FileReceipt(name, mapping.kind.name, notes=notes), sheet, mapping)

    @classmethod
    def refused(cls, name: str, problem: Problem, kind: str | None = None) -> Opened:
        opened = cls(FileReceipt(name, kind))
        opened.refuse(problem)
        return opened

    def refuse(self, problem: Problem) -> None:
        self.receipt.refuse(problem)
        self.sheet = None

    def fresh_receipt(self) -> FileReceipt:
        """One that counts from nothing: a check may have to be done twice."""
        if not self.sheet:
            return self.receipt
        told = self.receipt
        return FileReceipt(told.file, told.kind, notes=list(told.notes), sha256=told.sha256, bytes=told.bytes)
