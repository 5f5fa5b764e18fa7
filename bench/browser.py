"""A Chromium that says when a page is ready. Ours and the floor both tell it by ``<main data-ready="true">``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

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

WATCH = """
window.readyAt = [];
new MutationObserver((changes) => {
  for (const { target } of changes) if (target.dataset.ready === "true") window.readyAt.push(performance.now());
}).observe(document, { attributes: true, attributeFilter: ["data-ready"], subtree: true });
"""
# Chooses in a select as a reader does, and waits until the page has been not ready and is ready again.
CHOOSE = """
([id, value]) => new Promise((resolve, reject) => {
  const select = document.getElementById(id), main = document.querySelector("main");
  let began = 0, waited = false;
  const watch = new MutationObserver(() => {
    if (main.dataset.ready !== "true") waited = true;
    else if (waited) { watch.disconnect(); resolve(performance.now() - began); }
  });
  if (select.value === value || ![...select.options].some((option) => option.value === value))
    return reject(new Error(`${id} offers no other ${value}`));
  watch.observe(main, { attributes: true, attributeFilter: ["data-ready"] });
  began = performance.now();
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  setTimeout(() => reject(new Error(`not ready after ${id} = ${value}`)), 10000);
})
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
    """Load it; milliseconds from the start of the navigation until it was first ready."""
    page.goto(address, wait_until="commit")
    page.wait_for_selector("main[data-ready=true]")
    return page.evaluate("window.readyAt[0]")


def choose(page: Page, select: str, value: str) -> float:
    """Milliseconds from a new choice to the page painted with it."""
    page.bring_to_front()
    return page.evaluate(CHOOSE, [select, value])


def go(page: Page, search: str) -> None:
    """Another choice by the address, without a measurement."""
    page.evaluate("search => { document.querySelector('main').dataset.ready = 'false';"
                  " dash_clientside.set_props('url', { search }); }", search)  # fmt: skip
    page.wait_for_selector("main[data-ready=true]")
