"""The newest day on record of each source."""

from __future__ import annotations

from sqlalchemy import Select, func, literal, select, union_all

from data import schema
from data.filters import Filters
from data.queries.recognition import is_shown
from data.scope import Scope

SOURCES = (
    ("sessions", schema.events), ("thanks", schema.recognitions), ("attendance", schema.attendance),
    ("feedback", schema.feedback), ("requests", schema.requests), ("incidents", schema.incidents),
)  # fmt: skip


def newest(scope: Scope, filters: Filters) -> Select:
    """source, on: the last day up to the period's end that each source has a row for."""
    return union_all(*[_newest_of(scope, filters, name, table) for name, table in SOURCES])


def _newest_of(scope: Scope, filters: Filters, name: str, table) -> Select:
    rows = scope.rows(table)
    newest_day = func.max(rows.c.date).label("on")
    chosen = [rows.c.date <= filters.until, *([is_shown(rows)] if table is schema.recognitions else [])]
    return select(literal(name).label("source"), newest_day).where(*chosen)
