"""Somebody who is signed in, with a session and its token, sends what no page of ours sends.

No answer is a fault, none holds anything of another school, none hands back a component, and the log says no name.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import pytest
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, String, Table, select

from app import create_app
from components.filter_bar import ALL
from data import sample, schema, store, trail
from data.accounts import account as accounts
from data.accounts import grants, sessions
from data.filters import Filters
from data.settings import SignIn
from tests.access import envelopes
from tests.access.test_matrix import PAGES
from tests.access.test_sign_in import HOST, TELLS, engine_of
from tests.served import CALLBACK, TODAY, renewing, routed, settings_of

OURS, THEIRS = "oak-hill", "maple-grove"
THEIR_MARK, NAME_MARK = "qztheirs", "qzname"  # behind every text of the other school; behind every name of our own
ROLES = ("teacher", "team-lead", "staff", "leader", "data-manager", "projector", "administrator")
NAMELESS = ("staff", "projector", "administrator")
PATHS = ("/", "/goals", "/communication", "/collaboration", "/leadership", "/support", "/outcomes", "/recognition",
         "/data", "/access", "/me", "/practices")  # fmt: skip
MARKED = (
    "name", "title", "text", "message", "next_step", "comment", "topic", "note", "department", "household", "email",
    "body", "place", "source", "outcome", "subject", "value", "to_group", "link", "day", "period",
)  # fmt: skip
WHOSE = (
    "school",
    "id",
    "person",
    "goal",
    "from_person",
    "group",
)  # columns that tell whose row it is, the surest first
FEW, MANY = 70, 5000


class District:
    """Two schools, browsers of people of the one, and words of both that a forger would try."""

    def __init__(self, app: Dash) -> None:
        self.app = app
        with engine_of(app).connect() as connection:
            self.words = _words(connection)
        self.browsers = {role: _browser(app, role) for role in ROLES}
        self.counted: Counter[tuple[str, int]] = Counter()

    def real(self, path: str, search: str, key: str) -> list[dict[str, Any]]:
        """What a page would send: the router's message, and the one of a changed choice."""
        return [routed(self.app, path, search), renewing(self.app, key, search, path)]

    def sends(self, role: str, body: bytes) -> str:
        answer = self.browsers[role].post(
            CALLBACK, base_url=HOST, data=body, headers=TELLS, content_type="application/json"
        )
        self.counted[role, answer.status_code] += 1
        assert answer.status_code < 500, (role, answer.status_code, answer.text[:200])
        return answer.text


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    url = f"sqlite:///{tmp_path_factory.mktemp('district') / 'staffroom.db'}"
    engine = store.open_store(url)
    sample.write_sized(engine, today=TODAY, schools=2, years=1, seed=1, size=0.2)
    with store.writing(engine) as connection:
        _mark(connection)
    engine.dispose()
    yield District(create_app(settings_of(url, sign_in=SignIn(HOST))))


def _mark(connection: Connection) -> None:
    for table in schema.metadata.sorted_tables:
        whose, texts = next(iter(_told(table, WHOSE)), None), _told(table, MARKED)
        if whose is None or not texts or table.name in ("grants", "accounts", "sessions", "passwords"):
            continue
        is_theirs = (whose == THEIRS) | whose.startswith(f"{THEIRS}.")
        connection.execute(
            table.update().where(is_theirs).values({text.name: text + f" {THEIR_MARK}" for text in texts})
        )
    people = schema.people
    is_ours = (people.c.school == OURS) & people.c.kind.in_(("staff", "student", "family"))
    connection.execute(people.update().where(is_ours).values(name=people.c.name + f" {NAME_MARK}"))


def _told(table: Table, names: Iterable[str]) -> list[Column]:
    return [table.c[name] for name in names if name in table.c and isinstance(table.c[name].type, String)]


