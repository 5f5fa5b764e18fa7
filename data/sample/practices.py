"""The library: what the staff shared this year, and who used it since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.sample.calendar import Calendar
from data.sample.goal_work import of_this_year
from data.sample.people import Roster
from data.sample.school import Rows, School, pick, some

EVERY = 4  # school days, until all are shared
SHARED = (  # title, topic, where it lies, program, goal; no names of people in them
    ("Exit tickets on one page", "checking understanding", "shelf 4, staff room", None, "G-feedback"),
    ("Phonics cards, sets 1 to 6", "reading", "https://files.oakhill.example.org/phonics-cards", "P-literacy",
     "G-reading-3"),
    ("Fractions with paper strips", "number sense", "https://files.oakhill.example.org/fractions", "P-stem", None),
    ("A letter home in nine languages", "families", "https://files.oakhill.example.org/letter-home", "P-families",
     "G-conferences-4B"),
    ("Seating plan that changes every two weeks", "classroom routines", None, None, None),
    ("Partner reading, ten minutes a day", "reading", None, "P-literacy", "G-reading-3"),
    ("Three questions after a lab", "checking understanding", "shared drive, Science, Labs", "P-stem", None),
    ("Morning greeting at the door", "classroom routines", None, None, "G-absence-9"),
    ("Peer visit: one page of notes", "peer visits", "https://files.oakhill.example.org/peer-visit", None,
     "G-peer-visits"),
    ("Estimation jar for the first five minutes", "number sense", "shelf 2, math room", None, None),
    ("Talking with families in ten minutes", "families", None, "P-families", "G-conferences-4B"),
    ("Word wall with pictures", "new to the language", "https://files.oakhill.example.org/word-wall", "P-newcomers",
     None),
    ("Two stars and a wish", "checking understanding", None, None, "G-feedback"),
    ("Drawing what a text says", "reading", "art room, green box", "P-arts", "G-reading-3"),
    ("Quiet signals instead of shouting", "classroom routines", None, None, None),
    ("Lesson study: the plan of the fair", "peer visits", "shared drive, Science, Fair", "P-stem", "G-lesson-plans"),
    ("Number talks for grade 4", "number sense", "https://files.oakhill.example.org/number-talks", None, None),
    ("First week for newcomers", "new to the language", "front office, folder 7", "P-newcomers", None),
    ("Song for every times table", "number sense", "https://files.oakhill.example.org/songs", "P-arts", None),
    ("Reading logs that get read", "reading", None, "P-literacy", "G-reading-3"),
    ("Student led conferences", "families", "https://files.oakhill.example.org/conferences", "P-families",
     "G-conferences-4B"),
    ("Traffic light cups", "checking understanding", "science room, drawer 3", None, "G-feedback"),
    ("Visit swap: my class, your class", "peer visits", None, "P-mentoring", "G-peer-visits"),
    ("Sentence starters for discussions", "new to the language", None, "P-newcomers", None),
    ("Jobs for everybody in the room", "classroom routines", None, None, None),
    ("Reading corner on a small budget", "reading", "library, binder R", "P-literacy", "G-reading-3"),
)  # fmt: skip
USES = (6, 5, 3, 4, 1, 7, 0, 2, 3, 2)  # of ten in turn: some are everybody's, some nobody's
ARCHIVED = 4  # the place of one that was taken out again


def rows(school: School, roster: Roster) -> Iterator[Rows]:
    calendar = school.calendar
    days = calendar.taught(calendar.this_year)[EVERY::EVERY]
    chance = school.chance("practices")
    by = pick(chance, [one.id for one in roster.teachers(calendar.this_year)], len(SHARED))
    shared = list(zip(days, SHARED, by, strict=False))  # as far as the year has come
    archived = days[ARCHIVED + 1] if len(shared) > ARCHIVED + 1 else None
    columns = ("id", "school", "date", "title", "topic", "by", "group", "link", "goal", "archived")
    yield Rows("practices", columns, [
        (_id(school, place), school.id, on, title, topic, sharer, group and school.key(group), link,
         of_this_year(school, on, goal), archived if place == ARCHIVED else None)
        for place, (on, (title, topic, link, group, goal), sharer) in enumerate(shared)
    ])  # fmt: skip
    staff = [one.id for one in roster.staff_in(calendar.this_year)]
    uses = [
        (_id(school, place), person, day)
        for place, (on, _, sharer) in enumerate(shared)
        for person, day in _uses(chance, calendar, on, [one for one in staff if one != sharer], place)
    ]
    yield Rows("practice_uses", ("practice", "person", "date"), uses)


def _id(school: School, place: int) -> str:
    return school.key(f"L{place + 1:03}")


def _uses(chance, calendar: Calendar, shared: date, others: list[str], place: int) -> Iterator[tuple[str, date]]:
    """By so many colleagues, each once, on days since it was shared."""
    days = [day for day in calendar.taught(calendar.this_year) if day > shared]
    people = some(chance, others, USES[place % len(USES)]) if days else []
    yield from zip(people, pick(chance, days, len(people)) if days else [], strict=True)
