"""Who sends too much waits and is told for how long; nobody else does, whatever a first visit needs."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from dash import Dash
from flask.testing import FlaskClient

from access.limit import STRANGERS, _house
from app import create_app
from data import store, trail
from data.accounts import account as accounts
from data.accounts import grants, sessions
from data.settings import Settings, SignIn
from tests.access.test_sign_in import HOST, TELLS, engine_of, school
from tests.served import CALLBACK, HERE, post, renewing, routed, settings_of

MOST = 60
PAGE_WITH_MANY = 4 + 10  # a page, and ten choices on it


@pytest.fixture
def limited(made_sqlite_url: str) -> Settings:
    """Of a school without sign-in, where little may be sent."""
    school(made_sqlite_url)
    return replace(settings_of(made_sqlite_url), messages_a_minute=MOST)


@pytest.fixture
def app(limited: Settings) -> Dash:
    return create_app(replace(limited, sign_in=SignIn(HOST)))


def slowly(app: Dash, stands: float = 0.0) -> Dash:
    """A clock that stands still, so that a busy machine refills nothing meanwhile."""
    app.server.extensions["guard"].limit.messages.clock = lambda: 1_000_000.0 + stands
    return app


def signed_in(app: Dash, who: str) -> FlaskClient:
    client, visitors = app.server.test_client(), app.server.extensions["visitors"]
    with engine_of(app).connect() as connection, store.changing(connection):
        account = accounts.known(connection, "https://id.example", who, who)
        grants.grant(connection, account.id, "leader", "oak", "because", trail.COMMAND_LINE)
        token = sessions.begin(connection, account.id)
    client.set_cookie(visitors.cookie, token, domain="staffroom.example", secure=True)
    client.environ_base["HTTP_X_CSRFTOKEN"] = visitors.token_for(sessions.fingerprint(token))
    return client


def asks(app: Dash, client: FlaskClient, **more):
    return client.post(CALLBACK, base_url=HOST, json=routed(app, "/"), headers=TELLS, **more)


def get(client: FlaskClient, path: str, **more):
    return client.get(path, base_url=HOST, **more)


def spend(client: FlaskClient, times: int, path: str = "/_dash-dependencies") -> list[int]:
    return [get(client, path).status_code for _ in range(times)]


def test_over_the_limit_a_message_is_told_when_to_come_back(app: Dash):
    client = signed_in(slowly(app), "ada")
    assert spend(client, MOST) == [200] * MOST
    answer = asks(app, client)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert answer.text.startswith("That was a lot at once: Staffroom answers again in 1 second.")
    assert answer.headers["Content-Security-Policy"] and answer.headers["Cache-Control"] == "no-store"


def test_a_page_says_so_and_leads_back_to_itself(app: Dash):
    client = signed_in(slowly(app), "ada")
    spend(client, MOST)
    answer = get(client, "/goals?program=p1")
    assert answer.status_code == 429 and "answers again in 1 second" in answer.text
    assert 'href="/goals?program=p1"' in answer.text and answer.mimetype == "text/html"


def test_time_heals_it(app: Dash):
    client = signed_in(slowly(app), "ada")
    spend(client, MOST)
    assert asks(app, client).status_code == 429
    slowly(app, 1.001)
    assert asks(app, client).status_code == 200
    assert asks(app, client).status_code == 429


def test_workers_share_the_count(app: Dash, limited: Settings):
    other = slowly(create_app(replace(limited, sign_in=SignIn(HOST))))
    client = signed_in(slowly(app), "ada")
    spend(client, MOST)
    theirs = other.server.test_client()
    cookie = client.get_cookie(app.server.extensions["visitors"].cookie, domain="staffroom.example")
    theirs.set_cookie(cookie.key, cookie.value, domain="staffroom.example", secure=True)
    assert get(theirs, "/").status_code == 429


def test_a_class_behind_one_address_signs_in_and_looks_at_once(made_sqlite_url: str):
    """Thirty phones, each with a way in of four messages, a page and ten choices, by what is allowed unless told."""
    school(made_sqlite_url)
    app = slowly(create_app(Settings(database_url=made_sqlite_url, sign_in=SignIn(HOST))))
    door = app.server.test_client()
    assert set(spend(door, 30 * 4, "/sign-in")) == {200}
    for number in range(30):
        assert set(spend(signed_in(app, str(number)), PAGE_WITH_MANY)) == {200}


def test_who_is_not_signed_in_is_counted_by_address(app: Dash):
    client = slowly(app).server.test_client()
    assert spend(client, MOST * STRANGERS, "/sign-in") == [200] * MOST * STRANGERS
    assert get(client, "/sign-in").status_code == get(client, "/goals").status_code == 429
    assert get(client, "/sign-in", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200
    assert asks(app, signed_in(app, "ada")).status_code == 200, "whoever is signed in does not stand at the door"


def test_a_made_up_session_is_a_stranger_and_so_is_a_message_that_is_refused(app: Dash):
    client = slowly(app).server.test_client()
    statuses = set()
    for number in range(MOST * STRANGERS + 1):
        client.set_cookie("__Host-staffroom", f"{number}", domain="staffroom.example", secure=True)
        statuses.add(asks(app, client).status_code)
    assert statuses == {401, 429}
    ada = signed_in(app, "ada")
    sent = [ada.post(CALLBACK, base_url=HOST, json={}, headers=TELLS).status_code for _ in range(MOST + 1)]
    assert (set(sent[:-1]), sent[-1]) == ({400}, 429)


def test_files_of_the_app_and_questions_of_a_monitor_are_not_counted(app: Dash):
    client = slowly(app).server.test_client()
    for path in ("/assets/theme.js", "/healthz", "/readyz"):
        spend(client, 2 * MOST, path)
    spend(client, MOST * STRANGERS, "/sign-in")
    assert get(client, "/sign-in").status_code == 429
    assert [get(client, path).status_code for path in ("/assets/theme.js", "/healthz", "/readyz")] == [200] * 3


def test_without_sign_in_it_holds_for_the_address(limited: Settings):
    app = slowly(create_app(limited))
    sent = [post(app, renewing(app, "goals", "")).status_code for _ in range(MOST)]
    assert set(sent) == {200}
    client = app.server.test_client()
    while client.get("/_dash-dependencies", **HERE).status_code == 200:
        pass
    answer = post(app, renewing(app, "goals", ""))
    assert answer.status_code == 429 and answer.headers["Retry-After"] == "1"


def test_what_cannot_be_counted_is_said_once_and_nobody_waits(app: Dash, caplog: pytest.LogCaptureFixture):
    messages = slowly(app).server.extensions["guard"].limit.messages
    messages.path = messages.path.parent / "nowhere.db"
    messages.path.mkdir()
    messages._open.close()
    messages._open = None
    client = signed_in(app, "ada")
    with caplog.at_level(logging.WARNING, "staffroom"):
        assert spend(client, MOST + 5) == [200] * (MOST + 5)
    said = [record.getMessage() for record in caplog.records if "not counted" in record.getMessage()]
    assert len(said) == 1 and "nowhere.db" in said[0]
    messages.path.rmdir()
    assert spend(client, MOST + 1)[-1] == 429


def test_the_file_says_nothing_about_anybody(app: Dash):
    client = signed_in(app, "ada")
    asks(app, client)
    get(client, "/sign-in", environ_base={"REMOTE_ADDR": "192.0.2.77"})
    written = app.server.extensions["guard"].limit.messages.path.read_bytes()
    token = client.get_cookie("__Host-staffroom", domain="staffroom.example").value
    for secret in (token, sessions.fingerprint(token), "192.0.2.77", "ada"):
        assert secret.encode() not in written


def test_a_house_has_one_count_however_many_addresses_it_has():
    assert _house("2001:db8::1") == _house("2001:db8::ffff:1") != _house("2001:db8:0:1::1")
    assert _house("192.0.2.1") != _house("192.0.2.2") and _house("") == ""
