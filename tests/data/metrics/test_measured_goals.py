"""Goals that follow a metric: judged by what each reader may see of it."""

from datetime import date, datetime

import pytest

from tests.data.metrics.test_goals import worked_example
from tests.data.school import TODAY, School

CHRONIC = {"metric": "outcomes.chronic_absence", "unit": "share", "direction": "decrease", "baseline": 0.3,
           "target": 0.1}  # fmt: skip
THANKED = {"metric": "recognition.coverage", "unit": "share", "baseline": 0.2, "target": 0.9}


def absent(school: School, students: int, often: int, days: int = 20, last: date = TODAY) -> list[str]:
    """So many students of which so many missed half of the days up to a last one."""
    ids = [school.student(f"s{number}", grade="3") for number in range(students)]
    on = [date.fromordinal(last.toordinal() - back) for back in range(days)]
    school.add_all("attendance", [
        {"person": id_, "date": day, "status": "absent" if place < often and back % 2 else "present"}
        for place, id_ in enumerate(ids) for back, day in enumerate(on)
    ])  # fmt: skip
    return ids


def row(school: School, goal: str = "G", role: str = "leader", search: str = "") -> dict:
    return next(one for one in school.ask("goals.progress", search, role).rows() if one["goal"] == goal)


def beside(school: School, goal: str = "G", search: str = "") -> dict:
    return next(one for one in school.ask("goals.evidence", search).rows() if one["goal"] == goal)


def test_nobody_types_what_the_app_measures(school_on_both):
    absent(school_on_both, 64, 5)
    school_on_both.goal("G", ("2025-12-01", 0.25), **CHRONIC)
    tile = school_on_both.ask("outcomes.chronic_absence").rows()[0]
    now = row(school_on_both)
    assert (now["current"], now["date"], now["status"]) == (tile["value"], TODAY.isoformat(), "met")
    assert tile["value"] == 5 / 64


def test_who_sees_no_names_sees_the_number_as_they_see_the_metric(school):
    absent(school, 64, 5)
    school.goal("G", **CHRONIC | {"target": 0.2})
    shown = school.ask("outcomes.chronic_absence", role="staff").rows()[0]
    now = row(school, role="staff")
    assert (now["current"], now["current_shown"]) == (None, "6–14%") == (shown["value"], shown["shown"])
    assert now["status"] == "met" and now["value"] is None and now["pace"] is None and "range" in now["rule"]
    assert not any("0.078" in str(value) or "5 of" in str(value) for value in now.values())


def test_a_goal_of_one_classroom_shows_no_number_to_others(school):
    students = absent(school, 30, 12)
    school.group("3A", "classroom", students, grade="3")
    school.goal("G", level="classroom", group="3A", **CHRONIC)
    assert row(school)["current"] == 0.4
    for role in ("staff", "projector"):
        now = row(school, role=role)
        assert (now["current"], now["current_shown"], now["status"]) == (None, None, "no_recent_data")
        assert "few people" in now["rule"]
    course = school.ask("goals.trajectory", "goal=G", "staff").rows()
    assert [point["value"] for point in course] == [None] * len(course)


def test_a_number_is_no_fresher_than_the_facts_behind_it(school):
    absent(school, 64, 5, last=date(2025, 11, 10))
    school.goal("G", **CHRONIC | {"target": 0.05}, rhythm_days=30)
    now = row(school)
    assert (now["date"], now["status"]) == ("2025-11-10", "no_recent_data")


def test_what_only_adds_up_in_a_year_keeps_its_typed_past(school):
    for person in school.team("Math", 10)[:6]:
        school.thanks("2026-01-20", person)
    school.goal("G", ("2025-11-01", 0.3), **THANKED)
    points = [(one["date"], one["value"]) for one in school.ask("goals.checkins").rows()]
    assert points == [("2026-01-20", 0.6), ("2025-11-01", 0.3)]


@pytest.mark.parametrize("wrong", [{"metric": "goals.on_track"}, {"metric": "no.such"}, {"unit": "days"}])
def test_what_cannot_be_followed_is_typed(school, wrong):
    absent(school, 64, 5)
    school.goal("G", ("2026-01-10", 0.2), **CHRONIC | wrong)
    assert row(school)["current"] == 0.2


def test_a_metric_without_data_leaves_the_typed_value(school):
    school.goal("G", ("2026-01-10", 0.2), **CHRONIC)
    assert row(school)["current"] == 0.2


def test_the_worked_example_says_where_it_is_heading_and_what_it_takes(school):
    points = [("2024-09-01", 60), ("2024-10-01", 61), ("2024-11-01", 62.5), ("2024-12-01", 63), ("2025-01-15", 65)]
    school.goal("G", *points, start=date(2024, 9, 1), due=date(2025, 6, 1))
    now = beside(school, search="as_of=2025-01-15")
    assert "heading for 69 to 70.8 by 1 Jun; 75 is the goal" in now["forecast"]
    assert now["row"] == "three check-ins in a row short of the line"
    assert now["value"] == pytest.approx(10 / (137 / 7))
    assert now["takes"].startswith("0.51 more a week")
    last = school.ask("goals.forecast", "goal=G&as_of=2025-01-15").rows()[-1]
    assert (last["low"], last["high"]) == (pytest.approx(68.9528, abs=1e-3), pytest.approx(70.7939, abs=1e-3))


