"""Sessions as they are confirmed: by whom, once, from our own pages only, and what the page shows to whom."""

from __future__ import annotations

from datetime import datetime

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import select

from access.joint_sessions import ROUTES
from data import schema, store
from data.actions import limit
from data.settings import Settings
from tests.access.test_goals import SCRIPT, count, fill
from tests.access.test_sign_in import HOST, TELLS, app_for, engine_of
from tests.access.test_thanks import ROLES, SAYS, someone
from tests.served import CALLBACK, HERE, TODAY, app_on, routed

AT = datetime(2026, 1, 28, 14, 15)
MEETINGS = {"m1": {}, "far": {"school": "ash"}, "later": {"start": datetime(2026, 2, 3, 9, 0)}}


def made(url: str) -> None:
    """Bo and Cy are invited; Ada, who is of the school, is not."""
    fill(url)
    engine = store.open_store(url)
    with store.writing(engine) as connection:
        more = (("t3", "Zorro Quistorp", "oak"), ("f1", "Fay", "ash"), ("f2", "Flo", "ash"))
        people = [{"id": id_, "name": name, "kind": "staff", "school": school} for id_, name, school in more]
        connection.execute(schema.people.insert(), people)
        for id_, more in MEETINGS.items():
            meeting = {"id": id_, "school": "oak", "title": f"Talk with Zorro: {id_}", "start": AT, "kind": "mentoring"}
            connection.execute(schema.meetings.insert().values(meeting | more))
            who = ("f1", "f2") if id_ == "far" else ("t2", "t3")
            connection.execute(schema.attendees.insert(), [{"meeting": id_, "person": one} for one in who])
        there = {"id": "e1", "kind": "lesson study", "date": TODAY, "school": "ash"}
        connection.execute(schema.events.insert().values(there))
        connection.execute(schema.participants.insert().values(event="e1", person="f1"))
    engine.dispose()


@pytest.fixture
def app(made_sqlite_url: str) -> Dash:
    made(made_sqlite_url)
    return app_for(made_sqlite_url, "http://127.0.0.1:9")


@pytest.fixture
def here(made_sqlite_url: str) -> FlaskClient:
    made(made_sqlite_url)
    return app_on(Settings(database_url=made_sqlite_url, frozen_today=TODAY)).server.test_client()


def send(client: FlaskClient, path: str = "/sessions/confirm", token: str = "a", **said):
    return client.post(path, base_url=HOST, data={"token": token} | said, headers=TELLS)


def page(app: Dash, client: FlaskClient, search: str = "", path: str = "/sessions") -> str:
    answer = client.post(CALLBACK, base_url=HOST, json=routed(app, path, search), headers=TELLS)
    return answer.text.replace("\\u002f", "/")


def sessions(app: Dash) -> list[str]:
    with engine_of(app).connect() as connection:
        return list(connection.scalars(select(schema.events.c.id).where(schema.events.c.meeting.is_not(None))))


def visitor(app: Dash, role: str, person: str) -> FlaskClient:
    """Of the roster; whom that knows is staff at least, so that those who are nobody are not."""
    return someone(app, role, None if role in ("projector", "nobody") else person)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("person", ["t2", "t1"])
def test_who_confirms(app: Dash, role: str, person: str):
    may = role in ("leader", "data-manager") or (role in SAYS and person == "t2")
    answer = send(visitor(app, role, person), meeting="m1")
    assert answer.status_code == (303 if may else 403)
    assert sessions(app) == ["M-m1"] * may


@pytest.mark.parametrize("role", ROLES)
def test_who_says_whether_it_was_useful(app: Dash, role: str):
    send(someone(app, "leader"), meeting="m1")
    client = visitor(app, role, "t2")
    assert send(client, "/sessions/answer", session="M-m1", answer="partly").status_code == (
        303 if role in SAYS else 403
    )
    assert count(app, "session_answers") == (role in SAYS)
    other = visitor(app, role, "t1")
    assert send(other, "/sessions/answer", session="M-m1", answer="not").status_code == 403


@pytest.mark.parametrize("path", ROUTES)
def test_what_is_of_another_school_is_not_there_and_nothing_is_said_of_it(app: Dash, path: str):
    for client in (someone(app, "leader"), someone(app, "staff", "t2")):
        answers = [
            send(client, path, meeting=meeting, session=session, answer="useful")
            for meeting, session in (("far", "e1"), ("nothing", "nothing"), ("", ""), ("x" * 3000, "x" * 3000),
                                     ("' OR 1=1", "' OR 1=1"))
        ]  # fmt: skip
        assert {answer.status_code for answer in answers} == {404}
        assert answers[0].text == answers[1].text
    assert send(client, path, meeting="m1\x00", session="M-m1\x00").status_code == 400
    assert count(app, "edits") == 0


