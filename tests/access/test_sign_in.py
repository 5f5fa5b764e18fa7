"""Signing in by a provider and by the local account: who gets in, as whom, and every way in which nobody does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import oidc_provider_mock
import pytest
import requests
from dash import Dash
from flask.testing import FlaskClient
from oidc_provider_mock import User
from sqlalchemy import update

from app import create_app
from data import schema, store, trail
from data.accounts import account as accounts
from data.accounts import grants, local, sessions
from data.settings import SignIn
from tests.access.provider import CLIENT, SECRET, Forger, serving
from tests.served import CALLBACK, TODAY, routed, settings_of

HOST = "https://staffroom.example"
GOOD = "tulip bracket orbit lemon"
TELLS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def forger() -> Iterator[Forger]:
    with serving() as forger:
        yield forger


@pytest.fixture(autouse=True)
def honest(forger: Forger) -> None:
    forger.claims, forger.metadata, forger.forge = {}, {}, lambda forger, claims: forger.signed(claims)


def school(url: str) -> None:
    engine = store.open_store(url)
    with engine.connect() as connection, store.changing(connection):
        connection.execute(schema.schools.insert().values(id="oak", name="Oak"))
        ada = {"id": "t1", "name": "Ada", "kind": "staff", "school": "oak", "email": "ada@oak.example"}
        connection.execute(schema.people.insert().values(ada))
    engine.dispose()


def app_for(url: str, issuer: str, **more) -> Dash:
    sign_in = SignIn(HOST, issuer, CLIENT, SECRET, frozenset({"oak.example"}))
    return create_app(settings_of(url, sign_in=replace(sign_in, **more)))


@pytest.fixture
def app(made_sqlite_url: str, forger: Forger) -> Dash:
    school(made_sqlite_url)
    return app_for(made_sqlite_url, forger.url)


def browser(app: Dash) -> FlaskClient:
    return app.server.test_client()


def get(client: FlaskClient, path: str, **more):
    return client.get(path, base_url=HOST, **more)


def send(client: FlaskClient, path: str, **data):
    return client.post(path, base_url=HOST, data=data, headers=TELLS)


def sent_away(client: FlaskClient, forger: Forger, to: str = "/goals?program=p1") -> dict[str, str]:
    """What the provider is asked for."""
    answer = get(client, "/sign-in/provider", query_string={"next": to})
    assert answer.status_code == 302, answer.text
    return forger.authorized(answer.location)


def back(client: FlaskClient, **said: str):
    return get(client, "/sign-in/back", query_string={"code": "c"} | said)


def signed_in(app: Dash, forger: Forger) -> FlaskClient:
    client = browser(app)
    assert back(client, state=sent_away(client, forger)["state"]).status_code == 303
    return client


def token(client: FlaskClient) -> dict[str, str]:
    cookie = client.get_cookie("_csrf_token", domain="staffroom.example")
    return {"X-CSRFToken": cookie.value} if cookie else {}


def asks(app: Dash, client: FlaskClient, path: str = "/", **headers: str):
    """A page's first message."""
    return client.post(CALLBACK, base_url=HOST, json=routed(app, path), headers=TELLS | token(client) | headers)


def engine_of(app: Dash):
    return app.server.extensions["staffroom"].engine


def seen(app: Dash) -> list[str]:
    with trail.looked_through(engine_of(app)) as lines:
        return [line.what for line in lines]


# --- in by the provider
def test_nobody_sees_anything_before_signing_in(app):
    client = browser(app)
    answer = get(client, "/goals?program=p1")
    assert answer.status_code == 303
    assert parse_qs(urlparse(answer.location).query) == {"next": ["/goals?program=p1"]}
    for path in ("/_dash-layout", "/_dash-dependencies", "/data/files/x/state"):
        assert get(client, path).status_code == 401
    assert asks(app, client).status_code == 401
    assert get(client, "/healthz").status_code == get(client, "/sign-in").status_code == 200


def test_whoever_the_provider_knows_comes_back_to_the_same_view(app, forger):
    client = browser(app)
    sent = sent_away(client, forger)
    assert (sent["code_challenge_method"], sent["response_type"], sent["redirect_uri"]) == (
        "S256", "code", f"{HOST}/sign-in/back",
    )  # fmt: skip
    answer = back(client, state=sent["state"])
    assert (answer.status_code, answer.location) == (303, "/goals?program=p1")
    assert len(forger.asked[-1]["code_verifier"]) >= 43
    shown = asks(app, client)
    assert shown.status_code == 200 and "Viewing as staff" in shown.text
    assert seen(app) == ["signed in"]


