"""School Data Sync: small sets of each version, what they become and what is refused; then Microsoft's samples."""

import datetime

import pytest

from tests.data.importers.desk import SAMPLES, Desk
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

SDS = SAMPLES / "microsoft-sds"
samples = pytest.mark.skipif(not SDS.is_dir(), reason="the sample files are not beside this repository")
TERM = (datetime.date(2025, 9, 1), datetime.date(2026, 6, 30))

VERSION_1 = {
    "School.csv": "SIS ID,Name\n1,Oak\n",
    "Section.csv": "SIS ID,School SIS ID,Section Name,Term StartDate,Term EndDate,Course Subject,Status\n"
    "c1,1,Algebra,9/1/2025,6/30/2026,Math,Active\n",
    "Student.csv": "SIS ID,School SIS ID,First Name,Last Name,Username,Password,Grade,Status,Birthdate\n"
    "007,1,Ora,Klein,OKlein,S3cret!x,9,Active,4/2/2010\n"
    "8,1,Bea,Mac,bea@oak.example,S3cret!x,10,,13/13/13\n",
    "Teacher.csv": "SIS ID,School SIS ID,First Name,Last Name,Username,Password,Teacher Number,Title\n"
    "t1,1,Craig,Beane,CBeane,S3cret!x,101,Dr\n",
    "StudentEnrollment.csv": "Section SIS ID,SIS ID\nc1,007\nc1,8\n",
    "TeacherRoster.csv": "Section SIS ID,SIS ID\nc1,t1\n",
}
IN_BRITAIN = {
    "School.csv": "DfE Number,Name\n1,Oak\n",
    "Section.csv": "ID,School DfE Number,Section Name,Term StartDate,Term EndDate\nc1,1,Algebra,1/9/2025,30/6/2026\n",
    "Student.csv": "ID,School DfE Number,Username\n007,1,OKlein\n",
    "Teacher.csv": "ID,School DfE Number,Username\nt1,1,CBeane\n",
    "StudentEnrollment.csv": "Section ID,ID\nc1,007\n",
    "TeacherRoster.csv": "Section ID,ID\nc1,t1\n",
}
VERSION_2 = {
    "orgs.csv": "sourcedId,name,type,parentSourcedId\n0,Ministry,ministryofeducation,\n1,Oak,school,0\n",
    "users.csv": "sourcedId,orgSourcedIds,givenName,familyName,username,password,role,grade\n"
    's1,"1,2",Ora,Klein,ok@oak.example,S3cret!x,Student,6\nt1,1,Craig,Beane,cb,S3cret!x,professor,6\n',
    "classes.csv": "sourcedId,orgSourcedId,title\nc1,1,Algebra\n",
    "enrollments.csv": "classSourcedId,userSourcedId,role\nc1,s1,Student\nc1,t1,Professor\n",
}
VERSION_2_1 = {
    "orgs.csv": "sourcedId,name,type,parentSourcedId\n1,College,college,\n2,Physics,department,1\n3,Empty,district,\n"
    "4,Hill,school,3\n",
    "users.csv": "sourcedId,username,givenName,familyName,password,email\ns1,s@x.example,Ora,Klein,S3cret!x,\n"
    "f1,f,Jean,Klein,S3cret!x,jean@x.example\nd1,d,Doc,Tor,S3cret!x,\nt1,t,Craig,Beane,S3cret!x,\n",
    "roles.csv": "userSourcedId,orgSourcedId,role,isPrimary,grade\ns1,4,student,FALSE,9\ns1,1,student,TRUE,10\n"
    "t1,2,teacher,TRUE,10\n",
    "relationships.csv": "userSourcedId,relationshipUserSourcedId,relationshipRole\ns1,f1,guardian\ns1,d1,doctor\n",
    "academicSessions.csv": "sourcedId,title,type,schoolYear,startDate,endDate\n"
    "a,Fall,semester,2026,2025-09-01,2025-12-19\n"
    "b,Spring,semester,2026,2026-01-07,2026-06-30\n",
    "classes.csv": 'sourcedId,orgSourcedId,title,sessionSourcedIds,courseSourcedId\nc1,2,Optics,"a,b",k1\n',
    "courses.csv": "sourcedId,orgSourcedId,title,code,schoolYearSourcedId,subject,grade\nk1,1,Optics,O1,,Physics,10\n",
    "demographics.csv": "userSourcedId,sex,birthDate,ethnicityCodes,raceCodes\n"
    's1,female,2010-01-01,,"asian,white"\nt1,male,1980-01-01,hispanicOrLatinoEthnicity,white\n',
    "userFlags.csv": "userSourcedId,flag\ns1,iep\n",
    "enrollments.csv": "classSourcedId,userSourcedId,role\nc1,s1,student\nc1,t1,teacher\n",
}


