"""Every role, every route, every callback: what is declared for each, and that it is so. Nothing may be undeclared."""

from __future__ import annotations

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import select

from data import schema, store, trail
from data.accounts import account as accounts
from data.accounts import grants, sessions
from tests.access.test_sign_in import HOST, TELLS, app_for, engine_of, school
from tests.served import CALLBACK, ROUTER, message, routed

ROLES = ("anonymous", "nobody", "projector", "staff", "teacher", "team-lead", "officer", "data-manager", "leader",
         "administrator")  # fmt: skip
SIGNED = ROLES[1:]
IMPORTS = ("leader", "data-manager")
WRITES = ("teacher", "team-lead", "officer", "data-manager", "leader")  # goals: each their own; staff those they own
GOALS = ("check-in", "step", "cycle", "create", "change", "close", "reopen", "archive", "carry-over", "take-back")
SAYS_THANKS = ("staff", "teacher", "team-lead", "data-manager", "leader")
THANKS = ("give", "show", "remove", "remove-all", "withdraw", "clear", "report", "values")
SESSIONS = ("confirm", "unconfirm", "absent", "present", "answer")
ID = "x" * 22
PAGES = ("home", "goals", "goal", "communication", "collaboration", "leadership", "support", "outcomes", "recognition",
         "data", "delivery", "access", "me", "new-goal", "edit-goal",
         "new-thanks", "wall", "sessions", "practices")  # fmt: skip
# Rule -> who is let in by GET, and by POST; what stands in front of the door is for all.
ALL, NONE = ROLES, ()
DECLARED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "/<path:path>": (SIGNED, NONE),  # Dash's own, for every page
    "/": (SIGNED, NONE),
    "/_dash-layout": (SIGNED, NONE),
    "/_dash-dependencies": (SIGNED, NONE),
    "/_dash-update-component": (NONE, SIGNED),
    "/_favicon.ico": (NONE, NONE),
    "/_reload-hash": (NONE, NONE),
    "/_alive_ping": (NONE, NONE),
    "/assets/<path:filename>": (ALL, NONE),
    "/assets/<path:path>": (ALL, NONE),
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": (ALL, NONE),
    "/_dash-component-suites/<path:path>": (ALL, NONE),
    "/healthz": (ALL, NONE),
    "/readyz": (ALL, NONE),
    "/sign-in": (ALL, NONE),
    "/sign-in/local": (NONE, ALL),
    "/sign-in/provider": (ALL, NONE),
    "/sign-in/back": (ALL, NONE),
    "/set-up/<token>": (ALL, ALL),
    "/sign-out": (NONE, SIGNED),
    "/me/role": (NONE, SIGNED),
    "/me/consent": (NONE, SIGNED),
    "/me/correct": (NONE, SIGNED),
    "/access/answer": (NONE, IMPORTS),
    "/access/trail.csv": (NONE, ("administrator",)),
    **{f"/access/{name}": (NONE, ("administrator",)) for name in ("grant", "revoke", "end", "close")},
    **{f"/goals/{name}": (SIGNED, WRITES) for name in GOALS},  # by GET the page of a goal that is not there
    **{f"/goals/check-in/{name}": (NONE, WRITES) for name in ("change", "take-back")},
    **{f"/thanks/{name}": (NONE, SAYS_THANKS) for name in THANKS},
    **{
        f"/practices/{name}": (NONE, SAYS_THANKS)
        for name in ("share", "used", "unshare", "correct", "report", "show", "remove")
    },
    **{f"/sessions/{name}": (NONE, SAYS_THANKS) for name in SESSIONS},
    "/data/files": (SIGNED, IMPORTS),  # by GET an empty page, as every word after /data
    **{f"/data/files/<delivery>/{name}": (NONE, IMPORTS) for name in ("again", "take", "forget")},
    **{f"/data/files/<delivery>/{name}": (IMPORTS, NONE) for name in ("state", "report")},
    "/data/workbook.xlsx": (IMPORTS, NONE),
    "/data/imports/<int:import_id>/undo": (NONE, IMPORTS),
    "/data/rhythms": (SIGNED, IMPORTS),
}
REFUSED = (401, 403, 404, 405)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    url = f"sqlite:///{tmp_path_factory.mktemp('matrix') / 'staffroom.db'}"
    engine = store.open_store(url)
    school(url)
    with engine.connect() as connection, store.changing(connection):
        connection.execute(schema.people.update().values(department="Math"))
    engine.dispose()
    return app_for(url, "http://127.0.0.1:9")


@pytest.fixture(scope="module")
def browsers(app: Dash) -> dict[str, FlaskClient]:
    """A browser of somebody in each role."""
    return {role: _browser(app, role) for role in ROLES}


