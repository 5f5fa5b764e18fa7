"""Joint sessions: who planned, taught and learned with whom; and whom people ask for advice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import numpy as np

from data.sample import session_answers, truths
from data.sample.calendar import SchoolYear
from data.sample.people import Roster, Staff
from data.sample.school import Rows, School, evenly, some

SESSIONS_A_DAY = 1.6  # on school days: about 150 in half a year
PAIRS = {  # sessions by the one or two teams in them; what is not here never meets
    ("Grade K–2",): 12, ("Grade 3–5",): 13, ("Math",): 9, ("Science",): 8, ("Arts",): 7, ("Languages",): 5,
    ("Student support",): 7, ("Front office",): 5, ("Library",): 5,
    ("Grade K–2", "Grade 3–5"): 16, ("Grade K–2", "Languages"): 5, ("Grade K–2", "Student support"): 6,
    ("Grade 3–5", "Math"): 6, ("Grade 3–5", "Languages"): 4, ("Grade 3–5", "Student support"): 7,
    ("Math", "Science"): 11, ("Math", "Student support"): 4, ("Science", "Student support"): 4,
    ("Grade K–2", "Library"): 5, ("Grade 3–5", "Library"): 5, ("Languages", "Library"): 4,
    ("Student support", "Front office"): 5, ("Grade K–2", "Front office"): 4,
}  # fmt: skip
BEFORE = {("Arts", "Grade 3–5"): 5, ("Arts", "Languages"): 3}  # they met in earlier years
KINDS_WITHIN = {"common planning": 5, "data meeting": 2, "sharing practice": 2, "lesson study": 1}
KINDS_BETWEEN = {"peer observation": 6, "team teaching": 3, "cross-department project": 2, "mentoring": 2,
                 "sharing practice": 2}  # fmt: skip
FOR_TWO = ("peer observation", "mentoring")
MINUTES = {"common planning": 60, "data meeting": 45, "sharing practice": 45, "lesson study": 90, "team teaching": 50,
           "peer observation": 40, "cross-department project": 75, "mentoring": 30}  # fmt: skip
OWN_GOAL = {("Arts",): ("P-arts", "G-arts-hour"), ("Math", "Science"): ("P-stem", None),
            ("Grade 3–5",): ("P-literacy", "G-reading-3"), ("Grade K–2", "Grade 3–5"): ("P-literacy", "G-reading-3"),
            ("Science",): (None, "G-lesson-plans"), ("Math", "Student support"): ("P-mentoring", None)}  # fmt: skip
GOAL_EVERY = 2  # every second session of those teams is for their goal
OF_CALENDAR = ("common planning", "data meeting")  # what stands in a calendar with all who are invited
WHOLE_TEAM = 8  # larger teams plan in two halves
ALL_STAFF_EVERY, ALONE_EVERY = 36, 20  # school days
ABSENT = 0.06
ADVICE_ON_DAY = 150  # the wave is asked on this school day of the year
LONGEST_LIST = 4


class Session(NamedTuple):
    kind: str
    day: date
    teams: tuple[str, ...]
    there: tuple[Staff, ...]
    group: str | None
    goal: str | None


def rows(school: School, roster: Roster) -> Iterator[Rows]:
    sessions = [session for year in school.calendar.years for session in _year(school, roster, year)]
    sessions.sort(key=lambda session: session.day)
    ids = [school.key(f"E{number:05}") for number in range(1, len(sessions) + 1)]
    meetings = {id_: f"{id_}-calendar" for id_, one in zip(ids, sessions, strict=True) if _in_calendar(school, one)}
    events = [
        (id_, one.kind, one.day, school.id, MINUTES.get(one.kind, 60), one.group and school.key(one.group),
         _topic(one), one.goal and school.key(one.goal), meetings.get(id_))
        for id_, one in zip(ids, sessions, strict=True)
    ]  # fmt: skip
    there = list(_participants(school, ids, sessions))
    yield from _calendar(school, meetings, ids, sessions)
    yield Rows("events", ("id", "kind", "date", "school", "minutes", "group", "topic", "goal", "meeting"), events)
    yield Rows("participants", ("event", "person", "role", "expected", "present"), there)
    said = session_answers.of(school, {id_: (one.kind, one.day) for id_, one in zip(ids, sessions, strict=True)}, there)
    yield Rows("session_answers", ("event", "person", "answer", "kind", "date"), list(said))
    yield Rows("ties", ("from_person", "to_person", "kind", "wave", "date", "weight", "directed"),
               list(_advice(school, roster)))  # fmt: skip


def _topic(session: Session) -> str:
    return f"{session.kind.capitalize()}: {' and '.join(session.teams) or 'all staff'}"


# --- what the calendar knew, and somebody said took place ------------------------------------------------
def _in_calendar(school: School, session: Session) -> bool:
    """Whether a session was confirmed from the calendar: those of a team, in the weeks before the last."""
    return session.kind in OF_CALENDAR and timedelta(days=7) <= school.calendar.today - session.day <= timedelta(
        days=28
    )


def _calendar(school: School, meetings: dict[str, str], ids: list[str], sessions: list[Session]) -> Iterator[Rows]:
    known = [(meetings[id_], one) for id_, one in zip(ids, sessions, strict=True) if id_ in meetings]
    begins = time(14, 15)
    yield Rows("meetings", ("id", "school", "title", "start", "end", "group", "kind"), [
        (id_, school.id, _topic(one), datetime.combine(one.day, begins),
         datetime.combine(one.day, begins) + timedelta(minutes=MINUTES[one.kind]), one.group and school.key(one.group),
         one.kind)
        for id_, one in known
    ])  # fmt: skip
    yield Rows("attendees", ("meeting", "person", "role", "expected"), [
        (id_, staff.id, "required" if place else "organizer", True)
        for id_, one in known for place, staff in enumerate(one.there)
    ])  # fmt: skip


def _year(school: School, roster: Roster, year: SchoolYear) -> Iterator[Session]:
    taught = school.calendar.taught(year)
    if not taught:
        return
    now = year == school.calendar.this_year
    chance = school.chance(f"sessions {year.ends}")
    teams = {team: _sociable(roster.team(team, year), now) for team in truths.TEAMS}
    pairs = evenly(PAIRS if now else PAIRS | BEFORE, round(len(taught) * SESSIONS_A_DAY))
    times: dict[tuple[str, ...], int] = {}
    for place, pair in enumerate(pairs):
        turn = times[pair] = times.get(pair, -1) + 1
        day = taught[place * len(taught) // len(pairs)]
        yield _session(school, chance, pair, turn, day, teams)
    yield from _all_staff(roster, year, taught)
    yield from _alone(chance, teams, taught, roster if now else None)


def _sociable(team: list[Staff], now: bool) -> list[Staff]:
    return [one for one in team if not (now and one.local in truths.ISOLATED)]


def _session(school: School, chance, pair: tuple[str, ...], turn: int, day: date, teams) -> Session:
    kinds = KINDS_WITHIN if len(pair) == 1 else KINDS_BETWEEN
    kind = evenly(kinds, turn + 1)[-1]
    there = _halves(teams[pair[0]], turn) if len(pair) == 1 else _both(chance, teams, pair, turn, kind)
    group, goal = OWN_GOAL.get(pair, (None, None)) if turn % GOAL_EVERY == 0 else (None, None)
    if kind == "peer observation":
        group, goal = "P-mentoring" if group is None else group, "G-peer-visits"
    if day < school.calendar.goals_start:
        goal = None
    return Session(kind, day, pair, tuple(there), group, goal)


def _halves(team: list[Staff], turn: int) -> list[Staff]:
    """The whole team, or one of its two halves in turn."""
    if len(team) <= WHOLE_TEAM:
        return team
    return team[turn % 2 :: 2]


def _both(chance, teams, pair: tuple[str, ...], turn: int, kind: str) -> list[Staff]:
    """One of each team where two work together, else two or three of each; everybody's turn comes."""
    size = 1 if kind in FOR_TWO else 2 + turn % 2
    first, second = teams[pair[0]], teams[pair[1]]
    start = int(chance.integers(3)) + turn
    return [*_turn(first, start, size), *_turn(second, start * 2, size)]


