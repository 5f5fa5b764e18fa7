"""A small school on both databases, and a connection that may write to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, Engine

from data import schema, store

TODAY = date(2026, 1, 30)
STAFF = (
    # id, school, email, start, end
    ("t1", "oak", "Ada@oak.example", date(2020, 8, 1), None),
    ("t2", "oak", "ben@oak.example", None, date(2025, 12, 31)),
    ("t3", "oak", "cleo@oak.example", None, None),
    ("t4", "oak", "twice@oak.example", None, None),
    ("t5", "ash", "twice@oak.example", None, None),
)


@pytest.fixture
def engine(made_url: str) -> Iterator[Engine]:
    engine = store.open_store(made_url)
    with engine.connect() as connection, store.changing(connection):
        connection.execute(schema.schools.insert(), [{"id": id_, "name": id_.title()} for id_ in ("oak", "ash")])
        people = [
            {"id": id_, "name": id_, "kind": "staff", "school": school, "email": email, "start": start, "end": end}
            for id_, school, email, start, end in STAFF
        ]
        child = {"id": "s1", "name": "s1", "kind": "student", "school": "oak", "email": "child@oak.example"}
        connection.execute(schema.people.insert(), [*people, child | {"start": None, "end": None}])
        connection.execute(
            schema.groups.insert(),
            [{"id": id_, "type": kind, "name": id_, "school": "oak"}
             for id_, kind in (("c1", "classroom"), ("c2", "classroom"), ("p1", "program"))],
        )  # fmt: skip
        connection.execute(
            schema.memberships.insert(),
            [{"person": "t1", "group": group, "role": role, "start": start, "end": end} for group, role, start, end in (
                ("c1", "teacher", None, None), ("c2", "teacher", None, date(2025, 6, 30)), ("p1", "teacher", None, None)
            )],
        )  # fmt: skip
    yield engine
    engine.dispose()


@pytest.fixture
def writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection, store.changing(connection):
        yield connection
