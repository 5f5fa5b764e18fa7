"""Granting and taking back on the page, ending sessions, consent, and who may not."""

from __future__ import annotations

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import select

from data import schema, store, trail
from data.accounts import local
from tests.access.test_sign_in import GOOD, app, asks, browser, engine_of, forger, honest, send, signed_in, token

FIXTURES = (app, forger, honest)  # what pytest finds by name here
ROUTES = ("/access/grant", "/access/revoke", "/access/end", "/access/close", "/me/role", "/me/consent")


@pytest.fixture
def admin(app: Dash) -> FlaskClient:
    with engine_of(app).connect() as connection, store.changing(connection):
        link = local.make_link(connection, trail.COMMAND_LINE)
    client = browser(app)
    send(client, f"/set-up/{link}", password=GOOD)
    send(client, "/sign-in/local", password=GOOD)
    return client


def does(client: FlaskClient, path: str, **said: str):
    return send(client, path, **said, _csrf_token=token(client).get("X-CSRFToken", ""))


def rows(app: Dash, table, *columns) -> list[tuple]:
    with engine_of(app).connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).select_from(table))]


def account_of(app: Dash, called: str) -> str:
    return dict(rows(app, schema.accounts, schema.accounts.c.called, schema.accounts.c.id))[called]


def test_an_administrator_grants_takes_back_ends_and_closes(app, forger, admin):
    client = signed_in(app, forger)
    ada = account_of(app, "Ada")
    assert "May see, and why" in asks(app, admin, "/access").text
    said = {"account": ada, "role": "leader", "school": "oak", "reason": "principal since August"}
    assert does(admin, "/access/grant", **said).location == "/access"
    assert "principal since August" in asks(app, admin, "/access").text
    assert "Viewing as leader" in asks(app, client).text
    own, grant = map(str, sorted(row[0] for row in rows(app, schema.grants, schema.grants.c.id)))
    assert does(admin, "/access/revoke", grant=own).status_code == 400, "nobody locks themselves out"
    assert does(admin, "/access/revoke", grant=grant).status_code == 303
    assert "Viewing as staff" in asks(app, client).text
    assert does(admin, "/access/end", account=ada).status_code == 303
    assert asks(app, client).status_code == 401
    assert does(admin, "/access/close", account=ada).status_code == 303
    again = browser(app)
    from tests.access.test_sign_in import back, sent_away

    assert back(again, state=sent_away(again, forger)["state"]).status_code == 403
    assert does(admin, "/access/close", account=ada, open="again").status_code == 303
    assert asks(app, signed_in(app, forger)).status_code == 200


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/access/grant", {"account": "nobody", "role": "leader", "school": "oak", "reason": "because"}),
        ("/access/grant", {"role": "king"}),
        ("/access/revoke", {"grant": "99"}),
        ("/access/revoke", {"grant": "9" * 5000}),
        ("/access/revoke", {"grant": "x"}),
        ("/access/end", {"account": "nobody"}),
        ("/access/close", {}),
        ("/me/role", {"role": "leader|oak||"}),
        ("/me/consent", {"what": "boards", "given": "yes"}),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(app, admin, path, said):
    answer = does(admin, path, **said)
    assert answer.status_code == 400 and "Traceback" not in answer.text


def test_nobody_locks_themselves_out(app, admin):
    own = account_of(app, local.CALLED)
    assert does(admin, "/access/close", account=own).status_code == 400


@pytest.mark.parametrize("path", ROUTES)
def test_without_the_token_or_from_elsewhere_nothing_is_done(app, admin, path):
    assert send(admin, path, account="x").status_code == 403
    headers = {"Sec-Fetch-Site": "cross-site"}
    said = {"_csrf_token": token(admin)["X-CSRFToken"]}
    assert admin.post(path, base_url="https://staffroom.example", data=said, headers=headers).status_code == 403


def test_who_does_not_administer_sees_no_accounts_and_changes_none(app, forger, admin):
    client = signed_in(app, forger)
    shown = asks(app, client, "/access").text
    assert "Only who grants roles" in shown and "principal" not in shown and local.CALLED not in shown
    for path in ROUTES[:4]:
        assert (
            does(client, path, account=account_of(app, "Ada"), role="leader", school="oak", reason="me").status_code
            == 403
        )
    assert rows(app, schema.grants, schema.grants.c.role) == [("administrator",)]


def test_everybody_sees_what_they_may_see_and_why_and_what_is_stored(app, forger):
    shown = asks(app, signed_in(app, forger), "/me").text
    assert "the roster has them on the staff of this school" in shown and "ada@oak.example" in shown
    assert "small groups hidden" in shown


def test_consent_is_given_and_withdrawn_by_the_person_and_holds_at_once(app, forger):
    client, table = signed_in(app, forger), schema.consents
    assert "On boards of recognition: no" in asks(app, client, "/me").text
    assert does(client, "/me/consent", what="boards", given="yes").location == "/me"
    assert rows(app, table, table.c.person, table.c.what, table.c.given) == [("t1", "boards", True)]
    assert "On boards of recognition: yes" in asks(app, client, "/me").text
    does(client, "/me/consent", what="boards", given="no")
    assert rows(app, table, table.c.person, table.c.what, table.c.given) == [("t1", "boards", False)]
    assert does(client, "/me/consent", what="everything", given="yes").status_code == 400


def test_in_one_of_several_roles_somebody_looks_until_they_choose_another(app, forger, admin):
    client = signed_in(app, forger)
    said = {"account": account_of(app, "Ada"), "role": "projector", "school": "oak", "reason": "the hall"}
    does(admin, "/access/grant", **said)
    assert "Viewing as staff" in asks(app, client).text
    assert does(client, "/me/role", role="projector|oak||").status_code == 303
    assert "Viewing as projector" in asks(app, client).text


def test_without_sign_in_the_pages_say_so(app):
    from tests.served import app_on, page

    here = app_on(engine_settings(app))
    assert "Nobody signs in here yet" in str(page(here, "/access")) and "Nobody signs in here yet" in str(
        page(here, "/me")
    )


def engine_settings(app: Dash):
    from dataclasses import replace

    return replace(app.server.extensions["staffroom"].settings, sign_in=None)
