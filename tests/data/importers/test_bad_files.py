"""Small bad files, each with the one line that tells what is wrong and what to do. Nothing of them is taken."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.importers.problems import Problem
from tests.data.importers.bad_cells import CELLS, E
from tests.data.importers.bad_files import FILES
from tests.data.importers.bad_parcels import PARCELS
from tests.data.importers.bad_rows import ROWS
from tests.data.importers.conftest import at
from tests.data.importers.desk import PEOPLE, Desk, Outcome, counts

TEXTS = FILES | CELLS | ROWS
OF_ANOTHER = "belongs to a bundle that cannot be taken"


@pytest.fixture(scope="module")
def school(small_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small school to which nothing is added by any of these files: in the end it is what it was, to the bit."""
    folder = tmp_path_factory.mktemp("bad")
    shutil.copy(small_school, folder / "school.db")
    desk = at(f"sqlite:///{folder / 'school.db'}", folder)
    before = desk.state
    yield desk
    assert desk.state == before


def nothing_is_taken(desk: Desk, *words: str | Path) -> Outcome:
    before = desk.tally
    outcome = desk.take(*words)
    assert (outcome.code, outcome.receipt["taken"], outcome.receipt["id"]) == (1, False, None)
    assert all(counts(file)[0] == sum(counts(file)[1:]) for file in outcome.receipt["files"])
    assert desk.tally == before
    return outcome


def sentences(outcome: Outcome) -> list[str]:
    """What is said of the files that are to blame."""
    return [
        Problem(**problem).sentence(file["file"])
        for file in outcome.receipt["files"]
        for problem in file["problems"]
        if problem["why"] != OF_ANOTHER
    ]


@pytest.mark.parametrize("what", TEXTS)
def test_a_bad_file_is_told_in_one_line_and_changes_nothing(what: str, school: Desk):
    kind, content, said, *options = TEXTS[what]
    outcome = nothing_is_taken(school, school.file("x.csv", content), *(["--as", kind] if kind else []), *options)
    assert sentences(outcome) == ([said] if isinstance(said, str) else list(said))
    assert not any("\n" in sentence for sentence in sentences(outcome))


@pytest.mark.parametrize("what", PARCELS)
def test_a_bad_workbook_or_bundle_is_told_in_one_line_and_changes_nothing(what: str, school: Desk):
    made, said, *options = PARCELS[what]
    assert sentences(nothing_is_taken(school, made(school.folder), *options)) == [said]


def test_a_file_that_cannot_be_opened_is_told_in_one_line(school: Desk):
    empty = school.folder / "empty"
    empty.mkdir()
    outcome = school.take(school.folder / "missing.csv", empty)
    assert outcome.code == 1
    assert outcome.whys == ["is not there", "is a folder without files"]
    assert [file["kind"] for file in outcome.receipt["files"]] == [None, None]


def test_all_problems_of_a_row_are_told_and_the_row_counts_once(school: Desk):
    outcome = school.take_text("events", E + "e9,,2025-13-01,oak,x,nobody,\n")
    assert [problem["column"] for problem in outcome.file["problems"]] == ["kind", "date", "minutes", "group"]
    assert outcome.counts == (1, 0, 0, 0, 1)


def test_a_thousand_problems_are_listed_and_all_are_counted(school: Desk):
    outcome = school.take_text("ties", "from,to\n" + "t1,nobody\n" * 1_234)
    assert outcome.counts == (1_234, 0, 0, 0, 1_234)
    assert len(outcome.file["problems"]) == 1_001
    assert outcome.file["problems"][-1]["why"] == "234 more problems are not listed"


def test_a_column_nobody_asked_for_is_never_quoted(school: Desk):
    outcome = school.take_text("people", "id,Password,kind\np1,P@ssw0rd,wizard\np2,P@ssw0rd\n")
    assert outcome.code == 1 and "P@ss" not in outcome.out + outcome.err
    lost = school.take_text("people", "p1,P@ssw0rd,staff,oak\n" + PEOPLE)
    assert lost.code == 1 and "P@ss" not in lost.out + lost.err
