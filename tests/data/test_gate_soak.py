"""Any choice, any role, for a long time: no answer fails, and none shows a small group to who may not see it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.filters import Filters
from data.gate import Gate
from data.metrics.registry import METRICS
from data.settings import Settings
from data.viewer import Viewer

pytestmark = pytest.mark.soak
NAMES = (
    "classroom",
    "program",
    "grade",
    "department",
    "level",
    "goal",
    "kind",
    "wave",
    "from",
    "to",
    "as_of",
    "compare",
)


@pytest.fixture(scope="module")
def gate(tmp_path_factory) -> Gate:
    from data import sample, store

    engine = store.open_store(f"sqlite:///{tmp_path_factory.mktemp('soak') / 'school.db'}")
    sample.write_sized(engine, today=date(2026, 1, 30), size=0.15, schools=1, years=2, seed=1)
    return Gate(engine, Settings(frozen_today=date(2026, 1, 30)))


@pytest.fixture(scope="module")
def words(gate) -> list[str]:
    """Values that are there, days, and what nobody should send."""
    with gate.looking() as look:
        labels = gate.directory(look, Viewer.of("leader")).labels
    there = [value for values in labels.values() for value in values]
    return [*there, "2025-09-01", "2025-12-24", "2026-01-30", "1900-01-01", "previous", "last-year", "'", "😀", ""]


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_choice_breaks_a_metric_or_shows_few_people_to_a_projector(gate, words, data):
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(words)), max_size=5))
    metric = METRICS[data.draw(st.sampled_from(sorted(METRICS)))]
    answer = gate.ask(metric, Filters.from_pairs(pairs, gate.settings.today), Viewer.of("projector"))
    fewest = gate.settings.threshold(metric.whose)
    shown = [row for row in answer.rows() if row["hidden"] is None and row.get("n") and row.get("value") is not None]
    assert all(row["n"] >= fewest for row in shown), (pairs, answer.rows())
    _tells_no_few(answer.rows(), fewest)


def _tells_no_few(rows: list[dict], fewest: int) -> None:
    """No numerator of few, nor few that it leaves out; no value where a range stands."""
    for row in rows:
        part, whole = row.get("numerator"), row.get("denominator")
        if "shown" in row and part is not None and whole:
            assert not 0 < part < fewest and not 0 < whole - part < fewest, row
        assert row["hidden"] != "coded" or (row["value"] is None and row["shown"] and part is None)
