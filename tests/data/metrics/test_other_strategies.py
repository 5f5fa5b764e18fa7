"""Communication, leadership, support, outcomes, promises and choices, counted by hand."""

from datetime import date, datetime

import pytest

from data.filters import Filters
from tests.data.school import TODAY


def test_items_answered_count_against_all_raised_with_the_median_of_school_days(school_on_both):
    school = school_on_both
    for id_, on, answered in (("a", "2025-10-03", "2025-10-07"), ("b", "2025-10-06", "2025-10-06"),
                              ("c", "2025-10-06", None), ("d", "2026-01-29", "2026-02-02")):  # fmt: skip
        school.add("feedback", id=id_, school="S1", date=date.fromisoformat(on), channel="e-mail",
                   answered=answered and date.fromisoformat(answered))  # fmt: skip
    row = school.ask("communication.answered").rows()[0]
    assert (row["numerator"], row["denominator"], row["median_days"]) == (2, 3, 2)
    assert (row["answered"], row["raised"]) == (2, 4)  # what is answered tomorrow is not answered today


def test_requests_still_in_time_are_not_judged_yet(school):
    for id_, on, answered in (("a", "2025-10-06", "2025-10-13"), ("b", "2025-10-06", "2025-10-14"),
                              ("late", "2025-10-06", None), ("new", "2026-01-29", None)):  # fmt: skip
        school.add("requests", id=id_, school="S1", date=date.fromisoformat(on), kind="materials",
                   answered=answered and date.fromisoformat(answered))  # fmt: skip
    row = school.ask("support.answered_in_time").rows()[0]
    assert (row["numerator"], row["denominator"]) == (1, 3)


def test_teachers_who_lead_count_once_and_only_while_they_do(school):
    school.team("Math", 6)
    school.staff("clerk", role="Clerk")
    for person, start, end in (("Math-1", "2025-09-01", None), ("Math-1", "2025-10-01", None),
                               ("Math-2", "2024-09-01", "2025-06-30"), ("clerk", "2025-09-01", None)):  # fmt: skip
        school.add("roles", person=person, role="chair", start=date.fromisoformat(start),
                   end=end and date.fromisoformat(end))  # fmt: skip
    row = school.ask("leadership.breadth").rows()[0]
    assert (row["numerator"], row["denominator"]) == (1, 6)


def present(school, person: str, present_days: int, absent_days: int, status: str = "excused") -> None:
    days = [date.fromordinal(date(2025, 9, 1).toordinal() + place) for place in range(present_days + absent_days)]
    school.add_all("attendance", [
        {"person": person, "date": on, "status": "present" if place < present_days else status}
        for place, on in enumerate(days)
    ])  # fmt: skip


@pytest.mark.parametrize(("there", "away", "often"), [(162, 18, 1), (163, 17, 0), (40, 5, 1)])
def test_a_tenth_of_the_days_enrolled_is_often_absent(school, there, away, often):
    school.settings = school.settings.__class__(frozen_today=date(2026, 6, 30))
    present(school, school.student("P"), there, away)
    assert school.ask("outcomes.chronic_absence").rows()[0]["numerator"] == often


def test_tardy_is_not_absent_suspended_is_and_nine_days_are_too_few(school_on_both):
    school = school_on_both
    present(school, school.student("tardy"), 10, 10, "tardy")
    present(school, school.student("suspended"), 10, 10, "suspended")
    present(school, school.student("new"), 0, 9, "absent")
    row = school.ask("outcomes.chronic_absence").rows()[0]
    assert (row["numerator"], row["denominator"]) == (1, 2)


def test_the_gap_is_between_groups_of_one_family_and_small_groups_are_hidden(school):
    for place in range(22):
        person = school.student(f"P{place}")
        meals = "free" if place < 12 else "paid"
        school.add("person_groups", person=person, name="meals", value=meals)
        school.add("person_groups", person=person, name="language", value="other" if place < 3 else "English")
        present(school, person, 10, 10 if place < 6 else 0)
    values = school.values("outcomes.by_group")
    assert (values["meals: free"], values["meals: paid"]) == (0.5, 0)
    hidden = {row["group"]: row["hidden"] for row in school.ask("outcomes.by_group", role="staff").rows()}
    assert hidden["language: other"] == hidden["language: English"] == "protects a small group"
    assert "language: other" not in school.ask("outcomes.by_group", role="staff").sentence


