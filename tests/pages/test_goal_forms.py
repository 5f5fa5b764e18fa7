"""Where goals are written: for whom there is a form, and what stands in it."""

from __future__ import annotations

from datetime import date

import pytest

from components import goal_desk, goal_forms
from data.metrics.registry import METRICS
from tests.components.handmade import elements, text
from tests.pages.conftest import goals_of, looking, show

FORMS = ("goal", "goals", "new_goal", "edit_goal")


def body(school, place: str, search: str = "", role: str = "leader"):
    more = ["G-reading-3"] if place in ("goal", "edit_goal") else []
    return show(school, place, search, role, *more).tree


def inputs(tree) -> dict[str, dict]:
    return {one[1]["name"]: one[1] for one in elements(tree, "input") if one[1].get("name")}


@pytest.mark.parametrize("place", FORMS)
def test_a_leader_has_a_form(school, place):
    tree = body(school, place)
    new = [one for one in elements(tree, "a") if one[1]["href"] == "/new-goal"]
    assert new if place == "goals" else elements(tree, "form")


@pytest.mark.parametrize("place", FORMS)
@pytest.mark.parametrize(("search", "role"), [("", "staff"), ("", "projector"), ("?view=meeting&names=on", "leader")])
def test_who_may_not_and_a_room_have_none(school, place, search, role):
    tree = body(school, place, search, role)
    assert elements(tree, "form") == []
    assert not [one for one in elements(tree, "a") if "new-goal" in one[1]["href"] or "check-in" in one[1]["href"]]


def test_a_check_in_begins_with_the_last_value_and_today(school):
    found = [one[1] for form in elements(body(school, "goal"), "form") if form[1]["action"] == "/goals/check-in"
             for one in elements(form, "input")]  # fmt: skip
    said = {one["name"]: one.get("defaultValue") for one in found}
    assert said["date"] == "2026-01-30" and said["value"]


def test_a_goal_that_is_measured_has_nothing_to_type(school):
    measured = next(one for one in goals_of(school) if one.endswith("G-requests"))
    tree = show(school, "goal", "", "leader", measured).tree
    assert "its values are measured, and nobody types them" in text(tree)
    assert not [form for form in elements(tree, "form") if form[1]["action"].startswith("/goals/check-in")]


def test_every_form_has_a_token_of_its_own(school):
    forms = elements(body(school, "goal"), "form")
    tokens = [one[1]["value"] for form in forms for one in elements(form, "input") if one[1]["name"] == "token"]
    assert len(tokens) == len(forms) == len(set(tokens)) and min(map(len, tokens)) == 32


def test_owners_are_chosen_by_name_only_while_names_are_on(school):
    def owners(search: str) -> str:
        (select,) = [one for one in elements(body(school, "new_goal", search), "select") if one[1]["name"] == "owner"]
        return text(select)

    assert owners("") == "in words (Show names: of the staff) me"
    assert ": " in owners("?names=on") and len(owners("?names=on")) > 200


def test_a_silent_goal_has_a_way_to_its_check_in(school):
    links = [one[1]["href"] for one in elements(body(school, "goals"), "a") if one[1]["href"].endswith("#check-in")]
    assert links and all(link.startswith("/goals/G-") for link in links)


def test_a_goal_that_is_not_there_has_no_form(school):
    for place in ("goal", "edit_goal"):
        assert elements(show(school, place, "", "leader", "nobody").tree, "form") == []


def test_without_a_school_a_page_says_something(nothing):
    for place in ("goals", "new_goal"):
        assert "None" not in text(show(nothing, place).tree)


def test_how_it_goes_is_asked_anew(school):
    (form,) = [one for one in elements(body(school, "goal"), "form") if one[1]["action"] == "/goals/check-in"]
    radios = [one[1] for one in elements(form, "input") if one[1].get("name") == "confidence"]
    assert radios and not any(one.get("defaultChecked") for one in radios)
    value = next(one[1] for one in elements(form, "input") if one[1].get("name") == "value")
    assert value["data-from"], "where one more is counted from while the field is empty"


def test_a_goal_follows_only_what_can_be_measured(school):
    tree = body(school, "new_goal")
    (select,) = [one for one in elements(tree, "select") if one[1]["name"] == "metric"]
    offered = {one[1]["value"]: one[1].get("data-unit") for one in elements(select, "option")}
    assert offered.pop("") is None and offered == {name: m.unit for name, m in METRICS.items() if m.followable}
    assert "nobody types its values" in text(tree)


def test_no_closed_goal_is_offered_to_be_served(school):
    (select,) = [one for one in elements(body(school, "new_goal"), "select") if one[1]["name"] == "parent"]
    assert not [one for one in elements(select, "option") if one[1]["value"].endswith("-2024")]


def test_what_is_archived_can_be_opened_again(school, monkeypatch):
    put_away = {"id": "G-old", "title": "Read more", "archived": date(2025, 6, 30)}
    monkeypatch.setattr(goal_desk, "archived", lambda search: [put_away])
    tree = body(school, "goals")
    (closed,) = [one for one in elements(tree, "details") if "Archived goals" in text(one)]
    assert not closed[1].get("open") and "Read more archived on 30 Jun 2025 Reopen" in text(closed)
    (form,) = [one for one in elements(closed, "form") if one[1]["action"] == "/goals/reopen"]
    assert any(one[1].get("value") == "G-old" for one in elements(form, "input"))


def test_the_top_of_the_list_leads_to_a_new_goal(school):
    def top(role: str, search: str = ""):
        with looking(school, role):
            return goal_forms.top(search)

    assert [one[1]["href"] for one in elements(top("leader"), "a")] == ["/new-goal"]
    assert top("staff") is None and top("leader", "?view=meeting") is None
