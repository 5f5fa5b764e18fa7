"""Staff and students of Ed-Fi: who they are stands in one record, where and since when in others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from data.importers.catalog import KINDS
from data.importers.converted import Row, Told, converted
from data.importers.date_columns import alone
from data.importers.formats.edfi.records import ENROLMENT, ORGANIZATION, SCHOOL, STAFF, STUDENT, Tables, said
from data.importers.formats.edfi.schools import Organizations, only_school
from data.importers.formats.together import completing, lacking
from data.importers.opened import Opened
from data.importers.order import Order
from data.importers.problems import Wrong
from data.importers.values import number

ASSIGNMENT = "StaffEducationOrganizationAssignmentAssociation"
FTE = "FullTimeEquivalency"
OF_A_DISTRICT = (
    "staff of a district or another organisation that is no school were left out; assign them to a school to take them"
)
# Where else a student's school is named, and by which columns.
ELSEWHERE = {
    "StudentSchoolAttendanceEvent": (STUDENT, SCHOOL),
    "DisciplineAction": (STUDENT, "ResponsibilitySchool.SchoolSchoolId"),
}


class Place(NamedTuple):
    """Where somebody is, as what, and since when: a grade of students, a classification of staff."""

    school: str
    what: str
    start: str
    end: str
    first: bool = False  # it is said to be the primary one
    fte: str = ""

    @property
    def rank(self) -> tuple:
        """One that lasts counts before one that has ended, then the primary one, then the latest."""
        return not self.end, self.first, self.start


Places = dict[str, list[Place]]


def staff(tables: Tables, order: Order) -> Iterator[Opened]:
    day = _reader_of_days(order)
    places = _places(
        (row[STAFF] or row["Staff"], Place(
            row[ORGANIZATION], said(row["StaffClassification"]), day(row["BeginDate"]), day(row["EndDate"]),
            fte=row[FTE],
        ))
        for row in tables.rows(ASSIGNMENT)
    )  # fmt: skip
    only, organizations = Place(only_school(tables), "", "", ""), Organizations(tables)
    columns = {"school": ORGANIZATION, "role": "StaffClassification", "start": "BeginDate", "end": "EndDate"}
    told_school = _teller_of_schools(tables, ASSIGNMENT, order)

    def at_school(place: Place) -> bool:
        return not place.school or organizations.is_school(place.school)

    headers = _named("StaffUniqueId") | columns | {"fte": FTE, "email": "ElectronicMail.ElectronicMailAddress"}

    def tell(row: Row) -> list[Told]:
        every = places.get(row["StaffUniqueId"], [only])
        own = [place for place in every if at_school(place)]
        if not own and not order.choices.fill("school"):
            row.warn(OF_A_DISTRICT)
            return []
        own = own or [place._replace(school="") for place in every]
        chosen = max(own, key=lambda place: place.rank)
        period = {"start": min(p.start for p in own), "end": max(p.end for p in own) if all(p.end for p in own) else ""}
        place = {"school": told_school(chosen), "role": chosen.what, "fte": _fte(own)}
        return [_person(row, "staff", "StaffUniqueId") | place | period | {"email": row[headers["email"]]}]

    schools = {id_: list(filter(at_school, own)) for id_, own in places.items()}
    yield from _people(tables, "Staff", ASSIGNMENT, headers, tell, _notes_of(schools, "staff", "assigned to"))


def _fte(places: list[Place]) -> str:
    """Of several assignments the sum, where each says its share."""
    lasting = [place for place in places if not place.end] or places
    if len(lasting) == 1 or not all(place.fte for place in lasting):
        return lasting[0].fte if len(lasting) == 1 else ""
    try:
        return f"{sum(number(place.fte) for place in lasting):g}"
    except Wrong as wrong:
        raise Wrong(wrong.why, wrong.remedy, FTE) from wrong


def students(tables: Tables, order: Order) -> Iterator[Opened]:
    day = _reader_of_days(order)
    places = _places(
        (row[STUDENT] or row["Student"], Place(
            row[SCHOOL], said(row["EntryGradeLevel"]), day(row["EntryDate"]), day(row["ExitWithdrawDate"]),
            row["PrimarySchool"].casefold() in ("true", "1"),
        ))
        for row in tables.rows(ENROLMENT)
    )  # fmt: skip
    elsewhere, only = _elsewhere(tables) if tables["Student"] else {}, only_school(tables)
    told_school = _teller_of_schools(tables, ENROLMENT, order)
    columns = {"school": SCHOOL, "grade": "EntryGradeLevel", "start": "EntryDate", "end": "ExitWithdrawDate"}

    def tell(row: Row) -> list[Told]:
        id_ = row["StudentUniqueId"]
        own = places.get(id_) or [Place(elsewhere.get(id_) or only, "", "", "")]
        place = max(own, key=lambda place: place.rank)
        start = min(one.start for one in own if one.school == place.school)  # they may have been away between
        there = {"school": told_school(place), "grade": place.what, "start": start, "end": place.end}
        return [_person(row, "student", "StudentUniqueId") | there]

    notes = _notes_of(places, "students", "enrolled at")
    if elsewhere.keys() - places.keys():
        notes.append("a student without enrolment is at the school of their attendance or discipline, without a grade")
    yield from _people(tables, "Student", ENROLMENT, _named("StudentUniqueId") | columns, tell, notes)


def _teller_of_schools(tables: Tables, says_where: str, order: Order) -> Callable[[Place], str]:
    """The school of a place. Raises Wrong where there is none: not the person's own file is to be mended then."""
    remedy = f"add them to {says_where}" if tables[says_where] else f"import {says_where} together with it"
    is_filled = bool(order.choices.fill("school"))

    def school(place: Place) -> str:
        if not place.school and not is_filled:
            why = f"has no school: no record of {says_where} says where they are"
            raise Wrong(why, f"{remedy}, or give all rows one by --set school=...")
        return place.school

    return school


