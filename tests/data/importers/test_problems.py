"""What messages say of a file: not without end, and nothing that a terminal or a page would obey."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from data.importers.mapping import settle
from data.importers.order import Choices, Order
from data.importers.problems import LONGEST_NAME, LONGEST_VALUE, Problem, file_name
from data.importers.sheet import Sheet
from data.importers.take import take
from tests.data.importers.desk import Desk


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("people.csv", "people.csv"),
        ("Schüler\u00a0Liste\u202fneu.csv", "Schüler\u00a0Liste\u202fneu.csv"),
        ("نام\u200cها 👩\u200d🏫.csv", "نام\u200cها 👩\u200d🏫.csv"),
        ("a\x1b[2J\n.csv", "a%1B[2J%0A.csv"),
        ("gpj\u202evsc.exe", "gpj%E2%80%AEvsc.exe"),
        ("caf\udce9.csv", "caf%E9.csv"),
    ],
)
def test_a_name_is_shown_as_it_is_but_for_what_would_be_obeyed(name: str, shown: str):
    assert file_name(name) == shown


def test_a_name_without_end_is_shown_by_its_end():
    shown = file_name("x" * 60_000 + "/users.csv")
    assert len(shown) == LONGEST_NAME and shown.startswith("…") and shown.endswith("/users.csv")


def test_a_column_is_named_no_longer_than_a_value_by_a_problem_and_by_what_reads_it():
    header = "start" + "_" * 240_000
    (source,) = (
        one
        for one in settle(Sheet(("id", "name", "kind", "school", header), lambda: iter(())), Choices("people")).sources
        if one.field.name == "start"
    )
    problem = Problem(2, header, None, "is wrong", "mend it")
    assert len(problem.column) == LONGEST_VALUE
    assert source.header == problem.column == replace(problem).column


def test_a_header_without_end_does_not_make_an_answer_without_end(desk: Desk):
    """270 KB, of which the answer had 241 MB."""
    desk.has("schools")
    rows = "".join(f"x{number},Somebody,student,oak,nowhen\n" for number in range(1_100))
    file = desk.file("people.csv", f"id,name,kind,school,start{'_' * 240_000}\n{rows}")
    receipt = take(desk.engine, Order([file], dry_run=True))
    assert receipt.files[0].rejected == 1_100
    assert len(json.dumps(receipt.in_full())) < 2 * 2**20
