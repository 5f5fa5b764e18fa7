"""Whole bundles of every version: what becomes of them, and that twice is once."""

from datetime import date

import pytest

from tests.data.importers.desk import Desk, counts
from tests.data.importers.formats.bundles import (
    ENROLLMENTS,
    OF_1_1,
    OF_1_2,
    ORGS,
    ROLES,
    SEVEN,
    STATED,
    USERS,
    USERS_1_2,
    archive,
    bundle,
    by_name,
    folder,
    with_row,
)

NOTHING = {"manifest.csv", "academicSessions.csv", "courses.csv", "demographics.csv", "categories.csv", "lineItems.csv"}


def test_a_bundle_of_1_1_is_a_school(desk_on_both: Desk):
    desk = desk_on_both
    outcome = desk.take(archive(desk, bundle(OF_1_1)))
    assert outcome.code == 0, outcome.out
    assert desk.rows("schools", "id", "name", "district") == [
        ("elm", "Elm School", "North District"), ("oak", "Oak School", "North District"),
    ]  # fmt: skip
    assert desk.rows("people", "id", "name", "kind", "school", "role", "department", "grade") == [
        ("f1", "Gil Okafor", "family", "oak", None, None, None),
        ("s1", "Eve Okafor", "student", "oak", None, None, "7"),
        ("s2", "Fay Ray", "student", "oak", None, None, "K"),
        ("t1", "Ada Byron", "staff", "oak", "teacher", "Math", None),
        ("t2", "Ben Ng", "staff", "oak", "administrator", None, None),
    ]
    assert desk.rows("groups", "id", "name", "school", "grade", "subject") == [
        ("c1", "Algebra 7a", "oak", "7", "Mathematics"), ("c2", "Butterfly", "oak", "K", "Reading, Art"),
    ]  # fmt: skip
    fall = date(2025, 8, 25)
    assert desk.rows("memberships", "person", "group", "role", "start", "end") == [
        ("s1", "c1", "student", date(2025, 9, 1), date(2026, 1, 20)),
        ("s2", "c2", "student", fall, None),
        ("t1", "c1", "teacher", fall, None),
    ]
    assert desk.rows("results", "person", "measure", "date", "score", "low", "high") == [
        ("s1", "Quiz 1", date(2025, 10, 2), 17.5, 0, 20)
    ]


def test_of_demographics_sex_and_ethnicity_of_students_are_kept_and_no_more(desk: Desk):
    assert desk.take(archive(desk, bundle(OF_1_1))).code == 0
    assert desk.rows("person_groups", "person", "name", "value") == [
        ("s1", "ethnicity", "Hispanic or Latino"), ("s1", "sex", "female"),
        ("s2", "ethnicity", "two or more races"), ("s2", "sex", "male"),
    ]  # fmt: skip


def test_every_row_of_every_file_is_accounted_for(desk: Desk):
    files = bundle(OF_1_1)
    outcome = desk.take(archive(desk, files))
    found = by_name(outcome)
    assert found.keys() == files.keys()
    for name, file in found.items():
        assert file["read"] == files[name].count("\r\n") - 1 == sum(counts(file)[1:])
        assert (file["kind"] is None) == (name in NOTHING)
    assert counts(found["orgs.csv"]) == (4, 2, 2, 0, 0)
    assert counts(found["categories.csv"]) == (1, 0, 1, 0, 0)
    assert found["categories.csv"]["notes"] == ["1 row was passed over: we have no use for categories"]
    assert outcome.receipt["files"][0]["file"] == "oak.zip/manifest.csv"


@pytest.mark.parametrize("texts, version", [(OF_1_1, "1.1"), (OF_1_2, "1.2"), (OF_1_2, "1.2.1"), (OF_1_2, "1.2_JP")])
def test_twice_the_same_bundle_changes_nothing_the_second_time(desk: Desk, texts, version):
    path = folder(desk, bundle(texts, version))
    first = desk.take(path)
    assert (first.code, first.receipt["taken"]) == (0, True), first.out
    before = desk.version
    second = desk.take(path)
    assert all(file["read"] == file["unchanged"] for file in second.receipt["files"]), second.out
    assert desk.version == before


def test_a_folder_an_archive_and_loose_files_are_the_same(desk: Desk):
    files = bundle(OF_1_1)
    path = folder(desk, files)
    assert desk.take(*sorted(path.iterdir())).code == 0
    for again in (path, archive(desk, files), archive(desk, {f"export/{name}": text for name, text in files.items()})):
        assert all(file["read"] == file["unchanged"] for file in desk.take(again).receipt["files"])


