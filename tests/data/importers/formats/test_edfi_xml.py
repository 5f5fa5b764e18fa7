"""Ed-Fi's bulk XML: what an interchange becomes, and what XML can be made to do to whoever reads it."""

import datetime
import tracemalloc

import pytest

from data.importers.formats.edfi import interchange
from tests.data.importers.desk import Desk
from tests.data.importers.formats.together import (
    assert_nowhere,
    notes,
    problems,
    receipts,
    remedies,
    take,
    unchanged_when_taken_again,
    whole,
)

NAMESPACE = "http://ed-fi.org/5.2.0"
URI = "uri://ed-fi.org/Some"


def document(name: str, *records: str) -> str:
    """An interchange with a record on each line from the second on."""
    return "\n".join([f'<Interchange{name} xmlns="{NAMESPACE}">', *records, f"</Interchange{name}>"])


def student(id_: str) -> str:
    return (
        f'<Student id="S{id_}"><StudentUniqueId>{id_}</StudentUniqueId><Name><FirstName>Eve</FirstName>'
        f"<LastSurname>Dyer</LastSurname></Name></Student>"
    )


def reference(name: str, element: str, id_: str) -> str:
    short = name.removesuffix("Reference")
    return f"<{name}><{short}Identity><{element}>{id_}</{element}></{short}Identity></{name}>"


OF_STUDENT, OF_SCHOOL = (
    reference("StudentReference", "StudentUniqueId", "007"),
    reference("SchoolReference", "SchoolId", "1"),
)


def event(day: str, category: str) -> str:
    told = f"<EventDate>{day}</EventDate><AttendanceEventCategory>{URI}#{category}</AttendanceEventCategory>"
    return (
        f"<StudentSchoolAttendanceEvent><AttendanceEvent>{told}</AttendanceEvent>{OF_STUDENT}{OF_SCHOOL}"
        "</StudentSchoolAttendanceEvent>"
    )


DISTRICT = (
    "<LocalEducationAgency><NameOfInstitution>Hills</NameOfInstitution><LocalEducationAgencyId>9"
    "</LocalEducationAgencyId></LocalEducationAgency>"
)
AGENCY = reference("LocalEducationAgencyReference", "LocalEducationAgencyId", "9")
FILES = {
    "EducationOrganization.xml": document(
        "EducationOrganization",
        DISTRICT,
        f"<School><NameOfInstitution>Oak &amp; Elm</NameOfInstitution><SchoolId>1</SchoolId>{AGENCY}</School>",
    ),
    "Student.xml": document("Student", student("007")),
    "StudentEnrollment.xml": document(
        "StudentEnrollment",
        f"<StudentSchoolAssociation>{OF_STUDENT}{OF_SCHOOL}<EntryDate>2022-08-20</EntryDate>"
        f"<EntryGradeLevel>{URI}#Ninth grade</EntryGradeLevel></StudentSchoolAssociation>",
        "<GraduationPlan/>",
    ),
    "StaffAssociation.xml": document(
        "StaffAssociation",
        '<Staff id="A"><StaffUniqueId>t1</StaffUniqueId><Name><FirstName>Ada</FirstName>'
        "<LastSurname>Byron</LastSurname></Name><LoginId>S3cret!x</LoginId></Staff>",
        '<StaffEducationOrganizationAssignmentAssociation><StaffReference ref="A"/>'
        + reference("EducationOrganizationReference", "EducationOrganizationId", "9")
        + f"<StaffClassification>{URI}#Superintendent</StaffClassification><BeginDate>2020-01-01</BeginDate>"
        "</StaffEducationOrganizationAssignmentAssociation>",
        '<StaffEducationOrganizationAssignmentAssociation><StaffReference ref="A"/>'
        + reference("EducationOrganizationReference", "EducationOrganizationId", "1")
        + f"<StaffClassification>{URI}#Teacher</StaffClassification><BeginDate>2019-01-01</BeginDate>"
        "</StaffEducationOrganizationAssignmentAssociation>",
    ),
    "StudentAttendance.xml": document(
        "StudentAttendance", event("2022-09-01", "Tardy"), event("2022-09-02", "Unexcused Absence")
    ),
    "StudentDiscipline.xml": document(
        "StudentDiscipline",
        f'<DisciplineIncident id="D"><IncidentIdentifier>10</IncidentIdentifier><IncidentDate>2022-10-18</IncidentDate>'
        f"{OF_SCHOOL}</DisciplineIncident>",
        f'<StudentDisciplineIncidentBehaviorAssociation>{OF_STUDENT}<DisciplineIncidentReference ref="D"/>'
        f"<Behavior>{URI}#Other</Behavior></StudentDisciplineIncidentBehaviorAssociation>",
    ),
}


def test_interchanges_become_people_attendance_and_incidents(desk: Desk):
    outcome = take(desk, FILES)
    whole(outcome)
    assert desk.rows("schools", "id", "name", "district") == [("1", "Oak & Elm", "Hills")]
    assert desk.rows("people", "id", "name", "school", "grade", "role", "start") == [
        ("007", "Eve Dyer", "1", "Ninth grade", None, datetime.date(2022, 8, 20)),
        ("t1", "Ada Byron", "1", None, "Teacher", datetime.date(2019, 1, 1)),
    ]
    assert [row[1] for row in desk.rows("attendance", "date", "status")] == ["tardy", "unexcused"]
    assert desk.rows("incidents", "id", "kind", "person") == [("1-10", "Other", "007")]
    assert "1 row was passed over: we have no use for its records GraduationPlan" in notes(outcome)
    assert_nowhere(desk, outcome, "S3cret!x")
    unchanged_when_taken_again(desk, *(desk.folder / name for name in FILES))


