"""Requests for help and their answers, professional development, initiatives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.sample import truths
from data.sample.calendar import SchoolYear
from data.sample.communication import SETTLED_DAYS, answered_on
from data.sample.communication_texts import DEVELOPMENT_TOPICS, FORMATS, REQUEST_GROUPS, REQUEST_KINDS
from data.sample.goal_work import BY_KIND, BY_TOPIC, of_this_year
from data.sample.people import Roster
from data.sample.school import Rows, School, on_the_way, pick

REQUESTS_A_DAY = 0.27  # on school days: five or six a month
IN_TIME_BEFORE = 0.80  # of the requests of earlier years
SOLVED_AFTER = (1, 12)  # school days after the answer
DEVELOPMENT_A_DAY = 0.021  # a person, on school days: three or four a year
HOURS = (1.0, 1.5, 2.0, 3.0, 6.0)
MID_YEAR = 95  # the school day of last year on which two initiatives began
AUTUMN = 20  # the school day of this year on which one began
INITIATIVES = (  # id, name, group, grade, tier, in which year, on which of its school days
    (truths.WORKED, "Morning greeting and attendance calls", None, truths.HELPED_GRADE, "2", -1, MID_YEAR),
    (truths.DID_NOT_WORK, "Quiet lunch", None, "7", "1", -1, MID_YEAR),
    ("I-small-groups", "Small reading groups", "P-literacy", None, "2", 0, AUTUMN),
)


def rows(school: School, roster: Roster) -> Iterator[Rows]:
    asked = [row for year in school.calendar.years for row in _requests(school, year)]
    numbered = [(school.key(f"R{number:04}"), school.id, *row) for number, row in enumerate(asked, 1)]
    yield Rows("requests", ("id", "school", "date", "kind", "group", "answered", "solved", "goal"), numbered)
    learnt = [row for year in school.calendar.years for row in _development(school, roster, year)]
    yield Rows("development", ("person", "date", "hours", "format", "topic", "goal"), learnt)
    yield Rows("initiatives", ("id", "name", "school", "group", "grade", "tier", "start", "end"),
               list(_initiatives(school)))  # fmt: skip


def _requests(school: School, year: SchoolYear) -> Iterator[tuple]:
    """None of the last days: whether it is answered in time would still be open."""
    taught = school.calendar.taught(year)
    now = year == school.calendar.this_year
    days = [day for day in taught if school.calendar.after(day, SETTLED_DAYS) <= school.calendar.today]
    chance = school.chance(f"requests {year.ends}")
    on = sorted(pick(chance, days, round(len(taught) * REQUESTS_A_DAY))) if days else []
    first, last = (truths.REQUESTS_AT_FIRST, truths.REQUESTS_ANSWERED) if now else (IN_TIME_BEFORE,) * 2
    kinds, groups = pick(chance, REQUEST_KINDS, len(on)), pick(chance, REQUEST_GROUPS, len(on))
    for day, prompt, kind, group in zip(on, on_the_way(len(on), first, last), kinds, groups, strict=True):
        answered = answered_on(school, chance, day, prompt)
        goal = of_this_year(school, day, BY_KIND.get(kind))
        yield day, kind, group and school.key(group), answered, answered and _solved(school, chance, answered), goal


def _solved(school: School, chance, answered: date) -> date | None:
    """Most are solved some days after the answer, one in eight is not."""
    solved = school.calendar.after(answered, int(chance.integers(*SOLVED_AFTER)))
    return solved if solved <= school.calendar.today and chance.random() > 0.12 else None


def _development(school: School, roster: Roster, year: SchoolYear) -> Iterator[tuple]:
    taught = school.calendar.taught(year)
    chance = school.chance(f"development {year.ends}")
    for one in roster.staff_in(year):
        times = int(chance.poisson(len(taught) * DEVELOPMENT_A_DAY))
        for day in sorted(set(pick(chance, taught, times) if taught else [])):
            topic, how, hours = (pick(chance, of, 1)[0] for of in (DEVELOPMENT_TOPICS, FORMATS, HOURS))
            yield one.id, day, hours, how, topic, of_this_year(school, day, BY_TOPIC.get(topic))


def began(school: School, initiative: str) -> date | None:
    """The first day of an initiative; None where it lies outside the sample's years or in the future."""
    _, _, _, _, _, back, on = next(row for row in INITIATIVES if row[0] == initiative)
    year = SchoolYear(school.calendar.this_year.ends + back)
    days = school.calendar.between(year.start, year.end) if year in school.calendar.years else []
    return days[on] if days and days[on] <= school.calendar.today else None


def _initiatives(school: School) -> Iterator[tuple]:
    for id_, name, group, grade, tier, _, _ in INITIATIVES:
        start = began(school, id_)
        if start:
            yield school.key(id_), name, school.id, group and school.key(group), grade, tier, start, None
