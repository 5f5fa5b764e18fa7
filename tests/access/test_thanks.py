"""Thanks as they are sent: by whom, once, from our own pages only, and what is told where they are refused."""

from __future__ import annotations

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import select

from access.thanks import ROUTES
from data import schema, store
from data.settings import Settings
from tests.access.test_goals import SCRIPT, browser, fill
from tests.access.test_sign_in import HOST, TELLS, app_for, engine_of
from tests.served import CALLBACK, HERE, TODAY, app_on, routed

SAID = {"school": "oak", "to": "person:t2", "value": "helping others", "message": "Covered two duties."}
SAYS = {"leader", "data-manager", "team-lead", "teacher", "staff"}
ROLES = (*sorted(SAYS), "officer", "administrator", "projector", "nobody")


def made(url: str) -> None:
    fill(url)
    engine = store.open_store(url)
    team = {"school": "oak", "date": TODAY, "to_kind": "team", "to_group": "Math", "value": "helping others"}
    with store.writing(engine) as connection:
        connection.execute(schema.recognitions.insert().values(team | {"id": "R1", "message": "Shared a unit."}))
        connection.execute(schema.recognitions.insert().values(team | {"id": "A1", "school": "ash", "to_group": "X"}))
    engine.dispose()


@pytest.fixture
def app(made_sqlite_url: str) -> Dash:
    made(made_sqlite_url)
    return app_for(made_sqlite_url, "http://127.0.0.1:9")


@pytest.fixture
def here(made_sqlite_url: str) -> FlaskClient:
    made(made_sqlite_url)
    return app_on(Settings(database_url=made_sqlite_url, frozen_today=TODAY)).server.test_client()


def someone(app: Dash, role: str, person: str | None = None) -> FlaskClient:
    scope = {"scope": "department", "of": "Math"} if role == "team-lead" else {}
    return browser(app, role, person or ("t1" if role == "teacher" else None), **scope)


def send(client: FlaskClient, path: str = "/thanks/give", token: str = "a", **said):
    return client.post(path, base_url=HOST, data={"token": token} | said, headers=TELLS)


def of_app(app: Dash) -> list:
    with engine_of(app).connect() as connection:
        return list(connection.execute(select(schema.recognitions).where(schema.recognitions.c.id.like("T-%"))))


@pytest.mark.parametrize("role", ROLES)
def test_who_says_thanks(app: Dash, role: str):
    answer = send(someone(app, role), **SAID)
    assert (answer.status_code == 303) == (role in SAYS), answer.status_code
    assert [(row.to_person, row.state) for row in of_app(app)] == [("t2", "held")] * (role in SAYS)


@pytest.mark.parametrize("role", ROLES)
def test_who_looks_at_thanks_before_they_show(app: Dash, role: str):
    send(someone(app, "staff", "t1"), **SAID)
    (held,) = of_app(app)
    answer = send(someone(app, role), "/thanks/show", thanks=held.id)
    assert (answer.status_code == 303) == (role in ("leader", "data-manager"))
    assert of_app(app)[0].state == ("shown" if role in ("leader", "data-manager") else "held")


@pytest.mark.parametrize("path", sorted(set(ROUTES) - {"/thanks/give"}))
def test_thanks_of_another_school_are_not_there_and_nothing_is_said_of_them(app: Dash, path: str):
    client = someone(app, "leader")
    answers = [send(client, path, thanks=id_) for id_ in ("A1", "there-is-none", "", "x" * 3000, "' OR 1=1")]
    assert {answer.status_code for answer in answers} == {404}
    assert answers[0].text == answers[1].text


@pytest.mark.parametrize("path", ROUTES)
def test_without_the_token_from_elsewhere_or_unknown_nothing_is_written(app: Dash, path: str):
    client = someone(app, "leader")
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(path, base_url=HOST, data=SAID | {"token": "a"}, headers=elsewhere).status_code == 403
    del client.environ_base["HTTP_X_CSRFTOKEN"]
    assert send(client, path, thanks="R1", **SAID).status_code == 403
    assert send(app.server.test_client(), path, thanks="R1", **SAID).status_code == 401
    with engine_of(app).connect() as connection:
        assert connection.execute(select(schema.edits)).all() == []


