"""Workbooks, archives, bundles and calendars that are odd, and good all the same. As in `odd_files`."""

from datetime import date

from tests.data.importers.formats import books
from tests.data.importers.makers import (
    ANN,
    PEOPLE,
    P,
    meeting,
    oneroster,
    replaced,
    workbook,
    written,
    zipped,
)
from tests.data.importers.odd_files import TITLED, TWO, Odd

ZONE = "TZID=America/New_York"


def kept(book, sheet) -> None:
    sheet.write_row(0, 0, ["event", "person", "present"])
    sheet.write_row(1, 0, ["e1", "t1", True])


def a_day(book, sheet) -> None:
    sheet.write_row(0, 0, ["id", "kind", "date", "school", "minutes"])
    sheet.write_row(1, 0, ["e9", "planning", None, "oak", 45.0])
    sheet.write_datetime(1, 2, date(2025, 10, 13), book.add_format({"num_format": "dd/mm/yy"}))


def open_row(cells: list[str]) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return f"<table:table-row>{''.join(map(cell.format, cells))}</table:table-row>"


def formula(_book, sheet) -> None:
    sheet.write_row(0, 0, P)
    sheet.write_row(1, 0, ANN)
    sheet.write_formula(1, 1, '="Ann"&" Ade"', value="Ann Ade")


def merged_title(_book, sheet) -> None:
    sheet.merge_range(0, 0, 0, 3, "Staff of Oak School")
    sheet.write_row(2, 0, P)
    sheet.write_row(3, 0, ANN)


def merged_header(_book, sheet) -> None:
    sheet.write_row(0, 0, ["id", "name", "", "kind", "school"])
    sheet.merge_range(0, 1, 0, 2, "name")
    sheet.write_row(1, 0, ["p1", "Ann", "", "staff", "oak"])


def reordered(files: dict[str, str]) -> None:
    files["orgs.csv"] = "name,sourcedId,type,status,dateLastModified,identifier,parentSourcedId\n"
    files["orgs.csv"] += "Oak School,oak,school,,,,north\nElm School,elm,school,,,,north\n"
    files["orgs.csv"] += "Math,math,department,,,,oak\nNorth District,north,district,,,,\n"


def night(start: str, end: str, stored: str) -> Odd:
    """A meeting in New York."""
    made = meeting("SUMMARY:Night", f"DTSTART;{ZONE}:{start}", f"DTEND;{ZONE}:{end}")
    told = "times are those that clocks show in America/New_York"
    return Odd("meetings", made, stored=("Night", stored), note=told, options=("--set=school=oak",))


PARCELS = {
    # --- workbooks
    "numbers as text, and as numbers": Odd(
        "people", workbook(P, ["007", "Ann", "staff", "oak"], [8, "Bob", "staff", "oak"]), TWO, ("007", "8")
    ),
    "a truth as spreadsheets keep it": Odd("participants", written(kept), stored=("True",)),
    "a day and a number as spreadsheets keep them": Odd("events", written(a_day), stored=("2025-10-13", "45")),
    "a formula with its value": Odd("people", written(formula), stored=("Ann Ade",)),
    "a title in merged cells": Odd("people", written(merged_title), note=TITLED.format(3)),
    "a merged header": Odd("people", written(merged_header)),
    "emoji in a workbook": Odd("people", workbook(P, ["p1", "Ann 🎓", "staff", "oak"]), stored=("Ann 🎓",)),
    "several sheets, one of them blank": Odd(
        "people", workbook(P, ANN, Notes=[]), note="sheets without rows were left out: Notes"
    ),
    "an open document": Odd(
        "people",
        lambda folder: books.ods(folder / "x.ods", "".join(map(open_row, [P, ANN]))),
        note="errors of formulas, such as #N/A, are read as blank cells: save it as .xlsx to be told of them",
    ),
    # --- archives and bundles
    "an archive with what a system adds": Odd(
        "people", zipped({"__MACOSX/._people.csv": b"\0", "a/people.csv": PEOPLE})
    ),
    "OneRoster with a teacher enrolled as student": Odd(
        "memberships",
        oneroster(enrollments="e9 | c2 | oak | t1 | student | | |"),
        (4, 4, 0, 0, 0),
        ("c2",),
        "1 row: has another role than its user",
    ),
    "OneRoster with its columns in another order": Odd(
        "schools",
        oneroster(reordered),
        (4, 2, 2, 0, 0),
        ("North District",),
        "has its columns in another order than OneRoster",
    ),
    "OneRoster with a byte-order mark": Odd(
        "classrooms",
        oneroster(replaced("classes.csv", "sourcedId,", "\ufeffsourcedId,")),
        TWO,
        ("Butterfly",),
        "begins with a byte order mark",
    ),
    # --- calendars
    "a meeting in the hour that is not there": night("20260308T023000", "20260308T033000", "2026-03-08 03:30:00"),
    "a meeting in the hour that is there twice": night("20251102T013000", "20251102T013000", "2025-11-02 01:30:00"),
    "a meeting while the clocks go forward": night("20260307T230000", "20260308T040000", "2026-03-08 04:00:00"),
}
