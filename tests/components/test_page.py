"""The frame of a page: what is sent when it opens, and what little is sent when its reader chooses anew."""

import sys
from dataclasses import replace

import pytest
from dash import Dash, dcc, html

from components import page as frame
from components.markup import Markup, tag
from data import store
from tests.served import app_on, page, post, renewing, small_school


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return small_school(tmp_path_factory.mktemp("school"))


@pytest.fixture(scope="module")
def app(settings) -> Dash:
    return app_on(settings)


def body_of(opened: dict) -> dict:
    return opened["response"]["_pages_content"]["children"]["props"]


def told(opened: dict, what: str, prop: str = "children"):
    return opened["sideUpdate"][what][prop]


def drawn(words: str, *charts: str) -> list:
    graphs = [dcc.Graph(id=name, figure={"data": [{"y": [len(words)]}], "layout": {}}) for name in charts]
    return [Markup(tag("div", tag("p", words), *graphs))]


def numbered(content: list) -> list:
    return frame._parts("test", lambda search: content, "/test", "")


def test_a_page_opens_complete_with_one_message(app):
    opened = page(app, "/recognition", "?grade=3")
    assert told(opened, "title") == "Recognition"
    assert told(opened, "scope").startswith("Oak Hill School · Grade 3 · 1 Aug 2025 – 30 Jan 2026")
    assert "data to 30 Jan 2026" in told(opened, "scope")
    assert body_of(opened)["id"] == "recognition-body"
    assert len(str(body_of(opened)["children"])) > 2000


def test_a_variable_path_reaches_the_page_and_its_title(app):
    goals = str(page(app, "/goals"))
    goal = goals.split("/goals/")[1].split("'")[0].split("?")[0]
    opened = page(app, f"/goals/{goal}")
    assert told(opened, "title") not in ("", "Goal not found")
    assert told(page(app, "/goals/no-such-goal"), "title") == "Goal not found"


def test_a_query_string_cannot_stand_for_the_path(app):
    assert told(page(app, "/goals/no-such-goal", "?goal=G1&pathname_=/"), "title") == "Goal not found"


def test_a_new_choice_sends_new_properties_and_no_children(app):
    shape = body_of(page(app, "/recognition"))["data-shape"]
    answer = post(app, renewing(app, "recognition", "?from=2025-10-01&to=2025-12-20", shape=shape)).json
    assert answer["response"] == {"recognition-body": {"data-shape": shape}}
    assert set(answer["sideUpdate"]["recognition-part-0"]) == {"tree"}
    assert set(answer["sideUpdate"]["recognition-trend-plot"]) == {"figure"}
    assert "1 Oct 2025 – 20 Dec 2025" in told(answer, "scope")


def test_a_page_of_another_shape_is_sent_whole(app):
    answer = post(app, renewing(app, "recognition", "", shape="another")).json
    assert answer["response"]["recognition-body"]["children"]


def test_the_shape_is_that_of_what_cannot_be_renewed_in_place():
    one = frame._shape(numbered(drawn("one", "a", "b")))
    assert frame._shape(numbered(drawn("another", "a", "b"))) == one
    assert frame._shape(numbered(drawn("one", "a"))) != one
    assert frame._shape(numbered(drawn("one", "a", "c"))) != one
    assert frame._shape(numbered([html.P("one")])) != frame._shape(numbered([html.P("two")]))


def test_every_component_has_an_id_by_which_it_can_be_renewed():
    ids = [component.id for component in frame._every(numbered(drawn("one", "a")))]
    assert ids == ["test-part-0", "a"]


def test_a_layout_that_is_only_looked_at_asks_for_nothing():
    assert str(sys.modules["pages.recognition"].layout()) == str(html.Div(id="recognition-body"))


def test_the_same_choice_told_twice_is_the_same_choice(app):
    assert frame._told("?grade=3#7") == "?grade=3"
    assert frame._told(None) == frame._told("#1") == ""


def test_without_any_data_every_page_opens(tmp_path, settings):
    url = f"sqlite:///{tmp_path / 'nothing.db'}"
    store.open_store(url).dispose()
    empty = app_on(replace(settings, database_url=url))
    for path in (
        "/",
        "/goals",
        "/communication",
        "/collaboration",
        "/leadership",
        "/support",
        "/outcomes",
        "/recognition",
    ):
        assert told(page(empty, path), "title")
