"""Thanks on a phone: said, looked at, cleared for a room, taken back; and the wall as a room sees it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, select
from werkzeug.serving import make_server

from app import create_app
from data import schema, store
from tests.browser.reach import SIZES, violations
from tests.browser.served import PATIENCE, Visit
from tests.served import TODAY, sample_school

PHONE = {"width": 390, "height": 844}
ROOM = {"width": 1280, "height": 720}
SHOWN = ".wall-card:not([hidden])"


@dataclass
class Place:
    address: str
    engine: Engine


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A school of its own: what is written here nobody else looks at."""
    app = create_app(sample_school(tmp_path_factory.mktemp("thanks")))
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Place(f"http://127.0.0.1:{server.port}", app.server.extensions["staffroom"].engine)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(page: Page, place: Place) -> Visit:
    return Visit(page, place.address)


def say(visit: Visit, to: str, words: str, room: bool = False) -> None:
    page = visit.page
    page.locator("select[name=to]").select_option(to)
    page.get_by_role("radio", name="new ideas").check()
    page.get_by_label("What was done, in a sentence").fill(words)
    if room:
        page.get_by_label("I agree that it is shown to a room").check()
    page.get_by_role("button", name="Say thanks").click()
    told(visit, "waits for a look")


def told(visit: Visit, words: str) -> None:
    expect(visit.page.locator(".page-body [role=status]")).to_contain_text(words, timeout=PATIENCE)
    visit.ready()


def somebody(place: Place) -> tuple[str, str]:
    """A colleague who is sure to be there, and has not agreed to the wall."""
    people, consents = schema.people, schema.consents
    staff = select(people.c.id, people.c.name).where(people.c.kind == "staff", people.c.end.is_(None))
    with place.engine.connect() as connection:
        who = connection.execute(
            staff.where(people.c.id.not_in(select(consents.c.person))).order_by(people.c.id)
        ).first()
    return tuple(who)


def agree(place: Place, person: str, words: str) -> None:
    """What the person thanked does on a screen of their own: agrees to the wall, and clears the card."""
    thanks = schema.recognitions
    with store.writing(place.engine) as connection:
        connection.execute(schema.consents.insert().values(person=person, what="wall", date=TODAY, given=True))
        connection.execute(thanks.update().where(thanks.c.message == words).values(cleared_person=True))


def on_the_wall(visit: Visit, view: str = "?view=meeting") -> str:
    visit.open(f"/wall{view}")
    return visit.page.locator(".wall").evaluate("wall => wall.textContent")


def test_thanks_are_said_on_a_phone_looked_at_and_seen_by_the_room(visit: Visit, page: Page, place: Place):
    page.set_viewport_size(PHONE)
    words = "Sorted the whole cupboard before the open day."
    visit.open("/recognition")
    page.get_by_role("link", name="Say thanks").click()
    visit.ready()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    say(visit, "team:Math", words)
    assert words not in on_the_wall(visit)
    visit.open("/recognition")
    page.get_by_role("link", name="to look at").click()
    visit.ready()
    waiting = page.locator(".thanks", has_text=words).first
    waiting.get_by_role("button", name="Show: thanks of").click()
    told(visit, "It shows from now on")
    assert words in on_the_wall(visit)
    expect(page.locator(SHOWN)).to_have_count(1)
    expect(page.locator(SHOWN)).to_contain_text(words)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert visit.complaints == [] and visit.strangers() == []


def test_a_name_shows_once_both_have_cleared_it_and_no_longer_when_one_takes_it_back(
    visit: Visit, page: Page, place: Place
):
    page.set_viewport_size(PHONE)
    person, name = somebody(place)
    words = "Stayed with the last child until eight."
    visit.open("/new-thanks")
    say(visit, f"person:{person}", words, room=True)
    expect(page.locator(".panel", has_text="To look at")).to_contain_text("press Show names")
    visit.open("/new-thanks?names=on")
    page.locator(".thanks", has_text=words).get_by_role("button", name="Show: thanks of").click()
    told(visit, "It shows from now on")
    assert words not in on_the_wall(visit)
    agree(place, person, words)
    said = on_the_wall(visit)
    assert words in said and name in said
    visit.open("/new-thanks")
    page.get_by_text("on your own screen").click()
    mine = page.locator("details .thanks", has_text=words)
    mine.get_by_role("button", name="Not for a room").click()
    told(visit, "Saved")
    assert name not in on_the_wall(visit)
    visit.open("/new-thanks")
    page.get_by_text("on your own screen").click()
    page.locator("details .thanks", has_text=words).get_by_role("button", name="Take back").click()
    told(visit, "Taken back")
    expect(page.locator("main")).not_to_contain_text(words)


