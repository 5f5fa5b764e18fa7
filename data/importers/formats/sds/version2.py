"""Version 2 and 2.1: orgs, users, classes, enrollments; in 2.1 roles, sessions and more beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from data.importers.catalog import KINDS
from data.importers.converted import Row, Told, converted
from data.importers.formats.sds.orgs import Orgs
from data.importers.formats.sds.orgs import own_role as role_of
from data.importers.formats.sds.orgs import roles as roles_of
from data.importers.formats.sds.people import Users
from data.importers.formats.sds.tables import Table, Tables
from data.importers.formats.sds.terms import Term, Terms, whole
from data.importers.formats.sds.version1 import NAMELESS
from data.importers.formats.together import completing, lacking
from data.importers.opened import Opened
from data.importers.order import Order
from data.importers.problems import Problem

TERM = ("startDate", "endDate")
# What only completes others: file -> the one it completes, its kind, and what is taken from it.
COMPLETING = {
    "roles": ("users", "people", "says where and what the people of users are"),
    "relationships": ("users", "people", "says whose family the people of users are"),
    "demographics": (
        "users",
        "people",
        "sex and ethnicity are groups to compare students by; the rest is not kept",
    ),
    "courses": ("classes", "classrooms", "says the subjects and grades of classes"),
    "academicSessions": ("enrollments", "memberships", "says when classes begin and end"),
}


def schools(tables: Tables, _order: Order) -> Iterator[Opened]:
    """Schools are what is called so, and whatever else somebody or some class is at: a college, a ministry."""
    orgs = Orgs(tables.rows("orgs"))
    at = {orgs.school(org) for org in _mentioned(tables)}
    for table in tables["orgs"]:
        headers = table.headers(id="sourcedId", name="name", district="parentSourcedId")
        yield converted(table.item.name, table.sheet, KINDS["schools"], headers, partial(_school, orgs, at))


def _mentioned(tables: Tables) -> set[str]:
    people = {role.org for role in roles_of(tables.rows("roles")).values()}
    people |= {role_of(row).org for row in tables.rows("users")}
    return people | {row["orgSourcedId"] for row in tables.rows("classes")}


def _school(orgs: Orgs, at: set[str], row: Row) -> list[Told]:
    id_ = row["sourcedId"]
    if id_ and id_ not in at and row["type"].casefold() != "school":
        return []
    return [{"id": id_, "name": row["name"], "district": orgs.district(id_)}]


def people(tables: Tables, order: Order) -> Iterator[Opened]:
    users = Users(tables)
    for table in tables["users"]:
        if not (tables["roles"] or "role" in table.own or order.choices.fill("kind")):
            yield _without_roles(table)
            continue
        opened = converted(table.item.name, table.sheet, KINDS["people"], users.headers(table), users.person)
        opened.receipt.notes += [] if users.named else [NAMELESS]
        yield opened


def _without_roles(table: Table) -> Opened:
    remedy = "import it with roles.csv, or say it of all by --set kind=student --set school=..."
    problem = Problem(None, None, None, "does not say who is a student, nor where, without roles.csv", remedy)
    return Opened.refused(table.item.name, problem, "people")


def classes(tables: Tables, _order: Order) -> Iterator[Opened]:
    orgs = Orgs(tables.rows("orgs"))
    courses = {row["sourcedId"]: (row["subject"], row["grade"]) for row in tables.rows("courses")}

    def tell(row: Row) -> list[Told]:
        subject, grade = courses.get(row["courseSourcedId"], ("", ""))
        named = {"id": row["sourcedId"], "name": row["title"], "school": orgs.school(row["orgSourcedId"])}
        return [named | {"subject": subject, "grade": grade}]

    for table in tables["classes"]:
        columns = {"id": "sourcedId", "name": "title", "school": "orgSourcedId"}
        headers = table.headers(**columns, subject="courseSourcedId") | {"grade": "grade of the course"}
        yield converted(table.item.name, table.sheet, KINDS["classrooms"], headers, tell)


def enrollments(tables: Tables, order: Order) -> Iterator[Opened]:
    terms = _terms_of_classes(tables, order)

    def tell(row: Row) -> list[Told]:
        start, end = whole(terms.get(row["classSourcedId"], ()))
        said = {"person": row["userSourcedId"], "group": row["classSourcedId"], "role": row["role"].casefold()}
        return [said | {"start": start, "end": end}]

    for table in tables["enrollments"]:
        columns = {"person": "userSourcedId", "group": "classSourcedId", "role": "role"}
        headers = table.headers(**columns, start=TERM[0], end=TERM[1])
        yield converted(table.item.name, table.sheet, KINDS["memberships"], headers, tell)


def _terms_of_classes(tables: Tables, order: Order) -> dict[str, list[Term | None]]:
    sessions = {
        row["sourcedId"]: read.known(row)
        for table in tables["academicSessions"]
        for read in [_terms(table, order)]
        for row in table.rows()
    }
    return {
        row["sourcedId"]: [sessions[one] for one in _listed(row["sessionSourcedIds"]) if one in sessions]
        for row in tables.rows("classes")
    }


def _terms(table: Table, order: Order) -> Terms:
    return Terms(TERM, order.dates, None, table.rows())


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


def completing_ones(tables: Tables, order: Order) -> Iterator[Opened]:
    for name, (whom, kind, note) in COMPLETING.items():
        for table in tables[name]:
            if not tables[whom]:
                yield lacking(table.item.name, KINDS[kind], f"{whom}.csv")
            elif name == "academicSessions":
                yield _sessions(table, order, note)
            else:
                yield completing(table.item.name, table.sheet, KINDS[kind], note)


def _sessions(table: Table, order: Order, note: str) -> Opened:
    """A session whose dates cannot be read is told where it stands."""
    terms = _terms(table, order)

    def tell(row: Row) -> list[Told]:
        terms.term(row)
        return []

    opened = converted(table.item.name, table.sheet, KINDS["memberships"], {}, tell)
    opened.receipt.notes += [note] + ([terms.note] if terms.note else [])
    return opened


def flags(tables: Tables, _order: Order) -> Iterator[Opened]:
    """Who has support or a disability is not kept: a list of such flags is no group to compare, and the less often
    it is written down the better."""
    for table in tables["userFlags"]:
        note = "who has which support is not kept: give a column group.<name> to people where a group is to be compared"
        yield completing(table.item.name, table.sheet, KINDS["people"], note)


READERS: tuple[Callable[[Tables, Order], Iterator[Opened]], ...] = (
    schools,
    people,
    classes,
    enrollments,
    completing_ones,
    flags,
)
