"""The meeting view in a real browser: large, one chart a screen, by key."""

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reach import PATHS, SIZES
from tests.browser.served import Visit

# What fills a screen in a meeting: a block, or each of the charts that share one.
SCREENS = "#main .block:not(:has(> figure + figure)), #main .block > figure:is(figure + figure, :has(+ figure))"
SMALLEST_TEXT = """() => {
    const words = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const seen = [];
    while (words.nextNode()) {
        const box = words.currentNode.parentElement;
        const range = document.createRange();
        range.selectNodeContents(words.currentNode);
        const place = range.getBoundingClientRect();
        if (!words.currentNode.data.trim() || place.width < 2 || place.height < 2) continue;
        if (box.closest('.filters, .head-buttons, .visually-hidden, .behind, select, style')) continue;
        seen.push([parseFloat(getComputedStyle(box).fontSize), words.currentNode.data.trim().slice(0, 40)]);
    }
    return seen.sort((one, other) => one[0] - other[0])[0];
}"""


@pytest.mark.parametrize("path", PATHS)
def test_the_meeting_view_is_read_from_the_back_row(visit: Visit, page: Page, path: str):
    page.set_viewport_size({"width": 1280, "height": 720})
    visit.open(f"{path}?view=meeting")
    size, words = page.evaluate(SMALLEST_TEXT)
    assert size >= 24, words
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    expect(page.locator(".side")).to_be_hidden()
    expect(page.locator("#filter-grade")).to_be_visible()
    expect(page.locator("#names")).to_be_hidden()


def test_m_presents_with_live_filters_and_escape_leaves(visit: Visit, page: Page):
    visit.open("/recognition").press("m").at("/recognition?view=meeting")
    department = visit.options("department")[0]
    visit.choose("department", department)
    assert "view=meeting" in page.url
    page.locator("body").click(position={"x": 5, "y": 300})
    visit.press("Escape")
    expect(page).not_to_have_url(re.compile("view=meeting"))
    expect(page.locator(".side")).to_be_visible()
    expect(page.locator("#filter-department")).to_have_value(department)


@pytest.mark.parametrize("path", ["/recognition", "/collaboration"])
def test_every_chart_has_a_screen_of_its_own_in_a_meeting(visit: Visit, page: Page, path: str):
    """Two that share a block on a desk as well: none stands over another, and none is squeezed."""
    page.set_viewport_size(SIZES["projector"])
    visit.open(f"{path}?view=meeting")
    boxes = page.locator(".block > figure").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(({top, bottom}) => [top, bottom])"
    )
    assert len(boxes) > 4
    for (_, bottom), (top, _) in itertools.pairwise(boxes):
        assert top >= bottom - 1
    assert min(bottom - top for top, bottom in boxes) > SIZES["projector"]["height"] / 2


def test_arrows_go_from_chart_to_chart_in_a_meeting(visit: Visit, page: Page):
    page.set_viewport_size({"width": 1280, "height": 720})
    visit.open("/recognition?view=meeting")
    blocks = page.locator(SCREENS)
    for number, key in ((1, "ArrowDown"), (2, "PageDown"), (3, "ArrowRight"), (2, "ArrowUp"), (1, "PageUp")):
        page.keyboard.press(key)
        below_the_bar = page.locator(".head").bounding_box()["height"]
        visit.until(lambda n=number, top=below_the_bar: abs(blocks.nth(n).bounding_box()["y"] - top) < 2)
        assert blocks.nth(number).bounding_box()["height"] <= 720 - below_the_bar
