"""A small school as OneRoster bundles: tables that one can read, made into files with all columns of the standard."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from data.importers.formats.oneroster.columns import tables
from tests.data.importers.desk import Desk

Files = dict[str, str]  # name -> content

ORGS = """
sourcedId | name             | type       | parentSourcedId
north     | North District   | district   |
oak       | Oak School       | school     | north
elm       | Elm School       | school     | north
math      | Math             | department | oak
"""
SESSIONS = """
sourcedId | title      | type       | startDate  | endDate    | parentSourcedId | schoolYear
y26       | 2025-26    | schoolYear | 2025-08-25 | 2026-06-20 |                 | 2026
fall      | Fall       | term       | 2025-08-25 | 2026-01-20 | y26             | 2026
spring    | Spring     | term       | 2026-01-20 | 2026-06-20 | y26             | 2026
"""
COURSES = """
sourcedId | title     | grades | orgSourcedId | subjects
alg       | Algebra   | 07     | north        | Mathematics
kg        | Beginners | KG     | oak          |
"""
CLASSES = """
sourcedId | title      | grades | courseSourcedId | classType | schoolSourcedId | termSourcedIds | subjects
c1        | Algebra 7a |        | alg             | scheduled | oak             | spring,fall    |
c2        | Butterfly  |        | kg              | homeroom  | oak             | fall           | Reading,Art
"""
USERS = """
sourcedId | enabledUser | orgSourcedIds  | role          | username | givenName | familyName | email   | agentSourcedIds | grades | password
t1        | true        | math,oak       | teacher       | ada      | Ada       | Byron      | ada@oak |                 |        | hunter2
t2        | true        | oak            | administrator | ben      | Ben       | Ng         |         |                 |        | hunter2
s1        | true        | north,oak      | student       | eve      | Eve       | Okafor     |         | f1              | 07     | hunter2
s2        | true        | oak            | student       | fay      | Fay       | Ray        |         |                 | KG     | hunter2
f1        | true        | oak            | parent        | gil      | Gil       | Okafor     |         | s1              |        | hunter2
"""  # noqa: E501
ENROLLMENTS = """
sourcedId | classSourcedId | schoolSourcedId | userSourcedId | role    | primary | beginDate  | endDate
e1        | c1             | oak             | t1            | teacher | true    |            |
e2        | c1             | oak             | s1            | student | false   | 2025-09-01 | 2026-01-21
e3        | c2             | oak             | s2            | student | false   |            |
"""
DEMOGRAPHICS = """
sourcedId | birthDate  | sex    | asian | white | hispanicOrLatinoEthnicity | demographicRaceTwoOrMoreRaces
s1        | 2013-02-03 | female | false | false | true                      | false
s2        | 2020-02-03 | male   | true  | true  | false                     | false
t1        | 1990-02-03 | female | false | true  | false                     | false
"""
CATEGORIES = """
sourcedId | title
quizzes   | Quizzes
"""
LINE_ITEMS = """
sourcedId | title  | assignDate | dueDate    | classSourcedId | categorySourcedId | gradingPeriodSourcedId | resultValueMin | resultValueMax
l1        | Quiz 1 | 2025-10-01 | 2025-10-02 | c1             | quizzes           | fall                   | 0              | 20
"""  # noqa: E501
RESULTS = """
sourcedId | lineItemSourcedId | studentSourcedId | scoreStatus  | score | scoreDate
r1        | l1                | s1               | fully graded | 17.5  | 2025-10-02
r2        | l1                | s2               | exempt       |       | 2025-10-02
"""
OF_1_1 = {
    "orgs": ORGS, "academicSessions": SESSIONS, "courses": COURSES, "classes": CLASSES, "users": USERS,
    "enrollments": ENROLLMENTS, "demographics": DEMOGRAPHICS, "categories": CATEGORIES, "lineItems": LINE_ITEMS,
    "results": RESULTS,
}  # fmt: skip
USERS_1_2 = """
sourcedId | enabledUser | username | givenName | familyName | preferredGivenName | primaryOrgSourcedId | grades
t1        | true        | ada      | Augusta   | Byron      | Ada                | math                |
t2        | true        | ben      | Ben       | Ng         |                    |                     |
s1        | true        | eve      | Eve       | Okafor     |                    | oak                 | 07
"""
ROLES = """
sourcedId | userSourcedId | roleType  | role      | orgSourcedId
o1        | t1            | secondary | counselor | oak
o2        | t1            | primary   | teacher   | oak
o3        | t2            | primary   | principal | elm
o4        | s1            | primary   | student   | oak
"""
ENROLLMENTS_1_2 = """
sourcedId | classSourcedId | schoolSourcedId | userSourcedId | role          | beginDate  | endDate
e1        | c1             | oak             | t1            | teacher       | 2025-09-01 |
e2        | c1             | oak             | s1            | student       | 2025-09-01 |
e3        | c1             | oak             | t2            | administrator | 2025-09-01 |
"""
OF_1_2 = {
    "orgs": ORGS, "academicSessions": SESSIONS, "courses": COURSES, "classes": CLASSES, "users": USERS_1_2,
    "roles": ROLES, "enrollments": ENROLLMENTS_1_2,
}  # fmt: skip
STATED = " | status       | dateLastModified"
SEVEN = ("orgs", "academicSessions", "courses", "classes", "users", "enrollments", "demographics")


def bundle(texts: Mapping[str, str], version: str = "1.1", mode: str = "bulk", **modes: str) -> Files:
    """The files of a bundle; ``modes`` where the manifest says another thing than it should."""
    known = tables(version[:3])
    said = {name: modes.get(name, mode if name in texts else "absent") for name in known}
    rows = [("manifest.version", "1.0"), ("oneroster.version", version)]
    rows += [(f"file.{name}", value) for name, value in said.items()]
    files = {f"{name}.csv": full(text, known[name].columns) for name, text in texts.items()}
    return {"manifest.csv": csv_text([("propertyName", "value"), *rows]), **files}


def full(text: str, columns: tuple[str, ...]) -> str:
    """A table as CSV, with all columns of the standard; those that it leaves out are blank."""
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines())
    assert set(header) <= set(columns), set(header) - set(columns)
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    return csv_text([columns, *([row.get(column, "") for column in columns] for row in cells)])


def csv_text(rows: list) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def with_row(text: str, row: str) -> str:
    return f"{text.rstrip()}\n{row}\n"


def folder(desk: Desk, files: Files, name: str = "bundle") -> Path:
    path = desk.folder / name
    path.mkdir(exist_ok=True)
    for file, content in files.items():
        (path / file).write_bytes(content.encode())
    return path


def archive(desk: Desk, files: Mapping[str, str | bytes], name: str = "oak.zip") -> Path:
    path = desk.folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file, content in files.items():
            zipped.writestr(file, content)
    return path


def by_name(outcome) -> dict[str, dict]:
    """The receipts of the files, by their own names."""
    return {file["file"].rpartition("/")[2]: file for file in outcome.receipt["files"]}
