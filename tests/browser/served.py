"""A page of the app in a browser: open it, wait until it is ready, and say what it asked for and complained of."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, Request, expect

READY = 'main[data-ready="true"]'
PATIENCE = 20_000  # ms: a busy machine draws slowly


class Visit:
    """One tab. ``asked``: the requests so far; ``complaints``: errors of its console."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.asked: list[Request] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.asked.append(request))
        page.on("console", lambda message: self._complain(message.type, message.text))
        page.on("pageerror", lambda error: self._complain("error", str(error)))

    def open(self, path: str) -> Visit:
        self.page.goto(self.address + path)
        return self.ready()

    def ready(self) -> Visit:
        expect(self.page.locator(READY)).to_be_attached(timeout=PATIENCE)
        return self

    def choose(self, name: str, value: str) -> Visit:
        """Pick from a filter: the page is not ready from that moment until all of it has changed."""
        self.page.locator(f"#filter-{name}").select_option(value)
        return self.ready()

    def press(self, key: str) -> Visit:
        self.page.keyboard.press(key)
        return self.ready()

    def at(self, address: str) -> Visit:
        """Wait until the address ends so."""
        expect(self.page).to_have_url(re.compile(re.escape(address) + "$"), timeout=PATIENCE)
        return self.ready()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what no locator can say."""
        for _ in range(PATIENCE // 100):
            if holds():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("it did not come to hold")

    def posts(self) -> list[str]:
        return [request.post_data or "" for request in self.asked if request.method == "POST"]

    def strangers(self) -> list[str]:
        """Requests to anywhere but this machine."""
        return [one.url for one in self.asked if not one.url.startswith((self.address, "data:", "blob:"))]

    def options(self, name: str) -> list[str]:
        values = self.page.locator(f"#filter-{name} option").evaluate_all("all => all.map(each => each.value)")
        return [value for value in values if value not in ("", "all")]

    def theme(self) -> str:
        return self.page.evaluate("document.documentElement.dataset.bsTheme")

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)