def test_a_form_sent_twice_is_said_once(app: Dash):
    client = someone(app, "staff", "t1")
    first, second = (send(client, **SAID) for _ in range(2))
    assert first.location == second.location and first.location.startswith("/new-thanks?said=")
    assert len(of_app(app)) == 1
    send(client, token="b", **SAID)
    assert len(of_app(app)) == 2


def test_the_script_of_the_page_is_told_the_field_and_the_remedy(here: FlaskClient):
    answer = here.post("/thanks/give", data={"token": "a"} | SAID | {"to": "person:nobody"}, headers=SCRIPT, **HERE)
    assert answer.status_code == 400 and answer.json["field"] == "to" and "of the list" in answer.json["why"]
    assert here.post("/thanks/give", data={"token": "a"} | SAID | {"message": "a\x00b"}, **HERE).status_code == 400


def test_nobody_thanks_themselves(app: Dash):
    answer = send(someone(app, "staff", "t2"), **SAID)
    assert answer.status_code == 400 and "thanking yourself" in answer.text and of_app(app) == []


@pytest.mark.parametrize("role", ["staff", "projector"])
def test_without_sign_in_only_the_leader_writes(made_sqlite_url: str, role: str):
    made(made_sqlite_url)
    client = app_on(Settings(database_url=made_sqlite_url, frozen_today=TODAY, role=role)).server.test_client()
    data = {"token": "a", "thanks": "R1"} | SAID
    assert {client.post(path, data=data, **HERE).status_code for path in ROUTES} == {403}


def test_whoever_moderates_reads_words_that_name_somebody_only_with_names_on(app: Dash):
    send(someone(app, "staff", "t1"), **SAID | {"message": "Zorro covered two duties."})
    client = someone(app, "leader")

    def page(search: str) -> str:
        return client.post(
            CALLBACK, base_url=HOST, json=routed(app, "/new-thanks", search), headers=TELLS
        ).text.replace("\\u002f", "/")

    assert "covered two duties" not in page("") and "/thanks/show" not in page("") and "/thanks/remove" in page("")
    assert "covered two duties" in page("?names=on") and "/thanks/show" in page("?names=on")
    assert "covered two duties" not in page("?names=on&view=meeting")
    staff = someone(app, "staff")
    body = staff.post(CALLBACK, base_url=HOST, json=routed(app, "/new-thanks", "?names=on"), headers=TELLS).text
    assert "covered two duties" not in body and "thanks\\u002fremove" not in body and "Zorro" not in body


def test_what_waits_is_on_the_page_of_who_said_it_and_on_no_other(app: Dash):
    send(someone(app, "staff", "t1"), **SAID)
    for role, person, sees in (("staff", "t1", True), ("teacher", "t2", False), ("team-lead", None, False)):
        client = someone(app, role, person)
        said = client.post(CALLBACK, base_url=HOST, json=routed(app, "/new-thanks", ""), headers=TELLS).text
        assert ("Covered two duties" in said) == sees, (role, person)
        for path in ("/recognition", "/wall"):
            said = client.post(CALLBACK, base_url=HOST, json=routed(app, path, ""), headers=TELLS).text
            assert "Covered two duties" not in said


def test_what_is_withdrawn_is_gone_with_the_next_request(app: Dash):
    giver, leader = someone(app, "staff", "t1"), someone(app, "leader")
    send(giver, **SAID | {"to": "team:Math"})
    (held,) = of_app(app)
    send(leader, "/thanks/show", thanks=held.id)

    def wall() -> str:
        return leader.post(CALLBACK, base_url=HOST, json=routed(app, "/wall", ""), headers=TELLS).text

    assert "Covered two duties" in wall()
    assert send(giver, "/thanks/withdraw", thanks=held.id).status_code == 303
    assert "Covered two duties" not in wall()
    assert send(leader, "/thanks/withdraw", thanks="R1").status_code == 403
