"""Who is there: staff, families and partners; with `data.sample.students` the roster every room draws on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.sample import names, truths
from data.sample.calendar import SchoolYear
from data.sample.school import DISTRICT, Rows, School, pick, some
from data.sample.students import Household, Seat, Student, enrolled_in, households, students

TEACHER = "Teacher"
ROLES = {  # by team, in the order of the ids: how many of which role
    "Grade K–2": [(TEACHER, 9), ("Deputy principal", 1), ("Teaching assistant", 1)],
    "Grade 3–5": [(TEACHER, 12)],
    "Math": [(TEACHER, 8)],
    "Science": [(TEACHER, 7)],
    "Arts": [(TEACHER, 5), ("Teaching assistant", 1)],
    "Languages": [(TEACHER, 4), ("Teaching assistant", 1)],
    "Student support": [("Principal", 1), ("Deputy principal", 1), ("Counselor", 2), ("Nurse", 1),
                        ("Social worker", 1)],
    "Front office": [("Office manager", 1), ("Clerk", 2)],
    "Library": [("Librarian", 1), ("Library assistant", 2)],
}  # fmt: skip
PART_TIME = ("T011", "T043", "T044", "T049", "T058", "T061")
FAMILY_PEOPLE = 120
PARTNERS = ("Riverside Theatre", "Lakeside Clinic")
BOARDS_SHARE, ASKED_SHARE = 0.4, 0.75  # of staff: said yes to boards by name; said anything


@dataclass(frozen=True)
class Staff:
    """One of the staff. ``local`` is the id without the school's own in front."""

    local: str
    id: str
    name: str
    role: str
    team: str
    start: date
    end: date | None

    def works_in(self, year: SchoolYear) -> bool:
        return self.start <= year.end and (self.end is None or self.end > year.start)


@dataclass(frozen=True)
class Roster:
    """Everybody of one school, those who have left among them."""

    school: School
    staff: tuple[Staff, ...]
    households: tuple[Household, ...]
    students: tuple[Student, ...]
    seats: dict[SchoolYear, list[Seat]]

    @classmethod
    def of(cls, school: School) -> Roster:
        homes = households(school)
        everybody = students(school, homes)
        seats = {year: enrolled_in(school, everybody, year) for year in school.calendar.years}
        return cls(school, tuple(_staff(school)), homes, everybody, seats)

    def seats_in(self, year: SchoolYear) -> list[Seat]:
        return self.seats[year]

    def staff_in(self, year: SchoolYear) -> list[Staff]:
        return [person for person in self.staff if person.works_in(year)]

    def team(self, name: str, year: SchoolYear) -> list[Staff]:
        return [person for person in self.staff_in(year) if person.team == name]

    def teachers(self, year: SchoolYear) -> list[Staff]:
        return [person for person in self.staff_in(year) if person.role == TEACHER]

    def leadership(self) -> list[str]:
        return [self.school.key(local) for local in (truths.PRINCIPAL, *truths.DEPUTIES)]

    def families(self) -> list[str]:
        count = min(FAMILY_PEOPLE, len(self.households))
        return [self.school.key(f"F{number:03}") for number in range(1, count + 1)]


def _staff(school: School) -> list[Staff]:
    """The staff of today, then those whose posts the new ones took."""
    posts = [(team, role) for team, roles in ROLES.items() for role, count in roles for _ in range(count)]
    before = [
        (f"T{number:03}", *posts[int(new[1:]) - 1], new) for number, new in enumerate(_posts_taken(), len(posts) + 1)
    ]
    called = names.staff_names(school.seed, school.number * 100, len(posts) + len(before))
    since = _years_of_start(school, len(called))
    years = school.calendar.years
    today = [
        _person(
            school, f"T{number:03}", called[number - 1], team, role, _start(school, f"T{number:03}", since[number - 1])
        )
        for number, (team, role) in enumerate(posts, 1)
    ]
    left = [
        _person(school, local, called[int(local[1:]) - 1], team, role, since[int(local[1:]) - 1],
                SchoolYear(years[-1].ends - (1 if new in truths.NEW_THIS_YEAR else 2)).end)
        for local, team, role, new in before
    ]  # fmt: skip
    return today + left


