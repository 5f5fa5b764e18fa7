"""What the choices of a filter are called, and whose names may not stand in a text; one per data version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from sqlalchemy import Connection, Select, func, literal, or_, select, union_all

from data import schema
from data.disclosure import label_covered
from data.filters import Filters
from data.naming import Names
from data.queries.practices import is_open
from data.queries.recognition import is_shown
from data.scope import Scope

LEVELS = {level: level.capitalize() for level in ("district", "school", "program", "classroom", "team")}
ORGANISATIONS = ("organisation", "organization")  # the role of a partner that is no person
EVENTS = "events"  # the kind of tie that sessions make
SOURCE = {"values": "thanks"}  # a value of the school's list can be chosen before anybody was thanked for it
TYPED = ("kind", "wave")  # filters of which a value is words that people typed
Labels = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Directory:
    """``labels``: filter -> value -> what it is called. A value that is not in it does not exist for a viewer."""

    labels: Labels
    names: Names = field(repr=False)
    kinds: frozenset[tuple[str, str]] = frozenset()  # (sessions | ties | thanks | practices, kind)

    @cached_property
    def covered(self) -> Labels:
        """The labels for who sees no names: a value that names somebody can be chosen, but is not said."""
        return self.labels | {
            name: {value: str(label_covered(label, self.names)) for value, label in self.labels.get(name, {}).items()}
            for name in TYPED
        }

    def known(self, filters: Filters) -> Filters:
        """The choice without values that are not there; the names of filters they stood in go to ``dropped``."""
        kept, dropped = {}, set(filters.dropped)
        for name, labels in self.labels.items():
            chosen = getattr(filters, name)
            kept[name] = tuple(value for value in chosen if value in labels)
            dropped |= {name} if len(kept[name]) < len(chosen) else set()
        return replace(filters, **kept, dropped=tuple(sorted(dropped)))

    def meant(self, filters: Filters, sources: tuple[str, ...]) -> Filters:
        """The choice with the kinds that these sources have: a kind of tie says nothing about thanks."""
        has = {kind for source, kind in self.kinds if source in sources} | ({EVENTS} if "ties" in sources else set())
        return replace(filters, kind=tuple(kind for kind in filters.kind if kind in has))


def directory(connection: Connection, scope: Scope) -> Directory:
    """Read the directory of what a scope may see."""
    run = _reader(connection, scope)
    groups = run(select(*_columns(scope.rows(schema.groups), "type", "id", "name")))
    people = scope.rows(schema.people)
    everybody = schema.people.c  # of all schools: a text of this one may name somebody of another
    names = list(connection.scalars(select(everybody.name).where(_is_person(everybody))))
    kinds = run(_kinds(scope))
    labels = {
        "school": dict(run(select(*_columns(scope.rows(schema.schools), "id", "name")))),
        "classroom": {id_: name for type_, id_, name in groups if type_ == "classroom"},
        "program": {id_: name for type_, id_, name in groups if type_ == "program"},
        "department": _same(run(select(people.c.department).distinct())),
        "grade": {grade: f"Grade {grade}" for grade in _same(run(_grades(scope)))},
        "wave": _same(run(select(scope.rows(schema.ties).c.wave.label("wave")).distinct())),
        "level": LEVELS,
        "goal": dict(run(select(*_columns(scope.rows(schema.goals), "id", "title")))),
        "kind": {kind: kind for _, kind in kinds if kind} | {EVENTS: "joint sessions"},
    }
    return Directory(labels, Names.of(names), frozenset(kinds))


def _is_person(columns):
    """Everybody but partners that are organisations: theirs is no person's name."""
    role = func.lower(func.coalesce(columns.role, ""))
    return or_(columns.kind != "partner", role.not_in(ORGANISATIONS))


def _reader(connection: Connection, scope: Scope) -> Callable[[Select], list]:
    def run(statement: Select) -> list:
        scope.check(statement)
        return [tuple(row) for row in connection.execute(statement)]

    return run


def _columns(rows, *names: str):
    return [rows.c[name] for name in names]


def _same(rows: list[tuple]) -> dict[str, str]:
    return {value: value for (value,) in rows if value}


def _grades(scope: Scope) -> Select:
    """Grades of people and of classrooms: a roster may give one, the other, or both."""
    people, groups = scope.rows(schema.people), scope.rows(schema.groups)
    return union_all(select(people.c.grade).distinct(), select(groups.c.grade).distinct())


def _kinds(scope: Scope) -> Select:
    """(source, kind): everything the filter ``kind`` may mean. What is thanked for counts as a kind of thanks, a
    topic as one of practices."""
    events, ties, thanks, shared = (
        scope.rows(t) for t in (schema.events, schema.ties, schema.recognitions, schema.practices)
    )
    columns = (
        ("sessions", events.c.kind),
        ("ties", ties.c.kind),
        ("thanks", thanks.c.kind),
        ("thanks", thanks.c.value),
        ("practices", shared.c.topic),
        ("values", scope.rows(schema.school_values).c.value),
    )
    shows = {"thanks": [is_shown(thanks)], "practices": [is_open(shared)]}
    return union_all(*[
        select(literal(SOURCE.get(source, source)), column)
        .where(*shows.get(source, ()))
        .distinct()
        for source, column in columns
    ])  # fmt: skip
