"""Joint sessions and who was there; ties that people named."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true

from data import schema
from data.filters import Filters
from data.queries.people import on_roster
from data.scope import Scope


def attended(scope: Scope, filters: Filters) -> Select:
    """Who of the chosen staff was present at which session: event, date, kind, minutes, size, person.

    ``size`` counts everybody who was present, chosen or not.
    """
    events, there = scope.rows(schema.events), scope.rows(schema.participants)
    present = func.coalesce(there.c.present, true())
    sizes = scope.rows(schema.participants)
    size = (
        select(sizes.c.event, func.count().label("size"))
        .where(func.coalesce(sizes.c.present, true()))
        .group_by(sizes.c.event)
        .subquery()
    )
    columns = (events.c.id.label("event"), events.c.date, events.c.kind, events.c.minutes)
    joined = there.join(events, events.c.id == there.c.event).join(size, size.c.event == events.c.id)
    chosen = [present, there.c.person.in_(on_roster(scope, filters, "staff")), *_of_period(events, filters)]
    return select(*columns, size.c.size, there.c.person).select_from(joined).where(*chosen)


def _of_period(events, filters: Filters) -> list[ColumnElement[bool]]:
    return [events.c.date.between(filters.start, filters.until)]


def named_ties(scope: Scope, filters: Filters) -> Select:
    """Ties between people of the chosen staff: those of the period, and undated ones always."""
    rows = scope.rows(schema.ties)
    chosen_staff = on_roster(scope, filters, "staff")
    dated = or_(rows.c.date.is_(None), rows.c.date.between(filters.start, filters.until))
    columns = (rows.c.from_person.label("from"), rows.c.to_person.label("to"))
    rest = [rows.c[name] for name in ("kind", "wave", "weight", "directed")]
    between = and_(rows.c.from_person.in_(chosen_staff), rows.c.to_person.in_(chosen_staff))
    return select(*columns, *rest).where(dated, between).order_by(rows.c.from_person, rows.c.to_person)
