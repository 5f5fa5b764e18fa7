"""Rhythm, visits and what goes beyond a team, counted by hand."""

from datetime import date

import pytest


def test_a_rhythm_is_counted_in_school_days_without_holidays(school_on_both):
    """Mondays 8, 15, 22 Sep and 6 Oct: 5, 5 and, without the week of holidays, 5 school days. Not 5, 5 and 10."""
    school = school_on_both
    school.team("Math", 5)
    for on in ("2025-09-08", "2025-09-15", "2025-09-22", "2025-10-06"):
        school.session(on, "Math-1", "Math-2")
    days = [date(2025, 9, day) for day in range(1, 31)] + [date(2025, 10, day) for day in range(1, 11)]
    free = {date(2025, 9, 29), date(2025, 9, 30), *(date(2025, 10, day) for day in (1, 2, 3))}
    school.add_all("calendar", [
        {"school": "S1", "date": on, "kind": "holiday" if on in free else "school-day"}
        for on in days if on.weekday() < 5
    ])  # fmt: skip
    (row,) = school.ask("collaboration.cadence").rows()
    assert (row["group"], row["value"], row["sessions"]) == ("Math", 5, 4)


def test_two_sessions_are_no_rhythm(school):
    school.team("Math", 5)
    for on in ("2025-09-08", "2025-09-15"):
        school.session(on, "Math-1", "Math-2")
    (row,) = school.ask("collaboration.cadence").rows()
    assert (row["value"], row["hidden"]) == (None, "no data")


def visit(school, on: str, observer: str, observed: str) -> None:
    event = school.session(on, kind="peer observation")
    for person, role in ((observer, "observer"), (observed, "observed")):
        school.add("participants", event=event, person=person, role=role)


def test_who_visits_and_is_visited_counts_once_of_all_who_did_either(school_on_both):
    school = school_on_both
    school.team("Math", 6)
    visit(school, "2025-09-08", "Math-1", "Math-2")
    visit(school, "2025-09-09", "Math-2", "Math-3")
    school.session("2025-09-10", "Math-4", "Math-5", kind="mentoring")
    (row,) = school.ask("collaboration.observation_reciprocity").rows()
    assert (row["numerator"], row["denominator"]) == (1, 3)
    assert school.ask("collaboration.observation_reciprocity", role="staff").rows() == []


def test_sessions_across_teams_are_a_share_of_the_months_sessions(school_on_both):
    school = school_on_both
    school.team("Math", 5)
    school.team("Arts", 5)
    school.session("2025-09-08", "Math-1", "Arts-1")
    school.session("2025-09-09", "Math-1", "Math-2")
    school.session("2025-10-09", "Math-1", "Math-2")
    rows = {row["month"]: row for row in school.ask("collaboration.across").rows()}
    assert (rows["2025-09-01"]["value"], rows["2025-10-01"]["value"]) == (0.5, 0)
    assert (rows["2025-11-01"]["value"], rows["2025-11-01"]["hidden"]) == (None, "no data")
    assert school.ask("collaboration.across").sentence.startswith("1 of 3 sessions joined two teams or more (33%)")


@pytest.mark.parametrize("metric", ["cadence", "across", "observation_reciprocity"])
def test_a_school_without_sessions_has_no_rhythm_and_says_so(school, metric):
    school.team("Math", 5)
    assert school.ask(f"collaboration.{metric}").sentence.startswith("No ")
