"""A school in which every word is a payload: the sample school, with each text that people or files can write changed.

One word becomes one payload, the same wherever it stands, so that people stay in their departments and goals keep
their check-ins. A word of few rows is one payload; where a column has fewer words than there are payloads, a word
becomes several of them. What is left as it is stands in ``KNOWN`` or is held by a check of the database itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, String, Table, create_engine, func, insert, select

from data import schema
from data.settings import Settings
from tests.payloads import PAYLOADS

Row = dict[str, Any]
AT = datetime(2026, 1, 28, 9, 30)
COPIED = 1_000_000  # ids of copies begin here
KNOWN = {  # column -> why no payload stands in it
    "sessions.token": "a fingerprint", "sessions.role": "made of a grant that is there",
    "passwords.hash": "made by argon2", "passwords.link": "a fingerprint", "attempts.key": "a fingerprint",
    "trail.at": "a time", "trail.seal": "a hash", "grants.role": "one of our roles", "grants.scope": "one of two words",
    "edits.name": "of a table", "edits.row": "JSON of ids", "edits.act": "a fingerprint",
    "import_changes.name": "of a table",
    "import_changes.row": "JSON of ids", "import_answers.shape": "a fingerprint",
}  # fmt: skip
SPREAD = {  # words that the app knows stay in every other row, or its pages would be empty
    "calendar.kind", "goals.metric", "goals.owner_kind", "surveys.answer", "surveys.scale", "indicators.value",
    "incidents.time", "initiatives.tier", "roles.role", "people.role", "memberships.role",
    "actions.owner", "checkins.author",
}  # fmt: skip
NAMES_A = {  # columns that name a row without a foreign key -> whose words they share
    "goals.owner": "people.id", "actions.owner": "people.id", "checkins.author": "people.id",
    "recognitions.to_group": "groups.id",
}  # fmt: skip


def place(column: Column) -> str:
    return f"{column.table.name}.{column.name}"


def held_by_checks() -> set[str]:
    """Columns that take one of a few words, by a check of the database."""
    checks = [check for table in schema.metadata.tables.values() for check in table.constraints]
    named = [(check.table.name, str(check.name)) for check in checks if isinstance(check, CheckConstraint)]
    words = [(table, name.removeprefix(f"ck_{table}_")) for table, name in named]
    return {f"{table}.{name.removesuffix('_known')}" for table, name in words if name.endswith("_known")}


def writable() -> list[Column]:
    """Every text column of the schema that people or files write: a new one is among them until KNOWN says why not."""
    columns = [column for table in schema.metadata.sorted_tables for column in table.columns]
    left = held_by_checks() | set(KNOWN)
    return [one for one in columns if isinstance(one.type, String) and not _key(one) and place(one) not in left]


def _key(column: Column) -> str | None:
    """What a reference refers to."""
    return next((place(key.column) for key in column.foreign_keys), None)


def write_payloads(settings: Settings) -> None:
    """Change every word of a sample school."""
    engine = create_engine(settings.database_url)  # not the store's own: ids change before what refers to them
    with engine.begin() as connection:
        _write_ties(connection)
        _write_cycles(connection)
        changed = _Words()
        for table in schema.metadata.sorted_tables:
            if table.name not in ("data_version", *OWN):
                _write_over(connection, table, changed)
        _write_own(connection)
        connection.execute(schema.data_version.update().values(version=schema.data_version.c.version + 1))
    engine.dispose()


class _Words:
    """What each word of a column has become."""

    def __init__(self) -> None:
        self.new: dict[str, dict[str, str]] = defaultdict(dict)

    def learn(self, column: Column, rows: list[Row]) -> None:
        words = dict.fromkeys(row[column.name] for row in rows if row[column.name] is not None)
        others = self.new[NAMES_A.get(place(column), "")]
        own = [word for word in words if word not in others]
        self.new[place(column)] = others | {word: several(number, len(own)) for number, word in enumerate(own)}

    def of(self, column: Column, word: str | None) -> str | None:
        own = _key(column) or place(column)
        words = self.new.get(own) or self.new.get(NAMES_A.get(own, ""), {})
        return words.get(word, word)


def several(number: int, words: int) -> str:
    """The payloads of one word of so many, told apart by their number."""
    own = PAYLOADS[number::words] if words < len(PAYLOADS) else (PAYLOADS[number % len(PAYLOADS)],)
    return f"{' '.join(own)} #{number}"


def _write_over(connection: Connection, table: Table, changed: _Words) -> None:
    rows = [dict(row) for row in connection.execute(select(table)).mappings()]
    written = [column for column in table.columns if column in set(writable())]
    rows = _enough(table, rows, written)
    for column in written:
        _fill(column, rows)
        if place(column) not in SPREAD:
            changed.learn(column, rows)
    new = [{column.name: changed.of(column, row[column.name]) for column in table.columns} for row in rows]
    if new and (written or any(map(_key, table.columns))):
        connection.execute(table.delete())
        connection.execute(insert(table), new)


def _enough(table: Table, rows: list[Row], written: list[Column]) -> list[Row]:
    """At least a row for every payload, where rows can be copied: with ids and words of their own."""
    own = [column for column in written if place(column) not in NAMES_A]
    missing = range(len(rows), len(PAYLOADS)) if rows and own and not _is_all_keys(table) else ()
    return rows + [_copy(rows[number % len(rows)], own, number) for number in missing]


def _is_all_keys(table: Table) -> bool:
    return all(_key(column) for column in table.primary_key.columns)


def _copy(row: Row, own: list[Column], number: int) -> Row:
    words = {column.name: row[column.name] and f"{row[column.name]} {number}" for column in own}
    times = {name: value + timedelta(minutes=number) for name, value in row.items() if isinstance(value, datetime)}
    counted = {"id": COPIED + number} if isinstance(row.get("id"), int) else {}
    return row | times | counted | words


def _fill(column: Column, rows: list[Row]) -> None:
    """Words where the sample has none; and beside those that the app knows."""
    places = range(1, len(rows), 2) if place(column) in SPREAD else range(len(rows))
    if place(column) in SPREAD:
        for number, row in enumerate(places):
            rows[row][column.name] = several(number, len(places))
    elif all(row[column.name] is None for row in rows):
        for row in places:
            rows[row][column.name] = f"word {row}"


# --- what Staffroom writes about itself, in which words of others stand ----------------------------------
OWN = ("edits", "imports", "import_changes", "import_answers", "rhythms", "accounts", "grants", "sessions", "passwords",
       "attempts", "trail", "corrections")  # fmt: skip
ACCOUNT = "reader"  # who looks at the pages


def _write_own(connection: Connection) -> None:
    for number, text in enumerate(PAYLOADS):
        for table, row in _own(number, text).items():
            connection.execute(insert(schema.metadata.tables[table]).values(row))
    school = connection.scalar(select(schema.people.c.school))
    for text, goal in zip(PAYLOADS, connection.scalars(select(schema.goals.c.id)).all(), strict=False):
        connection.execute(schema.edits.insert().values(_edit(school, goal, text)))


def _edit(school: str, goal: str, text: str) -> Row:
    said = json.dumps({"next_step": text, "comment": text, text: text})
    where = {"school": school, "goal": goal, "at": AT, "name": "goals", "row": json.dumps([goal])}
    return where | {"by": text, "author": text, "before": said, "after": said}


def _own(number: int, text: str) -> dict[str, Row]:
    """A row of each table, with the payload wherever a text may stand."""
    words = json.dumps({"name": text, text: [text]})
    return {
        "imports": {"at": AT, "by": text, "taken": True, "receipt": json.dumps(_receipt(number, text)),
                    "undone": AT if number % 2 else None, "undone_by": text},
        "import_changes": {"import_id": number + 1, "name": "people", "row": f'["P{number}"]', "before": words},
        "import_answers": {"shape": f"shape {number}", "kind": text, "answers": words, "at": AT, "by": text},
        "rhythms": {"kind": text, "days": 7},
        "accounts": {"id": text, "issuer": text, "subject": text, "person": text, "called": text, "begun": AT},
        "grants": {"account": text, "role": "team-lead", "school": text, "scope": "program", "of": text,
                   "reason": text, "at": AT, "by": text, "revoked_by": text},
        "corrections": {"account": text, "person": text, "asked": AT, "about": text, "text": text, "answered": AT,
                        "answer": text, "by": text},
        "trail": {"line": number + 1, "at": "2026-01-28T09:30:00.000", "actor": text, "what": text,
                  "about": json.dumps({"account": text, text: text, "page": text}), "seal": "0"},
    }  # fmt: skip


def _receipt(number: int, text: str) -> Row:
    counts = dict.fromkeys(("read", "accepted", "unchanged", "repeated", "rejected"), 1)
    problem = {"line": 2, "column": text, "value": None, "why": text, "remedy": text}
    file = {"file": text, "kind": text, "notes": [text], "problems": [problem], "sha256": text, "bytes": 1} | counts
    return {"id": number + 1, "taken": True, "files": [file], "written": {"people": 1}}


def _write_ties(connection: Connection) -> None:
    """The sample has no ties of its own."""
    staff = connection.scalars(select(schema.people.c.id).where(schema.people.c.kind == "staff")).all()
    for number in range(len(PAYLOADS)):
        pair = {"from_person": staff[number % len(staff)], "to_person": staff[(number * 7 + 1) % len(staff)]}
        tie = {"kind": f"kind {number}", "wave": f"wave {number}", "directed": True} | pair
        connection.execute(schema.ties.insert().values(tie))


def _write_cycles(connection: Connection) -> None:
    """The sample may have none; the columns that say something are filled as all others are."""
    goal = connection.scalar(select(schema.goals.c.id))
    if connection.scalar(select(schema.cycles.c.id)) is None:
        connection.execute(schema.cycles.insert().values(id="cycle", goal=goal, idea="idea", prediction="more",
                                                         found="less"))  # fmt: skip


def unwritten(connection: Connection) -> list[str]:
    """Columns in which some payload does not stand, each with how many are missing."""
    found = {place(column): _missing(connection, column) for column in writable()}
    return [f"{name} lacks {missing} payloads" for name, missing in found.items() if missing]


def _missing(connection: Connection, column: Column) -> int:
    words = connection.scalars(select(column).distinct().where(func.length(column) > 0))
    text = "\n".join(words)
    return sum(payload not in text and json.dumps(payload)[1:-1] not in text for payload in PAYLOADS)
