"""Meetings of the calendar that somebody may say took place: which wait for whom, and what kind each would be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, Select, and_, case, exists, func, or_, select

from data import schema
from data.actions import rows
from data.actions.found import NUL
from data.actions.history import Act
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import MODERATES, Writer, keeps_sessions, sees, takes_part
from data.actions.rows import Row

DAYS = 28  # after that nobody is asked any more
FEWEST = 2  # of the staff: with fewer nobody worked together
INFORMED = "informed"  # told of it, and not asked to come
KINDS = (
    "PLC meeting", "co-planning", "co-teaching", "peer observation", "lesson study", "data meeting", "mentoring",
    "material exchange", "cross-department project",
)  # fmt: skip
MOST_KINDS, LONGEST_KIND, MOST_BEFORE, MOST_LOOKED_AT = 30, 100, 500, 200
LARGE, QUARTER = 10, 0.25  # more than this and than a quarter of the staff is a meeting of the whole staff
TELLING = 5  # letters: shorter words say little of what a meeting is
MEETINGS, ATTENDEES = schema.meetings, schema.attendees
NOT_YET = "This meeting is still to come: say it when it is over."
TOO_OLD = f"This meeting is more than {DAYS} days ago: bring it in with a file of events."
TOO_FEW = f"Fewer than {FEWEST} of the staff were invited to this meeting: nobody worked together there."
WHOLE_STAFF = "This is a meeting of the whole staff: it is no session of some who work together, and is not confirmed."


def waiting(connection: Connection, writer: Writer, today: date, now: datetime, most: int) -> list[Row]:
    """Meetings of which nobody has said yet that they took place, the newest first: whole rows, ``invited``, how many
    of the staff were, ``kinds``, what it may have been, and ``likely``, which of these one tap takes (None: nobody can
    tell). One's own; for who leads, all of the school.

    Meetings of the whole staff are no sessions; where minutes say who came, only what is a session for certain waits.
    """
    if not takes_part(writer):
        return []
    newest = _waiting(writer, today, now).order_by(MEETINGS.c.start.desc(), MEETINGS.c.id).limit(MOST_LOOKED_AT)
    found = [dict(row._mapping) for row in connection.execute(newest)]
    of_school = {school: (kinds(connection, school), before(connection, school)) for school in _schools(found)}
    told = [one | _told(one, *of_school[one["school"]]) for one in found]
    return [one for one in told if one["unknown"] or one["likely"]][:most]


def _schools(meetings: list[Row]) -> set[str]:
    return {one["school"] for one in meetings}


def _told(meeting: Row, known: list[str], said: Mapping[str, str]) -> Row:
    return {"kinds": known, "likely": likely(meeting, known, said)}


def _waiting(writer: Writer, today: date, now: datetime) -> Select:
    confirmed = exists().where(schema.events.c.meeting == MEETINGS.c.id)
    first, last = datetime.combine(today - timedelta(days=DAYS), time()), datetime.combine(today, time.max)
    invited = _invited()
    chosen = [~confirmed, MEETINGS.c.start.between(first, min(last, now) if now.date() == today else last)]
    if writer.viewer.schools is not None:
        chosen.append(MEETINGS.c.school.in_(writer.viewer.schools))
    if writer.viewer.role not in MODERATES:
        mine = ATTENDEES.alias()
        chosen.append(exists().where(mine.c.meeting == MEETINGS.c.id, mine.c.person == (writer.person or "")))
    joined = MEETINGS.join(invited, invited.c.meeting == MEETINGS.c.id)
    chosen += [invited.c.invited >= FEWEST, _is_of_some(invited)]
    return select(MEETINGS, invited.c.invited, invited.c.unknown).select_from(joined).where(*chosen)


def _is_of_some(invited):
    """Whether a meeting is not one of the whole staff."""
    return or_(invited.c.invited <= LARGE, invited.c.invited <= _staff() * QUARTER)


def _check_size(connection: Connection, id_: str) -> None:
    """What is not offered is not taken either, though somebody may know its id."""
    invited = _invited()
    joined = MEETINGS.join(invited, invited.c.meeting == MEETINGS.c.id)
    large = select(MEETINGS.c.id).select_from(joined).where(MEETINGS.c.id == id_, ~_is_of_some(invited))
    if connection.scalar(large) is not None:
        raise Refused(WHOLE_STAFF)


def _staff():
    """How many are on the staff of a meeting's school then."""
    people, day = schema.people, func.date(MEETINGS.c.start)
    here = (people.c.kind == "staff", people.c.school == MEETINGS.c.school)
    still = or_(people.c.end.is_(None), func.date(people.c.end) >= day)
    return select(func.count()).select_from(people).where(*here, still).scalar_subquery()


