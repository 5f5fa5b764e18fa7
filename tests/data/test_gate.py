"""The one way to data: whoever asks, whatever they ask."""

import json
import shutil
from datetime import date

import pytest
from sqlalchemy import event

from data.filters import Filters
from data.gate import Gate
from data.metrics.registry import HEADLINES, METRICS
from data.settings import Settings
from data.viewer import NOBODY, Viewer
from tests.data.school import TODAY, School

STRANGER = Viewer("leader", schools=frozenset({"another school"}), sees=frozenset({"staff", "students"}))


@pytest.fixture(scope="module")
def full(made_schema, tmp_path_factory):
    """A little of everything, for tests that only ask."""
    path = tmp_path_factory.mktemp("full") / "school.db"
    shutil.copy(made_schema, path)
    return filled(School(f"sqlite:///{path}"))


@pytest.fixture
def changing(school):
    """The same for tests that change it."""
    return filled(school)


def filled(school: School) -> School:
    math, arts = school.team("Math", 6), school.team("Arts", 5)
    school.session("2025-09-10", *math[:3], arts[0])
    school.session("2025-09-17", *math[:3])
    school.thanks("2025-10-01", math[0], arts[0], message="for everything")
    school.goal("G", ("2026-01-15", 65), owner=math[0], next_step="ask again")
    school.add("meetings", id="M", school="S1", title="Leadership", start=date(2026, 1, 12))
    school.add("actions", id="A", school="S1", text="Answer on parking", owner=math[0], meeting="M")
    school.add("feedback", id="F", school="S1", date=date(2025, 10, 1), channel="e-mail")
    school.add("requests", id="Q", school="S1", date=date(2025, 10, 1), kind="materials")
    school.add("roles", person=math[0], role="chair", start=date(2025, 9, 1))
    school.add("consents", person=math[0], what="boards", given=True, date=date(2025, 9, 1))
    school.add("chart_events", date=date(2025, 10, 1), text="new timetable")
    school.add("calendar", school="S1", date=date(2025, 12, 24), kind="holiday", note="Winter break")
    students = [school.student(f"P{place}", grade="3") for place in range(12)]
    school.group("3A", "classroom", [*students, math[0]], grade="3")
    school.add_all("person_groups", [{"person": one, "name": "meals", "value": "free"} for one in students])
    days = [date(2025, 9, day) for day in range(1, 13)]
    school.add_all("attendance", [{"person": one, "date": on, "status": "present"} for one in students for on in days])
    return school


@pytest.mark.parametrize("name", METRICS)
def test_who_may_see_nothing_gets_nothing(full, name):
    answer = full.ask(name, viewer=NOBODY)
    assert answer.rows() == [] and answer.n is None and answer.hidden


@pytest.mark.parametrize("name", [name for name in METRICS if name not in ("calendar.periods", "calendar.events")])
def test_another_schools_leader_gets_nothing_of_this_one(full, name):
    answer = full.ask(name, "school=S1&program=literacy&goal=G", viewer=STRANGER)
    assert not [row for row in answer.rows() if row.get("value")] and not answer.n
    assert "Oak" not in json.dumps(answer.as_json()) and "parking" not in json.dumps(answer.as_json())


@pytest.mark.parametrize("name", METRICS)
def test_no_name_is_in_any_byte_until_it_is_asked_for(full, name):
    for search, role in (("", "leader"), ("names=on", "staff"), ("names=on", "projector"),
                         ("names=on&view=meeting", "leader")):  # fmt: skip
        assert "Name " not in json.dumps(full.ask(name, search, role).as_json()), (search, role)


@pytest.mark.parametrize("name", METRICS)
def test_every_answer_keeps_the_contract(full, name):
    told = full.ask(name).as_json()
    assert {"metric", "title", "unit", "direction", "scope", "as_of", "data_version", "sentence", "n", "rows",
            "hidden"} == set(told)  # fmt: skip
    assert told["sentence"] and "nan" not in told["sentence"].lower() and "Oak School" in told["scope"]
    assert all("hidden" in row and float("inf") not in row.values() for row in told["rows"])


