"""The page of one's sessions, and the way to it: for whom there is a form, and what stands there without one."""

from __future__ import annotations

import pytest
from dash import Dash

from access.joint_sessions import ROUTES
from tests.components.handmade import elements, text
from tests.pages.conftest import show


def forms(app: Dash, search: str = "", role: str = "leader") -> set[str]:
    return {one[1]["action"] for one in elements(show(app, "sessions", search, role).tree, "form")}


def test_a_leader_at_this_machine_confirms_and_is_told_why_nothing_else_is_asked(school):
    assert forms(school) == {"/sessions/confirm", "/sessions/unconfirm"} <= set(ROUTES)
    said = text(show(school, "sessions").tree)
    assert "Who was invited counts as there; who was not says so on this page." in said
    assert "sign in as somebody of the roster" in said and "Literacy planning" in said


def test_one_tap_is_enough_since_a_kind_is_chosen_already(school):
    for one in elements(show(school, "sessions").tree, "select"):
        assert one[1]["defaultValue"] in [option[1]["value"] for option in elements(one, "option")]


@pytest.mark.parametrize(("search", "role"), [("", "staff"), ("", "projector"), ("?view=meeting&names=on", "leader")])
def test_who_may_not_and_a_room_have_no_form_and_no_way_to_it(school, search, role):
    assert forms(school, search, role) == set()
    assert "on a screen of their own" in text(show(school, "sessions", search, role).tree)
    assert "/sessions" not in str(show(school, "collaboration", search, role).tree)


def test_collaboration_says_how_many_wait_and_what_was_useful(school):
    tree = show(school, "collaboration").tree
    assert "Confirm sessions (" in text(tree)
    (figure,) = [one for one in elements(tree, "figure") if one[1].get("data-metric") == "collaboration.useful"]
    assert "kinds of session were answered about" in text(figure) and elements(figure, "ul", "bars")


def test_without_data_it_says_how_answers_come(nothing):
    said = text(show(nothing, "sessions").tree)
    assert "Nothing waits" in said and "None" not in said
    tree = show(nothing, "collaboration").tree
    assert "one tap on the page Your sessions" in text(tree) and "Your sessions" in text(tree)
