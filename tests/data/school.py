"""A school made by hand for tests: a few rows, each of which a test can count."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count

from sqlalchemy import Engine

from data import schema
from data.answer import Answer
from data.filters import Filters
from data.gate import Gate
from data.metrics.registry import METRICS
from data.settings import Settings
from data.store import open_store, writing
from data.viewer import Viewer

TODAY = date(2026, 1, 30)


class School:
    """Rows by plain calls; every value not given has a sensible default."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = open_store(url)
        self.settings = Settings(frozen_today=TODAY)
        self._next = count(1)
        self.add("schools", id="S1", name="Oak School")

    def add(self, table: str, **values) -> None:
        with writing(self.engine) as connection:
            connection.execute(schema.metadata.tables[table].insert().values(**values))

    def add_all(self, table: str, rows: list[dict]) -> None:
        if rows:
            with writing(self.engine) as connection:
                connection.execute(schema.metadata.tables[table].insert(), rows)

    def staff(self, id_: str, department: str | None = None, role: str = "Teacher", **more) -> str:
        values = {"name": f"Name {id_}", "kind": "staff", "school": "S1"} | more
        self.add("people", id=id_, department=department, role=role, **values)
        return id_

    def team(self, department: str, size: int, role: str = "Teacher") -> list[str]:
        return [self.staff(f"{department}-{place}", department, role) for place in range(1, size + 1)]

    def student(self, id_: str, **more) -> str:
        self.add("people", id=id_, **({"name": f"Name {id_}", "kind": "student", "school": "S1"} | more))
        return id_

    def group(self, id_: str, type_: str, members: list[str], **more) -> None:
        self.add("groups", id=id_, type=type_, **({"name": id_.capitalize(), "school": "S1"} | more))
        self.add_all("memberships", [{"person": person, "group": id_} for person in members])

    def session(self, on: str, *people: str, kind: str = "planning", minutes: int = 60, **more) -> str:
        id_ = f"E{next(self._next)}"
        self.add("events", id=id_, kind=kind, date=date.fromisoformat(on), school="S1", minutes=minutes, **more)
        self.add_all("participants", [{"event": id_, "person": person, "present": None} for person in people])
        return id_

    def thanks(self, on: str, to: str, giver: str | None = None, to_kind: str = "person", **more) -> None:
        recipient = {"to_person": to} if to_kind == "person" else {"to_group": to}
        values = {"school": "S1", "date": date.fromisoformat(on), "to_kind": to_kind, "from_person": giver}
        self.add("recognitions", id=f"R{next(self._next)}", **values, **recipient, **more)

    def goal(self, id_: str, *checkins: tuple[str, float], **more) -> None:
        usual = {
            "title": f"Goal {id_}", "level": "school", "school": "S1", "direction": "increase", "baseline": 60,
            "target": 75, "start": date(2025, 9, 1), "due": date(2026, 6, 1), "rhythm_days": 30,
        }  # fmt: skip
        self.add("goals", id=id_, **(usual | more))
        for on, value in checkins:
            at = datetime.fromisoformat(on)
            self.add("checkins", goal=id_, at=at, value=value)

    def ask(self, metric: str, search: str = "", role: str = "leader", viewer: Viewer | None = None) -> Answer:
        filters = Filters.from_search(search, self.settings.today)
        return Gate(self.engine, self.settings).ask(METRICS[metric], filters, viewer or Viewer.of(role))

    def values(self, metric: str, search: str = "", key: str = "group", role: str = "leader") -> dict:
        return {row[key]: row["value"] for row in self.ask(metric, search, role).rows()}
