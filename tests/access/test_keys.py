"""Granting and taking back on the page, ending sessions, consent, and who may not."""

from __future__ import annotations

from datetime import date

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import select

from data import schema, store, trail
from data.accounts import grants, local
from tests.access.test_sign_in import (
    GOOD,
    HOST,
    TELLS,
    app,
    asks,
    browser,
    engine_of,
    forger,
    honest,
    send,
    signed_in,
    token,
)
from tests.served import CALLBACK, routed

FIXTURES = (app, forger, honest)  # what pytest finds by name here
ROUTES = ("/access/grant", "/access/revoke", "/access/end", "/access/close", "/access/answer", "/me/role",
          "/me/consent", "/me/correct")  # fmt: skip


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


def test_what_was_agreed_to_stands_line_by_line_with_its_day_and_what_was_before(app, forger):
    client, table = signed_in(app, forger), schema.consents
    said = [("wall", True, date(2024, 9, 2)), ("wall", False, date(2025, 3, 1)), ("photo", True, date(2025, 1, 7))]
    with engine_of(app).connect() as connection, store.changing(connection):
        for what, given, on in said:
            connection.execute(table.insert().values(person="t1", what=what, given=given, date=on))
    shown = asks(app, client, "/me").text
    assert shown.index("On boards of recognition: no") < shown.index("On the wall of thanks: no")
    assert "On photographs: yes" in shown and "never said" in shown
    assert shown.index('"1 Mar 2025"') < shown.index('"2 Sep 2024"')
    assert '"Agree: the wall of thanks"' in shown.replace("aria-label", "") and '"Withdraw: photographs"' in shown


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


def granted(app: Dash, role: str, school: str | None = "oak", **more: str) -> None:
    with engine_of(app).connect() as connection, store.changing(connection):
        account = connection.scalar(select(schema.accounts.c.id).where(schema.accounts.c.called == "Ada"))
        grants.grant(connection, account, role, school, "because", trail.COMMAND_LINE, **more)


def add_school(app: Dash) -> None:
    with engine_of(app).connect() as connection, store.changing(connection):
        connection.execute(schema.schools.insert().values(id="ash", name="Ashgrove"))
        store.move_version(connection)


@pytest.mark.parametrize("role", ["leader", "data-manager"])
def test_files_may_name_any_school_so_they_are_for_who_has_all_of_them(app, forger, role: str):
    client = signed_in(app, forger)
    granted(app, role)
    assert does(client, "/data/files").location == "/data?said=nothing", "of the only school"
    add_school(app)
    assert does(client, "/data/files").status_code == 403
    assert does(client, "/data/imports/1/undo").status_code == 403


def test_a_data_manager_of_all_schools_brings_files_in(app, forger):
    client = signed_in(app, forger)
    granted(app, "data-manager", None)
    add_school(app)
    assert does(client, "/data/files").location == "/data?said=nothing"


def test_names_of_the_own_team_leave_a_line_whatever_else_is_in_the_address(app, forger):
    with engine_of(app).connect() as connection, store.changing(connection):
        connection.execute(schema.people.update().values(department="Math"))
        store.move_version(connection)
    client = signed_in(app, forger)
    granted(app, "team-lead", scope="department", of="Math")
    for search in ("?names=on&department=Math", "?names=on&department=Math,Nope&wave=Jane+Doe"):
        body = routed(app, "/collaboration", search)
        client.post(CALLBACK, base_url=HOST, json=body, headers=TELLS | token(client))
    with trail.looked_through(engine_of(app)) as lines:
        seen = [trail.told(line)["about"] for line in lines if line.what == trail.SAW_NAMES]
    said = {"page": "collaboration", "role": "team-lead", "whose": "staff", "schools": ["oak"], "department": "Math"}
    assert seen == [said] * 2


def test_an_address_that_is_somebodys_already_is_nobody_elses(app, forger):
    signed_in(app, forger)
    forger.claims = {"sub": "another"}
    assert "ask who grants roles" in asks(app, signed_in(app, forger)).text


def test_a_chosen_role_that_is_taken_back_leaves_the_narrowest(app, forger, admin):
    client = signed_in(app, forger)
    for role in ("leader", "projector"):
        granted(app, role)
    does(client, "/me/role", role="projector|oak||")
    grant = max(row[0] for row in rows(app, schema.grants, schema.grants.c.id))
    assert does(admin, "/access/revoke", grant=str(grant)).status_code == 303
    assert "Viewing as staff" in asks(app, client).text


def test_of_two_who_take_each_others_key_one_keeps_it(app, forger, admin):
    client = signed_in(app, forger)
    granted(app, "administrator", None)
    theirs, ours = sorted(row[0] for row in rows(app, schema.grants, schema.grants.c.id))
    assert does(admin, "/access/revoke", grant=str(ours)).status_code == 303
    assert does(client, "/access/revoke", grant=str(theirs)).status_code == 403


def test_whoever_has_the_server_comes_in_though_the_account_was_closed(app, forger, admin):
    client = signed_in(app, forger)
    granted(app, "administrator", None)
    assert does(client, "/access/close", account=account_of(app, local.CALLED)).status_code == 303
    with engine_of(app).connect() as connection, store.changing(connection):
        link = local.make_link(connection, trail.COMMAND_LINE)
    again = browser(app)
    send(again, f"/set-up/{link}", password=GOOD)
    assert send(again, "/sign-in/local", password=GOOD).status_code == 303


def test_everybody_sees_who_looked_at_their_name(app, forger, admin):
    client = signed_in(app, forger)
    assert "Nobody looked with names on yet" in asks(app, client, "/me").text
    add_school(app)
    own = account_of(app, local.CALLED)
    with engine_of(app).connect() as connection, store.changing(connection):
        for school in ("oak", "ash"):
            trail.add(connection, own, trail.SAW_NAMES, page=f"at-{school}", role="leader", schools=[school])
        for _ in range(50):
            trail.add(connection, account_of(app, "Ada"), trail.SAW_NAMES, page="later", role="staff")
    shown = asks(app, client, "/me").text
    assert "at-ash" not in shown and "at-oak" not in shown and "1 more before these" in shown and '"you"' in shown
    with engine_of(app).connect() as connection, store.changing(connection):
        trail.add(connection, own, trail.SAW_NAMES, page="at-oak", role="leader", schools=["oak"])
    shown = asks(app, client, "/me").text
    assert "at-oak" in shown and local.CALLED in shown and "whether or not your row was on screen" in shown
