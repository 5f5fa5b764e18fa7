"""Classrooms and programs, who belongs to them, the calendar and what happened on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import NamedTuple

from data.sample.calendar import SchoolYear
from data.sample.people import Roster, Staff
from data.sample.school import Rows, School, some


class Program(NamedTuple):
    """``staff``: who of which team belongs to it, nobody isolated; ``students``: how many of which grades."""

    local: str
    name: str
    kind: str
    staff: tuple[tuple[str, tuple[str, ...]], ...]
    students: int
    grades: tuple[str, ...]


# Two teams of one program that has goals must also work together (collaboration.PAIRS), but for Arts and Grade 3–5.
PROGRAMS = (
    Program("P-literacy", "Literacy", "subject", (("Grade K–2", ("T001", "T002", "T003", "T004", "T005")),
            ("Grade 3–5", ("T012", "T013", "T014", "T015", "T017")), ("Languages", ("T045", "T046")),
            ("Library", ("T059", "T060"))), 140, ("1", "2", "3", "4", "5")),
    Program("P-stem", "STEM", "subject", (("Math", ("T024", "T025", "T026", "T027", "T028", "T029")),
            ("Science", ("T032", "T033", "T034", "T035", "T036", "T037"))), 120, ("6", "7", "8", "9")),
    Program("P-newcomers", "Newcomers", "support", (("Grade K–2", ("T006", "T007", "T008")),
            ("Student support", ("T051", "T052", "T053")), ("Front office", ("T056", "T057"))), 38,
            ("K", "1", "2", "3", "4", "5", "6", "7")),
    Program("P-arts", "Arts", "subject", (("Arts", ("T039", "T040", "T041", "T042")),
            ("Grade 3–5", ("T016", "T018", "T019", "T020"))), 110, ("3", "4", "5")),
    Program("P-families", "Family partnership", "support", (("Grade K–2", ("T001", "T002", "T010")),
            ("Grade 3–5", ("T012", "T021")), ("Student support", ("T051", "T052", "T053", "T054"))), 0, ()),
    Program("P-breakfast", "Breakfast club", "support", (("Grade K–2", ("T007", "T011")),
            ("Student support", ("T053", "T054"))), 64, ("K", "1", "2", "3", "4", "5")),
    Program("P-mentoring", "Mentoring", "support", (("Math", ("T024", "T025", "T026", "T027")),
            ("Science", ("T032", "T033", "T034")), ("Student support", ("T051", "T052", "T053"))), 42,
            ("6", "7", "8", "9")),
)  # fmt: skip
HOMEROOM_TEAMS = {"K": ("Grade K–2",), "1": ("Grade K–2",), "2": ("Grade K–2",), "3": ("Grade 3–5",),
                  "4": ("Grade 3–5",), "5": ("Grade 3–5",)}  # fmt: skip
OLDER_HOMEROOM_TEAMS = ("Math", "Science", "Arts", "Languages")
CLASS_WITH_ASSISTANT = {"T011": "CKA", "T044": "C6A", "T049": "C7B"}
HAPPENED = (  # what, at which share of the time from the start of this year's goals to today, for how many days
    ("new phonics hour", 0.45, None), ("new timetable", 0.08, None), ("flu in the younger grades", 0.65, 12),
    ("water damage in the east wing", 0.78, 5), ("reading screening repeated", 0.30, None),
)  # fmt: skip


def rows(school: School, roster: Roster) -> Iterator[Rows]:
    yield Rows("groups", ("id", "type", "name", "school", "grade", "subject", "kind"), list(_groups(school, roster)))
    yield Rows("memberships", ("person", "group", "role", "start", "end"), list(_memberships(school, roster)))
    days = [(school.id, *day) for year in school.calendar.known_years for day in year.weekdays()]
    yield Rows("calendar", ("school", "date", "kind", "note"), days)
    yield Rows("chart_events", ("date", "text", "school", "until"), list(_happened(school)))


def _groups(school: School, roster: Roster) -> Iterator[tuple]:
    rooms = {(seat.classroom, seat.grade) for year in school.calendar.years for seat in roster.seats_in(year)}
    for room, grade in sorted(rooms):
        yield room, "classroom", room.rsplit(".")[-1][1:], school.id, grade, None, None
    for program in PROGRAMS:
        subject = program.name if program.kind == "subject" else None
        yield school.key(program.local), "program", program.name, school.id, None, subject, program.kind


def _memberships(school: School, roster: Roster) -> Iterator[tuple]:
    for year in school.calendar.years:
        over = None if year == school.calendar.this_year else year.end
        seats = roster.seats_in(year)
        yield from ((seat.student.id, seat.classroom, "student", seat.start, seat.end) for seat in seats)
        for person, room in homerooms(school, roster, year):
            role = "assistant" if person.local in CLASS_WITH_ASSISTANT else "teacher"
            yield person.id, room, role, year.start, over
        yield from _of_programs(school, roster, year, over)


def homerooms(school: School, roster: Roster, year: SchoolYear) -> Iterator[tuple[Staff, str]]:
    """Each classroom's teacher, teams and classrooms both in order (4B is T017's today); then the assistants."""
    rooms = {seat.classroom: seat.grade for seat in roster.seats_in(year)}
    waiting: dict[tuple[str, ...], Iterator[Staff]] = {}
    for room in sorted(rooms, key=lambda room: ("0" if rooms[room] == "K" else rooms[room], room)):
        teams = HOMEROOM_TEAMS.get(rooms[room], OLDER_HOMEROOM_TEAMS)
        if teams not in waiting:
            waiting[teams] = cycle([one for one in roster.teachers(year) if one.team in teams])
        yield next(waiting[teams]), room
    for person in roster.staff_in(year):
        room = school.key(CLASS_WITH_ASSISTANT.get(person.local, ""))
        if room in rooms:
            yield person, room


def _of_programs(school: School, roster: Roster, year: SchoolYear, over: date | None) -> Iterator[tuple]:
    chance = school.chance(f"programs {year.ends}")
    there = {person.local: person for person in roster.staff_in(year)}
    for program in PROGRAMS:
        group = school.key(program.local)
        members = [local for _, locals_ in program.staff for local in locals_ if local in there]
        for place, local in enumerate(members):
            yield there[local].id, group, "member" if place else "coordinator", year.start, over
        eligible = [seat for seat in roster.seats_in(year) if seat.grade in program.grades]
        for seat in some(chance, eligible, round(program.students * school.size)):
            yield seat.student.id, group, "student", seat.start, seat.end


def _happened(school: School) -> Iterator[tuple]:
    """Events of this year's goals so far; a district's schools must not share date and text, so each says where."""
    start, today = school.calendar.goals_start, school.calendar.today
    where = "" if school.alone else f", {school.name.removesuffix(' School')}"
    for text, share, days in HAPPENED:
        on = school.calendar.workday_before(start + timedelta(days=int((today - start).days * share)))
        yield on, text + where, school.id, on + timedelta(days=days) if days else None
