"""Version 1: School, Section, Student, Teacher, StudentEnrollment, TeacherRoster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from data.importers.catalog import KINDS
from data.importers.converted import Row, Told, converted
from data.importers.formats.sds.tables import Table, Tables
from data.importers.formats.sds.terms import Terms, whole
from data.importers.opened import Opened
from data.importers.order import Order
from data.importers.problems import Wrong

TERM = ("Term StartDate", "Term EndDate")
NAMELESS = "it has no names: usernames stand in their place"


def schools(tables: Tables, _order: Order) -> Iterator[Opened]:
    for table in tables["School"]:
        headers = table.headers(id="SIS ID", name="Name")
        yield converted(
            table.item.name, table.sheet, KINDS["schools"], headers,
            lambda row: [{"id": row["SIS ID"], "name": row["Name"]}],
        )  # fmt: skip


def sections(tables: Tables, order: Order) -> Iterator[Opened]:
    for table in tables["Section"]:
        terms = _terms(table, order)
        headers = table.headers(id="SIS ID", name="Section Name", school="School SIS ID", subject="Course Subject")
        opened = converted(table.item.name, table.sheet, KINDS["classrooms"], headers, partial(_section, terms))
        opened.receipt.notes += [terms.note] if terms.note else []
        yield opened


def _section(terms: Terms, row: Row) -> list[Told]:
    _must_be_active(row)
    terms.term(row)
    named = {"id": row["SIS ID"], "name": row["Section Name"], "school": row["School SIS ID"]}
    return [named | {"subject": row["Course Subject"]}]


def _terms(table: Table, order: Order) -> Terms:
    """The format is American; in Britain only the cells can say which number is the month."""
    return Terms(TERM, order.dates, None if table.is_british else "mdy", table.rows())


def people(tables: Tables, order: Order) -> Iterator[Opened]:
    for name, kind in (("Student", "student"), ("Teacher", "staff")):
        for table in tables[name]:
            named = bool({"First Name", "Last Name"} & table.own.keys())
            columns = {"id": "SIS ID", "name": "First Name" if named else "Username", "school": "School SIS ID"}
            headers = table.headers(**columns, email="Username", grade="Grade") | {"kind": "kind", "role": "role"}
            tell = partial(_person, kind, named)
            opened = converted(table.item.name, table.sheet, KINDS["people"], headers, tell)
            opened.receipt.notes += [] if named else [NAMELESS]
            yield opened


def _person(kind: str, named: bool, row: Row) -> list[Told]:
    _must_be_active(row)
    return [
        {
            "id": row["SIS ID"],
            "name": f"{row['First Name']} {row['Last Name']}".strip() if named else row["Username"],
            "kind": kind,
            "school": row["School SIS ID"],
            "role": "Teacher" if kind == "staff" else "",
            "grade": row["Grade"] if kind == "student" else "",
            "email": address(row["Username"], row["Secondary Email"]),
        }
    ]


def address(*cells: str) -> str:
    """The first that is one: usernames often are, and often are not."""
    return next((cell for cell in cells if "@" in cell), "")


def _must_be_active(row: Row) -> None:
    """Somebody who is not would count as being here today."""
    if row["Status"].casefold() not in ("", "active"):
        remedy = "export what is active only, or import the other rows by --keep-good-rows"
        raise Wrong("is not active, and nothing says since when", remedy, "Status")


def rosters(tables: Tables, order: Order) -> Iterator[Opened]:
    terms = {
        row["SIS ID"]: read.known(row)
        for table in tables["Section"]
        for read in [_terms(table, order)]
        for row in table.rows()
    }
    for name, role in (("StudentEnrollment", "student"), ("TeacherRoster", "teacher")):
        for table in tables[name]:
            headers = table.headers(person="SIS ID", group="Section SIS ID", role="role", start=TERM[0], end=TERM[1])

            def tell(row: Row, role: str = role) -> list[Told]:
                start, end = whole([terms.get(row["Section SIS ID"], ("", ""))])
                return [
                    {"person": row["SIS ID"], "group": row["Section SIS ID"], "role": role, "start": start, "end": end}
                ]

            yield converted(table.item.name, table.sheet, KINDS["memberships"], headers, tell)


READERS: tuple[Callable[[Tables, Order], Iterator[Opened]], ...] = (schools, sections, people, rosters)
