"""Columns and values are understood by what other systems call them where that is certain, and else asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers.catalog import KINDS
from data.importers.header import Header, plain
from data.importers.mapping import settle
from data.importers.order import Choices
from data.importers.problems import FileRefused
from data.importers.sheet import Chunk, Sheet
from data.importers.synonyms import FIELDS, PAIRS, QUALIFIERS, SORTS, pair_for, words, words_for
from data.importers.value_words import VALUES, value_of
from tests.data.importers.desk import SAMPLES, Desk

INSIGHTS = SAMPLES / "studentinsights"
SORTS_OF_PEOPLE = ("", *SORTS)


def header(*cells: str) -> Sheet:
    return Sheet(cells, lambda: iter([Chunk()]))


def mapped(cells: tuple[str, ...], kind: str | None = None, maps=(), sets=()) -> dict[str, str]:
    """Field -> the file's own column."""
    mapping = settle(header(*cells), Choices(kind, tuple(maps), tuple(sets)))
    return {source.field.name: source.header for source in mapping.sources if source.columns}


def refusal(cells: tuple[str, ...], kind: str | None = None, maps=(), sets=()):
    with pytest.raises(FileRefused) as refused:
        settle(header(*cells), Choices(kind, tuple(maps), tuple(sets)))
    return refused.value.problem


# --- the table
def test_the_table_names_kinds_and_fields_of_ours():
    assert set(FIELDS) == set(KINDS)
    for table in (FIELDS, PAIRS, QUALIFIERS):
        for kind, fields in table.items():
            assert all(KINDS[kind].field(field) for field in fields), kind
    assert set(SORTS) == set(KINDS["people"].field("kind").allowed)


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_is_one_field_of_a_kind_and_no_fields_own_name(kind: str):
    own = {plain(field.name) for field in KINDS[kind].fields}
    for sort in SORTS_OF_PEOPLE:
        said = [word for field in KINDS[kind].fields for word in words_for(kind, field.name, sort)]
        assert len(said) == len(set(said)), sorted(word for word in said if said.count(word) > 1)
        assert not own & set(said)
        halves = [(field, half) for field in PAIRS.get(kind, {}) for half in pair_for(kind, field)]
        for field, half in halves:
            others = {w for f in KINDS[kind].fields if f.name != field for w in words_for(kind, f.name, sort)}
            assert not half & (others | own)


def test_words_for_values_are_longer_than_a_letter_and_mean_one_value_each():
    fields = [field for kind in KINDS.values() for field in kind.fields if field.allowed and field.name in VALUES]
    assert {field.name for field in fields} == set(VALUES)
    for field in fields:
        said = [word for listed in VALUES[field.name].values() for word in words(listed)]
        assert len(said) == len(set(said)) and all(len(word) > 1 for word in said)
        assert set(VALUES[field.name]) <= set(field.allowed)
        assert all(value_of(field, word) for word in said)


# --- names of columns
@pytest.mark.parametrize(
    "name",
    [
        "StudentID",
        "Student Id",
        "student_id",
        "student-id",
        "STUDENT.ID",
        " student  ID ",
        "Stúdent ID",
        "'student_id'",
    ],
)
def test_names_are_compared_as_a_person_compares_them(name: str):
    assert plain(name) == "studentid"
    assert mapped((name, "date", "status"), "attendance")["person"] == name


@given(st.text())
def test_a_plain_name_is_plain_already(name: str):
    assert plain(plain(name)) == plain(name)


def test_marks_that_are_letters_stay():
    assert plain("कि") != plain("का") and plain("Größe") == plain("GROSSE")


def test_a_header_of_marks_alone_is_no_name():
    assert Header(["-", "..", ""]).places == {}


def test_an_own_name_wins_over_a_synonym_and_map_over_both():
    cells = ("Email", "Email address", "id", "name", "kind", "school")
    assert mapped(cells, "people")["email"] == "Email"
    assert mapped(cells, "people", [("email", "Email address")])["email"] == "Email address"


def test_first_and_last_name_make_a_name_unless_there_is_a_full_one():
    cells = ("Pupil ID", "Surname", "Forename", "School code", "User type")
    assert mapped(cells, "people")["name"] == "Forename + Surname"
    assert mapped((*cells, "Full name"), "people")["name"] == "Full name"
    assert mapped(cells)["kind"] == "User type"
    assert refusal(("id", "givenName", "kind", "school"), "people").why == "has no column for name, which people need"


def test_a_day_and_a_time_make_a_moment():
    cells = ("Meeting ID", "School ID", "Subject", "Start Date", "Start Time", "End Date")
    found = mapped(cells, "meetings")
    assert (found["start"], found["end"]) == ("Start Date + Start Time", "End Date")


