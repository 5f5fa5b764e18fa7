"""What a page does when it asked for too much: it says so, waits as long as it was told, and goes on by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.served import Visit


def hurried(route: Route, times: list[int]) -> None:
    """Answered as to somebody who asked for too much, as often as the list says; then as ever."""
    if times[0]:
        times[0] -= 1
        route.fulfill(status=429, headers={"Retry-After": "1"}, body="That was a lot at once.")
    else:
        route.continue_()


def test_a_page_that_asked_for_too_much_says_so_and_goes_on_by_itself(visit: Visit, page: Page):
    visit.open("/recognition")
    department, times = visit.options("department")[0], [2]
    page.route("**/_dash-update-component*", lambda route: hurried(route, times))
    page.locator("#filter-department").select_option(department)
    expect(page.locator("#notice")).to_contain_text("goes on by itself in 1 second")
    expect(page.locator('main[data-ready="false"]')).to_be_attached()
    visit.ready()
    expect(page.locator(".scope")).to_contain_text(department)
    expect(page.locator("#notice")).to_be_empty()
    assert times == [0]


def test_of_two_choices_in_a_hurry_the_newer_is_shown(visit: Visit, page: Page):
    visit.open("/recognition")
    first, second = visit.options("department")[:2]
    times = [1]
    page.route("**/_dash-update-component*", lambda route: hurried(route, times))
    page.locator("#filter-department").select_option(first)
    expect(page.locator("#notice")).to_contain_text("goes on by itself")
    page.locator("#filter-department").select_option(second)
    expect(page.locator(".scope")).to_contain_text(second)
    page.wait_for_timeout(1500)  # the first would come back now
    visit.ready()
    expect(page.locator(".scope")).to_contain_text(second)
    expect(page.locator("#notice")).to_be_empty()


@pytest.mark.parametrize("of", ["_dash-update-component", "_dash-layout", "_dash-dependencies"])
def test_a_page_that_is_opened_in_a_hurry_comes_all_the_same(visit: Visit, page: Page, of: str):
    times = [2]  # what is asked for early, and once more
    page.route(f"**/{of}*", lambda route: hurried(route, times))
    visit.open("/recognition")
    assert times == [0]
