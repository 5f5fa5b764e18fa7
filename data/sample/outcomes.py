"""Attendance, incidents, results and published indicators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain, repeat

import numpy as np

from data.sample import truths
from data.sample.calendar import SchoolYear
from data.sample.people import Roster
from data.sample.results import results
from data.sample.school import Rows, School, pick
from data.sample.students import Seat
from data.sample.support import began

PRESENT, TARDY, EXCUSED, UNEXCUSED, ABSENT, SUSPENDED = range(6)
STATUS = np.array(["present", "tardy", "excused", "unexcused", "absent", "suspended"], dtype=object)
KINDS_OF_ABSENCE = (EXCUSED, UNEXCUSED, ABSENT, SUSPENDED)
SHARES_OF_ABSENCE = (0.60, 0.32, 0.07, 0.01)
OFTEN, SELDOM = (0.14, 0.24), (0.005, 0.062)  # share of days absent, of those often absent and of the others
SELDOM_IN_NINE = (0.02, 0.064)
TARDY_SHARE, TARDY_MINUTES = 0.025, (5, 45)
CALLS_HELP = 0.35  # days absent of those whom the morning calls reach, against before
BY_WEEKDAY = (1.15, 0.95, 0.9, 0.95, 1.2)
BY_MONTH = {11: 1.1, 12: 1.25, 1: 1.2, 2: 1.15, 3: 1.0}
INCIDENTS_A_DAY = 0.003  # a student
RESTLESS, CALM = {"6": 1.2, "7": 1.8, "8": 1.6, "9": 1.0}, 0.6  # times that, by grade
KINDS = ("disruption", "disruption", "defiance", "conflict", "conflict", "phone", "property", "harassment")
PLACES = ("classroom", "classroom", "corridor", "playground", "cafeteria", "bus", "bathroom")
TIMES = ("08:40", "09:50", "10:35", "10:40", "11:55", "12:10", "12:20", "13:30", "14:25", "15:05")
MAJOR = 0.4
WITHOUT_STUDENT = 0.02


def rows(school: School, roster: Roster) -> Iterator[Rows]:
    for year in school.calendar.years:
        seats, days = roster.seats_in(year), school.calendar.taught(year)
        if days:
            yield Rows("attendance", ("person", "date", "status", "minutes"), _attendance(school, year, seats, days))
    yield Rows("incidents", ("id", "date", "school", "kind", "person", "major", "place", "time"),
               list(_incidents(school, roster)))  # fmt: skip
    yield Rows("results", ("person", "measure", "date", "score", "level", "low", "high"), list(results(school, roster)))
    yield Rows("indicators", PUBLISHED, list(_indicators(school)))


# --- attendance ------------------------------------------------------------------------------------------
def _attendance(school: School, year: SchoolYear, seats: list[Seat], days: list[date]) -> list[tuple]:
    """One row a student and day enrolled; the days as text, as half a million of them are written."""
    status, minutes = _statuses(school, year, seats, days)
    written = [day.isoformat() for day in days]
    place = {day: n for n, day in enumerate(days)}
    first = [next((place[day] for day in days if day >= seat.start), len(days)) for seat in seats]
    last = [next((place[day] for day in days if seat.end and day > seat.end), len(days)) for seat in seats]
    return list(chain.from_iterable(
        zip(repeat(seat.student.id), written[a:b], status[n, a:b].tolist(), minutes[n][a:b], strict=False)
        for n, (seat, a, b) in enumerate(zip(seats, first, last, strict=True))
    ))  # fmt: skip


def _statuses(school: School, year: SchoolYear, seats: list[Seat], days: list[date]) -> tuple[np.ndarray, list[list]]:
    """Status and minutes of each seat (row) and day (column)."""
    chance = school.chance(f"attendance {year.ends}")
    absent = _absences(chance, _rates(school, year, seats, days), days)
    codes = np.where(chance.random(absent.shape) < TARDY_SHARE, TARDY, PRESENT)
    kinds = chance.choice(KINDS_OF_ABSENCE, size=int(absent.sum()), p=SHARES_OF_ABSENCE)
    codes[absent] = kinds
    late = np.where(codes == TARDY, chance.integers(*TARDY_MINUTES, size=codes.shape), None)
    return STATUS[codes], late.tolist()


def _absences(chance: np.random.Generator, rates: np.ndarray, days: list[date]) -> np.ndarray:
    """True where absent. A student's absences come at their rate but irregularly, so that even a short first
    stretch of the year tells those who are often absent from the others."""
    season = np.array([BY_WEEKDAY[day.weekday()] * BY_MONTH.get(day.month, 0.95) for day in days])
    season /= season.mean()
    steps = rates * season * chance.uniform(0.2, 1.8, rates.shape)
    reached = np.floor(np.cumsum(steps, axis=1) + chance.random((len(rates), 1)))
    return np.diff(reached, axis=1, prepend=0) > 0


def _rates(school: School, year: SchoolYear, seats: list[Seat], days: list[date]) -> np.ndarray:
    """The share of days each student (row) is absent at each day (column) of the year."""
    chance = school.chance(f"rates {year.ends}")
    often = _often_absent(school, year, seats, chance)
    nine = np.array([seat.grade == truths.HELPED_GRADE for seat in seats])
    seldom = np.where(nine, chance.uniform(*SELDOM_IN_NINE, len(seats)), chance.uniform(*SELDOM, len(seats)))
    usual = np.where(often, chance.uniform(*OFTEN, len(seats)), seldom)
    rates = np.repeat(usual[:, None], len(days), axis=1)
    start = began(school, truths.WORKED)
    if start and year.start <= start <= year.end:
        helped = _helped(school, year, seats, often)
        rates[np.ix_(helped, [day >= start for day in days])] *= CALLS_HELP
    return rates


def _often_absent(school: School, year: SchoolYear, seats: list[Seat], chance: np.random.Generator) -> np.ndarray:
    """Who is often absent: as many as the truths say, of those with free meals twice the share of the others."""
    free = np.array([seat.student.meals == "free" for seat in seats])
    nine = np.array([seat.grade == truths.HELPED_GRADE for seat in seats])
    trait = _traits(school, seats) + chance.normal(0, 0.7, len(seats))
    often = np.zeros(len(seats), bool)
    for here, share in zip((~nine, nine), _shares(school, year, nine.mean()), strict=True):
        paid = share * here.sum() / (truths.FREE_TO_PAID * (here & free).sum() + (here & ~free).sum())
        for cell, rate in ((here & ~free, paid), (here & free, truths.FREE_TO_PAID * paid)):
            places = np.flatnonzero(cell)
            worst = places[np.argsort(-trait[places], kind="stable")][: round(rate * len(places))]
            often[worst] = True
    return often


def _shares(school: School, year: SchoolYear, in_nine: float) -> tuple[float, float]:
    """The shares often absent outside grade 9, where ``in_nine`` of all students are, and in it."""
    back = school.calendar.this_year.ends - year.ends
    whole = (truths.OFTEN_ABSENT, *reversed(truths.OFTEN_ABSENT_BEFORE))[min(back, 2)]
    nine = truths.NINE_BEFORE if back else truths.NINE_AFTER
    others = (whole - nine * in_nine) / (1 - in_nine)
    return others * _own(school), nine * _own(school)


def _own(school: School) -> float:
    """The first school is the one of the truths; the others of a district differ a little."""
    return 1.0 if school.number == 0 else float(school.chance("own absence").uniform(0.8, 1.25))


def _traits(school: School, seats: list[Seat]) -> np.ndarray:
    """What stays with a student from year to year, from the digits of the id."""
    lasting = school.chance("traits").normal(0, 1, 2000)
    return lasting[[int(seat.student.id[-4:]) % 2000 for seat in seats]]


def _helped(school: School, year: SchoolYear, seats: list[Seat], often: np.ndarray) -> np.ndarray:
    """Those often absent in the grade of the morning calls, but for the share that stays."""
    there = np.array([seat.grade == truths.HELPED_GRADE for seat in seats])
    found = np.flatnonzero(often & there)
    stay = round(truths.NINE_AFTER * there.sum() * 0.75)
    return school.chance(f"helped {year.ends}").permutation(found)[: max(len(found) - stay, 0)]


# --- incidents -------------------------------------------------------------------------------------------
def _incidents(school: School, roster: Roster) -> Iterator[tuple]:
    number = 0
    for year in school.calendar.years:
        chance, by_grade = school.chance(f"incidents {year.ends}"), {}
        for seat in roster.seats_in(year):
            by_grade.setdefault(seat.grade, []).append(seat)
        days = school.calendar.taught(year)
        drawn = [one for grade, seats in by_grade.items() for one in _of_grade(chance, grade, seats, days)]
        for day, student in sorted(drawn):
            number += 1
            yield (school.key(f"I{number:05}"), day, school.id, *_incident(chance, student))


def _of_grade(
    chance: np.random.Generator, grade: str, seats: list[Seat], days: list[date]
) -> Iterator[tuple[date, str]]:
    """At a steady rate, before and after the quiet lunch of grade 7; a few students have many."""
    a_day = len(seats) * INCIDENTS_A_DAY * RESTLESS.get(grade, CALM)
    upto = np.floor(np.cumsum(a_day * chance.uniform(0.2, 1.8, len(days))) + chance.random())
    inclined = np.cumsum(chance.gamma(0.35, 1.0, len(seats)))
    for day, count in zip(days, np.diff(upto, prepend=0).astype(int).tolist(), strict=True):
        for at in (chance.random(count) * inclined[-1]).tolist():
            yield day, seats[int(np.searchsorted(inclined, at))].student.id


def _incident(chance: np.random.Generator, student: str) -> tuple:
    kind, place, at = (pick(chance, of, 1)[0] for of in (KINDS, PLACES, TIMES))
    known, major = (chance.random(2) < (1 - WITHOUT_STUDENT, MAJOR)).tolist()
    return kind, student if known else None, major, place, at


# --- indicators ------------------------------------------------------------------------------------------
PUBLISHED = ("school", "measure", "period", "group", "value", "numerator", "denominator", "n", "source")
INDICATORS = (  # measure, group, value, numerator, denominator, n
    ("reading, state test", "all", "58.4", 472, 808, 808),
    ("reading, state test", "free meals", "44.1", 128, 290, 290),
    ("math, state test", "all", "55.2", 446, 808, 808),
    ("math, state test", "home language other", "*", None, None, None),
    ("promoted to grade 10", "all", truths.CODED, None, None, 79),
    ("family survey, would recommend", "all", "81", None, None, 212),
)


def _indicators(school: School) -> Iterator[tuple]:
    """What the state published for the last years that are over; where few were counted it published a code."""
    for back in range(1, max(len(school.calendar.years), 2)):
        period = SchoolYear(school.calendar.this_year.ends - back).name
        for measure, group, *numbers in INDICATORS:
            yield school.id, measure, period, group, *numbers, "state report card"
