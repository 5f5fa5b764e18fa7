"""What is stored about one person, for that person: their own row, and how many rows of each table name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from data import schema, store
from data.accounts.grants import NotGranted

CONSENTS = ("boards", "wall", "photo")
OF_OTHERS = {"import_id"}  # says how it came in, and nothing of the person


def stored(connection: Connection, person: str) -> list[tuple[str, str]]:
    """What, and what of it: the person's own row word for word, of the others their number."""
    row = connection.execute(select(schema.people).where(schema.people.c.id == person)).first()
    if row is None:
        return []
    own = [(name, str(value)) for name, value in row._mapping.items() if value is not None and name not in OF_OTHERS]
    return own + [(f"{table}, as {column}", f"{number:,}") for table, column, number in _named(connection, person)]


def _named(connection: Connection, person: str) -> list[tuple[str, str, int]]:
    keys = [key for table in schema.metadata.sorted_tables for key in table.foreign_keys]
    found = []
    for column in (key.parent for key in keys if key.column.table is schema.people):
        number = connection.scalar(select(func.count()).select_from(column.table).where(column == person))
        found += [(column.table.name.replace("_", " "), column.name.replace("_", " "), number)] if number else []
    return found


@dataclass(frozen=True)
class Said:
    """What somebody said about being shown on something, on a day."""

    what: str
    given: bool
    on: date
    before: bool | None  # what held until then; None: they had said nothing yet, which is no


@dataclass(frozen=True)
class Consent:
    """What holds now, and all that was said of it, the latest first. Off until they say otherwise."""

    what: str
    history: tuple[Said, ...]

    @property
    def given(self) -> bool:
        return bool(self.history) and self.history[0].given


def consents(connection: Connection, person: str) -> list[Consent]:
    """Everything that one agrees to, with what the person said of it."""
    table = schema.consents
    asked = select(table.c.what, table.c.given, table.c.date).where(table.c.person == person).order_by(table.c.date)
    said: dict[str, list[Said]] = {what: [] for what in CONSENTS}
    for row in connection.execute(asked):
        if row.what in said:
            before = said[row.what][0].given if said[row.what] else None
            said[row.what].insert(0, Said(row.what, bool(row.given), row.date, before))
    return [Consent(what, tuple(history)) for what, history in said.items()]


def consent(connection: Connection, person: str, what: str, given: bool, on: date) -> None:
    """Give or withdraw, from the next request on; in a transaction that writes. Raises NotGranted."""
    if what not in CONSENTS:
        raise NotGranted(f'"{what}" is nothing that one agrees to; it is one of {", ".join(CONSENTS)}')
    table = schema.consents
    same = (table.c.person == person, table.c.what == what, table.c.date == on)
    connection.execute(table.delete().where(*same))
    connection.execute(table.insert().values(person=person, what=what, given=given, date=on))
    store.move_version(connection)


def teams(connection: Connection) -> list[tuple[str, str]]:
    """What somebody may lead: departments of the staff, and programs."""
    people, groups = schema.people, schema.groups
    named = select(people.c.department).where(people.c.kind == "staff", people.c.department.is_not(None)).distinct()
    departments = sorted(connection.scalars(named))
    programs = connection.execute(select(groups.c.id, groups.c.name).where(groups.c.type == "program"))
    found = [(f"department:{name}", f"department {name}") for name in departments]
    return found + sorted((f"program:{id_}", f"program {name}") for id_, name in programs)


def has_others(connection: Connection, schools: frozenset[str]) -> bool:
    """Whether there is any school beside these."""
    asked = select(schema.schools.c.id).where(schema.schools.c.id.not_in(schools)).limit(1)
    return connection.execute(asked).first() is not None


def schools(connection: Connection) -> list[dict[str, Any]]:
    """Id and name of every school."""
    rows = connection.execute(select(schema.schools.c.id, schema.schools.c.name).order_by(schema.schools.c.name))
    return [{"id": row.id, "name": row.name} for row in rows]
