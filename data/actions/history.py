"""Whatever is written in the app leaves a line: who, when, which row, before and after. Taking back is another line.

Everything runs in one transaction of ``store.changing``, so nobody else writes meanwhile. ``word`` is the fingerprint
of the form that was sent: the same form sent twice writes once.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Table, UniqueConstraint, delete, func, select, update

from data import schema, store, trail
from data.actions import rows
from data.actions.refused import Refused
from data.actions.rights import Writer
from data.actions.rows import Row
from data.importers.dependants import KEYS

LINES = schema.edits
WORD = re.compile(r"[0-9a-f]{64}")  # a fingerprint
SINCE = "It was changed since, so it cannot be taken back: change it by hand, or take the later change back first."
NAMED = "Others rest on it by now ({}): take those back first."
GONE = "What it belongs to is not there any more: take that back first."
TAKEN = "Another one stands in its place by now: take that one back first."
TITLES = {"checkins": "check-ins", "actions": "steps", "goals": "goals", "cycles": "cycles"}
OF_NO_GOAL = ("recognitions", "events", "participants", "session_answers", "practices", "practice_uses")
WHOLES = {"event": schema.events, "practice": schema.practices}  # a row that names one is of its school
UNKEPT = {"recognitions": "message", "session_answers": "answer"}  # said in confidence, and not kept a second time


@dataclass
class Act:
    """What one person writes in one go."""

    connection: Connection
    writer: Writer
    word: str
    now: datetime
    today: date
    counts: Counter[str] = field(default_factory=Counter)
    about: set[str] = field(default_factory=set)

    def add(self, table: Table, values: Row) -> Row:
        """A new row, as the database has it."""
        made = self.connection.execute(table.insert().values(values))
        after = rows.find(self.connection, table, made.inserted_primary_key)
        self.note(table, None, after)
        return after

    def change(self, table: Table, before: Row, values: Row) -> None:
        """Give a row new values. It is no longer what a file said, so that no import is taken back over it."""
        new = {name: value for name, value in values.items() if before[name] != value}
        if new:
            self._put(table, before, before | new | ({"import_id": None} if "import_id" in table.c else {}))

    def change_all(self, table: Table, chosen: Iterable[ColumnElement[bool]], values: Row) -> None:
        """The same values for every chosen row, each with its line: thousands at once, while others wait to write."""
        chosen = list(chosen)
        after = values | ({"import_id": None} if "import_id" in table.c else {})
        found = [dict(row._mapping) for row in self.connection.execute(select(table).where(*chosen))]
        if found:
            self.connection.execute(update(table).where(*chosen).values(after))
            self._write(table, [self._line(table, before, before | after) for before in found])

    def remove(self, table: Table, before: Row) -> None:
        self._put(table, before, None)

    def _put(self, table: Table, before: Row | None, after: Row | None, undoes: int | None = None) -> None:
        """What stands at one place, or nothing."""
        here = rows.is_row(table, rows.key_of(table, before or after))
        if after is None:
            self.connection.execute(delete(table).where(here))
        elif before is None:
            self.connection.execute(table.insert().values(after))
        else:
            self.connection.execute(update(table).where(here).values(after))
        self.note(table, before, after, undoes)

    def note(self, table: Table, before: Row | None, after: Row | None, undoes: int | None = None) -> None:
        self._write(table, [self._line(table, before, after, undoes)])

    def _line(self, table: Table, before: Row | None, after: Row | None, undoes: int | None = None) -> Row:
        row = after or before
        goal = _goal_of(table, row)
        return {
            "school": self._school(row, goal), "goal": goal, "at": self.now, "by": self.writer.by,
            "author": self.writer.person, "name": table.name, "row": rows.key_as_text(rows.key_of(table, row)),
            "before": _kept(table, before), "after": _kept(table, after), "act": self.word, "undoes": undoes,
        }  # fmt: skip

    def _write(self, table: Table, lines: list[Row]) -> None:
        self.connection.execute(LINES.insert(), lines)
        self.counts[table.name] += len(lines)
        self.about |= {line["goal"] for line in lines} - {None}

    def _school(self, row: Row, goal: str | None) -> str:
        """Its own, or that of the session, the shared practice or the goal it belongs to."""
        whole, id_ = next(((of, row[name]) for name, of in WHOLES.items() if name in row), (schema.goals, goal))
        return row.get("school") or self.connection.scalar(select(whole.c.school).where(whole.c.id == id_))

    def close(self) -> None:
        """At the end: a new version of the data, and a line in the trail without any text."""
        if self.counts:
            store.move_version(self.connection)
            about = {"goal": ",".join(sorted(self.about))} if self.about else {}
            trail.add(self.connection, self.writer.by, trail.WROTE, **about, **self.counts)

    def put_back(self, lines: Iterable[Row]) -> None:
        """What stood before these lines, the last first. Raises Refused where that would overwrite or break. Whether it
        may stand there today is judged by data/actions/taking_back.py."""
        for line in sorted(lines, key=lambda line: -line["id"]):
            table = schema.metadata.tables[line["name"]]
            before, after = (rows.of_text(table, line[name]) for name in ("before", "after"))
            if rows.find(self.connection, table, rows.key_of_text(table, line["row"])) != after:
                raise Refused(SINCE)
            _check_room(self.connection, table, before, after)
            self._put(table, after, before, undoes=line["id"])


def _goal_of(table: Table, row: Row) -> str | None:
    """Whose history a line is of. Thanks, sessions and what is shared have none: what became of them is no part of a
    goal's."""
    if table.name in OF_NO_GOAL:
        return None
    return row["id"] if table is schema.goals else row.get("goal")


