"""What stands around every page, in a real browser: filters, address, theme, meeting view, keys, reach."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reach import PATHS
from tests.browser.served import Visit

MARK = "nodes => nodes.forEach(node => node.marked = true)"
MARKED = "nodes => nodes.map(node => Boolean(node.marked))"
CHARTS = ".js-plotly-plot"


def fingerprint(visit: Visit) -> str:
    return visit.page.locator(".page-body").inner_text()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_ready_and_whole(visit: Visit, path: str):
    visit.open(path)
    expect(visit.page.locator("main")).to_have_count(1)
    expect(visit.page.locator("h1")).to_have_count(1)
    expect(visit.page.locator("h1")).not_to_be_empty()
    expect(visit.page.locator(".scope")).to_contain_text("Oak Hill School")
    expect(visit.page.locator('.side [aria-current="page"]')).to_have_count(1)
    assert visit.complaints == []
    assert visit.strangers() == []


@pytest.mark.parametrize("path", ["/", "/collaboration"])
def test_a_first_visit_is_one_message(visit: Visit, path: str):
    visit.open(path)
    assert len(visit.posts()) == 1
    assert "_pages_content" in visit.posts()[0]


def test_a_changed_filter_is_one_message_and_no_chart_is_built_anew(visit: Visit):
    visit.open("/collaboration")
    before = fingerprint(visit)
    visit.page.locator(f"{CHARTS}, .table-twin, figure").evaluate_all(MARK)
    visit.page.keyboard.press("t")
    visit.choose("department", visit.options("department")[0])
    assert fingerprint(visit) != before
    assert len(visit.posts()) == 2
    assert all(visit.page.locator(f"{CHARTS}, figure").evaluate_all(MARKED))
    assert visit.page.locator(".table-twin[open]").count() > 2


def test_the_page_is_not_ready_from_the_moment_of_the_choice(visit: Visit):
    visit.open("/recognition")
    visit.page.evaluate("""() => {
        window.states = [];
        const main = document.querySelector('main');
        new MutationObserver(() => states.push(main.dataset.ready)).observe(main, {attributeFilter: ['data-ready']});
    }""")
    visit.choose("grade", visit.options("grade")[-1])
    assert visit.page.evaluate("states") == ["false", "true"]


def test_a_choice_is_in_the_address_and_a_deep_link_brings_it_back(visit: Visit, page: Page):
    visit.open("/recognition")
    program = visit.options("program")[1]
    visit.choose("program", program).choose("period", visit.options("period")[-1])
    address, shown = page.url, fingerprint(visit)
    assert f"program={program}" in address
    assert "from=" in address
    assert "grade" not in address
    visit.open(address.removeprefix(visit.address))
    assert fingerprint(visit) == shown
    expect(page.locator("#filter-program")).to_have_value(program)


def test_back_and_forward_undo_and_redo_a_choice_without_building_the_page(visit: Visit, page: Page):
    visit.open("/collaboration")
    whole = fingerprint(visit)
    visit.choose("department", visit.options("department")[0])
    part = fingerprint(visit)
    page.locator(CHARTS).evaluate_all(MARK)
    page.go_back()
    visit.at("/collaboration")
    assert fingerprint(visit) == whole
    expect(page.locator("#filter-department")).to_have_value("all")
    page.go_forward()
    visit.ready()
    expect(page.locator("#filter-department")).not_to_have_value("all")
    visit.ready()
    assert fingerprint(visit) == part
    assert all(page.locator(CHARTS).evaluate_all(MARKED))


def test_a_choice_goes_along_to_other_pages_and_back(visit: Visit, page: Page):
    visit.open("/recognition")
    department = visit.options("department")[0]
    visit.choose("department", department)
    page.locator(".side a", has_text="Collaboration").click()
    visit.at(f"/collaboration?{urlencode({'department': department})}")
    expect(page.locator("h1")).to_have_text("Collaboration")
    expect(page.locator("#filter-department")).to_have_value(department)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Recognition")
    visit.ready()
    expect(page.locator("#filter-department")).to_have_value(department)


def test_clear_takes_everything_back_in_one_step(visit: Visit, page: Page):
    visit.open("/recognition")
    whole = fingerprint(visit)
    expect(page.locator("#clear")).to_be_hidden()
    visit.choose("department", visit.options("department")[0]).choose("period", visit.options("period")[0])
    page.locator("#clear").click()
    visit.at("/recognition")
    assert fingerprint(visit) == whole
    expect(page.locator("#clear")).to_be_hidden()


def test_what_would_leave_nobody_is_not_offered(visit: Visit):
    visit.open("/collaboration")
    before = visit.options("department")
    visit.choose("grade", visit.options("grade")[0])
    after = visit.options("department")
    assert 0 < len(after) < len(before)


def test_several_at_once_from_an_address_are_said(visit: Visit, page: Page):
    visit.open("/recognition")
    two = ",".join(visit.options("department")[:2])
    visit.open(f"/recognition?department={two}")
    expect(page.locator("#filter-department option:checked")).to_have_text("2 chosen")


def test_an_unknown_choice_is_left_out_and_said(visit: Visit, page: Page):
    visit.open("/recognition?department=Alchemy&colour=red")
    expect(page.locator(".scope")).to_contain_text("left out")
    assert visit.complaints == []


def test_the_last_choice_wins_however_the_answers_arrive(visit: Visit, page: Page):
    """An answer that comes late must not paint over a newer one."""
    visit.open("/recognition")
    first, second = visit.options("department")[:2]
    held = []

    def hold(route):
        if not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/_dash-update-component*", hold)
    page.locator("#filter-department").select_option(first)
    expect(page.locator('main[data-ready="false"]')).to_be_attached()
    page.locator("#filter-department").select_option(second)
    expect(page.locator(".scope")).to_contain_text(second)
    held[0].continue_()
    visit.ready()
    expect(page.locator(".scope")).to_contain_text(second)


def test_a_lost_connection_is_told_and_the_page_goes_on(visit: Visit, page: Page):
    visit.open("/recognition")
    page.route("**/_dash-update-component*", lambda route: route.fulfill(status=503))
    page.locator("#filter-department").select_option(visit.options("department")[0])
    expect(page.locator("#notice")).to_contain_text("did not answer")
    page.unroute("**/_dash-update-component*")
    visit.choose("grade", visit.options("grade")[0])
    expect(page.locator("#notice")).to_be_empty()


def test_the_theme_follows_the_system_until_one_is_chosen(visit: Visit, page: Page):
    page.emulate_media(color_scheme="dark")
    visit.open("/recognition")
    assert visit.theme() == "dark"
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")
    seen = []
    for _ in range(3):
        page.locator("#theme-button").click()
        visit.ready()
        seen.append((visit.theme(), page.locator("#theme-button").inner_text()))
    assert seen == [("dark", "Dark"), ("contrast", "High contrast"), ("light", "Light")]
    page.emulate_media(color_scheme="dark")
    visit.open("/goals")
    assert visit.theme() == "light"


def test_charts_take_the_colours_of_the_theme(visit: Visit, page: Page):
    visit.open("/recognition")
    bar = page.locator(f"{CHARTS} .bars .point path").first
    colours = set()
    for _ in range(3):
        page.locator("#theme-button").click()
        visit.ready()
        colours.add(bar.evaluate("node => getComputedStyle(node).fill"))
    assert len(colours) == 3
    assert "rgb(31, 119, 180)" not in colours  # plotly's own blue: a colour it did not understand


def test_no_theme_flashes_before_the_right_one(visit: Visit, page: Page):
    page.emulate_media(color_scheme="dark")
    page.route("**/*dash_renderer*", lambda route: route.abort())
    page.goto(visit.address + "/")
    assert visit.theme() == "dark"
    assert page.locator("body").evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(20, 23, 28)"


def test_letters_typed_in_a_select_are_no_commands(visit: Visit, page: Page):
    visit.open("/recognition")
    page.locator("#filter-program").focus()
    page.keyboard.press("m")
    expect(page).not_to_have_url(re.compile("view=meeting"))


def test_t_opens_every_table_and_closes_them(visit: Visit, page: Page):
    visit.open("/recognition")
    twins = page.locator("details.table-twin")
    opened = "nodes => nodes.map(node => node.open)"
    page.keyboard.press("t")
    assert all(twins.evaluate_all(opened))
    page.keyboard.press("t")
    assert not any(twins.evaluate_all(opened))


def test_names_last_for_one_view(visit: Visit, page: Page):
    visit.open("/recognition")
    page.locator("#names").click()
    visit.at("/recognition?names=on")
    expect(page.locator("#names")).to_have_text("Hide names")
    visit.choose("grade", visit.options("grade")[0])
    expect(page).not_to_have_url(re.compile("names=on"))
    page.locator("#names").click()
    visit.ready()
    page.locator(".side a", has_text="Goals").click()
    expect(page.locator("h1")).to_have_text("Goals")
    expect(page).not_to_have_url(re.compile("names=on"))


def test_names_are_never_shown_in_a_meeting(visit: Visit, page: Page):
    visit.open("/recognition?names=on").press("m")
    expect(page).to_have_url(re.compile(r"recognition\?view=meeting$"))
