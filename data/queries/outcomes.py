"""Attendance of the chosen students, counted in the database: a school year is 180,000 rows."""

from __future__ import annotations

from sqlalchemy import Integer, Select, Text, case, cast, func, select

from data import schema
from data.filters import Filters
from data.queries.people import MEMBER_FILTERS, on_roster
from data.scope import Scope

ABSENT = ("absent", "excused", "unexcused", "suspended")  # any reason counts; tardy and partial days do not
PRESENT = "present"  # the whole day, and recorded as such


def attendance(scope: Scope, filters: Filters) -> Select:
    """Per student of the choice, in the period: person, days enrolled (days on record), absent and present."""
    return _days(scope, filters)


def attendance_by_month(scope: Scope, filters: Filters) -> Select:
    """The same per student and month, which takes three times as long: person, month ("2026-01"), ..."""
    return _days(scope, filters, by_month=True)


def _days(scope: Scope, filters: Filters, *, by_month: bool = False) -> Select:
    rows = scope.rows(schema.attendance)
    counted = [
        cast(count, Integer).label(name)
        for name, count in (
            ("enrolled", func.count(rows.c.person)),
            ("absent", func.sum(case((rows.c.status.in_(ABSENT), 1), else_=0))),
            ("present", func.sum(case((rows.c.status == PRESENT, 1), else_=0))),
        )
    ]
    chosen = (
        rows.c.person.in_(on_roster(scope, filters, "student")),
        rows.c.date.between(filters.start, filters.until),
    )
    # The first seven letters of a day: half the time of year and month as numbers.
    month = [func.substr(cast(rows.c.date, Text), 1, 7).label("month")] if by_month else []
    return select(rows.c.person, *month, *counted).where(*chosen).group_by(rows.c.person, *month)


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
