"""What the guard costs a request of somebody who is signed in: their session and grants are read anew each time, and
the message is counted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from time import perf_counter, thread_time

from flask import g
from sqlalchemy import select

from bench.figures import Figure
from bench.place import Place
from data import schema, store, trail
from data.accounts import grants, sessions
from data.accounts.account import known
from data.settings import MOST_MESSAGES, Settings, SignIn

TIMES, MOST_MS = 1000, 1
HOST = "https://staffroom.example"


def per_request(place: Place) -> Iterator[Figure]:
    """Of a leader by hand who teaches two classrooms, too: the most there is to read."""
    from app import create_app

    copy = place.folder / "guard.db"
    shutil.copy(place.school, copy)
    settings = Settings(database_url=f"sqlite:///{copy}", sign_in=SignIn(HOST), messages_a_minute=MOST_MESSAGES)
    app = create_app(settings)
    visitors, guard = app.server.extensions["visitors"], app.server.extensions["guard"]
    token, times, work = _signed_in(visitors.engine), [], []
    for _ in range(TIMES):
        with app.server.test_request_context("/", base_url=HOST, headers={"Cookie": f"{visitors.cookie}={token}"}):
            start, begun = perf_counter(), thread_time()
            assert guard.check() is None
            times.append((perf_counter() - start) * 1000)
            work.append((thread_time() - begun) * 1000)
            assert g.viewer.role == "leader"
    yield Figure("the guard, signed in", times, "ms", MOST_MS, cpu=work)


def _signed_in(engine) -> str:
    """A session of a member of staff who teaches."""
    members = schema.memberships
    with engine.connect() as connection, store.changing(connection):
        teacher = connection.scalar(
            select(members.c.person).where(members.c.role == "teacher").order_by(members.c.person).limit(1)
        )
        account = known(connection, "https://id.example", "1", "x")
        change = schema.accounts.update().where(schema.accounts.c.id == account.id)
        connection.execute(change.values(person=teacher))
        school = connection.scalar(select(schema.schools.c.id))
        grants.grant(connection, account.id, "leader", school, "because", trail.COMMAND_LINE)
        return sessions.begin(connection, account.id)
