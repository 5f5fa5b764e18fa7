"""Sessions: said to have taken place by one tap from the calendar, and whether they were useful by another.

Who was invited counts as having been there, until they say themselves that they were not. What somebody thought of a
session is kept once, in its own table, and in no line of the history; it is shown for many people at once.
"""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

from sqlalchemy import Connection, and_, func, or_, select, true

from data import schema
from data.actions import calendar_meetings, rows, typed
from data.actions.calendar_meetings import DAYS
from data.actions.found import NUL
from data.actions.history import LINES, Act
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import MODERATES, Writer, keeps_sessions, sees, takes_part
from data.actions.rows import Row
from data.actions.typed import Form

ANSWERS = ("useful", "partly", "not")
EVENTS, THERE, SAID = schema.events, schema.participants, schema.session_answers
LONGEST_ID = 255
MOST_LATELY = 500
LONGEST_SESSION = 12 * 60  # minutes: what is longer is an entry for whole days, and says nothing of the time
NOT_YOURS = "This session is for those who were invited, and for who leads the school."
ALREADY = "Somebody has said already that it took place: there is nothing left to do. Load the page anew."
NOT_IN_TIME = f"This session is more than {DAYS} days ago: what you thought of it is not asked any more."
NOT_THERE = "You said that you were not there: say first that you were, then whether it was useful."
OTHERS = "Others have said something of their own about it by now: ask your leadership team to take it back."
WHAT = "What it was: choose one of the list; the next meeting of this title will need one tap only."
BY_FILE = "A file brought this session in: ask for a correction on the page My data."


def confirm(act: Act, form: Form) -> str:
    """The id of the session that a meeting was. Raises Refused where somebody was faster."""
    meeting = calendar_meetings.theirs(act, form.get("meeting", ""))
    if act.connection.scalar(select(EVENTS.c.id).where(EVENTS.c.meeting == meeting["id"])) is not None:
        raise Refused(ALREADY)
    came = calendar_meetings.who_came(act.connection, meeting["id"])
    session = act.add(EVENTS, {
        "id": _id_for(act.connection, meeting["id"]), "kind": _kind(act.connection, meeting, form),
        "date": meeting["start"].date(), "school": meeting["school"], "minutes": _minutes(meeting),
        "group": meeting["group"], "goal": meeting["goal"], "meeting": meeting["id"],
    })["id"]  # fmt: skip
    for one in came:
        act.add(
            THERE, {name: one[name] for name in ("person", "role", "expected")} | {"event": session, "present": True}
        )
    return session


def unconfirm(act: Act, id_: str) -> None:
    """It did not take place after all: by who said that it did, as long as nobody else has said anything about it; by
    who leads in any case, with what others said."""
    session = find(act, id_, for_good=True)
    if not session["meeting"]:
        raise Refused(BY_FILE)
    if not keeps_sessions(act.writer, session["school"]):
        _check_own(act, session)
    for table in (SAID, THERE):
        for row in act.connection.execute(select(table).where(table.c.event == id_)).all():
            act.remove(table, dict(row._mapping))
    act.remove(EVENTS, session)


def be_there(act: Act, id_: str, *, yes: bool) -> None:
    """Whether one was there oneself; who was not, has not thought anything of it either."""
    session, own = find(act, id_), _own(act, id_)
    if not session["meeting"]:
        raise Refused(BY_FILE)
    said = rows.find(act.connection, SAID, [id_, act.writer.person])
    if said and not yes:
        act.remove(SAID, said)
    act.change(THERE, own, {"present": yes})


def answer(act: Act, form: Form) -> None:
    """Useful, partly or not; once more is another answer in its place. The kind is kept with it, so that whoever brings
    the session in anew as another kind learns nothing of what was said of this one."""
    id_ = form.get("session", "")
    session = find(act, id_)
    if _own(act, id_)["present"] is False:
        raise Refused(NOT_THERE)
    said = {"answer": typed.one_of(form, "answer", "Was it useful", ANSWERS, needed=True), "kind": session["kind"],
            "date": act.today}  # fmt: skip
    key = [id_, act.writer.person]
    before = rows.find(act.connection, SAID, key)
    if before is None:
        act.add(SAID, dict(zip(("event", "person"), key, strict=True)) | said)
    elif before["answer"] != said["answer"]:
        act.change(SAID, before, said)


def find(act: Act, id_: str, *, for_good: bool = False) -> Row:
    """A session of a school that they see, of the last weeks. Raises NotThere, and Refused where it is too long ago."""
    row = rows.find(act.connection, EVENTS, [id_]) if takes_part(act.writer) and NUL not in id_ else None
    if row is None or not sees(act.writer, row["school"]):
        raise NotThere
    if not for_good and not act.today - timedelta(days=DAYS) <= row["date"] <= act.today:
        raise Refused(NOT_IN_TIME)
    return row