def _kept(table: Table, row: Row | None) -> str | None:
    """Without the words of thanks: withdrawn, they are gone; and without what somebody thought of a session."""
    return rows.as_text(row and row | {UNKEPT[table.name]: None} if table.name in UNKEPT else row)


def state_of(line: Row, column: str) -> str:
    """What a line put into one column: "held"; and where it left that as it was, "kept"."""
    before, after = (json.loads(line[name]) if line[name] else {} for name in ("before", "after"))
    return "kept" if before and before.get(column) == after.get(column) else str(after.get(column))


def lines_of(connection: Connection, word: str) -> list[Row]:
    """What one form has written; nothing where it was not taken yet."""
    if not WORD.fullmatch(word):
        return []
    found = connection.execute(select(LINES).where(LINES.c.act == word).order_by(LINES.c.id))
    return [dict(line._mapping) for line in found]


def last_acts(connection: Connection, goal: str, most: int) -> list[list[Row]]:
    """What was written about a goal and still stands, the latest first; each with all its lines."""
    own, later = LINES.alias(), LINES.alias()
    undone = select(later.c.undoes).where(later.c.undoes.is_not(None), later.c.goal == goal)
    latest = func.max(own.c.id)
    standing = select(own.c.act, latest).where(
        own.c.goal == goal, own.c.act.is_not(None), own.c.undoes.is_(None), own.c.id.not_in(undone)
    )
    words = connection.execute(standing.group_by(own.c.act).order_by(latest.desc()).limit(most)).all()
    return [lines_of(connection, word) for word, _ in words]


def _check_room(connection: Connection, table: Table, before: Row | None, after: Row | None) -> None:
    """Raise Refused where others name what would go, or what would come back has no place."""
    if before is None:
        _refuse_named(connection, table, after)
        return
    for key in table.foreign_keys:
        value = before[key.parent.name]
        if value is not None and connection.scalar(select(key.column).where(key.column == value)) is None:
            raise Refused(GONE)
    for unique in (one for one in table.constraints if isinstance(one, UniqueConstraint)):
        same = [column == before[column.name] for column in unique.columns]
        others = select(*table.primary_key).where(*same, ~rows.is_row(table, rows.key_of(table, before)))
        if connection.execute(others).first():
            raise Refused(TAKEN)


def _refuse_named(connection: Connection, table: Table, row: Row) -> None:
    for reference in KEYS:
        if reference.to.table is table:
            there = select(reference.column).where(reference.column == row[reference.to.name]).limit(1)
            if connection.scalar(there) is not None:
                name = reference.column.table.name
                raise Refused(NAMED.format(TITLES.get(name, name.replace("_", " "))))
