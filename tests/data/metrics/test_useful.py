"""Whether sessions were useful, by kind: counted by hand, hidden from everybody alike."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from data import schema, store
from data.filters import Filters
from data.metrics.record import Asked
from data.metrics.useful import NOTHING, USEFUL, WHOLE_SCHOOL
from data.viewer import Viewer
from tests.data.school import TODAY, School

ANSWERS = {"useful": 1.0, "partly": 0.5, "not": 0.0}


def computed(lines: list[tuple], there: tuple = (), search: str = "") -> pd.DataFrame:
    asked = Asked(Filters.from_search(search, TODAY), TODAY, 10, 5, 5)
    there = pd.DataFrame(there, columns=["event", "person"])
    rows = {"answers": pd.DataFrame(lines, columns=["event", "kind", "person", "answer"]), "there": there}
    return USEFUL.compute(rows, asked)


def say(
    school: School, event: str, person: str, answer: str, on: date = date(2026, 1, 20), kind: str = "planning"
) -> None:
    school.add("session_answers", event=event, person=person, answer=answer, date=on, kind=kind)


@pytest.fixture
def full(school_on_both: School) -> School:
    """Forty of the staff on planning, 30 of them glad; nine on mentoring; twelve on a single lesson study."""
    school, staff = school_on_both, school_on_both.team("Math", 40)
    one, two = school.session("2025-10-01", *staff), school.session("2025-10-08", *staff)
    three, four = (school.session(on, *staff[:9], kind="mentoring") for on in ("2025-10-02", "2025-10-03"))
    alone = school.session("2025-10-04", *staff[:12], kind="lesson study")
    for number, person in enumerate(staff):
        say(school, one, person, "useful")
        say(school, two, person, "partly" if number < 30 else "not")  # 1.5 of 2 is more than half, 1 of 2 is not
    for person in staff[:9]:
        say(school, three, person, "useful", kind="mentoring")
        say(school, four, person, "useful", kind="mentoring")
    for person in staff[:12]:
        say(school, alone, person, "useful", kind="lesson study")
    return school


def test_a_kind_is_useful_to_whom_it_was_on_average_more_than_half():
    """Ada 1 and 0.5, Bo 1 and 0, Cy 0.5, Di 0.5 and 1 and 0: two of four, and only Ada of those who said two things."""
    lines = [
        ("e1", "planning", "Ada", "useful"), ("e2", "planning", "Ada", "partly"), ("e1", "planning", "Bo", "useful"),
        ("e2", "planning", "Bo", "not"), ("e1", "planning", "Cy", "partly"), ("e1", "planning", "Di", "useful"),
        ("e2", "planning", "Di", "partly"), ("e3", "planning", "Di", "partly"), ("e9", "mentoring", "Ada", "not"),
        ("e4", "planning", "Cy", "partly"),
    ]  # fmt: skip
    found = computed(lines)
    assert found.frame.to_dict("records") == [
        {"group": "planning", "value": 0.5, "numerator": 2, "denominator": 4, "n": 4}
    ]
    assert found.n == 4


def test_everybody_is_shown_the_same_and_nobody_the_counts(full):
    rows = [full.ask("collaboration.useful", role=role).rows() for role in ("leader", "staff", "projector")]
    assert rows[0] == rows[1] == rows[2]
    told = {row["group"]: (row["value"], row["shown"], row["numerator"], row["n"], row["hidden"]) for row in rows[0]}
    assert told == {
        "planning": (0.75, "75%", None, 40, None),
        "mentoring": (None, None, None, None, "small group"),
    }
    answer = full.ask("collaboration.useful")
    assert answer.sentence == "Planning: 75% of those who answered found it useful." and answer.n == 40


@pytest.mark.parametrize("search", ["department=Math", "program=p1", "classroom=c1", "grade=3"])
def test_it_is_never_of_a_team_a_group_or_a_grade(full, search):
    full.group("p1", "program", [f"Math-{number}" for number in range(1, 31)])
    full.group("c1", "classroom", [full.student(f"P{number}", grade="3") for number in range(20)], grade="3")
    for role in ("leader", "staff", "projector"):
        answer = full.ask("collaboration.useful", search, role)
        assert answer.rows() == [] and answer.n is None
        assert answer.sentence == WHOLE_SCHOOL or answer.hidden


def test_a_filter_by_kind_leaves_it_as_it_is(full):
    plain = full.ask("collaboration.useful").rows()
    assert full.ask("collaboration.useful", "kind=mentoring").rows() == plain


def test_a_data_manager_sees_nothing_of_it(full):
    viewer = Viewer("data-manager", sees=frozenset({"staff"}), refuses=frozenset({"sensitive"}))
    assert full.ask("collaboration.useful", viewer=viewer).rows() == []


def test_nothing_of_another_year_counts_and_who_has_left_does(school):
    staff, gone = school.team("Math", 20), school.staff("Gone", "Math", end=date(2025, 10, 3))
    old, one, two = (school.session(on, *staff) for on in ("2025-01-10", "2025-10-01", "2025-10-02"))
    for event in (old, one, two):
        for person in (*staff, gone):
            said, on = ("not", date(2025, 1, 20)) if event == old else ("useful", date(2025, 10, 3))
            say(school, event, person, said, on)
    (row,) = school.ask("collaboration.useful").rows()
    assert (row["shown"], row["n"]) == ("≥90%", 21)


def test_who_brings_sessions_or_people_in_anew_learns_nothing_of_an_answer(full):
    before = full.ask("collaboration.useful").rows()
    with store.writing(full.engine) as connection:
        events, people = schema.events, schema.people
        last = connection.scalar(select(func.max(events.c.id)).where(events.c.kind == "planning"))
        connection.execute(events.update().where(events.c.id == last).values(kind="mentoring", date=date(2024, 1, 1)))
        connection.execute(people.update().where(people.c.id == "Math-1").values(end=date(2025, 9, 1), kind="family"))
    assert full.ask("collaboration.useful").rows() == before


def test_a_kind_at_which_the_same_few_people_were_every_time_is_left_out():
    lines = [(f"e{number}", "coaching", f"p{number}-{place}", "useful") for number in (1, 2) for place in range(6)]
    assert computed(lines, [("e1", "Coach")]).frame["n"].tolist() == [12]
    assert computed(lines, [("e1", "Coach"), ("e2", "Coach")]).frame.empty
    answered = [(event, "coaching", "Coach", "useful") for event in ("e1", "e2")]
    assert computed(lines + answered).frame.empty  # though a file says now that they were not there
    many = [(event, f"Coach {place}") for event in ("e1", "e2") for place in range(5)]
    assert computed(lines, many).frame["n"].tolist() == [12]


def test_where_some_kinds_are_said_as_ranges_none_is_called_the_first(full):
    events = [full.session(on, kind="coaching") for on in ("2025-10-01", "2025-10-02")]
    for event in events:
        for number in range(1, 21):
            say(full, event, f"Math-{number}", "useful", kind="coaching")
    answer = full.ask("collaboration.useful")
    assert {row["group"]: row["shown"] for row in answer.rows()}["coaching"] == "≥90%"
    assert answer.sentence == "2 kinds of session were answered about; the table has the ranges."


def test_without_an_answer_it_says_how_answers_come(school):
    answer = school.ask("collaboration.useful")
    assert (answer.sentence, answer.rows(), answer.hidden) == (NOTHING, [], ())


LINES = st.lists(
    st.tuples(
        st.sampled_from("abcd"), st.sampled_from("xy"), st.integers(0, 12).map(str), st.sampled_from(list(ANSWERS))
    ),
    unique_by=lambda line: (line[1] + line[0], line[2]), max_size=60,
)  # fmt: skip


@given(LINES)
def test_it_is_what_a_plain_count_says(lines):
    lines = [(kind + event, kind, person, answer) for event, kind, person, answer in lines]
    found = {row["group"]: row for row in computed(lines).frame.to_dict("records")}
    for kind in "xy":
        mine = [line for line in lines if line[1] == kind]
        sessions = {line[0] for line in mine}
        always = [one for one in {line[2] for line in mine} if sessions <= {line[0] for line in mine if line[2] == one}]
        if len(sessions) < 2 or 0 < len(always) < 5:
            assert kind not in found
            continue
        means = {}
        for _, _, person, answer in mine:
            means.setdefault(person, []).append(ANSWERS[answer])
        useful = sum(sum(said) / len(said) > 0.5 for said in means.values())
        assert (found[kind]["numerator"], found[kind]["denominator"], found[kind]["n"]) == (
            useful,
            len(means),
            len(means),
        )
        assert found[kind]["value"] == useful / len(means)
