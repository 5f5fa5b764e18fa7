"""A check-in as somebody makes it: on a phone, by keyboard, in front of what changes; and what a room sees of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from app import create_app
from tests.browser.reach import SIZES, violations
from tests.browser.served import PATIENCE, Visit
from tests.served import sample_school

GOAL = "/goals/G-reading-3"
SILENT = "/goals/G-lesson-plans"
OPEN_FORMS = """document.querySelectorAll(".tools details, .entry-tools details, form details")
    .forEach((one) => { one.open = true; })"""
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A school of its own: what is written here nobody else looks at."""
    app = create_app(sample_school(tmp_path_factory.mktemp("written")))
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(page: Page, address: str) -> Visit:
    return Visit(page, address)


def saved(page: Page) -> None:
    expect(page.locator("#check-in [role=status]")).to_contain_text("Saved", timeout=PATIENCE)


def test_a_silent_goal_is_one_click_from_its_check_in_and_three_keys_from_its_status(visit: Visit, page: Page):
    page.set_viewport_size(PHONE)
    visit.open("/goals")
    row = page.locator("tr", has=page.locator(f'a[href^="{SILENT}"]')).first
    expect(row).to_contain_text("No recent data")
    row.get_by_role("link", name="Check in").click()
    visit.ready()
    value = page.locator("#check-in input[name=value]")
    expect(value).to_be_focused()
    expect(value).to_have_value("9")
    page.keyboard.type("13")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # going well
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    saved(page)
    visit.ready()
    expect(page.locator(".rule .chip")).not_to_contain_text("No recent data")
    expect(page.locator(".checkin").first).to_contain_text("13")
    expect(page.locator(".checkin").first).to_contain_text("unsure")
    expect(page.locator("#check-in [role=status]")).to_contain_text("The goal is now:")
    expect(page.locator("#check-in [role=status]")).to_be_in_viewport()
    page.locator("#check-in").get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".rule .chip")).to_contain_text("No recent data", timeout=PATIENCE)
    expect(page.locator(".checkin").first).to_contain_text("9")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert visit.complaints == [] and visit.strangers() == []


def test_what_is_refused_stays_as_it_was_typed_with_the_remedy(visit: Visit, page: Page):
    visit.open(GOAL)
    card = page.locator("#check-in")
    card.locator("input[name=value]").fill("many")
    card.locator("input[name=comment]").fill("Screening done.")
    card.locator("input[value=stuck]").check()
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_role("alert")).to_contain_text('Value: "many" is not a number')
    expect(card.locator("input[name=value]")).to_be_focused()
    expect(card.locator("input[name=value]")).to_have_value("many")
    expect(card.locator("input[name=comment]")).to_have_value("Screening done.")
    expect(card.locator("input[value=stuck]")).to_be_checked()


def test_a_refusal_does_not_stand_under_what_was_saved_before(visit: Visit, page: Page):
    visit.open(GOAL)
    card = page.locator("#check-in")
    card.locator("input[name=value]").fill("63")
    card.get_by_role("button", name="Save").click()
    saved(page)
    visit.ready()
    card.locator("input[name=value]").fill("many")
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_role("alert").filter(has_text="is not a number")).to_be_visible()
    expect(card.get_by_role("status")).to_be_hidden()


def test_on_a_phone_the_check_in_comes_first_and_counts_from_the_start(visit: Visit, page: Page):
    page.set_viewport_size(PHONE)
    visit.open(GOAL)
    tops = page.eval_on_selector_all(".blocks > .block", "all => all.map((one) => one.getBoundingClientRect().top)")
    card = page.locator(".block:has(#check-in)").bounding_box()
    assert card["y"] == min(tops)
    value = page.locator("#check-in input[name=value]")
    value.fill("")
    page.locator("#check-in").get_by_role("button", name="One more").click()
    expect(value).to_have_value(str(int(value.get_attribute("data-from")) + 1))


