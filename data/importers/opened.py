"""A table of a file, with what its header says: what formats hand to the checks."""

from __future__ import annotations

from dataclasses import dataclass

from data.importers.mapping import Mapping
from data.importers.problems import Problem
from data.importers.receipt import FileReceipt
from data.importers.sheet import Sheet


@dataclass
class Opened:
    """One table of one file; without a sheet where it was refused."""

    receipt: FileReceipt
    sheet: Sheet | None = None
    mapping: Mapping | None = None

    @classmethod
    def of(cls, name: str, sheet: Sheet, mapping: Mapping) -> Opened:
        return cls(FileReceipt(name, mapping.kind.name), sheet, mapping)

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