def _posts_taken() -> tuple[str, ...]:
    return truths.NEW_THIS_YEAR + truths.NEW_LAST_YEAR


def _person(school: School, local: str, name: str, team: str, role: str, start: date, end: date | None = None) -> Staff:
    return Staff(local, school.key(local), name, role, team, start, end)


def _years_of_start(school: School, count: int) -> list[date]:
    """When people began who were there before the sample's years: 4 to 24 years ago, on 1 August."""
    ago = school.chance("starts").integers(4, 25, size=count).tolist()
    return [SchoolYear(school.calendar.this_year.ends - years).start for years in ago]


def _start(school: School, local: str, before: date) -> date:
    this_year = school.calendar.this_year.ends
    if local in truths.NEW_THIS_YEAR:
        return SchoolYear(this_year).start
    return SchoolYear(this_year - 1).start if local in truths.NEW_LAST_YEAR else before


def rows(school: School, roster: Roster) -> Iterator[Rows]:
    """The school itself, everybody in it, the groups to compare and who may be shown by name."""
    district = None if school.alone else DISTRICT
    yield Rows("schools", ("id", "name", "district"), [(school.id, school.name, district)])
    yield _people(school, roster)
    compared = [
        (student.id, group, value)
        for student in roster.students
        for group, value in (("language", student.language), ("meals", student.meals))
    ]
    yield Rows("person_groups", ("person", "name", "value"), compared)
    yield _consents(school, roster)


def _people(school: School, roster: Roster) -> Rows:
    columns = (
        "id",
        "name",
        "kind",
        "school",
        "role",
        "department",
        "grade",
        "household",
        "email",
        "start",
        "end",
        "fte",
    )
    staff = [
        (one.id, one.name, "staff", school.id, one.role, one.team, None, None,
         names.email(one.name, one.local, school.domain), one.start, one.end, 0.6 if one.local in PART_TIME else 1.0)
        for one in roster.staff
    ]  # fmt: skip
    return Rows("people", columns, [*staff, *_student_rows(school, roster), *_outsiders(school, roster)])


def _student_rows(school: School, roster: Roster) -> Iterator[tuple]:
    year = school.calendar.this_year
    for one in roster.students:
        yield (one.id, one.name, "student", school.id, None, None, one.grade_in(year), one.household, None,
               one.start, one.end, None)  # fmt: skip


def _outsiders(school: School, roster: Roster) -> Iterator[tuple]:
    """A parent of each of the first households, and the school's partners."""
    first = names.given_names(school.chance("families"), FAMILY_PEOPLE)
    for number, (person, home) in enumerate(zip(roster.families(), roster.households, strict=False)):
        name = f"{first[number]} {home.surname}"
        address = names.email(name, f"F{number + 1:03}", "families")
        yield person, name, "family", school.id, "Parent", None, None, home.id, address, None, None, None
    for number, name in enumerate(PARTNERS, 1):
        yield (school.key(f"X{number:02}"), name, "partner", school.id, "organisation", None, None, None,
               f"office@x{number:02}.example.org", None, None, None)  # fmt: skip


def _consents(school: School, roster: Roster) -> Rows:
    """Two in five said yes to boards by name; some were never asked, a few said something on wall and photo."""
    chance = school.chance("consents")
    now = [one for one in roster.staff if one.end is None]
    asked = some(chance, now, round(len(now) * ASKED_SHARE))
    said_yes = round(len(now) * BOARDS_SHARE)
    asked_on = school.calendar.years[0].start
    rows = [(one.id, "boards", max(asked_on, one.start), place < said_yes) for place, one in enumerate(asked)]
    for what, share in (("wall", 0.35), ("photo", 0.25)):
        chosen = some(chance, now, round(len(now) * share))
        rows += [
            (one.id, what, max(asked_on, one.start), yes)
            for one, yes in zip(chosen, pick(chance, (True, True, False), len(chosen)), strict=True)
        ]
    return Rows("consents", ("person", "what", "date", "given"), rows)
