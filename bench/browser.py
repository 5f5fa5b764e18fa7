"""A Chromium that says when a page is ready. Ours and the floor both tell it by ``<main data-ready="true">``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice

from playwright.sync_api import Browser, Page, sync_playwright

from setup.chromium import find

ARGUMENTS = (
    "--no-sandbox",  # in a container Chromium's own sandbox cannot start; it only ever opens our own pages
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 20_000  # ms until a page must be ready
SIZE = {"width": 1440, "height": 900}

TURNS, WARM = 32, 12
STEADY = 250  # ms: a page that is ready, starts to draw and is ready again was not ready before

WATCH = """
window.readyAt = 0;
new MutationObserver((changes) => {
  for (const { target } of changes) if (target.dataset.ready === "true") window.readyAt = performance.now();
}).observe(document, { attributes: true, attributeFilter: ["data-ready"], subtree: true });
"""
# Resolves when the page has been ready for a while; the moment is in readyAt.
STEADILY = """
(steady) => new Promise((resolve, reject) => {
  const began = performance.now(), main = () => document.querySelector("main");
  const look = () => {
    const now = performance.now();
    if (now - began > 20000) reject(new Error("the page is not ready"));
    else if (main()?.dataset.ready === "true" && now - window.readyAt > steady) resolve(window.readyAt);
    else setTimeout(look, 10);
  };
  look();
})
"""
# Chooses in a select as a reader does; returns when.
CHOOSE = """
([id, value]) => {
  const select = document.getElementById(id);
  if (select.value === value || ![...select.options].some((option) => option.value === value))
    throw new Error(`${id} offers no other ${value}`);
  const began = performance.now();
  window.readyAt = Infinity; // until it is ready again
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return began;
}
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless; exits with the remedy where there is none."""
    path = find() or sys.exit("No Chromium on this machine: run `make setup-test`, which finds or installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def cold_page(browser: Browser) -> Iterator[Page]:
    """A page of a reader who was never here: a context of its own, with an empty cache."""
    context = browser.new_context(viewport=SIZE)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH)
    try:
        yield context.new_page()
    finally:
        context.close()


def open_page(page: Page, address: str) -> float:
    """Load it; milliseconds from the start of the navigation until it was ready."""
    page.goto(address, wait_until="commit")
    return page.evaluate(STEADILY, STEADY)


def choose(page: Page, select: str, value: str) -> float:
    """Milliseconds from a new choice to the page painted with it."""
    page.bring_to_front()
    began = page.evaluate(CHOOSE, [select, value])
    return page.evaluate(STEADILY, STEADY) - began


def go(page: Page, search: str) -> None:
    """Another choice by the address, without a measurement."""
    page.evaluate("search => { readyAt = Infinity; dash_clientside.set_props('url', { search }); }", search)
    page.evaluate(STEADILY, STEADY)


def repaints(address: str, select: str, values: tuple[str, ...]) -> list[float]:
    """Milliseconds from one value of a filter chosen after the other to the page repainted; the first do not count."""
    with chromium() as browser, cold_page(browser) as page:
        open_page(page, address)
        turns = list(islice(cycle(values), TURNS))
        for value in turns[:WARM]:
            choose(page, select, value)
        return [choose(page, select, value) for value in turns]