def _browser(app: Dash, role: str) -> FlaskClient:
    client = app.server.test_client()
    if role == "anonymous":
        return client
    visitors = app.server.extensions["visitors"]
    with engine_of(app).connect() as connection, store.changing(connection):
        account = accounts.known(connection, "https://id.example", role, role)
        if role == "teacher":
            _teach(connection, account.id)
        elif role != "nobody":
            scope = ("department", "Math") if role == "team-lead" else (None, None)
            of_one = None if role in ("administrator", "officer") else "oak"
            grants.grant(connection, account.id, role, of_one, "because", trail.COMMAND_LINE, *scope)
        token = sessions.begin(connection, account.id)
    client.set_cookie(visitors.cookie, token, domain="staffroom.example", secure=True)
    client.environ_base["HTTP_X_CSRFTOKEN"] = visitors.token_for(sessions.fingerprint(token))
    return client


def _teach(connection, account: str) -> None:
    person = {"id": "t9", "name": "T", "kind": "staff", "school": "oak"}
    connection.execute(schema.people.insert().values(person))
    connection.execute(schema.groups.insert().values(id="c1", type="classroom", name="C", school="oak"))
    connection.execute(schema.memberships.insert().values(person="t9", group="c1", role="teacher"))
    connection.execute(schema.accounts.update().where(schema.accounts.c.id == account).values(person="t9"))


def test_every_route_is_declared(app: Dash):
    rules = {rule.rule for rule in app.server.url_map.iter_rules()}
    assert rules - set(DECLARED) == set(), "a new address: say in this table who may use it"


def test_every_callback_is_of_a_page_or_of_the_shell(app: Dash):
    """A new one that answers on the server must be declared here: who may call it is whoever is signed in, what it
    shows is the gate's, and it takes exactly what Dash knows of it (tests/access/test_envelope.py)."""
    ours = {output for output, asked in app.callback_map.items() if "callback" in asked}
    pages = {f"..{page}-body.children...{page}-body.data-shape.." for page in PAGES}
    assert ours == pages | {ROUTER}


@pytest.mark.parametrize("rule", [rule for rule in DECLARED if "_dash-update" not in rule and "path" not in rule])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_route_is_for_those_it_is_declared_for(app: Dash, browsers: dict[str, FlaskClient], rule: str, method: str):
    path = rule.replace("<delivery>", ID).replace("<int:import_id>", "9").replace("<token>", "none")
    may = DECLARED[rule][method == "POST"]
    for role, client in browsers.items():
        if rule == "/sign-out" and role in may:
            continue  # would end the session of the browser
        status = client.open(path, method=method, base_url=HOST, headers=TELLS).status_code
        refused = (*REFUSED, 303) if role == "anonymous" and rule in _behind() else REFUSED
        is_refused = status in refused and not (role in may and status == 404)  # let in, and nothing there
        assert is_refused != (role in may) or (role in may and status == 403 and _asks_more(rule)), (role, status)
        assert status < 500 or rule.startswith("/sign-in/provider"), (role, status)


def _behind() -> set[str]:
    return {rule for rule, (get, post) in DECLARED.items() if "anonymous" not in get + post}


def _asks_more(rule: str) -> bool:
    """Where a wrong password or a broken flow is refused by the door itself."""
    return rule in ("/sign-in/local", "/sign-in/back")


def test_every_callback_answers_those_who_are_signed_in_and_nobody_else(app: Dash, browsers: dict[str, FlaskClient]):
    for output, asked in app.callback_map.items():
        if "callback" not in asked:
            continue
        for role, client in browsers.items():
            body = message(app, output, _pages_location_pathname="/", _pages_location_search="", choice_data="#1")
            status = client.post(CALLBACK, base_url=HOST, json=body, headers=TELLS).status_code
            assert (status == 401) == (role == "anonymous"), (role, output, status)
            assert status < 500, (role, output)


def test_what_the_roles_see_of_another_school_is_nothing(app: Dash, browsers: dict[str, FlaskClient]):
    with engine_of(app).connect() as connection, store.changing(connection):
        if not connection.scalar(select(schema.schools.c.id).where(schema.schools.c.id == "ash")):
            connection.execute(schema.schools.insert().values(id="ash", name="Ashgrove"))
            store.move_version(connection)
    for role, client in browsers.items():
        for search in ("?school=ash", "?school=ash,oak", "?classroom=ash"):
            shown = shown_to(app, client, search)
            assert "Ashgrove" not in shown or role == "officer", (role, search)
        assert ("Ashgrove" in shown_to(app, client, "?school=ash")) == (role == "officer")


def shown_to(app: Dash, client: FlaskClient, search: str) -> str:
    return client.post(CALLBACK, base_url=HOST, json=routed(app, "/", search), headers=TELLS).text
