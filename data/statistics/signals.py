"""What a chart of check-ins has to say: one sign that more than chance is at work."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from data import wording

ABOVE, ON, BELOW = 1, 0, -1
SIDES = {ABOVE: "above", BELOW: "below"}


class Signal(NamedTuple):
    """``rule`` names the test, ``places`` (0-based) the check-ins that meet it, ``sentence`` says it plainly."""

    rule: str
    places: tuple[int, ...]
    sentence: str


def stretches(marks: Iterable[tuple[int, int]]) -> list[tuple[int, tuple[int, ...]]]:
    """(mark, its places) of neighbours with the same mark, from (place, mark) in order."""
    runs = groupby(marks, key=lambda marked: marked[1])
    return [(mark, tuple(place for place, _ in run)) for mark, run in runs]


def in_a_row(number: int) -> str:
    words = wording.small_number_words(number)
    return f"{words} {'check-in' if number == 1 else 'check-ins'} in a row"
