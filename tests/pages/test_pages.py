"""Every page, for every role, on a school and on nothing, whatever stands in the address."""

import json

import pytest

from tests.components.handmade import elements, text, words
from tests.pages.conftest import content, goals_of, looking, show

PAGES = (
    "home",
    "goals",
    "communication",
    "collaboration",
    "leadership",
    "support",
    "outcomes",
    "recognition",
    "wall",
    "practices",
)
FILES = ("data", "delivery")  # for who may import
HOSTILE = "?grade=%3Cscript%3E&level=nowhere&from=2026-13-45&kind=%00&view=meeting&names=on&goal=../../etc&x=1"
NUMBERS = {
    "home": {
        "goals.on_track", "communication.answered", "collaboration.participation", "leadership.breadth",
        "support.answered_in_time", "outcomes.chronic_absence", "recognition.coverage",
    },
    "goals": {"goals.on_track"},
    "collaboration": {"collaboration.participation"},
    "recognition": {"recognition.coverage"},
}  # fmt: skip


def tiles(body) -> dict[str, str]:
    return {tile[1]["data-metric"]: tile[1]["data-value"] for tile in elements(body.tree, "article", "tile")}


def charts(body) -> list:
    return body.children


@pytest.mark.parametrize("role", ["leader", "staff", "projector"])
@pytest.mark.parametrize("place", PAGES)
def test_every_page_shows_the_school_to_every_role(school, place, role):
    body = show(school, place, "", role)
    assert len(text(body.tree)) > 200


@pytest.mark.parametrize("role", ["staff", "projector"])
@pytest.mark.parametrize("place", FILES)
def test_files_are_not_for_every_role(school, place, role):
    said = text(show(school, place, "?names=on", role).tree)
    assert f"not for the role {role}" in said
    assert elements(show(school, place, "", role).tree, "form") == []


@pytest.mark.parametrize("place", FILES)
def test_files_are_not_shown_to_a_room(school, place):
    body = show(school, place, "?view=meeting&names=on")
    assert "not shown in the meeting view" in text(body.tree)
    assert elements(body.tree, "form") == []


def test_without_data_the_page_of_files_says_what_can_be_brought(nothing):
    said = text(show(nothing, "data").tree)
    assert "Choose files, or drop them here" in said
    assert "No import yet" in said
    assert "None" not in said
    assert "fictional" not in said


def test_the_page_of_files_says_that_the_school_is_the_sample(school):
    assert "fictional school" in text(show(school, "data").tree)


def test_files_that_are_gone_lead_back_to_the_page_of_files(school):
    body = show(school, "delivery", "", "leader", "x" * 22)
    assert "not here any more" in text(body.tree)
    assert elements(body.tree, "a")[0][1]["href"] == "/data"


def test_dash_may_ask_for_a_delivery_without_its_id(school):
    with looking(school, "leader"):
        assert content("delivery")("")


@pytest.mark.parametrize("place", PAGES)
def test_without_data_every_page_says_what_to_do_next(nothing, place):
    said = text(show(nothing, place).tree)
    assert "None" not in said
    assert any(words in said for words in ("Bring data in", "bring them in", "bring it in", "bring people in")), said


@pytest.mark.parametrize("place", (*PAGES, *FILES))
def test_a_hostile_address_breaks_no_page(school, place):
    assert elements(show(school, place, HOSTILE).tree, "script") == []


@pytest.mark.parametrize("place", PAGES)
def test_every_chart_is_in_a_figure_with_its_sentence_and_a_table(school, place):
    body = show(school, place)
    for figure in elements(body.tree, "figure"):
        assert figure[1]["data-metric"]
        assert figure[2][0] == "figcaption" and text(figure[2]).strip()
        assert elements(figure, "details", "table-twin") or elements(figure, cls="empty")


@pytest.mark.parametrize("place", PAGES)
def test_ids_of_charts_are_their_own(school, place):
    ids = [chart.id for chart in charts(show(school, place))]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("place", sorted(NUMBERS))
def test_the_numbers_of_a_page_can_be_read_by_machines(school, place):
    found = tiles(show(school, place))
    assert set(found) == NUMBERS[place]
    assert all(0 <= json.loads(value) <= 1 for value in found.values())


