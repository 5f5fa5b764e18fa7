"""Orgs, users, classes and enrollments, told as schools, people, classrooms and memberships."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from data.importers.converted import Told
from data.importers.formats.oneroster.bundle import Bundle, Role
from data.importers.formats.oneroster.columns import word
from data.importers.formats.oneroster.file import Record
from data.importers.formats.oneroster.orgs import AS_SCHOOL, SCHOOL
from data.importers.problems import Wrong

SCHOOLS = {"id": "sourcedId", "name": "name", "district": "parentSourcedId"}
PEOPLE = {
    "id": "sourcedId", "name": "familyName", "kind": "role", "school": "orgSourcedIds", "role": "role",
    "department": "orgSourcedIds", "grade": "grades", "email": "email", "end": "dateLastModified",
}  # fmt: skip
CLASSROOMS = {
    "id": "sourcedId", "name": "title", "school": "schoolSourcedId", "grade": "grades", "subject": "subjects",
}  # fmt: skip
MEMBERSHIPS = {
    "person": "userSourcedId", "group": "classSourcedId", "role": "role", "start": "beginDate", "end": "endDate",
}  # fmt: skip
STAYS = "is to be deleted, but schools and classrooms stay"
NO_DATE = "is gone, but nothing says since when"
KINDERGARTEN = {"KG": "K"}  # as Staffroom writes it; 01 is 1
ADMINISTRATORS = {"administrator", "districtAdministrator", "principal", "siteAdministrator", "systemAdministrator"}


def school(record: Record, bundle: Bundle) -> Iterator[Told]:
    """A school; other orgs only say where it belongs."""
    id_ = record["sourcedId"]
    bundle.orgs.refuse_circle(id_)
    if word("orgs", "type", record["type"]) == SCHOOL:
        if record.is_gone:
            record.warn(STAYS)
        yield {"id": id_, "name": record["name"], "district": bundle.orgs.district(id_)}


def person(record: Record, bundle: Bundle) -> Iterator[Told]:
    roles, at = bundle.roles_of(record), bundle.school_of(record)
    if not roles:
        raise Wrong("is in no row of roles.csv, so that nobody knows what the user is", "add one", "sourcedId")
    end = _gone_since(record)
    if at is None:
        record.warn("belongs to no school, only to a district or the like: not taken")
        return
    kind = roles[0].kind
    yield {
        "id": record["sourcedId"],
        "name": _name(record),
        "kind": kind,
        "school": at,
        "email": record["email"],
        "end": end,
        **(_of_student(record, bundle) if kind == "student" else _of_others(record, roles[0], bundle)),
    }


def _name(record: Record) -> str:
    """As the person likes to be called."""
    given = record["preferredGivenName"] or record["givenName"]
    return f"{given} {record['preferredFamilyName'] or record['familyName']}"


def _of_student(record: Record, bundle: Bundle) -> Told:
    return {"grade": _grade(record, record.all("grades")), **bundle.groups.get(record["sourcedId"], {})}


def _of_others(record: Record, role: Role, bundle: Bundle) -> Told:
    if role.kind != "staff":
        return {}
    departments = [name for org in bundle.orgs_of(record) if (name := bundle.orgs.department(org))]
    return {"role": role.name, "department": departments[0] if departments else ""}


def _gone_since(record: Record) -> str:
    """The day since which a user is gone, "" while the user is there."""
    day = record.day("dateLastModified")
    if record.is_gone:
        return _known(day).isoformat()
    if word("users", "enabledUser", record["enabledUser"]) != "false":
        return ""
    if day is None:
        record.warn("is not enabled, and nothing says since when: taken without an end")
    return day.isoformat() if day else ""


def _known(day: date | None) -> date:
    if day is None:
        raise Wrong(NO_DATE, "fill it in, or leave the row out", "dateLastModified")
    return day


def _grade(record: Record, grades: list[str]) -> str:
    """As Staffroom writes grades; "" where there are several: nobody says which counts."""
    if len(grades) > 1:
        record.warn("has several grades: left blank")
    if len(grades) != 1:
        return ""
    (grade,) = grades
    return KINDERGARTEN.get(grade.upper()) or (grade.lstrip("0") if grade.isdigit() else grade)


def classroom(record: Record, bundle: Bundle) -> Iterator[Told]:
    """A class; what it leaves blank its course may tell."""
    if record.is_gone:
        record.warn(STAYS)
    course = bundle.courses.get(record["courseSourcedId"])
    subjects = record.all("subjects") or (course.subjects if course else [])
    yield {
        "id": record["sourcedId"],
        "name": record["title"],
        "school": _school_of_class(record, bundle),
        "grade": _grade(record, record.all("grades") or (course.grades if course else [])),
        "subject": ", ".join(subjects),
    }


def _school_of_class(record: Record, bundle: Bundle) -> str:
    org = record["schoolSourcedId"]
    found = bundle.orgs.school(org)
    if found is None:
        raise Wrong("is neither a school nor in one", "name the org that is the school", "schoolSourcedId")
    if bundle.orgs.is_department(org):
        record.warn(AS_SCHOOL)
    return found


def membership(record: Record, bundle: Bundle) -> Iterator[Told]:
    user, role = record["userSourcedId"], word("enrollments", "role", record["role"])
    if user in bundle.unplaced:
        raise Wrong("is a user of no school, who is not taken in", "give the user the org of a school", "userSourcedId")
    if bundle.orgs.is_department(record["schoolSourcedId"]):
        record.warn(AS_SCHOOL)
    _compare(record, role, bundle.role_names.get(user, frozenset()))
    start, end = _begin(record, bundle), record.day("endDate")
    if start and end and end == start:
        record.warn("ends on the day it begins, before which it ends: not taken")
        return
    if start and end and end < start:
        raise Wrong("is before beginDate", "correct one of the two dates", "endDate")
    last = end - timedelta(days=1) if end else None  # OneRoster names the first day after it
    yield {
        "person": user,
        "group": record["classSourcedId"],
        "role": role,
        "start": start.isoformat() if start else "",
        "end": _last_day(record, start, last),
    }


def _compare(record: Record, role: str, own: frozenset[str]) -> None:
    """Somebody may be one thing at school and another in a class: it happens, and is told."""
    if own and role not in own and not (role == "administrator" and own & ADMINISTRATORS):
        record.warn("has another role than its user")


def _begin(record: Record, bundle: Bundle) -> date | None:
    """Its first day, or that of the class."""
    start = record.day("beginDate") or bundle.first_days.get(record["classSourcedId"])
    if start is None:
        record.warn("has no beginDate, nor has its class a term here: taken without a start")
    return start


def _last_day(record: Record, start: date | None, last: date | None) -> str:
    """When it is deleted, the day of that, unless it was over before; never before it began."""
    if record.is_gone:
        since = _known(record.day("dateLastModified"))
        last = min(last, since) if last else since
        if start and last < start:
            record.warn("is deleted before it began: taken with its first day alone")
            last = start
    return last.isoformat() if last else ""
