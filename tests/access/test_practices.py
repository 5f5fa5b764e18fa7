"""The library as it is written to: by whom, once, from our own pages only, and what its page shows to whom."""

from __future__ import annotations

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import select

from access.practices import ROUTES
from data import schema, store
from data.settings import Settings
from tests.access.test_goals import SCRIPT, fill
from tests.access.test_sign_in import HOST, TELLS, app_for, engine_of
from tests.access.test_thanks import ROLES, SAYS, someone
from tests.served import CALLBACK, HERE, TODAY, app_on, routed

SAID = {"school": "oak", "title": "Exit tickets", "new_topic": "checking", "link": "https://x.example/tickets"}
RUNS = "javascript:alert(1)"


def made(url: str) -> None:
    fill(url)
    engine = store.open_store(url)
    with store.writing(engine) as connection:
        shared = {"date": TODAY, "title": "Phonics cards", "topic": "reading", "by": "t2"}
        connection.execute(schema.practices.insert().values(shared | {"id": "L1", "school": "oak", "link": RUNS}))
        connection.execute(schema.practices.insert().values(shared | {"id": "A1", "school": "ash", "by": None}))
    engine.dispose()


@pytest.fixture
def app(made_sqlite_url: str) -> Dash:
    made(made_sqlite_url)
    return app_for(made_sqlite_url, "http://127.0.0.1:9")


@pytest.fixture
def here(made_sqlite_url: str) -> FlaskClient:
    made(made_sqlite_url)
    return app_on(Settings(database_url=made_sqlite_url, frozen_today=TODAY)).server.test_client()


def send(client: FlaskClient, path: str = "/practices/share", token: str = "a", **said):
    return client.post(path, base_url=HOST, data={"token": token} | said, headers=TELLS)


def shared(app: Dash) -> list:
    with engine_of(app).connect() as connection:
        return list(connection.execute(select(schema.practices).where(schema.practices.c.id.like("L-%"))))


def uses(app: Dash) -> list[tuple]:
    with engine_of(app).connect() as connection:
        return [tuple(row) for row in connection.execute(select(schema.practice_uses))]


def page(app: Dash, client: FlaskClient, search: str = "", path: str = "/practices") -> str:
    answer = client.post(CALLBACK, base_url=HOST, json=routed(app, path, search), headers=TELLS)
    return answer.text.replace("\\u002f", "/")


@pytest.mark.parametrize("role", ROLES)
def test_who_shares_practice(app: Dash, role: str):
    answer = send(someone(app, role), **SAID)
    assert (answer.status_code == 303) == (role in SAYS), answer.status_code
    assert [(row.title, row.school) for row in shared(app)] == [("Exit tickets", "oak")] * (role in SAYS)


@pytest.mark.parametrize("role", ROLES)
def test_who_takes_out_what_somebody_else_shared(app: Dash, role: str):
    answer = send(someone(app, role), "/practices/unshare", practice="L1")
    assert (answer.status_code == 303) == (role in ("leader", "data-manager"))


@pytest.mark.parametrize("path", sorted(set(ROUTES) - {"/practices/share"}))
def test_what_another_school_shared_is_not_there_and_nothing_is_said_of_it(app: Dash, path: str):
    client = someone(app, "leader", "t1")
    answers = [send(client, path, practice=id_, title="Mine") for id_ in ("A1", "there-is-none", "", "x" * 3000)]
    assert {answer.status_code for answer in answers} == {404}
    assert answers[0].text == answers[1].text
    assert send(client, path, practice="a\x00b").status_code == 400
    assert send(client, **SAID | {"school": "ash"}).status_code == 404


@pytest.mark.parametrize("path", ROUTES)
def test_without_the_token_from_elsewhere_or_unknown_nothing_is_written(app: Dash, path: str):
    client = someone(app, "leader", "t1")
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(path, base_url=HOST, data=SAID | {"token": "a"}, headers=elsewhere).status_code == 403
    del client.environ_base["HTTP_X_CSRFTOKEN"]
    assert send(client, path, practice="L1", **SAID).status_code == 403
    assert send(app.server.test_client(), path, practice="L1", **SAID).status_code == 401
    with engine_of(app).connect() as connection:
        assert connection.execute(select(schema.edits)).all() == []


