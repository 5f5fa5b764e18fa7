"""The one door from a page to data."""

import pytest
from dash import Dash
from flask import g

from components import request
from data.metrics.calendar import FRESHNESS
from data.metrics.recognition import COVERAGE
from data.viewer import NOBODY, Viewer
from tests.served import app_on, small_school


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Dash:
    return app_on(small_school(tmp_path_factory.mktemp("school")))


@pytest.fixture
def as_leader(app):
    with app.server.test_request_context("/", base_url="http://127.0.0.1"):
        g.viewer = Viewer.of("leader")
        yield


def test_an_answer_is_for_the_choice_and_the_apps_own_day(as_leader):
    answer = request.answer(COVERAGE, "?from=2025-09-01&to=2025-12-01")
    assert "1 Sep 2025 – 1 Dec 2025" in answer.scope
    assert request.answer(COVERAGE, "?as_of=2099-01-01").as_of.isoformat() == "2026-01-30"


def test_answers_are_kept_in_the_order_they_were_asked_for(as_leader):
    request.answer(COVERAGE, "")
    request.answer(FRESHNESS, "")
    assert [answer.metric for answer in request.given()] == ["recognition.coverage", "data.freshness"]


def test_who_may_see_nothing_gets_nothing(app):
    with app.server.test_request_context("/", base_url="http://127.0.0.1"):
        g.viewer = NOBODY
        assert request.answer(COVERAGE, "").rows() == []


def test_without_a_viewer_there_is_no_answer(app):
    with app.server.test_request_context("/"), pytest.raises(AttributeError):
        request.answer(COVERAGE, "")


def test_names_are_for_who_may_see_them_and_never_for_a_room(as_leader):
    assert request.may_name("")
    assert not request.may_name("?view=meeting&names=on")
    g.viewer = Viewer.of("staff")
    assert not request.may_name("")


def test_who_may_see_names_of_their_own_groups_only_is_told_what_to_choose(as_leader):
    assert request.how_to_name("") == ""
    classroom = next(iter(request.labels()["classroom"]))
    g.viewer = Viewer("teacher", own=frozenset({("classroom", classroom)}))
    assert request.how_to_name("") == "Names: choose one of your own classrooms to show names"
    assert request.how_to_name(f"?classroom={classroom}") == request.how_to_name("?view=meeting") == ""
    g.viewer = Viewer("team-lead", own=frozenset({("department", "Nowhere")}))
    assert request.how_to_name("?department=Nowhere") == "Names: choose your team to show names"
    g.viewer = Viewer.of("staff")
    assert request.how_to_name("") == ""