@pytest.mark.parametrize("path", ROUTES)
def test_without_the_token_from_elsewhere_or_unknown_nothing_is_written(app: Dash, path: str):
    client = someone(app, "leader")
    said = {"meeting": "m1", "session": "M-m1", "answer": "useful"}
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(path, base_url=HOST, data=said | {"token": "a"}, headers=elsewhere).status_code == 403
    del client.environ_base["HTTP_X_CSRFTOKEN"]
    assert send(client, path, **said).status_code == 403
    assert send(app.server.test_client(), path, **said).status_code == 401
    assert count(app, "edits") == 0


def test_a_form_sent_twice_is_taken_once_and_another_persons_is_told_so(app: Dash):
    client = someone(app, "staff", "t2")
    first, second = (send(client, meeting="m1") for _ in range(2))
    assert first.location == second.location and first.location.startswith("/sessions?said=")
    late = send(someone(app, "staff", "t3"), token="b", meeting="m1")
    assert late.status_code == 400 and "already" in late.text and sessions(app) == ["M-m1"]


def test_what_is_still_to_come_is_refused_in_a_sentence(here: FlaskClient):
    answer = here.post("/sessions/confirm", data={"token": "a", "meeting": "later"}, headers=SCRIPT, **HERE)
    assert answer.status_code == 400 and "still to come" in answer.json["why"]


@pytest.mark.parametrize("role", ["staff", "projector"])
def test_without_sign_in_only_the_leader_writes(made_sqlite_url: str, role: str):
    made(made_sqlite_url)
    client = app_on(Settings(database_url=made_sqlite_url, frozen_today=TODAY, role=role)).server.test_client()
    data = {"token": "a", "meeting": "m1", "session": "M-m1", "answer": "useful"}
    assert {client.post(path, data=data, **HERE).status_code for path in ROUTES} == {403}


def test_the_leader_at_this_machine_confirms_and_is_nobody_who_could_answer(here: FlaskClient):
    assert here.post("/sessions/confirm", data={"token": "a", "meeting": "m1"}, **HERE).status_code == 303
    said = {"token": "b", "session": "M-m1", "answer": "useful"}
    assert here.post("/sessions/answer", data=said, **HERE).status_code == 403


def test_a_title_that_names_somebody_is_read_with_names_on_and_only_what_was_read_is_confirmed(app: Dash):
    leader, invited = someone(app, "leader"), someone(app, "staff", "t2")
    assert "Talk with" not in page(app, leader) and "/sessions/confirm" not in page(app, leader)
    assert "Talk with" in page(app, leader, "?names=on") and "/sessions/confirm" in page(app, leader, "?names=on")
    for search in ("", "?names=on"):  # one's own meeting is known by its time
        assert "Talk with" not in page(app, invited, search) and "/sessions/confirm" in page(app, invited, search)


@pytest.mark.parametrize("role", ROLES)
def test_what_waits_is_counted_on_the_page_of_collaboration_for_whom_it_waits(app: Dash, role: str):
    client = visitor(app, role, "t2")
    assert ("Confirm sessions (1)" in page(app, client, "", "/collaboration")) == (role in SAYS)
    for search in ("?view=meeting", "?view=meeting&names=on"):
        assert "Confirm sessions" not in page(app, client, search, "/collaboration")
        assert "/sessions/" not in page(app, client, search) and "Talk with" not in page(app, client, search)


@pytest.mark.parametrize("role", ["staff", "leader"])
def test_who_leads_no_school_writes_so_often_in_a_few_minutes_and_is_told_when_to_go_on(app: Dash, role: str):
    client = someone(app, role, "t2")
    send(client, meeting="m1")
    (session,) = sessions(app)
    said = [
        send(client, "/sessions/answer", str(number), session=session, answer=("useful", "not")[number % 2])
        for number in range(limit.MOST_FORMS)
    ]
    assert {answer.status_code for answer in said[:-1]} == {303}
    assert said[-1].status_code == (303 if role == "leader" else 400)
    assert (f"Go on in {limit.MINUTES} minutes" in said[-1].text) == (role == "staff")


def test_nobody_else_is_shown_what_somebody_answered(app: Dash):
    send(someone(app, "leader"), meeting="m1")
    client = someone(app, "staff", "t2")
    send(client, "/sessions/answer", session="M-m1", answer="not")
    assert '"aria-pressed":"true"' in page(app, client).replace(" ", "")
    for role, person in (("staff", "t3"), ("leader", "t1"), ("leader", None), ("team-lead", "t3")):
        other = someone(app, role, person)
        for path in ("/sessions", "/collaboration"):
            assert '"aria-pressed":"true"' not in page(app, other, "?names=on", path).replace(" ", ""), (role, path)
