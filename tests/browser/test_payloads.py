"""Text that wants to run, in every field and in front of a real browser: none of it runs, with the policy or without.

The school is that of tests/payload_school.py. Every page is opened, its charts are pointed at, and everything on it is
pointed at, focused and pressed; what leads somewhere is looked at instead, since pressing it would leave the page.
"""

from __future__ import annotations

import csv
import io
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from access.visitor import CSRF
from app import create_app
from data import schema, store
from data.accounts import sessions
from data.accounts.account import now
from data.settings import SignIn
from tests.browser.served import PATIENCE, READY
from tests.payload_school import write_payloads
from tests.payloads import FILTERS, PAYLOADS
from tests.served import small_school

PAGES = ("/", "/goals", "/communication", "/collaboration", "/leadership", "/support", "/outcomes", "/recognition",
         "/data", "/access", "/me", "/sessions",
         "/practices", "/new-thanks")  # fmt: skip
VIEWS = ("/collaboration?kind=advice&names=on", "/recognition?level=classroom&names=on", "/?view=meeting",
         "/recognition?view=meeting", "/outcomes?compare=last-year&names=on", "/data?undo=7&names=on")  # fmt: skip
FULL = (
    "/?names",
    "/goals",
    "/communication?names",
    "/collaboration?",
    "/recognition?",
    "/support?names",
    "/data?",
    "/leadership?names",
    "/outcomes?names",
    "/access?",
    "/me?",
)  # pages with words of people on them
READER = "reader"
AT_LEAST = 25  # of every other payload: the rest are for other mistakes than writing text as HTML

WATCH = """() => {
    let number;
    const say = (words) => console.error(words);
    const set = (own) => { number = own; say(`payload ${own} ran`); };
    Object.defineProperty(window, '__fired', {get: () => number, set});
    const broken = (event) => say(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    addEventListener('securitypolicyviolation', broken);
}"""
# Point at, focus and press everything, and point at every mark of every chart.
STIR = """async () => {
    // Plotly's own ground wants real mice: its marks are pointed at below.
    const all = [...document.body.querySelectorAll('*')];
    const stirred = ['pointerover', 'mouseover', 'mouseenter', 'mousemove', 'focus', 'focusin', 'animationstart'];
    document.querySelectorAll('details').forEach((each) => { each.open = true; });
    for (const one of all) {
        const bubbles = !one.closest('.js-plotly-plot');
        if (!bubbles && !one.closest('text, a, foreignObject')) continue;
        for (const type of stirred) one.dispatchEvent(new Event(type, {bubbles}));
        const leads = one.closest('a[href^="/"], a[href^="?"], a[href^="#"], button, form, select, summary');
        if (!leads) one.dispatchEvent(new MouseEvent('click', {bubbles, cancelable: true}));
    }
    for (const chart of document.querySelectorAll('.js-plotly-plot')) {
        for (const [curve, trace] of chart.data.entries()) {
            const marks = Math.min((trace.x || []).length, 40);
            for (let mark = 0; mark < marks; mark += 1) {
                const cell = trace.type === 'heatmap' ? [mark, mark] : mark;
                Plotly.Fx.hover(chart, [{curveNumber: curve, pointNumber: cell}]);
            }
        }
    }
    await new Promise((done) => setTimeout(done, 30));
}"""
# What only a payload could have made of a page: none of it is ours.
MADE = """() => {
    const found = [];
    const NEVER = /^(iframe|object|embed|base|template|marquee|video|audio|math|animate|foreignobject)$/i;
    const drawn = 'data:image/png;'; // a matrix, as plotly draws it
    const own = (address) => address.startsWith(drawn) || new URL(address, location.href).origin === location.origin;
    for (const one of document.querySelectorAll('*')) {
        const written = [...one.attributes].map((each) => each.name);
        if (written.some((name) => name.startsWith('on') || name === 'srcdoc')) found.push(one.outerHTML);
        if (NEVER.test(one.localName)) found.push(one.outerHTML);
        for (const name of ['href', 'xlink:href', 'action', 'formaction', 'src', 'data'])
            if (one.hasAttribute(name) && !own(one.getAttribute(name))) found.push(one.outerHTML);
    }
    return found.map((html) => html.slice(0, 300));
}"""


