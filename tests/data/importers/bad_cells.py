"""Small bad files of the second kind: cells that are no date, no number, nobody. As in `bad_files`."""

E = "id,kind,date,school,minutes,group,goal\n"
G = "id,title,level,school,direction,baseline,target,low,high,start,due,group,parent,strategy\n"
M = "id,school,title,start,end\n"
R = "person,measure,date,score,low,high\n"
SPAN = "2025-09-01,2026-06-01"

CELLS = {
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
        'x.csv line 2, column value: "62%" is not a number; '
        "write a percent without its sign, and a share as 0 to 1: 0.5 for 50 %",
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
        'x.csv line 2, column value: "inf" is not a number; write a number such as 12.5',
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
    # --- of another script, or of a spreadsheet
    "a formula for a number": (
        "events",
        E + "e1,planning,2025-10-01,oak,=SUM(A1:A9),,\n",
        'x.csv line 2, column minutes: "=SUM(A1:A9)" is not a number; write a number such as 12.5',
    ),
    "an asterisk for a number that is kept secret": (
        "results",
        R + "s1,star,2025-10-01,*,,\n",
        ('x.csv line 2, column score: "*" is not a number; every row needs it: fill it in, or leave the row out'),
    ),
    "fewer than ten, for privacy": (
        "results",
        R + "s1,star,2025-10-01,<10,,\n",
        'x.csv line 2, column score: "<10" is not a number; write a number such as 12.5',
    ),
    "a score that is not there": (
        "results",
        R + "s1,star,2025-10-01,-9999,0,100\n",
        (
            'x.csv line 2, column score: "-9999" is what many systems write where they have no value; every row '
            "needs it: fill it in, or leave the row out"
        ),
    ),
    "a score that is not there, of a scale without ends": (
        "results",
        R + "s1,star,2025-10-01,-999,,\n",
        (
            'x.csv line 2, column score: "-999" is what many systems write where they have no value; every row '
            "needs it: fill it in, or leave the row out"
        ),
    ),
    "a score under its range": (
        "results",
        R + "s1,star,2025-10-01,-1,0,100\n",
        'x.csv line 2, column score: "-1" is outside low and high; correct the score or its range',
    ),
    "a range the wrong way round": (
        "results",
        R + "s1,star,2025-10-01,50,100,0\n",
        'x.csv line 2, column high: "0" is under low; correct one of the two',
    ),
    "negative infinity": (
        "results",
        R + "s1,star,2025-10-01,-Infinity,,\n",
        'x.csv line 2, column score: "-Infinity" is not a number; write a number such as 12.5',
    ),
    "digits of another script": (
        "events",
        E + "e1,planning,2025-10-01,oak,٤٥,,\n",
        'x.csv line 2, column minutes: "٤٥" is not a number; write a number such as 12.5',
    ),
    "an emoji for a number": (
        "events",
        E + "e1,planning,2025-10-01,oak,👍,,\n",
        'x.csv line 2, column minutes: "👍" is not a number; write a number such as 12.5',
    ),
    "more minutes than a number has room for": (
        "events",
        E + "e1,planning,2025-10-01,oak,3000000000,,\n",
        'x.csv line 2, column minutes: "3000000000" is too large a number; check the value',
    ),
    "negative hours": (
        "development",
        "person,date,hours\nt1,2025-10-01,-2\n",
        'x.csv line 2, column hours: "-2" is under 0; check the value',
    ),
    "a number wrapped as text, and none": (
        "events",
        E + 'e1,planning,2025-10-01,oak,="x",,\n',
        'x.csv line 2, column minutes: "x" is not a number; write a number such as 12.5',
    ),
    # --- days and times
    "a leap day in another year": (
        "events",
        E + "e1,planning,2025-02-29,oak,,,\n",
        'x.csv line 2, column date: "2025-02-29" is not a day of the calendar; correct the date',
    ),
    "the thirty-first of April, the day first": (
        "events",
        E + "e1,planning,31/04/2025,oak,,,\n",
        ('x.csv line 2, column date: "31/04/2025" is not a date in the year-month-day format; write it as 2026-01-31'),
    ),
    "a thirteenth month": (
        "events",
        E + "e1,planning,2025-13-01,oak,,,\n",
        'x.csv line 2, column date: "2025-13-01" is not a day of the calendar; correct the date',
    ),
    "no day at all": (
        "events",
        E + "e1,planning,0000-00-00,oak,,,\n",
        'x.csv line 2, column date: "0000-00-00" is not a day of the calendar; correct the date',
    ),
    "a day of week instead of a date": (
        "events",
        E + "e1,planning,Monday,oak,,,\n",
        ('x.csv line 2, column date: "Monday" is not a date in the year-month-day format; write it as 2026-01-31'),
    ),
    "a month in another language": (
        "events",
        E + "e1,planning,3 ottobre 2025,oak,,,\n",
        (
            'x.csv line 2, column date: "3 ottobre 2025" is not a date in the year-month-day format; write it as '
            "2026-01-31"
        ),
    ),
    "a minute that is none": (
        "meetings",
        M + "m9,oak,Late,2025-10-01 14:75,\n",
        (
            'x.csv line 2, column start: "2025-10-01 14:75" has a time of day that is none; correct the time; a '
            "day begins at 00:00"
        ),
    ),
    "a time beyond midnight": (
        "meetings",
        M + "m9,oak,Late,2025-10-01T24:30,\n",
        (
            'x.csv line 2, column start: "2025-10-01T24:30" has a time of day that is none; correct the time; a '
            "day begins at 00:00"
        ),
    ),
    "an end an hour before the start, the night the clocks go back": (
        "meetings",
        M + "m9,oak,Late,2025-11-02T01:30,2025-11-02T01:10\n",
        'x.csv line 2, column end: "2025-11-02T01:10" is before start; correct one of the two dates',
    ),
    # --- columns that were exchanged
    "the columns of person and day exchanged": (
        "attendance",
        "date,person,status\ns1,2025-09-01,present\n",
        (
            'x.csv line 2, column person: "2025-09-01" is not the id of a known person; import the people first or '
            "with this file, or correct the id",
            'x.csv line 2, column date: "s1" is not a date in the year-month-day format; write it as 2026-01-31',
        ),
    ),
    "the columns of name and kind exchanged": (
        "people",
        "id,kind,name,school\np1,Ann,staff,oak\n",
        (
            'x.csv line 2, column kind: "Ann" is not one of the values this field knows; use one of staff, '
            "student, family, partner"
        ),
    ),
    # --- people
    "an answer of consent that is none": (
        "consents",
        "person,what,given,date\nt1,wall,perhaps,2025-10-01\n",
        'x.csv line 2, column given: "perhaps" is neither yes nor no; use true or false, 1 or 0, yes or no',
    ),
    "nobody's membership": (
        "memberships",
        "person,group,role\nnobody,c1,student\n",
        (
            'x.csv line 2, column person: "nobody" is not the id of a known person; import the people first or '
            "with this file, or correct the id"
        ),
    ),
    "a membership in nothing": (
        "memberships",
        "person,group,role\ns1,c9,student\n",
        (
            'x.csv line 2, column group: "c9" is not the id of a known classroom or program; import the '
            "classrooms or programs first or with this file, or correct the id"
        ),
    ),
    "an id of right-to-left letters that nobody has": (
        "ties",
        "from,to\nt1,שרה\n",
        (
            'x.csv line 2, column to: "שרה" is not the id of a known person; import the people first or with this'
            " file, or correct the id"
        ),
    ),
}
