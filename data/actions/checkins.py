"""Check-ins: a value, how it goes, and one line; who and when. Fifteen seconds each.

Decided: nothing is replaced silently. Several on one day stand one after the other by their time of day; two in one
second are put a second apart, at the very end of a day less. The same form sent twice is one check-in
(data/actions/history.py).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, select

from data import schema
from data.actions import found, measure, typed
from data.actions.history import Act
from data.actions.refused import Refused
from data.actions.rows import Row
from data.actions.typed import Form
from data.wording import day

CONFIDENCE = ("going well", "unsure", "stuck")
LONG_AGO = timedelta(days=3 * 365)  # before the start: then the year is mistyped
AFTER_DUE = "It is dated after the due day, {}: the goal stays met or missed by then."
SECOND, INSTANT = timedelta(seconds=1), timedelta(microseconds=1)


def add(act: Act, goal_id: str, form: Form) -> None:
    goal = found.open_goal(act.connection, act.writer, goal_id)
    said = _said(act, goal, form)
    on = typed.past_day(form, "date", "Date", act.today, needed=True)
    _check_day(goal, on)
    at = _free_moment(act.connection, goal_id, datetime.combine(on, act.now.time().replace(microsecond=0)))
    act.add(schema.checkins, {"goal": goal_id, "at": at, "author": act.writer.signature, **said})


def change(act: Act, goal_id: str, checkin: int, form: Form) -> None:
    """What a form does not send stays as it is; a new day keeps the time of day."""
    goal = found.open_goal(act.connection, act.writer, goal_id)
    before = found.part(act.connection, schema.checkins, goal_id, checkin)
    said = _said(act, goal, form, before["value"])
    if "comment" not in form:
        del said["comment"]
    if "confidence" not in form:
        del said["confidence"]
    on = typed.past_day(form, "date", "Date", act.today) or before["at"].date()
    if on != before["at"].date():
        _check_day(goal, on)
        said["at"] = _free_moment(act.connection, goal_id, datetime.combine(on, before["at"].time()))
    act.change(schema.checkins, before, said)


def take_back(act: Act, goal_id: str, checkin: int) -> None:
    found.goal(act.connection, act.writer, goal_id)
    act.remove(schema.checkins, found.part(act.connection, schema.checkins, goal_id, checkin))


def note(goal: Row, checkin: Row) -> str:
    """After the due day it is taken, and said."""
    return AFTER_DUE.format(day(goal["due"], year=True)) if checkin["at"].date() > goal["due"] else ""


def last(connection: Connection, goal_id: str, most: int) -> list[Row]:
    """The newest first."""
    table = schema.checkins
    newest = select(table).where(table.c.goal == goal_id).order_by(table.c.at.desc(), table.c.id.desc()).limit(most)
    return [dict(row._mapping) for row in connection.execute(newest)]


def _said(act: Act, goal: Row, form: Form, now: float | None = None) -> Row:
    return {
        "value": measure.value(form.get("value", ""), goal, now=now),
        "confidence": typed.one_of(form, "confidence", "How it goes", CONFIDENCE),
        "comment": typed.line(form, "comment", "The line"),
    }


def _check_day(goal: Row, on: date) -> None:
    """Before the start is taken: people set goals late."""
    if on < goal["start"] - LONG_AGO:
        raise Refused(f"Date is more than three years before the goal's start, {goal['start'].year}: check the year.",
                      "date")  # fmt: skip


def _free_moment(connection: Connection, goal_id: str, at: datetime) -> datetime:
    table = schema.checkins
    of_day = select(table.c.at).where(table.c.goal == goal_id, table.c.at >= datetime.combine(at.date(), time()))
    taken = set(connection.scalars(of_day))
    while at in taken:
        at += SECOND if (at + SECOND).date() == at.date() else INSTANT  # never into the next day
    return at
