"""The library of shared practice: somebody shares something, others say that they used it, and it is taken out again.

Who used what is written down, so that nobody is counted twice a day; it is shown nowhere.
"""

from __future__ import annotations

import re
from itertools import islice
from secrets import token_hex

from sqlalchemy import Connection, func, or_, select

from data import schema
from data.actions import recipients, rows, typed
from data.actions.found import NUL
from data.actions.history import LINES, Act
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import Writer, sees, shares, tends
from data.actions.rows import Row
from data.actions.typed import Form
from data.queries.practices import is_open

SHORTEST, LONGEST, LONGEST_TOPIC, LONGEST_LINK = 3, 150, 60, 500  # characters
MOST_A_DAY = 20  # shared by one person
NOT_YOURS = "It is not yours to change: it belongs to who shared it, and to the leadership team."
UNKNOWN = "The roster does not know you, so your use cannot be counted: ask who grants roles."
HELD, REMOVED = "held", "removed"
LOOKED_AT = "Somebody has looked at this already: load the page anew."
YOURS = "It is yours: what is counted is that a colleague used it."
TODAY_ALREADY = "You said so today already: once a day is counted."
ENOUGH = f"You shared {MOST_A_DAY} things today, and that is as many as one person may in a day: go on tomorrow."
ADDRESS = re.compile(  # nobody's name and password before the host: https://localhost@evil.example goes to the second
    r"https?://[a-z0-9][a-z0-9._-]*(?::[0-9]*)?(?:[/?#][!#$%&()*+,./0-9:;=?@A-Z\[\]_a-z~-]*)?", re.IGNORECASE | re.ASCII
)
TABLE, USES = schema.practices, schema.practice_uses


def share(act: Act, form: Form) -> str:
    """The id of what is new in the library. Raises Refused, NotAllowed and NotThere."""
    if not shares(act.writer):
        raise NotAllowed
    school = _school(act, form)
    made = {"id": f"L-{token_hex(8)}", "school": school, "date": act.today, "by": _known(act), **_said(form),
            "topic": _topic(form), "group": _group(act, school, form), "goal": _goal(act, school, form)}  # fmt: skip
    if _shared_today(act) >= MOST_A_DAY:
        raise Refused(ENOUGH)
    return act.add(TABLE, made)["id"]


def used(act: Act, id_: str) -> None:
    """By somebody of the roster, once a day; what is one's own is not used again by that."""
    row = find(act.connection, act.writer, id_)
    person = _known(act)
    if person is None:
        raise Refused(UNKNOWN)
    if is_sharer(act.connection, act.writer, row):
        raise Refused(YOURS)
    use = {"practice": row["id"], "person": person, "date": act.today}
    if rows.find(act.connection, USES, list(use.values())):
        raise Refused(TODAY_ALREADY)
    act.add(USES, use)


def unshare(act: Act, id_: str) -> None:
    """Out of the library; what it was used for stays on record."""
    act.change(TABLE, _own(act, id_), {"archived": act.today})


def correct(act: Act, id_: str, form: Form) -> None:
    """What stands in the form; what it leaves out stays as it is."""
    row = _own(act, id_)
    said = _said(form | {"title": form.get("title", row["title"])})
    if "topic" in form or "new_topic" in form:
        said["topic"] = _topic(form)
    act.change(TABLE, row, {name: value for name, value in said.items() if name in form or name == "topic"})


def report(act: Act, id_: str) -> None:
    """By anybody of the school: held until somebody of the leadership team has looked."""
    row = find(act.connection, act.writer, id_)
    if row["state"] is None:
        act.change(TABLE, row, {"state": HELD})


def show(act: Act, id_: str) -> None:
    """What was reported, looked at and is in order."""
    act.change(TABLE, _to_look_at(act, id_), {"state": None})


def remove(act: Act, id_: str) -> None:
    act.change(TABLE, _to_look_at(act, id_), {"state": REMOVED})


def held(connection: Connection, writer: Writer, most: int) -> list[Row]:
    """What was reported, as far as they may read it: their own, and for who looks at it that of their schools."""
    if not shares(writer):
        return []
    newest = select(TABLE).where(TABLE.c.state == HELD, TABLE.c.archived.is_(None))
    found = connection.execute(newest.order_by(TABLE.c.date.desc(), TABLE.c.id))
    theirs = (row for row in map(_plain, found) if sees(writer, row["school"]) and may_change(connection, writer, row))
    return list(islice(theirs, most))


def find(connection: Connection, writer: Writer, id_: str) -> Row:
    """Something of the library of a school that they see; what is held for its sharer and who looks at it alone, what
    was removed for nobody. Raises NotThere."""
    row = rows.find(connection, TABLE, [id_]) if shares(writer) and NUL not in id_ else None
    if row is None or not sees(writer, row["school"]) or row["archived"] or row["state"] == REMOVED:
        raise NotThere
    if row["state"] == HELD and not may_change(connection, writer, row):
        raise NotThere
    return row


