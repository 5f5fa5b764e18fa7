"""What is read of Ed-Fi: types of records and their elements, in CSV files and in the interchanges alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from data.importers.converted import Row, passed_over
from data.importers.formats.edfi.interchange import Record, records
from data.importers.formats.together import looked_up
from data.importers.no_table import is_spreadsheet_of_2003
from data.importers.opened import Opened
from data.importers.parcel import Item
from data.importers.problems import FileRefused
from data.importers.receipt import FileReceipt
from data.importers.sheet import ROWS_AT_ONCE, Chunk, Sheet

STUDENT, SCHOOL = "Student.StudentStudentUniqueId", "School.SchoolSchoolId"
STAFF = "Staff.StaffStaffUniqueId"
ORGANIZATION = "EducationOrganization.EducationOrganizationEducationOrganizationId"
AGENCY = "LocalEducationAgency.LocalEducationAgencyLocalEducationAgencyId"
ENROLMENT = "StudentSchoolAssociation"
CATEGORY = "AttendanceEvent.AttendanceEventCategory"
INCIDENT = "DisciplineIncident.DisciplineIncident"
OFFENCE = "StudentDisciplineIncidentBehaviorAssociation.StudentDisciplineIncidentBehaviorAssociation"
MOST_NAMED = 5  # types of records that a note lists
XML = re.compile(r"\s*<(\?xml|!--|!DOCTYPE\s+(?!(?i:html))|([\w.-]+:)?Interchange)")


@dataclass(frozen=True)
class Type:
    """A type of record: the columns by which a CSV file is known, others that are read, and what identifies one."""

    columns: tuple[str, ...]
    others: tuple[str, ...] = ()
    key: tuple[str, ...] = ()


TYPES = {
    "School": Type(("SchoolId", "NameOfInstitution"), (AGENCY, "LocalEducationAgency"), ("SchoolId",)),
    "LocalEducationAgency": Type(("LocalEducationAgencyId", "NameOfInstitution"), (), ("LocalEducationAgencyId",)),
    "Staff": Type(
        ("StaffUniqueId", "Name.FirstName", "Name.LastSurname"),
        ("ElectronicMail.ElectronicMailAddress",),
        ("StaffUniqueId",),
    ),
    "StaffEducationOrganizationAssignmentAssociation": Type(
        (STAFF, ORGANIZATION, "StaffClassification"),
        ("Staff", "BeginDate", "EndDate", "FullTimeEquivalency"),
    ),
    "Student": Type(("StudentUniqueId", "Name.FirstName", "Name.LastSurname"), (), ("StudentUniqueId",)),
    ENROLMENT: Type(
        (STUDENT, SCHOOL, "EntryDate"),
        ("Student", "EntryGradeLevel", "PrimarySchool", "ExitWithdrawDate"),
    ),
    "StudentSchoolAttendanceEvent": Type(
        ("AttendanceEvent.EventDate", CATEGORY, STUDENT),
        ("SchoolAttendanceDuration", SCHOOL),
    ),
    "DisciplineIncident": Type(
        ("IncidentIdentifier", "IncidentDate", SCHOOL),
        ("IncidentTime", "IncidentLocation", "Behavior.Behavior", "ReportedToLawEnforcement"),
        (SCHOOL, "IncidentIdentifier"),
    ),
    "StudentDisciplineIncidentBehaviorAssociation": Type(
        (STUDENT, "Behavior", "DisciplineIncidentParticipationCode"),
        ("DisciplineIncident", f"{INCIDENT}IncidentIdentifier", f"{INCIDENT}{SCHOOL}"),
    ),
    "DisciplineAction": Type(
        ("DisciplineActionIdentifier", "DisciplineDate", STUDENT),
        (
            "ResponsibilitySchool.SchoolSchoolId",
            f"{OFFENCE}{STUDENT}",
            f"{OFFENCE}{INCIDENT}IncidentIdentifier",
            f"{OFFENCE}{INCIDENT}{SCHOOL}",
        ),
    ),
}


def type_of(header: Sequence[str]) -> str | None:
    """The type of the records of a CSV file."""
    here = set(header)
    return next((name for name, type_ in TYPES.items() if here.issuperset(type_.columns)), None)


def is_xml(item: Item) -> bool:
    """Whether it begins as an interchange may: what it is instead is said when it is read."""
    encoding = "utf-16" if item.start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return bool(XML.match(item.start.decode(encoding, "ignore"))) and not is_spreadsheet_of_2003(item.start)


def said(cell: str) -> str:
    """The word of a descriptor: "Tardy" of "uri://ed-fi.org/AttendanceEventCategoryDescriptor#Tardy"."""
    return cell.rpartition("#")[2].strip()


def key(*cells: str) -> str:
    """One id of several cells: schools number their incidents each for itself."""
    return "-".join(cells) if all(cells) else ""


@dataclass(frozen=True)
class Table:
    """The records of one type in one file."""

    name: str
    sheet: Sheet
    notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[Row]:
        return looked_up(self.sheet)


@dataclass
class Tables:
    """The records of a parcel, type by type; ``others`` are files, or the rest of some, that are of no use."""

    by_type: dict[str, list[Table]] = field(default_factory=dict)
    others: list[Opened] = field(default_factory=list)

    @classmethod
    def of(cls, items: Sequence[Item]) -> Tables:
        tables = cls()
        for item in items:
            name = type_of(item.header) if not is_xml(item) else None
            if name:
                tables._add(name, Table(item.name, item.sheet()))
            else:
                tables._add_interchange(item)
        return tables

    def __getitem__(self, type_: str) -> list[Table]:
        return self.by_type.get(type_, [])

    def rows(self, type_: str) -> Iterator[Row]:
        return (row for table in self[type_] for row in table.rows())

    def _add(self, type_: str, table: Table) -> None:
        self.by_type.setdefault(type_, []).append(table)

    def _add_interchange(self, item: Item) -> None:
        try:
            file = Interchange(item)
        except FileRefused as refused:
            self.others.append(Opened.refused(item.name, refused.problem))
            return
        for type_ in TYPES:
            if type_ in file.counts:
                self._add(type_, Table(item.name, file.sheet(type_), file.notes))
        if file.counts.keys() - TYPES.keys() or not file.counts:
            self.others.append(_of_no_use(item.name, {t: n for t, n in file.counts.items() if t not in TYPES}))


def _of_no_use(name: str, counts: dict[str, int]) -> Opened:
    """Records that are counted and left: nothing of them is wrong."""
    named = ", ".join(sorted(counts)[:MOST_NAMED]) + (" and others" if len(counts) > MOST_NAMED else "")
    number = sum(counts.values())
    note = passed_over(number, f"its records {named}") if counts else "it has no records"
    return Opened(FileReceipt(name, read=number, unchanged=number, notes=[note]))


class Interchange:
    """An XML file, looked through once: what it holds, and the ids by which its records refer to each other.

    Raises FileRefused.
    """

    def __init__(self, item: Item) -> None:
        if item.layout.header_row or item.layout.sheet:
            raise FileRefused("is XML and has neither header nor sheets", "leave --header-row and --sheet out")
        self.path = item.path
        self.counts: Counter[str] = Counter()
        self.ids: dict[str, str] = {}
        self.by_number, before = False, 0
        for record in records(self.path):
            self.counts[record.type] += 1
            self.by_number |= record.line == before
            before = record.line
            if record.id and record.type in TYPES and TYPES[record.type].key:
                self.ids[record.id] = key(*(record.values.get(column, "") for column in TYPES[record.type].key))

    @property
    def notes(self) -> tuple[str, ...]:
        """Where records share lines, as in a file without line breaks, a line would tell nobody where to look."""
        return ("several of its records stand on one line: lines are counted by records",) if self.by_number else ()

    def sheet(self, type_: str) -> Sheet:
        header = (*TYPES[type_].columns, *TYPES[type_].others)
        return Sheet(header, lambda: self._chunks(type_, header))

    def _chunks(self, type_: str, header: tuple[str, ...]) -> Iterator[Chunk]:
        numbered = enumerate(records(self.path), 1)
        own = ((number if self.by_number else one.line, one) for number, one in numbered if one.type == type_)
        while some := list(islice(own, ROWS_AT_ONCE)):
            yield Chunk([line for line, _ in some], [self._row(record, header) for _, record in some])

    def _row(self, record: Record, header: tuple[str, ...]) -> list[str]:
        return [record.values.get(name) or self.ids.get(record.refs.get(name, ""), "") for name in header]
