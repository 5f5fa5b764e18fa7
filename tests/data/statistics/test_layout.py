from __future__ import annotations

from math import dist, hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics import layout

STAFF = {"Ada": "Science", "Bo": "Arts", "Cy": "Science", "Di": None, "Ed": "Arts", "Flo": "Arts"}
NAMES = st.lists(st.text(min_size=1, max_size=8), min_size=2, max_size=40)


def test_the_first_name_stands_at_the_top_and_the_others_follow_clockwise():
    places = layout.circle(["east", "south", "a north", "west"])
    assert places == {"a north": (0, 1), "east": (1, 0), "south": (0, -1), "west": (-1, 0)}


def test_a_single_name_stands_in_the_middle():
    assert layout.circle(["Arts"]) == {"Arts": (0, 0)}


def test_nobody_needs_no_place():
    assert layout.circle([]) == {}
    assert layout.grouped_circle({}) == {}
    assert layout.group_labels({}) == {}


@given(NAMES, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_same_names_stand_in_the_same_places_however_they_are_given(names, random):
    shuffled = random.sample(names, len(names)) + names[:1]
    assert layout.circle(shuffled) == layout.circle(names)


@given(NAMES)
@settings(max_examples=50, deadline=None)
def test_everybody_stands_on_the_circle_and_nobody_in_anothers_place(names):
    group_of = {name: name[0] for name in names}
    places = layout.grouped_circle(group_of).values()
    assert all(hypot(*place) == pytest.approx(1, abs=1e-5) for place in places)
    assert len(set(places)) == len(group_of)


def test_people_stand_beside_those_of_their_own_group():
    assert list(layout.grouped_circle(STAFF)) == ["Bo", "Ed", "Flo", "Ada", "Cy", "Di"]


def test_who_has_no_group_comes_last():
    assert list(layout.grouped_circle(STAFF))[-1] == "Di"


def test_the_order_of_the_roster_does_not_matter():
    assert layout.grouped_circle(dict(reversed(STAFF.items()))) == layout.grouped_circle(STAFF)


def test_groups_are_further_apart_than_people_of_one_group():
    places = layout.grouped_circle(STAFF)
    assert dist(places["Flo"], places["Ada"]) > 1.5 * dist(places["Ed"], places["Flo"])


def test_a_groups_name_belongs_at_the_middle_of_its_people():
    places, labels = layout.grouped_circle(STAFF), layout.group_labels(STAFF)
    assert labels["Arts"] == places["Ed"]
    assert dist(labels["Science"], places["Ada"]) == pytest.approx(dist(labels["Science"], places["Cy"]), abs=1e-5)
