"""Schools and districts of Ed-Fi."""

from __future__ import annotations

from collections.abc import Iterator

from data.importers.catalog import KINDS
from data.importers.converted import Row, Told, converted
from data.importers.formats.edfi.records import AGENCY, ORGANIZATION, Tables
from data.importers.opened import Opened
from data.importers.order import Order


def schools(tables: Tables, _order: Order) -> Iterator[Opened]:
    """A district is a school, too, where staff are assigned to it: they have to be somewhere."""
    names = {row["LocalEducationAgencyId"]: row["NameOfInstitution"] for row in tables.rows("LocalEducationAgency")}
    staffed = {row[ORGANIZATION] for row in tables.rows("StaffEducationOrganizationAssignmentAssociation")}

    def school(row: Row) -> list[Told]:
        agency = row[AGENCY] or row["LocalEducationAgency"]
        return [{"id": row["SchoolId"], "name": row["NameOfInstitution"], "district": names.get(agency, agency)}]

    def district(row: Row) -> list[Told]:
        id_ = row["LocalEducationAgencyId"]
        return [{"id": id_, "name": row["NameOfInstitution"]}] if id_ in staffed else []

    name = {"name": "NameOfInstitution"}
    for table in tables["School"]:
        headers = {"id": "SchoolId", **name, "district": AGENCY}
        yield converted(table.name, table.sheet, KINDS["schools"], headers, school)
    for table in tables["LocalEducationAgency"]:
        headers = {"id": "LocalEducationAgencyId", **name}
        yield converted(table.name, table.sheet, KINDS["schools"], headers, district)


def only_school(tables: Tables) -> str:
    """The id of the one school that came along; "" where none did, or several."""
    ids = {row["SchoolId"] for row in tables.rows("School")}
    return ids.pop() if len(ids) == 1 else ""
