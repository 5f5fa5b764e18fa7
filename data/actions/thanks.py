"""Thanks: said in one sentence, looked at before they show, cleared for a room by both sides, and taken back by either.

Decided: whatever is said in the app waits for a look, also a leader's own. Nobody thanks a student by name, since a
school has to designate honours before it may publish them: a student's thanks go to their class.
"""

from __future__ import annotations

from secrets import token_hex

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from data import schema
from data.actions import recipients, rows, typed, values
from data.actions.history import LINES, Act
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import Writer, moderates, says_thanks, sees
from data.actions.rows import Row
from data.actions.typed import Form
from data.queries.recognition import SHOWN, is_shown

HELD, REMOVED, WITHDRAWN = "held", "removed", "withdrawn"
GONE = (REMOVED, WITHDRAWN)
UNCLEARED = {"cleared_giver": None, "cleared_person": None}
SHORTEST, LONGEST = 3, 500  # characters
MANY_A_DAY = 20  # by one giver: what says so to whoever looks at them
NOT_YOURS = "These thanks are not yours: they belong to who said them and to whom they thank."
AGREE_FIRST = "Agree to stand on the wall first, on the page My data; then these thanks can be cleared for a room."
TABLE = schema.recognitions


def give(act: Act, form: Form) -> str:
    """The id of the new thanks, which wait for a look. Raises Refused."""
    if not says_thanks(act.writer):
        raise NotAllowed
    school = _school(act, form)
    to = recipients.chosen(act, school, form)
    said = typed.line(form, "message", "What was done", needed=True, longest=LONGEST)
    if len(said) < SHORTEST:
        raise Refused("What was done is hardly a word: say it in a sentence.", "message")
    made = {"id": f"T-{token_hex(8)}", "school": school, "date": act.today, "from_person": act.writer.person,
            "value": _value(act.connection, school, form), "kind": "note", "message": said, "state": HELD,
            "cleared_giver": form.get("room") == "yes" or None, **to}  # fmt: skip
    return act.add(TABLE, made)["id"]


def show(act: Act, id_: str) -> None:
    """What was looked at and is in order."""
    _change(act, _to_look_at(act, id_), {"state": SHOWN, "reported": None})


def remove(act: Act, id_: str) -> None:
    act.change(TABLE, _to_look_at(act, id_), {"state": REMOVED} | UNCLEARED)


def remove_all(act: Act, id_: str) -> None:
    """Everything that waits of the one who said these thanks, on that day."""
    one = _to_look_at(act, id_)
    act.change_all(TABLE, _of_that_day(act.connection, one), {"state": REMOVED} | UNCLEARED)


def report(act: Act, id_: str) -> None:
    """By anybody of the school: held again until somebody has looked."""
    row = find(act.connection, act.writer, id_)
    if row["state"] in (None, SHOWN):
        _change(act, row, {"state": HELD, "reported": act.today})


def withdraw(act: Act, id_: str) -> None:
    """By who said them or by whom they thank: gone with the next request, and their words with them."""
    row = _own(act, id_)
    act.change(TABLE, row, {"state": WITHDRAWN, "message": None} | UNCLEARED)


def clear(act: Act, id_: str, *, yes: bool) -> None:
    """One's own half of the agreement that these thanks may be shown to a room; or that no more."""
    row = _own(act, id_)
    said = {}
    if is_giver(act.connection, act.writer, row):
        said["cleared_giver"] = yes or None
    if is_thanked(act.writer, row):
        if yes and not agreed_to_the_wall(act.connection, act.writer.person):
            raise Refused(AGREE_FIRST)
        said["cleared_person"] = yes or None
    _change(act, row, said)


def _change(act: Act, row: Row, values: Row) -> None:
    """What a file has put in a row since is cleared by nobody: ``Act.change`` makes it the app's own again."""
    since = UNCLEARED if row["import_id"] is not None else {}
    act.change(TABLE, row, since | values)


def find(connection: Connection, writer: Writer, id_: str) -> Row:
    """Thanks of a school that they see. Raises NotThere."""
    row = rows.find(connection, TABLE, [id_]) if says_thanks(writer) and "\x00" not in id_ else None
    if row is None or not sees(writer, row["school"]) or row["state"] in GONE:
        raise NotThere
    return row


def is_giver(connection: Connection, writer: Writer, row: Row) -> bool:
    """By the roster; by who wrote it where that knows nobody."""
    if row["from_person"]:
        return row["from_person"] == writer.person
    return connection.scalar(select(LINES.c.id).where(_added(row["id"]), LINES.c.by == writer.by)) is not None


def is_thanked(writer: Writer, row: Row) -> bool:
    return writer.person is not None and row["to_person"] == writer.person


