"""Where thanks are said and seen: for whom there is a form, and what stands on the wall."""

from __future__ import annotations

import pytest

from tests.components.handmade import elements, text
from tests.pages.conftest import show

PAGES = ("new_thanks", "wall", "recognition")


def forms(school, place: str, search: str = "", role: str = "leader") -> list[str]:
    return [one[1]["action"] for one in elements(show(school, place, search, role).tree, "form")]


def test_a_leader_says_thanks_and_reports_what_shows(school):
    assert "/thanks/give" in forms(school, "new_thanks")
    assert set(forms(school, "wall")) == set(forms(school, "recognition")) == {"/thanks/report"}


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize(("search", "role"), [("", "staff"), ("", "projector"), ("?view=meeting&names=on", "leader")])
def test_who_may_not_and_a_room_have_no_form(school, place, search, role):
    assert forms(school, place, search, role) == []


def test_students_are_in_no_list_of_whom_to_thank(school):
    (to,) = [one for one in elements(show(school, "new_thanks").tree, "select") if one[1]["name"] == "to"]
    groups = {one[1]["label"]: [option[1]["value"] for option in elements(one, "option")]
              for one in elements(to, "optgroup")}  # fmt: skip
    assert list(groups)[-3:] == ["Teams", "Programs", "Classrooms"]
    colleagues = [value for label in list(groups)[:-3] for value in groups[label]]
    assert {value.partition(":")[0] for value in colleagues} == {"person"}
    teams = [value.removeprefix("team:") for value in groups["Teams"]]
    assert [label for label in list(groups)[:-3] if label != "In no team"] == teams


@pytest.mark.parametrize("role", ["leader", "staff", "projector"])
def test_the_wall_is_the_same_for_everybody(school, role):
    def cards(search: str, role: str) -> list[str]:
        found = elements(show(school, "wall", search, role).tree, "li", "wall-card")
        return [text([part for part in one if not (isinstance(part, list) and part[0] == "form")]) for one in found]

    assert cards("", role) == cards("?view=meeting&names=on", "leader") != []


def test_goals_that_were_met_and_promises_that_were_kept_stand_on_the_wall_without_names(school):
    said = text(show(school, "wall", "?view=meeting").tree)
    assert "Goal met" in said and "Promise kept" in said


def test_an_empty_wall_says_what_to_do(nothing):
    said = text(show(nothing, "wall").tree)
    assert "Nothing for the wall yet" in said and "Say thanks" in said and "None" not in said
    assert "None" not in text(show(nothing, "new_thanks").tree)


def board_of(school, search: str) -> str:
    return next(
        text(one) for one in elements(show(school, "recognition", search).tree, "figure")
        if one[1].get("data-metric") == "recognition.leaderboard"
    )  # fmt: skip


def test_boards_begin_anew_each_term_unless_a_period_is_chosen(school):
    assert "Since 3 Jan: boards begin anew each term." in board_of(school, "")
    for search in ("?from=2025-08-01", "?to=2026-01-20", "?from=2025-08-01&to=2026-07-31"):
        assert "boards begin anew" not in board_of(school, search)


def test_the_value_of_the_month_is_one_tap_away_and_its_list_is_the_leaders(school):
    links = [text(one) for one in elements(show(school, "recognition").tree, "a")]
    assert any(words.startswith("This month: ") for words in links)
    assert "/thanks/values" in forms(school, "new_thanks")
    assert "/thanks/values" not in forms(school, "new_thanks", role="staff")
