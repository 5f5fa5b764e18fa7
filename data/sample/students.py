"""Students: a cohort a year from kindergarten to grade 9, their classrooms each year, their households."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from data.sample import names
from data.sample.calendar import SchoolYear
from data.sample.school import School, pick

LAST_GRADE = 9
COHORTS = {  # by today's grade: parallel classrooms and students; the last two have finished school
    0: (3, 72), 1: (3, 75), 2: (3, 78), 3: (4, 96), 4: (4, 97), 5: (4, 104), 6: (4, 106), 7: (4, 106), 8: (4, 102),
    9: (3, 78), 10: (3, 80), 11: (3, 79),
}  # fmt: skip
STEADY = (3, 9)  # nobody of these came or left within the sample's years: their numbers are watched
NEWCOMERS, LEAVERS = 3, 2  # a cohort, within the sample's years
FREE_MEALS, HOME_LANGUAGE = 0.36, 0.28  # shares of households
SIBLINGS = (1, 1, 1, 1, 1, 1, 2, 2, 2, 3)  # of ten households
LETTERS = "ABCD"


class Household(NamedTuple):
    id: str
    surname: str
    meals: str
    language: str


@dataclass(frozen=True)
class Student:
    """``cohort`` is the year (by its end) of kindergarten; ``came`` and ``end`` may lie within a school year."""

    id: str
    name: str
    household: str
    meals: str
    language: str
    cohort: int
    start: date
    end: date | None

    def grade_in(self, year: SchoolYear) -> str:
        """The grade in that year; that of the last year for those who have finished."""
        grade = min(year.ends - self.cohort, LAST_GRADE)
        return "K" if grade == 0 else str(grade)

    def attends_in(self, year: SchoolYear) -> bool:
        here = self.start <= year.end and (self.end is None or self.end > year.start)
        return here and 0 <= year.ends - self.cohort <= LAST_GRADE


class Seat(NamedTuple):
    """One student's place in one school year."""

    student: Student
    grade: str
    classroom: str
    start: date
    end: date | None


def households(school: School) -> tuple[Household, ...]:
    """As many as the largest number that students could need; unused ones are simply never written."""
    count = sum(size for _, size in COHORTS.values())
    chance = school.chance("households")
    free, other = chance.random(count) < FREE_MEALS, chance.random(count) < HOME_LANGUAGE
    return tuple(
        Household(school.key(f"H{number:04}"), surname, "free" if meals else "paid", "other" if language else "English")
        for number, (surname, meals, language) in enumerate(
            zip(names.surnames(chance, count), free.tolist(), other.tolist(), strict=True), 1
        )
    )


def students(school: School, homes: tuple[Household, ...]) -> tuple[Student, ...]:
    """Everybody who attended in the sample's years, cohort by cohort, oldest first."""
    chance = school.chance("students")
    attended = [(cohort, start, end) for cohort, start, end in _attended(school, chance)]
    given = names.given_names(chance, len(attended))
    living = _live_in(chance, homes, len(attended))
    return tuple(
        Student(school.key(f"S{number + 1:04}"), f"{given[number]} {home.surname}", home.id, home.meals, home.language,
                cohort, start, end)
        for number, ((cohort, start, end), home) in enumerate(zip(attended, living, strict=True))
    )  # fmt: skip


def _attended(school: School, chance: np.random.Generator) -> list[tuple[int, date, date | None]]:
    """Cohort, first and last day of each student."""
    years = school.calendar.years
    found = []
    for grade in range(LAST_GRADE + len(years) - 1, -1, -1):
        cohort = years[-1].ends - grade
        began = SchoolYear(cohort).start
        finished = SchoolYear(cohort + LAST_GRADE).end if grade > LAST_GRADE else None
        size = max(round(_cohort(grade)[1] * school.size), 1)
        found += [(cohort, began, finished)] * size
        if grade not in STEADY and size > NEWCOMERS:
            came = _some_days(school, chance, cohort, NEWCOMERS)
            found[len(found) - len(came) :] = [(cohort, day, finished) for day in came]
            found += [(cohort, began, day) for day in _some_days(school, chance, cohort, LEAVERS)]
    return found


def _cohort(grade: int) -> tuple[int, int]:
    return COHORTS[min(grade, max(COHORTS))]


def _some_days(school: School, chance: np.random.Generator, cohort: int, count: int) -> list[date]:
    """Days past on which a student of the cohort could come or leave: within the sample's years, in term."""
    first = max(school.calendar.years[0].first_day, SchoolYear(cohort).first_day)
    last = min(school.calendar.today, SchoolYear(cohort + LAST_GRADE).last_day)
    days = school.calendar.between(first, last)[20:]
    return sorted(pick(chance, days, count)) if days else []


def _live_in(chance: np.random.Generator, homes: tuple[Household, ...], count: int) -> list[Household]:
    """A household for each student; siblings stand in different cohorts as chance has it."""
    sizes = pick(chance, SIBLINGS, len(homes))
    beds = [home for home, size in zip(homes, sizes, strict=True) for _ in range(size)][:count]
    return [beds[place] for place in chance.permutation(len(beds)).tolist()]


def enrolled_in(school: School, everybody: tuple[Student, ...], year: SchoolYear) -> list[Seat]:
    """The year's seats; each cohort is dealt anew to its classrooms every year."""
    chance = school.chance(f"classrooms {year.ends}")
    by_cohort: dict[int, list[Student]] = {}
    for student in everybody:
        if student.attends_in(year):
            by_cohort.setdefault(student.cohort, []).append(student)
    return [seat for cohort in sorted(by_cohort) for seat in _seats(school, chance, by_cohort[cohort], year)]


def _seats(school: School, chance: np.random.Generator, cohort: list[Student], year: SchoolYear) -> list[Seat]:
    """Dealt in turn, those who are there all year first, so that classrooms differ by one student at most."""
    rooms = _cohort(school.calendar.this_year.ends - cohort[0].cohort)[0]
    mixed = [cohort[place] for place in chance.permutation(len(cohort)).tolist()]
    mixed.sort(key=lambda student: student.end is not None and student.end < year.end)
    return [_seat(school, student, LETTERS[place % rooms], year) for place, student in enumerate(mixed)]


def _seat(school: School, student: Student, letter: str, year: SchoolYear) -> Seat:
    grade = student.grade_in(year)
    left_within = student.end is not None and student.end < year.end
    over = year.end if year != school.calendar.this_year else None
    end = student.end if left_within else over
    return Seat(student, grade, school.key(f"C{grade}{letter}"), max(student.start, year.start), end)
