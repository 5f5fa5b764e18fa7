"""Which rows a viewer may see. A query starts from these and from nothing else: the gate checks that it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import Select, Subquery, Table, TextClause, or_, select
from sqlalchemy.sql.visitors import Visitable

from data import schema

PARENTS = {  # tables without a school of their own: whose rows they belong to
    "person_groups": ("person", schema.people),
    "memberships": ("person", schema.people),
    "consents": ("person", schema.people),
    "checkins": ("goal", schema.goals),
    "goal_targets": ("goal", schema.goals),
    "cycles": ("goal", schema.goals),
    "attendees": ("meeting", schema.meetings),
    "participants": ("event", schema.events),
    "ties": ("from_person", schema.people),
    "session_answers": ("event", schema.events),
    "lessons": ("person", schema.people),
    "practice_uses": ("practice", schema.practices),
    "roles": ("person", schema.people),
    "development": ("person", schema.people),
    "attendance": ("person", schema.people),
    "results": ("person", schema.people),
}


class UnscopedQuery(RuntimeError):
    """A query that reads a table without asking the scope for it."""


@dataclass(frozen=True)
class Scope:
    """The schools whose rows may be read: None for all of them."""

    schools: frozenset[str] | None
    _handed: list[Subquery] = field(default_factory=list, compare=False, repr=False)

    def rows(self, table: Table) -> Subquery:
        """The rows of a table that may be seen, as something to select from."""
        rows = _rows(table, self.schools, len(self._handed))
        self._handed.append(rows)
        return rows

    def check(self, statement: Select) -> None:
        """Raise UnscopedQuery if a statement reads a table that this scope did not hand out."""
        for element in _unscoped(statement, {id(rows) for rows in self._handed}, set()):
            raise UnscopedQuery(f'a query reads "{element}" itself; take it from scope.rows(schema.<table>) instead')


@lru_cache(maxsize=1000)
def _rows(table: Table, schools: frozenset[str] | None, place: int) -> Subquery:
    """Kept: to name every column of a table anew in every query takes longer than the query."""
    return _visible(table, schools).subquery(f"visible_{table.name}_{place}")


def _visible(table: Table, schools: frozenset[str] | None) -> Select:
    statement = select(table)
    if schools is None:
        return statement
    if table is schema.schools:
        return statement.where(table.c.id.in_(schools))
    if "school" in table.c:
        return statement.where(_in_or_everywhere(table, schools))
    column, parent = PARENTS[table.name]
    return statement.where(table.c[column].in_(_visible(parent, schools).with_only_columns(parent.c.id)))


def _in_or_everywhere(table: Table, schools: frozenset[str]):
    """A row of one of these schools; an event on the charts may belong to all schools."""
    here = table.c.school.in_(schools)
    everywhere = table is schema.chart_events and bool(schools)
    return or_(here, table.c.school.is_(None)) if everywhere else here


def _unscoped(element: Visitable, handed: set[int], seen: set[int]) -> Iterator[str]:
    """Tables not handed out, and SQL written as text, which nobody can judge."""
    if id(element) in handed or id(element) in seen:
        return
    seen.add(id(element))
    if isinstance(element, Table | TextClause) or getattr(element, "is_literal", False):
        yield str(element)
    for child in element.get_children():
        yield from _unscoped(child, handed, seen)
