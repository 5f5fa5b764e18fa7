"""The library on its page: for whom there is a form, what a room sees, and what an empty one says."""

from __future__ import annotations

import pytest

from tests.components.handmade import elements, text
from tests.pages.conftest import show


def forms(school, search: str = "", role: str = "leader") -> set[str]:
    return {one[1]["action"] for one in elements(show(school, "practices", search, role).tree, "form")}


def test_a_leader_shares_and_keeps_the_library_in_order(school):
    assert forms(school) == {
        "/practices/share", "/practices/correct", "/practices/unshare", "/practices/report"
    }  # fmt: skip


@pytest.mark.parametrize(("search", "role"), [("", "staff"), ("", "projector"), ("?view=meeting&names=on", "leader")])
def test_who_may_not_and_a_room_have_no_form(school, search, role):
    assert forms(school, search, role) == set()


def test_a_leader_reads_how_often_and_staff_a_range(school):
    leader, staff = (text(show(school, "practices", "", role).tree) for role in ("leader", "staff"))
    assert "used 7 times by 7 colleagues" in leader and "used by 5 or more colleagues" in staff
    assert "not used" not in leader + staff
    assert "used by under 5 colleagues" in staff and "used 7 times" not in staff
    assert "22 practices shared, used 76 times by" in leader and "22 practices shared, used 76 times by" in staff


def test_a_topic_is_one_link_and_shows_what_is_on_it(school):
    (topics,) = [one for one in elements(show(school, "practices").tree, "nav") if one[1]["aria-label"] == "Topics"]
    assert "?kind=reading" in [link[1]["href"] for link in elements(topics, "a")]
    said = text(show(school, "practices", "?kind=reading").tree)
    assert "Phonics cards" in said and "Fractions with paper strips" not in said


def test_a_web_address_opens_and_tells_nobody_where_from(school):
    links = [one for one in elements(show(school, "practices").tree, "a") if one[1]["href"].startswith("http")]
    assert links and {link[1]["rel"] for link in links} == {"noopener noreferrer"}
    assert all(link[2] == link[1]["href"] for link in links), "where it leads is what stands there"


def test_an_empty_library_asks_for_the_first_thing(nothing):
    said = text(show(nothing, "practices").tree)
    assert "Nothing shared in the period yet" in said and "None" not in said


def test_collaboration_leads_to_the_library_and_says_how_it_is_used(school):
    tree = show(school, "collaboration").tree
    assert "/practices" in [link[1].get("href") for link in elements(tree, "a")]
    assert "practices were used by a colleague at least once" in text(tree) and "used 76 times by" in text(tree)
