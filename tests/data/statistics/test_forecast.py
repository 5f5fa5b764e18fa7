"""Values: NIST StRD (Norris), R's data set cars, and the worked examples of the definitions (1.4)."""

from __future__ import annotations

from datetime import date
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics.aim import Aim
from data.statistics.forecast import Verdict, band, forecast, least_squares, theil_sen, verdict, wanted

NORRIS = """
0.2 0.1, 337.4 338.8, 118.2 118.1, 884.6 888.0, 10.1 9.2, 226.5 228.1, 666.3 668.5, 996.3 998.5, 448.6 449.1,
777.0 778.9, 558.2 559.2, 0.4 0.3, 0.6 0.1, 775.5 778.1, 666.9 668.8, 338.0 339.3, 447.5 448.9, 11.6 10.8,
556.0 557.7, 228.1 228.3, 995.8 998.0, 887.6 888.8, 120.2 119.6, 0.3 0.3, 0.3 0.6, 556.8 557.6, 339.1 339.3,
887.2 888.0, 999.0 998.5, 779.0 778.9, 11.1 10.2, 118.3 117.6, 229.2 228.9, 669.1 668.4, 448.9 449.2, 0.5 0.2
"""
CARS = """
4 2, 4 10, 7 4, 7 22, 8 16, 9 10, 10 18, 10 26, 10 34, 11 17, 11 28, 12 14, 12 20, 12 24, 12 28, 13 26, 13 34,
13 34, 13 46, 14 26, 14 36, 14 60, 14 80, 15 20, 15 26, 15 54, 16 32, 16 40, 17 32, 17 40, 17 50, 18 42, 18 56,
18 76, 18 84, 19 36, 19 46, 19 68, 20 32, 20 48, 20 52, 20 56, 20 64, 22 66, 23 54, 24 70, 24 92, 24 93, 24 120, 25 85
"""
GOAL = [(0, 60), (30, 61), (61, 62.5), (91, 63), (136, 65)]
DUE = 273
OUTLIER = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 30)]
WHEN = {"start": date(2024, 9, 1), "due": date(2025, 6, 1)}
POINTS = st.lists(st.tuples(st.integers(0, 400), st.integers(-1000, 1000)), min_size=4, max_size=12).filter(
    lambda points: len({x for x, _ in points}) > 2
)
some = settings(max_examples=60, deadline=None)


def read(text: str) -> list[tuple[float, float]]:
    return [tuple(float(number) for number in pair.split()) for pair in text.split(",")]


# --- the lines
def test_least_squares_gives_the_certified_values_of_norris():
    points = read(NORRIS)
    fit = least_squares(points)
    assert len(points) == 36
    assert fit.intercept == pytest.approx(-0.262323073774029, rel=1e-11)
    assert fit.slope == pytest.approx(1.00211681802045, rel=1e-13)
    assert fit.scatter == pytest.approx(0.884796396144373, rel=1e-12)


def test_least_squares_gives_the_values_of_cars():
    points = read(CARS)
    fit = least_squares(points)
    assert len(points) == 50
    assert fit.intercept == pytest.approx(-17.579095, abs=5e-7)
    assert fit.slope == pytest.approx(3.932409, abs=5e-7)
    assert fit.scatter == pytest.approx(15.37959, abs=5e-6)


@pytest.mark.parametrize(
    ("speed", "value", "low", "high"),
    [(10, 21.744993, -9.809601, 53.299586), (21, 65.001489, 33.422574, 96.580404)],
)
def test_the_interval_of_a_new_car(speed, value, low, high):
    made = forecast(read(CARS), speed, level=0.95)
    assert (made.value, made.low, made.high) == pytest.approx((value, low, high), abs=5e-7)


def test_one_wild_value_bends_least_squares_and_not_theil_and_sen():
    fit = least_squares(OUTLIER)
    assert theil_sen(OUTLIER) == (1, 0)
    assert fit.slope == pytest.approx(4.428571, abs=5e-7)
    assert fit.intercept == pytest.approx(-8)


@pytest.mark.parametrize("points", [[], [(0, 1)], [(0, 1), (1, 2)], [(5, 1), (5, 2), (5, 3), (5, 4)]])
def test_fewer_than_three_different_days_draw_no_line(points):
    assert least_squares(points) is None
    assert theil_sen(points) is None
    assert forecast(points, 9) is None
    assert band(points, [9]) == []


