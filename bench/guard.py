"""What the guard costs a request of somebody who is signed in: their session and grants are read anew each time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from time import perf_counter

from sqlalchemy import select

from bench.figures import Figure
from bench.place import Place
from data import schema, store, trail
from data.accounts import grants, sessions
from data.accounts.account import known
from data.settings import Settings, SignIn

TIMES, MOST_MS = 1000, 1
HOST = "https://staffroom.example"


def per_request(place: Place) -> Iterator[Figure]:
    """Of a leader by hand who teaches two classrooms, too: the most there is to read."""
    from app import create_app

    copy = place.folder / "guard.db"
    shutil.copy(place.school, copy)
    app = create_app(Settings(database_url=f"sqlite:///{copy}", sign_in=SignIn(HOST)))
    visitors, token = app.server.extensions["visitors"], _signed_in(app.server.extensions["staffroom"].engine)
    times = []
    for _ in range(TIMES):
        with app.server.test_request_context("/", base_url=HOST, headers={"Cookie": f"{visitors.cookie}={token}"}):
            start = perf_counter()
            assert visitors.who().viewer.role == "leader"
            times.append((perf_counter() - start) * 1000)
    yield Figure("who is asking, signed in", times, "ms", MOST_MS)


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
