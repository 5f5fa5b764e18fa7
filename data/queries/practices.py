"""The library of shared practice: what was shared, and by whom it was used."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, or_, select

from data import schema
from data.filters import Filters
from data.scope import Scope


def shared(scope: Scope, filters: Filters) -> Select:
    """What was shared in the period and is still there on its last day: id, date, title, topic, link, team (of who
    shared it), the newest first. Whatever groups are chosen: a choice of few would tell who shared it."""
    rows, people = scope.rows(schema.practices), scope.rows(schema.people)
    columns = [rows.c[name] for name in ("id", "date", "title", "topic", "link")]
    joined = rows.outerjoin(people, people.c.id == rows.c.by)
    found = select(*columns, people.c.department.label("team")).select_from(joined)
    return found.where(*_of_choice(rows, filters)).order_by(rows.c.date.desc(), rows.c.id)


def uses(scope: Scope, filters: Filters) -> Select:
    """Every use of these up to the period's last day by somebody else than who shared it: practice, person."""
    rows, used = scope.rows(schema.practices), scope.rows(schema.practice_uses)
    joined = used.join(rows, rows.c.id == used.c.practice)
    by_others = or_(rows.c.by.is_(None), rows.c.by != used.c.person)
    chosen = (*_of_choice(rows, filters), used.c.date <= filters.until, by_others)
    return select(used.c.practice, used.c.person).select_from(joined).where(*chosen)


def is_open(rows) -> ColumnElement[bool]:
    """Whether it shows: what somebody reported does not until somebody has looked at it, what was removed never."""
    return rows.c.state.is_(None)


def _of_choice(rows, filters: Filters) -> list[ColumnElement[bool]]:
    chosen = [
        is_open(rows),
        rows.c.date.between(filters.start, filters.until),
        or_(rows.c.archived.is_(None), rows.c.archived > filters.until),
    ]
    if filters.school:
        chosen.append(rows.c.school.in_(filters.school))
    if filters.kind:
        chosen.append(rows.c.topic.in_(filters.kind))
    return chosen
