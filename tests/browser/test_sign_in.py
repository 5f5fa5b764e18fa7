"""Signing in, in a real browser: the way in, a session that ends in the middle, and the pages of who may see what."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from app import create_app
from data import schema, store, trail
from data.accounts import grants, local, sessions
from data.settings import SignIn
from tests.browser.reach import SIZES, violations
from tests.browser.served import Visit
from tests.served import TODAY, small_school

PASSWORD = "tulip bracket orbit lemon"


@dataclass
class Door:
    address: str
    server: Flask

    def change(self, does) -> object:
        with self.server.extensions["staffroom"].engine.connect() as connection, store.changing(connection):
            return does(connection)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    app = create_app(replace(small_school(tmp_path_factory.mktemp("door")), sign_in=SignIn(address)))
    server = make_server("127.0.0.1", port, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Door(address, app.server)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(page: Page, door: Door) -> Visit:
    """A tab of somebody who has the password of the emergency account, and leads the school by it."""
    door.change(lambda c: local.use_link(c, local.make_link(c, trail.COMMAND_LINE), PASSWORD))
    account = door.change(lambda c: local.right(c, PASSWORD))
    if not door.change(lambda c: grants.has(c, account.id, "leader")):
        school = door.change(lambda c: c.scalar(select(schema.schools.c.id)))
        door.change(lambda c: grants.grant(c, account.id, "leader", school, "to see pages", trail.COMMAND_LINE))
    return Visit(page, door.address)


def sign_in(visit: Visit, path: str = "/") -> Visit:
    visit.page.goto(visit.address + path)
    visit.page.get_by_label("Password of the emergency account").fill(PASSWORD)
    visit.page.get_by_role("button", name="Sign in").click()
    return visit


def look_as(visit: Visit, role: str) -> None:
    sign_in(visit, "/me").ready()
    option = visit.page.locator(f'select[name="role"] option[value^="{role}"]').get_attribute("value")
    visit.page.locator('select[name="role"]').select_option(option)
    visit.page.get_by_role("button", name="Change").click()
    visit.ready()


def test_after_signing_in_one_is_where_one_wanted_to_be(visit: Visit):
    sign_in(visit, "/goals?period=x").at("/goals?period=x")
    expect(visit.page.locator("h1")).to_have_text("Goals")
    assert visit.strangers() == [] and visit.complaints == []


def test_a_session_that_ends_leads_to_the_door_and_back_to_the_same_view(visit: Visit, door: Door):
    look_as(visit, "leader")
    visit.open("/recognition")
    door.change(lambda c: sessions.end_all(c, local.right(c, PASSWORD).id))
    visit.page.evaluate("document.querySelector('#present').click()")
    expect(visit.page.get_by_label("Password of the emergency account")).to_be_visible()
    visit.page.get_by_label("Password of the emergency account").fill(PASSWORD)
    visit.page.get_by_role("button", name="Sign in").click()
    visit.at("/recognition?view=meeting")


def test_signing_out_is_one_press_and_back_shows_nothing(visit: Visit):
    look_as(visit, "leader")
    visit.open("/")
    visit.page.get_by_role("button", name="Sign out").click()
    expect(visit.page.locator("h1")).to_have_text("Sign in")
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_have_text("Sign in")


def test_a_role_is_granted_and_taken_back_on_the_page(visit: Visit):
    look_as(visit, "administrator")
    visit.open("/access")
    of_the_account = visit.page.locator("select[name=account] option", has_text="Emergency account")
    visit.page.locator("select[name=account]").select_option(of_the_account.get_attribute("value"))
    visit.page.locator("select[name=role]").select_option("officer")
    visit.page.get_by_label("Why").fill("a look at all schools")
    visit.page.get_by_role("button", name="Grant").click()
    line = visit.page.locator(".grant", has_text="a look at all schools")
    expect(line).to_be_visible()
    line.get_by_role("button", name="Take back").click()
    expect(line).to_have_count(0)
    expect(visit.page.get_by_role("table", name="What happened, the latest first")).to_contain_text("revoked")


def test_a_check_in_brings_the_token_of_the_session(visit: Visit):
    look_as(visit, "leader")
    visit.open("/goals").page.locator("table.goals a.entry-title", has_text="Family conferences").click()
    visit.ready()
    visit.page.locator("#check-in input[name=comment]").fill("from a signed-in browser")
    visit.page.locator("#check-in").get_by_role("button", name="Save").click()
    expect(visit.page.locator("#check-in [role=status]")).to_contain_text("Saved: a check-in added.")
    expect(visit.page.locator(".checkin").first).to_contain_text("from a signed-in browser")


@pytest.mark.parametrize("path", ["/access", "/me", "/sign-in"])
def test_the_pages_are_for_everybody(visit: Visit, path: str):
    look_as(visit, "administrator")
    if path == "/sign-in":
        visit.page.goto(visit.address + path)
        assert Axe().run(visit.page).response["violations"] == []
    else:
        assert violations(visit.open(path), SIZES) == []
    for size in SIZES.values():
        visit.page.set_viewport_size(size)
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def is_on_the_roster(door: Door) -> None:
    """The emergency account is somebody of the staff, for a test."""
    people, accounts = schema.people, schema.accounts
    person = door.change(lambda c: c.scalar(select(people.c.id).where(people.c.kind == "staff").limit(1)))
    door.change(lambda c: c.execute(accounts.update().values(person=person)))


def fits(visit: Visit, path: str) -> bool:
    """Whether a page is for everybody, and as wide as the screen at most."""
    assert violations(visit.open(path), SIZES) == []
    for size in SIZES.values():
        visit.page.set_viewport_size(size)
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, size)
    return True


def test_a_correction_is_asked_for_answered_and_told(visit: Visit, door: Door):
    is_on_the_roster(door)
    look_as(visit, "leader")
    visit.open("/me")
    visit.page.locator("select[name=about]").select_option("role")
    visit.page.get_by_label("What is wrong, and what is right").fill("I lead Science now")
    visit.page.get_by_role("button", name="Ask to correct it").click()
    mine = visit.page.get_by_role("list", name="What I asked to be corrected")
    expect(mine).to_contain_text("waits for an answer")
    assert fits(visit, "/me")
    visit.open("/access")
    expect(visit.page.locator("#main")).not_to_contain_text("I lead Science now")
    assert fits(visit, "/access?names=on")
    visit.page.get_by_label("Answer to").fill("Changed")
    visit.page.get_by_role("button", name="Answered").click()
    expect(visit.page.locator("#main")).to_contain_text("Nobody waits for an answer")
    expect(visit.open("/me").page.get_by_role("list", name="What I asked to be corrected")).to_contain_text("Changed")


def test_the_trail_is_searched_and_taken_along(visit: Visit):
    look_as(visit, "administrator")
    visit.open("/access")
    visit.page.locator("select[name=what]").select_option("signed in")
    visit.page.get_by_role("button", name="Search").click()
    visit.ready()
    lines = visit.page.get_by_role("table", name="What happened, the latest first")
    expect(lines).to_contain_text("signed in")
    expect(lines).not_to_contain_text("set-up link")
    visit.page.get_by_role("link", name="Show all").click()
    expect(lines).to_contain_text("set-up link")
    expect(visit.page.locator("select[name=what]")).to_have_value("")
    with visit.page.expect_download() as taken:
        visit.page.get_by_role("button", name="Download all of it (CSV)").click()
    assert taken.value.suggested_filename == "trail.csv"


def tool(visit: Visit, words: str) -> None:
    """Press what stands under the thanks of the test, among one's own."""
    visit.open("/new-thanks").page.get_by_text("received, on your own screen").click()
    mine = visit.page.locator("li.thanks", has_text="Carried every chair.")
    mine.get_by_role("button", name=words).click()