def test_the_cookie_is_for_this_host_alone_and_says_nothing(app, forger):
    client = browser(app)
    answer = back(client, state=sent_away(client, forger)["state"])
    cookie, csrf = (next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith(name))
                    for name in ("__Host-staffroom=", "_csrf_token="))  # fmt: skip
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie and "SameSite=Strict" in csrf
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "Ada" not in cookie and "t1" not in cookie


def test_another_reading_of_openid_connect_lets_in_too(made_sqlite_url):
    """A provider that others wrote: what it checks of us is not what we made up."""
    school(made_sqlite_url)
    claims = {"email": "ada@oak.example", "email_verified": True, "name": "Ada"}
    with oidc_provider_mock.run_server_in_thread(
        require_nonce=True, user_claims=[User(sub="9", claims=claims)]
    ) as server:
        issuer = f"http://localhost:{server.server_port}"
        app = app_for(made_sqlite_url, issuer)
        client = browser(app)
        address = get(client, "/sign-in/provider").location
        there = requests.post(address, data={"sub": "9"}, allow_redirects=False, timeout=10)
        said = {name: values[0] for name, values in parse_qs(urlparse(there.headers["location"]).query).items()}
        assert get(client, "/sign-in/back", query_string=said).status_code == 303
        assert asks(app, client).status_code == 200


def test_keys_of_the_provider_may_change(app, forger):
    signed_in(app, forger)
    forger.key = forger.other
    assert asks(app, signed_in(app, forger)).status_code == 200


@pytest.mark.parametrize("said", [{}, {"state": ""}, {"state": "another"}, {"error": "access_denied"}])
def test_who_did_not_begin_here_is_refused(app, forger, said: dict):
    client = browser(app)
    sent_away(client, forger)
    assert back(client, **said).status_code == 403


def test_what_another_browser_began_is_refused(app, forger):
    state = sent_away(browser(app), forger)["state"]
    assert back(browser(app), state=state).status_code == 403


def test_a_state_is_good_once(app, forger):
    client = browser(app)
    state = sent_away(client, forger)["state"]
    assert back(client, state=state).status_code == 303
    assert back(client, state=state).status_code == 403


def test_a_code_without_its_proof_is_refused(app, forger):
    client = browser(app)
    state = sent_away(client, forger)["state"]
    forger.challenge = "of another"
    assert back(client, state=state).status_code == 403


@pytest.mark.parametrize(
    "metadata", [{"issuer": "https://evil.example"}, {"id_token_signing_alg_values_supported": ["none", "HS256"]}]
)
def test_a_provider_that_is_another_or_signs_by_no_public_key_is_not_used(made_sqlite_url, forger, metadata: dict):
    forger.metadata = metadata
    answer = get(browser(app_for(made_sqlite_url, forger.url)), "/sign-in/provider")
    assert answer.status_code == 503 and "does not answer" in answer.text


@pytest.mark.parametrize(
    "odd",
    [{"issuer": 5}, {"authorization_endpoint": "javascript:alert(1)"}, {"id_token_signing_alg_values_supported": 5}],
)
def test_a_provider_that_was_odd_once_is_asked_again(made_sqlite_url, forger, odd: dict):
    client = browser(app_for(made_sqlite_url, forger.url))
    forger.metadata = odd
    assert get(client, "/sign-in/provider").status_code == 503
    forger.metadata = {}
    assert get(client, "/sign-in/provider").status_code == 302


def test_claims_that_nobody_signed_are_no_identity(app, forger):
    client = browser(app)
    state = sent_away(client, forger)["state"]
    forger.forge = lambda _forger, _claims: None
    forger.beside = {"userinfo": forger.right()}
    try:
        assert back(client, state=state).status_code == 403
    finally:
        forger.beside = {}


def test_a_provider_that_does_not_answer_is_said(made_sqlite_url):
    answer = get(browser(app_for(made_sqlite_url, "http://127.0.0.1:9")), "/sign-in/provider")
    assert answer.status_code == 503 and "does not answer" in answer.text and "emergency account" in answer.text


def test_a_tenant_of_entra_is_known_by_its_id(made_sqlite_url, forger):
    school(made_sqlite_url)
    app = app_for(made_sqlite_url, forger.url, tenants=frozenset({"tenant-1"}))
    forger.claims = {"tid": "tenant-1", "email_verified": None}
    assert "Viewing as staff" in asks(app, signed_in(app, forger)).text, "an own domain's address of the own tenant"
    forger.claims = {"tid": "tenant-2"}
    client = browser(app)
    assert back(client, state=sent_away(client, forger)["state"]).status_code == 403


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "x", "/a b", "/\t/e"]
)
def test_nobody_is_led_to_another_place_afterwards(app, forger, to: str):
    client = browser(app)
    assert back(client, state=sent_away(client, forger, to)["state"]).location == "/"


