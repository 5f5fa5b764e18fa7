"""Accounts, what they were granted, and their sessions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from data import schema, store, trail
from data.accounts import account as accounts
from data.accounts import grants, local, sessions
from data.accounts.attempts import MOST, is_one_too_many
from data.accounts.grants import NotGranted
from data.accounts.local import Refused
from tests.data.accounts.conftest import TODAY

GOOD = "tulip bracket orbit lemon"
ISSUER = "https://id.example"


def test_an_account_is_known_by_issuer_and_subject_alone(writing):
    first = accounts.known(writing, ISSUER, "1", "Ada", "ada@OAK.example ")
    assert first.person == "t1"
    assert accounts.known(writing, ISSUER, "1", "Another name", "ben@oak.example") == first
    assert accounts.known(writing, "https://other.example", "1", "Ada").id != first.id
    assert accounts.known(writing, ISSUER, "2", "Ada").id != first.id


@pytest.mark.parametrize("address", [None, "", "nobody@oak.example", "twice@oak.example", "child@oak.example", "%"])
def test_an_address_that_is_nobodys_or_two_peoples_finds_nobody(writing, address):
    assert accounts.known(writing, ISSUER, "1", "x", address).person is None


def test_whoever_comes_onto_the_roster_later_is_found_then(writing):
    assert accounts.known(writing, ISSUER, "1", "x", "new@oak.example").person is None
    writing.execute(update(schema.people).where(schema.people.c.id == "t3").values(email="new@oak.example"))
    assert accounts.known(writing, ISSUER, "1", "x", "new@oak.example").person == "t3"


def held(writing, subject: str, address: str, today: date = TODAY) -> list[tuple]:
    account = accounts.known(writing, ISSUER, subject, "x", address)
    return [(grant.role, grant.school, set(grant.of)) for grant in grants.grants_of(writing, account, today)]


def test_the_roster_makes_teachers_of_their_own_classrooms_and_staff_of_others(writing):
    assert held(writing, "1", "ada@oak.example") == [("teacher", "oak", {"c1"})]
    assert held(writing, "2", "cleo@oak.example") == [("staff", "oak", set())]
    assert held(writing, "1", "ada@oak.example", date(2025, 6, 1)) == [("teacher", "oak", {"c1", "c2"})]


def test_whoever_left_the_school_is_granted_nothing_by_the_roster(writing):
    assert held(writing, "1", "ben@oak.example") == []
    assert held(writing, "1", "ben@oak.example", date(2025, 12, 31)) == [("staff", "oak", set())]
    assert held(writing, "2", "nobody@oak.example") == []


def test_what_is_granted_by_hand_comes_first_has_its_reason_and_can_be_taken_back(writing):
    account = accounts.known(writing, ISSUER, "1", "x", "ada@oak.example")
    grants.grant(writing, account.id, "leader", "oak", " principal since August ", "admin")
    first, second = grants.grants_of(writing, account, TODAY)
    assert (first.role, first.why, second.role) == ("leader", "principal since August", "teacher")
    grants.revoke(writing, first.id, "admin")
    assert [grant.role for grant in grants.grants_of(writing, account, TODAY)] == ["teacher"]
    with pytest.raises(NotGranted, match="no grant"):
        grants.revoke(writing, first.id, "admin")
    assert [line.what for line in trail.lines(writing)] == ["granted", "revoked"]


def in_departments(writing) -> None:
    """Math at Oak, Art at Ash."""
    for id_, department in (("t1", "Math"), ("t5", "Art"), ("s1", "Students")):
        writing.execute(update(schema.people).where(schema.people.c.id == id_).values(department=department))


@pytest.mark.parametrize(
    ("role", "school", "reason", "scope", "of", "why"),
    [
        ("king", "oak", "because", None, None, "no role that is granted by hand"),
        ("teacher", "oak", "because", None, None, "no role that is granted by hand"),
        ("leader", None, "because", None, None, "role of one school"),
        ("leader", "elm", "because", None, None, 'no school "elm"'),
        ("leader", "oak", " . ", None, None, "say why"),
        ("leader", "oak", "x" * 301, None, None, "say why"),
        ("team-lead", "oak", "because", None, None, "leads one department"),
        ("team-lead", "oak", "because", "classroom", "c1", "leads one department"),
        ("leader", "oak", "because", "department", "Math", "leads one department"),
        ("team-lead", "oak", "because", "department", "Maths", 'no department "Maths" at this school; there is Math'),
        ("team-lead", "oak", "because", "department", "Art", 'no department "Art" at this school; there is Math'),
        ("team-lead", "oak", "because", "program", "c1", 'no program "c1" at this school; there is p1'),
        ("team-lead", "ash", "because", "program", "p1", 'no program "p1" at this school; it has none'),
    ],
)
def test_what_makes_no_sense_is_not_granted(writing, role, school, reason, scope, of, why):
    account = accounts.known(writing, ISSUER, "1", "x")
    in_departments(writing)
    with pytest.raises(NotGranted, match=why):
        grants.grant(writing, account.id, role, school, reason, "admin", scope, of)
    assert grants.grants_of(writing, account, TODAY) == []


def test_of_many_teams_some_are_named_and_the_rest_counted(writing):
    new = [
        {"id": f"d{n:02}", "name": "x", "kind": "staff", "school": "oak", "department": f"D{n:02}"} for n in range(23)
    ]
    writing.execute(schema.people.insert(), new)
    account = accounts.known(writing, ISSUER, "1", "x")
    with pytest.raises(NotGranted, match=r"D18, D19 and 3 more$"):
        grants.grant(writing, account.id, "team-lead", "oak", "because", "admin", "department", "Math")


def test_every_role_has_its_place_in_the_order(writing):
    account = accounts.known(writing, ISSUER, "1", "x")
    in_departments(writing)
    for role in grants.BY_HAND:
        scope = ("department", "Math") if role == "team-lead" else (None, None)
        grants.grant(writing, account.id, role, "oak", "because", "admin", *scope)
    assert [grant.role for grant in grants.grants_of(writing, account, TODAY)] == list(grants.BY_HAND)


# --- sessions
def begun(writing) -> str:
    return sessions.begin(writing, accounts.known(writing, ISSUER, "1", "x", "ada@oak.example").id)


def test_a_session_is_found_by_what_the_browser_holds_which_is_kept_nowhere(writing):
    token = begun(writing)
    session = sessions.find(writing, token)
    assert session.account.person == "t1" and session.role is None
    assert token not in str(writing.execute(select(schema.sessions)).all())
    for other in ("", token[:-1], session.token, token + " ", "\ud800"):
        assert sessions.find(writing, other) is None


def test_a_session_ends_when_it_is_ended_and_all_of_them_at_once(writing):
    token, other = begun(writing), begun(writing)
    assert len(sessions.going_on(writing)) == 2
    sessions.end(writing, sessions.find(writing, token).token)
    assert sessions.find(writing, token) is None and sessions.find(writing, other)
    sessions.end_all(writing, sessions.find(writing, other).account.id)
    assert sessions.find(writing, other) is None and sessions.going_on(writing) == []


def test_a_session_ends_by_itself(writing, monkeypatch):
    token, start = begun(writing), accounts.now()
    session = sessions.find(writing, token)
    for passed, there in ((sessions.IDLE - timedelta(seconds=9), True), (sessions.IDLE, False)):
        monkeypatch.setattr(sessions, "now", lambda passed=passed: start + passed)
        assert bool(sessions.find(writing, token)) == there
    assert sessions.is_due(session)
    for hours in range(1, 12):  # used without a break, it lasts a working day and no longer
        monkeypatch.setattr(sessions, "now", lambda hours=hours: start + timedelta(hours=hours))
        writing.execute(schema.sessions.update().values(seen=sessions.now()))
        assert sessions.find(writing, token)
    monkeypatch.setattr(sessions, "now", lambda: start + sessions.LONGEST + timedelta(seconds=1))
    assert sessions.find(writing, token) is None


def test_a_closed_account_has_no_session(writing):
    token = begun(writing)
    accounts.close(writing, sessions.find(writing, token).account.id)
    assert sessions.find(writing, token) is None


def test_that_somebody_is_here_is_kept_without_moving_the_data(engine):
    with engine.connect() as connection, store.changing(connection):
        token = begun(connection)
    with engine.connect() as connection:
        session, version = sessions.find(connection, token), store.data_version(connection)
    sessions.keep_seen(engine, session)
    with engine.connect() as connection:
        assert sessions.find(connection, token) and store.data_version(connection) == version


# --- the local account
def test_the_link_sets_a_password_once(writing):
    token = local.make_link(writing, "command line")
    assert local.is_open(writing, token) and not local.is_open(writing, token + "x")
    local.use_link(writing, token, GOOD)
    assert not local.is_open(writing, token)
    with pytest.raises(Refused, match="used already"):
        local.use_link(writing, token, GOOD + " again")
    account = local.right(writing, GOOD)
    assert [grant.role for grant in grants.grants_of(writing, account, TODAY)] == ["administrator"]
    assert local.right(writing, GOOD + " again") is None


def test_a_link_that_is_refused_can_still_be_used(writing):
    token = local.make_link(writing, "command line")
    for bad in ("", "short", "x" * 20, "abababababababababab", "y" * 201):
        with pytest.raises(Refused):
            local.use_link(writing, token, bad)
    assert local.is_open(writing, token) and local.right(writing, "x" * 20) is None


def test_a_new_link_ends_the_old_one_and_a_new_password_every_session(writing):
    first = local.make_link(writing, "command line")
    second = local.make_link(writing, "command line")
    assert not local.is_open(writing, first)
    local.use_link(writing, second, GOOD)
    session = sessions.begin(writing, local.right(writing, GOOD).id)
    local.use_link(writing, local.make_link(writing, "command line"), "another set of four words")
    assert sessions.find(writing, session) is None and local.right(writing, GOOD) is None
    assert writing.scalar(select(func.count()).select_from(schema.passwords)) == 1


def test_a_link_is_good_for_an_hour(writing, monkeypatch):
    token, start = local.make_link(writing, "command line"), accounts.now()
    monkeypatch.setattr(local, "now", lambda: start + local.LINK_LASTS + timedelta(seconds=1))
    assert not local.is_open(writing, token)


def test_nobody_is_let_in_before_there_is_a_password(writing):
    local.make_link(writing, "command line")
    assert local.right(writing, "") is None and local.right(writing, "None") is None


def test_a_password_is_kept_as_argon2id_only(writing):
    local.use_link(writing, local.make_link(writing, "command line"), GOOD)
    kept = writing.scalar(select(schema.passwords.c.hash))
    assert kept.startswith("$argon2id$") and GOOD not in str(list(trail.lines(writing)))


def test_attempts_are_counted_by_address_and_forgotten_after_a_while(writing, monkeypatch):
    from data.accounts import attempts

    assert [is_one_too_many(writing, "password", "1.2.3.4") for _ in range(MOST + 1)] == [False] * MOST + [True]
    assert not is_one_too_many(writing, "password", "1.2.3.5")
    assert not is_one_too_many(writing, "link", "1.2.3.4")
    assert "1.2.3" not in str(writing.execute(select(schema.attempts)).all())
    attempts.forgive(writing, "password", "1.2.3.4")
    assert [is_one_too_many(writing, "password", "1.2.3.4") for _ in range(MOST + 1)] == [False] * MOST + [True]
    start = accounts.now()
    monkeypatch.setattr(attempts, "now", lambda: start + attempts.WITHIN + timedelta(seconds=1))
    assert not is_one_too_many(writing, "password", "1.2.3.4")