def test_a_goal_that_follows_a_number_counts_what_it_counts(visit: Visit, page: Page):
    visit.open("/new-goal")
    page.locator("details.tool > summary").click()
    page.locator("select[name=metric]").select_option("outcomes.chronic_absence")
    expect(page.locator("select[name=kind]")).to_have_value("share")


def test_a_double_click_is_one_check_in_and_it_can_be_changed(visit: Visit, page: Page):
    visit.open(GOAL)
    before = page.locator(".checkin").count()
    page.locator("#check-in input[name=value]").fill("63")
    page.locator("#check-in").get_by_role("button", name="Save").dblclick()
    saved(page)
    visit.ready()
    expect(page.locator(".checkin")).to_have_count(before + 1)
    first = page.locator(".checkin").first
    first.locator("summary").click()
    first.locator("input[name=value]").fill("64")
    first.get_by_role("button", name="Save the change").click()
    expect(page.locator(".checkin").first.locator("b").first).to_have_text("64", timeout=PATIENCE)
    page.locator(".checkin").first.get_by_role("button", name="Take back").click()
    expect(page.locator(".checkin")).to_have_count(before, timeout=PATIENCE)


def test_a_goal_is_made_changed_closed_and_found_again(visit: Visit, page: Page):
    visit.open("/goals")
    page.get_by_role("link", name="New goal").click()
    visit.ready()
    page.get_by_label("The goal in one line").fill("Students who read at home")
    page.get_by_label("What is counted").select_option("children")
    page.get_by_label("Out of how many children").fill("96")
    page.get_by_label("Where it starts").fill("40")
    page.get_by_label("Target", exact=True).fill("40")
    page.get_by_role("button", name="Make the goal").click()
    expect(page.get_by_role("alert")).to_contain_text("Target is where it starts")
    page.get_by_label("Target", exact=True).fill("60 of 96")
    page.get_by_role("button", name="Make the goal").click()
    expect(page.locator("h1")).to_have_text("Students who read at home", timeout=PATIENCE)
    visit.ready()
    page.get_by_role("link", name="Edit the goal").click()
    visit.ready()
    page.get_by_label("Target", exact=True).fill("62")
    page.get_by_role("button", name="Save the goal").click()
    expect(page.locator(".facts")).to_contain_text("62", timeout=PATIENCE)
    visit.ready()
    page.get_by_role("button", name="Archive", exact=True).click()
    expect(page.locator("#check-in [role=status]")).to_contain_text("the goal archived", timeout=PATIENCE)
    visit.ready()
    page.locator("#check-in").get_by_role("button", name="Undo").click()
    expect(page.locator("#check-in input[name=value]")).to_be_visible(timeout=PATIENCE)
    visit.ready()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.locator("#check-in")).to_contain_text("Closed on 30 Jan 2026", timeout=PATIENCE)
    page.get_by_role("button", name="Open it again").click()
    expect(page.locator("#check-in input[name=value]")).to_be_visible(timeout=PATIENCE)


def test_last_years_goals_are_carried_over(visit: Visit, page: Page):
    visit.open("/goals")
    page.get_by_text("Carry over last year's goals").click()
    box = page.locator(".carried", has=page.locator("input[name=carry]")).first
    box.locator("input[name=carry]").check()
    page.get_by_role("button", name="Carry over", exact=True).click()
    expect(page.locator(".tools .refusal").first.or_(page.locator("#check-in"))).to_be_visible(timeout=PATIENCE)


def test_a_room_sees_no_form(visit: Visit, page: Page):
    for path in ("/goals", GOAL, "/new-goal", "/edit-goal/G-reading-3"):
        visit.open(f"{path}?view=meeting")
        assert page.locator(".page-body form, main a[href*='new-goal'], main a[href*='#check-in']").count() == 0


@pytest.mark.parametrize("path", [GOAL, "/new-goal", "/edit-goal/G-reading-3", "/goals"])
def test_axe_finds_nothing_where_goals_are_written(visit: Visit, page: Page, path: str):
    visit.open(path)
    page.evaluate(OPEN_FORMS)
    assert violations(visit, SIZES) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