def test_two_columns_for_one_field_are_asked_about_with_what_settles_it():
    cells = ("Student ID", "Teacher ID", "date", "status")
    problem = refusal(cells, "attendance")
    assert problem.remedy == 'say which by --map "person=Student ID" or --map "person=Teacher ID"'
    assert problem.ask == {"what": "column", "field": "person", "options": ["Student ID", "Teacher ID"], "labels": {}}
    assert mapped(cells, "attendance", [("person", "Student ID")])["person"] == "Student ID"
    assert refusal(("Student ID", "student_id", "date", "status"), "attendance").why == "stands in the header twice"


def test_whether_a_subject_belongs_to_a_measure_is_asked():
    cells = ("Student ID", "Test name", "Subject", "Test date", "Test score")
    problem = refusal(cells)
    assert problem.ask["options"] == ["Test name", "Test name+Subject"]
    assert mapped(cells, maps=[("measure", problem.ask["options"][1])])["measure"] == "Test name + Subject"


def test_people_who_are_all_students_are_not_known_by_their_teachers_id():
    cells = ("Student ID", "Teacher ID", "First Name", "Last Name", "Teacher Name", "School ID")
    assert mapped(cells, "people", sets=[("kind", "pupil")])["id"] == "Student ID"
    staff = mapped(cells, "people", sets=[("kind", "staff")])
    assert (staff["id"], staff["name"]) == ("Teacher ID", "Teacher Name")
    assert refusal(cells, "people", sets=[("kind", "family")]).ask["field"] == "id"


def test_a_column_that_is_mapped_to_one_field_is_not_another():
    cells = ("id", "name", "kind", "school", "Grade level")
    assert "grade" not in mapped(cells, "people", [("group.level", "Grade level")])


def test_a_value_for_all_rows_is_not_overruled_by_what_a_column_may_mean(desk: Desk):
    text = "Student ID,Full name,Type,School ID\ns1,Eve,Regular,oak\n"
    outcome = desk.take_text("people", text, "--set", "kind=student")
    assert outcome.code == 0
    assert "column Type was not read: --set gives all rows one kind" in outcome.file["notes"]


UNREAD = "column {} was not read: {}"


def said(*cells: str, kind: str | None = None, maps=(), sets=()) -> tuple[str, ...]:
    return settle(header(*cells), Choices(kind, tuple(maps), tuple(sets))).notes


def test_a_second_column_of_the_same_meaning_is_named():
    assert set(said("person", "Date", "Status", "Entry Date", "Attendance", "Secret hunter2")) == {
        UNREAD.format("Attendance", "Status gives status"), UNREAD.format("Entry Date", "Date gives date"),
    }  # fmt: skip
    assert said("id", "Name", "First Name", "Last Name", "kind", "school") == (
        UNREAD.format("First Name + Last Name", "Name gives name"),
    )
    assert said("person", "Datum", "Attendance Date", "status", kind="attendance", maps=[("date", "Datum")]) == (
        UNREAD.format("Attendance Date", "column 2 gives date"),
    )
    assert said("person", "date", "Attendance", kind="attendance", sets=[("status", "absent")]) == (
        UNREAD.format("Attendance", "--set gives all rows one status"),
    )


def test_no_column_that_is_read_is_said_not_to_be():
    assert said("person", "date", "status") == ()
    for cells in (("person", "Absence Date", "status"), ("id", "First Name", "Last Name", "kind", "school", "start")):
        assert not any("not read" in note for note in said(*cells))
    assert said("id", "title", "school", "Start Date", "End Date")[1:] == ()


def test_values_that_are_understood_by_their_meaning_are_noted_by_words_of_ours(desk: Desk):
    text = "id,name,kind,school\np1,Ann,Teacher,oak\np2,Bob,STAFF,oak\np3,Cy,Guardian,oak\np4,Di,ann@x.example,oak\n"
    outcome = desk.take_text("people", text, "--keep-good-rows")
    words = "values of column kind were read by what they mean: guardian as family, teacher as staff"
    assert words in outcome.file["notes"] and "ann@x" not in str(outcome.file["notes"])
    again = desk.take_text("people", "id,name,school\np1,Ann,oak\n", "--set", "kind=teacher")
    assert "values of kind were read by what they mean: teacher as staff" in again.file["notes"]


def test_what_was_read_by_its_meaning_is_noted(stocked: Desk):
    outcome = stocked.take(stocked.file("x.csv", "Pupil ID,Absence date,Attendance status\ns1,2025-09-01,Late\n"))
    assert (outcome.code, outcome.file["kind"]) == (0, "attendance")
    assert outcome.file["notes"] == [
        "columns were read by what they mean: Pupil ID as person, Absence date as date, Attendance status as status",
        "values of column Attendance status were read by what they mean: late as tardy",
    ]
    assert stocked.rows("attendance", "status") == [("tardy",)]