@dataclass
class House:
    address: str
    token: str
    sealed: str  # its token against other sites
    goals: list[str]


@dataclass
class Watched:
    """A tab, and what happened in it that must not."""

    page: Page
    address: str
    happened: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.add_init_script(f"({WATCH})()")
        self.page.on("console", lambda line: self._told(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda error: self._told(str(error)))
        self.page.on("dialog", self._asked)
        self.page.on("request", self._requested)
        self.page.on("popup", lambda page: self._told(f"opened {page.url}"))

    def _told(self, words: str) -> None:
        if "404 (NOT FOUND)" not in words:  # a page that is not there is what some of the addresses ask for
            self.happened.append(words)

    def _asked(self, dialog) -> None:
        self._told(f"dialog {dialog.message}")
        dialog.dismiss()

    def _requested(self, request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self._told(f"asked {request.url}")

    def look(self, path: str) -> list[str]:
        """Open a page, stir it, and say what happened."""
        self.happened.clear()
        self.page.goto(self.address + path)
        if self.page.locator("#_dash-app-content, #react-entry-point").count():
            expect(self.page.locator(READY)).to_be_attached(timeout=PATIENCE)
        return self.stirred()

    def stirred(self) -> list[str]:
        before = self.page.url
        self.page.evaluate(STIR)
        left = [f"left for {self.page.url}"] if self.page.url != before else []
        frames = [f"frame {frame.url}" for frame in self.page.frames[1:]]
        fired = self.page.evaluate("window.__fired")
        return [*self.happened, *left, *frames, *self.page.evaluate(MADE), *([f"{fired} ran"] if fired else [])]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    settings = replace(small_school(tmp_path_factory.mktemp("house")), sign_in=SignIn(address))
    write_payloads(settings)
    app = create_app(settings)
    token, goals = _let_in(app.server.extensions["staffroom"].engine)
    server = make_server("127.0.0.1", port, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    sealed = app.server.extensions["visitors"].token_for(sessions.fingerprint(token))
    yield House(address, token, sealed, goals)
    server.shutdown()
    thread.join()
    server.server_close()


def _let_in(engine) -> tuple[str, list[str]]:
    """A reader who leads all schools and grants roles, and whose own words are payloads, too."""
    called = " ".join(PAYLOADS)
    with engine.connect() as connection, store.changing(connection):
        person = connection.scalar(select(schema.people.c.id).where(schema.people.c.kind == "staff"))
        own = {"id": READER, "issuer": called, "subject": READER, "person": person, "called": called, "begun": now()}
        connection.execute(schema.accounts.insert().values(own))
        for role in ("leader", "administrator"):
            grant = {"account": READER, "role": role, "reason": called, "at": now(), "by": called}
            connection.execute(schema.grants.insert().values(grant))
        token = sessions.begin(connection, READER)
        leader = schema.sessions.update().where(schema.sessions.c.account == READER)
        connection.execute(leader.values(role="leader|||"))
        return token, list(connection.scalars(select(schema.goals.c.id).order_by(schema.goals.c.id)))


@pytest.fixture(params=["with the policy", "without it"])
def watched(request: pytest.FixtureRequest, browser: Browser, house: House) -> Iterator[Watched]:
    context = browser.new_context(bypass_csp=request.param == "without it")
    _sign_in(context, house)
    yield Watched(context.new_page(), house.address)
    context.close()


def _sign_in(context: BrowserContext, house: House) -> None:
    said = {"staffroom": house.token, CSRF: house.sealed}
    context.add_cookies([{"name": name, "value": value, "url": house.address} for name, value in said.items()])


def addresses(house: House) -> list[str]:
    """Every page as a leader sees it by name, other views of it, goals, and payloads wherever an address takes one."""
    goals = [f"/goals/{quote(goal, safe='')}?names=on" for goal in house.goals[:: len(house.goals) // 5]]
    unknown = [f"/{quote(PAYLOADS[0], safe='')}", f"/data/{quote(PAYLOADS[2], safe='')}", "/sign-in?next=javascript:1"]
    groups = [PAYLOADS[start : start + len(FILTERS)] for start in range(0, len(PAYLOADS), len(FILTERS))]
    chosen = [f"{PAGES[place]}?{urlencode(dict(zip(FILTERS, group, strict=False)))}"
              for place, group in enumerate(groups)]  # fmt: skip
    return [*(f"{path}?names=on" for path in PAGES), *VIEWS, *goals, *chosen, *unknown]


def test_nothing_that_people_wrote_runs_on_any_page(watched: Watched, house: House):
    found, silent = {}, []
    for path in addresses(house):
        if happened := watched.look(path):
            found[path] = happened
        if path.startswith(FULL) and "__fired" not in watched.page.inner_text("body"):
            silent.append(path)
    assert found == {}
    assert silent == []  # or there was nothing on them to run


def test_nothing_in_a_file_that_is_handed_in_runs(watched: Watched):
    """As its name, its headers and its cells; in the preview, in the questions and in the list of what waits."""
    tab = watched.page
    assert watched.look("/data?names=on") == []
    tab.locator("input[type=file]").set_input_files(_files())
    assert watched.stirred() == []
    tab.get_by_role("button", name="Look at them").click()
    expect(tab).to_have_url(re.compile(r"/data/[\w-]{22}$"), timeout=PATIENCE)
    expect(tab.locator("#main .desk-counts, #main .desk-form").first).to_be_visible(timeout=PATIENCE)
    place = tab.url.removeprefix(watched.address)
    assert watched.stirred() == []
    assert watched.look(f"{place}?names=on") == []
    assert "__fired" in tab.inner_text("main")
    assert watched.look("/data") == []
    expect(tab.locator("main")).to_contain_text("Waiting for your word")
    watched.look(place)
    tab.get_by_role("button", name="Throw away").click()
    expect(tab.locator("h1")).to_have_text("Files in", timeout=PATIENCE)


def _files() -> list[dict]:
    people = [["id", "name", "kind", "school", "role", "start", "<img src=x onerror=window.__fired=1>"]]
    people += [
        [text, text, "staff", text, text, text if place % 2 else "", text] for place, text in enumerate(PAYLOADS)
    ]
    riddle = [[*PAYLOADS[:6]], *([text] * 6 for text in PAYLOADS)]
    names = [text for text in PAYLOADS if not set(text) & set("/\\\x00\n\r")][:8]
    kept = {"people.csv": people} | {f"{name}.csv": riddle for name in names}
    return [{"name": name, "mimeType": "text/csv", "buffer": _csv(rows)} for name, rows in kept.items()]


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().replace("\x00", "").encode()


def test_the_same_payloads_do_run_where_nothing_stands_in_their_way(page: Page, house: House):
    """Or the test above would hold for a browser that sees nothing."""
    tab, ran = Watched(page, house.address), set()
    page.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(house.address)
    for number, payload in enumerate(PAYLOADS[::2]):
        if _runs(tab, payload):
            ran.add(number)
    assert len(ran) >= AT_LEAST, sorted(ran)


def _runs(tab: Watched, payload: str) -> bool:
    tab.page.goto(tab.address)
    tab.happened.clear()
    try:
        tab.page.set_content(f"<body>{payload}</body>", wait_until="commit")
        return bool(tab.stirred())
    except Error as error:
        return "navigation" in str(error) or bool(tab.happened)  # it led away while it was being looked at
