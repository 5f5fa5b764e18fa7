"""Meetings and who came, what was promised there, feedback and its answers, surveys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from data.sample import truths
from data.sample.calendar import MONDAY, SchoolYear, nth
from data.sample.communication_texts import (
    CHANNELS,
    FEEDBACK,
    LAST_PROMISES,
    LEADERSHIP_PROMISES,
    OUTCOMES,
    STAFF_PROMISES,
    SURVEY_ITEMS,
)
from data.sample.goal_work import BY_MEETING, of_this_year
from data.sample.people import Roster
from data.sample.school import Rows, School, evenly, on_the_way, pick, some

TUESDAY = 1
FEEDBACK_A_DAY = 0.55  # on school days: about ten a month
IN_TIME_DAYS, LATE_DAYS = (0, 5), (8, 16)  # school days, the end of the range left out: within the standard of 5
STILL_OPEN = 0.3  # of this year's late ones
SETTLED_DAYS = 6  # younger items are answered at once: whether they are in time is never open
PRESENT = {"staff": 0.9, "leadership": 0.95, "data": 0.9, "program": 0.85, "family": 0.45}
KEPT, LATE, OPEN, DROPPED = "kept", "late", "open", "dropped"
HOW_PROMISES_END = {KEPT: 12, LATE: 4, OPEN: 2, DROPPED: 1}
DROPPED_AFTER = 70  # days open
SURVEY_WAVES = (("autumn", 35), ("spring", 130))  # on which school day of the year
STAFF_ANSWERING, FAMILIES_ANSWERING = 0.8, 70


@dataclass(frozen=True)
class Meeting:
    id: str
    title: str
    kind: str
    start: datetime
    minutes: int
    group: str | None
    expected: tuple[str, ...]


def rows(school: School, roster: Roster) -> Iterator[Rows]:
    meetings = [meeting for year in school.calendar.years for meeting in _meetings(school, roster, year)]
    yield Rows("meetings", ("id", "school", "title", "start", "end", "group", "kind", "goal"), [
        (one.id, school.id, one.title, one.start, one.start + timedelta(minutes=one.minutes), one.group, one.kind,
         of_this_year(school, one.start.date(), BY_MEETING.get(one.kind)))
        for one in meetings
    ])  # fmt: skip
    yield Rows("attendees", ("meeting", "person", "role", "expected", "present"), list(_attendees(school, meetings)))
    yield Rows("actions", ("id", "school", "text", "owner", "due", "closed", "dropped", "meeting", "goal"),
               list(_actions(school, meetings)))  # fmt: skip
    yield Rows("feedback", ("id", "school", "date", "channel", "topic", "group", "text", "answered", "outcome"),
               list(_feedback(school)))  # fmt: skip
    yield Rows("surveys", ("school", "survey", "date", "respondent", "group", "item", "topic", "answer", "scale"),
               list(_surveys(school)))  # fmt: skip


def _meetings(school: School, roster: Roster, year: SchoolYear) -> Iterator[Meeting]:
    staff = tuple(one.id for one in roster.staff_in(year))
    leadership, families = tuple(roster.leadership()), tuple(roster.families()[:60])
    heads = tuple(school.key(local) for local in truths.LEADERS if local.endswith(("1", "2", "4", "9")))
    readers = tuple(one.id for team in ("Grade K–2", "Grade 3–5", "Library") for one in roster.team(team, year)[:4])
    taught = school.calendar.taught(year)
    days = {
        "staff": [day for day in taught if day.weekday() == TUESDAY and day.isocalendar().week % 2],
        "leadership": _monthly(school, year, MONDAY, 2),
        "data": _monthly(school, year, TUESDAY, 3),
        "program": _monthly(school, year, MONDAY, 4),
        "family": taught[25::45],
    }
    who = {"staff": staff, "leadership": leadership + heads[:3], "data": leadership[:1] + heads, "program": readers,
           "family": families + leadership[:2]}  # fmt: skip
    titles = {"staff": "Staff meeting", "leadership": "Leadership meeting", "data": "Data team",
              "program": "Literacy planning", "family": "Family evening"}  # fmt: skip
    for kind, on in days.items():
        group = school.key("P-literacy") if kind == "program" else None
        for day in on:
            begin = datetime.combine(day, time(18 if kind == "family" else 15, 30))
            id_ = school.key(f"M-{kind}-{day:%Y%m%d}")
            yield Meeting(id_, titles[kind], kind, begin, 90 if kind == "family" else 60, group, who[kind])


def _monthly(school: School, year: SchoolYear, weekday: int, number: int) -> list[date]:
    """The second Monday (or other) of each month of school so far, or the school day that follows it."""
    months = [(year.ends - 1, month) for month in range(9, 13)] + [(year.ends, month) for month in range(1, 7)]
    wanted = [nth(*month, weekday, number) for month in months]
    taught = school.calendar.taught(year)
    found = [next((day for day in taught if day >= want), None) for want in wanted]
    return sorted({day for day in found if day})


def _attendees(school: School, meetings: list[Meeting]) -> Iterator[tuple]:
    for meeting in meetings:
        came = school.chance(f"attendees {meeting.id}").random(len(meeting.expected)) < PRESENT[meeting.kind]
        for place, (person, present) in enumerate(zip(meeting.expected, came.tolist(), strict=True)):
            role = "chair" if place == 0 and meeting.kind != "family" else "participant"
            yield meeting.id, person, role, True, present or role == "chair"


# --- what was promised -----------------------------------------------------------------------------------
def _actions(school: School, meetings: list[Meeting]) -> Iterator[tuple]:
    """Four or five of each leadership meeting, two of the data team, one of every other staff meeting; the last
    leadership meeting's are told one by one, since every meeting begins with them, and the
    meetings after it promised nothing."""
    ordered = sorted(meetings, key=lambda meeting: (meeting.start, meeting.id))
    last = max((one for one in ordered if one.kind == "leadership"), key=lambda one: one.start, default=None)
    promised = list(_earlier_promises(school, [one for one in ordered if last is None or one.start < last.start]))
    promised += _last_promises(school, last) if last else []
    for number, (meeting, text, goal, owner, *ended) in enumerate(promised, 1):
        yield (school.key(f"A{number:04}"), school.id, text, school.key(owner), *ended, meeting.id,
               goal and school.key(goal))  # fmt: skip


def _earlier_promises(school: School, meetings: list[Meeting]) -> Iterator[tuple]:
    chance = school.chance("actions")
    promised = [(one, *promise) for one in meetings for promise in _promises(school, chance, one)]
    for promise, end in zip(promised, evenly(HOW_PROMISES_END, len(promised)), strict=True):
        yield *promise, *_ended(school, chance, promise[0].start.date(), end)


def _promises(school: School, chance: np.random.Generator, meeting: Meeting) -> list[tuple[str, str | None, str]]:
    """Text, goal and owner's local id; this year's goals only where the meeting lies in their time."""
    count = {"leadership": 4 + int(chance.integers(2)), "data": 2, "family": 0}.get(
        meeting.kind, int(chance.integers(2))
    )
    texts = some(chance, LEADERSHIP_PROMISES if meeting.kind == "leadership" else STAFF_PROMISES, count)
    in_time = meeting.start.date() >= school.calendar.goals_start
    leading = [truths.PRINCIPAL, *truths.DEPUTIES]
    owners = pick(chance, leading if meeting.kind == "leadership" else [*truths.LEADERS, *leading], count)
    if meeting.kind == "leadership" and count:
        owners[-1] = truths.LEADERS[int(chance.integers(len(truths.LEADERS)))]
    return [(text, goal if in_time else None, owner) for (text, goal), owner in zip(texts, owners, strict=True)]


def _last_promises(school: School, meeting: Meeting) -> Iterator[tuple]:
    """Due so many days from today, but not before the meeting; kept ones were closed on the day they were due."""
    in_time = meeting.start.date() >= school.calendar.goals_start
    for text, goal, owner, due_in, kept in LAST_PROMISES:
        due = max(meeting.start.date(), school.calendar.today + timedelta(days=due_in))
        yield meeting, text, goal if in_time else None, owner, due, due if kept else None, False


def _ended(school: School, chance: np.random.Generator, on: date, end: str) -> tuple[date, date | None, bool]:
    """Due, closed and dropped; what was left open is dropped in the end."""
    today = school.calendar.today
    due = on + timedelta(days=int(chance.integers(10, 30)))
    early, behind = int(chance.integers(0, 5)), int(chance.integers(2, 25))
    after = {KEPT: -early, LATE: behind, OPEN: DROPPED_AFTER, DROPPED: 0}[end]
    closed = max(on, due + timedelta(days=after))
    return (due, closed, end in (OPEN, DROPPED)) if closed <= today else (due, None, False)


# --- feedback --------------------------------------------------------------------------------------------
def _feedback(school: School) -> Iterator[tuple]:
    number = 0
    for year in school.calendar.years:
        chance = school.chance(f"feedback {year.ends}")
        days = sorted(pick(chance, school.calendar.taught(year) or [None], _count(school, year, FEEDBACK_A_DAY)))
        goal = truths.FEEDBACK_ANSWERED if year == school.calendar.this_year else truths.FEEDBACK_LAST_YEAR
        in_time = on_the_way(len(days), goal - 0.08, goal)
        said = pick(chance, FEEDBACK, len(days))
        channels, outcomes = pick(chance, CHANNELS, len(days)), pick(chance, OUTCOMES, len(days))
        for day, prompt, (topic, text, group), channel, outcome in zip(
            days, in_time, said, channels, outcomes, strict=True
        ):
            number += 1
            answered = answered_on(school, chance, day, prompt)
            yield (school.key(f"FB{number:04}"), school.id, day, channel, topic, group and school.key(group), text,
                   answered, outcome if answered else None)  # fmt: skip


def _count(school: School, year: SchoolYear, a_day: float) -> int:
    return round(len(school.calendar.taught(year)) * a_day)


def answered_on(school: School, chance: np.random.Generator, day: date, in_time: bool) -> date | None:
    """The day of the answer: well within the standard, or well beyond it and perhaps still to come."""
    calendar = school.calendar
    if calendar.after(day, SETTLED_DAYS) > calendar.today:
        return day
    lag, still_open = int(chance.integers(*(IN_TIME_DAYS if in_time else LATE_DAYS))), chance.random() < STILL_OPEN
    if still_open and not in_time and day >= calendar.this_year.start:
        return None
    answered = calendar.after(day, lag)
    return answered if answered <= calendar.today else None


# --- surveys ---------------------------------------------------------------------------------------------
def _surveys(school: School) -> Iterator[tuple]:
    """Two waves a year; respondents have numbers of their own and are nobody in particular."""
    for place, year in enumerate(school.calendar.years):
        taught = school.calendar.taught(year)
        for wave, (season, on) in enumerate(SURVEY_WAVES):
            if on < len(taught):
                yield from _wave(school, f"{year.name} {season}", taught[on], place * 0.08 + wave * 0.03)


def _wave(school: School, name: str, on: date, drift: float) -> Iterator[tuple]:
    chance = school.chance(f"survey {name}")
    survey = school.key(f"survey-{name.replace(' ', '-')}")
    groups = {"Teachers": round(truths.TEACHERS * STAFF_ANSWERING), "Other staff": 12, "Families": FAMILIES_ANSWERING}
    respondent = 0
    for group, count in groups.items():
        leaning = chance.normal(0, 0.5, count)
        for one in range(count):
            respondent += 1
            yield from _answers(school, chance, survey, on, (f"R{respondent:03}", group), leaning[one] + drift)


def _answers(school: School, chance, survey: str, on: date, who: tuple[str, str], leaning: float) -> Iterator[tuple]:
    spread = chance.normal(0, 0.8, len(SURVEY_ITEMS))
    for (item, topic, usual), noise in zip(SURVEY_ITEMS, spread.tolist(), strict=True):
        answer = min(max(round(usual + leaning + noise), 1), 5)
        yield school.id, survey, on, who[0], who[1], item, topic, str(answer), "1-5"
