"""Whom somebody may thank: a colleague of the school, a team, a classroom or a program."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, or_, select

from data import schema
from data.actions.history import Act
from data.actions.refused import Refused
from data.actions.rows import Row
from data.actions.typed import Form
from data.naming import folded

PERSON, TEAM, CLASSROOM, PROGRAM = "person", "team", "classroom", "program"
NO_TEAM = "In no team"
CHOOSE = "To: choose a colleague, a team, a classroom or a program of the list."
YOURSELF = "To: you would be thanking yourself; choose somebody else."
STUDENT = "To: a student is not thanked by name here; thank their class."


def chosen(act: Act, school: str, form: Form) -> Row:
    """``to``: "person:<id>", "team:<department>", "classroom:<id>" or "program:<id>"; as the table has it."""
    kind, _, of = form.get("to", "").partition(":")
    if kind == PERSON:
        _check_person(act, school, of)
        return {"to_kind": PERSON, "to_person": of}
    known = {TEAM: teams, CLASSROOM: classrooms, PROGRAM: programs}.get(kind)
    if known is None or of not in known(act.connection, school):
        raise Refused(CHOOSE, "to")
    return {"to_kind": kind, "to_group": of}


def _check_person(act: Act, school: str, id_: str) -> None:
    if id_ == act.writer.person:
        raise Refused(YOURSELF, "to")
    if id_ in colleagues(act.connection, school, act.today):
        return
    people = schema.people
    kind = act.connection.scalar(select(people.c.kind).where(people.c.id == id_, people.c.school == school))
    raise Refused(STUDENT if kind == "student" else CHOOSE, "to")


def colleagues(connection: Connection, school: str, today: date) -> dict[str, str]:
    """Id and name of who is on the staff of a school on a day; nobody who has left."""
    return {id_: name for id_, name, _ in _staff(connection, school, today)}


def by_team(connection: Connection, school: str, today: date, visitor: str | None) -> list[tuple[str, dict[str, str]]]:
    """Each team with its colleagues by surname, without the visitor; the visitor's own first, who is in none last."""
    staff = sorted(_staff(connection, school, today), key=lambda one: (_surname(one[1]), one[1]))
    own = next((team for id_, _, team in staff if id_ == visitor), None)
    found: dict[str | None, dict[str, str]] = {}
    for id_, name, team in staff:
        if id_ != visitor:
            found.setdefault(team, {})[id_] = name
    order = sorted(found, key=lambda team: (team != own or team is None, team is None, team or ""))
    return [(team or NO_TEAM, found[team]) for team in order]


def _surname(name: str) -> str:
    return folded(name).rpartition(" ")[2]


def _staff(connection: Connection, school: str, today: date) -> list[tuple[str, str, str | None]]:
    people = schema.people
    here = (people.c.school == school, people.c.kind == "staff", or_(people.c.end.is_(None), people.c.end >= today))
    columns = (people.c.id, people.c.name, people.c.department)
    return list(map(tuple, connection.execute(select(*columns).where(*here).order_by(people.c.name))))


def teams(connection: Connection, school: str) -> dict[str, str]:
    people = schema.people
    here = (people.c.school == school, people.c.kind == "staff", people.c.department.is_not(None))
    named = connection.scalars(select(people.c.department).where(*here).distinct().order_by(people.c.department))
    return {name: name for name in named}


def classrooms(connection: Connection, school: str) -> dict[str, str]:
    return _groups(connection, school, CLASSROOM)


def programs(connection: Connection, school: str) -> dict[str, str]:
    return _groups(connection, school, PROGRAM)


def _groups(connection: Connection, school: str, type_: str) -> dict[str, str]:
    groups = schema.groups
    here = select(groups.c.id, groups.c.name).where(groups.c.school == school, groups.c.type == type_)
    return dict(map(tuple, connection.execute(here.order_by(groups.c.name))))


def called(connection: Connection, rows: Iterable[Row]) -> dict[str, str]:
    """Thanks by their id -> the name of whom they go to."""
    names = {}
    for row in rows:
        table, id_ = (schema.people, row["to_person"]) if row["to_person"] else (schema.groups, row["to_group"])
        found = None if row["to_kind"] == TEAM else connection.scalar(select(table.c.name).where(table.c.id == id_))
        names[row["id"]] = found or row["to_group"] or "somebody"
    return names
