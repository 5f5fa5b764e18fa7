"""Any history of imports and undos, in any order: what was taken back is as if it had never come."""

import csv
import itertools
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from data import schema
from data.importers.order import Choices, Order
from data.importers.take import take
from data.importers.undo import Every, planned, undo
from tests.data.importers.desk import Desk

WHO = st.sampled_from(["t1", "t2", "t3", "s1"])
ROOM = st.sampled_from(["c1", "c2", "p1"])
SCHOOL = st.sampled_from(["oak", "elm"])
DAY = st.sampled_from(["2025-09-01", "2025-09-02", ""])
NUMBER = st.floats(allow_nan=False, allow_infinity=False, width=64).map(lambda value: f"{value:f}"[:40]) | st.just("")
WORD = st.sampled_from(["", "a", "b", 'quote " and \\', "é\u2028"])
CELLS = {
    "schools": {"id": SCHOOL, "name": WORD, "district": WORD},
    "people": {"id": WHO, "name": WORD, "kind": st.just("staff"), "school": SCHOOL, "department": WORD,
               "fte": NUMBER, "group.meals": WORD},
    "classrooms": {"id": st.sampled_from(["c1", "c2"]), "name": WORD, "school": SCHOOL, "grade": WORD},
    "programs": {"id": st.just("p1"), "name": WORD, "school": SCHOOL},
    "memberships": {"person": WHO, "group": ROOM, "start": DAY, "role": WORD},
    "goals": {"id": st.sampled_from(["g1", "g2", "g3"]), "title": WORD, "level": st.just("school"), "school": SCHOOL,
              "group": ROOM | st.just(""), "parent": st.sampled_from(["", "g1", "g2"]), "target": NUMBER,
              "direction": st.just("increase"), "start": st.just("2025-09-01"), "due": st.just("2026-06-01")},
    "checkins": {"goal": st.sampled_from(["g1", "g2", "g3"]), "date": DAY, "value": NUMBER, "comment": WORD},
    "attendance": {"person": WHO, "date": DAY, "status": st.sampled_from(["present", "absent"])},
    "recognitions": {"id": st.sampled_from(["k1", "k2"]), "date": DAY, "to": WHO | ROOM | WORD,
                     "to_kind": st.sampled_from(["person", "team", "classroom", "program"]), "message": WORD},
    "ties": {"from": WHO, "to": WHO, "weight": NUMBER, "directed": st.sampled_from(["yes", "no"])},
}  # fmt: skip
FILES = st.sampled_from(sorted(CELLS)).flatmap(
    lambda kind: st.tuples(st.just(kind), st.lists(st.fixed_dictionaries(CELLS[kind]), min_size=1, max_size=5))
)


class History(RuleBasedStateMachine):
    """``stands``: the imports that were not taken back; ``seen``: what was on record when those and no others stood."""

    def make(self) -> Desk:
        raise NotImplementedError

    @initialize()
    def begin(self) -> None:
        self.desk = self.make()
        self.stands: set[int] = set()
        self.seen: dict[frozenset[int], str] = {}

    @rule(files=st.lists(FILES, min_size=1, max_size=3))
    def bring(self, files) -> None:
        paths = [self.written(number, kind, rows) for number, (kind, rows) in enumerate(files)]
        receipt = take(self.desk.engine, Order(paths, Choices(), keep_good_rows=True))
        assert all(f.read == f.accepted + f.unchanged + f.repeated + f.rejected for f in receipt.files)
        if receipt.taken:
            self.stands.add(receipt.id)

    def written(self, number: int, kind: str, rows: list[dict]) -> Path:
        path = self.desk.folder / f"{kind}-{number}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, CELLS[kind])
            writer.writeheader()
            writer.writerows(rows)
        return path

    @precondition(lambda self: self.stands)
    @rule(data=st.data())
    def take_one_back(self, data) -> None:
        one, before = data.draw(st.sampled_from(sorted(self.stands))), self.desk.state
        undoing = undo(self.desk.engine, one, "test")
        if undoing.reasons:
            assert one != max(self.stands) and not undoing.taken_back and self.desk.state == before
        else:
            self.stands -= {kept.id for kept in undoing.taken_back}

    @precondition(lambda self: self.stands)
    @rule(data=st.data())
    def take_one_back_with_later(self, data) -> None:
        one, before = data.draw(st.sampled_from(sorted(self.stands))), self.desk.state
        trial = undo(self.desk.engine, one, "test", with_later=Every(), trial=True)
        plan = [kept.id for kept in planned(self.desk.engine, one).taken_back]
        assert self.desk.state == before
        undoing = undo(self.desk.engine, one, "test", with_later=Every())
        ids = [kept.id for kept in undoing.taken_back]
        assert not undoing.reasons and ids[-1] == min(ids) == one and ids == [kept.id for kept in trial.taken_back]
        assert plan == sorted(ids, reverse=True)
        self.stands -= set(ids)

    @invariant()
    def what_is_on_record_depends_on_what_stands_alone(self) -> None:
        """Once all that came since some moment is gone, in whatever order, all is as at that moment."""
        if hasattr(self, "desk"):
            content = self.desk.content
            assert self.seen.setdefault(frozenset(self.stands), content) == content

    @invariant()
    def lines_are_kept_for_what_stands_and_nothing_else(self) -> None:
        if hasattr(self, "desk"):
            assert {row[0] for row in self.desk.rows("import_changes", "import_id")} <= self.stands
            assert not self.desk.broken_references

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.engine.dispose()


def few(examples: int, steps: int):
    return settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )


@pytest.fixture
def on_sqlite(made_schema: Path, tmp_path: Path) -> type[History]:
    numbers = itertools.count()

    class OnSqlite(History):
        def make(self) -> Desk:
            path = tmp_path / f"{next(numbers)}.db"
            shutil.copy(made_schema, path)
            return Desk(f"sqlite:///{path}", tmp_path)

    return OnSqlite


@pytest.fixture
def on_postgres(postgres_url: str, tmp_path: Path) -> type[History]:
    class OnPostgres(History):
        def make(self) -> Desk:
            desk = Desk(postgres_url, tmp_path)
            with desk.engine.begin() as connection:
                for table in reversed(schema.metadata.sorted_tables):
                    if table is not schema.data_version:
                        connection.execute(table.delete())
            return desk

    return OnPostgres


def test_any_history_on_sqlite(on_sqlite):
    run_state_machine_as_test(on_sqlite, settings=few(6, 10))


@pytest.mark.postgres
def test_any_history_on_postgres(on_postgres):
    run_state_machine_as_test(on_postgres, settings=few(3, 8))


@pytest.mark.soak
def test_thousands_of_histories_on_sqlite(on_sqlite):
    run_state_machine_as_test(on_sqlite, settings=few(1_000, 20))


@pytest.mark.soak
@pytest.mark.postgres
def test_hundreds_of_histories_on_postgres(on_postgres):
    run_state_machine_as_test(on_postgres, settings=few(200, 15))
