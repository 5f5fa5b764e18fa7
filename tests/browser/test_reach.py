"""By keyboard, on a phone, and with a screen reader: every page is for everybody."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reach import PATHS, SIZES, violations
from tests.browser.served import Visit


def test_all_of_it_is_reached_by_keyboard(visit: Visit, page: Page):
    visit.open("/recognition")
    reached = []
    for _ in range(24):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
        ring = page.evaluate("getComputedStyle(document.activeElement).boxShadow")
        assert ring != "none", reached[-1]
    wanted = ["Skip to the page", "Goals", "theme-button", "names", "present", "filter-classroom", "filter-period"]
    places = [reached.index(each) for each in wanted]
    assert places == sorted(places)


def test_the_skip_link_leads_past_the_navigation(visit: Visit, page: Page):
    visit.open("/recognition")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_on_a_phone_the_menu_opens_and_closes_by_keyboard(visit: Visit, page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    visit.open("/recognition")
    button = page.locator("#menu-button")
    expect(page.locator(".side nav")).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".side nav")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".side nav")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".side a", has_text="Goals").click()
    expect(page.locator("h1")).to_have_text("Goals")
    expect(page.locator(".side nav")).to_be_hidden()


@pytest.mark.parametrize("path", PATHS)
def test_a_phone_is_wide_enough_and_filters_take_a_sixth_of_it(visit: Visit, page: Page, path: str):
    page.set_viewport_size({"width": 390, "height": 844})
    visit.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".filters").bounding_box()["height"] <= 844 / 6


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_at_any_size_in_any_theme(visit: Visit, page: Page, path: str):
    visit.open(path)
    assert violations(visit, SIZES) == []


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_in_a_meeting(visit: Visit, page: Page, path: str):
    page.set_viewport_size(SIZES["projector"])
    visit.open(f"{path}?view=meeting")
    assert violations(visit, ["projector"]) == []
