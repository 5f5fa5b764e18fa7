"""Writing on the pages of goals: by whom, once, from our own pages only, and what is told where it is refused."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from dash import Dash
from flask import g
from flask.testing import FlaskClient
from sqlalchemy import select

from access.goals import ROUTES
from components import goal_forms
from data import schema, store
from data.accounts import account as accounts
from data.accounts import grants, sessions
from data.actions import history, told
from data.settings import Settings
from data.viewer import Viewer
from tests.access.test_sign_in import HOST, TELLS, app_for, engine_of, school
from tests.components.handmade import elements, text
from tests.served import HERE, TODAY, app_on

SCRIPT = {"Accept": "application/json"}
GOAL = {"level": "school", "school": "oak", "direction": "increase", "baseline": 58, "target": 72, "unit": "students",
        "out_of": 96, "start": date(2025, 9, 1), "due": date(2026, 6, 1)}  # fmt: skip
SAID = {"value": "64 of 96", "date": "2026-01-30", "confidence": "unsure", "comment": "Screening done."}


def fill(url: str) -> None:
    """Two schools; in the first a goal of each kind of owner."""
    school(url)
    engine = store.open_store(url)
    goals = {
        "whole": {}, "of-c1": {"group": "c1", "level": "classroom"}, "of-p1": {"group": "p1", "level": "program"},
        "of-math": {"level": "team", "owner": "Math"}, "of-ada": {"owner": "t1"},
        "closed": {"closed": date(2026, 1, 1)}, "theirs": {"school": "ash"}, "odd/id?#": {},
    }  # fmt: skip
    with store.writing(engine) as connection:
        connection.execute(schema.schools.insert().values(id="ash", name="Ashgrove"))
        for id_, kind in (("c1", "classroom"), ("p1", "program")):
            connection.execute(schema.groups.insert().values(id=id_, type=kind, name=id_, school="oak"))
        lead = {"id": "t2", "name": "Bo", "kind": "staff", "school": "oak", "department": "Math"}
        connection.execute(schema.people.insert().values(lead))
        for id_, more in goals.items():
            connection.execute(schema.goals.insert().values(GOAL | {"id": id_, "title": f"Goal {id_}"} | more))
    engine.dispose()


@pytest.fixture
def app(made_sqlite_url: str) -> Dash:
    fill(made_sqlite_url)
    return app_for(made_sqlite_url, "http://127.0.0.1:9")


@pytest.fixture
def here(made_sqlite_url: str) -> FlaskClient:
    """Whoever sits at this machine, without sign-in."""
    fill(made_sqlite_url)
    return app_on(Settings(database_url=made_sqlite_url, frozen_today=TODAY)).server.test_client()


def browser(app: Dash, role: str, person: str | None = None, **scope: str) -> FlaskClient:
    """Somebody signed in, in a role of the school Oak."""
    client, visitors = app.server.test_client(), app.server.extensions["visitors"]
    with engine_of(app).connect() as connection, store.changing(connection):
        account = accounts.known(connection, "https://id.example", role, role)
        connection.execute(schema.accounts.update().where(schema.accounts.c.id == account.id).values(person=person))
        if role == "teacher":
            connection.execute(schema.memberships.insert().values(person=person, group="c1", role="teacher"))
        elif role != "nobody":
            of_one = None if role == "administrator" else "oak"
            grants.grant(connection, account.id, role, of_one, "because", "command line", **scope)
        token = sessions.begin(connection, account.id)
    client.set_cookie(visitors.cookie, token, domain="staffroom.example", secure=True)
    client.environ_base["HTTP_X_CSRFTOKEN"] = visitors.token_for(sessions.fingerprint(token))
    return client


def send(client: FlaskClient, path: str = "/goals/check-in", token: str = "a", **said):
    return client.post(path, base_url=HOST, data={"token": token} | said, headers=TELLS)


def sends(client: FlaskClient, path: str = "/goals/check-in", **said):
    """From this machine, by the script of the page."""
    return client.post(path, data={"token": "a"} | said, headers=SCRIPT, **HERE)


def count(app_or_engine, table: str = "checkins") -> int:
    engine = engine_of(app_or_engine) if isinstance(app_or_engine, Dash) else app_or_engine
    with engine.connect() as connection:
        return len(connection.execute(select(schema.metadata.tables[table])).all())


def engine(client: FlaskClient):
    return client.application.extensions["staffroom"].engine


MAY = {
    ("leader", None): {"whole", "of-c1", "of-p1", "of-math", "of-ada"},
    ("officer", None): {"whole", "of-c1", "of-p1", "of-math", "of-ada"},
    ("data-manager", None): {"whole", "of-c1", "of-p1", "of-math", "of-ada"},
    ("team-lead", "department:Math"): {"of-math"},
    ("team-lead", "program:p1"): {"of-p1"},
    ("teacher", "t1"): {"of-c1", "of-ada"},
    ("staff", "t1"): {"of-ada"},
    ("staff", None): set(),
    ("projector", None): set(),
    ("administrator", None): set(),
    ("nobody", None): set(),
}


@pytest.mark.parametrize(("role", "more"), MAY)
def test_who_may_check_in_on_which_goal(app: Dash, role: str, more: str | None):
    scope = dict(zip(("scope", "of"), more.split(":"), strict=True)) if more and ":" in more else {}
    client = browser(app, role, None if scope else more, **scope)
    done = {goal for goal in ("whole", "of-c1", "of-p1", "of-math", "of-ada")
            if send(client, goal=goal, **SAID).status_code == 303}  # fmt: skip
    assert done == MAY[role, more]
    assert count(app) == len(done)


@pytest.mark.parametrize("path", ROUTES)
def test_a_goal_of_another_school_is_not_there_and_nothing_is_said_of_it(app: Dash, path: str):
    client = browser(app, "leader")
    answers = [send(client, path, goal=goal, carry=goal, **SAID) for goal in ("theirs", "there-is-none")]
    if path != "/goals/create":
        assert {answer.status_code for answer in answers} == {404}
        assert answers[0].text.replace("theirs", "") == answers[1].text.replace("there-is-none", "")
    assert count(app, "edits") == 0


@pytest.mark.parametrize("path", ROUTES)
def test_without_the_token_or_from_elsewhere_nothing_is_written(app: Dash, path: str):
    client = browser(app, "leader")
    del client.environ_base["HTTP_X_CSRFTOKEN"]
    assert send(client, path, goal="whole", **SAID).status_code == 403
    client = browser(app, "leader")
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(path, base_url=HOST, data={"goal": "whole"}, headers=elsewhere).status_code == 403
    assert count(app, "edits") == 0


@pytest.mark.parametrize("path", ROUTES)
def test_whoever_is_not_signed_in_is_turned_away(app: Dash, path: str):
    assert send(app.server.test_client(), path, goal="whole", **SAID).status_code == 401


def test_what_is_no_form_is_no_check_in(app: Dash):
    client = browser(app, "leader")
    component = {"type": "Iframe", "namespace": "dash_html_components", "props": {"srcDoc": "<script>"}}
    answer = client.post("/goals/check-in", base_url=HOST, json={"goal": "whole", "value": component}, headers=TELLS)
    assert answer.status_code == 400 and count(app) == 0
    said = SAID | {"value": '{"type": "Iframe", "props": {"srcDoc": "x"}}'}
    assert send(client, goal="whole", **said).status_code == 400 and count(app) == 0


def test_what_no_database_takes_is_refused_before_it(here: FlaskClient):
    for said in ({"goal": "\x00"}, {"goal": "whole", "comment": "a\x00b"}):
        assert sends(here, **SAID | said).status_code == 400
    assert sends(here, goal="x" * 5000, **SAID).status_code == 404
    assert sends(here, "/goals/take-back", goal="whole", act="' OR 1=1").status_code == 404


def test_a_form_sent_twice_is_taken_once_and_a_changed_one_again(app: Dash):
    client = browser(app, "leader")
    first, second = (send(client, goal="whole", **SAID) for _ in range(2))
    assert first.location == second.location and first.location.startswith("/goals/whole?said=")
    assert count(app) == 1
    send(client, goal="whole", **SAID | {"value": "65"})
    assert count(app) == 2
    assert send(client, token="", goal="whole", **SAID).status_code == 400


def test_the_script_of_the_page_is_told_the_field_and_the_remedy(here: FlaskClient):
    answer = sends(here, goal="whole", **SAID | {"value": "97"})
    assert (answer.status_code, answer.json) == (
        400, {"why": "Value: 97 is not a number of children from 0 to 96: correct it.", "field": "value"},
    )  # fmt: skip
    answer = sends(here, goal="odd/id?#", **SAID)
    assert answer.status_code == 200 and answer.json["to"].startswith("/goals/odd%2Fid%3F%23?said=")


def test_without_the_script_a_refusal_is_a_page_with_the_way_back(here: FlaskClient):
    answer = here.post("/goals/check-in", data={"token": "a", "goal": "whole"} | SAID | {"value": "<b>"}, **HERE)
    assert answer.status_code == 400 and "&lt;b&gt;" in answer.text and 'href="/goals/whole"' in answer.text


@pytest.mark.parametrize("role", ["staff", "projector"])
def test_without_sign_in_only_the_leader_writes(made_sqlite_url: str, role: str):
    fill(made_sqlite_url)
    client = app_on(Settings(database_url=made_sqlite_url, frozen_today=TODAY, role=role)).server.test_client()
    assert {sends(client, path, goal="whole", **SAID).status_code for path in ROUTES} == {403}


def test_a_check_in_is_changed_and_taken_back_and_the_taking_back_is_taken_back(here: FlaskClient):
    word = sends(here, goal="whole", **SAID).json["to"].partition("said=")[2].partition("#")[0]
    with engine(here).connect() as connection:
        (checkin,) = connection.scalars(select(schema.checkins.c.id))
    change = sends(here, "/goals/check-in/change", goal="whole", checkin=str(checkin), value="65", date="2026-01-29")
    assert change.status_code == 200
    refused = sends(here, "/goals/take-back", goal="whole", act=word)
    assert refused.status_code == 400 and "changed since" in refused.json["why"]
    changed = change.json["to"].partition("said=")[2].partition("#")[0]
    undone = sends(here, "/goals/take-back", goal="whole", act=changed)
    assert undone.status_code == 200
    with engine(here).connect() as connection:
        (row,) = connection.execute(select(schema.checkins.c.value, schema.checkins.c.at))
    assert row.value == 64 and row.at.date() == date(2026, 1, 30)
    assert sends(here, "/goals/check-in/take-back", goal="whole", checkin=str(checkin)).status_code == 200
    assert count(engine(here)) == 0
    for wrong in ("", "x", "٣", "9" * 5000):
        assert sends(here, "/goals/check-in/take-back", goal="whole", checkin=wrong).status_code == 404


def test_what_somebody_wrote_of_another_goal_is_not_taken_back_by_who_may_not(app: Dash):
    leader, staff = browser(app, "leader"), browser(app, "staff", "t1")
    word = send(leader, goal="whole", **SAID).location.partition("said=")[2].partition("#")[0]
    assert send(staff, "/goals/take-back", goal="of-ada", act=word).status_code == 404
    assert send(staff, "/goals/take-back", goal="whole", act=word).status_code == 403
    assert count(app) == 1


def test_what_was_taken_back_from_somebody_holds_under_the_lock(app: Dash):
    client = browser(app, "leader")
    with engine_of(app).connect() as connection, store.changing(connection):
        connection.execute(schema.grants.update().values(revoked=datetime(2026, 1, 1), revoked_by="command line"))
    assert send(client, goal="whole", **SAID).status_code == 403


def test_a_locked_database_loses_nothing_and_says_so(here: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    from sqlalchemy.exc import OperationalError

    from data.actions.history import Act

    def fails(act: Act) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(Act, "close", fails)
    answer = sends(here, goal="whole", **SAID)
    assert answer.status_code == 503 and "nothing was changed" in answer.json["why"] and count(engine(here)) == 0


def word_of(answer) -> str:
    return answer.json["to"].partition("said=")[2].partition("#")[0]


def test_a_circle_does_not_come_back_by_taking_back_a_taking_back(here: FlaskClient):
    first = sends(here, "/goals/change", goal="whole", parent="of-c1")
    gone = sends(here, "/goals/take-back", goal="whole", act=word_of(first))
    assert sends(here, "/goals/change", goal="of-c1", parent="whole").status_code == 200
    answer = sends(here, "/goals/take-back", goal="whole", act=word_of(gone))
    assert answer.status_code == 400 and "leads back to the goal itself" in answer.json["why"]


def test_an_owner_in_words_is_answered_alike_whoever_there_is(here: FlaskClient):
    answers = [sends(here, "/goals/change", goal="whole", owner="", owner_words=one) for one in ("t2", "t3")]
    assert [answer.status_code for answer in answers] == [200, 200]
    with engine(here).connect() as connection:
        owners = connection.scalars(select(schema.goals.c.owner).where(schema.goals.c.id == "whole")).all()
        assert not set(owners) & set(connection.scalars(select(schema.people.c.id)))


def test_goals_that_are_carried_over_are_told_with_links_and_the_way_back(here: FlaskClient):
    with store.writing(engine(here)) as connection:
        last_year = {"start": date(2024, 9, 1), "due": date(2025, 6, 1)}
        connection.execute(schema.goals.update().where(schema.goals.c.id.in_(["whole", "of-p1"])).values(last_year))
    answer = sends(here, "/goals/carry-over", carry=["whole", "of-p1"])
    assert answer.json["to"].startswith("/goals?said=") and answer.json["to"].endswith("#written")
    top = shown_top(here, answer.json["to"].partition("#")[0].removeprefix("/goals"))
    assert "Saved: the goal carried over, the goal closed." in text(top)
    made = [one[1]["href"] for one in elements(top, "a") if one[1]["href"].startswith("/goals/G-")]
    assert len(made) == 2 and "Goal whole" in text(top) and "Goal of-p1" in text(top)
    (undo,) = elements(top, "form")
    sent = {one[1]["name"]: one[1]["value"] for one in elements(undo, "input")}
    assert sends(here, undo[1]["action"], **sent).json["to"].startswith("/goals?said=")
    assert count(engine(here), "goals") == 8


def shown_top(client: FlaskClient, search: str):
    with client.application.test_request_context("/"):
        g.viewer = Viewer.of("leader")
        return goal_forms.top(search)


@pytest.mark.parametrize(
    ("path", "did"), [("/goals/archive", "the goal archived"), ("/goals/close", "the goal closed")]
)
def test_what_becomes_of_a_goal_is_said_by_its_name(here: FlaskClient, path: str, did: str):
    word = word_of(sends(here, path, goal="whole"))
    with engine(here).connect() as connection:
        assert told.words(history.lines_of(connection, word)) == did
    again = word_of(sends(here, "/goals/reopen", goal="whole"))
    with engine(here).connect() as connection:
        assert told.words(history.lines_of(connection, again)) == "the goal opened again"
