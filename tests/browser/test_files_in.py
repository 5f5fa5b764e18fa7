"""Files in, in a real browser: handed in, mended, taken, seen, and taken back; by anybody, on anything."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from python_calamine import CalamineWorkbook
from sqlalchemy import create_engine, select
from werkzeug.serving import make_server

from app import create_app
from data import schema
from data.importers.template import REASONS
from tests.browser.reach import SIZES, violations
from tests.browser.served import PATIENCE, Visit
from tests.served import small_school

HEADER = "id,date,to,to_kind,message"
COVERAGE = '[data-metric="recognition.coverage"]'
MAIN = ".button.main"


class Counter:
    """A school of its own: whoever hands files in there changes what nobody else looks at."""

    def __init__(self, address: str, url: str) -> None:
        self.address = address
        with create_engine(url).connect() as connection:
            people = schema.people
            staff = select(people.c.id).where(people.c.kind == "staff", people.c.end.is_(None)).order_by(people.c.id)
            self.staff = list(connection.scalars(staff))

    def thanks(self, *wrong: str) -> str:
        """A word of thanks to everybody on the staff, and some that cannot be."""
        rows = [f"thanks-{place},2026-01-20,{id_},person,Thank you" for place, id_ in enumerate(self.staff)]
        return "\n".join([HEADER, *rows, *wrong, ""])


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    settings = small_school(tmp_path_factory.mktemp("counter"))
    server = make_server("127.0.0.1", 0, create_app(settings).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Counter(f"http://127.0.0.1:{server.port}", settings.database_url)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(page: Page, counter: Counter) -> Visit:
    return Visit(page, counter.address)


def hand_in(visit: Visit, path: Path, text: str) -> None:
    path.write_text(text)
    visit.open("/data")
    visit.page.locator("input[type=file]").set_input_files(path)
    expect(visit.page.locator(".drop")).to_contain_text(path.name)
    visit.page.get_by_role("button", name="Look at them").click()
    looked_at(visit)


def looked_at(visit: Visit) -> None:
    """Until the page says what came of it."""
    expect(visit.page).to_have_url(re.compile(r"/data/[\w-]{22}$"), timeout=PATIENCE)
    expect(visit.page.locator("#main .desk-counts, #main .desk-form").first).to_be_visible(timeout=PATIENCE)
    visit.ready()


def coverage(visit: Visit) -> str:
    visit.open("/")
    return visit.page.locator(COVERAGE).first.get_attribute("data-value")


def test_a_page_that_looks_too_often_looks_again_when_it_may(visit: Visit, page: Page):
    """It stays as it is meanwhile: to load it anew would be one question more."""
    asked = []

    def hurried(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=429, headers={"Retry-After": "2"}, body="That was a lot at once.")

    visit.open("/data")
    page.route("**/state", hurried)
    page.evaluate("document.getElementById('main').insertAdjacentHTML('beforeend', '<p data-desk-told>Reading</p>')")
    visit.until(lambda: len(asked) == 1)
    page.wait_for_timeout(1500)  # two looks would have been due
    assert len(asked) == 1
    visit.until(lambda: len(asked) == 2)
    expect(page.locator("[data-desk-told]")).to_have_text("Reading")


def test_files_are_mended_taken_seen_and_taken_back(visit: Visit, page: Page, counter: Counter, tmp_path: Path):
    before = coverage(visit)
    wrong = ("w1,2026-13-45,S1,person,When?", "w2,2026-01-20,nobody,person,Who?", "w3,,S1,planet,What?")
    hand_in(visit, tmp_path / "thanks.csv", counter.thanks(*wrong))
    expect(page.locator("h1")).to_have_text("Your files")
    expect(page.locator('.side [aria-current="page"]')).to_have_text("Files in")
    expect(page.locator("main")).to_contain_text("Taken for recognitions")
    expect(page.locator("main")).to_contain_text("2026-13-45")
    expect(page.locator("main")).not_to_contain_text("Thank you")  # words about people, until somebody asks for names
    with page.expect_download() as download:
        page.get_by_role("link", name="Download what to mend").click()
    book = CalamineWorkbook.from_path(download.value.path())
    assert book.sheet_names == [REASONS, "thanks.csv"]
    own = book.get_sheet_by_name("thanks.csv").to_python()
    assert [row[0] for row in own if row[-1]] == ["id", "w1", "w2", "w3"]
    assert coverage(visit) == before

    hand_in(visit, tmp_path / "thanks.csv", counter.thanks())
    page.get_by_role("button", name="Add to the fictional school").click()
    expect(page.locator("main")).to_contain_text(f"{len(counter.staff)} rows written", timeout=PATIENCE)
    visit.ready()
    after = coverage(visit)
    assert float(after) > float(before)

    visit.open("/data")
    expect(page.locator("main")).to_contain_text("thanks.csv (recognitions)")
    page.get_by_role("link", name="Undo").first.click()
    expect(page.locator("main")).to_contain_text("This would be taken back", timeout=PATIENCE)
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("main")).to_contain_text("Taken back: what that import added is gone", timeout=PATIENCE)
    visit.ready()
    assert coverage(visit) == before
    assert visit.complaints == []
    assert visit.strangers() == []


def test_what_only_a_person_can_tell_is_asked_on_the_page(visit: Visit, page: Page, counter: Counter, tmp_path: Path):
    person = counter.staff[0]
    hand_in(visit, tmp_path / "attendance.csv", f"person,date,status\n{person},01/02/2026,present\n")
    page.get_by_label("Which comes first in its dates?").select_option("dmy")
    page.get_by_role("button", name="Look again").click()
    expect(page.locator(".first-rows")).to_contain_text("2026-02-01", timeout=PATIENCE)
    expect(page.locator("main")).to_contain_text("All of it can be taken")
    page.get_by_role("button", name="Throw away").click()
    expect(page.locator("h1")).to_have_text("Files in", timeout=PATIENCE)


def test_files_are_dropped_on_the_page(visit: Visit, page: Page, counter: Counter):
    visit.open("/data")
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], 'dropped.csv'));
            const drop = document.querySelector('.drop');
            for (const type of ['dragover', 'drop'])
                drop.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: data}));
        }""",
        counter.thanks(),
    )
    expect(page.locator(".drop")).to_contain_text("dropped.csv")
    page.get_by_role("button", name="Look at them").click()
    looked_at(visit)
    expect(page.locator("main")).to_contain_text("dropped.csv")