def test_leaderships_own_promises_come_first_and_late_before_kept(school):
    school.staff("head", role="Principal")
    school.staff("T", role="Teacher")
    school.add("meetings", id="M", school="S1", title="Staff", start=datetime(2026, 1, 12, 15))
    for id_, owner, due, closed in (("a", "T", "2026-01-20", None), ("b", "head", "2026-01-20", "2026-01-19"),
                                    ("c", "head", "2026-01-20", None), ("d", "T", "2026-02-20", None)):  # fmt: skip
        school.add("actions", id=id_, text=id_, owner=owner, meeting="M", due=date.fromisoformat(due),
                   school="S1", closed=closed and date.fromisoformat(closed))  # fmt: skip
    rows = school.ask("meeting.promises").rows()
    assert [(row["action"], row["status"]) for row in rows] == [
        ("c", "late"), ("b", "kept"), ("a", "late"), ("d", "due"),
    ]  # fmt: skip
    assert rows[0]["owner"] == "Principal"


def test_a_choice_that_would_empty_everything_is_not_offered(school):
    school.group("literacy", "program", school.team("Math", 2))
    school.group("stem", "program", school.team("Science", 2))

    def offered(search: str) -> set[tuple[str, str]]:
        return {(row["filter"], row["id"]) for row in school.ask("filters.choices", search).rows()}

    assert {("program", "literacy"), ("program", "stem"), ("department", "Math")} <= offered("")
    assert ("program", "stem") not in offered("department=Math")
    assert ("department", "Science") not in offered("program=literacy")
    assert ("program", "stem") in offered("program=literacy")


def test_since_our_last_meeting_is_the_day_of_the_newest_one_before_today(school):
    for id_, start in (("a", "2026-01-12"), ("today", "2026-01-30"), ("b", "2025-12-01")):
        school.add("meetings", id=id_, school="S1", title=id_, start=datetime.fromisoformat(f"{start}T15:00:00"))
    assert [row["date"] for row in school.ask("meeting.last").rows()] == ["2026-01-12"]
    filters = Filters.from_search("compare=last-meeting", TODAY)
    assert filters.compared(date(2026, 1, 12)).until == date(2026, 1, 12)
    assert filters.compared(date(2026, 1, 12)).start == filters.start


def test_where_only_absences_are_recorded_nobody_is_called_often_absent(school):
    """Many systems record no presence: the days on record are not the days enrolled."""
    days = [date(2025, 10, day) for day in range(1, 11)]
    students = [school.student(f"N{place}") for place in range(12)]
    school.add_all("attendance", [{"person": one, "date": on, "status": "absent"} for one in students for on in days])
    answer = school.ask("outcomes.chronic_absence")
    assert answer.rows()[0]["value"] is None
    assert "absences only" in answer.sentence


def test_where_absences_and_lateness_alone_are_recorded_nobody_is_called_often_absent(school):
    for place in range(12):
        present(school, school.student(f"N{place}"), 0, 5, "excused")
        late = [{"person": f"N{place}", "date": date(2025, 11, day), "status": "tardy"} for day in range(1, 8)]
        school.add_all("attendance", late)
    assert school.ask("outcomes.chronic_absence").rows()[0]["value"] is None


def test_a_calendar_that_ends_does_not_stop_the_clock(school):
    """Next year's calendar is often not here yet: then Monday to Friday count."""
    school.settings = school.settings.__class__(frozen_today=date(2026, 5, 29))
    days = [date.fromordinal(date(2025, 8, 1).toordinal() + place) for place in range(140)]
    school.add_all("calendar", [{"school": "S1", "date": on, "kind": "school-day"} for on in days if on.weekday() < 5])
    for place in range(20):
        answered = date(2026, 4, 30) if place < 10 else None
        school.add("requests", id=f"Q{place}", kind="it", school="S1", date=date(2026, 2, 2), answered=answered)
    row = school.ask("support.answered_in_time").rows()[0]
    assert (row["numerator"], row["denominator"]) == (0, 20)
