"""Ed-Fi as CSV and as XML: the same records must become the same rows; then the sample district, Grand Bend."""

import datetime

import pytest

from data.importers.preview import on_page
from tests.data.importers.desk import SAMPLES, Desk
from tests.data.importers.formats.together import (
    notes,
    problems,
    receipts,
    remedies,
    take,
    unchanged_when_taken_again,
    whole,
)

GRAND_BEND = SAMPLES / "edfi-grandbend"
samples = pytest.mark.skipif(not GRAND_BEND.is_dir(), reason="the sample files are not beside this repository")

STUDENT, SCHOOL = "Student.StudentStudentUniqueId", "School.SchoolSchoolId"
ORGANIZATION = "EducationOrganization.EducationOrganizationEducationOrganizationId"
ASSIGNED = f"Staff.StaffStaffUniqueId,{ORGANIZATION},StaffClassification,BeginDate,EndDate,FullTimeEquivalency\n"
EVENT = (
    f"AttendanceEvent.EventDate,AttendanceEvent.AttendanceEventCategory,{STUDENT},{SCHOOL},SchoolAttendanceDuration\n"
)
OFFENCE = "StudentDisciplineIncidentBehaviorAssociation.StudentDisciplineIncidentBehaviorAssociation"
INCIDENT = "DisciplineIncident.DisciplineIncident"
URI = "uri://ed-fi.org/Some"

CSV = {
    "School.csv": "SchoolId,NameOfInstitution\n1,Oak\n2,Elm\n",
    "Staff.csv": "StaffUniqueId,Name.FirstName,Name.LastSurname,ElectronicMail.ElectronicMailAddress,Sex\n"
    "t1,Ada,Byron,ada@oak.example,x\nt2,Ben,Cole,,x\n",
    "Assignments.csv": ASSIGNED + f"t1,1,{URI}#Counselor,2020-08-01,,0.5\nt1,2,{URI}#Counselor,2019-08-01,,0.4\n"
    f"t2,2,{URI}#Teacher,2018-08-01,2019-06-30,1\nt2,1,{URI}#Principal,2019-08-01,,1\n",
    "Student.csv": "StudentUniqueId,Name.FirstName,Name.LastSurname,BirthData.BirthDate\n"
    "007,Eve,Dyer,2010-01-01\n8,Fay,Woods,2010-01-01\n",
    "Enrolment.csv": f"{STUDENT},{SCHOOL},EntryDate,EntryGradeLevel,PrimarySchool,ExitWithdrawDate\n"
    f"007,2,2021-08-20,{URI}#Eighth grade,,2022-06-01\n007,1,2022-08-20,{URI}#Ninth grade,true,\n"
    f"8,2,2022-08-20,{URI}#Ninth grade,,\n",
    "Events.csv": EVENT + f"2022-09-01,{URI}#Tardy,007,1,12\n2022-09-02,{URI}#Excused Absence,007,1,\n"
    f"2022-09-02,{URI}#In Attendance,8,2,400\n",
    "Incidents.csv": f"IncidentIdentifier,IncidentDate,{SCHOOL},IncidentTime,IncidentLocation,Behavior.Behavior,"
    f"ReportedToLawEnforcement\n10,2022-10-18,1,09:00:00,{URI}#Parking lot,{URI}#School Violation,false\n"
    f"10,2022-10-19,2,,,{URI}#State Offense,false\n11,2022-10-20,1,,,{URI}#Other,false\n",
    "Actions.csv": f"DisciplineActionIdentifier,DisciplineDate,{STUDENT},ResponsibilitySchool.SchoolSchoolId,"
    f"{OFFENCE}{STUDENT},{OFFENCE}{INCIDENT}IncidentIdentifier,{OFFENCE}{INCIDENT}{SCHOOL}\n"
    "a,2022-10-20,007,1,007,10,1\n",
}
STAFF_ROWS = [("t1", "Ada Byron", "staff", "1", "Counselor", 0.9), ("t2", "Ben Cole", "staff", "1", "Principal", 1.0)]
STUDENT_ROWS = [("007", "1", "Ninth grade"), ("8", "2", "Ninth grade")]
ATTENDANCE_ROWS = [
    ("007", datetime.date(2022, 9, 1), "tardy", 12),
    ("007", datetime.date(2022, 9, 2), "excused", None),
    ("8", datetime.date(2022, 9, 2), "present", None),
]
INCIDENT_ROWS = [
    ("1-10", "School Violation", "007", True, "Parking lot", "09:00:00"),
    ("1-11", "Other", None, None, None, None),
    ("2-10", "State Offense", None, True, None, None),
]


