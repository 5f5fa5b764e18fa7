"""Small bad files of the first kind: what cannot be read, headers, cells. Each with the one line that is said of it.

What it is: (kind it is said to be, or "" for unsaid, content, the line that is said, options).
"""

P = "id,name,kind,school\n"  # a header of people
PERSON = "p1,Ann,staff,oak\n"
E = "id,kind,date,school,minutes,group,goal\n"
G = "id,title,level,school,direction,baseline,target,low,high,start,due,group,parent,strategy\n"
SPAN = "2025-09-01,2026-06-01"

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
    # --- dates
    "a date in no order": (
        "events",
        E + "e1,planning,13/25/2024,oak,,,\n",
        'x.csv line 2, column date: "13/25/2024" is not a date in the year-month-day format; write it as 2026-01-31',
    ),
    "dates that could be both": (
        "events",
        E + "e1,planning,03/04/2024,oak,,,\ne2,planning,soon,oak,,,\ne3,planning,04/04/2024,oak,,,\n",
        "x.csv, column date could be day-month-year or month-day-year; say which by --dates dmy or --dates mdy",
    ),
    "a date for all rows that could be both": (
        "events",
        "id,kind,school\ne1,planning,oak\n",
        "x.csv, column date by --set could be day-month-year or month-day-year; "
        "say which by --dates dmy or --dates mdy",
        "--set=date=03/04/2024",
    ),
    "a date of no other order": (
        "events",
        E + "e1,planning,13/04/2024,oak,,,\ne2,planning,04/13/2024,oak,,,\ne3,planning,28/02/2024,oak,,,\n",
        'x.csv line 3, column date: "04/13/2024" is not a date in the day-month-year format; write it as 31/01/2026',
    ),
    "a doubtful date among dates of two formats": (
        "events",
        E + "e1,planning,2024-04-13,oak,,,\ne2,planning,2024-04-14,oak,,,\ne3,planning,03/04/2024,oak,,,\n",
        'x.csv line 4, column date: "03/04/2024" is written in another format than other dates of the column; '
        "use one format in the column",
    ),
    "a month's name with a short year": (
        "events",
        E + "e1,planning,14-Mar-25,oak,,,\n",
        'x.csv line 2, column date: "14-Mar-25" is a date whose year has not four digits; '
        "write the year with four digits",
    ),
    "European dates read as American": (
        "events",
        E + "e1,planning,31/01/2024,oak,,,\n",
        'x.csv line 2, column date: "31/01/2024" is not a date in the month-day-year format; '
        "use --dates dmy, which fits all such dates of the column",
        "--dates=mdy",
    ),
    "two formats in one column": (
        "events",
        E + "e1,planning,31/01/2024,oak,,,\ne2,planning,2024-02-01,oak,,,\n",
        'x.csv line 3, column date: "2024-02-01" is written in another format than other dates of the column; '
        "use one format in the column",
        "--dates=dmy",
    ),
    "the thirtieth of February": (
        "events",
        E + "e1,planning,2025-02-30,oak,,,\n",
        'x.csv line 2, column date: "2025-02-30" is not a day of the calendar; correct the date',
    ),
    "a year of two digits": (
        "events",
        E + "e1,planning,31/01/24,oak,,,\n",
        'x.csv line 2, column date: "31/01/24" is a date whose year has not four digits; '
        "write the year with four digits",
        "--dates=dmy",
    ),
    "the year 1066": (
        "events",
        E + "e1,planning,1066-10-14,oak,,,\n",
        'x.csv line 2, column date: "1066-10-14" is before 1900 or after 2200; correct the year',
    ),
    "a number of a spreadsheet for a date": (
        "events",
        E + "e1,planning,45231,oak,,,\n",
        'x.csv line 2, column date: "45231" is a spreadsheet\'s number of a day; '
        "format the column as a date and export it again",
    ),
    # --- numbers
    "a decimal comma": (
        "checkins",
        'goal,date,value\ng1,2025-10-01,"62,5"\n',
        'x.csv line 2, column value: "62,5" is not a number; write decimals with a point',
    ),
    "a thousand with a comma": (
        "checkins",
        'goal,date,value\ng1,2025-10-01,"1,234"\n',
        'x.csv line 2, column value: "1,234" is not a number; write thousands without a comma, '
        "and decimals with a point",
    ),
    "a percent sign": (
        "checkins",
        "goal,date,value\ng1,2025-10-01,62%\n",
        'x.csv line 2, column value: "62%" is not a number; leave the percent sign out',
    ),
    "an exponent": (
        "checkins",
        "goal,date,value\ng1,2025-10-01,1E5\n",
        'x.csv line 2, column value: "1E5" is not a number; write the number out, without an exponent',
    ),
    "not a number": (
        "checkins",
        "goal,date,value\ng1,2025-10-01,NaN\n",
        'x.csv line 2, column value: "NaN" is not a number; every row needs it: fill it in, or leave the row out',
    ),
    "a word for nothing where a cell may be blank": (
        "events",
        E + "e1,planning,2025-10-01,oak,N/A,,\n",
        'x.csv line 2, column minutes: "N/A" is not a number; leave the cell blank where there is nothing to say',
    ),
    "a word for nothing beside dates of another order": (
        "events",
        E + "e1,planning,NULL,oak,,,\n",
        'x.csv line 2, column date: "NULL" is not a date; every row needs it: fill it in, or leave the row out',
    ),
    "nobody, written as a dash": (
        "events",
        E + "e1,planning,2025-10-01,oak,,-,\n",
        'x.csv line 2, column group: "-" is not the id of a known classroom or program; '
        "leave the cell blank where there is nothing to say",
    ),
    "a code for what is missing": (
        "events",
        E + "e1,planning,2025-10-01,oak,-9999,,\n",
        'x.csv line 2, column minutes: "-9999" is under 0; leave the cell blank where there is nothing to say',
    ),
    "the error of a formula": (
        "events",
        E + "e1,planning,2025-10-01,oak,#REF!,,\n",
        'x.csv line 2, column minutes: "#REF!" is the error of a formula; mend the formula, or leave the cell blank',
    ),
    "infinity": (
        "checkins",
        "goal,date,value\ng1,2025-10-01,inf\n",
        'x.csv line 2, column value: "inf" is not a number; write a number such as 12.5, '
        "or leave the cell blank where there is none",
    ),
    "a number beyond all numbers": (
        "checkins",
        f"goal,date,value\ng1,2025-10-01,{'9' * 400}\n",
        f'x.csv line 2, column value: "{"9" * 199}…" is too large a number; check the value',
    ),
    "half a minute": (
        "events",
        E + "e1,planning,2025-10-01,oak,24.5,,\n",
        'x.csv line 2, column minutes: "24.5" is not a whole number; round it, or check that the column is the '
        "right one",
    ),
    "minutes under nothing": (
        "events",
        E + "e1,planning,2025-10-01,oak,-5,,\n",
        'x.csv line 2, column minutes: "-5" is under 0; check the value',
    ),
    "an eighth strategy": (
        "goals",
        G + f"g2,More,school,oak,increase,1,2,,,{SPAN},,,8\n",
        'x.csv line 2, column strategy: "8" is over 7; use 1 to 7',
    ),
    "a maybe": (
        "participants",
        "event,person,present\ne1,t1,maybe\n",
        'x.csv line 2, column present: "maybe" is neither yes nor no; use true or false, 1 or 0, yes or no',
    ),
}
