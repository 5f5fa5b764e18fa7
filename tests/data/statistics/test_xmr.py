"""Values: NIST/SEMATECH handbook 6.3.2.2 and the zones of the definitions (1.6)."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics.signals import Signal
from data.statistics.xmr import Limits, limits, range_signals, zone_signals

NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
ZONES = [0.2, -0.4, 1.2, 2.3, 2.4, 0.1, 1.2, 1.4, 0.3, 1.1, 1.6]
SERIES = st.lists(st.integers(0, 100), min_size=2, max_size=40)
some = settings(max_examples=80, deadline=None)


def standard() -> Limits:
    """Limits of which values are their own distances in deviations."""
    return Limits(0, -3, 3, 1.128, 3.685, 1, False, False, False, 0)


def places(signals: list[Signal]) -> dict[str, tuple[int, ...]]:
    return {signal.rule: signal.places for signal in signals}


# --- limits
def test_the_published_limits_of_ten_check_ins():
    usual = limits(NIST)
    assert usual.centre == pytest.approx(50.81)
    assert usual.range_centre == pytest.approx(1.8778, abs=5e-5)
    assert (usual.lower, usual.upper) == pytest.approx((45.8151, 55.8049), abs=5e-5)
    assert usual.range_upper == pytest.approx(6.1347, abs=5e-5)


def test_the_handbook_divides_by_1_128_where_we_multiply_by_its_rounded_2_66():
    usual = limits(NIST)
    half = 3 / 1.128 * usual.range_centre
    assert (usual.centre - half, usual.centre + half) == pytest.approx((45.8159, 55.8041), abs=5e-5)
    assert (usual.lower, usual.upper) == pytest.approx((45.8159, 55.8041), abs=1e-3)


def test_the_median_has_factors_of_its_own():
    usual = limits([1, 2, 4, 3, 3], middle="median")
    assert (usual.centre, usual.range_centre) == (3, 1)
    assert (usual.lower, usual.upper, usual.range_upper) == pytest.approx((-0.14, 6.14, 3.87))


def test_limits_from_fewer_than_twelve_check_ins_are_flagged():
    assert limits([*NIST, 50]).few
    assert not limits([*NIST, 50, 51]).few


def test_limits_stop_at_the_legal_range_and_say_so():
    usual = limits([2, 90, 5, 99], legal=(0, 100))
    assert (usual.lower, usual.upper, usual.floored, usual.capped) == (0, 100, True, True)
    assert not limits(NIST, legal=(0, 100)).floored


def test_a_wild_range_can_be_left_out_once():
    steady = [10, 11] * 10
    usual, without = limits([*steady, 60]), limits([*steady, 60], drop_wild=True)
    assert (usual.dropped, without.dropped) == (0, 1)
    assert (without.range_centre, without.centre) == (1, usual.centre)
    assert limits(NIST, drop_wild=True) == limits(NIST)


@pytest.mark.parametrize("values", [[], [7]])
def test_fewer_than_two_check_ins_have_no_limits(values):
    assert limits(values) is None


def test_two_check_ins_have_limits_of_one_range():
    assert limits([1, 2]).range_centre == 1


def test_what_never_varied_has_no_width_and_anything_else_is_beyond_it():
    usual = limits([7] * 12)
    assert (usual.lower, usual.upper, usual.deviation) == (7, 7, 0)
    assert zone_signals([7] * 12, usual) == []
    assert places(zone_signals([7, 7, 8], usual)) == {"zone 1": (2,)}
    assert places(range_signals([7, 7, 8], usual)) == {"wide step": (2,)}


# --- zones
def test_the_worked_zones():
    assert places(zone_signals(ZONES, standard())) == {"zone 2": (4,), "zone 3": (6, 7, 10), "zone 4": (9, 10)}


def test_the_mirror_image_gives_the_same_signals_below():
    signals = zone_signals([-value for value in ZONES], standard())
    assert places(signals) == {"zone 2": (4,), "zone 3": (6, 7, 10), "zone 4": (9, 10)}
    assert all("below" in signal.sentence for signal in signals)


@pytest.mark.parametrize(("values", "line"), [([3], "zone 1"), ([2, 2, 2], "zone 2"), ([1] * 4, "zone 3")])
def test_a_check_in_on_a_line_belongs_to_the_zone_inside(values, line):
    assert line not in places(zone_signals(values, standard()))
    assert line in places(zone_signals([value + 0.001 for value in values], standard()))


def test_a_check_in_on_the_centre_breaks_a_row():
    assert zone_signals([0.5] * 7 + [0] + [0.5] * 7, standard()) == []
    assert places(zone_signals([0.5] * 8, standard())) == {"zone 4": (7,)}


def test_counting_does_not_begin_anew_after_a_signal():
    assert places(zone_signals([3.1, 3.2, 3.3], standard())) == {"zone 1": (0, 1, 2), "zone 2": (1, 2)}


def test_a_row_of_nine_can_be_asked_for():
    assert places(zone_signals(ZONES, standard(), row=9))["zone 4"] == (10,)


def test_both_sides_are_told_apart():
    signals = zone_signals([3.5, -3.5], standard())
    assert [signal.sentence for signal in signals] == [
        "one check-in lies above everything that is usual",
        "one check-in lies below everything that is usual",
    ]


def test_a_row_says_how_long_it_is():
    said = [signal.sentence for signal in zone_signals(ZONES, standard()) if signal.rule == "zone 4"]
    assert said == ["nine check-ins in a row above the middle (at least 8 are a sign of a change)"]


def test_a_frozen_baseline_judges_what_came_later():
    usual = limits(NIST)
    assert places(zone_signals([*NIST, 56], usual))["zone 1"] == (10,)
    assert zone_signals([], usual) == []


def test_a_step_wider_than_usual_is_a_signal_of_its_own():
    assert places(range_signals([50, 56.1, 50], limits(NIST))) == {}
    said = range_signals([50, 56.2, 50], limits(NIST))
    assert said == [("wide step", (1, 2), "two check-ins lie further from the one before than is usual")]


# --- properties and refusals
@given(SERIES)
@some
def test_a_check_in_is_signalled_alone_exactly_when_it_is_drawn_outside(values):
    usual = limits(values)
    outside = {place for place, value in enumerate(values) if not usual.lower - 1e-6 <= value <= usual.upper + 1e-6}
    alone = {place for signal in zone_signals(values, usual) if signal.rule == "zone 1" for place in signal.places}
    assert alone == outside


@given(SERIES, st.sampled_from([-3, 0.5, 2]), st.integers(-50, 50))
@some
def test_another_unit_moves_the_limits_with_it(values, factor, shift):
    usual, moved = limits(values), limits([factor * value + shift for value in values])
    ends = sorted((factor * usual.lower + shift, factor * usual.upper + shift))
    assert [moved.lower, moved.upper] == pytest.approx(ends, abs=1e-9)


@given(SERIES, st.sampled_from(["mean", "median"]), st.booleans())
@some
def test_the_centre_lies_within_the_limits_and_those_within_the_legal_range(values, middle, drop_wild):
    usual = limits(values, middle, (0, 100), drop_wild)
    assert 0 <= usual.lower <= usual.centre <= usual.upper <= 100


def test_huge_values_are_computed_and_endless_ones_refused():
    assert limits([value * 1e90 for value in NIST]).upper == pytest.approx(55.8049e90, rel=1e-5)
    for wrong in (nan, inf, 1e200):
        with pytest.raises(ValueError, match=r"a value of .* cannot be computed with"):
            limits([1, wrong])
        for signals in (zone_signals, range_signals):
            with pytest.raises(ValueError, match=r"a value of .* cannot be computed with"):
                signals([1, wrong], standard())


def test_another_middle_or_a_legal_range_the_wrong_way_round_is_refused():
    with pytest.raises(ValueError, match='"mode" is no middle of a control chart: use mean or median'):
        limits(NIST, middle="mode")
    with pytest.raises(ValueError, match="swap the ends of the legal range"):
        limits(NIST, legal=(100, 0))
