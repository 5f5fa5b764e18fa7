"""What is read from the database once, and what no cut may leave out or let in."""

from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from data.filters import Filters
from data.gate import Gate
from data.metrics.registry import METRICS
from data.viewer import Viewer


@contextmanager
def statements(engine):
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def note(connection, cursor, statement, *rest) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def ask(school):
    gate = Gate(school.engine, school.settings)

    def of(metric: str, search: str = "", viewer: Viewer | None = None) -> list[dict]:
        filters = Filters.from_search(search, school.settings.today)
        return gate.ask(METRICS[metric], filters, viewer or Viewer.of("leader")).rows()

    return of


@pytest.mark.parametrize(
    ("metric", "table"), [("recognition.spread", "recognitions"), ("collaboration.matrix", "ties")]
)
def test_another_period_of_the_year_reads_nothing_anew_until_the_data_change(school, ask, metric, table):
    school.team("Math", 6)
    ask(metric, "to=2025-12-01")
    with statements(school.engine) as asked:
        ask(metric, "to=2025-11-01")
    assert not any(f"FROM {table}" in one for one in asked)
    school.thanks("2025-10-01", "Math-1")
    with statements(school.engine) as asked:
        ask(metric, "to=2025-11-01")
    assert any(f"FROM {table}" in one for one in asked)


def test_what_is_new_counts_at_once(school, ask):
    school.team("Math", 12)
    assert ask("recognition.trend") == []
    school.thanks("2025-10-01", "Math-1")
    assert [row["value"] for row in ask("recognition.trend")] == [1]


def test_both_ends_of_a_period_count_and_no_day_beyond(school, ask):
    school.team("Math", 12)
    for day in ("2025-09-30", "2025-10-01", "2025-10-31", "2025-11-01"):
        school.thanks(day, "Math-1")
    assert sum(row["value"] for row in ask("recognition.trend", "from=2025-10-01&to=2025-10-31")) == 2
    assert sum(row["value"] for row in ask("recognition.trend", "as_of=2025-10-31")) == 3


def test_who_has_left_or_not_come_yet_is_of_no_roster_and_no_tie(school, ask):
    school.team("Math", 3)
    school.staff("Gone", "Math", end=date(2025, 10, 1))
    school.staff("New", "Math", start=date(2025, 12, 1))
    pairs = (("Math-1", "Math-2"), ("Math-1", "Gone"), ("New", "Math-2"))
    school.add_all("ties", [{"from_person": one, "to_person": two, "kind": "advice", "directed": False}
                            for one, two in pairs])  # fmt: skip
    staff = {period: ask("recognition.coverage", period)[0]["n"]
             for period in ("to=2025-10-01", "from=2025-10-02&to=2025-11-30", "from=2025-12-01")}  # fmt: skip
    assert list(staff.values()) == [4, 3, 4]
    ties = [sum(row["value"] for row in ask("collaboration.matrix", period)) for period in staff]
    assert ties == [2, 1, 2]


def test_what_one_school_may_see_is_not_kept_for_another(school, ask):
    school.team("Math", 6)
    school.add("schools", id="S2", name="Elm School")
    school.add_all("people", [{"id": f"E{n}", "name": f"Name E{n}", "kind": "staff", "school": "S2"} for n in range(5)])
    school.thanks("2025-10-01", "Math-1")
    seen = {viewer: ask("recognition.coverage", "", Viewer("leader", frozenset({viewer}), frozenset({"staff"})))[0]["n"]
            for viewer in ("S1", "S2")}  # fmt: skip
    assert seen == {"S1": 6, "S2": 5}
    assert ask("recognition.coverage")[0]["n"] == 11
