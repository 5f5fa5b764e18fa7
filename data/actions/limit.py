"""How much somebody may write who writes for themselves alone: so that no one account can bury a school in goals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, or_, select

from data import schema
from data.actions.history import Act
from data.actions.refused import Refused
from data.actions.rows import Row

LIMITED = ("teacher", "staff")
MOST_OWN = 20  # open goals that they made or own
TOO_MANY = (
    f"You have {MOST_OWN} open goals by now, and that is as many as one person may have: close one first, or ask "
    "your leadership team to make this one."
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
