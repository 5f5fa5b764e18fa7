"""Who is let in, what is answered with, and what is refused, on the app as it is served."""

import pytest
from sqlalchemy.exc import OperationalError

from access import guard
from data import trail
from tests.served import CALLBACK, HERE, page, post, renewing, routed

PAGES = (
    "/",
    "/goals",
    "/communication",
    "/collaboration",
    "/leadership",
    "/support",
    "/outcomes",
    "/recognition",
    "/data",
)
NOWHERE = (
    "/nothing",
    "/goals/a/b",
    "/goals/",
    "/health",
    "/_mcp",
    "/_reload-hash",
    "/_favicon.ico",
    "/.env",
    "/index.html",
    "/_dash-layout/x",
    "/recognition/x",
    "/goal",
    "/admin",
    "/assets/.env",
    "/assets/../app.py",
    "/none",
    "/_dash-component-suites/os/x.py",
)


def get(app, path: str, **more):
    return app.server.test_client().get(path, **(HERE | more))


@pytest.mark.parametrize("path", [*PAGES, "/goals/g1", "/goals/a%20b", "/recognition?program=nowhere&from=x"])
def test_a_page_is_answered(app, path):
    answer = get(app, path)
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.text


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_no_page_is_404(app, path):
    assert get(app, path).status_code == 404


def test_an_unknown_path_is_told_where_the_pages_are(app):
    text = get(app, "/nothing/<b>").text
    assert "/nothing/&lt;b&gt;" in text
    assert all(f'href="{path}"' in text for path in PAGES)


def test_the_router_draws_no_page_that_there_is_not(app):
    for path in ("/nothing", "/goals/a/b", "", "//", "/goals/"):
        assert post(app, routed(app, path)).status_code == 404, path


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(app, method):
    assert getattr(app.server.test_client(), method)("/goals", **HERE).status_code == 405


def test_mcp_stays_off_whatever_the_environment_says(settings, monkeypatch):
    from tests.served import app_on

    monkeypatch.setenv("DASH_MCP_ENABLED", "true")
    client = app_on(settings).server.test_client()
    for path in ("/_mcp", "/mcp"):
        assert client.post(path, json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"}, **HERE).status_code == 404


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8050", "localhost", "localhost:1", "[::1]", "[::1]:8050"])
def test_this_machine_is_served_under_each_of_its_names(app, host):
    assert get(app, "/healthz", base_url=f"http://{host}").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:x", "192.168.0.7:8050", "", "0.0.0.0"]
)
def test_another_host_is_refused(app, host):
    answer = app.server.test_client().get("/healthz", headers={"Host": host})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_message_from_another_site_is_refused(app, headers):
    assert post(app, routed(app, "/goals"), headers=headers).status_code == 403


def test_a_message_from_our_own_page_is_answered(app):
    ours = {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8050"}
    assert post(app, routed(app, "/goals"), headers=ours).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/goals", "/nothing", "/healthz", "/readyz", "/_dash-layout", "/assets/theme.js"]
)
def test_every_answer_says_what_a_browser_may_do_with_it(app, path):
    headers = get(app, path).headers
    assert guard.HEADERS.items() <= dict(headers).items()
    policy = headers["Content-Security-Policy"]
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert script.startswith("script-src 'self' 'sha256-")
    assert "unsafe" not in script
    assert "frame-ancestors 'none'" in policy


def test_every_inline_script_is_allowed_by_its_hash(app):
    import base64
    import hashlib
    import re

    answer = get(app, "/")
    for script in re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>", answer.text, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"], script


def test_nothing_about_the_school_stays_in_a_browser(app):
    for path in ("/", "/_dash-layout", "/_dash-dependencies", "/healthz", "/nothing"):
        assert get(app, path).headers["Cache-Control"] == "no-store"
    assert post(app, routed(app, "/goals")).headers["Cache-Control"] == "no-store"


def test_healthz_says_the_process_lives_and_readyz_that_the_database_answers(app, monkeypatch):
    assert get(app, "/healthz").status_code == get(app, "/readyz").status_code == 200

    def gone():
        raise OperationalError("select 1", {}, Exception("gone"))

    monkeypatch.setattr(app.server.extensions["staffroom"].engine, "connect", gone)
    assert get(app, "/healthz").status_code == 200
    assert get(app, "/readyz").status_code == 503


@pytest.mark.parametrize("role", ["leader", "staff", "projector"])
def test_the_role_comes_from_the_settings_alone(app_for, role):
    app = app_for(role)
    sent = post(app, routed(app, "/", "?role=leader"), headers={"X-Role": "leader", "Cookie": "role=leader"}).json
    told = str(sent["sideUpdate"]["foot"])
    assert f"Viewing as {role}" in told


def test_only_who_may_see_names_is_offered_them_and_never_in_a_meeting(app_for):
    def offered(role: str, search: str) -> bool:
        return not page(app_for(role), "/recognition", search)["sideUpdate"]["names"]["hidden"]

    assert offered("leader", "")
    assert not offered("leader", "?view=meeting")
    assert not offered("staff", "")
    assert not offered("projector", "?names=on")


def seen(app) -> list[tuple[str, str, dict]]:
    with trail.looked_through(app.server.extensions["staffroom"].engine) as lines:
        return [(line.actor, line.what, trail.told(line)["about"]) for line in lines]


def test_a_view_with_names_leaves_a_line_in_the_trail_without_a_name(app):
    before = len(seen(app))
    page(app, "/recognition", "?names=on")
    assert post(app, renewing(app, "recognition", "?names=on&grade=3")).status_code == 200
    page(app, "/recognition", "?names=on&view=meeting")
    page(app, "/recognition", "")
    whose = {"role": "leader", "whose": "staff,students"}
    assert seen(app)[before:] == [
        ("leader", "saw names", {"page": "recognition", **whose}),
        ("leader", "saw names", {"page": "recognition", "grade": "3", **whose}),
    ]


def test_names_that_cannot_be_noted_are_not_shown(app, monkeypatch):
    def broken(*_arguments, **_named):
        raise OperationalError("locked", {}, Exception())

    monkeypatch.setattr(trail, "note", broken)
    answer = post(app, routed(app, "/recognition", "?names=on"))
    assert answer.status_code == 503 and "Hide names" not in answer.text


def test_the_index_holds_no_data(app):
    """It is the same for everybody: what a reader may see comes with the page's own answer."""
    assert "Oak Hill" not in get(app, "/").text
    assert "Oak Hill" not in get(app, "/_dash-layout").text
    assert "Oak Hill" in str(page(app, "/"))


def test_a_message_is_never_read_by_get(app):
    assert get(app, CALLBACK).status_code == 405