def of_these(connection: Connection, writer: Writer, ids: list[str]) -> list[Row]:
    """Those of them that they see."""
    found = connection.execute(select(TABLE).where(TABLE.c.id.in_(ids), TABLE.c.archived.is_(None), is_open(TABLE)))
    return [_plain(row) for row in found if sees(writer, row.school)]


def is_sharer(connection: Connection, writer: Writer, row: Row) -> bool:
    """By the roster; by who wrote it where that knows nobody."""
    if row["by"]:
        return row["by"] == writer.person
    added = (LINES.c.name == TABLE.name, LINES.c.row == rows.key_as_text([row["id"]]), LINES.c.before.is_(None))
    return connection.scalar(select(LINES.c.id).where(*added, LINES.c.by == writer.by)) is not None


def may_change(connection: Connection, writer: Writer, row: Row) -> bool:
    return tends(writer, row["school"]) or is_sharer(connection, writer, row)


def topics_in_use(connection: Connection, school: str) -> list[str]:
    """What the school's library is about, the most frequent first."""
    named = (TABLE.c.school == school, TABLE.c.topic.is_not(None), TABLE.c.archived.is_(None), is_open(TABLE))
    counted = select(TABLE.c.topic).where(*named).group_by(TABLE.c.topic)
    return list(connection.scalars(counted.order_by(func.count().desc(), TABLE.c.topic)))


def used_today(connection: Connection, writer: Writer, today) -> set[str]:
    """What they said today that they used."""
    theirs = select(USES.c.practice).where(USES.c.person == (writer.person or ""), USES.c.date == today)
    return set(connection.scalars(theirs))


def is_address(link: str | None) -> bool:
    """Whether a link may be followed: a web address as a whole, and nothing that a browser would run."""
    return bool(link) and ADDRESS.fullmatch(link) is not None


def groups(connection: Connection, school: str) -> dict[str, str]:
    """Programs and classrooms of a school, by their ids."""
    return recipients.programs(connection, school) | recipients.classrooms(connection, school)


def goals(connection: Connection, school: str) -> dict[str, str]:
    """Goals of a school that are not over, by their ids."""
    table = schema.goals
    open_ = (table.c.school == school, table.c.closed.is_(None), table.c.archived.is_(None))
    found = select(table.c.id, table.c.title).where(*open_).order_by(table.c.title)
    return dict(map(tuple, connection.execute(found)))


def _plain(row) -> Row:
    return dict(row._mapping)


def _to_look_at(act: Act, id_: str) -> Row:
    row = find(act.connection, act.writer, id_)
    if not tends(act.writer, row["school"]):
        raise NotAllowed
    if row["state"] != HELD:
        raise Refused(LOOKED_AT)
    return row


def _said(form: Form) -> Row:
    title = typed.line(form, "title", "What it is", needed=True, longest=LONGEST)
    if len(title) < SHORTEST:
        raise Refused("What it is is hardly a word: say it in a line.", "title")
    return {"title": title, "link": typed.line(form, "link", "Where it lies", longest=LONGEST_LINK)}


def _topic(form: Form) -> str | None:
    """A new one, or one of the list; as it is written, so that a topic stays one."""
    return typed.line(form, "new_topic", "New topic", longest=LONGEST_TOPIC) or typed.line(
        form, "topic", "Topic", longest=LONGEST_TOPIC
    )


def _group(act: Act, school: str, form: Form) -> str | None:
    return typed.one_of(form, "group", "For", groups(act.connection, school))


def _goal(act: Act, school: str, form: Form) -> str | None:
    return typed.one_of(form, "goal", "Goal", goals(act.connection, school))


def _school(act: Act, form: Form) -> str:
    school = form.get("school", "")
    if rows.find(act.connection, schema.schools, [school]) is None or not sees(act.writer, school):
        raise NotThere
    return school


def _known(act: Act) -> str | None:
    """Who writes, as far as the roster has them: an account may name somebody whom an undo took away."""
    person = act.writer.person
    return person if person and rows.find(act.connection, schema.people, [person]) else None


def _shared_today(act: Act) -> int:
    """What was shared on the day by the one who writes, under whatever role."""
    added = (LINES.c.name == TABLE.name, LINES.c.before.is_(None), LINES.c.at >= _midnight(act))
    theirs = or_(LINES.c.by == act.writer.by, LINES.c.author == (act.writer.person or ""))
    return act.connection.scalar(select(func.count()).where(*added, theirs))


def _midnight(act: Act):
    return act.now.replace(hour=0, minute=0, second=0, microsecond=0)


def _own(act: Act, id_: str) -> Row:
    row = find(act.connection, act.writer, id_)
    if may_change(act.connection, act.writer, row):
        return row
    raise NotAllowed
