"""Feedback raised and requests made: when, through what, and when they were answered."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, Table, false, select

from data import schema
from data.filters import Filters
from data.scope import Scope


def feedback(scope: Scope, filters: Filters) -> Select:
    """Items raised in the period: date, answered, kind (the channel), topic."""
    rows = scope.rows(schema.feedback)
    columns = (rows.c.date, rows.c.answered, rows.c.channel.label("kind"), rows.c.topic)
    return select(*columns).where(*_of_choice(rows, scope, filters)).order_by(rows.c.date)


def requests(scope: Scope, filters: Filters) -> Select:
    """Requests made in the period: date, answered, kind."""
    rows = scope.rows(schema.requests)
    columns = (rows.c.date, rows.c.answered, rows.c.kind)
    return select(*columns).where(*_of_choice(rows, scope, filters)).order_by(rows.c.date)


def _of_choice(rows: Table, scope: Scope, filters: Filters) -> list[ColumnElement[bool]]:
    chosen = [rows.c.date.between(filters.start, filters.until)]
    if filters.school:
        chosen.append(rows.c.school.in_(filters.school))
    if filters.classroom or filters.program:
        chosen.append(rows.c.group.in_(filters.classroom + filters.program))
    if filters.grade:
        groups = scope.rows(schema.groups)
        chosen.append(rows.c.group.in_(select(groups.c.id).where(groups.c.grade.in_(filters.grade))))
    if filters.department:
        chosen.append(false())  # what was raised belongs to no department
    return chosen
