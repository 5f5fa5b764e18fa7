"""Small files that are odd, and good all the same: what is counted, what is then on record, what the receipt notes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.data.importers.makers import Make, file

P = "id,name,kind,school\n"  # a header of people
PERSON = "p1,Ann,staff,oak\n"
E = "id,kind,date,school\n"
M = "id,school,title,start,end\n"
ONE = (1, 1, 0, 0, 0)
TWO = (2, 2, 0, 0, 0)
TITLED = "the header was taken from line {}, below the titles"
NAMES = ["Zoë", "José Muñoz", "Hélène García", "Björn Müller", "Renée François", "Íñigo Núñez"]
DAY_FIRST, MONTH_FIRST, YEAR_FIRST = (
    f"dates of column date were read as {order}" for order in ("day-month-year", "month-day-year", "year-month-day")
)
LEGACY = "was read in the encoding {}, the only one that makes sense of it; UTF-8 would be surer"


@dataclass(frozen=True)
class Odd:
    """``counts``: read, accepted, unchanged, repeated, rejected. ``stored``: cells that are on record afterwards."""

    kind: str
    content: str | bytes | Make
    counts: tuple[int, ...] = ONE
    stored: tuple[str, ...] = ("Ann",)
    note: str = ""
    options: tuple[str, ...] = ()

    def made(self, folder: Path) -> tuple[str | Path, ...]:
        """The words of the command line by which it is imported."""
        if callable(self.content):
            return (self.content(folder), *self.options)
        return (file("x.csv", self.content)(folder), "--as", self.kind, *self.options)


def names(encoding: str) -> bytes:
    return (P + "".join(f"p{n},{name},staff,oak\n" for n, name in enumerate(NAMES))).encode(encoding)


def dates(*written: str) -> str:
    return E + "".join(f"d{n},planning,{day},oak\n" for n, day in enumerate(written))


FILES = {
    # --- encodings
    "a byte-order mark": Odd("people", "\ufeff" + P + PERSON),
    "a byte-order mark twice": Odd("people", "\ufeff\ufeff" + P + PERSON),
    "a byte-order mark before a quoted header": Odd("people", '\ufeff"id",name,kind,school\n' + PERSON),
    "UTF-16 with its mark": Odd("people", (P + "p1,Zoë,staff,oak\n").encode("utf-16"), stored=("Zoë",)),
    "UTF-16 the other way round": Odd(
        "people", ("\ufeff" + P + "p1,Zoë,staff,oak\n").encode("utf-16-be"), stored=("Zoë",)
    ),
    "UTF-16 without a mark": Odd("people", (P + "p1,Zoë,staff,oak\n").encode("utf-16-le"), stored=("Zoë",)),
    "Windows-1252 that can be nothing else": Odd(
        "people", names("cp1252"), (6, 6, 0, 0, 0), tuple(NAMES), LEGACY.format("Windows-1252")
    ),
    "Mac Roman that can be nothing else": Odd(
        "people", names("mac-roman"), (6, 6, 0, 0, 0), tuple(NAMES), LEGACY.format("Mac Roman")
    ),
    "Windows-1252 that was named": Odd(
        "people", (P + "p1,Hélène,staff,oak\n").encode("cp1252"), stored=("Hélène",), options=("--encoding=cp1252",)
    ),
    "Mac Roman that was named": Odd(
        "people",
        (P + "p1,Hélène,staff,oak\n").encode("mac-roman"),
        stored=("Hélène",),
        options=("--encoding=mac-roman",),
    ),
    # --- lines
    "newlines of three systems": Odd(
        "people", P.strip() + "\r\n" + "p1,Ann,staff,oak\rp2,Bob,staff,oak\n", TWO, ("Ann", "Bob")
    ),
    "no newline at the end": Odd("people", P + PERSON.strip()),
    "blank lines between": Odd("people", "\n" + P + "\n\n" + PERSON + " , ,,\n\n"),
    "a newline inside quotes": Odd("people", P + 'p1,"Ann\nAda",staff,oak\n', stored=("Ann\nAda",)),
    "quotes inside quotes": Odd("people", P + 'p1,"Ann ""the Great""",staff,oak\n', stored=('Ann "the Great"',)),
    "a quote inside an unquoted field": Odd("people", P + 'p1,Ann 5" tall,staff,oak\n', stored=('Ann 5" tall',)),
    # --- dialects
    "semicolons": Odd("people", (P + PERSON).replace(",", ";")),
    "semicolons, and commas in cells": Odd(
        "people", P.replace(",", ";") + "p1;Ade, Ann;staff;oak\n", stored=("Ade, Ann",)
    ),
    "tabs": Odd("people", (P + PERSON).replace(",", "\t")),
    "pipes": Odd("people", (P + PERSON).replace(",", "|")),
    "the delimiter told in the first line": Odd("people", "sep=;\r\n" + (P + PERSON).replace(",", ";")),
    # --- headers
    "a header alone": Odd("people", P, (0, 0, 0, 0, 0), ()),
    "titles above the header": Odd("people", "Oak School\nStaff 2025/26\n\n" + P + PERSON, note=TITLED.format(4)),
    "titles with the delimiters of the table": Odd(
        "people", "Oak School,,,\n,,,\n" + P + PERSON, note=TITLED.format(3)
    ),
    "a header in capitals, with blanks and marks": Odd("people", " ID ,NAME,Kind,\ufeffSchool\n" + PERSON),
    "a column nobody asked for, twice": Odd("people", P.strip() + ",Note,Note\np1,Ann,staff,oak,x,y\n"),
    "columns without a name": Odd("people", P.strip() + ",,\np1,Ann,staff,oak,x,y\n"),
    "columns in another order": Odd("people", "school,kind,name,id\noak,staff,Ann,p1\n"),
    "blank cells beyond the header": Odd("people", P + "p1,Ann,staff,oak,,,\n"),
    # --- cells
    "an id wrapped to stay text": Odd("people", P + '="2850013",Ann,staff,oak\n', stored=("2850013",)),
    "an id with zeros in front": Odd("people", P + "007,Ann,staff,oak\n", stored=("007",)),
    "a number of too many digits for a number": Odd(
        "people", P + "12345678901234567890,Ann,staff,oak\n", stored=("12345678901234567890",)
    ),
    "formulas, which stay text": Odd(
        "people",
        P + '=1+1,"=HYPERLINK(""http://x"",""Ann"")",staff,oak\n',
        stored=("=1+1", '=HYPERLINK("http://x","Ann")'),
    ),
    "people called NA, Null and True": Odd(
        "people", P + "p1,NA,staff,oak\np2,Null,staff,oak\np3,True,staff,oak\n", (3, 3, 0, 0, 0), ("NA", "Null", "True")
    ),
    "an asterisk for a word": Odd("people", P.strip() + ",department\np1,Ann,staff,oak,*\n", stored=("*",)),
    "emoji": Odd("people", P + "p1,Ann 👩🏽‍🏫 🇫🇷,staff,oak\n", stored=("Ann 👩🏽‍🏫 🇫🇷",)),
    "from right to left": Odd(
        "people", P + "p1,שרה לוי,staff,oak\np2,محمد علي,staff,oak\n", TWO, ("שרה לוי", "محمد علي")
    ),
    "marks that turn the direction": Odd(
        "people", P + "p1,Ann \u202egnp.exe,staff,oak\n", stored=("Ann \u202egnp.exe",)
    ),
    "a name of ten thousand letters": Odd("people", P + f"p1,{'Ann' * 3_334},staff,oak\n", stored=("Ann" * 3_334,)),
    "letters put together in two ways": Odd(
        "people", P + "p1,Zoe\u0308,staff,oak\np2,Zoë,staff,oak\n", TWO, ("Zoe\u0308", "Zoë")
    ),
    "blanks that are no blanks": Odd("people", P + "\u00a0p1\u00a0,\u2003Ann\u3000,staff,oak\n", stored=("p1", "Ann")),
    # --- rows
    "a person twice with one name": Odd("people", P + PERSON + PERSON, (2, 1, 0, 1, 0)),
    "what is on record already": Odd(
        "people", P.strip() + ",department,role\nt1,Ada,staff,oak,Math,teacher\n", (1, 0, 1, 0, 0), ("Ada",)
    ),
    "a bad row left out": Odd(
        "people", P + PERSON + "p2,Bob,wizard,oak\n", (2, 1, 0, 0, 1), options=("--keep-good-rows",)
    ),
    "an answer taken back the same day": Odd(
        "consents",
        "person,what,given,date\nt1,wall,yes,2025-10-01\nt1,wall,no,2025-10-01\n",
        (2, 1, 0, 1, 0),
        ("False",),
    ),
    "a teacher enrolled as student": Odd("memberships", "person,group,role\nt1,c1,student\n", stored=("t1",)),
    "a score with a decimal point and zeros": Odd(
        "checkins", "goal,date,value\ng1,2025-10-01,062.50\n", stored=("62.5",)
    ),
    # --- dates
    "days as the standard writes them": Odd(
        "events", dates("2025-10-01", "2025-10-02 08:00"), TWO, ("2025-10-01", "2025-10-02")
    ),
    "the day first": Odd("events", dates("13/10/2025", "14/10/2025"), TWO, ("2025-10-13",), DAY_FIRST),
    "the month first": Odd("events", dates("10/13/2025", "10/14/2025"), TWO, ("2025-10-13",), MONTH_FIRST),
    "days with dots": Odd("events", dates("13.10.2025", "14.10.2025"), TWO, ("2025-10-13",), DAY_FIRST),
    "the name of the month": Odd(
        "events",
        dates("13 October 2025", "14 Oct 2025"),
        TWO,
        ("2025-10-13", "2025-10-14"),
        DAY_FIRST,
    ),
    "the year first, with slashes": Odd("events", dates("2025/10/01"), ONE, ("2025-10-01",), YEAR_FIRST),
    "days that were told": Odd("events", dates("03/10/2025"), stored=("2025-10-03",), options=("--dates=dmy",)),
    "a leap day": Odd("events", dates("2024-02-29"), stored=("2024-02-29",)),
    "an hour that is there twice": Odd(
        "meetings", M + "m9,oak,Late,2025-11-02T01:30,2025-11-02T01:30\n", stored=("2025-11-02 01:30:00",)
    ),
    "an hour that is not there": Odd(
        "meetings", M + "m9,oak,Early,2026-03-08T02:30,2026-03-08T03:30\n", stored=("2026-03-08 02:30:00",)
    ),
    "a time with its zone": Odd("meetings", M + "m9,oak,Early,2026-03-08T02:30Z,\n", stored=("2026-03-08 02:30:00",)),
}