def described(desk: Desk) -> list[tuple]:
    return desk.rows("people", "id", "name", "kind", "school", "role", "grade", "email")


def test_version_1_becomes_people_classrooms_and_who_is_in_them(desk: Desk):
    outcome = take(desk, VERSION_1)
    whole(outcome)
    assert described(desk) == [
        ("007", "Ora Klein", "student", "1", None, "9", None),
        ("8", "Bea Mac", "student", "1", None, "10", "bea@oak.example"),
        ("t1", "Craig Beane", "staff", "1", "Teacher", None, None),
    ]
    assert desk.rows("groups", "id", "name", "school", "subject") == [("c1", "Algebra", "1", "Math")]
    assert desk.rows("memberships", "person", "group", "role", "start", "end") == [
        ("007", "c1", "student", *TERM),
        ("8", "c1", "student", *TERM),
        ("t1", "c1", "teacher", *TERM),
    ]
    assert notes(outcome) == ["the dates of its terms are read as month-day-year"]
    unchanged_when_taken_again(desk, *(desk.folder / name for name in VERSION_1))


@pytest.mark.parametrize("files", [VERSION_1, VERSION_2, VERSION_2_1], ids=["1", "2", "2.1"])
def test_a_password_is_nowhere(desk: Desk, files: dict):
    assert_nowhere(desk, take(desk, files), "S3cret!x")


def test_british_headers_and_no_names(desk: Desk):
    outcome = take(desk, IN_BRITAIN)
    whole(outcome)
    assert described(desk)[0][:4] == ("007", "OKlein", "student", "1")
    assert {row[2:] for row in desk.rows("memberships", "person", "group", "start", "end")} == {TERM}
    assert "the dates of its terms are read as day-month-year" in notes(outcome)
    assert notes(outcome).count("it has no names: usernames stand in their place") == 2


AMBIGUOUS = "ID,School DfE Number,Section Name,Term StartDate,Term EndDate\nc1,1,Algebra,1/9/2025,7/6/2026\n"


def test_in_britain_a_date_that_no_cell_settles_is_refused(desk: Desk):
    outcome = take(desk, IN_BRITAIN | {"Section.csv": AMBIGUOUS})
    assert problems(outcome)[0][:4] == ("Section.csv", 2, "Term StartDate", "1/9/2025")
    assert remedies(outcome)[0] == "say which by --dates dmy or --dates mdy"
    whole(take(desk, IN_BRITAIN | {"Section.csv": AMBIGUOUS}, "--dates", "dmy"))
    assert desk.rows("memberships", "start")[0] == (datetime.date(2025, 9, 1),)


@pytest.mark.parametrize(
    "start, end, remedy",
    [
        ("soon", "9/1/2025", "write it as 01/31/2026"),
        ("2025-02-30", "9/1/2025", "write it as 01/31/2026"),
    ],
)
def test_a_term_that_is_no_date_is_refused_with_its_roster(desk: Desk, start, end, remedy):
    section = VERSION_1["Section.csv"].replace("9/1/2025", start).replace("6/30/2026", end)
    outcome = take(desk, VERSION_1 | {"Section.csv": section}, "--keep-good-rows")
    assert remedies(outcome)[0] == remedy and problems(outcome)[0][:4] == ("Section.csv", 2, "Term StartDate", start)
    assert receipts(outcome)["StudentEnrollment.csv"] == (2, 0, 0, 0, 2)
    assert not desk.rows("memberships", "id")


def test_a_term_in_another_order_than_documented_is_taken_where_its_dates_prove_it(desk: Desk):
    section = VERSION_1["Section.csv"].replace("9/1/2025", "1/9/2025").replace("6/30/2026", "30/6/2026")
    outcome = take(desk, VERSION_1 | {"Section.csv": section})
    whole(outcome)
    assert "the dates of its terms are read as day-month-year" in notes(outcome)
    assert set(desk.rows("memberships", "start", "end")) == {TERM}


@pytest.mark.parametrize("start, end", [("2025-09-01", "2026-06-30"), ("20250901", "20260630")])
def test_iso_dates_which_microsoft_recommends(desk: Desk, start: str, end: str):
    section = VERSION_1["Section.csv"].replace("9/1/2025", start).replace("6/30/2026", end)
    whole(take(desk, VERSION_1 | {"Section.csv": section}))
    assert set(desk.rows("memberships", "start", "end")) == {TERM}


