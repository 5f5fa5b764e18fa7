"""What a reader waits for in the browser: a new choice, and the first visit. Ours and the floor take turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle, islice

from playwright.sync_api import Browser, Page

from bench.browser import choose, chromium, cold_page, go, open_page
from bench.figures import Figure
from bench.place import Place

PAGES = ("/goals", "/communication", "/collaboration")  # no plotly chart, one, and four with the longest tables
PROGRAMS = ("P-literacy", "P-arts", "P-stem", "P-mentoring")
WINDOWS = 6  # first days of a period that nobody has asked about yet
ROUNDS = 8  # through the programs, once their answers are remembered
WARM_ROUNDS = 3  # both workers have met every choice, and the browser has compiled the scripts
COLD_LOADS = 6
MOST_RATIO, MOST_P95, MOST_COLD = 1.8, 300, 1.7


def filter_change(place: Place) -> Iterator[Figure]:
    """From another program chosen to the charts repainted."""
    with chromium() as browser:
        for path in PAGES:
            yield from _filter_change(place, browser, path)


def _filter_change(place: Place, browser: Browser, path: str) -> Iterator[Figure]:
    with cold_page(browser) as ours, cold_page(browser) as floor:
        open_page(ours, place.app.address + path)
        open_page(floor, place.floor.address + path)
        for name, values, beside in (
            ("remembered", *_remembered(ours, floor)),
            ("fresh", *_fresh(ours, floor)),
        ):
            goals = {"most_p95": MOST_P95, "most_ratio": MOST_RATIO}
            yield Figure(f"filter change {path}, {name} choice", values, "ms", floor=beside, **goals)
            yield Figure(f"  its floor, {path}", beside, "ms")


def _remembered(ours: Page, floor: Page) -> tuple[list[float], list[float]]:
    """Choices that both workers have answered before."""
    for program in PROGRAMS * WARM_ROUNDS:
        choose(ours, "filter-program", program)
        choose(floor, "program", program)
    return _in_turns(ours, floor, islice(cycle(PROGRAMS), ROUNDS * len(PROGRAMS)))


def _fresh(ours: Page, floor: Page) -> tuple[list[float], list[float]]:
    """Choices that nobody has made yet: every program in periods that begin on another day."""
    values: tuple[list[float], list[float]] = ([], [])
    for day in range(WINDOWS):
        go(ours, f"?from=2025-08-{day + 2:02}&to=2026-01-30")
        for all_, more in zip(values, _in_turns(ours, floor, PROGRAMS), strict=True):
            all_.extend(more)
    return values


def _in_turns(ours: Page, floor: Page, programs: Iterable[str]) -> tuple[list[float], list[float]]:
    pairs = [(choose(ours, "filter-program", one), choose(floor, "program", one)) for one in programs]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def cold_load(place: Place) -> Iterator[Figure]:
    """From the address entered, with an empty cache, to the last chart."""
    with chromium() as browser:
        for path in PAGES:
            yield from _cold_load(place, browser, path)


def _cold_load(place: Place, browser: Browser, path: str) -> Iterator[Figure]:
    addresses = place.app.address + path, place.floor.address + path
    for address in addresses:
        _opened(browser, address)
    pairs = [[_opened(browser, address) for address in addresses] for _ in range(COLD_LOADS)]
    ours, floor = ([pair[side] for pair in pairs] for side in (0, 1))
    yield Figure(f"cold load {path}", ours, "ms", floor=floor, most_ratio=MOST_COLD)
    yield Figure(f"  its floor, {path}", floor, "ms")


def _opened(browser: Browser, address: str) -> float:
    with cold_page(browser) as page:
        return open_page(page, address)
