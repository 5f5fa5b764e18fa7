"""``python -m bench.screenshots [FOLDER]``: every page as a picture, in three sizes, three themes and the meeting view.

For looking at what a change did to all of them. One picture, the home page, is kept for README.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from playwright.sync_api import Browser, Page

from bench.browser import PATIENCE, chromium
from bench.place import Place
from bench.png import shrink
from bench.servers import ROOT

PAGES = {
    "home": "/", "goals": "/goals", "goal": "/goals/G-reading-3", "communication": "/communication",
    "collaboration": "/collaboration", "leadership": "/leadership", "support": "/support", "outcomes": "/outcomes",
    "recognition": "/recognition", "data": "/data", "access": "/access", "me": "/me",
}  # fmt: skip
SIZES = ("1280x720", "1440x900", "390x844")
THEMES = ("light", "dark", "contrast")
MEETING, MEETING_SIZE = "meeting", "1280x720"
KEPT, KEPT_AS = "home-1440x900-light.png", ROOT / "docs" / "home.png"
STILL = "* { animation: none !important; transition: none !important; caret-color: transparent !important; }"


@dataclass(frozen=True)
class Shot:
    """A page, a size and a look: a theme, or the meeting view."""

    page: str
    size: str
    look: str

    @property
    def name(self) -> str:
        return f"{self.page}-{self.size}-{self.look}.png"

    @property
    def path(self) -> str:
        return PAGES[self.page] + ("?view=meeting" if self.look == MEETING else "")


def every_shot() -> Iterator[Shot]:
    """In the order in which a browser has the least to change."""
    for look in THEMES:
        yield from (Shot(page, size, look) for size in SIZES for page in PAGES)
    yield from (Shot(page, MEETING_SIZE, MEETING) for page in PAGES)


def wanted(only: Iterable[str]) -> list[Shot]:
    """``only``: words such as goals, 1440x900 or dark; of each sort that is named, a shot must have one."""
    given, sorts = set(only), (set(PAGES), set(SIZES), {*THEMES, MEETING})
    if unknown := given - set().union(*sorts):
        raise click.BadParameter(f"{', '.join(sorted(unknown))}: choose from {', '.join(sorted(set().union(*sorts)))}")
    narrowed = [sort & given or sort for sort in sorts]
    return [shot for shot in every_shot() if all(map(set.__contains__, narrowed, (shot.page, shot.size, shot.look)))]


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "build" / "screenshots")
@click.option("--only", default="", help="Comma-separated words: " + ", ".join([*PAGES, *SIZES, *THEMES, MEETING]))
@click.option("--fold", is_flag=True, help="Only what is seen without scrolling.")
def main(folder: Path, only: str, fold: bool) -> None:
    """Take pictures of the sample school on 30 January 2026 and put them into FOLDER."""
    shots = wanted(filter(None, only.split(",")))
    folder.mkdir(parents=True, exist_ok=True)
    with Place() as place, chromium() as browser:
        for shot in shots:
            take(browser, place.app.address, shot, folder / shot.name, whole=not fold)
        if KEPT in [shot.name for shot in shots]:
            keep(browser, place.app.address)
    print(f"{len(shots)} pictures in {folder}")


def take(browser: Browser, address: str, shot: Shot, file: Path, whole: bool) -> None:
    width, height = map(int, shot.size.split("x"))
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    context.add_init_script(f"localStorage.setItem('staffroom-theme', '{theme(shot)}')")
    page = context.new_page()
    show(page, address + shot.path)
    page.screenshot(path=file, full_page=whole)
    context.close()


def theme(shot: Shot) -> str:
    return "light" if shot.look == MEETING else shot.look


def show(page: Page, address: str) -> None:
    """Until all is drawn, in its own font."""
    page.goto(address)
    page.wait_for_selector("main[data-ready=true]", timeout=PATIENCE)
    page.add_style_tag(content=STILL)
    page.evaluate("document.fonts.ready")


def keep(browser: Browser, address: str) -> None:
    """What README shows: the first look, without scrolling."""
    KEPT_AS.parent.mkdir(exist_ok=True)
    shot = Shot(*KEPT.removesuffix(".png").split("-"))
    taken = KEPT_AS.with_suffix(".new.png")
    take(browser, address, shot, taken, whole=False)
    shrink(taken)
    shutil.move(taken, KEPT_AS)


if __name__ == "__main__":
    main()