def staff(desk: Desk) -> list[tuple]:
    rows = desk.rows("people", "id", "name", "kind", "school", "role", "fte")
    return [row for row in rows if row[2] == "staff"]


def students(desk: Desk) -> list[tuple]:
    rows = desk.rows("people", "id", "school", "grade", "kind")
    return [row[:3] for row in rows if row[3] == "student"]


def incidents(desk: Desk) -> list[tuple]:
    return desk.rows("incidents", "id", "kind", "person", "major", "place", "time")


def test_csv_files_become_people_attendance_and_incidents(desk: Desk):
    outcome = take(desk, CSV)
    whole(outcome)
    assert (staff(desk), students(desk)) == (STAFF_ROWS, STUDENT_ROWS)
    assert ("t1", datetime.date(2019, 8, 1), None) in desk.rows("people", "id", "start", "end")
    assert desk.rows("attendance", "person", "date", "status", "minutes") == ATTENDANCE_ROWS
    assert incidents(desk) == INCIDENT_ROWS
    assert receipts(outcome)["Assignments.csv"] == (4, 0, 4, 0, 0)
    assert any(note.startswith("staff assigned to several schools: 2;") for note in notes(outcome))
    unchanged_when_taken_again(desk, *(desk.folder / name for name in CSV))


# --- attendance
def events(desk: Desk, *rows: str, more: tuple[str, ...] = ()):
    desk.has("people")
    return take(desk, {"Events.csv": EVENT + "".join(f"{row}\n" for row in rows)}, *more)


@pytest.mark.parametrize(
    "category, status",
    [
        ("Excused Absence", "excused"),
        ("unexcused absence", "unexcused"),
        ("Tardy", "tardy"),
        ("Partial", "partial"),
        ("Early departure", "partial"),
        ("In Attendance", "present"),
        ("Present", "present"),
    ],
)
def test_categories_become_our_statuses(desk: Desk, category: str, status: str):
    whole(events(desk, f"2022-09-01,{URI}#{category},s1,oak,"))
    assert desk.rows("attendance", "status") == [(status,)]


def test_a_category_of_the_schools_own_is_refused(desk: Desk):
    outcome = events(desk, f"2022-09-01,{URI}#On the moon,s1,oak,", f"2022-09-02,{URI}#Tardy,s1,oak,")
    assert problems(outcome) == [
        (
            "Events.csv", 2, "AttendanceEvent.AttendanceEventCategory", f"{URI}#On the moon",
            "is not a category of attendance that Ed-Fi knows",
        )
    ]  # fmt: skip
    assert remedies(outcome)[0].startswith("export it as one of Excused Absence")


DAY = "2022-09-01,{}#{},s1,oak,{}"


@pytest.mark.parametrize(
    "first, second, kept",
    [
        (("Tardy", 5), ("Excused Absence", ""), ("excused", None)),
        (("Excused Absence", ""), ("Unexcused Absence", ""), ("unexcused", None)),
        (("Present", 400), ("Tardy", 5), ("tardy", 5)),
        (("Tardy", 5), ("Tardy", 15), ("tardy", 15)),
        (("Partial", 30), ("Tardy", 5), ("partial", 30)),
    ],
)
def test_of_several_events_of_a_day_the_gravest_counts(desk: Desk, first, second, kept):
    rows = [DAY.format(URI, *event) for event in (first, second)]
    outcome = events(desk, *rows, f"2022-09-02,{URI}#Tardy,s1,oak,1")
    whole(outcome)
    assert receipts(outcome)["Events.csv"][0] == 3
    assert desk.rows("attendance", "status", "minutes") == sorted([kept, ("tardy", 1)], key=str)
    assert "days of a student with several events: 1; of these the gravest counts" in notes(outcome)
    unchanged_when_taken_again(desk, desk.folder / "Events.csv")