def test_thanks_stand_before_a_room_once_who_is_thanked_clears_them_and_no_more_when_they_take_it_back(
    visit: Visit, door: Door
):
    is_on_the_roster(door)
    me = door.change(lambda c: c.scalar(select(schema.accounts.c.person)))
    thanks = schema.recognitions
    made = {"id": "T-mine", "school": door.change(lambda c: c.scalar(select(schema.schools.c.id))), "date": TODAY,
            "to_kind": "person", "to_person": me, "message": "Carried every chair.", "value": "helping others",
            "state": "shown", "cleared_giver": True}  # fmt: skip
    door.change(lambda c: (c.execute(thanks.insert().values(made)), store.move_version(c)))
    look_as(visit, "leader")
    on_the_wall = visit.page.locator(".wall-card", has_text="Carried every chair.")
    expect(visit.open("/wall").page.locator(".wall-card").first).to_be_attached()
    expect(on_the_wall).to_have_count(0)
    tool(visit, "May be shown to a room")
    expect(visit.page.locator(".refusal", has_text="Agree to stand on the wall first")).to_be_visible()
    visit.open("/me").page.get_by_role("button", name="Agree: the wall of thanks").click()
    visit.ready()
    tool(visit, "May be shown to a room")
    expect(visit.page.get_by_role("button", name="Not for a room")).to_be_attached()
    visit.open("/wall?view=meeting")
    expect(on_the_wall).to_have_count(1)
    tool(visit, "Take back")
    visit.ready()
    visit.open("/wall?view=meeting")
    expect(on_the_wall).to_have_count(0)
    assert door.change(lambda c: c.scalar(select(thanks.c.message).where(thanks.c.id == "T-mine"))) is None
