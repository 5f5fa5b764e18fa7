"""A bundle whose files can be read, and what its smaller files say about the rows of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from data.importers.formats.oneroster.columns import FAMILY, word
from data.importers.formats.oneroster.demographics import groups_of
from data.importers.formats.oneroster.file import File, Record
from data.importers.formats.oneroster.manifest import ABSENT, BULK, Manifest
from data.importers.formats.oneroster.orgs import Org, Orgs
from data.importers.problems import Wrong


class Role(NamedTuple):
    """What somebody is somewhere; sorts so that the one that counts comes first."""

    gone: bool
    secondary: bool
    name: str
    org: str

    @property
    def kind(self) -> str:
        if self.name == "student":
            return "student"
        return "family" if self.name in FAMILY else "staff"


class Course(NamedTuple):
    grades: list[str]
    subjects: list[str]


class LineItem(NamedTuple):
    title: str
    low: str
    high: str


@dataclass
class Bundle:
    manifest: Manifest
    files: dict[str, File]

    def __post_init__(self) -> None:
        self._ids: dict[str, set[str]] = {}

    def is_absent(self, table: str) -> bool:
        return self.manifest.modes.get(table, ABSENT) == ABSENT

    def is_whole(self, table: str) -> bool:
        """Whether the file names all that there is, so that nothing may refer to what it does not name."""
        return table in self.files and self.manifest.modes[table] == BULK

    def ids(self, table: str) -> set[str]:
        if table not in self._ids:
            self._ids[table] = set(self.files[table].ids())
        return self._ids[table]

    def _records(self, table: str) -> Iterable[Record]:
        return self.files[table].records() if table in self.files else ()

    @cached_property
    def orgs(self) -> Orgs:
        records = self._records("orgs")
        return Orgs({r["sourcedId"]: Org(r["name"], _type(r), r["parentSourcedId"]) for r in records})

    @cached_property
    def roles(self) -> dict[str, list[Role]]:
        """User -> roles of 1.2, of which the first counts."""
        found = defaultdict(list)
        for record in self._records("roles"):
            secondary = word("roles", "roleType", record["roleType"]) == "secondary"
            name = word("roles", "role", record["role"])
            found[record["userSourcedId"]].append(Role(record.is_gone, secondary, name, record["orgSourcedId"]))
        return {user: sorted(roles, key=lambda role: role[:2]) for user, roles in found.items()}

    def roles_of(self, record: Record) -> list[Role]:
        """The roles of a row of users, of which the first counts; [] where nothing tells."""
        if "role" in self.files["users"].table.columns:
            return [Role(False, False, word("users", "role", record["role"]), "")]
        return self.roles.get(record["sourcedId"], [])

    @cached_property
    def role_names(self) -> dict[str, frozenset[str]]:
        """User -> what the user is, anywhere."""
        found = ((r["sourcedId"], frozenset(role.name for role in self.roles_of(r))) for r in self._records("users"))
        shared: dict[frozenset[str], frozenset[str]] = {}
        return {user: shared.setdefault(names, names) for user, names in found}

    @cached_property
    def unplaced(self) -> set[str]:
        """Users of no school."""
        return {record["sourcedId"] for record in self._records("users") if not self.school_of(record)}

    def orgs_of(self, record: Record) -> list[str]:
        """The orgs of a row of users, each once: the one that counts first."""
        named = [record["primaryOrgSourcedId"], *(role.org for role in self.roles_of(record))]
        return [org for org in dict.fromkeys([*named, *record.all("orgSourcedIds")]) if org]

    def school_of(self, record: Record) -> str | None:
        """The school of a row of users: the first that is known for one, else the first that may be one."""
        orgs = self.orgs_of(record)
        known = [org for org in orgs if self.orgs.known(org)]
        return next((school for org in [*known, *orgs] if (school := self.orgs.school(org))), None)

    @cached_property
    def groups(self) -> dict[str, dict[str, str]]:
        """User -> groups to compare."""
        return {r["sourcedId"]: groups_of(r) for r in self._records("demographics") if not r.is_gone}

    @cached_property
    def courses(self) -> dict[str, Course]:
        return {r["sourcedId"]: Course(r.all("grades"), r.all("subjects")) for r in self._records("courses")}

    @cached_property
    def first_days(self) -> dict[str, date]:
        """Class -> the first day of its earliest term."""
        terms = {}
        for record in self._records("academicSessions"):
            with suppress(Wrong):  # told where the file itself is checked
                terms[record["sourcedId"]] = record.day("startDate")
        classes = self._records("classes")
        found = {r["sourcedId"]: list(filter(None, map(terms.get, r.all("termSourcedIds")))) for r in classes}
        return {id_: min(days) for id_, days in found.items() if days}

    @cached_property
    def line_items(self) -> dict[str, LineItem]:
        records = self._records("lineItems")
        return {r["sourcedId"]: LineItem(r["title"], r["resultValueMin"], r["resultValueMax"]) for r in records}


def _type(org: Record) -> str:
    return word("orgs", "type", org["type"])