def test_three_check_ins_draw_a_line_without_a_forecast():
    three = GOAL[:3]
    assert least_squares(three).slope == pytest.approx(0.041, abs=5e-4)
    assert theil_sen(three) is not None
    assert forecast(three, DUE) is None


# --- the goal of the definitions
def test_the_forecast_of_the_worked_goal():
    made, fit = forecast(GOAL, DUE, wanted=(75, inf)), least_squares(GOAL)
    assert made.slope == pytest.approx(0.0361669, abs=5e-8)
    assert made.intercept == pytest.approx(59.9997852, abs=5e-8)
    assert fit.scatter == pytest.approx(0.2482982, abs=5e-8)
    assert (fit.centre, fit.spread) == pytest.approx((63.6, 11173.2))
    assert made.value == pytest.approx(69.8733, abs=5e-5)
    assert (made.low, made.high) == pytest.approx((68.9528, 70.7939), abs=5e-5)
    assert fit.error(DUE) == pytest.approx(0.5620773, abs=5e-8)
    assert made.chance == pytest.approx(0.00139, abs=5e-6)


def test_its_wider_interval():
    made = forecast(GOAL, DUE, level=0.95)
    assert (made.low, made.high) == pytest.approx((68.0846, 71.6621), abs=5e-5)


def test_theil_and_sen_of_the_worked_goal():
    made = forecast(GOAL, DUE)
    assert theil_sen(GOAL) == pytest.approx((0.03504902, 60.36200980), abs=5e-9)
    assert made.theil_sen_slope == pytest.approx(0.03504902, abs=5e-9)
    assert made.theil_sen == pytest.approx(69.9304, abs=5e-5)


def test_the_worked_goal_falls_short():
    aim = Aim("increase", **WHEN, baseline=60, target=75)
    assert verdict(forecast(GOAL, DUE), wanted(aim)) is Verdict.SHORT


def test_a_day_further_off_than_the_check_ins_span_is_far():
    assert forecast(GOAL, DUE).far
    assert not forecast(GOAL, 272).far


# --- what meets the goal
@pytest.mark.parametrize(
    ("target", "judged"), [(75, "short"), (70.8, "short"), (70.7, "open"), (69, "open"), (68.9, "there")]
)
def test_a_goal_to_increase_is_there_when_the_whole_interval_is_past_the_target(target, judged):
    aim = Aim("increase", **WHEN, baseline=60, target=target)
    assert verdict(forecast(GOAL, DUE), wanted(aim)) == judged


@pytest.mark.parametrize(("target", "judged"), [(65, "short"), (69, "open"), (70.8, "there")])
def test_a_goal_to_decrease_is_there_when_the_whole_interval_is_below_the_target(target, judged):
    aim = Aim("decrease", **WHEN, baseline=80, target=target)
    assert verdict(forecast(GOAL, DUE), wanted(aim)) == judged


@pytest.mark.parametrize(
    ("low", "high", "judged"),
    [(60, 68.9, "short"), (70.8, 80, "short"), (69, 70, "open"), (60, 70, "open"), (68.9, 70.8, "there")],
)
def test_a_goal_to_maintain_is_there_when_the_whole_interval_is_in_the_band(low, high, judged):
    aim = Aim("maintain", **WHEN, low=low, high=high)
    assert verdict(forecast(GOAL, DUE), wanted(aim)) == judged


def test_check_ins_on_the_line_to_the_target_are_there():
    straight = [(day, day / 10) for day in (0, 10, 20, 30, 70)]
    made = forecast(straight, 100, wanted=(10, inf))
    assert made.chance == 1
    assert verdict(made, (10, inf)) is Verdict.THERE
    assert forecast(straight, 100, wanted=(-inf, 9.9)).chance == 0


def test_without_a_target_there_is_no_chance_of_meeting_it():
    assert forecast(GOAL, DUE).chance is None


def test_the_chance_of_a_band_is_what_lies_between_its_ends():
    made = forecast(GOAL, DUE, wanted=(68.9528, 70.7939))
    assert made.chance == pytest.approx(0.80, abs=5e-5)


def test_values_that_are_all_equal_stay_where_they_are():
    made = forecast([(day, 7) for day in range(5)], 9, wanted=(7, inf))
    assert (made.slope, made.value, made.low, made.high, made.theil_sen, made.chance) == (0, 7, 7, 7, 7, 1)


