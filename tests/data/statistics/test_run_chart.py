"""Values: the run chart of the definitions (1.6), and the published table and case of Anhøj's qicharts2."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics.run_chart import (
    ANHOEJ,
    CLASSIC,
    RunChart,
    crossings_by_chance,
    longest_by_chance,
    run_chart,
)

WORKED = [10, 12, 11, 13, 9, 14, 15, 15, 16, 17, 18, 17]
SERIES = st.lists(st.integers(0, 20), min_size=1, max_size=40)
some = settings(max_examples=80, deadline=None)


def told(chart: RunChart, rule: str) -> list[tuple[int, ...]]:
    return [signal.places for signal in chart.signals if signal.rule == rule]


def said(chart: RunChart, rule: str) -> list[str]:
    return [signal.sentence for signal in chart.signals if signal.rule == rule]


def around_zero(*lengths: int) -> list[int]:
    """Runs of these lengths, by turns below and above a middle line of 0, no two neighbours rising for long."""
    signs = [(-1) ** (run + 1) for run, length in enumerate(lengths) for _ in range(length)]
    return [sign * (1 + place % 2) for place, sign in enumerate(signs)]


def test_the_worked_run_chart():
    chart = run_chart(WORKED)
    assert (chart.median, chart.useful, chart.runs, chart.crossings) == (14.5, 12, 2, 1)
    assert (chart.longest_run, chart.longest_by_chance, chart.crossings_by_chance) == (6, 7, 3)
    assert told(chart, "shift") == [(0, 1, 2, 3, 4, 5), (6, 7, 8, 9, 10, 11)]
    assert told(chart, "long run") == []
    assert len(told(chart, "few crossings")) == 1


@pytest.mark.parametrize(
    ("useful", "longest", "crossings"),
    [
        (10, 6, 2),
        (11, 6, 2),
        (12, 7, 3),
        (13, 7, 3),
        (14, 7, 4),
        (16, 7, 4),
        (17, 7, 5),
        (19, 7, 6),
        (20, 7, 6),
        (22, 7, 7),
        (23, 8, 7),
        (24, 8, 8),
        (30, 8, 10),
        (36, 8, 13),
    ],
)
def test_the_published_table_of_what_chance_gives(useful, longest, crossings):
    assert (longest_by_chance(useful), crossings_by_chance(useful)) == (longest, crossings)


def test_the_published_case_of_24_check_ins():
    chart = run_chart(around_zero(4, 13, 3, 2, 2), centre=0)
    assert (chart.useful, chart.longest_run, chart.longest_by_chance) == (24, 13, 8)
    assert (chart.crossings, chart.crossings_by_chance) == (4, 8)
    assert len(told(chart, "long run")) == len(told(chart, "few crossings")) == 1


def test_a_signal_is_one_plain_sentence():
    chart = run_chart(around_zero(3, 9, 4, 2, 3, 2, 1), centre=0)
    assert said(chart, "long run") == [
        "nine check-ins in a row above the middle line (more than chance gives: at most 8)"
    ]
    assert said(chart, "shift") == [
        "nine check-ins in a row above the middle line (six or more are a sign of a change)"
    ]
    assert said(run_chart(WORKED), "few crossings") == [
        "the check-ins cross the middle line once (fewer than chance gives: at least 3 times)"
    ]


def test_fewer_than_ten_check_ins_are_not_judged_by_chance():
    chart = run_chart([1, 1, 1, 1, 9, 9, 9, 9, 9], centre=5)
    assert (chart.longest_by_chance, chart.crossings_by_chance, chart.signals) == (None, None, ())


def test_check_ins_on_the_median_neither_count_nor_break():
    chart = run_chart([1, 2, 1, 5, 2, 5, 1, 5, 2], centre=5)
    assert (chart.useful, chart.longest_run) == (6, 6)
    assert told(chart, "shift") == [(0, 1, 2, 4, 6, 8)]


@pytest.mark.parametrize(("values", "places"), [([1, 2, 3, 4, 5], (0, 1, 2, 3, 4)), ([9, 8, 6, 4, 1], (0, 1, 2, 3, 4))])
def test_five_check_ins_that_all_rise_or_all_fall_are_a_trend(values, places):
    assert told(run_chart(values), "trend") == [places]
    assert told(run_chart(values[:4]), "trend") == []


def test_repeated_values_count_once_in_a_trend():
    assert told(run_chart([1, 2, 2, 3, 4]), "trend") == []
    assert told(run_chart([1, 2, 2, 3, 3, 4, 5, 4]), "trend") == [(0, 1, 3, 5, 6)]


def test_the_worked_run_chart_rises_six_times_too():
    assert said(run_chart(WORKED), "trend") == [
        "six check-ins in a row, each higher than the one before (five or more are a sign of a change)"
    ]


@pytest.mark.parametrize("values", [[7], [7, 7], [7] * 30])
def test_values_that_never_differ_have_no_runs_and_no_signal(values):
    chart = run_chart(values)
    assert (chart.median, chart.useful, chart.runs, chart.longest_run, chart.crossings) == (7, 0, 0, 0, 0)
    assert chart.signals == ()


def test_two_check_ins_cross_their_median_once():
    chart = run_chart([1, 3])
    assert (chart.median, chart.runs, chart.crossings, chart.signals) == (2, 2, 1, ())


def test_no_check_ins_make_no_chart():
    assert run_chart([]) is None


def test_a_frozen_middle_line_is_kept():
    assert run_chart(WORKED, centre=20).median == 20
    assert run_chart(WORKED, centre=20).longest_run == 12


@pytest.mark.parametrize("wrong", [nan, inf])
def test_nan_is_refused(wrong):
    with pytest.raises(ValueError, match=r"a value of .* cannot be computed with"):
        run_chart([1, wrong, 3])
    with pytest.raises(ValueError, match=r"a middle line of .* cannot be computed with"):
        run_chart([1, 2, 3], centre=wrong)


@given(SERIES)
@some
def test_runs_and_crossings_fit_together(values):
    chart = run_chart(values)
    assert chart.crossings == max(chart.runs - 1, 0)
    assert chart.longest_run <= chart.useful <= len(values)
    assert {signal.rule for signal in chart.signals} <= {*CLASSIC, *ANHOEJ}
    assert all(0 <= place < len(values) for signal in chart.signals for place in signal.places)


@given(SERIES)
@some
def test_the_mirror_image_has_the_same_runs(values):
    chart, mirrored = run_chart(values), run_chart([-value for value in values])
    assert [signal[:2] for signal in chart.signals] == [signal[:2] for signal in mirrored.signals]


@given(SERIES)
@some
def test_backwards_in_time_there_are_as_many_runs(values):
    chart, backwards = run_chart(values), run_chart(values[::-1])
    assert (chart.longest_run, chart.crossings) == (backwards.longest_run, backwards.crossings)
