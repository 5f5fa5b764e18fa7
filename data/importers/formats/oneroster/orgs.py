"""The tree of orgs: which of them are schools, and to which school or district another belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.importers.problems import Wrong

SCHOOL, DEPARTMENT, DISTRICT = "school", "department", "district"
AS_SCHOOL = "names a department as the school: the school above it is taken"


@dataclass(frozen=True)
class Org:
    name: str
    type: str
    parent: str


class Orgs:
    """By id. An org that is not in the bundle is taken as a school: nothing says otherwise."""

    def __init__(self, orgs: Mapping[str, Org]) -> None:
        self.orgs = orgs

    def school(self, org: str) -> str | None:
        """The school that an org is, or that a department belongs to; None for a district and the like."""
        if org not in self.orgs:
            return org or None
        if self.orgs[org].type == SCHOOL:
            return org
        if self.orgs[org].type != DEPARTMENT:
            return None
        return next((id_ for id_ in self._above(org) if self._is(id_, SCHOOL)), None)

    def known(self, org: str) -> bool:
        return org in self.orgs

    def district(self, org: str) -> str:
        """The name of the district above; "" where there is none."""
        return next((self.orgs[id_].name for id_ in self._above(org) if self._is(id_, DISTRICT)), "")

    def department(self, org: str) -> str:
        """Its name, where it is one."""
        return self.orgs[org].name if self._is(org, DEPARTMENT) else ""

    def is_department(self, org: str) -> bool:
        return self._is(org, DEPARTMENT)

    def refuse_circle(self, org: str) -> None:
        """Raises Wrong where an org stands above itself."""
        if org in self._above(org):
            raise Wrong("leads back to the org itself", "correct the parent", "parentSourcedId")

    def _is(self, org: str, type_: str) -> bool:
        return org in self.orgs and self.orgs[org].type == type_

    def _above(self, org: str) -> Iterator[str]:
        """Those above, nearest first; each once, even where they go round in a circle."""
        seen = set()
        above = self.orgs[org].parent if org in self.orgs else ""
        while above and above not in seen:
            yield above
            seen.add(above)
            above = self.orgs[above].parent if above in self.orgs else ""
