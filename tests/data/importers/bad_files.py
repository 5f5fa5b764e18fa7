"""Small bad files of the first kind: what cannot be read, headers, rows. Each with the one line that is said of it.

What it is: (kind it is said to be, or "" for unsaid, content, the line that is said, options).
"""

P = "id,name,kind,school\n"  # a header of people
PERSON = "p1,Ann,staff,oak\n"

FILES = {
    # --- files that cannot be read at all
    "empty": ("people", "", "x.csv is empty; export it again, with a header in its first line"),
    "blank lines only": ("people", "\n\n\n", "x.csv is empty; export it again, with a header in its first line"),
    "not UTF-8, but one of two encodings": (
        "people",
        P.encode() + "p1,Hélène,staff,oak\n".encode("cp1252"),
        "x.csv line 2 is not UTF-8, and it is not certain in which encoding it is; save it as UTF-8, or name its "
        "encoding: --encoding cp1252 seems likeliest",
    ),
    "not the encoding that was named": (
        "people",
        P.encode() + b"p1,Zo\xeb,staff,oak\n",
        "x.csv line 2 is not text in the encoding utf-8; save it as UTF-8, or name its encoding by --encoding: "
        "cp1252 (Windows), mac-roman, utf-16",
        "--encoding=utf-8",
    ),
    "half of UTF-16": (
        "people",
        b"\xff\xfei\x00d\x00,",
        "x.csv is not text in the encoding utf-16; save it as UTF-8, or name its encoding by --encoding: "
        "cp1252 (Windows), mac-roman, utf-16",
    ),
    "a NUL byte": (
        "people",
        P + PERSON + "p2,B\0b,staff,oak\n",
        "x.csv line 3 has a NUL byte, so it is damaged or in another encoding; export it again as UTF-8, or name "
        "its encoding by --encoding, such as utf-16-le",
    ),
    "a quote never closed": (
        "people",
        P + PERSON + 'p2,"Bob,staff,oak\np3,Cy,staff,oak\n',
        "x.csv line 3 has a quote that is never closed, so that the rows after it cannot be told apart; "
        'mend the quotes in or above this line: a quote inside a field is written ""',
    ),
    "a quote inside a quoted field": (
        "people",
        P + 'p1,"Ann "the Great" Ada",staff,oak\n',
        "x.csv line 2 has a quote inside a quoted field; "
        'mend the quotes in or above this line: a quote inside a field is written ""',
    ),
    "a field of more than a million characters": (
        "people",
        P + f"p1,{'x' * 1_000_001},staff,oak\n",
        "x.csv line 2 has a field of more than 1,000,000 characters, often a quote that is never closed; "
        'mend the quotes in or above this line: a quote inside a field is written ""',
    ),
    "a line of more than twenty million characters": (
        "people",
        P + PERSON + "p2,Bob,staff," * 1_700_000,
        "x.csv line 3 is longer than 20,000,000 characters; export it again, with each row on a line of its own",
    ),
    "a line without end that is not UTF-8": (
        "people",
        b"id,name,kind,school," * 1_100_000 + "Zoë".encode("cp1252"),
        "x.csv line 1 is longer than 20,000,000 characters; export it again, with each row on a line of its own",
    ),
    "an unknown encoding": (
        "people",
        P + PERSON,
        'x.csv is not read: "klingon" is no encoding; use one such as utf-8 or cp1252',
        "--encoding=klingon",
    ),
    "no such header row": (
        "people",
        P + PERSON,
        "x.csv has no line 9 to be the header; name another line by --header-row",
        "--header-row=9",
    ),
    "a sheet of a CSV file": (
        "people",
        P + PERSON,
        "x.csv is not a workbook and has no sheets; leave --sheet out",
        "--sheet=One",
    ),
    # --- headers
    "a hundred thousand columns": (
        "",
        P.strip() + ",extra" * 100_000 + "\n" + PERSON,
        "x.csv has 100,004 columns, more than the 2,000 that are read; delete the columns that are not needed, also "
        "blank ones on the right",
    ),
    "a hundred thousand blank columns, and what the file holds is told": (
        "people",
        P.strip() + "," * 100_000 + "\n" + PERSON,
        "x.csv has 100,004 columns, more than the 2,000 that are read; delete the columns that are not needed, also "
        "blank ones on the right",
    ),
    "no kind of import": (
        "peeple",
        P + PERSON,
        'x.csv cannot be taken as "peeple", which is no kind of import; did you mean people?',
    ),
    "another header": (
        "",
        "colour,shape\nred,round\n",
        "x.csv line 1 has no header that tells what it holds; say what it is by --as KIND and which column is which "
        "by --map field=column",
    ),
    "nearly a header": (
        "",
        "person,date,state\ns1,2025-09-01,present\n",
        "x.csv line 1 has no header that tells what it holds (development lacks hours; attendance lacks status); "
        "say what it is by --as KIND and which column is which by --map field=column",
    ),
    "a header of two kinds": (
        "",
        "id,name,school\nc1,Algebra,oak\n",
        "x.csv line 1 could be classrooms or programs by its header; say which by --as classrooms",
    ),
    "no header at all": (
        "people",
        PERSON + PERSON,
        "x.csv line 1 has no column for id, name, kind, school, which people need; name it by --map "
        '"id=column of the file", or give all rows one by --set id=...',
    ),
    "a missing column": (
        "people",
        "id,name,school\np1,Ann,oak\n",
        "x.csv line 1 has no column for kind, which people need; name it by --map "
        '"kind=column of the file", or give all rows one by --set kind=...',
    ),
    "two columns that may be one field": (
        "people",
        "Student ID,SIS ID,name,kind,school\np1,1,Ann,student,oak\n",
        'x.csv line 1 has 2 columns that may be id; say which by --map "id=Student ID" or --map "id=SIS ID"',
    ),
    "a list of students that could be schools": (
        "",
        "id,name,grade,Email address\ns1,Ann,7,ann@oak\n",
        "x.csv line 1 could be schools or people by its header; say which by --as schools",
    ),
    "names of a school beside students whose kind is not told": (
        "",
        "Student ID,First Name,Last Name,School ID,School Name\ns1,Ann,Ade,oak,Oak\n",
        "x.csv line 1 has no header that tells what it holds (people lacks kind; memberships lacks group); "
        "say what it is by --as KIND and which column is which by --map field=column",
    ),
    "a column twice": (
        "people",
        "id,name,Name,kind,school\np1,Ann,Bob,staff,oak\n",
        "x.csv line 1, column name stands in the header twice; rename one of the two",
    ),
    "a mapped column that is not there": (
        "people",
        "id,Full name,kind,school\np1,Ann,staff,oak\n",
        'x.csv line 1 has no column "Ful name" for name; check its spelling: is it "Full name"?',
        "--map=name=Ful name",
    ),
    "an optional column that is not there": (
        "people",
        P + PERSON,
        'x.csv cannot take --map "role=Rolle": there is no such column; check its spelling',
        "--map=role=Rolle",
    ),
    "a field that the kind has not": (
        "schools",
        "id,name\noak,Oak\n",
        'x.csv cannot take --set "color=...": schools have no such field; use one of id, name, district',
        "--set=color=red",
    ),
    "more groups than are read": (
        "people",
        P.strip() + "".join(f",group.g{n}" for n in range(101)) + "\n" + PERSON,
        "x.csv line 1 has 101 columns group.<name>, more than the 100 that are read; keep those by which people are "
        "to be compared",
    ),
    "a value for all rows that none may have": (
        "people",
        "id,name,school\np1,Ann,oak\np2,Bob,oak\n",
        'x.csv: "wizard" for kind by --set is not one of the values this field knows; '
        "use one of staff, student, family, partner",
        "--set=kind=wizard",
    ),
    # --- rows
    "too few cells": (
        "people",
        P + "p1,Ann,staff\n",
        "x.csv line 2 has 3 cells where the header has 4; check the quotes and delimiters of this line",
    ),
    "too many cells": (
        "people",
        P + PERSON + "p2,Bob, Jr.,staff,oak\n",
        "x.csv line 3 has 5 cells where the header has 4; check the quotes and delimiters of this line",
    ),
    "a blank where something must be": (
        "people",
        P + "p1, ,staff,oak\n",
        "x.csv line 2, column name is blank, but every row needs it; "
        "fill it in, or give all rows one by --set name=...",
    ),
    "a row below a quoted line break": (
        "people",
        P + 'p1,"Ann\nAda",staff,oak\np2,,staff,oak\n',
        "x.csv line 4, column name is blank, but every row needs it; "
        "fill it in, or give all rows one by --set name=...",
    ),
    "an unknown value": (
        "people",
        P + "p1,Ann,wizard,oak\n",
        'x.csv line 2, column kind: "wizard" is not one of the values this field knows; '
        "use one of staff, student, family, partner",
    ),
    "a terminal's commands in a cell": (
        "people",
        P + "p1,Ann,\x1b[31mred\x07,oak\n",
        'x.csv line 2, column kind: "\\x1b[31mred\\x07" is not one of the values this field knows; '
        "use one of staff, student, family, partner",
    ),
    "a letter for a word": (
        "attendance",
        "person,date,status\ns1,2025-09-01,T\n",
        'x.csv line 2, column status: "T" is a letter, and letters mean other things in other systems; replace it by '
        "the word that it stands for: present, absent, excused, unexcused, tardy, partial, suspended",
    ),
    "an id of 256 characters": (
        "people",
        P + f"{'7' * 256},Ann,staff,oak\n",
        f'x.csv line 2, column id: "{"7" * 199}…" is longer than the 255 characters of an id; '
        "check that the column is the id's",
    ),
    "an id on two lines": (
        "people",
        P + '"p\n1",Ann,staff,oak\n',
        'x.csv line 2, column id: "p\\n1" has a line break or another control character inside; '
        "write the id on one line",
    ),
    "a person twice with two names": (
        "people",
        P + PERSON + "p1,Anna,staff,oak\n",
        'x.csv line 3, column id: "p1" was there on line 2 already, with another name; keep one of the rows',
    ),
    "an end before the start": (
        "people",
        "id,name,kind,school,start,end\np1,Ann,staff,oak,2025-09-01,2025-08-31\n",
        'x.csv line 2, column end: "2025-08-31" is before start; correct one of the two dates',
    ),
}
