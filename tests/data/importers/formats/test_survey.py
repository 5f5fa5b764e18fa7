"""Exports of form tools: one row an answer, and nobody's."""

import time
from pathlib import Path

import pytest

from data.importers.formats.forms.headers import says_who, tells_who
from tests.data.importers.desk import SAMPLES, Desk

GOOGLE = """\
Timestamp,Email Address,What is your name?,How do you feel at school?,I am listened to by adults.,What would help?
1/28/2019 9:23:43,mari@oak.org,Mari Kenobi,4,Agree,More time
1/29/2019 10:00:00,kylo@oak.org,Kylo Ren,5,Strongly agree,
1/30/2019 11:00:00,rey@oak.org,Rey Solo,1,disagree,"A quiet
room"
"""
LATER = GOOGLE + "2/1/2019 8:00:00,amir@oak.org,Amir Solo,2,Agree,Nothing\n"
MICROSOFT = """ID,Start time,Completion time,Email,Name,Do you like it here?,Why is that so?
17,2026-01-31 09:00:00,2026-02-01 09:05:00,ann@oak.org,Ann Oak,Always,Friends
18,2026-01-31 09:01:00,2026-02-01 09:06:00,bob@oak.org,Bob Elm,Never,
"""
NAMES = ("mari", "kenobi", "kylo", "rey solo", "@oak", "ann oak", "bob elm")


def answers(desk: Desk, *columns: str) -> list[tuple]:
    return desk.rows("surveys", *(columns or ("respondent", "item", "answer", "scale")))


def test_a_row_a_respondent_becomes_a_row_an_answer(desk: Desk):
    path = desk.file("Pulse.csv", GOOGLE)
    outcome = desk.take(path)
    assert (outcome.code, outcome.file["kind"], outcome.counts) == (0, "surveys", (8, 8, 0, 0, 0)), outcome.out
    assert answers(desk)[:3] == [
        ("response 1", "How do you feel at school?", "4", "1-5"),
        ("response 1", "I am listened to by adults.", "Agree", "agreement"),
        ("response 1", "What would help?", "More time", None),
    ]
    assert {str(day) for (day,) in answers(desk, "date")} == {"2019-01-28", "2019-01-29", "2019-01-30"}
    assert set(answers(desk, "survey")) == {("Pulse",)}
    assert desk.take(path).counts == (8, 0, 8, 0, 0)


def test_a_later_and_longer_export_of_the_form_only_adds(desk: Desk):
    assert desk.take(desk.file("Pulse.csv", GOOGLE)).code == 0
    assert desk.take(desk.file("Pulse (1).csv", LATER)).counts == (11, 3, 8, 0, 0)


@pytest.mark.parametrize("text", [GOOGLE, MICROSOFT, GOOGLE.replace("\n1/30", "\nragged of Mari,x\n1/30")])
def test_nobody_is_found_anywhere_who_answered(desk: Desk, text: str):
    outcome = desk.take(desk.file("Pulse.csv", text), "--keep-good-rows")
    said = outcome.out + outcome.err + desk.run("imports").out
    database = Path(desk.url.removeprefix("sqlite:///"))
    files = [path for path in database.parent.glob(f"{database.name}*") if path.is_file()]
    stored = "".join(path.read_bytes().decode("latin-1") for path in files)
    assert "How do you feel at school?" in stored or "Do you like it here?" in stored
    assert not [name for name in NAMES if name in (said + stored).casefold()]
    assert any("answers stay anonymous" in note for note in outcome.file["notes"])


@pytest.mark.parametrize(
    "header",
    [
        "Name", "Name (optional)", "Your name please: full name", "First name", "Student Name (eg, Sofia Alonso)",
        "studentName", "What's your first and last name?", "Email Address", "E-mail", "What is your parent's email?",
        "Username", "ID", "Student ID", "LASID", "student_local_id", "What is your local student ID number?",
        "Local ID number", "Student number", "Phone", "What is your parent/guardian's phone number?", "IP Address",
        "recorded_by educator_login", "Referring Staff Member", "Teacher", "Counselor ", "Date of birth", "Apellidos",
        "Correo electrónico", "Prénom", "Vorname", "Initials", "Who are you? (write it in full)",
    ],
)  # fmt: skip
def test_columns_that_say_who_answered_are_left_out(desk: Desk, header: str):
    text = f'Timestamp,"{header}",How was it?,What was good?\n2026-02-01,Secret One,Good,All\n'
    outcome = desk.take(desk.file("pulse.csv", text))
    assert (outcome.code, outcome.counts) == (0, (2, 2, 0, 0, 0)), outcome.out
    assert "columns left out because they say who answered: 1" in outcome.file["notes"][0]