def test_a_record_that_cannot_be_taken_is_told_with_its_line(desk: Desk):
    attendance = document("StudentAttendance", event("2022-09-01", "Tardy"), "", event("2022-09-31", "Tardy"))
    outcome = take(desk, FILES | {"StudentAttendance.xml": attendance})
    assert problems(outcome) == [
        ("StudentAttendance.xml", 4, "AttendanceEvent.EventDate", "2022-09-31", "is not a day of the calendar")
    ]


def test_a_file_without_line_breaks_counts_records(desk: Desk):
    days = [event(f"2022-{month:02}-{day:02}", "Tardy") for month in range(1, 13) for day in range(1, 29)]
    many = [event(f"{year}-01-01", "Tardy") for year in range(1950, 2010)] * 15  # more than a line may bring
    records = [*days, *many, event("2022-13-01", "Tardy")]
    flat = document("StudentAttendance", *records).replace("\n", "")
    outcome = take(desk, FILES | {"StudentAttendance.xml": flat}, "--keep-good-rows")
    assert problems(outcome)[0][:2] == ("StudentAttendance.xml", len(records))
    assert receipts(outcome)["StudentAttendance.xml"] == (len(records), 336 + 60, 0, 14 * 60, 1)
    assert "several of its records stand on one line: lines are counted by records" in notes(outcome)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_that_xml_may_have(desk: Desk, encoding: str):
    whole(take(desk, {"Student.xml": document("Student", student("7")).encode(encoding)}, "--set", "school=1"))
    assert desk.rows("people", "id") == [("7",)]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BODY = document("Student", "<Student><StudentUniqueId>&{};</StudentUniqueId></Student>")
DTD = "has a DTD, which no interchange needs and which can harm the machine that reads it"
BROKEN = "is not well-formed XML"
FOREIGN = "is XML, but no interchange of Ed-Fi"
ATTACKS = {
    "an external entity": ('<!DOCTYPE x [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>' + BODY.format("a"), 2, DTD),
    "an external DTD": ('\n<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + BODY.format("amp"), 3, DTD),
    "a billion laughs": (f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>' + BODY.format("l9"), 2, DTD),
    "one long entity": (f'<!DOCTYPE x [<!ENTITY a "{"x" * 10_000}">]>' + BODY.format("a"), 2, DTD),
    "an entity nobody declared": (BODY.format("a"), 3, BROKEN),
    "a tag that is not closed": (document("Student", "<Student><Name></Student>"), 3, BROKEN),
    "an end too early": (document("Student", student("7")).rpartition("<")[0], 4, BROKEN),
    "two roots": (document("Student") + document("Student"), 3, BROKEN),
    "another root": (f'<Students xmlns="{NAMESPACE}"/>', 2, FOREIGN),
    "another namespace": (BODY.format("amp").replace(NAMESPACE, "http://example.org"), 2, FOREIGN),
    "no namespace": ("<InterchangeStudent/>", 2, FOREIGN),
    "a page of the web": ("<html><body>Sign in</body></html>", 2, FOREIGN),
    "depth": (document("Student", "<a>" * 5_000), 3, "has more than 32 elements inside each other"),
    "many elements": (
        document("Student", "<a>" + "<b/>\n" * 20_000), 10_002,
        "has a record of more than 10,000 elements",
    ),
    "a long text": (
        document("Student", f"<Student><a>{'x' * 1_000_001}</a></Student>"), 3,
        "has a record of more than 1,000,000 characters",
    ),
    "a long attribute": (
        document("Student", f'<Student a="{"x" * 3_000_000}"/>'), 3,
        "has a tag or comment of more than 1,048,576 bytes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_xml_that_means_harm_is_refused_with_its_line(desk: Desk, name: str):
    text, line, why = ATTACKS[name]
    outcome = take(desk, {"Student.xml": '<?xml version="1.0"?>\n' + text}, "--set", "school=1")
    assert (outcome.code, outcome.counts) == (1, (0,) * 5)
    assert problems(outcome) == [("Student.xml", line, None, None, why)]
    assert remedies(outcome)[0]


@pytest.mark.parametrize("encoding", ["utf-7", "rot13", "no-such"])
def test_an_encoding_that_is_not_read(desk: Desk, encoding: str):
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + document("Student", student("7"))
    assert problems(take(desk, {"Student.xml": text}))[0][4] == "is XML in an encoding that cannot be read"


def test_layout_of_tables_is_not_for_xml(desk: Desk):
    outcome = take(desk, {"Student.xml": document("Student", student("7"))}, "--header-row", "2")
    assert remedies(outcome) == ["leave --header-row and --sheet out"]


def test_a_long_interchange_is_not_held_in_memory(desk: Desk):
    path = desk.file("Student.xml", document("Student", *(student(str(number)) for number in range(20_000))))
    tracemalloc.start()
    assert sum(1 for _ in interchange.records(path)) == 20_000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2_000_000 < path.stat().st_size
