"""The real school in the place of the sample: all or nothing, and never in the place of anything else."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from data import sample, schema, store
from data.importers.order import Order
from data.importers.replace import replace_sample
from tests.data.importers.desk import PEOPLE, Desk
from tests.data.importers.test_faults import fails_anywhere

TODAY = date(2026, 1, 30)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    engine = store.open_store(f"sqlite:///{path}")
    sample.write_sized(engine, today=TODAY, schools=1, years=1, seed=1, size=0.1)
    engine.dispose()
    return path


@pytest.fixture
def sampled(sample_file: Path, sqlite_url: str, tmp_path: Path) -> Desk:
    shutil.copy(sample_file, sqlite_url.removeprefix("sqlite:///"))
    return Desk(sqlite_url, tmp_path)


def test_one_command_puts_the_real_school_in_the_place_of_the_sample(sampled: Desk):
    files = [sampled.file("people.csv", PEOPLE), sampled.file("ties.csv", "from,to\nt1,t2\n")]
    outcome = sampled.run("replace-sample", *files, "--json")
    assert (outcome.code, outcome.receipt["taken"]) == (0, True)
    assert sampled.rows("schools", "id") == [("elm",), ("oak",)]
    kept = {name: table for name, table in schema.metadata.tables.items() if "import_id" in table.c}
    assert {name for name in kept if sampled.rows(name, "import_id")} == {"schools", "people", "ties"}
    assert sampled.run("undo", str(outcome.receipt["id"])).code == 0 and not sampled.rows("schools", "id")


def test_on_postgresql_too(postgres_url: str, tmp_path: Path):
    engine = store.open_store(postgres_url)
    sample.write_sized(engine, today=TODAY, schools=1, years=1, seed=1, size=0.1)
    engine.dispose()
    desk = Desk(postgres_url, tmp_path)
    desk.file("people.csv", PEOPLE)
    before = desk.state
    assert desk.run("replace-sample", tmp_path / "people.csv", desk.file("x.csv", "a,b\n1,2\n")).code == 1
    assert desk.state == before
    assert desk.run("replace-sample", tmp_path / "people.csv").code == 0
    assert desk.rows("schools", "id") == [("elm",), ("oak",)]


def test_files_are_checked_as_if_nothing_were_there(sampled: Desk):
    """A file that refers to the sample's people, or says what the sample says already, leans on nothing."""
    ((person,), *_) = sampled.rows("people", "id")
    before = sampled.state
    outcome = sampled.run(
        "replace-sample", "--json", sampled.file("roles.csv", f"person,role,start\n{person},x,2025-09-01\n")
    )
    assert outcome.code == 1 and outcome.receipt["files"][0]["problems"][0]["why"] == "is not the id of a known person"
    assert sampled.state == before


@pytest.mark.parametrize("words", [["--dry-run"], ["--as", "ties"], ["--as", "people", "--map", "id=nothing"]])
def test_what_is_refused_or_only_tried_leaves_the_sample(sampled: Desk, words: list[str]):
    before = sampled.state
    outcome = sampled.run("replace-sample", "--json", sampled.file("people.csv", PEOPLE), *words)
    assert not outcome.receipt["taken"] and outcome.receipt["id"] is None
    assert sampled.state == before


def test_a_file_without_a_row_is_no_school(sampled: Desk):
    before = sampled.state
    outcome = sampled.run("replace-sample", sampled.file("people.csv", "id,name,kind,school\n"))
    assert (outcome.code, outcome.err, sampled.state) == (
        1, "Error: the files hold no row that could take the sample's place\n", before
    )  # fmt: skip


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.soak)])
def test_whatever_fails_the_sample_stays(sampled: Desk, every: int):
    files = [sampled.file("people.csv", PEOPLE)]
    fails_anywhere(sampled, lambda engine: replace_sample(engine, Order(files)), every)


def test_what_was_tried_out_and_taken_back_is_not_in_the_way(sampled: Desk):
    people = sampled.file("people.csv", PEOPLE)
    sampled.take(people)
    said = sampled.run("replace-sample", people)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert said.err.startswith("Error: the database holds a school that is not the sample's; name an empty")
    sampled.run("undo", "1")
    assert sampled.run("replace-sample", people).code == 0


def test_what_was_added_to_the_sample_is_named(sampled: Desk):
    (person, *_), (other, *_), *_ = sampled.rows("people", "id")
    sampled.take(sampled.file("ties.csv", f"from,to,kind\n{person},{other},odd\n"))
    said = sampled.run("replace-sample", sampled.file("people.csv", PEOPLE)).err
    assert said.startswith("Error: import 1 (ties.csv, ") and "was added to the sample; undo it first" in said


def test_a_sample_that_was_changed_by_hand_is_somebodys_work(sampled: Desk):
    with store.writing(sampled.engine) as connection:
        connection.execute(update(schema.goals).values(next_step="ask the parents"))
    before = sampled.state
    outcome = sampled.run("replace-sample", sampled.file("people.csv", PEOPLE))
    assert outcome.code == 1 and "somebody has changed the sample school by hand" in outcome.err
    assert sampled.state == before


def test_a_real_school_and_an_empty_database_are_refused(desk: Desk):
    people = desk.file("people.csv", PEOPLE)
    assert "holds no school, nor the sample; take the files in by import" in desk.run("replace-sample", people).err
    assert desk.take(people).code == 0
    before = desk.state
    assert desk.run("replace-sample", people).code == 1 and desk.state == before


def test_who_adds_to_the_sample_is_told_that_it_stays(sampled: Desk):
    people = sampled.file("people.csv", PEOPLE)
    said = "The sample school stays beside these rows"
    assert said in sampled.run("import", people, "--dry-run").err
    assert said not in sampled.run("replace-sample", people, "--dry-run").err
    assert said in sampled.run("import", people).err
    assert said not in sampled.run("import", people).err, "it is no sample any more"
