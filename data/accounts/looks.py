"""Who looked: what the trail keeps of a view with names, and which of those views covered one person.

A line says who looked, in which role, where, and with which choice; it lists nobody. Whom it covered is worked out from
the groups that somebody is in or was in: a view counts that could have shown them, whether or not their row was on
screen. Lines of before roles and schools were noted count as of everybody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from data import schema, trail
from data.filters import Filters
from data.viewer import OWN, Viewer

GROUPS = ("school", "classroom", "program", "grade", "department")  # what a line says of a choice: ids
WHOSE = {"staff": "staff", "student": "students"}  # kind of a person -> whose data they are
Belonging = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Look:
    at: str  # UTC, ISO
    actor: str
    role: str  # "" where the line is older than that
    page: str  # or the metric that was asked on the command line
    choice: dict[str, list[str]]  # filter -> values; empty: of everybody there


def noted(viewer: Viewer, chosen: Filters) -> dict[str, object]:
    """What a line about a view with names says beside who and where. ``chosen``: as the gate takes it."""
    own = {whose for whose in OWN if viewer.has_own(whose, chosen)}
    said: dict[str, object] = {"role": viewer.role, "whose": ",".join(sorted(viewer.sees | own))}
    if viewer.schools is not None:
        said["schools"] = sorted(viewer.schools)
    return said | {name: ",".join(getattr(chosen, name)) for name in GROUPS if getattr(chosen, name)}


def at(connection: Connection, person: str, most: int) -> tuple[list[Look], int]:
    """The latest views that covered somebody, the latest first, and how many there are in all."""
    row = connection.execute(select(schema.people).where(schema.people.c.id == person)).first()
    if row is None:
        return [], 0
    belonging, found, number = _belonging(connection, row), [], 0
    for seen_at, actor, about in _views(connection):
        said = json.loads(about)
        if _covers(said, WHOSE.get(row.kind), row.school, belonging):
            number += 1
            found += [_look(seen_at, actor, said)] if number <= most else []
    return found, number


def _views(connection: Connection):
    table = schema.trail
    asked = select(table.c.at, table.c.actor, table.c.about).where(table.c.what == trail.SAW_NAMES)
    return connection.execute(asked.order_by(table.c.line.desc()).execution_options(yield_per=trail.AT_ONCE))


def _belonging(connection: Connection, person) -> Belonging:
    """Every group that somebody is in or was in, as the filters name them."""
    rows, groups = schema.memberships, schema.groups
    asked = select(groups.c.type, groups.c.id, groups.c.grade).join(rows, rows.c.group == groups.c.id)
    mine = connection.execute(asked.where(rows.c.person == person.id)).all()
    of_type = {type_: frozenset(row.id for row in mine if row.type == type_) for type_ in ("classroom", "program")}
    grades = frozenset(filter(None, [person.grade, *(row.grade for row in mine)]))
    one = {name: frozenset(filter(None, [getattr(person, name)])) for name in ("school", "department")}
    return of_type | one | {"grade": grades}


def _covers(said: Mapping, whose: str | None, school: str, belonging: Belonging) -> bool:
    """Whether a line is of a view in which somebody could have stood by name."""
    if whose and "whose" in said and whose not in said["whose"].split(","):
        return False
    if "schools" in said and school not in said["schools"]:
        return False
    return all(belonging[name].intersection(values) for name, values in _choice(said).items())


def _choice(said: Mapping) -> dict[str, list[str]]:
    return {name: said[name].split(",") for name in GROUPS if said.get(name)}


def _look(seen_at: str, actor: str, said: Mapping) -> Look:
    return Look(seen_at, actor, said.get("role", ""), said.get("page") or said.get("metric", ""), _choice(said))
