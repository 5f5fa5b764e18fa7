from __future__ import annotations

from datetime import date

import pytest

from data.statistics.aim import Aim, CheckIn, latest

START, DUE = date(2024, 9, 1), date(2025, 6, 1)


def aim(direction: str = "increase", start: date = START, due: date = DUE, **more) -> Aim:
    return Aim(direction, start, due, **({"baseline": 60, "target": 75} | more))


def test_a_rising_goal_is_reached_at_its_target_and_above():
    assert [aim().reached_by(value) for value in (74.99, 75, 80)] == [False, True, True]


def test_a_falling_goal_is_reached_at_its_target_and_below():
    falling = aim("decrease", baseline=22, target=15)
    assert [falling.reached_by(value) for value in (15.01, 15, 10)] == [False, True, True]


def test_a_goal_to_maintain_is_reached_within_its_band_the_ends_too():
    kept = aim("maintain", low=92, high=96)
    assert [kept.reached_by(value) for value in (91.9, 92, 94, 96, 96.1)] == [False, True, True, True, False]


def test_without_a_band_a_goal_to_maintain_keeps_its_target():
    assert aim("maintain", target=75, baseline=75).band == (75, 75)


def test_a_goal_may_be_due_on_the_day_it_starts():
    assert aim(due=START).due == START


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"direction": "grow"}, '"grow" is no direction of a goal: use increase, decrease, maintain'),
        ({"due": date(2024, 8, 1)}, "due 2024-08-01 lies before the start 2024-09-01"),
        ({"rhythm_days": 0}, "every 0 days is no rhythm"),
        ({"baseline": None}, "a goal to increase needs a baseline and a target: add what is missing"),
        ({"target": 60}, r"the target equals the baseline \(60\): change one, or make it a goal to maintain"),
        ({"target": 50}, "from 60 to 50 is no increase: swap the two, or change direction"),
        ({"direction": "decrease"}, "from 60 to 75 is no decrease"),
        ({"direction": "maintain", "target": None}, "needs a band: give low and high"),
        ({"direction": "maintain", "low": 9, "high": 8}, "low 9 lies above its high 8: swap them"),
    ],
)
def test_a_goal_that_cannot_be_judged_is_refused_with_the_remedy(wrong, message):
    with pytest.raises(ValueError, match=message):
        aim(**wrong)


def test_the_latest_check_in_is_the_last_one_up_to_the_day():
    checkins = [CheckIn(date(2025, 1, day), day) for day in (20, 5, 12)]
    assert latest(checkins, date(2025, 1, 15)).value == 12
    assert latest(checkins, date(2025, 1, 20)).value == 20


def test_of_several_check_ins_on_one_day_the_one_entered_last_counts():
    checkins = [CheckIn(date(2025, 1, 5), value) for value in (3, 1, 2)]
    assert latest(checkins, date(2025, 1, 5)).value == 2


def test_before_the_first_check_in_there_is_none():
    assert latest([CheckIn(date(2025, 1, 5), 3)], date(2025, 1, 4)) is None
    assert latest([], date(2025, 1, 4)) is None