def test_only_exceptions_are_told_to_be_so(desk: Desk):
    only = "it has no days of presence: only what was out of the ordinary seems to be recorded"
    assert only in notes(events(desk, f"2022-09-01,{URI}#Tardy,s1,oak,"))
    assert only not in notes(events(desk, f"2022-09-01,{URI}#Present,s1,oak,"))


def test_no_events_are_no_trouble(desk: Desk):
    whole(events(desk))


def test_dates_in_another_order(desk: Desk):
    outcome = events(desk, f"9/13/2022,{URI}#Tardy,s1,oak,")
    whole(outcome)
    assert any(note.endswith("were read as month-day-year") for note in notes(outcome))
    whole(events(desk, f"9/12/2022,{URI}#Tardy,s1,oak,", more=("--dates", "mdy")))


# --- whose school is it
def test_a_student_without_enrolment_is_where_attendance_says(desk: Desk):
    files = {name: CSV[name] for name in ("Student.csv", "Events.csv")}
    outcome = take(desk, files)
    whole(outcome)
    assert students(desk) == [("007", "1", None), ("8", "2", None)]
    assert any("at the school of their attendance" in note for note in notes(outcome))


def test_the_only_school_is_everybodys(desk: Desk):
    files = {"School.csv": "SchoolId,NameOfInstitution\n1,Oak\n"}
    whole(take(desk, files | {name: CSV[name] for name in ("Student.csv", "Staff.csv")}))
    assert {row[0] for row in desk.rows("people", "school")} == {"1"}


@pytest.mark.parametrize("name", ["Student.csv", "Staff.csv"])
def test_without_a_school_people_are_refused_until_one_is_set(desk: Desk, name: str):
    outcome = take(desk, {name: CSV[name]})
    assert (outcome.code, outcome.counts) == (1, (2, 0, 0, 0, 2))
    where = {"Student.csv": "StudentSchoolAssociation", "Staff.csv": "StaffEducationOrganizationAssignmentAssociation"}
    assert problems(outcome)[0][1:] == (2, None, None, f"has no school: no record of {where[name]} says where they are")
    together = f"import {where[name]} together with it"
    assert set(remedies(outcome)) == {f"{together}, or give all rows one by --set school=..."}
    assert on_page(remedies(outcome)[0]) == together
    whole(take(desk, {name: CSV[name]}, "--set", "school=9"))
    assert {row[0] for row in desk.rows("people", "school")} == {"9"}


@pytest.mark.parametrize("name", ["Assignments.csv", "Enrolment.csv", "Actions.csv"])
def test_what_only_completes_others_is_refused_alone(desk: Desk, name: str):
    outcome = take(desk, {name: CSV[name]})
    assert outcome.code == 1 and "did not come with it" in problems(outcome)[0][4]


def test_who_is_missing_among_the_enrolments_is_to_be_added_there(desk: Desk):
    lines = [line for line in CSV["Enrolment.csv"].splitlines(keepends=True) if not line.startswith("8,")]
    outcome = take(desk, {"Student.csv": CSV["Student.csv"], "Enrolment.csv": "".join(lines)})
    assert remedies(outcome) == ["add them to StudentSchoolAssociation, or give all rows one by --set school=..."]


OF_THE_DISTRICT = (
    "1 row: staff of a district or another organisation that is no school were left out; "
    "assign them to a school to take them"
)


