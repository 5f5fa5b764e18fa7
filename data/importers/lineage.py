"""A goal may serve another, which may stand in the same file; but no goal may serve itself in the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select

from data.importers.known import Known
from data.importers.problems import Wrong
from data.importers.staging import Stage
from data.importers.values import unknown

CIRCLE = Wrong("leads back to the goal itself", "break the circle: leave one parent blank")


class Broken(NamedTuple):
    place: int
    value: str
    why: str
    remedy: str


def broken_lines(stage: Stage, known: Known) -> list[Broken]:
    """Staged goals whose parent is nobody, or that are their own ancestor; and, in turn, what hangs on those."""
    table = stage.table
    rows = {row.id: row for row in stage.connection.execute(select(table.c.whence, table.c.id, table.c.parent))}
    broken: list[Broken] = []
    while new := _broken(rows, known):
        broken += [Broken(rows[id_].whence, rows[id_].parent, wrong.why, wrong.remedy) for id_, wrong in new.items()]
        rows = {id_: row for id_, row in rows.items() if id_ not in new}
    return broken


def _broken(rows: dict, known: Known) -> dict[str, Wrong]:
    parents = {id_: goal.get("parent") for id_, goal in known.goals.items()}
    parents |= {id_: row.parent for id_, row in rows.items() if row.parent or id_ not in parents}
    found = {}
    for id_, row in rows.items():
        if row.parent and row.parent not in parents:
            found[id_] = unknown("goals")
        elif row.parent and in_circle(id_, parents):
            found[id_] = CIRCLE
    return found


def in_circle(id_: str, parents: Mapping[str, str | None]) -> bool:
    """Whether a goal is its own ancestor."""
    seen, ancestor = set(), parents[id_]
    while ancestor is not None and ancestor not in seen:
        if ancestor == id_:
            return True
        seen.add(ancestor)
        ancestor = parents.get(ancestor)
    return False
