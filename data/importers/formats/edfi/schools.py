"""Schools and districts of Ed-Fi."""

from __future__ import annotations

from collections.abc import Iterator

from data.importers.catalog import KINDS
from data.importers.converted import Row, Told, converted
from data.importers.formats.edfi.records import AGENCY, ENROLMENT, SCHOOL, Tables
from data.importers.formats.together import completing
from data.importers.opened import Opened
from data.importers.order import Order


def schools(tables: Tables, _order: Order) -> Iterator[Opened]:
    """A district is no school, whoever is assigned to it: its records only name it."""
    names = {row["LocalEducationAgencyId"]: row["NameOfInstitution"] for row in tables.rows("LocalEducationAgency")}

    def school(row: Row) -> list[Told]:
        agency = row[AGENCY] or row["LocalEducationAgency"]
        return [{"id": row["SchoolId"], "name": row["NameOfInstitution"], "district": names.get(agency, agency)}]

    headers = {"id": "SchoolId", "name": "NameOfInstitution", "district": AGENCY}
    for table in tables["School"]:
        yield converted(table.name, table.sheet, KINDS["schools"], headers, school)
    for table in tables["LocalEducationAgency"]:
        yield completing(table.name, table.sheet, KINDS["schools"], "says what the districts of schools are called")


def only_school(tables: Tables) -> str:
    """The id of the one school that came along; "" where none did, or several."""
    ids = {row["SchoolId"] for row in tables.rows("School")}
    return ids.pop() if len(ids) == 1 else ""


class Organizations:
    """Which organisations are schools, as far as the files that came together say."""

    def __init__(self, tables: Tables) -> None:
        listed = {row["SchoolId"] for row in tables.rows("School")}
        self.schools = listed | {row[SCHOOL] for row in tables.rows(ENROLMENT)} if listed else set()
        self.districts = {row["LocalEducationAgencyId"] for row in tables.rows("LocalEducationAgency")}
        self.districts |= {row[AGENCY] or row["LocalEducationAgency"] for row in tables.rows("School")}

    def is_school(self, id_: str) -> bool:
        """Where no list of schools came along, whatever is not said to be a district may be one."""
        return id_ in self.schools if self.schools else id_ not in self.districts
