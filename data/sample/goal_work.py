"""What was tried for this year's goals, what they want on the way, and which work names one of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from data.sample.school import Rows, School

CYCLES = (  # id, goal, idea, prediction, school day of the prediction, of the start, of the study, found, decision
    ("Y-phonics", "G-reading-3", "Phonics in small groups, three times a week, 3A only.",
     "Four more children of 3A reach grade level by the next screening.", 12, 15, 45,
     "Two did. The groups met twice a week, not three times: cover was missing.", "adapt"),
    ("Y-reading-aloud", "G-reading-3", "Ten minutes of reading aloud to a partner at the start of each day.",
     "Three in four children read aloud on four days of five.", 44, 48, None, None, None),
    ("Y-evenings", "G-conferences-4B", "Two evenings and an early morning for conferences.", None, None, 30, None, None,
     None),
    ("Y-calls", "G-absence-9", "A call on the first morning of an absence, by somebody the family knows.",
     "Days absent fall under 7 per 100 within six weeks.", 8, 10, 42, "7.4, and still falling.", "adopt"),
)  # fmt: skip
CHRONIC_ON_THE_WAY = (0.0, -0.02, -0.03)  # wanted at the end of this year, and of the two after it
FROM_LAST_YEAR = "G-chronic"  # carried over from the goal of the year before
BEFORE = "G-attendance"
BY_TOPIC = {"phonics": "G-reading-3", "feedback": "G-feedback"}  # of development
BY_KIND = {"time to plan": "G-lesson-plans", "coaching": "G-peer-visits"}  # of requests for help
BY_VALUE = {"new ideas": "G-peer-visits", "families": "G-conferences-4B"}  # of thanks, one in three
BY_MEETING = {"program": "G-reading-3"}  # of meetings


def rows(school: School, wanted: dict[str, float]) -> Iterator[Rows]:
    """``wanted``: each goal's target by its id."""
    yield Rows("goal_targets", ("goal", "date", "value"), list(_targets(school, wanted)))
    yield Rows("cycles", ("id", "goal", "idea", "prediction", "predicted", "begun", "studied", "found", "decision"),
               list(_cycles(school)))  # fmt: skip


def of_this_year(school: School, on: date, goal: str | None) -> str | None:
    """The goal's id, where the day lies in its time."""
    return school.key(goal) if goal and on >= school.calendar.goals_start else None


def _targets(school: School, wanted: dict[str, float]) -> Iterator[tuple]:
    """The goal's own at the end of this year, and on from there."""
    goal = school.key(FROM_LAST_YEAR)
    for year, more in enumerate(CHRONIC_ON_THE_WAY):
        yield goal, school.calendar.goals_due + timedelta(days=364 * year), round(wanted[goal] + more, 3)


def _cycles(school: School) -> Iterator[tuple]:
    """As far as they have come by today; on a day before they began there are none."""
    for id_, goal, idea, expected, predicted, begun, studied, found, decision in CYCLES:
        days = [_on(school, day) for day in (predicted, begun, studied)]
        if days[1] is None:
            continue
        over = days[2] is not None
        yield (school.key(id_), school.key(goal), idea, expected, *days, found if over else None,
               decision if over else None)  # fmt: skip


def _on(school: School, number: int | None) -> date | None:
    """A school day of this year, once it has come."""
    taught = school.calendar.taught(school.calendar.this_year)
    return taught[number] if number is not None and number < len(taught) else None
