"""Values: the worked examples of the definitions (1.2 progress, 1.3 the line and the status rules)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.statistics import pace
from data.statistics.aim import Aim, CheckIn
from data.statistics.pace import Status

START, DUE, JANUARY = date(2024, 9, 1), date(2025, 6, 1), date(2025, 1, 15)
LINE = Aim("increase", START, DUE, baseline=60, target=75, rhythm_days=30)
FALLING = Aim("decrease", START, DUE, baseline=22, target=15, rhythm_days=30)
BAND = Aim("maintain", START, DUE, low=92, high=96, rhythm_days=30)
HUNDRED = Aim("increase", date(2025, 1, 1), date(2025, 4, 11), baseline=0, target=100, rhythm_days=7)
VALUES = st.integers(-200, 200).map(float)
some = settings(max_examples=50, deadline=None)


def standing(aim: Aim, value: float, made: date, on: date | None = None) -> pace.Standing:
    return pace.status(aim, CheckIn(made, value), on or made)


def after(days: int) -> date:
    return HUNDRED.start + timedelta(days=days)


# --- progress, time, line, pace
@pytest.mark.parametrize(
    ("baseline", "target", "current", "share"),
    [
        (10_000, 25_000, 19_500, 0.6333),
        (22, 15, 18, 0.5714),
        (60, 75, 65, 0.3333),
        (60, 75, 57, -0.2),
        (0, 4, 5, 1.25),
    ],
)
def test_progress_is_the_share_of_the_way_and_is_not_clipped(baseline, target, current, share):
    assert pace.progress(baseline, target, current) == pytest.approx(share, abs=5e-5)


def test_a_target_that_equals_the_baseline_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match=r"equals the baseline \(15\): change one, or make it a goal to maintain"):
        pace.progress(15, 15, 18)


def test_the_worked_example_of_the_line():
    elapsed = pace.fraction_elapsed(START, DUE, JANUARY)
    gone = pace.progress(60, 75, 65)
    assert elapsed == pytest.approx(0.498168, abs=5e-7)
    assert pace.expected(60, 75, elapsed) == pytest.approx(67.4725, abs=5e-5)
    assert pace.pace(gone, elapsed) == pytest.approx(0.6691, abs=5e-5)
    assert gone - elapsed == pytest.approx(-0.1648, abs=5e-5)


def test_time_is_clamped_to_the_goal():
    assert pace.fraction_elapsed(START, DUE, date(2024, 8, 1)) == 0
    assert pace.fraction_elapsed(START, DUE, START) == 0
    assert pace.fraction_elapsed(START, DUE, DUE) == 1
    assert pace.fraction_elapsed(START, DUE, date(2026, 1, 1)) == 1


def test_a_goal_of_one_day_is_over_on_that_day():
    assert pace.fraction_elapsed(START, START, date(2024, 8, 31)) == 0
    assert pace.fraction_elapsed(START, START, START) == 1


def test_time_that_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="due 2024-09-01 lies before the start 2025-06-01"):
        pace.fraction_elapsed(DUE, START, JANUARY)


def test_no_pace_while_no_time_has_passed():
    assert pace.pace(0.2, 0) is None


# --- the school's own calendar
WEEKDAYS = [day for day in (START + timedelta(days=n) for n in range(280)) if day.weekday() < 5]
HOLIDAYS = (date(2024, 12, 21), date(2025, 1, 5))
TERM = [day for day in WEEKDAYS if not HOLIDAYS[0] <= day <= HOLIDAYS[1]]


def test_with_a_calendar_school_days_count():
    until = [day for day in TERM if START < day <= JANUARY]
    all_of_them = [day for day in TERM if START < day <= DUE]
    assert pace.fraction_elapsed(START, DUE, JANUARY, TERM) == len(until) / len(all_of_them)


def test_the_line_is_flat_in_the_holidays():
    before, within = date(2024, 12, 20), date(2025, 1, 5)
    assert pace.fraction_elapsed(START, DUE, before, TERM) == pace.fraction_elapsed(START, DUE, within, TERM)


def test_the_day_it_starts_does_not_count_and_the_day_it_is_due_does():
    monday, friday = date(2024, 9, 2), date(2024, 9, 6)
    assert pace.fraction_elapsed(monday, friday, date(2024, 9, 3), TERM) == 1 / 4


def test_a_calendar_that_ends_long_before_the_goal_is_due_is_not_used():
    late = date(2027, 6, 1)
    assert not pace.covers(START, late, TERM)
    assert pace.fraction_elapsed(START, late, JANUARY, TERM) == pace.fraction_elapsed(START, late, JANUARY)


def test_a_goal_within_the_holidays_counts_calendar_days():
    assert pace.fraction_elapsed(*HOLIDAYS, date(2024, 12, 24), TERM) == pytest.approx(3 / 15)


def test_an_empty_calendar_counts_calendar_days():
    assert pace.fraction_elapsed(START, DUE, JANUARY, []) == pytest.approx(0.498168, abs=5e-7)


def test_the_status_is_judged_on_the_schools_calendar():
    aim = Aim("increase", date(2024, 12, 16), date(2025, 1, 17), baseline=0, target=100, rhythm_days=30)
    made = CheckIn(date(2025, 1, 6), 40)  # 5 of 14 school days, but 21 of 32 calendar days
    assert pace.status(aim, made, made.on).status is Status.OFF_TRACK
    assert pace.status(aim, made, made.on, TERM).status is Status.ON_TRACK


# --- the rules, in their order
def test_the_worked_example_is_off_track_and_says_why():
    found = standing(LINE, 65, JANUARY)
    assert found.status is Status.OFF_TRACK
    assert found.rule == "5 of the 7.5 expected by 15 Jan: pace 0.67"
    assert found.pace == pytest.approx(0.6691, abs=5e-5)
    assert found.expected == pytest.approx(67.4725, abs=5e-5)


def test_numbers_are_never_rounded_inside():
    found = standing(LINE, 65, JANUARY)
    assert (found.progress, found.elapsed) == (5 / 15, 136 / 273)


def test_a_falling_goal_counts_what_it_has_come_down():
    aim = Aim("decrease", START, JANUARY, baseline=22, target=15, rhythm_days=30)
    found = standing(aim, 18, JANUARY)
    assert (found.status, found.rule) == (Status.OFF_TRACK, "4 of the 7 expected by 15 Jan: pace 0.57")


def test_ahead_of_the_line_the_sentence_does_not_say_of():
    found = standing(FALLING, 18, JANUARY)
    assert (found.status, found.rule) == (Status.ON_TRACK, "4 where 3.49 was expected by 15 Jan: pace 1.15")


@pytest.mark.parametrize(
    ("aim", "value"), [(LINE, 75), (LINE, 80), (FALLING, 15), (FALLING, 3), (BAND, 92), (BAND, 96)]
)
@pytest.mark.parametrize("on", [date(2024, 8, 1), JANUARY, DUE, date(2026, 1, 1)])
def test_a_goal_that_reached_its_target_is_met_whatever_the_date(aim, value, on):
    assert standing(aim, value, date(2024, 8, 1), on).status is Status.MET


def test_a_met_goal_says_so_with_its_numbers():
    assert standing(LINE, 76, JANUARY).rule == "target reached: 76, and 75 was the goal"
    assert standing(BAND, 94, JANUARY).rule == "94 is within 92 to 96"


def test_a_met_goal_stays_met_when_its_data_is_old_but_wears_the_badge():
    found = standing(LINE, 76, date(2024, 10, 1), date(2025, 5, 1))
    assert (found.status, found.stale) == (Status.MET, True)


def test_a_goal_is_missed_only_after_the_day_it_is_due():
    assert standing(LINE, 74, DUE).status is Status.ON_TRACK
    found = standing(LINE, 74, DUE, DUE + timedelta(days=1))
    assert found.status is Status.MISSED
    assert found.rule == "due 1 Jun 2025 and not reached: 74, and 75 was the goal"


def test_a_missed_goal_does_not_look_reached_by_rounding():
    assert standing(LINE, 74.996, DUE, date(2025, 7, 1)).rule.endswith("74.996, and 75 was the goal")


def test_without_a_check_in_a_goal_is_missed_once_it_was_due():
    found = pace.status(LINE, None, date(2025, 6, 2))
    assert found.status is Status.MISSED
    assert found.rule == "due 1 Jun 2025 and not reached: no check-in was made"


def test_a_band_that_was_left_is_missed_after_the_day_it_is_due():
    assert standing(BAND, 91, DUE, date(2025, 6, 2)).rule.endswith("91, and 92 to 96 was the goal")


def test_before_its_start_a_goal_has_not_started():
    found = pace.status(LINE, None, date(2024, 8, 31))
    assert (found.status, found.rule) == (Status.NOT_STARTED, "starts 1 Sep 2024")


def test_a_started_goal_without_a_check_in_has_no_recent_data_and_no_number():
    found = pace.status(LINE, None, START)
    assert (found.status, found.rule) == (Status.NO_RECENT_DATA, "no check-in yet; monthly was agreed")
    assert (found.progress, found.elapsed, found.pace, found.expected, found.age_days) == (None,) * 5
    assert not found.stale


@pytest.mark.parametrize(
    ("age", "stale", "status"),
    [
        (45, False, Status.ON_TRACK),
        (46, True, Status.ON_TRACK),
        (60, True, Status.ON_TRACK),
        (61, True, Status.NO_RECENT_DATA),
    ],
)
def test_old_data_wears_a_badge_and_then_is_no_data(age, stale, status):
    found = standing(LINE, 70, JANUARY, JANUARY + timedelta(days=age))
    assert (found.stale, found.status, found.age_days) == (stale, status, age)


def test_two_missed_rhythms_say_how_old_and_what_was_agreed():
    found = standing(HUNDRED, 40, after(20), after(69))
    assert (found.status, found.rule) == (
        Status.NO_RECENT_DATA,
        "last check-in 7 weeks ago; weekly was agreed",
    )


def test_the_badge_says_how_old_and_what_was_agreed():
    found = standing(LINE, 70, JANUARY, JANUARY + timedelta(days=50))
    assert (found.stale, found.freshness) == (True, "last check-in 7 weeks ago; monthly was agreed")


def test_without_an_agreed_rhythm_a_month_is_usual():
    aim = Aim("increase", START, DUE, baseline=60, target=75)
    found = standing(aim, 70, date(2024, 11, 1), date(2025, 1, 1))
    assert (found.status, found.rule) == (
        Status.NO_RECENT_DATA,
        "last check-in 8 weeks ago; monthly is usual",
    )


def test_a_value_does_not_fall_behind_merely_because_time_passes():
    fresh, older = standing(LINE, 66, JANUARY), standing(LINE, 66, JANUARY, JANUARY + timedelta(days=40))
    assert (fresh.pace, fresh.status) == (older.pace, older.status)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (45, Status.ON_TRACK),
        (44.9, Status.AT_RISK),
        (35, Status.AT_RISK),
        (34.9, Status.OFF_TRACK),
        (0, Status.OFF_TRACK),
    ],
)
def test_pace_decides_from_0_90_and_from_0_70(value, status):
    assert standing(HUNDRED, value, after(50)).status is status


def test_a_pace_just_short_of_a_threshold_is_not_written_as_if_it_had_reached_it():
    assert standing(HUNDRED, 44.9, after(50)).rule.endswith("pace 0.898")


@given(st.integers(10, 99), st.sampled_from([9, 7]))
@some
def test_exactly_on_a_threshold_counts_as_reached_despite_floating_point(days, tenths):
    value = days * tenths / 10
    assert standing(HUNDRED, value, after(days)).status is (Status.ON_TRACK if tenths == 9 else Status.AT_RISK)


def test_in_the_first_tenth_of_its_time_a_goal_is_at_worst_at_risk():
    assert standing(HUNDRED, 1, after(9)).status is Status.AT_RISK
    assert standing(HUNDRED, -5, after(9)).status is Status.AT_RISK
    assert standing(HUNDRED, 1, after(10)).status is Status.OFF_TRACK


def test_a_goal_that_lost_ground_goes_the_wrong_way():
    aim = Aim("increase", START, DUE, baseline=80, target=90, rhythm_days=30)
    found = standing(aim, 64, JANUARY)
    assert found.status is Status.OFF_TRACK
    assert found.rule == "going the wrong way: 80 at the start, 64 now, 90 is the goal"
    assert found.progress == pytest.approx(-1.6)


def test_a_falling_goal_that_rises_goes_the_wrong_way():
    found = standing(FALLING, 24, JANUARY)
    assert found.status is Status.OFF_TRACK
    assert found.rule == "going the wrong way: 22 at the start, 24 now, 15 is the goal"


def test_a_check_in_before_the_start_counts():
    found = standing(LINE, 61, date(2024, 8, 25), date(2024, 9, 3))
    assert (found.status, found.elapsed, found.pace) == (Status.ON_TRACK, 0, None)
    assert found.rule == "nothing was expected yet by 25 Aug: 61 now, 75 is the goal"
    assert standing(LINE, 58, date(2024, 8, 25), date(2024, 9, 3)).status is Status.AT_RISK


def test_a_check_in_of_the_future_is_refused():
    with pytest.raises(ValueError, match="2025-01-15 is later than 2025-01-14: take the latest up to that day"):
        standing(LINE, 65, JANUARY, JANUARY - timedelta(days=1))


# --- goals to maintain
@pytest.mark.parametrize(
    ("value", "status"),
    [
        (94, Status.MET),
        (91, Status.AT_RISK),
        (90, Status.AT_RISK),
        (98, Status.AT_RISK),
        (89.9, Status.OFF_TRACK),
        (98.1, Status.OFF_TRACK),
    ],
)
def test_outside_the_band_by_up_to_half_its_width_is_at_risk(value, status):
    assert standing(BAND, value, JANUARY).status is status


def test_a_band_has_no_progress_and_no_pace():
    found = standing(BAND, 91, JANUARY)
    assert (found.progress, found.pace, found.expected) == (None, None, None)
    assert found.elapsed == pytest.approx(0.498168, abs=5e-7)


def test_outside_the_band_the_sentence_says_on_which_side():
    assert standing(BAND, 91, JANUARY).rule == "91 is below 92 to 96"
    assert standing(BAND, 99.5, JANUARY).rule == "99.5 is above 92 to 96"


def test_a_band_too_has_its_grace():
    assert standing(BAND, 50, date(2024, 9, 10)).status is Status.AT_RISK


def test_a_band_too_is_never_judged_on_old_data():
    assert standing(BAND, 91, JANUARY, date(2025, 4, 1)).status is Status.NO_RECENT_DATA


# --- what holds for every goal
@given(VALUES, VALUES, VALUES, st.integers(0, 272))
@some
def test_a_goal_that_falls_is_the_mirror_of_one_that_rises(baseline, target, value, days):
    assume(baseline < target)
    made = START + timedelta(days=days)
    rising = standing(Aim("increase", START, DUE, baseline, target), value, made)
    falling = standing(Aim("decrease", START, DUE, -baseline, -target), -value, made)
    assert (rising.status, rising.progress, rising.pace) == (falling.status, falling.progress, falling.pace)


@given(VALUES, st.integers(0, 272), st.integers(61, 400))
@some
def test_old_data_is_never_on_track(value, days, age):
    made = START + timedelta(days=days)
    assert standing(LINE, value, made, made + timedelta(days=age)).status not in (
        Status.ON_TRACK,
        Status.AT_RISK,
    )


@given(VALUES, VALUES, st.integers(0, 272))
@some
def test_a_better_value_never_makes_a_worse_status(one, other, days):
    order = [Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.MET]
    worse, better = sorted((one, other))
    made = START + timedelta(days=days)
    assert order.index(standing(LINE, worse, made).status) <= order.index(standing(LINE, better, made).status)


@given(VALUES, st.integers(0, 300), st.integers(0, 300))
@some
def test_every_standing_says_its_rule_in_one_line(value, days, age):
    made = START + timedelta(days=days)
    rule = standing(LINE, value, made, made + timedelta(days=age)).rule
    assert rule and "\n" not in rule and "None" not in rule