def test_who_is_not_active_is_refused(desk: Desk):
    student = VERSION_1["Student.csv"].replace("9,Active", "9,Inactive")
    outcome = take(desk, VERSION_1 | {"Student.csv": student}, "--keep-good-rows")
    assert problems(outcome)[0] == (
        "Student.csv",
        2,
        "Status",
        "Inactive",
        "is not active, and nothing says since when",
    )
    assert receipts(outcome)["StudentEnrollment.csv"] == (2, 1, 0, 0, 1)


def test_students_and_teachers_are_told_apart_by_who_is_in_the_other_files(desk: Desk):
    """Their rosters have one header; so have they themselves, where only what must be there is there."""
    bare = "SIS ID,School SIS ID,Username\n"
    files = {
        "School.csv": VERSION_1["School.csv"],
        "a.csv": bare + "s1,1,ora\n",
        "b.csv": bare + "t1,1,craig\n",
        "Section.csv": VERSION_1["Section.csv"],
        "StudentEnrollment.csv": "Section SIS ID,SIS ID\nc1,s1\n",
        "TeacherRoster.csv": "Section SIS ID,SIS ID\nc1,t1\n",
    }
    whole(take(desk, files))
    assert [row[:3] for row in described(desk)] == [("s1", "ora", "student"), ("t1", "craig", "staff")]
    rosters = {"one.csv": "Section SIS ID,SIS ID\nc1,t1\n", "Student.csv": bare + "s1,1,ora\n"}
    whole(take(desk, rosters | {"Teacher.csv": bare + "t1,1,craig\n", "Section.csv": files["Section.csv"]}))
    assert ("t1", "teacher") in desk.rows("memberships", "person", "role")


def test_what_may_be_two_things_is_refused(desk: Desk):
    outcome = take(desk, {"x.csv": "Section SIS ID,SIS ID\nc1,t1\n"})
    assert problems(outcome) == [("x.csv", 1, None, None, "could be StudentEnrollment or TeacherRoster by its header")]
    assert "StudentEnrollment.csv or TeacherRoster.csv" in remedies(outcome)[0]


def test_a_roster_of_people_nobody_knows_is_refused_row_by_row(desk: Desk):
    outcome = take(desk, {"StudentEnrollment.csv": VERSION_1["StudentEnrollment.csv"]})
    assert (outcome.code, outcome.counts) == (1, (2, 0, 0, 0, 2))
    assert problems(outcome)[0][1:3] == (2, "SIS ID")


def test_whoever_names_the_columns_says_what_the_file_is(desk: Desk):
    names = ("--map", "id=SIS ID", "--map", "name=Username", "--map", "school=School SIS ID")
    outcome = take(desk, {"Student.csv": VERSION_1["Student.csv"]}, *names, "--set", "kind=partner")
    whole(outcome)
    assert {row[2] for row in described(desk)} == {"partner"}


def test_what_the_format_lacks_may_be_set(desk: Desk):
    sets = ("--set", "department=Maths", "--set", "group.house=Red", "--set", "kind=partner")
    whole(take(desk, {"Teacher.csv": VERSION_1["Teacher.csv"]}, *sets))
    assert desk.rows("people", "id", "kind", "department") == [("t1", "staff", "Maths")]
    assert desk.rows("person_groups", "person", "name", "value") == [("t1", "house", "Red")]


def test_version_2(desk: Desk):
    outcome = take(desk, VERSION_2)
    whole(outcome)
    assert receipts(outcome)["orgs.csv"] == (2, 1, 1, 0, 0)  # nobody is at the ministry
    assert desk.rows("schools", "id", "name", "district") == [("1", "Oak", "Ministry")]
    assert described(desk) == [
        ("s1", "Ora Klein", "student", "1", None, "6", "ok@oak.example"),
        ("t1", "Craig Beane", "staff", "1", "Professor", None, None),
    ]
    assert ("s1", "c1", "student", None) in desk.rows("memberships", "person", "group", "role", "start")
    unchanged_when_taken_again(desk, *(desk.folder / name for name in VERSION_2))


def test_version_2_1(desk: Desk):
    outcome = take(desk, VERSION_2_1)
    whole(outcome)
    assert described(desk) == [
        ("d1", "Doc Tor", "partner", "1", "Doctor", None, None),
        ("f1", "Jean Klein", "family", "1", "Guardian", None, "jean@x.example"),
        ("s1", "Ora Klein", "student", "1", None, "10", "s@x.example"),
        ("t1", "Craig Beane", "staff", "1", "Teacher", None, None),
    ]
    assert desk.rows("schools", "id", "district") == [("1", None), ("4", "Empty")]
    assert ("t1", "Physics") in desk.rows("people", "id", "department")
    assert desk.rows("groups", "id", "school", "grade", "subject") == [("c1", "1", "10", "Physics")]
    assert set(desk.rows("memberships", "start", "end")) == {TERM}
    assert desk.rows("person_groups", "person", "name", "value") == [
        ("s1", "ethnicity", "Two or more races"),
        ("s1", "sex", "female"),
    ]
    unchanged_when_taken_again(desk, *(desk.folder / name for name in VERSION_2_1))


