"""Every number of collaboration and recognition answers every choice of one group of the sample school, of short
periods too: as JSON, without anything that JSON cannot say."""

from __future__ import annotations

import json

import pytest

from data.filters import Filters
from data.gate import Gate
from data.metrics.registry import METRICS
from data.store import open_store
from data.viewer import Viewer
from tests.served import TODAY, small_school

GROUPS = ("classroom", "grade", "program", "department")
STEP = {"classroom": 3}  # of thirty-odd classrooms every third: of each grade one
PERIODS = ("from=2026-01-03&to=2026-01-30", "from=2026-01-15&to=2026-01-15")
ASKED = [metric for metric in METRICS.values() if metric.strategy in (3, 7)]


@pytest.fixture(scope="module")
def gate(tmp_path_factory) -> Gate:
    """One for all: what it remembers of a choice it says to the next number of it."""
    settings = small_school(tmp_path_factory.mktemp("every-choice"))
    return Gate(open_store(settings.database_url), settings)


def labels(gate: Gate) -> dict[str, list[str]]:
    with gate.looking() as look:
        known = gate.directory(look, Viewer.of("leader")).labels
    return {name: list(known[name]) for name in GROUPS}


def ask_everything(gate: Gate, role: str, search: str) -> None:
    filters = Filters.from_search(search, TODAY)
    for metric in ASKED:
        answer = gate.ask(metric, filters, Viewer.of(role)).as_json()
        assert json.dumps(answer, allow_nan=False) and answer["sentence"], (metric.name, search)


@pytest.mark.parametrize("role", ["leader", "projector"])
@pytest.mark.parametrize("name", GROUPS)
def test_every_number_answers_for_every_group_in_json(gate, role, name):
    values = labels(gate)[name]
    assert values
    for value in values[:: STEP.get(name, 1)]:
        ask_everything(gate, role, f"{name}={value}")


@pytest.mark.parametrize("role", ["leader", "projector"])
@pytest.mark.parametrize("period", PERIODS, ids=["four weeks", "a day"])
def test_so_it_does_for_short_periods_of_the_school_and_its_teams(gate, role, period):
    known = labels(gate)
    some = [f"{name}={value}" for name in GROUPS for value in known[name][: None if name == "department" else 2]]
    for choice in ("", *some):
        ask_everything(gate, role, f"{choice}&{period}")