def test_a_district_is_no_school_and_who_works_only_there_is_left_out_and_counted(desk: Desk):
    more = {
        "Staff.csv": CSV["Staff.csv"] + "t3,Cy,Dee,,x\n",
        "Assignments.csv": CSV["Assignments.csv"] + f"t3,255901,{URI}#Superintendent,2019-08-01,,1\n"
        f"t1,255901,{URI}#Trainer,2021-08-01,,0.1\n",
    }
    outcome = take(desk, CSV | more)
    whole(outcome)
    assert staff(desk) == STAFF_ROWS, "who works at a school, too, is there as before"
    assert [id_ for (id_,) in desk.rows("schools", "id")] == ["1", "2"]
    assert receipts(outcome)["Staff.csv"] == (3, 2, 1, 0, 0) and OF_THE_DISTRICT in notes(outcome)
    whole(take(desk, CSV | more, "--set", "school=1"))
    assert ("t3", "Cy Dee", "staff", "1", "Superintendent", 1.0) in staff(desk)


def test_a_share_that_is_no_number_is_refused(desk: Desk):
    bad = CSV["Assignments.csv"].replace(",0.4", ",half")
    outcome = take(desk, CSV | {"Assignments.csv": bad}, "--keep-good-rows")
    assert ("Staff.csv", 2, "FullTimeEquivalency") in {problem[:3] for problem in problems(outcome)}
    assert [row[0] for row in staff(desk)] == ["t2"]


# --- incidents
def test_an_incident_of_several_students_names_nobody(desk: Desk):
    more = CSV["Actions.csv"] + "b,2022-10-20,8,2,8,10,1\n"
    outcome = take(desk, CSV | {"Actions.csv": more})
    whole(outcome)
    assert incidents(desk)[0][:3] == ("1-10", "School Violation", None)
    assert "1 incidents have several students: these name nobody" in notes(outcome)


# --- the sample district
FILES = ("EducationOrganization__School", "StaffAssociation__Staff", "Student__Student")
ATTENDANCE = "StudentSchoolAttendance__StudentSchoolAttendanceEvent"


@samples
def test_grand_bend_as_csv(desk: Desk):
    files = sorted(GRAND_BEND.glob("*.csv"))
    refused = desk.take(*files)
    assert refused.code == 1 and receipts(refused)["Student__Student.csv"] == (960, 243, 0, 0, 717)
    outcome = desk.take(*files, "--set", "school=255901001")
    whole(outcome)
    found = {name.removesuffix(".csv"): numbers[:2] for name, numbers in receipts(outcome).items()}
    assert [found[name] for name in FILES] == [(3, 3), (68, 68), (960, 960)]
    assert found[ATTENDANCE] == (1917, 1916)  # one day has two events
    assert len(set(desk.rows("attendance", "person"))) == 227
    assert ("207283", "255901001", "Counselor", 1.0) in desk.rows("people", "id", "school", "role", "fte")
    assert len(desk.rows("incidents", "id")) == 21
    unchanged_when_taken_again(desk, *files, "--set", "school=255901001")


@samples
def test_grand_bends_discipline_is_the_same_as_csv_and_as_xml(desk: Desk):
    csv = sorted(path for path in GRAND_BEND.glob("*.csv") if "Gradebook" not in path.name)
    whole(desk.take(*csv, "--set", "school=255901001"))
    outcome = desk.take(GRAND_BEND / "StudentDiscipline.xml")
    whole(outcome)
    assert receipts(outcome)["StudentDiscipline.xml"] == (21, 0, 21, 0, 0)


@samples
@pytest.mark.parametrize("name, read", [("Survey.xml", 142), ("StudentGradebook.xml", 261)])
def test_interchanges_of_no_use_are_counted_and_left(desk: Desk, name: str, read: int):
    outcome = desk.take(GRAND_BEND / name)
    assert (outcome.code, outcome.counts) == (0, (read, 0, read, 0, 0))
    assert " passed over: we have no use for its records " in notes(outcome)[0]
