"""How strict we are: what is refused, by file, line and remedy; what is only warned of."""

from collections.abc import Callable

import pytest

from tests.data.importers.desk import Desk
from tests.data.importers.formats.bundles import OF_1_1, OF_1_2, STATED, Files, bundle, by_name, folder, with_row

# what -> file, the row that is added to it (its columns as in the small school), line, column, why
BAD_ROWS = {
    "no such class": (
        "enrollments", "e9 | nobody | oak | s1 | student | | |", 5, "classSourcedId", "is not an id of classes.csv"
    ),
    "no such user": (
        "enrollments", "e9 | c1 | oak | nobody | student | | |", 5, "userSourcedId", "is not an id of users.csv"
    ),
    "no such school": (
        "classes", "c9 | Art | | alg | scheduled | nowhere | fall |", 4, "schoolSourcedId", "is not an id of orgs.csv"
    ),
    "no such course": (
        "classes", "c9 | Art | | none | scheduled | oak | fall |", 4, "courseSourcedId", "is not an id of courses.csv"
    ),
    "one term of two": (
        "classes", "c9 | Art | | alg | scheduled | oak | fall,autumn |", 4, "termSourcedIds",
        "has one that is not an id of academicSessions.csv",
    ),
    "no such agent": (
        "users", "u9 | true | oak | student | x | X | Y | | nobody | |", 7, "agentSourcedIds",
        "is not an id of users.csv",
    ),
    "no such line item": (
        "results", "r9 | l9 | s1 | submitted | 1 | 2025-10-02", 4, "lineItemSourcedId", "is not an id of lineItems.csv"
    ),
    "nobody's demographics": (
        "demographics", "s9 | | male | | | |", 5, "sourcedId", "is not an id of users.csv"
    ),
    "class of a district": (
        "classes", "c9 | Art | | alg | scheduled | north | fall |", 4, "schoolSourcedId",
        "is neither a school nor in one",
    ),
    "no name": (
        "users", "u9 | true | oak | student | x | X | | | | |", 7, "familyName", "is blank, but every row needs it"
    ),
    "no id": ("orgs", "| Nowhere | school |", 6, "sourcedId", "is blank, but every row needs it"),
    "two meanings": (
        "users", "s1 | true | oak | student | other | Eve | Okafor | | f1 | 07 |", 7, "sourcedId",
        "is the id of line 4 already, which says another thing",
    ),
    "an enrollment with two meanings": (
        "enrollments", "e2 | c2 | oak | s1 | student | false | |", 5, "sourcedId",
        "is the id of line 3 already, which says another thing",
    ),
    "perhaps enabled": (
        "users", "u9 | perhaps | oak | student | x | X | Y | | | |", 7, "enabledUser", "is neither true nor false"
    ),
    "no date": (
        "enrollments", "e9 | c1 | oak | s2 | student | | 09/01/2025 |", 5, "beginDate",
        "is not a date in the year-month-day format",
    ),
    "ends before it begins": (
        "enrollments", "e9 | c1 | oak | s2 | student | | 2025-09-02 | 2025-09-01", 5, "endDate", "is before beginDate"
    ),
    "a session the wrong way round": (
        "academicSessions", "t9 | Term | term | 2025-09-02 | 2025-09-01 | | 2026", 5, "endDate",
        "is not after startDate",
    ),
    "graded without a score": (
        "results", "r9 | l1 | s1 | fully graded | | 2025-10-03", 4, "score",
        "is blank, though its scoreStatus says that it was graded",
    ),
    "no number": ("results", "r9 | l1 | s1 | submitted | A+ | 2025-10-03", 4, "score", "is not a number"),
    "its own parent": (
        "orgs", "loop | Loop | school | loop", 6, "parentSourcedId", "leads back to the org itself"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD_ROWS)
def test_a_row_that_cannot_be_taken_is_told_with_its_line_and_a_remedy(reading: Desk, what: str):
    name, row, line, column, why = BAD_ROWS[what]
    texts = {**OF_1_1, name: with_row(OF_1_1[name], row)}
    outcome = reading.take(folder(reading, bundle(texts)))
    (problem,) = [problem for file in outcome.receipt["files"] for problem in file["problems"]]
    assert by_name(outcome)[f"{name}.csv"]["problems"] == [problem]
    assert (problem["line"], problem["column"], problem["why"]) == (line, column, why)
    assert problem["remedy"] and (not problem["value"] or problem["value"] not in problem["why"])
    assert (outcome.code, outcome.receipt["taken"]) == (1, False)


def test_a_row_of_another_width_is_told_also_where_it_only_completes_others(reading: Desk):
    files = bundle(OF_1_1)
    files["courses.csv"] += "late,,,,Late course\r\n"
    files["users.csv"] += "u9,,,true\r\n"
    found = by_name(reading.take(folder(reading, files)))
    assert [p["why"] for p in found["courses.csv"]["problems"]] == ["has 5 cells where the header has 10"]
    assert [p["why"] for p in found["users.csv"]["problems"]] == ["has 4 cells where the header has 18"]
    assert found["courses.csv"]["read"] == 3 and found["courses.csv"]["rejected"] == 1


def test_a_row_that_is_there_twice_is_one(reading: Desk):
    files = bundle(OF_1_1)
    files["enrollments.csv"] += files["enrollments.csv"].splitlines()[-1] + "\r\n"
    found = by_name(reading.take(folder(reading, files), "--dry-run"))["enrollments.csv"]
    assert (found["read"], found["repeated"], found["rejected"]) == (4, 1, 0)


# what -> how the bundle is changed, the file that is refused, its line, why
BAD_FILES: dict[str, tuple[Callable[[Files], object], str, int | None, str]] = {
    "orgs in users": (
        lambda files: files.update({"users.csv": files["orgs.csv"]}), "users.csv", 1, "has the columns of orgs.csv"
    ),
    "users in orgs": (
        lambda files: files.update({"orgs.csv": files["users.csv"]}), "orgs.csv", 1, "has the columns of users.csv"
    ),
    "a column is missing": (
        lambda files: files.update({"users.csv": files["users.csv"].replace(",role,", ",job,")}), "users.csv", 1,
        "lacks role, which users.csv must have",
    ),
    "a column is there twice": (
        lambda files: files.update({"users.csv": files["users.csv"].replace(",phone,", ",Role,")}), "users.csv", 1,
        "stands in the header twice",
    ),
    "a quote is never closed": (
        lambda files: files.update({"users.csv": files["users.csv"] + '"'}), "users.csv", 7,
        "has a quote that is never closed, so that the rows after it cannot be told apart",
    ),
    "another encoding": (
        lambda files: files.update({"orgs.csv": files["orgs.csv"] + "\0"}), "orgs.csv", 6,
        "has a NUL byte, so it is damaged or in another encoding",
    ),
    "a file that the manifest calls absent": (
        lambda files: files.update({"manifest.csv": files["manifest.csv"].replace("users,bulk", "users,absent")}),
        "users.csv", None, "is here, though manifest.csv says absent",
    ),
    "a file of no such name": (
        lambda files: files.update({"users (1).csv": files["users.csv"]}), "users (1).csv", None,
        "is not called as a file of OneRoster is",
    ),
    "a file that did not come": (
        lambda files: (files.pop("classes.csv"), files.pop("orgs.csv")), "manifest.csv", None,
        "announces classes.csv, orgs.csv, which did not come with it",
    ),
    "a manifest with another header": (
        lambda files: files.update({"manifest.csv": files["manifest.csv"].replace("propertyName", "name")}),
        "manifest.csv", 1, "has not the header propertyName,value",
    ),
    "a manifest with another mode": (
        lambda files: files.update({"manifest.csv": files["manifest.csv"].replace("users,bulk", "users,full")}),
        "manifest.csv", None, "says of users.csv neither absent, bulk nor delta",
    ),
    "a manifest that contradicts itself": (
        lambda files: files.update({"manifest.csv": files["manifest.csv"] + "file.users,delta\r\n"}),
        "manifest.csv", 17, "says two things of one property",
    ),
    "a manifest with a row too long": (
        lambda files: files.update({"manifest.csv": files["manifest.csv"] + "a,b,c\r\n"}), "manifest.csv", 17,
        "has 3 cells where the header has 2",
    ),
    "a version to come": (
        lambda files: files.update({"manifest.csv": files["manifest.csv"].replace("version,1.1", "version,2.0")}),
        "manifest.csv", None, "is of a version of OneRoster that is not read",
    ),
    "no version": (
        lambda files: files.update({"manifest.csv": files["manifest.csv"].replace("oneroster.version", "version")}),
        "manifest.csv", None, "does not say oneroster.version",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD_FILES)
def test_a_bundle_with_a_file_that_cannot_be_taken_is_refused_as_a_whole(reading: Desk, what: str, tmp_path):
    change, name, line, why = BAD_FILES[what]
    files = bundle(OF_1_1)
    change(files)
    outcome = reading.take(folder(reading, files, tmp_path.name), "--keep-good-rows")
    (problem,) = by_name(outcome)[name]["problems"]
    assert (problem["line"], problem["why"]) == (line, why)
    assert (outcome.code, outcome.receipt["taken"]) == (1, False)
    assert len(outcome.receipt["files"]) == len(files)
    assert all(file["read"] == 0 and file["problems"] for file in outcome.receipt["files"])


def test_files_without_a_manifest_are_refused_naming_what_is_missing(reading: Desk, tmp_path):
    files = bundle(OF_1_1)
    single = reading.take(reading.file("users.csv", files["users.csv"]))
    assert single.whys == [
        "is a file of OneRoster, but came without manifest.csv, and without academicSessions.csv, classes.csv, "
        "courses.csv, demographics.csv, enrollments.csv, orgs.csv of the seven files that need none"
    ]
    del files["manifest.csv"]
    outcome = reading.take(folder(reading, files, tmp_path.name))
    assert set(outcome.whys) == {"came with more than the seven files of OneRoster 1.0, but without manifest.csv"}


def test_two_bundles_at_once_are_told_apart_by_their_folders_alone(desk: Desk):
    one, two = folder(desk, bundle(OF_1_1), "one"), folder(desk, bundle(OF_1_1), "two")
    loose = desk.take(*one.iterdir(), *two.iterdir())
    assert set(loose.whys) == {"came with more than one manifest.csv"}
    assert desk.take(one, two).code == 0


def _cased(files: Files) -> None:
    files["Users.csv"] = files.pop("users.csv").replace("givenName", "GivenName").replace(",student,", ",Student,")
    files["Users.csv"] = files["Users.csv"].replace(",true,", ",TRUE,")


def _reordered(files: Files) -> None:
    files["orgs.csv"] = "name,sourcedId,type,status,dateLastModified,parentSourcedId,colour\nOak,oak,school,,,,red\n"
    files["orgs.csv"] += "Elm,elm,school,,,,\nMath,math,department,,,oak,\nNorth,north,district,,,,\n"


def _with_metadata(files: Files) -> None:
    files["courses.csv"] = "\ufeff" + "\n".join(f"{line},x" for line in files["courses.csv"].splitlines())
    files["courses.csv"] = files["courses.csv"].replace("subjectCodes,x", "subjectCodes,metadata.level", 1)


def _wild(files: Files) -> None:
    files["classes.csv"] = files["classes.csv"].replace("termSourcedIds", "termSourcedId")
    files["demographics.csv"] = files["demographics.csv"].replace("sourcedId", "userSourcedId")


WARNED: dict[str, tuple[Callable[[Files], object], dict[str, list[str]]]] = {
    "letter case": (_cased, {"Users.csv": [
        "writes the names of columns with other capitals than OneRoster",
        "is called with other capitals than OneRoster",
        "7 rows: writes words with other capitals than OneRoster",
    ]}),
    "order and unknown columns": (_reordered, {"orgs.csv": [
        "has its columns in another order than OneRoster",
        "has columns that OneRoster does not know: 1, not read",
        "has no identifier",
    ]}),
    "a byte order mark, and columns of a vendor": (_with_metadata, {"courses.csv": ["begins with a byte order mark"]}),
    "wild names": (_wild, {
        "classes.csv": ["calls termSourcedIds termSourcedId"], "demographics.csv": ["calls sourcedId userSourcedId"],
    }),
    "a manifest in capitals": (
        lambda files: files.update({"manifest.csv": files["manifest.csv"].replace("users,bulk", "users,Bulk")}),
        {"manifest.csv": ["writes bulk with capitals"]},
    ),
    "a manifest that names fewer files, and others": (
        lambda files: files.update({"manifest.csv": files["manifest.csv"].replace("file.resources", "file.staff")}),
        {"manifest.csv": ["does not name resources.csv: taken as absent"]},
    ),
    "a role in the class that the user has not": (
        lambda files: files.update({"users.csv": files["users.csv"].replace(",teacher,", ",aide,")}),
        {"enrollments.csv": ["1 row: has another role than its user"]},
    ),
    "a role that nobody knows": (
        lambda files: files.update({"users.csv": files["users.csv"].replace(",administrator,", ",principal,")}),
        {"users.csv": ["1 row: has a word for role that OneRoster does not know"]},
    ),
    "several grades": (
        lambda files: files.update({"users.csv": files["users.csv"].replace(",07,", ',"07,08",')}),
        {"users.csv": ["1 row: has several grades: left blank"]},
    ),
    "a school year by the year in which it begins": (
        lambda files: files.update({"academicSessions.csv": files["academicSessions.csv"].replace(",,2026", ",,2025")}),
        {"academicSessions.csv": ["1 row: has a schoolYear that is not the year in which it ends"]},
    ),
    "a status in a bulk file": (
        lambda files: files.update({"orgs.csv": files["orgs.csv"].replace("oak,,,", "oak,active,,", 1)}),
        {"orgs.csv": ["1 row: has status or dateLastModified, though the manifest says bulk: the file counts"]},
    ),
    "no status in a delta file": (
        lambda files: files.update({"manifest.csv": files["manifest.csv"].replace("orgs,bulk", "orgs,delta")}),
        {"orgs.csv": [
            "4 rows: lacks status or dateLastModified, though the manifest says delta: a blank status is active"
        ]},
    ),
    "inactive": (
        lambda files: files.update({"users.csv": files["users.csv"].replace("t2,,,", "t2,inactive,2026-01-01,")}),
        {"users.csv": [
            "1 row: status inactive is taken as tobedeleted",
            "1 row: has status or dateLastModified, though the manifest says bulk: the file counts",
        ]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WARNED)
def test_what_is_not_as_it_should_be_is_taken_with_a_note(reading: Desk, what: str, tmp_path):
    change, notes = WARNED[what]
    files = bundle(OF_1_1)
    change(files)
    outcome = reading.take(folder(reading, files, tmp_path.name), "--dry-run")
    assert outcome.code == 0, outcome.out
    found = by_name(outcome)
    assert {name: found[name]["notes"] for name in notes} == notes


def test_who_is_deleted_must_be_so_since_a_day(reading: Desk, tmp_path):
    users = f"sourcedId | enabledUser | orgSourcedIds | role | username | givenName | familyName {STATED}"
    users = with_row(users, "t1 | true | oak | teacher | ada | Ada | Byron | tobedeleted |")
    users = with_row(users, "t2 | true | oak | teacher | ben | Ben | Ng | removed | 2026-01-01")
    outcome = reading.take(folder(reading, bundle({"users": users}, mode="delta"), tmp_path.name))
    assert outcome.whys == ["is gone, but nothing says since when", "is neither active nor tobedeleted"]


def test_in_1_2_a_reference_to_roles_nobody_has_is_refused_too(reading: Desk, tmp_path):
    roles = with_row(OF_1_2["roles"], "o9 | nobody | primary | teacher | oak")
    outcome = reading.take(folder(reading, bundle({**OF_1_2, "roles": roles}, "1.2"), tmp_path.name))
    assert [p["why"] for p in by_name(outcome)["roles.csv"]["problems"]] == ["is not an id of users.csv"]
