"""How much somebody may write who writes for themselves alone: so that no one account can bury a school in goals, nor
keep everybody else waiting: whatever is written makes every page be worked out anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import func, or_, select

from data import schema
from data.actions.history import OF_NO_GOAL, Act
from data.actions.refused import Refused
from data.actions.rights import MODERATES
from data.actions.rows import Row

LIMITED = ("teacher", "staff")
MOST_OWN = 20  # open goals that they made or own
TOO_MANY = (
    f"You have {MOST_OWN} open goals by now, and that is as many as one person may have: close one first, or ask "
    "your leadership team to make this one."
)
MOST_FORMS, MINUTES = 30, 10  # about sessions, shared practice and thanks
TOO_FAST = (
    f"You wrote {MOST_FORMS} times in the last {MINUTES} minutes, and that is as many as one person may: nothing was "
    f"changed now. Go on in {MINUTES} minutes."
)
DISTRICT = "A district's goals are made by its leadership: choose another level."


@contextmanager
def kept(act: Act) -> Iterator[None]:
    """Refuse what is written inside where it brings one too many. Who has more by an import keeps them."""
    if act.writer.viewer.role not in LIMITED:
        yield
        return
    before = _open_goals(act)
    yield
    if _open_goals(act) > max(before, MOST_OWN):
        raise Refused(TOO_MANY)


def check_pace(act: Act) -> None:
    """Refuse one form too many about sessions, shared practice and thanks, by whom no school is led."""
    if act.writer.viewer.role in MODERATES:
        return
    lines, since = schema.edits.c, act.now - timedelta(minutes=MINUTES)
    theirs = (lines.by == act.writer.by, lines.at > since, lines.name.in_(OF_NO_GOAL))
    if act.connection.scalar(select(func.count(lines.act.distinct())).where(*theirs)) >= MOST_FORMS:
        raise Refused(TOO_FAST)


def check_level(act: Act, goal: Row) -> None:
    if goal["level"] == "district" and act.writer.viewer.role in LIMITED:
        raise Refused(DISTRICT, "level")


def _open_goals(act: Act) -> int:
    goals, lines = schema.goals, schema.edits
    made = select(lines.c.goal).where(
        lines.c.name == goals.name, lines.c.by == act.writer.by, lines.c.before.is_(None), lines.c.after.is_not(None)
    )
    theirs = or_(goals.c.owner == (act.writer.person or ""), goals.c.id.in_(made))
    return act.connection.scalar(select(func.count()).where(goals.c.closed.is_(None), theirs))
