"""Thanks: who gave them to whom, for what. Dealt, not drawn, so that the truths hold after any number of weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from data.sample import truths
from data.sample.calendar import SchoolYear
from data.sample.goal_work import BY_VALUE, of_this_year
from data.sample.people import Roster, Staff
from data.sample.recognition_texts import KINDS, MESSAGES, MESSAGES_TO_GROUP, TO_GROUP, VALUES
from data.sample.school import Rows, School, evenly, pick, some

A_WEEK = 12  # thanks in a school week
BY_MONTH = {8: 0.8, 9: 0.9, 10: 1.0, 11: 1.1, 12: 1.3, 1: 0.9, 2: 1.0, 3: 1.0, 4: 1.0, 5: 1.1, 6: 1.2, 7: 1.0}
PAIR = " and ".join(truths.TIE)  # two teams of one size: each turn of theirs is one thanks of each
GIVEN = {  # turns in a round, by giver: to others ("out") or to the own team ("in")
    ("Library", "out"): 32, ("Grade 3–5", "out"): 28, (PAIR, "out"): 10, ("Grade K–2", "out"): 8, ("Math", "out"): 4,
    ("Science", "out"): 3, ("Front office", "out"): 2, ("Languages", "in"): 17, ("Grade 3–5", "in"): 3,
    ("Math", "in"): 2, ("Grade K–2", "in"): 2, ("families", "out"): 9, ("nobody", "out"): 4,
}  # fmt: skip
LANGUAGES_OUT_EVERY = 16  # of the thanks that Languages gives
GROUP_EVERY = {"Grade K–2": 3, "Grade 3–5": 6, "families": 3, "Library": 6, "nobody": 2}
THANKED_TEAMS = ("Library", "Science", "Student support", "Grade 3–5")  # everybody in them is thanked by name as well
TO_PERSONS = 0.8  # of all thanks
ALL_REACHED, EARLY = 130, 0.4  # after so many thanks to persons all are reached who will be; most of them early
COLUMNS = (
    "id",
    "school",
    "date",
    "to_kind",
    "to_person",
    "to_group",
    "from_person",
    "value",
    "kind",
    "points",
    "message",
    "goal",
)


def reach(school_days: int) -> float:
    """About the share of the staff thanked after so many days of a school year."""
    to_persons = school_days * A_WEEK / 5 * TO_PERSONS
    will = truths.STAFF - len(truths.UNTHANKED)
    return round(min(will, to_persons, will * (to_persons / ALL_REACHED) ** EARLY) / truths.STAFF, 3)


class Thanks(NamedTuple):
    day: date
    to_kind: str
    to: str
    giver: str | None


def rows(school: School, roster: Roster) -> Iterator[Rows]:
    given = [one for year in school.calendar.years for one in _Year(school, roster, year).thanks()]
    given.sort(key=lambda one: one.day)
    chance = school.chance("words of thanks")
    values, kinds = pick(chance, VALUES, len(given)), pick(chance, KINDS, len(given))
    words = _dealt(chance, given, values)
    listed = [(school.id, value, place) for place, value in enumerate(dict.fromkeys(VALUES), 1)]
    yield Rows("school_values", ("school", "value", "position"), listed)
    yield Rows("recognitions", COLUMNS, [
        (school.key(f"K{number:05}"), school.id, one.day, one.to_kind, one.to if one.to_kind == "person" else None,
         None if one.to_kind == "person" else one.to, one.giver, value, kind, 5 if kind == "award" else None, text,
         of_this_year(school, one.day, None if number % 3 else BY_VALUE.get(value)))
        for number, (one, value, kind, text) in enumerate(zip(given, values, kinds, words, strict=True), 1)
    ])  # fmt: skip


def _dealt(chance: np.random.Generator, given: list[Thanks], values: list[str]) -> list[str]:
    """Words for each: all of a value in chance order before one of them is said again."""
    left: dict[tuple[bool, str], list[str]] = {}
    words = []
    for one, value in zip(given, values, strict=True):
        texts = MESSAGES if one.to_kind == "person" else MESSAGES_TO_GROUP
        hand = left.setdefault((texts is MESSAGES, value), [])
        if not hand:
            hand += some(chance, texts[value], len(texts[value]))
        words.append(hand.pop())
    return words


class _Year:
    """The thanks of one school year, dealt in order of their days."""

    def __init__(self, school: School, roster: Roster, year: SchoolYear):
        self.school, self.roster, self.year = school, roster, year
        self.chance = school.chance(f"thanks {year.ends}")
        self.now = year == school.calendar.this_year
        self.staff = roster.staff_in(year)
        self.given: dict[tuple[str, str], int] = {}
        self.to_persons = 0
        self.reached: dict[str, int] = {}
        self.waiting = self._order_of_reach()
        self.no_longer = self._forgotten_from()

    def thanks(self) -> Iterator[Thanks]:
        days = self._days()
        for (giver, way), day in zip(evenly(GIVEN, len(days)), days, strict=True):
            for team in truths.TIE if giver == PAIR else (giver,):
                yield self._one(team, way, day)

    def _days(self) -> list[date]:
        """A day for each turn; the two teams of the pair thank on the same one."""
        turns = A_WEEK / 5 / (1 + GIVEN[PAIR, "out"] / sum(GIVEN.values()))
        taught = self.school.calendar.taught(self.year)
        upto = np.cumsum([turns * BY_MONTH[day.month] * self.chance.uniform(0.5, 1.5) for day in taught])
        counts = np.diff(np.floor(upto), prepend=0).astype(int).tolist()
        return [day for day, count in zip(taught, counts, strict=True) for _ in range(count)]

    def _one(self, team: str, way: str, day: date) -> Thanks:
        turn = self.given[team, way] = self.given.get((team, way), -1) + 1
        giver = self._giver(team, turn)
        if team == truths.INSULAR and turn % LANGUAGES_OUT_EVERY == LANGUAGES_OUT_EVERY - 1:
            way = "out"
        every = GROUP_EVERY.get(team) if way == "out" else None
        if every and turn % every == every - 1:
            return Thanks(day, *self._group(team, turn, day), giver)
        return Thanks(day, "person", self._person(team, way, giver, day), giver)

    def _giver(self, team: str, turn: int) -> str | None:
        if team == "nobody":
            return None
        if team == "families":
            return self.roster.families()[turn * 7 % len(self.roster.families())]
        own = [one for one in self.staff if one.team == team and not (self.now and one.local in truths.ISOLATED)]
        return own[turn % len(own)].id

    def _group(self, team: str, turn: int, day: date) -> tuple[str, str]:
        """A program, a classroom or a team, never the own one; the front office while it is not forgotten."""
        kind, local = TO_GROUP[(turn * 5 + len(team)) % len(TO_GROUP)]
        if kind == "team":
            known = (*THANKED_TEAMS, truths.FORGOTTEN) if day <= self.no_longer else THANKED_TEAMS
            others = [name for name in known if name != team]
            return kind, others[turn % len(others)]
        return kind, self.school.key(local)

    def _person(self, team: str, way: str, giver: str | None, day: date) -> str:
        """Someone not reached yet when it is time for one more, else one of those who are thanked often."""
        fits = [one for one in self.waiting if (one.team == team) == (way == "in") and one.id != giver]
        fits = [one for one in fits if one.team != truths.FORGOTTEN or day <= self.no_longer]
        fresh = [one for one in fits if one.id not in self.reached]
        often = [one for one in fits if one.id in self.reached and one.team != truths.FORGOTTEN]
        self.to_persons += 1
        due = len(self.waiting) * (self.to_persons / ALL_REACHED) ** EARLY
        chosen = fresh[0] if fresh and (len(self.reached) < due or not often) else self._often(often or fits)
        self.reached[chosen.id] = self.reached.get(chosen.id, 0) + 1
        return chosen.id

    def _often(self, known: list[Staff]) -> Staff:
        """The first in the order more often than the last: some are thanked again and again."""
        return known[int(len(known) * self.chance.random() ** 1.5)]

    def _order_of_reach(self) -> list[Staff]:
        """Who will be thanked in the year, in chance order, the front office early."""
        will = [one for one in self.staff if not self._never(one)]
        mixed = [will[place] for place in self.chance.permutation(len(will)).tolist()]
        return sorted(mixed, key=lambda one: one.team != truths.FORGOTTEN)

    def _never(self, one: Staff) -> bool:
        if self.now:
            return one.local in truths.UNTHANKED
        return (int(one.local[1:]) * 7 + self.year.ends) % 10 < 3

    def _forgotten_from(self) -> date:
        """The last day on which the front office may be thanked."""
        if not self.now:
            return self.year.end
        weeks_ago = self.school.calendar.today - timedelta(weeks=truths.FORGOTTEN_WEEKS, days=1)
        return min(weeks_ago, date(self.year.ends - 1, 10, 31))
