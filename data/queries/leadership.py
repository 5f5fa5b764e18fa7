"""Leading roles that staff hold in the period."""

from __future__ import annotations

from sqlalchemy import Select, select

from data import schema
from data.filters import Filters
from data.queries.people import in_time, on_roster
from data.scope import Scope


def roles(scope: Scope, filters: Filters) -> Select:
    """Roles of the chosen staff that overlap the period: person, role, body, start, end."""
    rows = scope.rows(schema.roles)
    chosen = (
        rows.c.person.in_(on_roster(scope, filters, "staff")),
        in_time(rows, filters.start, filters.until),
    )
    return select(*[rows.c[name] for name in ("person", "role", "body", "start", "end")]).where(*chosen)


def on_record(scope: Scope, filters: Filters) -> Select:
    """One role of the period, whoever holds it: without any there are no data."""
    rows = scope.rows(schema.roles)
    return select(rows.c.person).where(in_time(rows, filters.start, filters.until)).limit(1)
