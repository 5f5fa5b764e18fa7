"""Attendance of the chosen students, counted in the database: a school year is 180,000 rows."""

from __future__ import annotations

from sqlalchemy import Integer, Select, case, cast, extract, func, select

from data import schema
from data.filters import Filters
from data.queries.people import MEMBER_FILTERS, on_roster
from data.scope import Scope

ABSENT = ("absent", "excused", "unexcused", "suspended")  # any reason counts; tardy and partial days do not


def attendance(scope: Scope, filters: Filters) -> Select:
    """Per student and month of the period: person, year, month, days enrolled (days on record), days absent."""
    rows = scope.rows(schema.attendance)
    year, month = extract("year", rows.c.date), extract("month", rows.c.date)
    absent = func.sum(case((rows.c.status.in_(ABSENT), 1), else_=0))
    counted = (cast(func.count(rows.c.person), Integer).label("enrolled"), cast(absent, Integer).label("absent"))
    chosen = (
        rows.c.person.in_(on_roster(scope, filters, "student")),
        rows.c.date.between(filters.start, filters.until),
    )
    return (
        select(rows.c.person, cast(year, Integer).label("year"), cast(month, Integer).label("month"), *counted)
        .where(*chosen)
        .group_by(rows.c.person, year, month)
    )


def incidents(scope: Scope, filters: Filters) -> Select:
    """Incidents of the period (date, kind) of the chosen students; of the whole school also those that name nobody."""
    rows = scope.rows(schema.incidents)
    chosen = [rows.c.date.between(filters.start, filters.until)]
    if filters.school:
        chosen.append(rows.c.school.in_(filters.school))
    if any(getattr(filters, name) for name in MEMBER_FILTERS):
        chosen.append(rows.c.person.in_(on_roster(scope, filters, "student")))
    return select(rows.c.date, rows.c.kind).where(*chosen)


def students(scope: Scope, filters: Filters) -> Select:
    """Ids of the chosen students."""
    return on_roster(scope, filters, "student")
