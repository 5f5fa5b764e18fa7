"""Scores of three screenings a student and year."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import NormalDist

import numpy as np

from data.sample import truths
from data.sample.calendar import SchoolYear
from data.sample.people import Roster
from data.sample.school import School
from data.sample.students import Seat

SCREENINGS = (("reading", 15), ("math", 28), ("reading", 85))  # measure, on which school day of the year
AT_LEVEL = {"reading": 0.60, "math": 0.56}  # share of a grade at grade level or above
GAIN = 0.04  # of a grade, from the first to the second reading
MIDDLE, A_GRADE, SPREAD, MARGIN = 150.0, 7.0, 12.0, 3.0  # of the scale
FREE_BEHIND, OTHER_BEHIND = 0.35, 0.15  # standard deviations
WELL = 0.9  # standard deviations around the level that divide "well below" and "above" from the middle
NORMAL = NormalDist()


def results(school: School, roster: Roster) -> Iterator[tuple]:
    for year in school.calendar.years:
        taught = school.calendar.taught(year)
        by_grade: dict[str, list[Seat]] = {}
        for seat in roster.seats_in(year):
            by_grade.setdefault(seat.grade, []).append(seat)
        for turn, (measure, on) in enumerate(SCREENINGS):
            if on < len(taught):
                for grade, seats in by_grade.items():
                    there = [seat for seat in seats if seat.start <= taught[on] <= (seat.end or taught[on])]
                    scored = _scores(school, year, turn, measure, grade, there)
                    yield from ((person, measure, taught[on], *score) for person, *score in scored)


def _scores(
    school: School, year: SchoolYear, turn: int, measure: str, grade: str, seats: list[Seat]
) -> Iterator[tuple]:
    """Ranked by ability and chance, then spread over the normal curve: the share at level is exact."""
    if not seats:
        return
    order = np.argsort(_abilities(school, year, turn, seats), kind="stable")
    level = NORMAL.inv_cdf(1 - _at_level(school, year, turn, measure, grade, len(seats)))
    middle = MIDDLE + A_GRADE * (0 if grade == "K" else int(grade)) + turn
    for rank, place in enumerate(order.tolist()):
        z = NORMAL.inv_cdf((rank + 0.5) / len(seats))
        score = round(middle + SPREAD * z, 1)
        yield seats[place].student.id, score, _level(z - level), score - MARGIN, score + MARGIN


def _abilities(school: School, year: SchoolYear, turn: int, seats: list[Seat]) -> np.ndarray:
    lasting = school.chance("abilities").normal(0, 1, 2000)
    noise = school.chance(f"screening {year.ends} {turn} {seats[0].grade}").normal(0, 0.6, len(seats))
    own = lasting[[int(seat.student.id[-4:]) % 2000 for seat in seats]]
    behind = [
        FREE_BEHIND * (seat.student.meals == "free") + OTHER_BEHIND * (seat.student.language == "other")
        for seat in seats
    ]
    return own + noise - np.array(behind)


def _at_level(school: School, year: SchoolYear, turn: int, measure: str, grade: str, count: int) -> float:
    """The share at level; in grade 3 this year as many readers as the goal's check-ins say, 58 and then 62 of 96."""
    if grade == "3" and measure == "reading" and year == school.calendar.this_year:
        return (truths.READING_STARTED + (4 if turn else 0)) / truths.READING_OF
    return AT_LEVEL[measure] + (GAIN if turn else 0.0)


def _level(above: float) -> str:
    if above < 0:
        return "well below" if above < -WELL else "below"
    return "above" if above > WELL else "at grade level"
