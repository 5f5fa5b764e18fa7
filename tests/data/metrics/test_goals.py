"""Where goals stand, through the gate; the numbers are the worked examples of the definitions, 1.2 and 1.3."""

from datetime import date

import pytest


def worked_example(school) -> None:
    school.goal("G", ("2024-12-01", 63), ("2025-01-15", 65), start=date(2024, 9, 1), due=date(2025, 6, 1))


def test_the_worked_example_is_off_track_on_calendar_days(school_on_both):
    worked_example(school_on_both)
    row = school_on_both.ask("goals.progress", "as_of=2025-01-15").rows()[0]
    assert row["status"] == "off_track" and row["value"] == pytest.approx(1 / 3)
    assert (row["pace"], row["expected"]) == (pytest.approx(0.6691, abs=1e-4), pytest.approx(67.4725, abs=1e-4))
    assert "pace 0.67" in row["rule"]


def test_an_old_value_does_not_fall_behind_because_time_passes_but_goes_stale(school):
    worked_example(school)
    later = school.ask("goals.progress", "as_of=2025-03-25").rows()[0]
    assert later["status"] == "no_recent_data" and later["expected"] == pytest.approx(67.4725, abs=1e-4)


def test_with_a_calendar_the_expected_line_is_flat_in_the_holidays(school):
    school.goal("G", ("2026-01-15", 65))
    weekdays = [date.fromordinal(day) for day in range(date(2025, 8, 1).toordinal(), date(2026, 7, 31).toordinal())]
    holidays = {on for on in weekdays if date(2025, 12, 20) <= on <= date(2026, 1, 5)}
    school.add_all("calendar", [
        {"school": "S1", "date": on, "kind": "holiday" if on in holidays else "school-day"}
        for on in weekdays if on.weekday() < 5
    ])  # fmt: skip
    line = school.values("goals.expected_line", key="date")
    assert line["2025-12-22"] == line["2025-12-29"] < line["2026-01-12"]


def test_goals_are_counted_by_status_and_silence_stays_in_the_whole(school):
    school.goal("met", ("2026-01-10", 80))
    school.goal("on", ("2026-01-20", 68.5))
    school.goal("silent", ("2025-10-01", 62))
    school.goal("later", start=date(2026, 3, 1), due=date(2026, 6, 1))
    assert school.values("goals.status", key="status") == {
        "met": 1, "on_track": 1, "no_recent_data": 1, "not_started": 1,
    }  # fmt: skip
    row = school.ask("goals.on_track").rows()[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (2, 3, pytest.approx(2 / 3))


def test_a_goal_without_check_in_has_no_progress_rather_than_nought(school):
    school.goal("G")
    row = school.ask("goals.progress").rows()[0]
    assert (row["value"], row["hidden"], row["status"]) == (None, "no data", "no_recent_data")


def test_a_falling_goal_that_rises_goes_the_wrong_way(school):
    school.goal("G", ("2026-01-15", 25), direction="decrease", baseline=22, target=15)
    row = school.ask("goals.progress").rows()[0]
    assert row["status"] == "off_track" and row["value"] < 0 and "wrong way" in row["rule"]


def test_of_two_check_ins_on_one_day_the_later_one_counts_and_is_the_days_point(school):
    school.goal("G", ("2026-01-10T09:00:00", 61), ("2026-01-10T15:00:00", 66))
    assert school.ask("goals.progress").rows()[0]["current"] == 66
    assert school.values("goals.trajectory", "goal=G", key="date") == {"2026-01-10": 66}
    assert len(school.ask("goals.checkins", "goal=G").rows()) == 2


def test_a_check_in_of_tomorrow_is_not_known_today(school):
    school.goal("G", ("2026-01-15", 65), ("2026-01-31", 99))
    assert school.ask("goals.progress").rows()[0]["current"] == 65


def test_a_course_needs_one_goal(school):
    answer = school.ask("goals.trajectory")
    assert answer.rows() == [] and "filter goal" in answer.sentence


def test_owners_appear_by_role_and_by_name_only_when_asked(school):
    school.staff("T1", role="Deputy principal", name="Ana Núñez")
    school.goal("G", owner="T1")
    quiet = school.ask("goals.progress").rows()[0]
    assert quiet["owner"] == "Deputy principal" and "owner_name" not in quiet
    assert school.ask("goals.progress", "names=on").rows()[0]["owner_name"] == "Ana Núñez"
    assert "owner_name" not in school.ask("goals.progress", "names=on", role="staff").rows()[0]


def test_a_comment_with_a_name_in_it_is_shown_with_names_on_only(school):
    school.staff("T1", name="Ana Núñez")
    school.goal("G")
    school.add("checkins", goal="G", at=date(2026, 1, 5), value=61, comment="Núñez helped a lot")
    assert school.ask("goals.checkins").rows()[0]["comment"] is None
    assert school.ask("goals.checkins", "names=on").rows()[0]["comment"] == "Núñez helped a lot"


def test_the_three_goals_to_talk_about_are_the_slowest_of_the_worst(school):
    for id_, value in (("a", 61), ("b", 62), ("c", 60.5), ("d", 74)):
        school.goal(id_, ("2026-01-15", value))
    school.goal("silent")
    assert [row["goal"] for row in school.ask("goals.talk").rows()] == ["c", "a", "b"]


def test_goals_are_chosen_by_level_group_and_period(school):
    school.group("literacy", "program", [])
    school.goal("p", level="program", group="literacy")
    school.goal("s")
    school.goal("old", start=date(2023, 9, 1), due=date(2024, 6, 1))
    assert [row["goal"] for row in school.ask("goals.progress", "program=literacy").rows()] == ["p"]
    assert [row["goal"] for row in school.ask("goals.progress", "level=school").rows()] == ["s"]
    assert len(school.ask("goals.progress").rows()) == 2


def test_the_owners_of_a_goal_that_cannot_be_judged_are_told_why(school):
    school.goal("G", ("2026-01-15", 65), baseline=None)
    row = school.ask("goals.progress").rows()[0]
    assert row["status"] == "no_recent_data" and "cannot be judged" in row["rule"]
