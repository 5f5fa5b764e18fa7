"""What an import did, or would have done: counted per file, with every problem and its remedy."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from data import schema
from data.importers.problems import Problem

MOST_PROBLEMS = 1_000  # listed per file; all are counted


@dataclass
class FileReceipt:
    """One file: ``read`` = accepted + unchanged + repeated + rejected, always."""

    file: str
    kind: str | None = None
    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    repeated: int = 0
    rejected: int = 0
    refused: bool = False  # the file as a whole
    problems: list[Problem] = field(default_factory=list)
    unlisted: int = 0
    notes: list[str] = field(default_factory=list)  # what was taken although it is not as it should be
    warned: Counter[str] = field(default_factory=Counter)  # the same, of single rows: how many each

    def note(self, problem: Problem) -> bool:
        """Count a problem; whether it is listed, too."""
        listed = len(self.problems) < MOST_PROBLEMS
        if listed:
            self.problems.append(problem)
        else:
            self.unlisted += 1
        return listed

    def refuse(self, problem: Problem) -> None:
        """Nothing of the file is taken: it has no rows that one could count."""
        self.read = self.accepted = self.unchanged = self.repeated = self.rejected = self.unlisted = 0
        self.refused, self.problems, self.warned = True, [problem], Counter()

    def count_accepted(self, accepted: int) -> None:
        """What is neither accepted nor sorted out was stored already."""
        self.accepted = accepted
        self.unchanged = self.read - self.rejected - self.repeated - accepted

    def close(self) -> None:
        """In the order of the lines; and the sum that must always hold."""
        assert self.read == self.accepted + self.unchanged + self.repeated + self.rejected, vars(self)
        self.problems.sort(key=lambda problem: problem.line or 0)
        if self.unlisted:
            why = f"{self.unlisted:,} more problems are not listed"
            self.problems.append(Problem(None, None, None, why, "mend those above and import again"))
            self.unlisted = 0
        self.notes += [f"{count:,} {'row' if count == 1 else 'rows'}: {why}" for why, count in self.warned.items()]
        self.warned = Counter()

    @property
    def whole(self) -> bool:
        return not self.refused and not self.rejected

    def as_dict(self, *, values: bool = True) -> dict:
        counts = ("read", "accepted", "unchanged", "repeated", "rejected")
        return {
            "file": self.file,
            "kind": self.kind,
            **{name: getattr(self, name) for name in counts},
            "problems": [problem.as_dict(values=values) for problem in self.problems],
            "notes": self.notes,
        }


@dataclass
class Receipt:
    files: list[FileReceipt]
    id: int | None = None
    taken: bool = False

    @property
    def whole(self) -> bool:
        """Whether every row of every file could be taken."""
        return all(file.whole for file in self.files)

    @property
    def changes(self) -> int:
        return sum(file.accepted for file in self.files)

    @property
    def good(self) -> int:
        """Rows that are in the database afterwards, newly or already."""
        return self.changes + sum(file.unchanged + file.repeated for file in self.files)

    def as_dict(self, *, values: bool = True) -> dict:
        files = [file.as_dict(values=values) for file in self.files]
        return {"id": self.id, "taken": self.taken, "files": files}


def keep(connection: Connection, receipt: Receipt, by: str) -> int:
    """Write the receipt; its id. No cell of the files goes into it: a refused value may be anything."""
    table = schema.imports
    now = datetime.now().replace(microsecond=0)
    id_ = connection.execute(table.insert().values(at=now, by=by, taken=True, receipt="")).inserted_primary_key[0]
    receipt.id, receipt.taken = id_, True
    said = json.dumps(receipt.as_dict(values=False))
    connection.execute(table.update().where(table.c.id == id_).values(receipt=said))
    return id_


@dataclass(frozen=True)
class Kept:
    """A receipt as it is kept: when and by whom, too."""

    id: int
    at: datetime
    by: str
    receipt: dict


def kept(engine: Engine) -> list[Kept]:
    """All receipts, the latest first."""
    table = schema.imports
    with engine.connect() as connection:
        rows = connection.execute(select(table).order_by(table.c.id.desc()))
        return [Kept(row.id, row.at, row.by, json.loads(row.receipt)) for row in rows]