def lately(connection: Connection, writer: Writer, today: date, most: int) -> list[Row]:
    """Sessions of the last weeks that somebody took part in, the newest first: id, kind, date, meeting, whether they
    were ``present``, and their own ``answer``."""
    if not (takes_part(writer) and writer.person):
        return []
    said = and_(SAID.c.event == EVENTS.c.id, SAID.c.person == writer.person)
    joined = EVENTS.join(THERE, THERE.c.event == EVENTS.c.id).outerjoin(SAID, said)
    present = func.coalesce(THERE.c.present, true()).label("present")
    columns = (EVENTS.c.id, EVENTS.c.kind, EVENTS.c.date, EVENTS.c.meeting, present, SAID.c.answer)
    mine = or_(present, EVENTS.c.meeting.is_not(None))  # whom a file says to have been absent is asked nothing
    chosen = (THERE.c.person == writer.person, mine, *_lately(writer, today))
    newest = select(*columns).select_from(joined).where(*chosen).order_by(EVENTS.c.date.desc(), EVENTS.c.id)
    return [dict(row._mapping) for row in connection.execute(newest.limit(most))]


def confirmed(connection: Connection, writer: Writer, today: date, most: int) -> list[Row]:
    """What they said took place, and may take back: id, kind, date; for who leads, all of the school."""
    if not takes_part(writer):
        return []
    columns, of_calendar = (EVENTS.c.id, EVENTS.c.kind, EVENTS.c.date), EVENTS.c.meeting.is_not(None)
    newest = select(*columns).where(of_calendar, *_lately(writer, today)).order_by(EVENTS.c.date.desc(), EVENTS.c.id)
    found = [dict(row._mapping) for row in connection.execute(newest.limit(MOST_LATELY))]
    if writer.viewer.role not in MODERATES:
        by = _confirmed_by(connection, [one["id"] for one in found])
        found = [one for one in found if by.get(one["id"]) == writer.by]
    return found[:most]


def _lately(writer: Writer, today: date) -> list:
    schools = writer.viewer.schools
    return [EVENTS.c.date.between(today - timedelta(days=DAYS), today),
            *([] if schools is None else [EVENTS.c.school.in_(schools)])]  # fmt: skip


def _confirmed_by(connection: Connection, ids: list[str]) -> dict[str, str]:
    """Who said of each session that it took place; the last, where it was taken back and said again."""
    keys = {rows.key_as_text([id_]): id_ for id_ in ids}
    added = (LINES.c.name == EVENTS.name, LINES.c.row.in_(keys), LINES.c.before.is_(None))
    return {keys[row]: by for row, by in connection.execute(
        select(LINES.c.row, LINES.c.by).where(*added).order_by(LINES.c.id))}  # fmt: skip


def _check_own(act: Act, session: Row) -> None:
    id_, person = session["id"], act.writer.person or ""
    if _confirmed_by(act.connection, [id_]).get(id_) != act.writer.by:
        raise NotAllowed
    answers = select(SAID.c.person).where(SAID.c.event == id_, SAID.c.person != person)
    absent = select(THERE.c.person).where(THERE.c.event == id_, THERE.c.person != person, THERE.c.present.is_(False))
    if act.connection.execute(answers.union(absent)).first():
        raise Refused(OTHERS)


def _own(act: Act, id_: str) -> Row:
    """One's own row among those who took part."""
    row = rows.find(act.connection, THERE, [id_, act.writer.person]) if act.writer.person else None
    if row is None:
        raise NotAllowed
    return row


def _id_for(connection: Connection, meeting: str) -> str:
    """M- and the meeting's; a fingerprint where that is too long, or a file uses it already."""
    plain = f"M-{meeting}"
    if len(plain) <= LONGEST_ID and rows.find(connection, EVENTS, [plain]) is None:
        return plain
    return f"M-{sha256(meeting.encode()).hexdigest()}"


def _kind(connection: Connection, meeting: Row, form: Form) -> str:
    known = calendar_meetings.kinds(connection, meeting["school"])
    said = typed.one_of({"kind": calendar_meetings.plain(form.get("kind", ""))}, "kind", "What it was", known)
    kind = said or calendar_meetings.likely(meeting, known, calendar_meetings.before(connection, meeting["school"]))
    if kind is None:
        raise Refused(WHAT, "kind")
    return kind


def _minutes(meeting: Row) -> int | None:
    """As long as the calendar says; None where it does not, or not of an hour and minute."""
    if meeting["end"] is None:
        return None
    minutes = int((meeting["end"] - meeting["start"]).total_seconds() // 60)
    return minutes if 0 < minutes <= LONGEST_SESSION else None