def test_all_of_it_is_done_by_keyboard(visit: Visit, page: Page, counter: Counter, tmp_path: Path):
    path = tmp_path / "keys.csv"
    path.write_text(counter.thanks("w1,2026-13-45,S1,person,When?"))
    visit.open("/data")
    tab_to(page, "document.activeElement.type === 'file'")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(path)
    tab_to(page, "document.activeElement.textContent === 'Look at them'")
    page.keyboard.press("Enter")
    looked_at(visit)
    tab_to(page, "document.activeElement.textContent === 'Download what to mend'")
    tab_to(page, "document.activeElement.textContent === 'Throw away'")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Files in", timeout=PATIENCE)


def tab_to(page: Page, where: str) -> None:
    """Tab until it is there, with a ring around every stop."""
    for _ in range(60):
        page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        assert page.evaluate(f"{style}.boxShadow !== 'none' || {style}.outlineStyle !== 'none'")
        if page.evaluate(where):
            return
    raise AssertionError(f"no Tab leads there: {where}")


def test_it_is_read_by_everybody_on_anything(visit: Visit, page: Page, counter: Counter, tmp_path: Path):
    """No violation, and no sideways scroll, at any size and in any theme; with problems on the page and without."""
    visit.open("/data")
    assert violations(visit, SIZES) == []
    assert narrow(page)
    hand_in(visit, tmp_path / "thanks.csv", counter.thanks("w1,2026-13-45,S1,person,When?"))
    assert violations(visit, SIZES) == []
    assert narrow(page)


def narrow(page: Page) -> bool:
    page.set_viewport_size(SIZES["phone"])
    return page.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"]["width"]


def test_a_room_sees_nothing_of_it(visit: Visit, page: Page, counter: Counter, tmp_path: Path):
    hand_in(visit, tmp_path / "thanks.csv", counter.thanks())
    visit.press("m")
    expect(page.locator("main")).to_contain_text("not shown in the meeting view", timeout=PATIENCE)
    expect(page.locator("main")).not_to_contain_text("thanks.csv")