# --- sessions
def test_who_has_no_role_sees_what_to_ask_whom(app, forger):
    forger.claims = {"sub": "new", "email": "new@oak.example"}
    answer = asks(app, signed_in(app, forger))
    assert answer.status_code == 200 and "ask who grants roles" in answer.text and "Oak" not in answer.text


def test_a_role_that_is_granted_or_taken_back_holds_with_the_next_message(app, forger):
    client = signed_in(app, forger)
    with engine_of(app).connect() as connection, store.changing(connection):
        account = accounts.known(connection, forger.url, "77", "Ada")
        grants.grant(connection, account.id, "leader", "oak", "principal", "admin")
    assert "Viewing as leader" in asks(app, client).text
    with engine_of(app).connect() as connection, store.changing(connection):
        grants.revoke(connection, 1, "admin")
    assert "Viewing as staff" in asks(app, client).text
    with engine_of(app).connect() as connection, store.changing(connection):
        connection.execute(update(schema.people).values(end=TODAY.replace(year=2025)))
    assert "ask who grants roles" in asks(app, client).text, "who left the school sees nothing"


@pytest.mark.parametrize("end", [sessions.end_all, accounts.close])
def test_a_session_that_is_ended_ends_with_the_next_message(app, forger, end):
    client = signed_in(app, forger)
    assert asks(app, client).status_code == 200
    with engine_of(app).connect() as connection, store.changing(connection):
        end(connection, accounts.known(connection, forger.url, "77", "Ada").id)
    assert asks(app, client).status_code == 401
    assert get(client, "/goals").status_code == 303


def test_signing_out_ends_the_session_and_needs_its_token(app, forger):
    client = signed_in(app, forger)
    kept = client.get_cookie("__Host-staffroom", domain="staffroom.example").value
    assert send(client, "/sign-out").status_code == 403
    answer = send(client, "/sign-out", _csrf_token=token(client)["X-CSRFToken"])
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    client.set_cookie("__Host-staffroom", kept, domain="staffroom.example", secure=True)
    assert asks(app, client).status_code == 401


def test_a_message_without_the_token_of_its_session_is_refused(app, forger):
    client, other = signed_in(app, forger), signed_in(app, forger)
    assert asks(app, client, **{"X-CSRFToken": ""}).status_code == 403
    assert asks(app, client, **token(other)).status_code == 403
    assert asks(app, client, **{"X-CSRFToken": "é"}).status_code == 403
    assert asks(app, client).status_code == 200


def test_another_host_is_refused(app, forger):
    client = signed_in(app, forger)
    for host in ("https://evil.example", "http://127.0.0.1:8050", "https://staffroom.example.evil.example"):
        assert client.get("/", base_url=host).status_code == 400


# --- the local account
@pytest.fixture
def link(app) -> str:
    with engine_of(app).connect() as connection, store.changing(connection):
        return f"/set-up/{local.make_link(connection, trail.COMMAND_LINE)}"


def test_the_door_says_how_one_comes_in_where_the_provider_does_not_answer(app):
    assert "python -m data sign-in-link" in get(browser(app), "/sign-in").text


def test_the_emergency_account_is_set_up_by_its_link_and_signs_in(app, link):
    client = browser(app)
    assert "Set a password" in get(client, link).text
    assert send(client, link, password="short").status_code == 400
    assert send(client, link, password=GOOD).location == "/sign-in"
    assert get(client, link).status_code == 404
    assert send(client, link, password=GOOD + " x").status_code == 400
    answer = send(client, "/sign-in/local", password=GOOD, next="/goals")
    assert (answer.status_code, answer.location) == (303, "/goals")
    assert "Viewing as administrator" in asks(app, client).text


def test_a_wrong_password_is_refused_and_after_ten_none_is_looked_at(app, link):
    client = browser(app)
    send(client, link, password=GOOD)
    assert [send(client, "/sign-in/local", password="wrong").status_code for _ in range(10)] == [403] * 10
    assert send(client, "/sign-in/local", password=GOOD).status_code == 429
    assert "slowly" not in json.dumps(seen(app)) and seen(app).count("sign-in refused") == 10


def test_another_site_cannot_sign_anybody_in(app, link):
    client = browser(app)
    for path in (link, "/sign-in/local"):
        answer = client.post(path, base_url=HOST, data={"password": GOOD}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
    assert client.post(link, base_url=HOST, data={}, headers={"Origin": "https://evil.example"}).status_code == 403


def test_every_page_in_front_of_the_door_has_the_headers_of_all(app, link):
    for path in ("/sign-in", link, "/set-up/nothing"):
        answer = get(browser(app), path)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_secret_is_made_once_and_for_this_machine_alone(app, made_sqlite_url):
    path = Path(made_sqlite_url.removeprefix("sqlite:///")).parent / "secret.key"
    assert len(path.read_text()) >= 32 and path.stat().st_mode & 0o077 == 0
