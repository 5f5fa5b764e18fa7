"""Whether sessions were useful to who was there: most were, to most; some of the staff never say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from data.sample.school import School

USEFUL = {  # how likely it is that one who was there found it useful
    "common planning": 0.78, "data meeting": 0.62, "sharing practice": 0.7, "lesson study": 0.82,
    "team teaching": 0.8, "peer observation": 0.84, "cross-department project": 0.48, "mentoring": 0.85,
}  # fmt: skip
PARTLY = 0.6  # of those to whom it was not
SAYS_NOTHING, SAYS = 0.25, 0.7  # staff who never answer; how often the others do
ASKED_FOR = 28  # days
LEANING = 0.12  # some find most things useful, some few


def of(school: School, sessions: dict[str, tuple[str, date]], there: Iterable[tuple]) -> Iterator[tuple]:
    """Event, person, answer, kind and day, of this school year's joint sessions; ``there``: as rows of participants."""
    came = [(event, person) for event, person, _, _, present in there if present]
    joint = {event for event, person in came} - _alone(came)
    first, today = school.calendar.this_year.start, school.calendar.today
    chance = school.chance("was it useful")
    leaning = _leaning(school, sorted({person for _, person in came}))
    for event, person in came:
        kind, day = sessions[event]
        says, useful, partly, later = chance.random(4).tolist()
        if event not in joint or day < first or person not in leaning or says > SAYS:
            continue
        answer = "useful" if useful < USEFUL[kind] + leaning[person] else "partly" if partly < PARTLY else "not"
        yield event, person, answer, kind, min(today, day + timedelta(days=int(later**3 * ASKED_FOR)))


def _alone(came: list[tuple[str, str]]) -> set[str]:
    many: dict[str, int] = {}
    for event, _ in came:
        many[event] = many.get(event, 0) + 1
    return {event for event, number in many.items() if number < 2}


def _leaning(school: School, staff: list[str]) -> dict[str, float]:
    """Of those who say anything: how much more, or less, they find useful than others do."""
    chance = school.chance("who says what was useful")
    drawn = zip(staff, chance.random(len(staff)).tolist(), chance.normal(0, LEANING, len(staff)).tolist(), strict=True)
    return {person: leans for person, says, leans in drawn if says > SAYS_NOTHING}
