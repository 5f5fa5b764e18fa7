"""Whose a goal or a step is: one's own, somebody of the staff, or a role or group in words."""

from __future__ import annotations

from sqlalchemy import Connection, and_, or_, select

from data import schema
from data.actions import typed
from data.actions.history import Act
from data.actions.refused import Refused
from data.actions.rows import Row
from data.actions.typed import Form

ME = "me"
LONGEST = 80
NO_ID = " "  # an owner in words ends in a blank, which no id does: imports take the blanks around an id away


def owner(act: Act, school: str, form: Form, now: str | None = None) -> str | None:
    """``owner`` chooses: "me", or the id of somebody of this school's staff; ``owner_words`` says it in words.
    Whoever it is now may stay, also who has left."""
    chosen = form.get("owner", "").strip()
    if chosen == ME:
        return act.writer.signature
    if chosen and chosen not in {row["id"] for row in staff(act.connection, school, now)}:
        raise Refused("Owner: choose one of the list, or say in words whose it is.", "owner")
    return chosen or _in_words(form)


def _in_words(form: Form) -> str | None:
    """Never looked up, so that nobody learns by it whether there is such a person; and never anybody's id either."""
    said = typed.line(form, "owner_words", "Owner in words", longest=LONGEST)
    return f"{said}{NO_ID}" if said else None


def staff(connection: Connection, school: str, also: str | None = None) -> list[Row]:
    """Who is on the staff of a school: id, role, name; whether the name is shown is the caller's to know."""
    people = schema.people
    here = and_(people.c.school == school, people.c.kind == "staff", people.c.end.is_(None))
    asked = select(people.c.id, people.c.role, people.c.name).where(or_(here, people.c.id == (also or "")))
    ordered = asked.order_by(people.c.role, people.c.name)
    return [dict(row._mapping) for row in connection.execute(ordered)]