# --- the legal range
def test_a_forecast_past_the_legal_range_is_held_at_its_edge_and_says_so():
    rising = [(0, 80), (10, 86), (20, 89), (30, 95)]
    made = forecast(rising, 60, legal=(0, 100))
    assert made.clipped
    assert (made.value, made.high, made.theil_sen) == (100, 100, 100)
    assert not forecast(GOAL, DUE, legal=(0, 100)).clipped


def test_the_chance_does_not_know_the_edge_at_which_the_interval_was_cut():
    rising = [(0, 80), (10, 86), (20, 89), (30, 95)]
    assert forecast(rising, 60, (99, inf), (0, 100)).chance == forecast(rising, 60, (99, inf)).chance


# --- the band
def test_the_band_is_the_forecast_at_every_day():
    drawn = band(GOAL, [136, DUE], legal=(0, 70))
    made = forecast(GOAL, DUE, legal=(0, 70))
    assert drawn[1] == (DUE, made.value, made.low, made.high)
    assert drawn[1].high == 70


def test_the_band_is_at_least_as_wide_today_as_the_check_ins_scatter():
    today = band(GOAL, [136])[0]
    assert (today.high - today.low) / 2 > least_squares(GOAL).scatter


@given(POINTS)
@some
def test_the_band_widens_away_from_the_middle_of_the_check_ins(points):
    near, far = band(points, [least_squares(points).centre, 1000])
    assert near.high - near.low <= far.high - far.low + 1e-6


# --- properties
@given(POINTS, st.integers(0, 800))
@some
def test_the_forecast_lies_in_its_interval_and_the_two_chances_make_one(points, at):
    up, down = (forecast(points, at, wanted) for wanted in ((3.3, inf), (-inf, 3.3)))
    assert up.low <= up.value <= up.high
    assert 0 <= up.chance <= 1
    assert up.chance + down.chance == pytest.approx(1)


@given(POINTS, st.integers(-5, 5), st.integers(-100, 100))
@some
def test_another_unit_changes_the_unit_of_the_forecast_and_nothing_else(points, factor, shift):
    made, moved = forecast(points, 500), forecast([(x, factor * y + shift) for x, y in points], 500)
    assert moved.value == pytest.approx(factor * made.value + shift, abs=1e-6)
    assert moved.theil_sen == pytest.approx(factor * made.theil_sen + shift, abs=1e-6)
    assert moved.high - moved.low == pytest.approx(abs(factor) * (made.high - made.low), abs=1e-6)


@given(POINTS, st.randoms(use_true_random=False))
@some
def test_the_order_of_the_check_ins_does_not_matter(points, random):
    shuffled = random.sample(points, len(points))
    assert forecast(shuffled, 500).value == pytest.approx(forecast(points, 500).value, abs=1e-9)
    assert theil_sen(shuffled) == theil_sen(points)


def test_a_large_offset_costs_no_digits():
    lifted = forecast([(x + 1e6, y + 1e6) for x, y in GOAL], DUE + 1e6)
    assert lifted.value - 1e6 == pytest.approx(69.8733, abs=5e-5)
    assert lifted.high - 1e6 == pytest.approx(70.7939, abs=5e-5)


def test_huge_values_are_computed_and_endless_ones_refused():
    assert forecast([(x, y * 1e90) for x, y in GOAL], DUE).value == pytest.approx(69.8733e90, rel=1e-5)
    with pytest.raises(ValueError, match="a value of 1e\\+200 cannot be computed with"):
        forecast([*GOAL, (140, 1e200)], DUE)


@pytest.mark.parametrize("wrong", [nan, inf])
def test_nan_is_refused(wrong):
    for points in ([*GOAL, (140, wrong)], [*GOAL, (wrong, 66)]):
        for reading in (least_squares, theil_sen, lambda bad: forecast(bad, DUE), lambda bad: band(bad, [DUE])):
            with pytest.raises(ValueError, match="cannot be computed with: leave it out, or correct it"):
                reading(points)
    with pytest.raises(ValueError, match="a forecast for a day of"):
        forecast(GOAL, wrong)


@pytest.mark.parametrize("level", [0, 1, 80, nan])
def test_a_level_that_is_no_share_is_refused(level):
    with pytest.raises(ValueError, match="use a share between 0 and 1"):
        forecast(GOAL, DUE, level=level)


def test_a_legal_range_the_wrong_way_round_is_refused():
    with pytest.raises(ValueError, match="swap the ends of the legal range"):
        forecast(GOAL, DUE, legal=(100, 0))