def _invited():
    """How many of the staff were invited to each meeting, without those of whom it is known that they did not come;
    and of how many of these it is not known whether they came."""
    people = schema.people
    joined = ATTENDEES.join(people, people.c.id == ATTENDEES.c.person)
    unknown = func.sum(case((ATTENDEES.c.present.is_(None), 1), else_=0)).label("unknown")
    counted = select(ATTENDEES.c.meeting, func.count().label("invited"), unknown).select_from(joined)
    return counted.where(people.c.kind == "staff", _may_have_come()).group_by(ATTENDEES.c.meeting).subquery()


def _may_have_come():
    asked = or_(ATTENDEES.c.role.is_(None), ATTENDEES.c.role != INFORMED)
    return or_(ATTENDEES.c.present.is_(True), and_(ATTENDEES.c.present.is_(None), asked))


def theirs(act: Act, id_: str) -> Row:
    """A meeting of which this person may say that it took place. Raises NotThere, NotAllowed and Refused."""
    row = rows.find(act.connection, MEETINGS, [id_]) if takes_part(act.writer) and NUL not in id_ else None
    if row is None or not sees(act.writer, row["school"]):
        raise NotThere
    if not (keeps_sessions(act.writer, row["school"]) or is_invited(act.connection, act.writer, id_)):
        raise NotAllowed
    _check_day(act, row["start"])
    _check_size(act.connection, id_)
    return row


def is_invited(connection: Connection, writer: Writer, id_: str) -> bool:
    return writer.person is not None and rows.find(connection, ATTENDEES, [id_, writer.person]) is not None


def _check_day(act: Act, start: datetime) -> None:
    if start.date() > act.today or (start.date() == act.now.date() and start > act.now):
        raise Refused(NOT_YET)
    if start.date() < act.today - timedelta(days=DAYS):
        raise Refused(TOO_OLD)


def who_came(connection: Connection, id_: str) -> list[Row]:
    """Who was invited and may have come: whole rows of attendees. Raises Refused where that are too few."""
    asked = select(ATTENDEES).where(ATTENDEES.c.meeting == id_, _may_have_come()).order_by(ATTENDEES.c.person)
    came = [dict(row._mapping) for row in connection.execute(asked)]
    people = schema.people
    staff = set(connection.scalars(select(people.c.id).where(people.c.kind == "staff", people.c.id.in_(
        select(ATTENDEES.c.person).where(ATTENDEES.c.meeting == id_)))))  # fmt: skip
    if len(staff & {one["person"] for one in came}) < FEWEST:
        raise Refused(TOO_FEW)
    return came


def kinds(connection: Connection, school: str) -> list[str]:
    """What a session may be: the kinds of the school's own sessions, the most frequent first, and the usual ones."""
    events = schema.events
    short = func.length(events.c.kind) <= LONGEST_KIND
    used = select(events.c.kind).where(events.c.school == school, short).group_by(events.c.kind)
    ranked = connection.scalars(used.order_by(func.count().desc(), events.c.kind).limit(MOST_KINDS))
    known: dict[str, str] = {}
    for kind in filter(None, [*map(plain, ranked), *KINDS]):
        known.setdefault(kind.casefold(), kind)
    return list(known.values())


def plain(kind: str) -> str:
    """As a form sends it: a kind of two lines comes back as one."""
    return " ".join(kind.split())


def before(connection: Connection, school: str) -> dict[str, str]:
    """What meetings of the same title were said to be, the last time: nobody chooses every week anew."""
    events = schema.events
    joined = events.join(MEETINGS, MEETINGS.c.id == events.c.meeting)
    asked = select(MEETINGS.c.title, events.c.kind).select_from(joined).where(events.c.school == school)
    newest = asked.order_by(events.c.date.desc(), events.c.id).limit(MOST_BEFORE)
    return {title: plain(kind) for title, kind in reversed(connection.execute(newest).all())}


def likely(meeting: Row, known: list[str], said: Mapping[str, str]) -> str | None:
    """The kind that one tap takes: the meeting's own, that of the last one of its title, one that begins as its own or
    stands in its title or shares a word with that; None where nothing tells."""
    own, title = plain(meeting["kind"] or "").casefold(), meeting["title"].casefold()
    last, words = said.get(meeting["title"], "").casefold(), _telling(title)
    tries = (
        lambda kind: kind == own,
        lambda kind: kind == last,
        lambda kind: bool(own) and kind.startswith(own),
        lambda kind: kind in title,
        lambda kind: not words.isdisjoint(_telling(kind)),
    )
    return next((kind for fits in tries for kind in known if fits(kind.casefold())), None)


def _telling(text: str) -> set[str]:
    return {word for word in text.replace("-", " ").split() if len(word) >= TELLING} - {"meeting"}