@pytest.mark.parametrize("place", ["goals", "collaboration", "recognition", "support", "outcomes"])
def test_two_pages_never_disagree(school, place):
    front = tiles(show(school, "home"))
    assert all(front[metric] == value for metric, value in tiles(show(school, place)).items())


def test_the_front_page_has_seven_numbers_in_the_order_of_the_strategies(school):
    titles = [text(title) for title in elements(show(school, "home").tree, "h2", "tile-title")]
    assert [title[0] for title in titles] == list("1234567")
    assert titles[0] == "1 · Shared goals"


def test_leaderships_own_promises_come_first(school):
    (panel,) = (part for part in elements(show(school, "home").tree, cls="panel") if "promised" in text(part)[:20])
    owners = [text(elements(entry, "p")[0]).casefold() for entry in elements(panel, "li")]
    leads = ["principal" in owner or "leadership" in owner for owner in owners]
    assert leads == sorted(leads, reverse=True)


def test_goals_can_be_narrowed_to_a_level(school):
    rows = elements(elements(show(school, "goals", "?level=classroom").tree, "table", "goals")[0], "tbody")[0][2:]
    assert rows
    assert all(text(elements(row, "p")[0]).startswith("classroom") for row in rows)


def test_a_goal_has_its_own_page_with_its_check_ins_against_the_line(school):
    for goal in goals_of(school):
        body = show(school, "goal", "", "leader", goal)
        assert elements(body.tree, cls="facts")
        assert elements(body.tree, cls="rule")


def test_a_goal_without_a_check_in_still_says_where_it_stands(school):
    body = show(school, "goal", "?as_of=2025-08-28", "leader", "G-reading-3")
    assert elements(body.tree, cls="rule")
    assert "Nothing to show yet" in text(body.tree)


def test_an_unknown_goal_leads_back_to_all_of_them(school):
    body = show(school, "goal", "?view=meeting", "leader", "no-such-goal")
    assert "There is no such goal here" in text(body.tree)
    assert elements(body.tree, "a")[0][1]["href"] == "/goals?view=meeting"


def test_dash_may_ask_for_the_goal_page_without_a_goal(school):
    with looking(school, "leader"):
        assert content("goal")("")


def test_recognition_shows_the_spread_before_the_ranks(school):
    order = [figure[1]["data-metric"] for figure in elements(show(school, "recognition").tree, "figure")]
    assert order.index("recognition.spread") < order.index("recognition.givers")
    assert order.index("recognition.givers") < order.index("recognition.leaderboard")


@pytest.mark.parametrize("place", [*PAGES, *FILES, "goal"])
def test_no_name_reaches_a_page_that_did_not_ask_for_names(school, place):
    shown = words(show(school, place, "", "leader", *goals_of(school)[:1] if place == "goal" else ()).to_plotly_json())
    assert [name for name in names_of(school) if name in shown] == []


@pytest.mark.parametrize("place", [*PAGES, "goal"])
def test_no_name_is_to_be_had_in_the_meeting_view(school, place):
    asked = "?names=on&view=meeting"
    shown = words(
        show(school, place, asked, "leader", *goals_of(school)[:1] if place == "goal" else ()).to_plotly_json()
    )
    assert [name for name in names_of(school) if name in shown] == []


def names_of(app) -> list[str]:
    gate = app.server.extensions["staffroom"]
    with gate.engine.connect() as connection:
        people = "SELECT name FROM people WHERE kind <> 'partner'"  # a theatre that owns a goal is no person
        return [name for (name,) in connection.exec_driver_sql(people)]


def test_whom_to_bring_together_says_when(school, nothing):
    suggested = next(
        one for one in elements(show(school, "collaboration").tree, "figure")
        if one[1].get("data-metric") == "collaboration.suggested"
    )  # fmt: skip
    assert "Arts and Grade 3–5" in text(suggested) and "Tuesday period 3: 17 of 17 free" in text(suggested)
    for role in ("staff", "projector"):
        said = text(show(school, "collaboration", "", role).tree)
        assert "Tuesday period 3: at least half of each free" in said and "17 of 17" not in said
    assert "No timetable yet: bring one in as lessons." in text(show(nothing, "collaboration").tree)