@pytest.mark.parametrize(
    "search",
    ["program='; DROP TABLE people;--", "classroom=%F0%9F%98%80", "from=x&to=y&as_of=z", "level=god&goal=nobody",
     "kind=nothing&wave=99", "grade=" + "9," * 60, "colour=blue", "names=on&names=off", "compare=ages-ago"],
)  # fmt: skip
def test_hostile_choices_break_no_metric_and_are_said_to_be_dropped(full, search):
    for name in METRICS:
        assert "not understood" in full.ask(name, search).scope


def test_a_choice_that_is_not_there_is_dropped_and_the_whole_shown(full):
    answer = full.ask("recognition.coverage", "program=nowhere")
    assert answer.n == 11 and "left out: program" in answer.scope and "nowhere" not in answer.scope


def test_an_answer_is_remembered_until_the_data_change(changing):
    full = changing
    gate, metric, viewer = Gate(full.engine, full.settings), METRICS["recognition.coverage"], Viewer.of("leader")
    asked = []
    event.listen(full.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    filters = Filters.from_search("", TODAY)
    first = gate.ask(metric, filters, viewer)
    before = len(asked)
    assert gate.ask(metric, filters, viewer) is first
    assert len([text for text in asked[before:] if "people" in text]) == 0
    full.thanks("2025-11-01", "Arts-1")
    again = gate.ask(metric, filters, viewer)
    assert again.rows()[0]["numerator"] == 2 and again.data_version > first.data_version


def test_what_is_remembered_for_one_is_not_given_to_another(full):
    gate, metric = Gate(full.engine, full.settings), METRICS["collaboration.people"]
    filters = Filters.from_search("", TODAY)
    assert len(gate.ask(metric, filters, Viewer.of("leader")).rows()) == 11
    assert gate.ask(metric, filters, Viewer.of("projector")).rows() == []
    assert gate.ask(metric, filters, STRANGER).rows() == []


def test_the_scope_line_says_where_when_and_how_many(changing):
    full = changing
    assert full.ask("recognition.coverage", "from=2025-09-01").scope == (
        "Oak School · Whole school · 1 Sep 2025 – 30 Jan 2026 · 11 staff"
    )
    full.group("literacy", "program", ["Math-1", "Math-2"])
    assert full.ask("recognition.coverage", "program=literacy", "projector").scope.endswith("fewer than 5 staff")


def test_a_classrooms_students_results_are_for_its_teacher(full):
    assert full.ask("outcomes.chronic_absence", "classroom=3A").rows()[0]["denominator"] == 12
    for role in ("staff", "projector"):
        answer = full.ask("outcomes.chronic_absence", "classroom=3A", role)
        assert answer.rows() == [] and "a classroom is a teacher" in answer.hidden[0]["why"]


def test_a_higher_threshold_of_the_school_holds(changing):
    full = changing
    full.settings = Settings(frozen_today=TODAY, smallest_team=6)
    answer = full.ask("collaboration.participation_by_department", role="projector")
    assert "Arts" not in {row["group"] for row in answer.rows()}


def test_the_seven_headline_numbers_are_the_seven_strategies():
    assert [headline.strategy for headline in HEADLINES] == [1, 2, 3, 4, 5, 6, 7]
    assert all(headline.number.strategy == headline.strategy for headline in HEADLINES)


def test_every_metric_says_what_it_is_and_why_it_matters():
    for metric in METRICS.values():
        assert all((metric.title, metric.why, metric.definition, metric.unit)) and metric.strategy in range(1, 8)


def test_a_look_sees_one_version_of_the_data_whoever_writes_meanwhile(school_on_both):
    first, second, *_ = school_on_both.team("Math", 6)
    school_on_both.thanks("2025-10-01", first, second)
    gate = Gate(school_on_both.engine, Settings(frozen_today=date(2026, 1, 30)))
    with gate.looking() as look:
        before = gate.answer(look, METRICS["recognition.coverage"], Filters.from_search("", TODAY), Viewer.of("leader"))
        school_on_both.thanks("2025-10-02", second, first)
        spread = gate.answer(look, METRICS["recognition.spread"], Filters.from_search("", TODAY), Viewer.of("leader"))
    assert before.rows()[0]["numerator"] == 1
    assert next(row["value"] for row in spread.rows() if row["measure"] == "recipients") == 1
