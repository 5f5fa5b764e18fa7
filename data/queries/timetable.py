"""The timetable of a school's staff."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Select, func, select

from data import schema
from data.filters import Filters
from data.queries.people import MEMBER_FILTERS, in_time, on_roster
from data.scope import Scope


def lessons(scope: Scope, filters: Filters) -> Select:
    """Lessons of the staff on the period's last day, whatever groups are chosen: person, day, period, begins.

    Of one school: its periods are its own. Of a choice of several schools there are none.
    """
    on_the_day = replace(filters.without(*MEMBER_FILTERS), start=filters.until)
    rows, schools = scope.rows(schema.lessons), scope.rows(schema.schools)
    chosen = select(func.count(schools.c.id))
    if filters.school:
        chosen = chosen.where(schools.c.id.in_(filters.school))
    columns = [rows.c[name] for name in ("person", "day", "period", "begins")]
    return select(*columns).where(
        in_time(rows, filters.until, filters.until),
        rows.c.person.in_(on_roster(scope, on_the_day, "staff")),
        chosen.scalar_subquery() == 1,
    )
