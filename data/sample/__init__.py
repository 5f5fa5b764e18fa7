"""A fictional school, or a district of them, with known truths built in (`data.sample.truths`).

`write` fills an empty database. The same ``today`` and ``seed`` give the same rows, byte for byte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine

from data import schema, store
from data.sample import (
    collaboration,
    communication,
    goals,
    groups,
    leadership,
    outcomes,
    people,
    practices,
    recognition,
    support,
    timetable,
)
from data.sample.calendar import Calendar
from data.sample.people import Roster
from data.sample.school import Rows, School

ROOMS: tuple[Callable[[School, Roster], Iterator[Rows]], ...] = tuple(
    room.rows
    for room in (
        people,
        groups,
        goals,
        communication,
        collaboration,
        timetable,
        practices,
        leadership,
        support,
        outcomes,
        recognition,
    )
)  # in this order nothing refers to a row that is not there yet
YEARS, YEARS_OF_A_DISTRICT = 3, 1


class NotEmptyError(RuntimeError):
    """The database already holds something; the message names it and the remedy."""


@dataclass(frozen=True)
class SampleSummary:
    """What was written: schools, school years, and rows by table."""

    schools: int
    years: int
    today: date
    rows: dict[str, int]

    def __str__(self) -> str:
        what = "a school" if self.schools == 1 else f"a district of {self.schools} schools"
        when = "1 school year" if self.years == 1 else f"{self.years} school years"
        return f"{what}, {when} up to {self.today}: {sum(self.rows.values()):,} rows in {len(self.rows)} tables"


def write(engine: Engine, *, today: date, schools: int = 1, years: int | None = None, seed: int = 1) -> SampleSummary:
    """Fill an empty database, one transaction a school.

    ``years``: school years up to and including that of ``today``; 3 for a school, 1 for a district unless told.
    Raises NotEmptyError when the database holds a school, ValueError on numbers that make no school.
    """
    return write_sized(engine, today=today, schools=schools, years=years, seed=seed, size=1.0)


def write_sized(
    engine: Engine, *, today: date, schools: int, years: int | None, seed: int, size: float
) -> SampleSummary:
    """As `write`, with classrooms of ``size`` times their students: for tests that need the form, not the number."""
    if years is None:
        years = YEARS if schools == 1 else YEARS_OF_A_DISTRICT
    _check(engine, schools, years, seed)
    calendar, counts = Calendar.upto(today, years), Counter()
    for number in range(schools):
        counts += _write_school(engine, School(number, schools == 1, calendar, seed, size))
    return SampleSummary(schools, years, today, dict(counts))


def _check(engine: Engine, schools: int, years: int, seed: int) -> None:
    for name, number, low in (("schools", schools, 1), ("years", years, 1), ("seed", seed, 0)):
        if number < low:
            raise ValueError(f"{name} is {number}: use {low} or more")
    if not store.is_empty(engine):
        place = engine.url.render_as_string(hide_password=True)
        raise NotEmptyError(
            f"the database already holds a school ({place}); name an empty one by STAFFROOM_DATABASE_URL"
        )


def _write_school(engine: Engine, school: School) -> Counter:
    counts: Counter = Counter()
    roster = Roster.of(school)
    with store.writing(engine) as connection:
        for room in ROOMS:
            for rows in room(school, roster):
                _insert(connection, rows)
                counts[rows.table] += len(rows.rows)
    return counts


def _insert(connection: Connection, rows: Rows) -> None:
    table = schema.metadata.tables[rows.table]
    dated = [place for place, name in enumerate(rows.columns) if table.c[name].type.python_type in (date, datetime)]
    written = rows.rows if rows.table == "attendance" else [_as_text(row, dated) for row in rows.rows]
    store.insert_many(connection, table, written, rows.columns)


def _as_text(row: tuple, dated: list[int]) -> tuple:
    """Dates as both databases read them: the driver of SQLite no longer takes them as they are."""
    values = list(row)
    for place in dated:
        value = values[place]
        if isinstance(value, datetime):
            values[place] = value.strftime("%Y-%m-%d %H:%M:%S.%f")
        elif value is not None:
            values[place] = value.isoformat()
    return tuple(values)