def test_who_has_support_is_counted_and_not_kept(desk: Desk):
    outcome = take(desk, VERSION_2_1)
    assert receipts(outcome)["userFlags.csv"] == (1, 0, 1, 0, 0)
    assert_nowhere(desk, outcome, "iep")


def test_users_without_their_roles_are_refused(desk: Desk):
    files = {name: VERSION_2_1[name] for name in ("orgs.csv", "users.csv")}
    outcome = take(desk, files)
    assert problems(outcome)[0][4] == "does not say who is a student, nor where, without roles.csv"
    assert remedies(outcome) == ["import it with roles.csv, or say it of all by --set kind=student --set school=..."]
    whole(take(desk, files, "--set", "kind=staff", "--set", "school=1"))


@pytest.mark.parametrize("name", ["roles.csv", "relationships.csv", "demographics.csv", "courses.csv"])
def test_what_only_completes_others_is_refused_alone(desk: Desk, name: str):
    outcome = take(desk, {name: VERSION_2_1[name]})
    assert outcome.code == 1 and "did not come with it" in problems(outcome)[0][4]


@pytest.mark.parametrize("column", ["status", "dateLastModified"])
def test_files_of_oneroster_are_not_ours(desk: Desk, column: str):
    from data.importers.formats import sds
    from data.importers.parcel import Item, Parcel

    plain = desk.file("users.csv", VERSION_2["users.csv"])
    other = desk.file("orgs.csv", f"sourcedId,{column},name,type\n1,,Oak,school\n")
    items = [Item("users.csv", plain), Item("orgs.csv", other)]
    assert sds.claimed(Parcel("", items)) == items[:1]
    manifest = Item("manifest.csv", desk.file("manifest.csv", "propertyName,value\n"))
    assert sds.claimed(Parcel("", [*items, manifest])) == []


def test_our_own_files_are_not_taken_for_others(desk: Desk):
    whole(take(desk, {"p.csv": "id,name,kind,school,section_id\n1,Ann,staff,oak,2\n"}))
    assert desk.rows("people", "id") == [("1",)]


def test_a_file_that_breaks_off_is_refused_once(desk: Desk):
    outcome = take(desk, VERSION_1 | {"Section.csv": VERSION_1["Section.csv"] + 'c2,1,"Art,,,,\n'})
    assert [p[:2] for p in problems(outcome) if p[0] == "Section.csv"] == [("Section.csv", 3)]


COUNTS = {
    "SDS Format/100 Users": (2, 28, 86, 602, 12, 28),
    "SDS Format/25 Users": (2, 2, 22, 44, 2, 2),
    "SDS Format/Min Required Attributes": (2, 2, 22, 44, 2, 2),
    "UK Format/100 Users": (2, 28, 86, 602, 12, 28),
    "UK Format/25 Users": (2, 28, 22, 154, 2, 4),
    "UK Format/Min Required Attributes": (2, 28, 22, 154, 2, 4),
    "SDS v2": (4, 29, 5, 29),
    "SDS v2.1": (2, 2, 3, 6, 6, 4, 3, 7, 3, 8),
}


@samples
@pytest.mark.parametrize("folder", COUNTS)
def test_microsofts_own_samples(desk: Desk, folder: str):
    files = sorted((SDS / folder).glob("*.csv"))
    outcome = desk.take(*files)
    whole(outcome)
    found = receipts(outcome)
    assert tuple(found[name][0] for name in sorted(found)) == COUNTS[folder]
    unchanged_when_taken_again(desk, *files)
    assert_nowhere(desk, outcome, "P@ssw")


def test_what_another_file_should_say_is_not_to_be_filled_in_here(desk: Desk):
    nowhere = VERSION_2_1 | {"roles.csv": VERSION_2_1["roles.csv"].replace("t1,2,", "t1,,")}
    outcome = take(desk, nowhere)
    found = [problem for problem in problems(outcome) if problem[0] == "users.csv"]
    assert found == [
        ("users.csv", 5, None, None, "has no school: neither this file nor one that came with it says it")
    ]  # fmt: skip
    assert "import the file that says it, too, or give all rows one by --set school=..." in remedies(outcome)
