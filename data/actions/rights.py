"""Who may write to which goal: by role and school, by what they lead or teach, and by whose the goal is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.viewer import Viewer

EVERY_GOAL = ("leader", "officer", "data-manager")  # of their schools
THEIR_OWN = ("team-lead", "teacher", "staff")
MODERATES = ("leader", "data-manager")  # thanks, of their schools
SAYS_THANKS = (*MODERATES, *THEIR_OWN)  # of one school's staff; officers and administrators see nobody by name
TEAM = "team"  # the level of a department's goals
Goal = Mapping[str, Any]


@dataclass(frozen=True)
class Writer:
    """Who writes. ``by``: an account, or the role of whoever sits at this machine; ``person``: of the roster."""

    viewer: Viewer
    by: str
    person: str | None = None

    @property
    def signature(self) -> str:
        """Whose check-in it is: the person, or a role where the roster knows nobody."""
        return self.person or self.viewer.role


def sees(writer: Writer, school: str) -> bool:
    return writer.viewer.schools is None or school in writer.viewer.schools


def writes(writer: Writer) -> bool:
    """Whether there may be any goal that they write to."""
    viewer = writer.viewer
    if viewer.schools is not None and not viewer.schools:
        return False
    return viewer.role in EVERY_GOAL or (viewer.role in THEIR_OWN and bool(writer.person or viewer.own))


def says_thanks(writer: Writer) -> bool:
    """Leaders, and staff who have signed in: whoever merely sits at this machine as staff is nobody in particular."""
    viewer = writer.viewer
    if viewer.schools is not None and not viewer.schools:
        return False
    is_somebody = writer.by != viewer.role or viewer.role in MODERATES
    return viewer.role in SAYS_THANKS and is_somebody


def takes_part(writer: Writer) -> bool:
    """Whether there may be sessions that they confirm, or say something about: the same people as say thanks."""
    return says_thanks(writer)


def keeps_sessions(writer: Writer, school: str) -> bool:
    """Whether they say of any meeting of a school that it took place, and take that back."""
    return moderates(writer, school)


def moderates(writer: Writer, school: str) -> bool:
    """Whether they look at a school's thanks before these show."""
    return says_thanks(writer) and writer.viewer.role in MODERATES and sees(writer, school)


def shares(writer: Writer) -> bool:
    """Whether they share practice and say what they used: those who say thanks, since it is of one staff, too."""
    return says_thanks(writer)


def tends(writer: Writer, school: str) -> bool:
    """Whether they keep a school's library in order, whoever shared what stands in it."""
    return moderates(writer, school)


def may(writer: Writer, goal: Goal) -> bool:
    """Whether they may write to a goal: a row of the table, ``owner_department`` where the owner is a person."""
    if not (writes(writer) and sees(writer, goal["school"])):
        return False
    return writer.viewer.role in EVERY_GOAL or _is_owner(writer, goal) or _is_of_own(writer.viewer, goal)


def _is_owner(writer: Writer, goal: Goal) -> bool:
    return writer.person is not None and goal["owner"] == writer.person


def _is_of_own(viewer: Viewer, goal: Goal) -> bool:
    """A classroom they teach, a program they lead, or the goal of the department they lead."""
    groups = {("classroom", goal["group"]), ("program", goal["group"])}
    teams = {
        ("department", (goal["owner"] or "").rstrip()),  # in words: data/actions/owners.py
        ("department", goal.get("owner_department")),
    }
    return bool(viewer.own & (groups | teams if goal["level"] == TEAM else groups))
