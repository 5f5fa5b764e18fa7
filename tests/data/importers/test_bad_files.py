"""Small bad files, each with the one line that tells what is wrong and what to do. Nothing of them is taken."""

import pytest

from data.importers.problems import Problem
from tests.data.importers.bad_files import FILES, E
from tests.data.importers.bad_rows import ROWS
from tests.data.importers.desk import PEOPLE, Desk


@pytest.mark.parametrize("what", FILES | ROWS)
def test_a_bad_file_is_told_in_one_line_and_changes_nothing(what: str, stocked: Desk):
    kind, content, said, *options = (FILES | ROWS)[what]
    before = stocked.state
    outcome = stocked.take(stocked.file("x.csv", content), *(["--as", kind] if kind else []), *options)
    problems = [Problem(**problem) for problem in outcome.file["problems"]]
    assert [problem.sentence("x.csv") for problem in problems] == [said]
    assert (outcome.code, outcome.receipt["taken"], outcome.receipt["id"]) == (1, False, None)
    assert stocked.state == before
    assert "\n" not in said


def test_a_file_that_cannot_be_opened_is_told_in_one_line(stocked: Desk):
    outcome = stocked.take(stocked.folder / "missing.csv", stocked.folder)
    assert outcome.code == 1
    assert outcome.whys == ["is not there", "is a folder without files"]
    assert [file["kind"] for file in outcome.receipt["files"]] == [None, None]


def test_all_problems_of_a_row_are_told_and_the_row_counts_once(stocked: Desk):
    outcome = stocked.take_text("events", E + "e9,,2025-13-01,oak,x,nobody,\n")
    assert [problem["column"] for problem in outcome.file["problems"]] == ["kind", "date", "minutes", "group"]
    assert outcome.counts == (1, 0, 0, 0, 1)


def test_a_thousand_problems_are_listed_and_all_are_counted(stocked: Desk):
    outcome = stocked.take_text("ties", "from,to\n" + "t1,nobody\n" * 1_234)
    assert outcome.counts == (1_234, 0, 0, 0, 1_234)
    assert len(outcome.file["problems"]) == 1_001
    assert outcome.file["problems"][-1]["why"] == "234 more problems are not listed"


def test_a_column_nobody_asked_for_is_never_quoted(stocked: Desk):
    outcome = stocked.take_text("people", "id,Password,kind\np1,P@ssw0rd,wizard\np2,P@ssw0rd\n")
    assert outcome.code == 1 and "P@ss" not in outcome.out + outcome.err
    lost = stocked.take_text("people", "p1,P@ssw0rd,staff,oak\n" + PEOPLE)
    assert lost.code == 1 and "P@ss" not in lost.out + lost.err
