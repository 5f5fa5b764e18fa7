"""Leading roles: who chairs, leads, mentors and decides, each role with its standard (domain I to VII)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from data.sample import truths
from data.sample.calendar import SchoolYear
from data.sample.people import Roster
from data.sample.school import Rows, School, some

ROLES = {  # role, body, domain; of the 17 teachers who lead, and of others who are not teachers
    "T001": ("grade lead", "Grade K–2", "I"),
    "T002": ("mentor", None, "III"),
    "T003": ("committee chair", "Safety committee", "VI"),
    "T012": ("grade lead", "Grade 3–5", "I"),
    "T013": ("mentor", None, "III"),
    "T014": ("committee chair", "Reading committee", "IV"),
    "T015": ("hiring panel", "Hiring panel", "VII"),
    "T017": ("data team chair", "Data team", "V"),
    "T024": ("department lead", "Math", "I"),
    "T025": ("mentor", None, "III"),
    "T026": ("committee chair", "Timetable committee", "VII"),
    "T032": ("department lead", "Science", "I"),
    "T033": ("mentor", None, "III"),
    "T034": ("curriculum lead", "Science curriculum", "II"),
    "T039": ("department lead", "Arts", "I"),
    "T040": ("hiring panel", "Hiring panel", "VII"),
    "T045": ("department lead", "Languages", "I"),
    "T052": ("committee chair", "Wellbeing committee", "VI"),
    "T059": ("committee chair", "Library council", "VI"),
    "T056": ("hiring panel", "Hiring panel", "VII"),
}  # fmt: skip
SECOND_ROLES = {
    "T012": ("hiring panel", "Hiring panel", "VII"),
    "T024": ("evaluation panel", "Evaluation panel", "V"),
    "T001": ("evaluation panel", "Evaluation panel", "V"),
    "T032": ("school council", "School council", "VII"),
}  # fmt: skip
EARLIER_SHARE = 0.8  # of these roles were held in each earlier year
NEWEST_DAYS = 10  # the newest leader began so many days ago


def rows(school: School, roster: Roster) -> Iterator[Rows]:
    held = [row for year in school.calendar.years for row in _held(school, roster, year)]
    yield Rows("roles", ("person", "role", "body", "domain", "start", "end"), held)


def _held(school: School, roster: Roster, year: SchoolYear) -> Iterator[tuple]:
    """From the first day of the school year; the newest leader only since the last fortnight."""
    now = year == school.calendar.this_year
    there = {one.local: one.id for one in roster.staff_in(year)}
    held = [*ROLES.items(), *SECOND_ROLES.items()]
    if not now:
        held = some(school.chance(f"roles {year.ends}"), held, round(len(held) * EARLIER_SHARE))
    for local, (role, body, domain) in sorted(held):
        newest = now and local == truths.NEWEST_LEADER
        start = max(year.start, school.calendar.today - timedelta(days=NEWEST_DAYS)) if newest else year.start
        if local in there and (now or local != truths.NEWEST_LEADER):
            yield there[local], role, body, domain, start, None if now else year.end