def test_two_check_ins_forecast_nothing(school):
    worked_example(school)
    now = beside(school, search="as_of=2025-01-15")
    assert now["forecast"] is None and now["verdict"] is None
    assert school.ask("goals.forecast", "goal=G&as_of=2025-01-15").rows() == []


def test_children_are_counted_as_children(school):
    school.goal("G", ("2026-01-15", 62), baseline=58, target=72, unit="students", out_of=96)
    assert beside(school)["takes"].startswith("62 of 96; 72 is the goal: 10 more by 1 Jun")
    assert "chance alone moves it between 52 and 71" in beside(school)["takes"]


def test_yes_or_no_has_no_pace(school):
    school.goal("G", ("2026-01-15", 0), baseline=0, target=1, unit="yes or no")
    now = row(school)
    assert (now["status"], now["pace"]) == ("on_track", None) and "not yet" in now["rule"]
    assert beside(school)["takes"] is None
    school.goal("H", ("2026-01-15", 1), baseline=0, target=1, unit="yes or no")
    assert row(school, "H")["status"] == "met"


@pytest.mark.parametrize("target", [0.05, 0.07, 0.08, 0.1, 0.12, 0.14, 0.2])
@pytest.mark.parametrize("role", ["staff", "projector"])
def test_no_status_tells_more_than_the_range_does(school, role, target):
    """Five of 64 and eight of 64 are both said as 6 to 14 percent: whatever the target, both have one status."""
    absent(school, 64, 5)
    school.goal("G", **CHRONIC | {"target": target})
    few = row(school, role=role)["status"]
    late = [f"s{number}" for number in range(5, 8)]
    with school.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE attendance SET status = 'absent' WHERE person IN (?, ?, ?) AND status = 'present'", tuple(late)
        )
    assert school.ask("outcomes.chronic_absence", role=role).rows()[0]["shown"] == "6–14%"
    assert row(school, role=role)["status"] == few


def test_on_a_day_that_is_not_fixed_students_are_not_measured_for_everybody(school):
    absent(school, 64, 12, days=90)
    school.goal("G", **CHRONIC)
    points = school.ask("goals.trajectory", "goal=G&as_of=2026-01-14", "staff").rows()
    assert [point["value"] is None for point in points if point["date"] == "2026-01-14"] == [True]
    assert school.ask("goals.trajectory", "goal=G&as_of=2026-01-14").rows()[-1]["value"] is not None


def test_a_goal_of_two_years_keeps_both(school):
    absent(school, 64, 12, days=300)
    school.goal("G", ("2024-10-01", 0.28), **CHRONIC, start=date(2024, 9, 1), due=date(2026, 6, 1))
    days = [row["date"] for row in school.ask("goals.trajectory", "goal=G").rows()]
    assert days[0] == "2024-10-01" and "2025-06-30" in days and days[-1] == TODAY.isoformat()


def test_a_whole_percent_has_one_status_for_everybody(school):
    """14.2% is not yet the 14% that is wanted, though that is what staff read."""
    absent(school, 120, 17)
    school.goal("G", **CHRONIC | {"target": 0.14, "baseline": 0.16})
    told = {role: row(school, role=role) for role in ("leader", "staff")}
    assert told["staff"]["current"] == 0.14 and told["leader"]["current"] == 17 / 120
    assert told["staff"]["status"] == told["leader"]["status"] != "met"
    assert "before it was rounded" in told["staff"]["rule"]


def test_a_band_within_a_range_is_not_taken_for_missed(school):
    absent(school, 64, 7)
    school.goal("G", metric=CHRONIC["metric"], unit="share", direction="maintain", low=0.1, high=0.12)
    assert row(school)["status"] == "met"
    assert row(school, role="staff")["status"] == "no_recent_data"


def test_what_was_not_measured_on_that_day_has_not_moved_since(school):
    absent(school, 64, 12, days=90)
    school.goal("G", **CHRONIC)
    school.add("meetings", id="M", school="S1", title="Staff", start=datetime(2026, 1, 14, 15))
    assert school.ask("goals.changed").rows() == []


def test_a_value_of_any_size_is_said_and_ends_nothing(school):
    school.goal("G", ("2026-01-15", 1e30), baseline=0, target=1e29)
    school.goal("H", ("2026-01-15", 1.0), baseline=0, target=1e-31)
    school.goal("I", ("2026-01-15", -1e300), baseline=0, target=1e308)
    for metric in ("goals.progress", "goals.evidence", "goals.talk", "goals.changed", "goals.tree"):
        assert school.ask(metric).sentence
