"""Where people and groups stand in a drawing of a network: on a circle, always in the same place.

Give all names of the school, then draw those that the filters leave: whoever stays keeps their place.
The order in which names are given does not matter. Coordinates lie in [-1, 1], the first name at the top,
then clockwise.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import groupby
from math import cos, pi, sin

Name = Hashable
Place = tuple[float, float]
GAP = 1  # empty places after each group
DECIMALS = 6  # the same on every machine


def circle(names: Iterable[Name]) -> dict[Name, Place]:
    """Evenly spaced by name; repeated names count once; a single name stands in the middle."""
    ordered = sorted(set(names), key=_by_name)
    if len(ordered) == 1:
        return {ordered[0]: (0.0, 0.0)}
    return {name: _at(number / len(ordered)) for number, name in enumerate(ordered)}


def grouped_circle(group_of: Mapping[Name, Name]) -> dict[Name, Place]:
    """People beside those of their own group, with a gap between groups; who has no group (None) comes last.

    ``group_of`` maps each person to a group.
    """
    return {person: _at(slot) for person, slot in _slots(group_of).items()}


def group_labels(group_of: Mapping[Name, Name]) -> dict[Name, Place]:
    """For each group the middle of its arc on `grouped_circle`, where its name belongs."""
    slots = _slots(group_of)
    arcs = {group: [slots[person] for person in people] for group, people in _by_group(group_of)}
    return {group: _at((arc[0] + arc[-1]) / 2) for group, arc in arcs.items()}


def _slots(group_of: Mapping[Name, Name]) -> dict[Name, float]:
    """Each person's share of the way round."""
    slots, taken = {}, 0
    for _, people in _by_group(group_of):
        slots |= {person: taken + number for number, person in enumerate(people)}
        taken += len(people) + GAP
    return {person: slot / taken for person, slot in slots.items()}


def _by_group(group_of: Mapping[Name, Name]) -> list[tuple[Name, list[Name]]]:
    ordered = sorted(group_of, key=lambda person: (_by_name(group_of[person]), _by_name(person)))
    return [(group, list(people)) for group, people in groupby(ordered, key=group_of.__getitem__)]


def _by_name(name: Name) -> tuple[bool, str, str]:
    return name is None, str(name).casefold(), str(name)


def _at(turn: float) -> Place:
    angle = 2 * pi * turn
    return round(sin(angle), DECIMALS) + 0.0, round(cos(angle), DECIMALS) + 0.0
