"""Asking for a correction on My data, and answering it on Who may see what."""

from __future__ import annotations

import pytest
from dash import Dash
from flask.testing import FlaskClient

from data import schema, store, trail
from data.accounts import account as accounts
from data.accounts import grants, sessions
from tests.access.test_keys import add_school, admin, does, granted, rows
from tests.access.test_sign_in import (
    HOST,
    TELLS,
    app,
    asks,
    browser,
    engine_of,
    forger,
    honest,
    seen,
    signed_in,
    token,
)
from tests.served import CALLBACK, routed

FIXTURES = (app, forger, honest, admin)
WORDS = "I left Maths in <b>May</b>"


@pytest.fixture
def ada(app: Dash, forger) -> FlaskClient:
    return signed_in(app, forger)


def answering(app: Dash, role: str, school: str | None) -> FlaskClient:
    """A browser of somebody else with a role."""
    client, visitors = browser(app), app.server.extensions["visitors"]
    with engine_of(app).connect() as connection, store.changing(connection):
        account = accounts.known(connection, "https://id.example", f"{role} {school}", f"{role} of {school}")
        grants.grant(connection, account.id, role, school, "because", trail.COMMAND_LINE)
        session = sessions.begin(connection, account.id)
    client.set_cookie(visitors.cookie, session, domain="staffroom.example", secure=True)
    sealed = visitors.token_for(sessions.fingerprint(session))
    client.set_cookie("_csrf_token", sealed, domain="staffroom.example", secure=True)
    return client


def shown(app: Dash, client: FlaskClient, search: str = "", path: str = "/access") -> str:
    body = routed(app, path, search)
    return client.post(CALLBACK, base_url=HOST, json=body, headers=TELLS | token(client)).get_data(as_text=True)


def only(app: Dash) -> str:
    ((id_,),) = rows(app, schema.corrections, schema.corrections.c.id)
    return str(id_)


def test_what_is_asked_stands_on_my_data_until_and_after_it_is_answered(app, ada):
    assert does(ada, "/me/correct", about="role", text=WORDS).location == "/me"
    mine = asks(app, ada, "/me").json
    assert WORDS in str(mine) and "waits for an answer" in str(mine)
    leader = answering(app, "leader", "oak")
    assert does(leader, "/access/answer", correction=only(app), answer="Changed on Monday").location == "/access"
    assert "Changed on Monday" in asks(app, ada, "/me").text
    assert "Nobody waits for an answer" in shown(app, leader)


def test_who_asked_and_for_what_is_shown_with_names_on_which_is_noted(app, ada):
    does(ada, "/me/correct", about="role", text=WORDS)
    leader = answering(app, "leader", "oak")
    without, with_names = shown(app, leader), shown(app, leader, "?names=on")
    assert "press Show names" in without and "Maths" not in without and "Answer to" not in without
    assert "Maths" in with_names and "Answer to Ada" in with_names
    assert seen(app)[-1] == trail.SAW_NAMES
    assert "Maths" not in shown(app, leader, "?names=on&view=meeting")


def test_administrators_see_that_one_waits_and_nothing_of_it(app, ada, admin):
    does(ada, "/me/correct", about="role", text=WORDS)
    page = shown(app, admin, "?names=on")
    assert "1 request waits for an answer." in page and "Maths" not in page
    assert does(admin, "/access/answer", correction=only(app), answer="x").status_code == 403


@pytest.mark.parametrize(("role", "school"), [("leader", "ash"), ("officer", None), ("staff", "oak")])
def test_somebody_elses_school_is_refused_and_noted(app, ada, role, school):
    add_school(app)
    does(ada, "/me/correct", about="role", text=WORDS)
    client = answering(app, role, school)
    assert "Maths" not in shown(app, client, "?names=on")
    assert does(client, "/access/answer", correction=only(app), answer="done").status_code == 403
    with trail.looked_through(engine_of(app)) as lines:
        last = [trail.told(line) for line in lines][-1]
    assert (last["what"], last["about"]) == (trail.TURNED_AWAY, {"path": "/access/answer"})
    assert rows(app, schema.corrections, schema.corrections.c.answered) == [(None,)]


@pytest.mark.parametrize(
    "said",
    [{}, {"about": "role"}, {"about": "role", "text": " "}, {"about": "role", "text": "x" * 501},
     {"about": "everything", "text": WORDS}, {"about": "role", "text": "\x00"}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(app, ada, said):
    answer = does(ada, "/me/correct", **said)
    assert answer.status_code == 400 and "Traceback" not in answer.text
    assert rows(app, schema.corrections, schema.corrections.c.id) == []


def test_a_component_is_no_text(app, ada):
    component = {"about": "role", "text": {"type": "Div", "namespace": "dash_html_components", "props": {}}}
    answer = ada.post("/me/correct", base_url=HOST, json=component, headers=TELLS | token(ada))
    assert answer.status_code == 400 and rows(app, schema.corrections, schema.corrections.c.id) == []


def test_the_same_twice_is_one(app, ada):
    for _ in range(2):
        assert does(ada, "/me/correct", about="role", text=WORDS).status_code == 303
    only(app)


def test_in_the_role_in_use_and_in_no_other_somebody_answers(app, ada):
    granted(app, "leader")
    does(ada, "/me/correct", about="role", text=WORDS)
    assert "my role or department" in shown(app, ada)
    does(ada, "/me/role", role="staff|oak||")
    assert "my role or department" not in shown(app, ada)
    assert does(ada, "/access/answer", correction=only(app), answer="x").status_code == 403


def test_whom_the_roster_does_not_know_is_offered_no_form(app, admin):
    assert "/me/correct" not in asks(app, admin, "/me").text
    assert does(admin, "/me/correct", about="name", text=WORDS).status_code == 400
