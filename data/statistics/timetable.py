"""A school's timetable: which periods it has, in which order they come, and which of them teams have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

FEWEST_TEACHING = 0.25  # of the people on a timetable: a club of one before school makes no period
FREE_OF_EACH = 0.5  # of each team, at least: with fewer it is no meeting of the team
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = {name: place for place, day in enumerate(WEEK) for name in (day, day[:3])}
PARTS = re.compile(r"\d+|\D+")

Slot = tuple[str, str]  # day, period
Busy = Mapping[Slot, Collection[str]]  # who has a lesson then
Lesson = tuple[str, str, str]  # person, day, period


def busy_in(lessons: Iterable[Lesson]) -> dict[Slot, set[str]]:
    """Who has a lesson in each period."""
    found: dict[Slot, set[str]] = defaultdict(set)
    for person, day, period in lessons:
        found[day, period].add(person)
    return dict(found)


def periods(busy: Busy) -> list[Slot]:
    """The periods of a timetable in the order of its week: those in which enough of its people have a lesson."""
    people = set().union(*busy.values()) if busy else set()
    return sorted((slot for slot, there in busy.items() if len(there) >= FEWEST_TEACHING * len(people)), key=in_order)


def in_common(busy: Busy, slots: Sequence[Slot], teams: Sequence[Collection[str]], most: int) -> list[Slot]:
    """The ``most`` periods in which most people of the teams are free, and at least half of each team; in the order of
    the week, as ``slots`` are."""
    open_ = [slot for slot in slots if all(_is_open(busy[slot], team) for team in teams)]
    everybody = set().union(*teams)
    best = sorted(open_, key=lambda slot: len(everybody & set(busy[slot])))[:most]  # of as many, the first of the week
    return sorted(best, key=in_order)


def _is_open(teaching: Collection[str], team: Collection[str]) -> bool:
    return len(set(team) - set(teaching)) >= FREE_OF_EACH * len(team) > 0


def in_order(slot: Slot) -> tuple:
    """Monday before Tuesday, whatever else days are called; period 2 before period 10."""
    day, period = slot
    place = DAYS.get(day.strip().casefold())
    return (place is None, place or 0, natural(day), natural(period), slot)


def natural(text: str) -> list[tuple[bool, int, str]]:
    """Numbers in a text by their size, and before words."""
    return [(False, int(part), "") if part.isdecimal() else (True, 0, part) for part in PARTS.findall(text.casefold())]
