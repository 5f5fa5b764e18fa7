"""The organisations of version 2: which of them is somebody's school, and which only a department of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from data.importers.converted import Row

DEPARTMENT = "department"
FAMILY = {"parent", "guardian", "parentorguardian", "relative", "family", "child"}


class Org(NamedTuple):
    name: str
    type: str
    parent: str


class Role(NamedTuple):
    """What somebody is, and where; ``kind`` is whose rules apply, "" where nothing says what they are."""

    org: str = ""
    role: str = ""
    grade: str = ""
    kind: str = ""

    @classmethod
    def at_school(cls, org: str, role: str, grade: str) -> Role:
        said = role.casefold()
        kind = said if said in ("", "student") else "family" if said in FAMILY else "staff"
        return cls(org, role, grade, kind)

    def related(self, student: Role, relation: str) -> Role:
        """Of whoever is there for a student: at the student's school. A doctor is no family, and no staff either."""
        kind = self.kind or ("family" if relation.casefold() in FAMILY else "partner")
        return Role(self.org or student.org, self.role or relation, kind=kind)


class Orgs:
    """``ids`` are the organisations of a parcel."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.ids = {row["sourcedId"]: Org(row["name"], row["type"], row["parentSourcedId"]) for row in rows}

    def school(self, id_: str) -> str:
        """The organisation itself, or what a department belongs to."""
        way = list(self._upwards(id_))
        return next((one for one in way if not self._is_department(one)), way[-1] if way else "")

    def department(self, id_: str) -> str:
        return self.ids[id_].name if self._is_department(id_) and self.school(id_) != id_ else ""

    def district(self, id_: str) -> str:
        parent = self.ids[id_].parent
        return self.ids[parent].name if parent in self.ids else ""

    def _is_department(self, id_: str) -> bool:
        return id_ in self.ids and self.ids[id_].type.casefold() == DEPARTMENT

    def _upwards(self, id_: str) -> Iterator[str]:
        """It and those above it, each once: nothing keeps a file from a circle."""
        seen: set[str] = set()
        while id_ and id_ not in seen:
            seen.add(id_)
            yield id_
            id_ = self.ids[id_].parent if id_ in self.ids else ""


def roles(rows: Iterable[Row]) -> dict[str, Role]:
    """A user -> the role that is marked as primary, or the first one."""
    found: dict[str, Role] = {}
    primary = set()
    for row in rows:
        user, is_primary = row["userSourcedId"], row["isPrimary"].casefold() in ("true", "1")
        if user not in found or (is_primary and user not in primary):
            found[user] = Role.at_school(row["orgSourcedId"], row["role"], row["grade"])
            primary |= {user} if is_primary else set()
    return found


def own_role(row: Row) -> Role:
    """Of version 2, where users say it themselves; the first of several schools is theirs."""
    return Role.at_school(row["orgSourcedIds"].partition(",")[0].strip(), row["role"], row["grade"])
