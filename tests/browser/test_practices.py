"""The library in a browser: something is shared and corrected, a topic is chosen, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reach import SIZES, violations
from tests.browser.served import Visit
from tests.browser.test_thanks import PHONE, Place, place, told

__all__ = ["place"]  # a school of its own: what is written here nobody else looks at


@pytest.fixture
def visit(page: Page, place: Place) -> Iterator[Visit]:
    yield Visit(page, place.address)


def test_something_is_shared_on_a_phone_corrected_and_taken_out(visit: Visit, page: Page):
    page.set_viewport_size(PHONE)
    visit.open("/collaboration")
    page.get_by_role("link", name="Shared practice").click()
    visit.ready()
    page.get_by_label("What it is, in one line").fill("Question wall")
    page.get_by_label("or a new topic").fill("asking")
    page.get_by_role("button", name="Share", exact=True).click()
    told(visit, "stands in the library")
    first = page.locator(".thanks-list > li").first
    expect(first).to_contain_text("Question wall")
    expect(first).not_to_contain_text("used yet")
    first.get_by_text("Change").click()
    first.get_by_label("Where it lies").fill("https://files.example.org/wall")
    first.get_by_role("button", name="Save").click()
    told(visit, "Saved")
    link = page.get_by_role("link", name="https://files.example.org/wall")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    first.get_by_text("Change").click()
    first.get_by_role("button", name="Take out of the library: Question wall").click()
    told(visit, "Taken out")
    expect(page.locator(".thanks-list")).not_to_contain_text("Question wall")
    assert visit.strangers() == []


def test_what_is_refused_is_told_in_the_form_and_stays_typed(visit: Visit, page: Page):
    visit.open("/practices")
    page.get_by_label("What it is, in one line").fill("ok")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.locator("form[action='/practices/share'] [role=alert]")).to_contain_text("hardly a word")
    expect(page.get_by_label("What it is, in one line")).to_have_value("ok")


def test_a_topic_is_one_click(visit: Visit, page: Page):
    visit.open("/practices")
    page.get_by_role("navigation", name="Topics").get_by_role("link", name="reading").click()
    visit.ready()
    expect(page.locator(".thanks-list")).to_contain_text("Phonics cards")
    expect(page.locator(".thanks-list")).not_to_contain_text("Fractions")


@pytest.mark.parametrize("path", ["/practices", "/practices?names=on", "/collaboration"])
def test_axe_finds_nothing_where_practice_is_shared(visit: Visit, page: Page, path: str):
    visit.open(path)
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    assert violations(visit, SIZES) == []
    assert visit.complaints == [] and visit.strangers() == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_meeting_view_shows_the_library_and_no_form(visit: Visit, page: Page):
    page.set_viewport_size(SIZES["projector"])
    visit.open("/practices?view=meeting")
    expect(page.locator(".page-body form")).to_have_count(0)
    expect(page.locator(".thanks-list")).to_contain_text("Phonics cards")
    assert violations(visit, ["projector"]) == []