def test_what_is_refused_stays_as_it_was_typed(visit: Visit, page: Page):
    visit.open("/new-thanks")
    page.evaluate("document.querySelector('.thanks-form').noValidate = true")
    page.get_by_label("What was done, in a sentence").fill("Carried forty chairs.")
    page.get_by_role("radio", name="families").check()
    page.get_by_role("button", name="Say thanks").click()
    expect(page.get_by_role("alert").filter(has_text="To: choose")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("select[name=to]")).to_be_focused()
    expect(page.get_by_label("What was done, in a sentence")).to_have_value("Carried forty chairs.")


def test_whoever_reports_a_card_has_it_held(visit: Visit, page: Page):
    visit.open("/wall")
    words = page.locator(f"{SHOWN} blockquote").first.inner_text()
    first = page.locator(".wall-card", has_text=words).first
    first.get_by_role("button", name="Report: thanks of").click()
    told(visit, "Held until somebody")
    expect(page.locator(".panel", has_text="To look at")).to_contain_text(words)


def test_the_wall_turns_by_itself_and_by_key(visit: Visit, page: Page):
    page.set_viewport_size(ROOM)
    page.clock.install()
    visit.open("/wall?view=meeting")
    first = page.locator(SHOWN).inner_text()
    expect(page.locator(SHOWN)).to_have_count(1)
    page.clock.run_for(8500)
    assert page.locator(SHOWN).inner_text() != first
    page.keyboard.press("ArrowLeft")
    assert page.locator(SHOWN).inner_text() == first
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".wall-place")).to_contain_text(" of ")
    page.get_by_role("button", name="Pause").click()
    now = page.locator(SHOWN).inner_text()
    page.clock.run_for(60_000)
    assert page.locator(SHOWN).inner_text() == now


def test_space_pauses_and_goes_on_and_home_and_end_go_to_the_ends(visit: Visit, page: Page):
    page.set_viewport_size(ROOM)
    page.clock.install()
    visit.open("/wall?view=meeting")
    first = page.locator(SHOWN).inner_text()
    page.keyboard.press("Space")
    page.clock.run_for(60_000)
    assert page.locator(SHOWN).inner_text() == first
    page.keyboard.press("End")
    place = page.locator(".wall-place").inner_text()
    assert place.split(" of ")[0] == place.split(" of ")[1] != "1"
    page.keyboard.press("Home")
    assert page.locator(SHOWN).inner_text() == first
    page.keyboard.press("Space")
    page.clock.run_for(8500)
    assert page.locator(SHOWN).inner_text() != first
    expect(page.locator(".wall-hint")).to_contain_text("Space pauses and goes on")


def test_three_cards_stand_beside_each_other_on_a_screen_of_ones_own(visit: Visit, page: Page):
    page.set_viewport_size({"width": 1440, "height": 900})
    visit.open("/wall")
    expect(page.locator(SHOWN)).to_have_count(3)
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".wall-place")).to_contain_text("4–6 of")


@pytest.mark.parametrize("quiet", ["motion", "contrast"])
def test_nothing_moves_by_itself_where_somebody_wants_it_quiet(visit: Visit, page: Page, quiet: str):
    page.set_viewport_size(ROOM)
    page.clock.install()
    if quiet == "motion":
        page.emulate_media(reduced_motion="reduce")
    else:
        page.add_init_script("localStorage.setItem('staffroom-theme', 'contrast')")
    visit.open("/wall?view=meeting")
    first = page.locator(SHOWN).inner_text()
    page.clock.run_for(60_000)
    assert page.locator(SHOWN).inner_text() == first
    expect(page.get_by_role("button", name="Go on by itself")).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator(SHOWN).inner_text() != first


@pytest.mark.parametrize("path", ["/new-thanks", "/new-thanks?names=on", "/wall", "/wall?view=meeting", "/recognition"])
def test_axe_finds_nothing_where_thanks_are_said_and_seen(visit: Visit, page: Page, path: str):
    visit.open("/new-thanks")
    say(visit, "team:Math", "Explained the new timetable.")
    visit.open(path)
    page.evaluate("document.querySelectorAll('main details.tool').forEach((one) => { one.open = true; })")
    assert violations(visit, SIZES) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