@pytest.mark.parametrize(
    "header",
    [
        "Do you feel comfortable turning your camera on?", "Name two things that you like", "I did well", "I'd stay",
        "When you are struggling, who do you go to for support?", "What do your teachers do well?", "Grade", "Score it",
        "Which pronouns do you identify with?", "What number of hours do you sleep?", "How do you address a problem?",
    ],
)  # fmt: skip
def test_questions_stay_questions(desk: Desk, header: str):
    text = f'Timestamp,"{header}"\n2026-02-01,yes\n'
    assert desk.take(desk.file("pulse.csv", text), "--as", "surveys").counts == (1, 1, 0, 0, 0)


@pytest.mark.parametrize("secrets", [("ann@oak.org", "bob@oak.org"), ("111222333", "111222334"), ("S1112223", "S2")])
def test_answers_that_tell_who_it_was_are_left_out_whatever_was_asked(desk: Desk, secrets):
    rows = "".join(f"2026-02-01,{secret},fine\n" for secret in secrets)
    outcome = desk.take(desk.file("pulse.csv", "Timestamp,How may we reach you?,How are you today?\n" + rows))
    told = secrets[1] == "S2"  # not all of them are numbers of persons
    assert outcome.counts[1] == (4 if told else 2), outcome.out


def test_a_form_without_any_other_question_is_refused(desk: Desk):
    outcome = desk.take_text("surveys", "Timestamp,Name,Email\n2026-02-01,Mari Kenobi,m@oak.org\n")
    assert outcome.whys == ["has no question left without the columns that say who answered"]


def test_a_group_may_be_a_column_but_never_a_person(desk: Desk):
    text = "Timestamp,What grade are you in?,How was it?,Teacher name\n2026-02-01,7,Good,Ms Oak\n"
    path = desk.file("pulse.csv", text)
    assert desk.take(path, "--as", "surveys", "--map", "group=What grade are you in?").code == 0
    assert answers(desk, "group", "item", "answer") == [("7", "How was it?", "Good")]
    refused = desk.take(path, "--as", "surveys", "--map", "group=Teacher name")
    assert refused.whys == ["cannot have a group that says who answered"]
    assert desk.take(path, "--as", "surveys", "--map", "group=Class").code == 1


@pytest.mark.parametrize(
    ("stamps", "more", "days"),
    [
        (["1/28/2019 9:23:43", "1/2/2019 9:23:43"], (), ["2019-01-02", "2019-01-28"]),
        (["28/1/2019", "1/2/2019"], (), ["2019-01-28", "2019-02-01"]),
        (["2018/08/12 6:28:23 AM AST", "2018/8/13 6:28:23 PM AST"], (), ["2018-08-12", "2018-08-13"]),
        (["7/23/2016 16:06:32 -0400"], (), ["2016-07-23"]),
        (["5/5/2026"], (), ["2026-05-05"]),
        (["3/4/2026"], ("--dates", "dmy"), ["2026-04-03"]),
        (["3/4/2026"], ("--dates", "mdy"), ["2026-03-04"]),
        (["2026-02-01T08:00:00Z"], ("--dates", "dmy"), ["2026-02-01"]),
        ([""], ("--set", "date=2026-02-01"), ["2026-02-01"]),
    ],
)
def test_the_whole_column_says_which_is_the_month(desk: Desk, stamps, more, days):
    text = "Timestamp,How was it?,What was good?\n" + "".join(f'"{stamp}",Good,\n' for stamp in stamps)
    outcome = desk.take(desk.file("pulse.csv", text), *more)
    assert outcome.code == 0, outcome.out
    assert [str(day) for (day,) in answers(desk, "date")] == days