# --- which kind it is
def test_an_exact_fit_of_names_wins_over_meanings():
    cells = ("person", "date", "status", "Location", "Incident type", "Incident time", "School ID")
    assert settle(header(*cells), Choices()).kind.name == "attendance"


def test_names_of_pupils_do_not_become_names_of_schools():
    for cells in (("id", "name", "grade", "email"), ("id", "name", "Type", "School ID", "Grade level")):
        assert refusal(cells).ask == {"what": "kind", "options": ["schools", "people"]}


def test_meanings_tell_no_kind_where_another_one_knows_as_much_but_lacks_something():
    problem = refusal(("Student ID", "First name", "Last name", "School ID", "School name"))
    assert "people lacks kind" in problem.why and problem.ask["options"][0] == "people"
    assert set(problem.ask["options"]) == set(KINDS)


def test_people_and_programs_of_one_header_are_asked_about_where_other_words_tell(desk: Desk):
    head = "id,name,kind,school\n"
    for rows in ("g1,Evening,parent,oak\n", "p1,Ann,Teacher,oak\np2,Bob,Pupil,oak\n", ""):
        (why,) = desk.take(desk.file("x.csv", head + rows)).whys or [""]
        assert why == ("could be people or programs by its header" if rows else "")
    assert desk.take(desk.file("people.csv", head + "p1,Ann,Teacher,oak\n")).file["kind"] == "people"


def test_what_may_be_asked_on_a_screen_is_neither_printed_nor_kept(stocked: Desk):
    problem = refusal(("p1", "P@ssw0rd"), "people")
    assert problem.ask["options"] == ["column 1", "column 2"]
    assert problem.ask["labels"] == {"column 1": "p1", "column 2": "P@ssw0rd"}
    assert "P@ss" not in repr(problem) and "ask" not in problem.as_dict()
    outcome = stocked.take_text("people", "p1,P@ssw0rd\n")
    assert outcome.code == 1 and "P@ss" not in outcome.out + outcome.err


def test_a_missing_field_of_few_values_is_asked_with_them():
    assert refusal(("id", "name", "school"), "people").ask["values"] == ["staff", "student", "family", "partner"]


# --- values
@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("kind", "Teacher", "staff"), ("kind", "PUPIL", "student"), ("kind", "Parent/Guardian", "family"),
        ("kind", "volunteer", None), ("kind", "s", None),
    ],
)  # fmt: skip
def test_words_for_people_are_understood_where_they_are_certain(field: str, text: str, value: str | None):
    assert value_of(KINDS["people"].field(field), text) == value


def test_words_for_attendance_direction_and_yes_are_understood(stocked: Desk):
    days = ["In Attendance", "Excused Absence", "absent - unexcused", "LATE", "Half day", "Suspension"]
    text = "person,date,status\n" + "".join(f"s1,2025-09-{day:02},{said}\n" for day, said in enumerate(days, 1))
    assert stocked.take_text("attendance", text).code == 0
    assert {status for (status,) in stocked.rows("attendance", "status")} == {
        "present", "excused", "unexcused", "tardy", "partial", "suspended",
    }  # fmt: skip
    assert value_of(KINDS["goals"].field("direction"), "Higher is better") == "increase"
    assert stocked.take_text("participants", "event,person,Attended\ne1,t1,Y\ne1,t2,n\n").code == 0
    assert stocked.rows("participants", "person", "present") == [("t1", True), ("t2", False)]


# --- files of real systems
@pytest.mark.skipif(not INSIGHTS.is_dir(), reason="the sample files are not beside this repository")
def test_exports_of_a_real_system_come_in_with_few_words(desk: Desk):
    assert desk.take(INSIGHTS / "fake_students_export.csv", "--set", "kind=student").counts == (5, 5, 0, 0, 0)
    ids = ["10", "111222222", "2222222211", "2225555555", "333333333"]
    desk.take_text("people", "id,name,kind,school\n" + "".join(f"{one},Pupil,student,SHS\n" for one in ids))
    scores = INSIGHTS / "assessment_bedford_format_fixture.csv"
    assert desk.take(scores).file["problems"][0]["why"] == "has 2 columns that may be measure"
    outcome = desk.take(scores, "--map", "measure=assessment_name")
    assert outcome.counts == (11, 11, 0, 0, 0)
    assert "dates of column assessment_date were read as month-day-year" in outcome.file["notes"]
    star = ("--map", "score=PercentileRank", "--set", "measure=STAR")
    assert desk.take(INSIGHTS / "star_math_v1.csv", *star).counts == (1, 1, 0, 0, 0)
    assert desk.take(INSIGHTS / "star_math_v2.csv", *star).counts == (1, 0, 1, 0, 0)