def _words(connection: Connection) -> list[str]:
    """Ids of both schools, and names of the other: what a forger might know."""
    some = (
        schema.people.c.id,
        schema.groups.c.id,
        schema.goals.c.id,
        schema.people.c.department,
        schema.people.c.grade,
    )
    found = [OURS, THEIRS, f"{THEIRS},{OURS}", "maple", "school", "classroom", "whole-school", "6", "advice"]
    for column in some:
        values = sorted(filter(None, connection.scalars(select(column).distinct())))
        found += values[:: max(1, len(values) // 12)]
    return found


def _browser(app: Dash, role: str) -> FlaskClient:
    client, visitors = app.server.test_client(), app.server.extensions["visitors"]
    with engine_of(app).connect() as connection, store.changing(connection):
        account = accounts.known(connection, "https://id.example", role, role)
        if role == "teacher":
            person = connection.scalar(_teacher())
            connection.execute(schema.accounts.update().where(schema.accounts.c.id == account.id).values(person=person))
        else:
            where = OURS if role != "administrator" else None
            scope = ("department", connection.scalar(_department())) if role == "team-lead" else (None, None)
            grants.grant(connection, account.id, role, where, "because", trail.COMMAND_LINE, *scope)
        token = sessions.begin(connection, account.id)
    client.set_cookie(visitors.cookie, token, domain="staffroom.example", secure=True)
    client.environ_base["HTTP_X_CSRFTOKEN"] = visitors.token_for(sessions.fingerprint(token))
    return client


def _teacher():
    members = schema.memberships
    return select(members.c.person).where(members.c.role == "teacher", members.c.person.startswith(f"{OURS}."))


def _department():
    people = schema.people
    return select(people.c.department).where(people.c.school == OURS, people.c.kind == "staff")


def forged(data: st.DataObject, district: District) -> tuple[str, bytes]:
    """The choice in it, and a message. Of five, two with something wrong in them, two as they should be but for their
    choice, one that is anything."""
    draw = data.draw
    how = draw(st.sampled_from(("changed", "changed", "chosen", "chosen", "anything")), "how")
    if how == "anything":
        return "", draw(envelopes.written(draw(envelopes.anything)), "body")
    path, search = draw(envelopes.paths(PATHS, district.words)), draw(envelopes.searches(district.words))
    real = district.real(path, search, draw(st.sampled_from(PAGES)))
    message = draw(st.sampled_from(real))
    if how == "chosen":
        return search, json.dumps(message).encode()
    return search, draw(envelopes.written(draw(envelopes.changed(message, real))), "body")


def judge(role: str, search: str, sent: bytes, answer: str) -> None:
    """Nothing of the other school, of what was sent, or of names in front of those who see none."""
    told = _told_by_us(search, answer).casefold()
    for mark in _forbidden(role, told):
        assert mark not in told, (role, search, sent[:500], _around(told, mark))


def _forbidden(role: str, told: str) -> tuple[str, ...]:
    """Staff choose whom they thank by name (tests/access/test_canaries.py), and roles are granted at every school."""
    thanks, grants_roles = (
        role == "staff" and "/thanks/give" in told,
        role == "administrator" and "/access/grant" in told,
    )
    schools = () if grants_roles else (THEIRS, "maple grove", THEIR_MARK)
    return (*schools, envelopes.SENT, *([NAME_MARK] if role in NAMELESS and not thanks else []))


def _told_by_us(search: str, answer: str) -> str:
    """An answer as a reader gets it, without what repeats their own address: the links of a page, and the entry of a
    filter in which several are chosen."""
    own, chosen = set(parse_qsl(search.lstrip("?"))), Filters.from_search(search, TODAY)
    own |= set(Filters.said(search).items())  # what is said twice stands in a link once, with a comma between
    several = {",".join(getattr(chosen, name)) for name in ALL if len(getattr(chosen, name)) > 1}

    def without_own(part: dict[str, Any]) -> dict[str, Any]:
        if isinstance(href := part.get("href"), str):
            path, _, query = href.partition("?")
            part["href"] = [path, [pair for pair in parse_qsl(query) if pair not in own]]
        return {} if str(part.get("label")).endswith(" chosen") and part.get("value") in several else part

    try:
        return json.dumps(json.loads(answer, object_hook=without_own), ensure_ascii=False)
    except ValueError:
        return answer


def _around(text: str, mark: str) -> str:
    place = text.index(mark)
    return text[max(0, place - 120) : place + 120]


def send_one(district: District, caplog: pytest.LogCaptureFixture, data: st.DataObject) -> None:
    role = data.draw(st.sampled_from(ROLES), "role")
    search, body = forged(data, district)
    judge(role, search, body, district.sends(role, body))
    for mark in (THEIRS, THEIR_MARK, NAME_MARK, envelopes.SENT):
        assert mark not in caplog.text, (role, body[:500], caplog.text[-500:])
    caplog.clear()


calm = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=FEW, derandomize=True, database=None, **calm)
@given(data=st.data())
def test_no_forged_message_of_somebody_signed_in_is_a_fault_or_a_leak(district, caplog, data):
    caplog.set_level(logging.DEBUG)
    send_one(district, caplog, data)


@pytest.mark.soak
def test_of_five_thousand_forged_messages_none_is_a_fault_or_a_leak(district, caplog):
    caplog.set_level(logging.DEBUG)
    district.counted.clear()

    @settings(max_examples=MANY, **calm)
    @given(data=st.data())
    def every_one(data):
        send_one(district, caplog, data)

    every_one()
    by_status = Counter(status for role, status in district.counted.elements())
    print(sum(by_status.values()), dict(by_status), dict(Counter(role for role, _ in district.counted.elements())))
    assert sum(by_status.values()) >= MANY and by_status[200] > MANY / 10 and by_status[400] > MANY / 10


def test_the_marks_are_there_to_be_found(district):
    """Who may see the other school is answered with them: the sweep can tell."""
    app = district.app
    visitors = app.server.extensions["visitors"]
    with engine_of(app).connect() as connection, store.changing(connection):
        account = accounts.known(connection, "https://id.example", "theirs", "theirs")
        grants.grant(connection, account.id, "leader", THEIRS, "because", trail.COMMAND_LINE)
        token = sessions.begin(connection, account.id)
    client = app.server.test_client()
    client.set_cookie(visitors.cookie, token, domain="staffroom.example", secure=True)
    told = {"X-CSRFToken": visitors.token_for(sessions.fingerprint(token))} | TELLS
    shown = client.post(CALLBACK, base_url=HOST, json=routed(app, "/recognition", "?names=on"), headers=told).text
    assert THEIR_MARK in shown and THEIRS in shown.casefold()
    ours = district.sends("leader", json.dumps(routed(app, "/goals", "?names=on")).encode())
    assert NAME_MARK in ours and THEIR_MARK not in ours
