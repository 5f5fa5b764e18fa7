"""The receipts of all imports, as the database keeps them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, select

from data import schema
from data.importers.problems import printable
from data.importers.receipt import Receipt

MOST_NAMED = 3  # files of an import where it is named in a sentence


def begin(connection: Connection, by: str) -> int:
    """The id of an import that begins: its rows carry it."""
    new = schema.imports.insert().values(at=now(), by=by, taken=True, receipt="{}")
    return connection.execute(new).inserted_primary_key[0]


def keep(connection: Connection, receipt: Receipt) -> None:
    """Write the receipt of an import that is done. No cell of the files goes into it: it may be anything."""
    table = schema.imports
    answered = {"answered": receipt.answered} if receipt.answered else {}
    said = json.dumps(receipt.as_dict(values=False) | {"written": +receipt.written} | answered)
    connection.execute(table.update().where(table.c.id == receipt.id).values(receipt=said))


def now() -> datetime:
    return datetime.now().replace(microsecond=0)


@dataclass(frozen=True)
class Kept:
    """A receipt as it is kept: when and by whom, too, and whether it was taken back."""

    id: int
    at: datetime
    by: str
    receipt: dict
    undone: datetime | None
    undone_by: str | None

    @classmethod
    def of(cls, row: Row) -> Kept:
        return cls(row.id, row.at, row.by, json.loads(row.receipt), row.undone, row.undone_by)

    @property
    def files(self) -> list[dict]:
        return self.receipt.get("files", [])

    @property
    def named(self) -> str:
        """What it brought, and when: "attendance.csv, 12 Nov 2026"."""
        names = [file["file"] for file in self.files]
        told = names[:MOST_NAMED] + [f"{len(names) - MOST_NAMED} more files"] * (len(names) > MOST_NAMED)
        return printable(", ".join([*(told or ["by hand"]), f"{self.at:%d %b %Y}"]))

    @property
    def written(self) -> dict[str, int] | None:
        """Rows by table; None in a receipt of before it was counted, when what changed was not kept either."""
        return self.receipt.get("written")

    def as_dict(self) -> dict:
        times = {name: value and value.isoformat() for name, value in (("at", self.at), ("undone", self.undone))}
        return self.receipt | {"id": self.id, "by": self.by, "undone_by": self.undone_by} | times


def kept(engine: Engine) -> list[Kept]:
    """All receipts, the latest first."""
    table = schema.imports
    with engine.connect() as connection:
        return [Kept.of(row) for row in connection.execute(select(table).order_by(table.c.id.desc()))]