def test_a_file_of_ours_may_lie_beside_a_bundle(desk: Desk):
    attendance = desk.file("attendance.csv", "person,date,status\ns1,2025-09-02,present\n")
    outcome = desk.take(*sorted(folder(desk, bundle(OF_1_1)).iterdir()), attendance)
    assert outcome.code == 0, outcome.out
    assert by_name(outcome)["attendance.csv"]["kind"] == "attendance"


def test_in_1_2_roles_say_who_somebody_is_and_where(desk: Desk):
    outcome = desk.take(archive(desk, bundle(OF_1_2, "1.2")))
    assert outcome.code == 0, outcome.out
    assert desk.rows("people", "id", "name", "kind", "school", "role", "department") == [
        ("s1", "Eve Okafor", "student", "oak", None, None),
        ("t1", "Ada Byron", "staff", "oak", "teacher", "Math"),
        ("t2", "Ben Ng", "staff", "elm", "principal", None),
    ]
    assert by_name(outcome)["enrollments.csv"]["notes"] == []  # a principal may be a class's administrator


def test_users_of_1_2_and_of_1_2_1_differ_by_a_column_that_nobody_misses(desk: Desk):
    files = bundle(OF_1_2, "1.2.1")
    header, *rows = files["users.csv"].splitlines()
    place = header.split(",").index("resourceSourcedIds")
    files["users.csv"] = "\n".join(",".join(_without(line, place)) for line in (header, *rows))
    outcome = desk.take(archive(desk, files))
    assert (outcome.code, by_name(outcome)["users.csv"]["notes"]) == (0, []), outcome.out


def _without(line: str, place: int) -> list[str]:
    cells = line.split(",")
    return cells[:place] + cells[place + 1 :]


def test_the_seven_files_of_1_0_need_no_manifest(desk: Desk):
    files = bundle({name: OF_1_1[name] for name in SEVEN})
    del files["manifest.csv"]
    users = files["users.csv"].splitlines()
    files["users.csv"] = "\n".join(users).replace("grades,password", "grade,password")
    outcome = desk.take(folder(desk, files))
    assert outcome.code == 0, outcome.out
    assert by_name(outcome)["users.csv"]["notes"] == ["calls grades grade"]
    assert ("s1", "7") in desk.rows("people", "id", "grade")


def test_a_delta_adds_changes_and_ends(desk: Desk):
    assert desk.take(archive(desk, bundle(OF_1_1))).code == 0
    users = f"""
sourcedId | enabledUser | orgSourcedIds | role    | username | givenName | familyName | grades {STATED}
s2        | true        | oak           | student | fay      | Fay       | Ray-Lee    | 01     | active       | 2026-01-10T08:00:00.000Z
s3        | true        | oak           | student | hal      | Hal       | New        | 07     | active       | 2026-01-10T08:00:00.000Z
t1        | true        | oak           | teacher | ada      | Ada       | Byron      |        | tobedeleted  | 2026-01-09T23:30:00.000Z
"""  # noqa: E501
    enrollments = f"""
sourcedId | classSourcedId | schoolSourcedId | userSourcedId | role    | beginDate  | endDate    {STATED}
e2        | c1             | oak             | s1            | student | 2025-09-01 | 2026-01-21 | tobedeleted  | 2025-12-01T08:00:00.000Z
e9        | c1             | oak             | s3            | student | 2026-01-12 |            | active       | 2026-01-10T08:00:00.000Z
"""  # noqa: E501
    delta = archive(desk, bundle({"users": users, "enrollments": enrollments}, mode="delta"), "delta.zip")
    outcome = desk.take(delta)
    assert outcome.code == 0, outcome.out
    people = desk.rows("people", "id", "name", "grade", "end")
    assert ("s2", "Fay Ray-Lee", "1", None) in people
    assert ("s3", "Hal New", "7", None) in people
    assert ("t1", "Ada Byron", None, date(2026, 1, 9)) in people
    memberships = desk.rows("memberships", "person", "group", "start", "end")
    assert ("s1", "c1", date(2025, 9, 1), date(2025, 12, 1)) in memberships
    assert ("s3", "c1", date(2026, 1, 12), None) in memberships
    assert len(memberships) == 4
    again = desk.take(delta)
    assert all(file["read"] == file["unchanged"] for file in again.receipt["files"])


def test_whoever_is_missing_from_a_bulk_file_stays(desk: Desk):
    assert desk.take(archive(desk, bundle(OF_1_1))).code == 0
    fewer = {**OF_1_1, "users": "\n".join(line for line in USERS.splitlines() if not line.startswith("t2"))}
    outcome = desk.take(archive(desk, bundle(fewer)))
    assert (outcome.code, counts(by_name(outcome)["users.csv"])) == (0, (4, 0, 4, 0, 0))
    assert ("t2", None) in desk.rows("people", "id", "end")