@pytest.mark.parametrize("stamps", [["3/4/2026"], ["13/1/2026", "1/13/2026"]])
def test_an_order_that_is_not_certain_is_refused(desk: Desk, stamps):
    text = "Timestamp,How was it?,What was good?\n" + "".join(f"{stamp},Good,\n" for stamp in stamps)
    outcome = desk.take(desk.file("pulse.csv", text))
    (problem,) = outcome.file["problems"]
    assert problem["remedy"] == "say which order it means by --dates mdy or --dates dmy"


def test_a_day_that_is_none_refuses_its_row_once(desk: Desk):
    text = "Timestamp,How was it?,What was good?\n2026-02-01,Good,All\nsoon,Good,All\n2026-02-30,Good,All\n"
    outcome = desk.take(desk.file("pulse.csv", text), "--keep-good-rows")
    assert outcome.counts == (4, 2, 0, 0, 2)
    assert [(problem["line"], problem["column"]) for problem in outcome.file["problems"]] == [
        (3, "Timestamp"),
        (4, "Timestamp"),
    ]


def test_without_a_day_the_importer_is_asked(desk: Desk):
    text = "How was it?,Answered\nGood,2026-02-01\n"
    path = desk.file("pulse.csv", text)
    assert desk.take(path, "--as", "surveys").whys == ["has no column that says when it was answered"]
    assert desk.take(path, "--as", "surveys", "--map", "date=Answered").counts == (1, 1, 0, 0, 0)


def test_questions_alike_and_long_ones_stay_apart(desk: Desk):
    long = "why " * 100
    text = f"Timestamp,If not  why?,If not why?,{long}one,{long}two\n2026-02-01,a,b,c,d\n"
    assert desk.take_text("surveys", text).code == 0
    items = [item for (item,) in answers(desk, "item")]
    assert {"If not why?", "If not why? (2)"} < set(items)
    assert len(set(items)) == 4 and all(len(item) <= 255 for item in items)


def test_our_own_long_form_is_still_ours(desk: Desk):
    text = "survey,date,respondent,item,answer\npulse,2026-02-01,r1,How was it?,Good\n"
    assert desk.take_text("surveys", text).counts == (1, 1, 0, 0, 0)
    mapped = "Form,Day,Question,Said\npulse,2026-02-01,How was it?,Good\n"
    maps = ("survey=Form", "date=Day", "item=Question", "answer=Said")
    more = [word for pair in maps for word in ("--map", pair)]
    assert desk.take_text("surveys", mapped, *more).counts == (1, 1, 0, 0, 0)


def test_the_survey_and_its_school_may_be_said(desk: Desk):
    path = desk.file("export.csv", MICROSOFT)
    assert desk.take(path, "--set", "survey=Climate 2026", "--set", "school=oak").code == 0
    assert {(*row[:2], str(row[2])) for row in answers(desk, "survey", "school", "date")} == {
        ("Climate 2026", "oak", "2026-02-01")
    }
    assert ("response 1", "Do you like it here?", "Always", "frequency") in answers(desk)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not beside this repository")
@pytest.mark.parametrize(
    ("file", "read", "left_out"),
    [
        ("bedford_sixth_grade_transition_processor_fixture", 2, 1),
        ("mid_year_survey_fixture", 7, 2),
        ("q2_self_reflection_fixture", 8, 5),
        ("student_meeting_fixture", 16, 4),
        ("student_voice_survey", 5, 2),
        ("student_voice_survey_2020", 24, 3),
        ("student_voice_survey_v2", 5, 2),
        ("mtss_referral_fixture", 22, 3),
    ],
)
def test_real_exports_come_in_without_their_names(desk: Desk, file: str, read: int, left_out: int):
    outcome = desk.take(SAMPLES / "studentinsights" / f"{file}.csv", "--dates", "mdy")
    assert (outcome.code, outcome.counts) == (0, (read, read, 0, 0, 0)), outcome.out
    assert f"who answered: {left_out};" in outcome.file["notes"][0]
    stored = str(answers(desk, "answer", "group", "item", "respondent")).casefold()
    assert not [name for name in ("kenobi", "kylo", "garfield", "111222222", "@", "555-5555") if name in stored]


@pytest.mark.parametrize("text", ["a" * 900_000, "@" * 900_000, "(" * 900_000, "(" * 500_000 + ")" + "(" * 400_000])
def test_long_texts_are_judged_at_once(text: str):
    begun = time.process_time()
    assert not tells_who([text])
    assert not says_who(text)
    assert time.process_time() - begun < 5
