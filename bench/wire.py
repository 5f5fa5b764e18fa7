"""Bytes that cross the wire: the first page in a browser that was never here, then each page that follows."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from bench.browser import STEADILY, STEADY, chromium, cold_page, open_page
from bench.callbacks import PAGES
from bench.figures import Figure
from bench.place import Place

MOST_FIRST, MOST_NEXT = 900, 40  # kB
SETTLE = 1500  # ms in which a browser may fetch ahead


def bytes_sent(place: Place) -> Iterator[Figure]:
    with chromium() as browser:
        for path in PAGES:
            yield Figure(f"first page {path}, cold", [_first(place, browser, path)], "kB", most=MOST_FIRST)
        for path, sent in _one_after_the_other(place, browser):
            yield Figure(f"next page {path}", [sent], "kB", most=MOST_NEXT)


def _first(place: Place, browser: Browser, path: str) -> float:
    with cold_page(browser) as page:
        counted = Counted(page)
        open_page(page, place.app.address + path)
        page.wait_for_timeout(SETTLE)
        return counted.since()


def _one_after_the_other(place: Place, browser: Browser) -> Iterator[tuple[str, float]]:
    """One visit: the home page, then every other by its link, as a reader goes."""
    with cold_page(browser) as page:
        counted = Counted(page)
        open_page(page, place.app.address + "/")
        page.wait_for_timeout(SETTLE)
        for path in [*list(PAGES)[1:], "/"]:
            counted.since()
            _follow(page, path)
            yield path, counted.since()


def _follow(page: Page, path: str) -> None:
    if page.url.endswith("/goals") and path.startswith("/goals/"):
        page.click(f'main a[href^="{path}"]')
    else:
        page.click(f'header a[href="{path}"]:not(.brand)')
    page.wait_for_timeout(SETTLE // 3)
    page.evaluate(STEADILY, STEADY)


class Counted:
    """Counts what a page receives, headers included, compressed as it comes."""

    def __init__(self, page: Page) -> None:
        self._sum, self._told = 0.0, 0.0
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on("Network.loadingFinished", self._count)

    def _count(self, event: dict) -> None:
        self._sum += event["encodedDataLength"] / 1000

    def since(self) -> float:
        """kB since the last time this was asked."""
        told, self._told = self._told, self._sum
        return self._sum - told