def agreed_to_the_wall(connection: Connection, person: str) -> bool:
    """By what they said last."""
    said = schema.consents
    of_wall = select(said.c.given).where(said.c.person == person, said.c.what == "wall").order_by(said.c.date.desc())
    return bool(connection.scalar(of_wall.limit(1)))


def of_mine(connection: Connection, writer: Writer, most: int) -> list[Row]:
    """What they said and what was said to them, the newest first; without what is gone. What waits for a look is
    known to who said it, and to nobody else."""
    written = select(_id_of_line()).where(*_written_by(writer))
    mine = said = and_(TABLE.c.from_person.is_(None), TABLE.c.id.in_(written))
    if writer.person:
        said = or_(said, TABLE.c.from_person == writer.person)
        mine = or_(said, and_(TABLE.c.to_person == writer.person, is_shown(TABLE)))
    return _newest(connection, most, mine, or_(is_shown(TABLE), TABLE.c.state == HELD))


def held(connection: Connection, writer: Writer, most: int) -> list[Row]:
    """What waits for them to look at it, what somebody reported first."""
    schools = writer.viewer.schools
    here = [] if schools is None else [TABLE.c.school.in_(schools)]
    return _newest(connection, most, TABLE.c.state == HELD, *here, first=TABLE.c.reported.is_(None))


def count_held(connection: Connection, writer: Writer) -> int:
    schools = writer.viewer.schools
    here = [] if schools is None else [TABLE.c.school.in_(schools)]
    return connection.scalar(select(func.count()).select_from(TABLE).where(TABLE.c.state == HELD, *here))


def count_of_day(connection: Connection, row: Row) -> int:
    """How many wait of the same giver and day."""
    return connection.scalar(select(func.count()).select_from(TABLE).where(*_of_that_day(connection, row)))


def _of_that_day(connection: Connection, row: Row) -> tuple[ColumnElement[bool], ...]:
    """What waits of the same giver and day; those a file brought without a giver are not one giver's."""
    waits = (TABLE.c.state == HELD, TABLE.c.school == row["school"], TABLE.c.date == row["date"])
    if row["from_person"]:
        return (*waits, TABLE.c.from_person == row["from_person"])
    by = connection.scalar(select(LINES.c.by).where(_added(row["id"])))
    theirs = select(_id_of_line()).where(LINES.c.name == TABLE.name, LINES.c.before.is_(None), LINES.c.by == by)
    return (*waits, or_(TABLE.c.id.in_(theirs), TABLE.c.id == row["id"]))


def values_of(connection: Connection, school: str) -> list[str]:
    """What the school thanks for: its own list in its order; where it has none, what was ever named, the most first."""
    return values.own(connection, school) or _values_named(connection, school)


def _values_named(connection: Connection, school: str) -> list[str]:
    named = (TABLE.c.school == school, TABLE.c.value.is_not(None), is_shown(TABLE))
    used = select(TABLE.c.value).where(*named).group_by(TABLE.c.value)
    return list(connection.scalars(used.order_by(func.count().desc(), TABLE.c.value)))


def _newest(connection: Connection, most: int, *chosen, first=None) -> list[Row]:
    order = [] if first is None else [first]
    found = select(TABLE).where(*chosen).order_by(*order, TABLE.c.date.desc(), TABLE.c.id).limit(most)
    return [dict(row._mapping) for row in connection.execute(found)]


def _school(act: Act, form: Form) -> str:
    school = form.get("school", "")
    if rows.find(act.connection, schema.schools, [school]) is None or not sees(act.writer, school):
        raise NotThere
    return school


def _value(connection: Connection, school: str, form: Form) -> str | None:
    """One of those in use; a school that has named none yet needs none."""
    known = values_of(connection, school)
    return typed.one_of(form, "value", "For which value", known, needed=bool(known))


def _to_look_at(act: Act, id_: str) -> Row:
    row = find(act.connection, act.writer, id_)
    if not moderates(act.writer, row["school"]):
        raise NotAllowed
    if row["state"] != HELD:
        raise Refused("Somebody has looked at these thanks already: load the page anew.")
    return row


def _own(act: Act, id_: str) -> Row:
    """Held ones are not there yet for whom they thank."""
    row = find(act.connection, act.writer, id_)
    if is_giver(act.connection, act.writer, row) or (is_thanked(act.writer, row) and row["state"] != HELD):
        return row
    raise NotAllowed


def _added(id_: str):
    return and_(LINES.c.name == TABLE.name, LINES.c.row == rows.key_as_text([id_]), LINES.c.before.is_(None))


def _written_by(writer: Writer) -> tuple:
    return (LINES.c.name == TABLE.name, LINES.c.before.is_(None), LINES.c.by == writer.by)


def _id_of_line():
    """The id in a line's key, ["T-..."]: ids that are made here need no other reading."""
    return func.substr(LINES.c.row, 3, func.length(LINES.c.row) - 4)