def _elsewhere(tables: Tables) -> dict[str, str]:
    found: dict[str, str] = {}
    for type_, (student, school) in ELSEWHERE.items():
        for row in tables.rows(type_):
            found.setdefault(row[student], row[school])
    return found


def _places(told: Iterable[tuple[str, Place]]) -> Places:
    found: Places = defaultdict(list)
    for id_, place in told:
        found[id_].append(place)
    return dict(found)


def _notes_of(places: Places, who: str, how: str) -> list[str]:
    several = sum(len({place.school for place in own}) > 1 for own in places.values())
    return [f"{who} {how} several schools: {several:,}; theirs is one that lasts, the primary or the latest"] * bool(
        several
    )


def _reader_of_days(order: Order) -> Callable[[str], str]:
    """Days that can be compared; what is no date stays as it is, for the check to refuse."""

    def day(cell: str) -> str:
        try:
            return alone(cell, order.dates).isoformat() if cell else ""
        except Wrong:
            return cell

    return day


def _named(id_: str) -> dict[str, str]:
    return {"id": id_, "name": "Name.LastSurname", "kind": "kind"}


def _person(row: Row, kind: str, id_: str) -> Told:
    name = f"{row['Name.FirstName']} {row['Name.LastSurname']}".strip()
    return {"id": row[id_], "name": name, "kind": kind}


def _people(
    tables: Tables, type_: str, completed_by: str, headers: dict[str, str], tell: Callable, notes: list[str]
) -> Iterator[Opened]:
    for table in tables[type_]:
        opened = converted(table.name, table.sheet, KINDS["people"], headers, tell)
        opened.receipt.notes += [*table.notes, *notes]
        yield opened
    for table in tables[completed_by]:
        if tables[type_]:
            yield completing(table.name, table.sheet, KINDS["people"], f"says where the people of {type_} are")
        else:
            yield lacking(table.name, KINDS["people"], type_)
