"""Bad files that are no plain text: workbooks, archives, bundles, XML, calendars. Each with the one line said of it.

What it is: (who makes it in a folder, the line that is said, options). A bundle is refused as a whole; the line is
that of the file which is to blame.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.data.importers.formats import books
from tests.data.importers.formats.calendars import calendar, entry
from tests.data.importers.makers import (
    A1,
    ANN,
    PEOPLE,
    Make,
    P,
    book_with,
    cut,
    file,
    meeting,
    oneroster,
    raw_sheet,
    replaced,
    workbook,
    written,
    zipped,
)

OPEN_TEXT = "application/vnd.oasis.opendocument.text"
OAK = "--set=school=oak"
FAREST = books.cell("XFD1048576", "x")
DOCTYPE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
STUDENTS = (
    '{}<InterchangeStudent xmlns="http://ed-fi.org/5.2.0"><Student id="S1"><StudentUniqueId>1</StudentUniqueId><Name>'
    "<FirstName>{}</FirstName><LastSurname>Dyer</LastSurname></Name></Student></InterchangeStudent>"
)
ROWS = f'<row r="1">{A1}</row><row r="1048576">{FAREST}</row>'
XML_2003 = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook><Worksheet/></Workbook>'
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


def nested(folder: Path) -> Path:
    inner = books.archive(folder / "inner.zip", {"people.csv": PEOPLE}).read_bytes()
    return books.archive(folder / "x.zip", {"inner.zip": inner})


def beheaded(make: Make) -> Make:
    """The directory then says that the first member lies before the beginning."""

    def shorter(folder: Path) -> Path:
        path = make(folder)
        content = path.read_bytes()
        path.write_bytes(content[:4] + content[9:])
        return path

    return shorter


def manifest_and(row: str) -> Make:
    return oneroster(lambda files: files.update({"manifest.csv": files["manifest.csv"] + row}))


def exchanged(files: dict[str, str]) -> None:
    """The names of two columns are exchanged, above one row."""
    header, row, *_ = files["enrollments.csv"].splitlines()
    one, two = "classSourcedId", "userSourcedId"
    names = [{one: two, two: one}.get(name, name) for name in header.split(",")]
    files["enrollments.csv"] = f"{','.join(names)}\n{row}\n"


def formula_error(_book, sheet) -> None:
    sheet.write_row(0, 0, P)
    sheet.write_row(1, 0, ANN)
    sheet.write_formula(1, 1, "=NA()", value="#N/A")


def formula_uncounted(_book, sheet) -> None:
    sheet.write_row(0, 0, P)
    sheet.write_row(1, 0, ANN)
    sheet.write_formula(1, 1, '=""', value="")


def merged_down(book, sheet) -> None:
    sheet.write_row(0, 0, P)
    sheet.write_row(1, 0, ANN)
    sheet.write_row(2, 0, ["p2", "Bob", "staff"])
    sheet.merge_range(1, 3, 2, 3, "oak")


PARCELS: dict[str, tuple] = {
    # --- workbooks
    "more columns than are read": (
        workbook([*P, *(f"c{n}" for n in range(1_997))], ANN),
        (
            "x.xlsx [people] has 2,001 columns, more than the 2,000 that are read; delete the columns that are not "
            "needed, also blank ones on the right"
        ),
    ),
    "a cell at XFD1048576": (
        raw_sheet(ROWS),
        (
            "x.xlsx is a workbook with too many cells, or with one far from all others; delete what stands far "
            "below or beside the tables, or save the sheets as CSV files"
        ),
    ),
    "a workbook with a password": (
        file("x.xlsx", LOCKED),
        "x.xlsx is protected by a password; save a copy without one",
    ),
    "a workbook cut off": (
        cut(workbook(P, ANN), 1_000),
        "x.xlsx is a workbook that is damaged; open it, save it again as .xlsx and import that",
    ),
    "a workbook whose beginning was lost": (
        beheaded(workbook(P, ANN)),
        "x.xlsx is a workbook that is damaged; open it, save it again as .xlsx and import that",
    ),
    "a workbook that is a web page": (
        file("x.xls", "<html><table><tr><td>id</td></tr></table></html>"),
        "x.xls is a web page, whatever its name says; open it in a spreadsheet and save it as .xlsx",
    ),
    "a workbook without a cell": (
        workbook(),
        ("x.xlsx is a workbook without a filled cell in any sheet that is shown; check that it is the right one"),
    ),
    "entities in a workbook": (
        book_with(**{"xl/workbook.xml": DOCTYPE + books.BOOK}),
        "x.xlsx is a workbook that is damaged; open it, save it again as .xlsx and import that",
    ),
    "a bomb in a workbook": (
        book_with(**{"xl/sharedStrings.xml": b"x" * 20_000_000}),
        "x.xlsx is a workbook that is far larger inside than its file; save its sheets as CSV files",
    ),
    "the error of a formula in a workbook": (
        written(formula_error),
        'x.xlsx [people] line 2, column name: "#N/A" is the error of a formula; mend the formula',
    ),
    "a formula that comes to nothing": (
        written(formula_uncounted),
        (
            "x.xlsx [people] line 2, column name is blank, but every row needs it; fill it in, or give all rows "
            "one by --set name=..."
        ),
    ),
    "merged cells": (
        written(merged_down),
        (
            "x.xlsx [people] line 3, column school is blank, but every row needs it; fill it in, or give all rows"
            " one by --set school=..."
        ),
    ),
    "a sheet that is not there": (
        workbook(P, ANN),
        'x.xlsx has no sheet "Peeple"; name one of its sheets by --sheet: people',
        "--sheet=Peeple",
    ),
    "two sheets, one of them of no kind": (
        workbook(P, ANN, Budget=[["cost", "euro"], [1, 2]]),
        (
            "x.xlsx [Budget] line 1 has no header that tells what it holds; say what it is by --as KIND and which"
            " column is which by --map field=column"
        ),
    ),
    "two sheets that contradict each other": (
        workbook(P, ANN, staff=[P, ["p1", "Anna", "staff", "oak"]]),
        (
            'x.xlsx [staff] line 2, column id: "p1" was there on line 2 of x.xlsx [people] already, with another '
            "name; keep one of the rows"
        ),
    ),
    "a number where a date should be": (
        workbook([*P, "start"], [*ANN, 45_231]),
        (
            'x.xlsx [people] line 2, column start: "45231" is a spreadsheet\'s number of a day; format the column '
            "as a date and export it again"
        ),
    ),
    "a text of an office": (
        lambda folder: books.archive(folder / "x.odt", {"mimetype": OPEN_TEXT, "content.xml": "<text/>"}),
        "x.odt is a document of an office, but no workbook; save its table as a CSV file",
    ),
    # --- archives
    "a path that leads out of an archive": (
        zipped({"../people.csv": PEOPLE}),
        ("x.zip is an archive with a file whose name leads out of it; do not open it; ask whoever made it for another"),
    ),
    "a path from the root in an archive": (
        zipped({"/etc/people.csv": PEOPLE}),
        ("x.zip is an archive with a file whose name leads out of it; do not open it; ask whoever made it for another"),
    ),
    "a bomb in an archive": (
        zipped({"people.csv": b"0" * 2 * 2**20}),
        "x.zip is an archive with a file packed more than 200 to 1; hand in the file itself, if you trust it",
    ),
    "an archive in an archive": (
        nested,
        "x.zip/inner.zip is an archive inside another; unpack it, and name it by itself",
    ),
    "an archive with nothing in it": (zipped({}), "x.zip is an archive without files; put the files into it"),
    "an archive cut off": (
        cut(zipped({"people.csv": PEOPLE}), -30),
        "x.zip is a damaged archive; make it again, or export it again",
    ),
    "an archive whose beginning was lost": (
        beheaded(zipped({"people.csv": PEOPLE})),
        "x.zip is a damaged archive; make it again, or export it again",
    ),
    "a bad row in an archive": (
        zipped({"people.csv": PEOPLE.replace("staff", "wizard")}),
        (
            'x.zip/people.csv line 2, column kind: "wizard" is not one of the values this field knows; use one of'
            " staff, student, family, partner"
        ),
    ),
    # --- OneRoster
    "a manifest that calls a file absent": (
        oneroster(replaced("manifest.csv", "users,bulk", "users,absent")),
        "x.zip/users.csv is here, though manifest.csv says absent; correct the manifest, or leave it out",
    ),
    "a manifest that announces what did not come": (
        oneroster(lambda files: files.pop("classes.csv")),
        (
            "x.zip/manifest.csv announces classes.csv, which did not come with it; hand in the whole bundle, or "
            "write absent where a file is not there"
        ),
    ),
    "a manifest that says two things": (
        manifest_and("file.users,delta\r\n"),
        "x.zip/manifest.csv line 17 says two things of one property; keep one of the rows",
    ),
    "OneRoster of a version to come": (
        oneroster(replaced("manifest.csv", "version,1.1", "version,3.0")),
        ("x.zip/manifest.csv is of a version of OneRoster that is not read; export the bundle as OneRoster 1.1 or 1.2"),
    ),
    "OneRoster with a column missing": (
        oneroster(replaced("users.csv", ",role,", ",job,")),
        "x.zip/users.csv line 1 lacks role, which users.csv must have; export it again with them",
    ),
    "OneRoster with the names of two columns exchanged": (
        oneroster(exchanged),
        (
            'x.zip/enrollments.csv line 2, column classSourcedId: "t1" is not an id of classes.csv; add its row '
            "to classes.csv, or correct the id"
        ),
    ),
    "OneRoster with one file in the place of another": (
        oneroster(lambda files: files.update({"users.csv": files["orgs.csv"]})),
        "x.zip/users.csv line 1 has the columns of orgs.csv; hand in users.csv itself under this name",
    ),
    "OneRoster with a reference to nobody": (
        oneroster(enrollments="e9 | c1 | oak | nobody | student | | |"),
        (
            'x.zip/enrollments.csv line 5, column userSourcedId: "nobody" is not an id of users.csv; add its row '
            "to users.csv, or correct the id"
        ),
    ),
    "OneRoster with a person twice": (
        oneroster(users="s1 | true | oak | student | x | Eva | Okafor | | f1 | 07 |"),
        (
            'x.zip/users.csv line 7, column sourcedId: "s1" is the id of line 4 already, which says another '
            "thing; keep one"
        ),
    ),
    "OneRoster with a day that is none": (
        oneroster(enrollments="e9 | c1 | oak | s2 | student | | 2025-02-30 |"),
        (
            'x.zip/enrollments.csv line 5, column beginDate: "2025-02-30" is not a date in the year-month-day '
            "format; write it as 2026-01-31, or say the order of dates by --dates"
        ),
    ),
    # --- XML
    "XML that reads a file of the machine": (
        file("x.xml", STUDENTS.format(DOCTYPE, "&a;")),
        (
            "x.xml line 1 has a DTD, which no interchange needs and which can harm the machine that reads it; "
            "export it again as an interchange of Ed-Fi"
        ),
    ),
    "XML that grows without end": (
        file("x.xml", STUDENTS.format(LAUGHS, "&c;")),
        (
            "x.xml line 1 has a DTD, which no interchange needs and which can harm the machine that reads it; "
            "export it again as an interchange of Ed-Fi"
        ),
    ),
    "XML cut off": (
        file("x.xml", STUDENTS.format("", "Eve")[:200]),
        ("x.xml line 1 is not well-formed XML; mend it at this line, or export it again as an interchange of Ed-Fi"),
    ),
    "XML of something else": (
        file("x.xml", '<?xml version="1.0"?><people/>'),
        "x.xml line 1 is XML, but no interchange of Ed-Fi; export it again as an interchange of Ed-Fi",
    ),
    # --- calendars
    "a calendar in UTC alone": (
        file("x.ics", calendar(entry("DTSTART:20260305T090000Z"))),
        (
            "x.ics says its times in world time and not where the school is, so nobody can tell the hour of its "
            "meetings; choose the school's time zone in the settings of the calendar and export it again; or open the "
            "file as text and write below its first line X-WR-TIMEZONE:America/New_York, with your own zone"
        ),
    ),
    "a calendar cut off": (
        file("x.ics", calendar(entry("DTSTART:20260305T090000"))[:60]),
        "x.ics breaks off: it has a BEGIN without its END; export the calendar again",
    ),
    "a meeting that ends before the clocks go forward, and begins after": (
        meeting("DTSTART;TZID=America/New_York:20260308T033000", "DTEND;TZID=America/New_York:20260308T013000"),
        "x.ics line 4, column DTEND is before the start; correct the entry",
        OAK,
    ),
    "a meeting of every second": (
        meeting("DTSTART:20260305T090000", "RRULE:FREQ=SECONDLY"),
        (
            "x.ics line 4, column RRULE does not come daily, weekly, monthly or yearly; export the calendar with "
            "its meetings one by one, or with a simpler rule"
        ),
        OAK,
    ),
    # --- other files
    "a picture": (
        file("x.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"),
        "x.png is a picture; export the table itself, as CSV or .xlsx",
    ),
    "a document of pages": (
        file("x.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\n"),
        "x.pdf is a PDF document; export the table itself, as CSV or .xlsx",
    ),
    "a workbook of 2003": (
        file("x.xls", XML_2003),
        "x.xls is a workbook of 2003, written as XML; open it in a spreadsheet and save it as .xlsx",
    ),
    "a packed file": (
        file("x.csv.gz", gzip.compress(PEOPLE.encode())),
        "x.csv.gz is packed by gzip; unpack it, or make it again as a plain zip archive",
    ),
    "a database": (
        file("x.db", b"SQLite format 3\0" + bytes(84)),
        "x.db is a database; export the table itself, as CSV or .xlsx",
    ),
    "JSON": (
        file("x.json", '[{"id": "p1", "name": "Ann"}]'),
        "x.json is JSON; export the table itself, as CSV or .xlsx",
    ),
    "a field of ten million letters": (
        file("x.csv", f"id,name,kind,school\np1,{'x' * 10_000_000},staff,oak\n"),
        (
            "x.csv line 2 has a field of more than 1,000,000 characters, often a quote that is never closed; mend"
            ' the quotes in or above this line: a quote inside a field is written ""'
        ),
    ),
}
