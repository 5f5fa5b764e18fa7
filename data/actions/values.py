"""The school's own list of what it thanks people for, in its order; written by who looks at thanks."""

from __future__ import annotations

from sqlalchemy import Connection, select

from data import schema
from data.actions import rows, typed
from data.actions.history import Act
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import moderates, sees
from data.actions.typed import Form

TABLE = schema.school_values
MOST, LONGEST = 12, 60  # values of a list that a poster holds, and characters of one
TOO_MANY = f"A list of more than {MOST} values is a list that nobody knows by heart: choose."
TWICE = "One of the values stands there twice."


def own(connection: Connection, school: str) -> list[str]:
    """The list of a school, in its order; empty where it has none."""
    listed = select(TABLE.c.value).where(TABLE.c.school == school)
    return list(connection.scalars(listed.order_by(TABLE.c.position.is_(None), TABLE.c.position, TABLE.c.value)))


def write(act: Act, form: Form) -> None:
    """``values``: one a line, in order; none at all is no list of its own. Raises Refused."""
    school = form.get("school", "")
    if not sees(act.writer, school) or rows.find(act.connection, schema.schools, [school]) is None:
        raise NotThere
    if not moderates(act.writer, school):
        raise NotAllowed
    wanted = _of_text(form.get("values", ""))
    for value in own(act.connection, school):
        if value not in wanted:
            act.remove(TABLE, rows.find(act.connection, TABLE, [school, value]))
    for place, value in enumerate(wanted, 1):
        _put(act, {"school": school, "value": value, "position": place})


def _put(act: Act, values: rows.Row) -> None:
    before = rows.find(act.connection, TABLE, [values["school"], values["value"]])
    if before is None:
        act.add(TABLE, values)
    else:
        act.change(TABLE, before, values)


def _of_text(text: str) -> list[str]:
    lines = [typed.line({"values": line}, "values", "A value", longest=LONGEST) for line in text.splitlines()]
    values = [value for value in lines if value]
    if len({value.casefold() for value in values}) < len(values):
        raise Refused(TWICE, "values")
    if len(values) > MOST:
        raise Refused(TOO_MANY, "values")
    return values
