"""What the choices of a filter are called, and whose names may not stand in a text; one per data version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Select, select, union_all

from data import schema
from data.disclosure import words_of
from data.filters import Filters
from data.scope import Scope

LEVELS = {level: level.capitalize() for level in ("district", "school", "program", "classroom", "team")}
Labels = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Directory:
    """``labels``: filter -> value -> what it is called. A value that is not in it does not exist for a viewer."""

    labels: Labels
    names: frozenset[str] = field(repr=False)  # words of people's names, folded
    full_names: frozenset[str] = field(repr=False)

    def known(self, filters: Filters) -> Filters:
        """The choice without values that are not there; the names of filters they stood in go to ``dropped``."""
        kept, dropped = {}, set(filters.dropped)
        for name, labels in self.labels.items():
            chosen = getattr(filters, name)
            kept[name] = tuple(value for value in chosen if value in labels)
            dropped |= {name} if len(kept[name]) < len(chosen) else set()
        return replace(filters, **kept, dropped=tuple(sorted(dropped)))


def directory(connection: Connection, scope: Scope) -> Directory:
    """Read the directory of what a scope may see."""
    run = _reader(connection, scope)
    groups = run(select(*_columns(scope.rows(schema.groups), "type", "id", "name")))
    people = scope.rows(schema.people)
    names = [name for (name,) in run(select(people.c.name))]
    labels = {
        "school": dict(run(select(*_columns(scope.rows(schema.schools), "id", "name")))),
        "classroom": {id_: name for type_, id_, name in groups if type_ == "classroom"},
        "program": {id_: name for type_, id_, name in groups if type_ == "program"},
        "department": _same(run(select(people.c.department).distinct())),
        "grade": {grade: f"Grade {grade}" for grade in _same(run(select(people.c.grade).distinct()))},
        "level": LEVELS,
        "goal": dict(run(select(*_columns(scope.rows(schema.goals), "id", "title")))),
        "kind": _same(run(_kinds(scope))) | {"events": "joint sessions"},
    }
    words = frozenset(word for name in names for word in words_of(name))
    return Directory(labels, words, frozenset(name.casefold() for name in names if " " in name.strip()))


def _reader(connection: Connection, scope: Scope) -> Callable[[Select], list]:
    def run(statement: Select) -> list:
        scope.check(statement)
        return [tuple(row) for row in connection.execute(statement)]

    return run


def _columns(rows, *names: str):
    return [rows.c[name] for name in names]


def _same(rows: list[tuple]) -> dict[str, str]:
    return {value: value for (value,) in rows if value}


def _kinds(scope: Scope) -> Select:
    """Everything the filter ``kind`` may mean: kinds of session, of tie, of thanks, and values thanked for."""
    events, ties, thanks = (scope.rows(t) for t in (schema.events, schema.ties, schema.recognitions))
    return union_all(
        select(events.c.kind).distinct(),
        select(ties.c.kind).distinct(),
        select(thanks.c.kind).distinct(),
        select(thanks.c.value).distinct(),
    )
