"""Hidden cells of tables with published totals, and the proof; the examples are those of the definitions, 7.3."""

import random
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.disclosure import hidden_cells
from data.disclosure.audit import Interval, intervals
from data.disclosure.loop import is_safe, secured
from data.disclosure.tables import Sum, Table, complemented, grid, line, primary

GRADES = grid([[25, 18, 12], [30, 4, 22], [40, 35, 28], [15, 12, 11]])  # Black, Hispanic, White, Asian
H10, H11, A10, A11 = 5, 6, 13, 14


def bounds(table: Table, hidden: set[int]) -> dict[int, tuple[float, float]]:
    return {place: (round(one.least, 6), round(one.most, 6)) for place, one in intervals(table, hidden).items()}


def test_hiding_the_small_cell_alone_gives_it_away_exactly():
    assert primary(GRADES, 10) == {H10}
    assert bounds(GRADES, frozenset({H10})) == {H10: (4, 4)}


def test_the_published_table_hides_these_four_and_leaves_these_intervals():
    hidden = secured(GRADES, 10)
    assert hidden == complemented(GRADES, frozenset({H10}), 10) == {H10, H11, A10, A11}
    assert bounds(GRADES, hidden) == {H10: (0, 16), H11: (10, 26), A10: (0, 16), A11: (7, 23)}


@pytest.mark.parametrize("counts", [[4, 12, 31, 103], [4, 3, 31, 103], [4, 7, 31, 103], [0, 12, 31, 103]])
def test_a_line_is_a_table_of_one_sum(counts):
    expected = {place for place, reason in enumerate(hidden_cells(counts, 10)) if reason}
    assert secured(line(counts), 10) == expected


def test_a_line_without_anybody_to_go_with_the_small_group_is_withheld():
    assert secured(line([4, 0, 0]), 10) is None
    assert secured(line([4, 3]), 10) is None  # seven: the total is small itself


def test_a_table_of_nobody_small_hides_nothing():
    assert secured(grid([[10, 0], [30, 12]]), 10) == frozenset()


def test_a_small_total_is_hidden_with_others_so_that_it_cannot_be_subtracted():
    table = grid([[4, 3, 0], [30, 20, 25], [18, 40, 17]])
    hidden = secured(table, 10)
    assert 3 in hidden and is_safe(table, hidden, 10)  # the total of the first row is seven people


def test_two_hidden_cells_with_a_known_difference_are_hidden_further():
    """The rule of every sum holds here, and yet the solver finds the small cells: the audit hides more."""
    table = Table((2, 9, 40, 50, 30), (Sum((0, 1, 2)), Sum((0, 3)), Sum((1, 4))), kept=frozenset({3, 4}))
    assert secured(table, 10) is None  # what would blur them is not ours to hide
    assert secured(Table(table.counts, table.sums), 10) is not None


def test_cells_of_another_answer_are_never_hidden_by_ours():
    rows = Table((4, 12, 31, 103), (Sum((0, 1, 2, 3)),), kept=frozenset({1}))
    assert secured(rows, 10) == {0, 2}


def test_the_proof_wants_a_width_and_not_only_small_numbers():
    assert Interval(0, 10).safe(10) and Interval(7, 23).safe(10)
    assert not Interval(4, 4).safe(10) and not Interval(0, 9).safe(10) and not Interval(20, 29).safe(10)


def test_the_solver_says_nothing_on_the_output_of_the_command_line(capfd):
    secured(GRADES, 10)
    assert capfd.readouterr() == ("", "")


def random_tables(seed: int, number: int) -> list[Table]:
    """Six by five, from mostly small to mostly large."""
    lots = random.Random(seed)
    most = (15, 30, 60, 120)
    return [grid([[lots.randint(0, most[n % 4]) for _ in range(5)] for _ in range(6)]) for n in range(number)]


MOST_HIDDEN = 1.7  # for each small cell, in the median: a table with one small cell or two must hide four


def proved(tables: list[Table]) -> list[float]:
    """Hides each and proves it; how many cells are hidden for each that is small."""
    ratios = []
    for table in tables:
        hidden = secured(table, 10)
        if hidden is None:
            continue
        found = intervals(table, hidden)
        assert all(one.safe(10) for one in found.values())
        assert not [place for place, one in found.items() if one.most - one.least < 1e-6]
        assert all(one.least - 1e-6 <= table.counts[place] <= one.most + 1e-6 for place, one in found.items())
        small = primary(table, 10)
        ratios += [len(hidden) / len(small)] if small else []
    return ratios


def test_no_hidden_cell_of_random_tables_can_be_worked_out():
    assert statistics.median(proved(random_tables(1, 40))) <= MOST_HIDDEN


@pytest.mark.soak
def test_no_hidden_cell_of_many_random_tables_can_be_worked_out():
    assert statistics.median(proved(random_tables(7, 1000))) <= MOST_HIDDEN


@given(counts=st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=4))
def test_hiding_is_decided_by_the_table_alone(counts):
    table = grid(counts)
    hidden = secured(table, 10)
    assert hidden == secured(table, 10)
    assert hidden is None or (primary(table, 10) <= hidden and is_safe(table, hidden, 10))
