"""Sessions on a phone: confirmed by one tap, said to be useful by another, taken back; by keyboard too."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, select
from werkzeug.serving import make_server

from access.visitor import Visitor, Visitors
from app import create_app
from data import schema, store
from data.viewer import Viewer
from tests.browser.reach import SIZES, violations
from tests.browser.served import PATIENCE, Visit
from tests.served import TODAY, sample_school

PHONE = {"width": 390, "height": 844}
PERSON, COLLEAGUE = "T014", "T015"


class Place:
    """A school of its own; ``person``: who looks, the leader at this machine where it is None."""

    def __init__(self, address: str, engine: Engine) -> None:
        self.address, self.engine, self.person = address, engine, None

    def who(self, visitors: Visitors) -> Visitor:
        if self.person is None:
            return Visitor(Viewer.of(visitors.settings.role), visitors.settings.role)
        account = SimpleNamespace(id=f"account of {self.person}", person=self.person, called=self.person)
        return Visitor(
            Viewer("staff", frozenset({self.school})), account.id, SimpleNamespace(account=account, token="t")
        )

    @property
    def school(self) -> str:
        with self.engine.connect() as connection:
            return connection.scalar(select(schema.schools.c.id))

    def rows(self, table: str) -> list[dict]:
        with self.engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(select(schema.metadata.tables[table]))]

    @contextmanager
    def seen_by(self, person: str) -> Iterator[None]:
        self.person = person
        yield
        self.person = None


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    app = create_app(sample_school(tmp_path_factory.mktemp("sessions")))
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    place = Place(f"http://127.0.0.1:{server.port}", app.server.extensions["staffroom"].engine)
    with pytest.MonkeyPatch.context() as patch:  # a browser cannot sign in without TLS: who looks is said here
        patch.setattr(Visitors, "who", lambda visitors: place.who(visitors))
        patch.setattr(Visitors, "has_token", lambda visitors, visitor: True)
        thread.start()
        yield place
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def visit(page: Page, place: Place) -> Visit:
    page.set_viewport_size(PHONE)
    return Visit(page, place.address)


@pytest.fixture
def meeting(place: Place, request: pytest.FixtureRequest) -> str:
    """A new one in the calendar, with a title of its own."""
    id_ = f"meeting-{request.node.name}"[:200]
    start = datetime.combine(TODAY, time(0, 1))
    with store.writing(place.engine) as connection:
        values = {"id": id_, "school": place.school, "title": f"Vorbereitung {len(id_)}", "start": start}
        connection.execute(schema.meetings.insert().values(values | {"kind": "lesson study"}))
        who = [{"meeting": id_, "person": one, "role": "required"} for one in (PERSON, COLLEAGUE)]
        connection.execute(schema.attendees.insert(), who)
    return values["title"]


def told(visit: Visit, words: str) -> None:
    expect(visit.page.locator(".page-body [role=status]")).to_contain_text(words, timeout=PATIENCE)
    visit.ready()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_session_is_confirmed_by_one_tap_and_taken_back(visit: Visit, page: Page, place: Place, meeting: str):
    visit.open("/collaboration")
    page.get_by_role("link", name="Confirm sessions (").click()
    visit.ready()
    assert fits(page)
    page.get_by_role("button", name=f"It took place: {meeting}").click()
    told(visit, "on record, with everybody who was invited")
    (made,) = [row for row in place.rows("events") if (row["meeting"] or "").startswith("meeting-")]
    assert (made["kind"], made["date"]) == ("lesson study", TODAY)
    came = [row for row in place.rows("participants") if row["event"] == made["id"]]
    assert {row["person"] for row in came if row["present"]} == {PERSON, COLLEAGUE}
    page.get_by_text("Confirmed in the last 28 days").click()
    page.get_by_role("button", name="It did not take place: lesson study, 30 Jan").click()
    told(visit, "waits in the calendar again")
    expect(page.get_by_role("button", name=f"It took place: {meeting}")).to_be_visible()
    assert visit.complaints == [] and visit.strangers() == []


def test_by_keyboard_with_another_kind_and_then_said_to_be_useful(visit: Visit, page: Page, place: Place, meeting: str):
    with place.seen_by(PERSON):
        visit.open("/sessions")
        box = page.get_by_label(f"What it was: {meeting}")
        box.focus()
        box.select_option("mentoring")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        told(visit, "Thank you: it is on record")
        mine = page.locator(".session", has_text="mentoring · 30 Jan").filter(has=page.locator(".answers"))
        for words in ("Partly", "Useful"):
            mine.get_by_role("button", name=f"{words}: mentoring").focus()
            page.keyboard.press("Enter")
            told(visit, "never alone")
            expect(mine.locator("[aria-pressed=true]")).to_have_text(words)
        assert fits(page)
        (said,) = [row for row in place.rows("session_answers") if row["event"].startswith("M-meeting-")]
        assert (said["person"], said["answer"]) == (PERSON, "useful")
        mine.get_by_role("button", name="I was not there").click()
        told(visit, "Saved")
        page.get_by_role("button", name="I was there: mentoring").click()
        told(visit, "Saved")
        expect(mine.locator("[aria-pressed=true]")).to_have_count(0)
    assert visit.complaints == []


def test_who_comes_second_is_told_kindly_where_they_tapped(visit: Visit, page: Page, place: Place, meeting: str):
    with place.seen_by(PERSON):
        visit.open("/sessions")
        other = Visit(page.context.new_page(), place.address).open("/sessions")
        for one in (other, visit):
            one.page.get_by_role("button", name=f"It took place: {meeting}").click()
        expect(page.get_by_role("alert").filter(has_text="already")).to_be_visible(timeout=PATIENCE)


def test_without_a_script_a_plain_form_does_the_same(visit: Visit, page: Page, place: Place, meeting: str):
    visit.open("/sessions")
    line = page.locator(".session", has_text=meeting)
    line.locator("form").evaluate("form => HTMLFormElement.prototype.submit.call(form)")
    told(visit, "Thank you: it is on record")


@pytest.mark.parametrize("person", [None, PERSON])
@pytest.mark.parametrize("path", ["/sessions", "/collaboration"])
def test_axe_finds_nothing(visit: Visit, page: Page, place: Place, meeting: str, path: str, person: str | None):
    with place.seen_by(person):
        visit.open(path)
        page.evaluate("document.querySelectorAll('main details.tool').forEach((one) => { one.open = true; })")
        assert violations(visit, SIZES if path == "/sessions" else ["phone"]) == []
        page.set_viewport_size(PHONE)
        assert fits(page)
