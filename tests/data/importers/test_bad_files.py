"""Small bad files, each with the one line that tells what is wrong and what to do. Nothing of them is taken."""

import pytest

from data.importers.problems import Problem
from tests.data.importers.desk import PEOPLE, Desk

P = "id,name,kind,school\n"  # a header of people
PERSON = "p1,Ann,staff,oak\n"
E = "id,kind,date,school,minutes,group,goal\n"
A = "person,date,status,minutes\n"
G = "id,title,level,school,direction,baseline,target,low,high,start,due,group,parent,strategy\n"
R = "id,date,to,to_kind,from,school,points\n"
S = "survey,date,respondent,item,answer\n"
SPAN = "2025-09-01,2026-06-01"

# what it is: (kind or "" for unsaid, content, the line that is said, options)
FILES = {
    # --- files that cannot be read at all
    "empty": ("people", "", "x.csv is empty; export it again, with a header in its first line"),
    "blank lines only": ("people", "\n\n\n", "x.csv is empty; export it again, with a header in its first line"),
    "not UTF-8": (
        "people",
        P.encode() + "p1,Zoë,staff,oak\n".encode("cp1252"),
        "x.csv line 2 is not text in the encoding utf-8; save it as UTF-8, or name its encoding by --encoding: "
        "cp1252 (Windows), mac-roman, utf-16",
    ),
    "half of UTF-16": (
        "people",
        b"\xff\xfei\x00d\x00,",
        "x.csv is not text in the encoding utf-16; save it as UTF-8, or name its encoding by --encoding: "
        "cp1252 (Windows), mac-roman, utf-16",
    ),
    "UTF-16 without its mark": (
        "people",
        P.encode("utf-16-le"),
        "x.csv line 1 has a NUL byte, so it is damaged or in another encoding; export it again as UTF-8, or name "
        "its encoding by --encoding, such as utf-16-le",
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
    "American dates": (
        "events",
        E + "e1,planning,12/25/2024,oak,,,\n",
        'x.csv line 2, column date: "12/25/2024" is not a date in the year-month-day format; '
        "use --dates mdy, which fits all such dates of the column",
    ),
    "dates that could be both": (
        "events",
        E + "e1,planning,03/04/2024,oak,,,\n",
        'x.csv line 2, column date: "03/04/2024" is not a date in the year-month-day format; '
        "say which order the file means by --dates mdy or --dates dmy",
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
        'x.csv line 3, column date: "2024-02-01" is written in another format than the dates above it; '
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
        'x.csv line 2, column date: "45231" is not a date in the year-month-day format; write it as 2026-01-31',
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
        'x.csv line 2, column value: "NaN" is not a number; write a number such as 12.5, '
        "or leave the cell blank where there is none",
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
    # --- references
    "an unknown person": (
        "ties",
        "from,to\nt1,nobody\n",
        'x.csv line 2, column to: "nobody" is not the id of a known person; '
        "import the people first or with this file, or correct the id",
    ),
    "an id in other capitals": (
        "ties",
        "from,to\nt1,T2\n",
        'x.csv line 2, column to: "T2" is not the id of a known person; '
        "import the people first or with this file, or correct the id",
    ),
    "an unknown event": (
        "participants",
        "event,person\ne9,t1\n",
        'x.csv line 2, column event: "e9" is not the id of a known event or meeting; '
        "import the events or meetings first or with this file, or correct the id",
    ),
    "an unknown goal": (
        "checkins",
        "goal,date,value\ng9,2025-10-01,1\n",
        'x.csv line 2, column goal: "g9" is not the id of a known goal; '
        "import the goals first or with this file, or correct the id",
    ),
    "a program's id for a classroom": (
        "classrooms",
        "id,name,school\np1,Algebra,oak\n",
        'x.csv line 2, column id: "p1" is already the id of a program; give one of the two another id',
    ),
    # --- goals
    "nothing to increase": (
        "goals",
        G + f"g2,More,school,oak,increase,60,60,,,{SPAN},,,\n",
        'x.csv line 2, column target: "60" is the baseline: there is nothing to increase; '
        "correct one of the two, or use maintain",
    ),
    "an increase downwards": (
        "goals",
        G + f"g2,More,school,oak,increase,22,15,,,{SPAN},,,\n",
        'x.csv line 2, column target: "15" is under the baseline, though the goal is to increase; '
        "correct it, or use decrease",
    ),
    "nothing to keep to": (
        "goals",
        G + f"g2,Keep,school,oak,maintain,,,90,,{SPAN},,,\n",
        'x.csv line 2, column direction: "maintain" is maintain, but nothing says what to keep to; '
        "give low and high, or a target",
    ),
    "due before the start": (
        "goals",
        G + "g2,More,school,oak,increase,1,2,,,2025-09-01,2025-08-01,,,\n",
        'x.csv line 2, column due: "2025-08-01" is before start; correct one of the two dates',
    ),
    "a classroom of another school": (
        "goals",
        G + f"g2,More,classroom,oak,increase,1,2,,,{SPAN},c2,,\n",
        'x.csv line 2, column group: "c2" is a classroom or program of another school; correct group or school',
    ),
    "a parent that is nobody": (
        "goals",
        G + f"g2,More,school,oak,increase,1,2,,,{SPAN},,g9,\n",
        'x.csv line 2, column parent: "g9" is not the id of a known goal; '
        "import the goals first or with this file, or correct the id",
    ),
    "a goal that serves itself": (
        "goals",
        G + f"g2,More,school,oak,increase,1,2,,,{SPAN},,g2,\n",
        'x.csv line 2, column parent: "g2" leads back to the goal itself; break the circle: leave one parent blank',
    ),
    # --- people
    "thanks to nobody": (
        "recognitions",
        R + "r1,2025-10-01,nobody,,t1,,\n",
        'x.csv line 2, column to: "nobody" is not the id of a known person; '
        "import the people first or with this file, or correct the id",
    ),
    "thanks to no team": (
        "recognitions",
        R + "r1,2025-10-01,Magic,team,t1,,\n",
        'x.csv line 2, column to: "Magic" is not a department of any known staff; '
        "write it as people's department does",
    ),
    "thanks to a team of two schools": (
        "recognitions",
        R + "r1,2025-10-01,Science,team,,,\n",
        'x.csv line 2, column to: "Science" is a department of several schools; '
        "say which by a column school or --set school=...",
    ),
    "thanks to a program that is a classroom": (
        "recognitions",
        R + "r1,2025-10-01,c1,program,t1,,\n",
        'x.csv line 2, column to: "c1" is not the id of a known program; '
        "import the programs first, or correct to or to_kind",
    ),
    "thanks at a school that is not the recipient's": (
        "recognitions",
        R + "r1,2025-10-01,t1,,t2,elm,\n",
        'x.csv line 2, column school: "elm" is not the recipient\'s school; correct it or leave it blank',
    ),
    "a respondent who is a person": (
        "surveys",
        S + "pulse,2025-10-01,t1,q1,4\n",
        'x.csv line 2, column respondent: "t1" is the id of a person: answers to surveys must not say whose they '
        "are; export the survey without names or ids, or with a code of its own per respondent",
    ),
    "an eighth status": (
        "attendance",
        A + "s1,2025-09-01,asleep,\n",
        'x.csv line 2, column status: "asleep" is not one of the values this field knows; '
        "use one of present, absent, excused, unexcused, tardy, partial, suspended",
    ),
    "a score outside its range": (
        "results",
        "person,measure,date,score,low,high\ns1,star,2025-10-01,1500,0,1400\n",
        'x.csv line 2, column score: "1500" is outside low and high; correct the score or its range',
    ),
    "an action of two schools": (
        "actions",
        "id,text,meeting,goal,school\na1,Call,m1,g1,elm\n",
        'x.csv line 2, column school: "elm" is another school than that of what the row refers to; '
        "correct it or leave it blank",
    ),
    "no time of day": (
        "incidents",
        "id,date,school,kind,time\ni1,2025-10-01,oak,noise,25:00\n",
        'x.csv line 2, column time: "25:00" is not a time of day; write it as 14:30',
    ),
}


@pytest.mark.parametrize("what", FILES)
def test_a_bad_file_is_told_in_one_line_and_changes_nothing(what: str, stocked: Desk):
    kind, content, said, *options = FILES[what]
    before = stocked.state
    outcome = stocked.take(stocked.file("x.csv", content), *(["--as", kind] if kind else []), *options)
    problems = [Problem(**problem) for problem in outcome.file["problems"]]
    assert [problem.sentence("x.csv") for problem in problems] == [said]
    assert (outcome.code, outcome.receipt["taken"], outcome.receipt["id"]) == (1, False, None)
    assert stocked.state == before
    assert "\n" not in said


def test_a_file_that_cannot_be_opened_is_told_in_one_line(stocked: Desk):
    outcome = stocked.take(stocked.folder / "missing.csv", stocked.folder)
    assert outcome.code == 1
    assert outcome.whys == ["is not there", "is a folder"]
    assert [file["kind"] for file in outcome.receipt["files"]] == [None, None]


def test_all_problems_of_a_row_are_told_and_the_row_counts_once(stocked: Desk):
    outcome = stocked.take_text("events", E + "e9,,2025-13-01,oak,x,nobody,\n")
    assert [problem["column"] for problem in outcome.file["problems"]] == ["kind", "date", "minutes", "group"]
    assert outcome.counts == (1, 0, 0, 0, 1)


def test_a_thousand_problems_are_listed_and_all_are_counted(stocked: Desk):
    outcome = stocked.take_text("ties", "from,to\n" + "t1,nobody\n" * 1_234)
    assert outcome.counts == (1_234, 0, 0, 0, 1_234)
    assert len(outcome.file["problems"]) == 1_001
    assert outcome.file["problems"][-1]["why"] == "234 more problems are not listed"


def test_a_column_nobody_asked_for_is_never_quoted(stocked: Desk):
    outcome = stocked.take_text("people", "id,Password,kind\np1,P@ssw0rd,wizard\np2,P@ssw0rd\n")
    assert outcome.code == 1 and "P@ss" not in outcome.out + outcome.err
    lost = stocked.take_text("people", "p1,P@ssw0rd,staff,oak\n" + PEOPLE)
    assert lost.code == 1 and "P@ss" not in lost.out + lost.err