def test_one_tap_says_that_somebody_used_it_however_often_it_is_sent(app: Dash):
    client = someone(app, "staff", "t1")
    first, second = (send(client, "/practices/used", practice="L1") for _ in range(2))
    assert first.location == second.location and first.location.startswith("/practices?said=")
    again = send(client, "/practices/used", "b", practice="L1")
    assert again.status_code == 400 and "once a day" in again.text
    assert len(uses(app)) == 1


def test_a_form_sent_twice_is_shared_once(app: Dash):
    client = someone(app, "staff", "t1")
    assert send(client, **SAID).location == send(client, **SAID).location
    assert len(shared(app)) == 1


def test_the_script_of_the_page_is_told_the_field_and_the_remedy(here: FlaskClient):
    answer = here.post("/practices/share", data={"token": "a"} | SAID | {"title": ""}, headers=SCRIPT, **HERE)
    assert answer.status_code == 400 and answer.json["field"] == "title" and "write it in a line" in answer.json["why"]


@pytest.mark.parametrize("role", ["staff", "projector"])
def test_without_sign_in_only_the_leader_writes(made_sqlite_url: str, role: str):
    made(made_sqlite_url)
    client = app_on(Settings(database_url=made_sqlite_url, frozen_today=TODAY, role=role)).server.test_client()
    data = {"token": "a", "practice": "L1"} | SAID
    assert {client.post(path, data=data, **HERE).status_code for path in ROUTES} == {403}


def test_the_page_offers_each_what_they_may_and_a_room_nothing(app: Dash):
    staff, sharer, leader = someone(app, "staff", "t1"), someone(app, "teacher", "t2"), someone(app, "leader")
    assert "/practices/used" in page(app, staff) and "/practices/unshare" not in page(app, staff)
    assert "/practices/used" not in page(app, sharer) and "/practices/correct" in page(app, sharer)
    assert "/practices/used" not in page(app, leader) and "/practices/unshare" in page(app, leader)
    for client in (staff, sharer, leader):
        assert "/practices/" not in page(app, client, "?view=meeting")
        assert "Phonics cards" in page(app, client, "?view=meeting")
    send(staff, "/practices/used", practice="L1")
    assert "Used today" in page(app, staff) and "/practices/used" not in page(app, staff)


def test_what_is_reported_is_read_by_its_sharer_and_who_looks_at_it_alone(app: Dash):
    staff, sharer, leader = someone(app, "staff", "t1"), someone(app, "teacher", "t2"), someone(app, "leader")
    assert "/practices/report" in page(app, staff)
    send(staff, "/practices/report", practice="L1")
    assert "Phonics cards" not in page(app, staff)
    assert "Phonics cards" in page(app, sharer) and "/practices/show" not in page(app, sharer)
    assert "/practices/show" in page(app, leader) and "Phonics cards" not in page(app, leader, "?view=meeting")
    assert send(sharer, "/practices/show", practice="L1").status_code == 403
    send(leader, "/practices/show", practice="L1")
    assert "Phonics cards" in page(app, staff)


@pytest.mark.parametrize("path", ["/goals", "/sessions", "/new-thanks", "/practices"])
def test_the_word_of_what_was_shared_says_nothing_on_another_page_and_breaks_none(app: Dash, path: str):
    client = someone(app, "teacher", "t1")
    word = send(client, **SAID).location.partition("said=")[2]
    answer = client.post(CALLBACK, base_url=HOST, json=routed(app, path, f"?said={word}"), headers=TELLS)
    assert answer.status_code == 200 and ("Thank you." in answer.text) == (path == "/practices")


def test_who_used_what_is_in_no_answer(app: Dash):
    """The only user is Ada: neither her id nor her name comes with any page, for anybody."""
    send(someone(app, "staff", "t1"), "/practices/used", practice="L1")
    for role, search in (("leader", "?names=on"), ("data-manager", "?names=on"), ("staff", "")):
        said = page(app, someone(app, role), search)
        assert '"t1"' not in said and "Ada" not in said, role


def test_only_a_web_address_can_be_followed(app: Dash):
    client = someone(app, "staff", "t1")
    send(client, **SAID)
    said = page(app, client)
    assert '"href":"https://x.example/tickets"' in said.replace('": "', '":"') and "noopener noreferrer" in said
    assert f'"href":"{RUNS}' not in said.replace('": "', '":"') and f"Where: {RUNS}" in said
