"""What is true of the sample school, whatever the seed and the day: the one list of it.

The generator builds these facts in, the pages should show them, and tests look for each through the gate.
They hold from the ninth week of a school year on; before, a year has too few facts for most of them.
Ids are those of a single school; in a district the school's own id and a dot stand before them.
"""

from __future__ import annotations

from dataclasses import dataclass

# --- who is there ----------------------------------------------------------------------------------------
SCHOOL = "Oak Hill School"
STAFF = 61  # today, in every school
STUDENTS = 914  # today
TEACHERS = 45  # staff whose role is Teacher
TEAMS = {  # people by department; a department is what the app calls a team
    "Grade K–2": 11, "Grade 3–5": 12, "Math": 8, "Science": 7, "Arts": 6, "Languages": 5,
    "Student support": 6, "Front office": 3, "Library": 3,
}  # fmt: skip
PRINCIPAL, DEPUTIES = "T050", ("T010", "T051")
NEW_THIS_YEAR = ("T009", "T022", "T023", "T030", "T038", "T048")
NEW_LAST_YEAR = ("T008", "T021", "T037", "T044", "T058")

# --- 1 goals: the status of each at any today --------------------------------------------------------------
OFF_TRACK = {"G-reading-3": "too slow: a pace of 0.57", "G-requests": "going the wrong way: 80%, now 64%"}
AT_RISK = {"G-conferences-4B": "three check-ins in a row below the line", "G-arts-hour": "just below its band"}
SILENT = {"G-lesson-plans": "monthly check-ins agreed, none for nine weeks or more"}
MET = {"G-newcomers": "a yes-or-no goal: yes"}
ON_TRACK = ("G-absence-9", "G-peer-visits", "G-goals", "G-feedback", "G-sessions", "G-leaders", "G-chronic",
            "G-thanks")  # fmt: skip
READING_STARTED, READING_WANTED, READING_OF = 58, 72, 96  # students of grade 3 at grade level

# --- 2 communication and 5 support: answered within five school days -------------------------------------
FEEDBACK_ANSWERED, FEEDBACK_LAST_YEAR = 0.82, 0.70  # of this year's items; rising within the year
REQUESTS_ANSWERED, REQUESTS_AT_FIRST = 0.64, 0.92  # of this year's requests; falling within the year

# --- 3 collaboration -------------------------------------------------------------------------------------
ISOLATED = ("T023", "T038", "T048", "T031", "T055")  # no joint session this year; the first three are new
SOLO = "T031"  # one of them logged a session alone, which joins nobody
APART = ("Arts", "Grade 3–5")  # share a goal (G-arts-hour) and had no joint session of ten people or fewer
INWARD = "Arts"  # all its sessions of ten people or fewer are among its own
BUSIEST_PAIR = ("Grade K–2", "Grade 3–5")  # most sessions of two departments
MOST_ASKED = "T059"  # named most often when colleagues were asked whom they turn to for advice

# --- 4 leadership ----------------------------------------------------------------------------------------
LEADERS = ("T001", "T002", "T003", "T012", "T013", "T014", "T015", "T017", "T024", "T025", "T026", "T032", "T033",
           "T034", "T039", "T040", "T045")  # fmt: skip
NEWEST_LEADER = "T017"  # took the role within the last fortnight

# --- 6 outcomes ------------------------------------------------------------------------------------------
OFTEN_ABSENT = 0.142  # students absent on a tenth of their days or more, this year
OFTEN_ABSENT_BEFORE = (0.17, 0.16)  # two years ago, last year
FREE_TO_PAID = 2.0  # often absent: students with free meals against those who pay
WORKED = "I-morning-calls"  # from the middle of last year, grade 9: often absent fell there, not elsewhere
HELPED_GRADE, NINE_BEFORE, NINE_AFTER = "9", 0.27, 0.12
DID_NOT_WORK = "I-quiet-lunch"  # from the middle of last year, grade 7: as many incidents as before
CODED = "≥95%"  # an indicator whose source published only this

# --- 7 recognition ---------------------------------------------------------------------------------------
REACHED = 0.75  # staff thanked at least once this year, from the twelfth school week on; fewer than by chance
UNTHANKED = ("T008", "T009", "T011", "T029", "T030", "T031", "T042", "T043", "T044", "T048", "T049", "T050", "T054",
             "T055", "T058")  # fmt: skip
FORGOTTEN = "Front office"  # thanked until the end of October at most, and not in the last eight weeks
FORGOTTEN_WEEKS = 8
INSULAR, INSULAR_SHARE = "Languages", 0.90  # at least this share of the thanks it gives stays inside;
# so, of the teams of five and more, it is the one that receives most a person
GIVERS = ("Library", "Grade 3–5", "Arts", "Student support", "Grade K–2", "Math")  # most thanks to others first,
# in all and, but for the last two, by person; with three people the library is too small to be shown
TIE = ("Arts", "Student support")  # exactly as many thanks to others, and as many people

# --- a district ------------------------------------------------------------------------------------------
QUIET_SCHOOL = 1  # the number (from 0) of the school whose goals nobody checked in


@dataclass(frozen=True)
class Truth:
    key: str
    strategy: int
    says: str


TRUTHS = (
    Truth("reading", 1, "Reading in grade 3 is off track: it has made 0.57 of the way expected by now."),
    Truth("requests", 1, "Requests answered in 5 days is off track: it is going the wrong way."),
    Truth("silent", 1, "Shared lesson plans, Science, has had no check-in for nine weeks though monthly was agreed."),
    Truth("statuses", 1, "Of fourteen goals eight are on track, one is met, two at risk, two off track, one silent."),
    Truth("feedback", 2, "82% of this year's feedback was answered within five school days; 70% last year."),
    Truth("isolated", 3, "Five of 61 staff had no joint session this year; three of the five are new."),
    Truth("apart", 3, "Arts and Grade 3–5 share a goal and have had no session together; Arts works by itself."),
    Truth("advice", 3, "One person of the library is asked for advice most."),
    Truth("leaders", 4, "17 of 45 teachers hold a leading role."),
    Truth(
        "answers",
        5,
        "The share of requests answered within five school days of the year so far has fallen from 92% to 64%.",
    ),
    Truth("absence", 6, "14% of students are often absent, fewer than last year (16%)."),
    Truth("gap", 6, "Students with free meals are often absent twice as often as those who pay."),
    Truth("worked", 6, "Morning calls: often absent fell in grade 9 after they began, and in no other grade."),
    Truth("did not work", 6, "Quiet lunch: incidents in grade 7 stayed as they were."),
    Truth("reached", 7, "46 of 61 staff were thanked this year; spread by chance it would have been nearly all."),
    Truth("forgotten", 7, "No thanks reached the front office in the last eight weeks."),
    Truth("insular", 7, "Nine in ten thanks that Languages gives stay inside Languages; the others give outward."),
    Truth(
        "givers", 7, "The library thanks other teams most, then Grade 3–5; Arts and Student support share third place."
    ),
    Truth("quiet school", 1, "In a district, one school has goals and not one check-in."),
)