def test_a_manifest_alone_says_that_nothing_is_new(desk: Desk):
    outcome = desk.take(archive(desk, bundle({})))
    assert (outcome.code, outcome.counts) == (0, (15, 0, 15, 0, 0))


def test_no_password_is_kept_anywhere(desk: Desk):
    path = folder(
        desk, bundle({**OF_1_1, "users": with_row(USERS, "x1 | perhaps | oak | student | x | X | Y | | | | hunter2")})
    )
    outcome = desk.take(path, "--keep-good-rows")
    assert (outcome.code, counts(by_name(outcome)["users.csv"])) == (1, (6, 5, 0, 0, 1))
    assert "hunter2" not in outcome.out + outcome.err
    desk.engine.dispose()
    assert all(b"hunter2" not in file.read_bytes() for file in desk.folder.parent.glob("*.db*"))


def test_somebody_who_is_not_enabled_is_gone_since_the_row_was_changed(desk: Desk):
    users = USERS.replace("familyName", f"familyName {STATED}").replace("| Byron ", "| Byron | | 2026-01-09T08:00:00Z")
    users = users.replace("| Ng ", "| Ng | | ").replace("| Okafor ", "| Okafor | | ").replace("| Ray ", "| Ray | | ")
    users = users.replace("| true ", "| false ", 2)
    outcome = desk.take(archive(desk, bundle({**OF_1_1, "users": users})))
    assert outcome.code == 0, outcome.out
    assert ("t1", date(2026, 1, 9)) in desk.rows("people", "id", "end")
    assert ("t2", None) in desk.rows("people", "id", "end")
    assert (
        "1 row: is not enabled, and nothing says since when: taken without an end"
        in by_name(outcome)["users.csv"]["notes"]
    )


def test_the_district_s_own_staff_are_of_no_school_and_told(desk: Desk):
    users = with_row(USERS, "d1 | true | north | administrator | dee | Dee | Dai | | | |")
    outcome = desk.take(archive(desk, bundle({**OF_1_1, "users": users})))
    assert (outcome.code, counts(by_name(outcome)["users.csv"])) == (0, (6, 5, 1, 0, 0))
    assert by_name(outcome)["users.csv"]["notes"] == [
        "1 row: belongs to no school, only to a district or the like: not taken"
    ]
    enrolled = with_row(ENROLLMENTS, "e9 | c1 | oak | d1 | teacher | | |")
    refused = desk.take(archive(desk, bundle({**OF_1_1, "users": users, "enrollments": enrolled})))
    assert refused.whys == ["is a user of no school, who is not taken in"]


def test_a_department_used_as_a_school_is_its_school(desk: Desk):
    texts = {
        name: text.replace("| oak ", "| math") if name in ("classes", "enrollments") else text
        for name, text in OF_1_1.items()
    }
    outcome = desk.take(archive(desk, bundle(texts)))
    assert outcome.code == 0, outcome.out
    assert by_name(outcome)["classes.csv"]["notes"] == [
        "2 rows: names a department as the school: the school above it is taken"
    ]
    assert {school for (school,) in desk.rows("groups", "school")} == {"oak"}


def test_extra_credit_is_taken_without_the_range(desk: Desk):
    texts = {**OF_1_1, "results": OF_1_1["results"].replace("17.5", "21.5")}
    outcome = desk.take(archive(desk, bundle(texts)))
    assert outcome.code == 0, outcome.out
    assert desk.rows("results", "score", "low", "high") == [(21.5, None, None)]


def test_roles_and_orgs_may_be_absent_where_that_leaves_no_question(desk: Desk):
    texts = {"users": USERS.replace("math,oak", "oak").replace("north,oak", "oak")}
    outcome = desk.take(archive(desk, bundle(texts)))
    assert outcome.code == 0, outcome.out
    assert by_name(outcome)["users.csv"]["notes"] == [
        "adds the school oak",
        "5 rows: refers to orgs.csv, which is absent",
    ]
    assert desk.rows("schools", "id", "name") == [("oak", "oak")]
    without = desk.take(archive(desk, bundle({"users": USERS_1_2, "orgs": ORGS}, "1.2")))
    assert set(without.whys) == {"is in no row of roles.csv, so that nobody knows what the user is"}


def test_a_role_that_is_over_counts_less_than_one_that_lasts(desk: Desk):
    roles = ROLES.replace("orgSourcedId", f"orgSourcedId {STATED}").replace("oak\n", "oak | |\n")
    roles = roles.replace("| elm", "| elm | tobedeleted | 2026-01-01T00:00:00Z")
    roles = with_row(roles, "o9 | t2 | secondary | aide | elm | | ")
    outcome = desk.take(archive(desk, bundle({**OF_1_2, "roles": roles}, "1.2")))
    assert outcome.code == 0, outcome.out
    assert ("t2", "aide") in desk.rows("people", "id", "role")
