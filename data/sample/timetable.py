"""The timetable: who teaches when, with two periods a week in which a whole team is free."""

from __future__ import annotations

from collections.abc import Iterator

from data.sample.calendar import SchoolYear
from data.sample.groups import homerooms
from data.sample.people import PART_TIME, Roster, Staff
from data.sample.school import Rows, School, some

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
PERIODS = {"1": ("08:15", "09:05"), "2": ("09:15", "10:05"), "3": ("10:25", "11:15"), "4": ("11:20", "12:10"),
           "5": ("13:00", "13:50"), "6": ("13:55", "14:45")}  # fmt: skip
SLOTS = tuple((day, period) for period in PERIODS for day in WEEK)
LESSONS, LESSONS_PART_TIME = 22, 13  # a week, of 30 periods
FREE = {  # periods without lessons, by team; Arts and Grade 3–5, who never met, have one in common
    "Grade K–2": (("Monday", "5"), ("Thursday", "2")), "Grade 3–5": (("Tuesday", "3"), ("Friday", "4")),
    "Math": (("Wednesday", "2"), ("Monday", "6")), "Science": (("Wednesday", "2"), ("Thursday", "6")),
    "Arts": (("Tuesday", "3"), ("Monday", "6")), "Languages": (("Thursday", "2"), ("Friday", "4")),
}  # fmt: skip
TIMETABLES = 2  # of the latest years; the one of the year before has ended


def rows(school: School, roster: Roster) -> Iterator[Rows]:
    lessons = [lesson for year in school.calendar.years[-TIMETABLES:] for lesson in _of_year(school, roster, year)]
    yield Rows("lessons", ("person", "day", "period", "begins", "ends", "group", "start", "end"), lessons)


def _of_year(school: School, roster: Roster, year: SchoolYear) -> Iterator[tuple]:
    over = None if year == school.calendar.this_year else year.end
    chance = school.chance(f"timetable {year.ends}")
    rooms = dict(reversed(list(homerooms(school, roster, year))))  # the first classroom of a teacher is theirs
    room_of = {person.id: room for person, room in rooms.items()}
    for one in roster.teachers(year):
        for day, period in _week(chance, one):
            yield one.id, day, period, *PERIODS[period], room_of.get(one.id), year.start, over


def _week(chance, one: Staff) -> list[tuple[str, str]]:
    """When somebody teaches: never while their team is free."""
    open_ = [slot for slot in SLOTS if slot not in FREE[one.team]]
    chosen = set(some(chance, open_, LESSONS_PART_TIME if one.local in PART_TIME else LESSONS))
    return [slot for slot in SLOTS if slot in chosen]
