"""Text that wants to run, as far as it can be judged without a browser: that it stands everywhere, breaks no page, and
comes back in no HTML as it was sent. tests/browser/test_payloads.py has readers' browsers look at it."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlencode

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import create_engine, select

from data import schema
from data.settings import Settings
from tests.payload_school import unwritten, write_payloads
from tests.payloads import FILTERS, PAYLOADS
from tests.served import HERE, app_on, page, post, renewing, small_school

PAGES = ("/", "/goals", "/communication", "/collaboration", "/leadership", "/support", "/outcomes", "/recognition",
         "/data", "/new-goal", "/new-thanks", "/wall", "/sessions", "/practices")  # fmt: skip


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = small_school(tmp_path_factory.mktemp("payloads"))
    write_payloads(settings)
    return settings


@pytest.fixture(scope="module")
def app(settings: Settings) -> Dash:
    return app_on(settings)


@pytest.fixture(scope="module")
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


def test_there_are_sixty_payloads_and_each_is_another():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


def test_every_payload_stands_in_every_text_column_that_people_or_files_write(settings: Settings):
    with create_engine(settings.database_url).connect() as connection:
        assert unwritten(connection) == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("search", ["", "?names=on", "?view=meeting"])
def test_no_page_breaks_on_a_school_of_payloads(app: Dash, path: str, search: str):
    assert page(app, path, search)["response"]


def test_a_goal_has_its_page_whatever_its_id(app: Dash, client: FlaskClient, settings: Settings):
    for goal, title in _goals(settings):
        if "\n" in goal:  # no address of Flask's holds one: such a goal opens from the list, and not by its address
            continue
        address = f"/goals/{quote(goal, safe='')}"
        assert client.get(address, **HERE).status_code == 200, address
        assert page(app, f"/edit-goal/{quote(goal, safe='')}", "?names=on")["response"]
        if set(goal) & set("/,{\u2028\x00\x01\t\n"):  # the others have nothing that an address could take amiss
            assert page(app, address, "?names=on")["sideUpdate"]["title"]["children"] == title


def _goals(settings: Settings) -> list[tuple[str, str]]:
    with create_engine(settings.database_url).connect() as connection:
        goals = schema.goals
        return [tuple(row) for row in connection.execute(select(goals.c.id, goals.c.title).order_by(goals.c.id))]


def test_no_page_breaks_on_payloads_for_filters(app: Dash):
    for number, text in enumerate(PAYLOADS[::2]):
        path = PAGES[number % len(PAGES)]
        search = f"?{urlencode(dict.fromkeys(FILTERS, text))}"
        answer = post(app, renewing(app, path.strip("/") or "home", search, path))
        assert answer.status_code == 200, text


def test_no_html_answer_holds_a_payload_as_it_was_sent(client: FlaskClient):
    for text in PAYLOADS:
        said = quote(text, safe="")
        for address in (f"/{said}", f"/?{said}={said}", f"/goals/{said}", f"/data/{said}", f"/data/files/{said}/state"):
            _check_html(client, address, text)


def _check_html(client: FlaskClient, address: str, text: str) -> None:
    answer = client.get(address, **HERE)
    assert answer.status_code in (200, 303, 308, 400, 404), address
    if answer.mimetype == "text/html" and escape(text) != text:
        assert text not in answer.text, address