def _turn(team: list[Staff], start: int, size: int) -> list[Staff]:
    return [team[(start + n) % len(team)] for n in range(min(size, len(team)))]


def _all_staff(roster: Roster, year: SchoolYear, taught: list[date]) -> Iterator[Session]:
    everybody = tuple(roster.staff_in(year))
    for day in taught[10::ALL_STAFF_EVERY]:
        yield Session("sharing practice", day, (), everybody, None, None)


def _alone(chance, teams, taught: list[date], roster: Roster | None) -> Iterator[Session]:
    """Sessions of one: logged, but they join nobody. One of the isolated staff has one."""
    everybody = [one for team in teams.values() for one in team]
    for place, day in enumerate(taught[6::ALONE_EVERY]):
        one = everybody[int(chance.integers(len(everybody)))]
        if roster and place == 0:
            one = next(person for person in roster.staff if person.local == truths.SOLO)
        yield Session("lesson study", day, (one.team,), (one,), None, None)


def _participants(school: School, ids: list[str], sessions: list[Session]) -> Iterator[tuple]:
    """The isolated were expected at the sessions for all staff and did not come; few others miss a session."""
    chance = school.chance("participants")
    this_year = school.calendar.this_year.start
    for id_, session in zip(ids, sessions, strict=True):
        missing = chance.random(len(session.there)) < ABSENT
        for place, one in enumerate(session.there):
            isolated = one.local in truths.ISOLATED and session.day >= this_year and len(session.there) > 1
            absent = isolated or (
                place > 0 and len(session.teams) != 1 and len(session.there) > 3 and bool(missing[place])
            )
            yield id_, one.id, _role(session.kind, place), True, not absent


def _role(kind: str, place: int) -> str:
    if kind == "peer observation":
        return "observed" if place else "observer"
    if kind == "mentoring":
        return "mentee" if place else "mentor"
    return "participant" if place else "host"


# --- advice ----------------------------------------------------------------------------------------------
def _advice(school: School, roster: Roster) -> Iterator[tuple]:
    """Whom people name when asked whom they turn to: the two latest waves, each in the spring."""
    waves = [(year, taught[ADVICE_ON_DAY]) for year in school.calendar.years
             if len(taught := school.calendar.taught(year)) > ADVICE_ON_DAY]  # fmt: skip
    for year, on in waves[-2:]:
        staff = [one for one in roster.staff_in(year)]
        chance = school.chance(f"advice {year.ends}")
        for one in staff:
            for named in _named(chance, one, staff):
                yield one.id, named.id, "advice", f"{year.name} spring", on, 1.0, True


def _named(chance: np.random.Generator, one: Staff, staff: list[Staff]) -> list[Staff]:
    """Mostly people of the own team, one or two others, and very often the same librarian."""
    others = [other for other in staff if other is not one]
    near = some(chance, [other for other in others if other.team == one.team], int(chance.integers(1, LONGEST_LIST)))
    far = some(chance, [other for other in others if other.team != one.team], int(chance.integers(0, 2)))
    hub = [other for other in others if other.local == truths.MOST_ASKED and chance.random() < 0.45]
    chosen = {other.id: other for other in [*near, *far, *hub]}
    return [chosen[key] for key in sorted(chosen)]
