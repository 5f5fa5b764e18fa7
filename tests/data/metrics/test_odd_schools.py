"""Odd networks and odd thanks: every number of the two strategies gives an answer, and the right one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from data.filters import Filters
from data.gate import Gate
from data.metrics.registry import METRICS
from data.viewer import Viewer
from tests.data.school import School

OURS = sorted(name for name, metric in METRICS.items() if metric.strategy in (3, 7))
ROLES = ("leader", "staff", "projector")


def tie(school: School, one: str, two: str, kind: str = "advice", **more) -> None:
    school.add("ties", from_person=one, to_person=two, kind=kind, directed=True, **more)


def nobody(school: School) -> None:
    """A school without staff."""


def one_person(school: School) -> None:
    school.team("Math", 1)


def two_people(school: School) -> None:
    school.team("Math", 2)
    tie(school, "Math-1", "Math-2")


def self_ties(school: School) -> None:
    school.team("Math", 6)
    for day, person in enumerate(("Math-1", "Math-2", "Math-1"), 1):
        tie(school, person, person, date=date(2025, 10, day))


def repeated_ties(school: School) -> None:
    school.team("Math", 6)
    for day in range(1, 6):
        tie(school, "Math-1", "Math-2", date=date(2025, 10, day))
    tie(school, "Math-2", "Math-1")


def all_isolated(school: School) -> None:
    school.team("Math", 6)
    school.team("Arts", 5)
    school.session("2025-10-01", "Math-1")


def events_with_everybody(school: School) -> None:
    everybody = school.team("Math", 12) + school.team("Arts", 8)
    for day in range(1, 5):
        school.session(f"2025-10-0{day}", *everybody)


def people_who_left(school: School) -> None:
    school.team("Math", 6)
    school.staff("Gone", "Math", end=date(2025, 7, 31))
    for day in (1, 2, 3):
        school.session(f"2025-10-0{day}", "Math-1", "Gone")
    tie(school, "Gone", "Math-2")
    school.thanks("2025-10-01", "Gone", "Math-1", value="courage")
    school.thanks("2025-10-01", "Math-1", "Gone", value="courage")


def department_of_two(school: School) -> None:
    school.team("Math", 8)
    school.team("Office", 2)
    for day in (1, 2, 3):
        school.session(f"2025-10-0{day}", "Office-1", "Office-2")
        school.session(f"2025-10-0{day}", "Math-1", "Office-1")
    school.thanks("2025-10-01", "Office-1", "Math-1", value="courage")


def thanks_to_oneself(school: School) -> None:
    school.team("Math", 6)
    school.thanks("2025-10-01", "Math-1", "Math-1", value="courage")


def thanks_without_anything(school: School) -> None:
    school.team("Math", 6)
    school.thanks("2025-10-01", "Math-1")


def ties_at_every_rank(school: School) -> None:
    for team in ("Math", "Arts", "Music", "Office", "Library", "Science"):
        school.team(team, 6)
        for place in range(1, 4):
            school.thanks("2025-10-01", f"{team}-{place}", "Math-6", value="courage")


def no_thanks(school: School) -> None:
    for team in ("Math", "Arts", "Music", "Office", "Library", "Science"):
        school.team(team, 6)


SCHOOLS: tuple[Callable[[School], None], ...] = (
    nobody, one_person, two_people, self_ties, repeated_ties, all_isolated, events_with_everybody, people_who_left,
    department_of_two, thanks_to_oneself, thanks_without_anything, ties_at_every_rank, no_thanks,
)  # fmt: skip


def measures(school: School, search: str = "", role: str = "leader") -> dict:
    return school.values("collaboration.measures", search, "measure", role)


@pytest.mark.parametrize("make", SCHOOLS, ids=lambda make: make.__name__)
def test_every_number_gives_an_answer_that_can_be_read(school: School, make: Callable[[School], None]):
    make(school)
    gate, choice = Gate(school.engine, school.settings), Filters.from_search("", school.settings.today)
    for role in ROLES:
        for name in OURS:
            answer = gate.ask(METRICS[name], choice, Viewer.of(role))
            json.dumps(answer.as_json(), allow_nan=False, default=str)
            assert answer.sentence and "nan" not in answer.sentence.split() and "None" not in answer.sentence, name


@pytest.mark.parametrize(
    ("make", "nodes", "ties", "density", "degree", "isolated"),
    [
        (nobody, 0, 0, None, None, None), (one_person, 1, 0, None, None, None), (two_people, 2, 1, 0.5, 1, 0),
        (self_ties, 6, 0, 0, 0, 6), (repeated_ties, 6, 2, 2 / 30, 4 / 6, 4), (all_isolated, 11, 0, 0, 0, 11),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_small_and_empty_networks_have_the_measures_that_are_defined(
    school, make, nodes, ties, density, degree, isolated
):
    """Density of fewer than two is no number; a tie to oneself is none, and one told five times is one."""
    make(school)
    found = measures(school)
    assert (found["nodes"], found["isolated"]) == (nodes, isolated)
    assert found["density"] == (None if density is None else pytest.approx(density))
    assert found.get("mean degree") == (None if degree is None else pytest.approx(degree))


def test_what_everybody_was_at_ties_nobody(school: School):
    events_with_everybody(school)
    found = measures(school, "kind=events")
    assert (found["nodes"], found["ties"], found["isolated"]) == (20, 0, 20)
    assert school.ask("collaboration.participation").rows()[0]["numerator"] == 20  # and yet they took part


def test_who_left_is_in_no_network_and_on_no_board(school: School):
    people_who_left(school)
    assert measures(school, "kind=events")["nodes"] == 6
    assert not [row for row in school.ask("collaboration.people").rows() if row["person"] == "Gone"]
    assert school.ask("recognition.coverage").rows()[0]["numerator"] == 1
    assert school.ask("recognition.thanking").rows()[0]["numerator"] == 1


@pytest.mark.parametrize("role", ["staff", "projector"])
def test_a_department_of_two_is_told_to_nobody_who_sees_no_names(school: School, role: str):
    department_of_two(school)
    for name in OURS:
        for row in school.ask(name, role=role).rows():
            is_small = "Office" in (row.get("group"), row.get("from"), row.get("to"))
            assert not (is_small and row.get("value") is not None), (name, row)


def test_thanks_to_oneself_count_as_received_and_not_as_given_to_others(school: School):
    thanks_to_oneself(school)
    assert school.values("recognition.givers", key="to").get("Math", 0) == 0


def test_ties_at_every_rank_are_ties_and_no_ranking(school: School):
    ties_at_every_rank(school)
    rows = school.ask("recognition.leaderboard").rows()
    assert {row["rank"] for row in rows} <= {None, 1}
    assert {row["per_person"] for row in rows} == {0.5}


def test_where_nobody_was_thanked_there_is_no_data_and_no_first(school: School):
    no_thanks(school)
    assert {row["value"] for row in school.ask("recognition.coverage").rows()} == {None}
    assert all(row["rank"] is None for row in school.ask("recognition.leaderboard").rows())
    assert all(row["value"] in (None, 0) for row in school.ask("recognition.spread").rows())
