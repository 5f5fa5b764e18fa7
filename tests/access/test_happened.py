"""The trail on Who may see what: searched on the server, a hundred lines at a time, and taken along as a file."""

from __future__ import annotations

import csv

import pytest

from data import store, trail
from tests.access.test_corrections import shown
from tests.access.test_keys import account_of, admin, does
from tests.access.test_sign_in import app, engine_of, forger, get, honest, signed_in

FIXTURES = (app, forger, honest, admin)


@pytest.fixture
def many(app, admin) -> int:
    """As many lines as make three pages, beside those of signing in."""
    with engine_of(app).connect() as connection, store.changing(connection):
        for number in range(250):
            trail.add(connection, "leader", trail.EXPORTED, mark=f"m{number:03}x")
    return 250


def test_a_hundred_lines_at_a_time_the_latest_first(app, admin, many):
    first = shown(app, admin)
    assert "m249x" in first and "m150x" in first and "m149x" not in first and "Older" in first
    with engine_of(app).connect() as connection:
        line = trail.last(connection, 1)[0].line
    second = shown(app, admin, f"?below={line - 99}")
    assert "m149x" in second and "m050x" in second and "m150x" not in second and "The latest" in second
    last = shown(app, admin, f"?below={line - 199}")
    assert "m049x" in last and "set-up link" in last and "Older" not in last


def test_a_search_is_kept_in_the_address_and_on_its_pages(app, admin, many):
    page = shown(app, admin, "?what=exported&who=leader&since=2020-01-01")
    assert "250 lines" in page and "what=exported&who=leader&since=2020-01-01&below=" in page.replace("\\u0026", "&")
    signed = shown(app, admin, f"?who={account_of(app, 'Emergency account')}&what=signed+in")
    assert "1 line," in signed and "m249x" not in signed
    assert "Nothing of that kind" in shown(app, admin, "?until=2020-01-01")


@pytest.mark.parametrize(
    "search",
    ["?what=nothing", "?who=%00", "?since=yesterday", "?until=9999-12-31", "?below=x", "?below=%D9%A3",
     "?below=" + "9" * 400],
)  # fmt: skip
def test_what_is_not_understood_is_left_out_and_named(app, admin, search):
    page = shown(app, admin, search)
    assert "Not understood, and left out: " + search[1:].split("=")[0] in page and "set-up link" in page


def test_the_file_holds_ids_its_own_line_and_the_seal_of_all(app, forger, admin, many):
    signed_in(app, forger)
    answer = does(admin, "/access/trail.csv")
    assert answer.status_code == 200 and answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="trail.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    rows = list(csv.reader(answer.text.splitlines()))
    with trail.looked_through(engine_of(app)) as lines:
        written = list(lines)
    assert len(rows) == len(written) + 2 and rows[-1] == ["seal", "", "", "", "", trail.proved(written)]
    assert (written[-1].what, trail.told(written[-1])["about"]) == (trail.EXPORTED, {"file": "trail.csv"})
    assert account_of(app, "Ada") in answer.text and "Ada" not in answer.text


def test_the_file_is_for_who_administers_with_the_token_of_the_session(app, forger, admin):
    assert does(signed_in(app, forger), "/access/trail.csv").status_code == 403
    assert admin.post("/access/trail.csv", base_url="https://staffroom.example").status_code == 403
    assert get(admin, "/access/trail.csv").status_code == 404
    with trail.looked_through(engine_of(app)) as lines:
        assert trail.EXPORTED not in [line.what for line in lines]


def test_in_front_of_a_room_there_is_no_trail(app, admin, many):
    assert "m249x" not in shown(app, admin, "?view=meeting")
