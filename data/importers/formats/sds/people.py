"""The people of version 2: users, with what roles, relationships and demographics say of them."""

from __future__ import annotations

from collections.abc import Iterable

from data.importers.converted import Row, Told
from data.importers.formats.sds.orgs import Orgs, Role, own_role, roles
from data.importers.formats.sds.tables import Table, Tables
from data.importers.formats.sds.version1 import address

HISPANIC, SEVERAL = "Hispanic or Latino", "Two or more races"
RACES = {
    "americanIndianOrAlaskaNative": "American Indian or Alaska Native",
    "asian": "Asian",
    "blackOrAfricanAmerican": "Black or African American",
    "nativeHawaiianOrOtherPacificIslander": "Native Hawaiian or Other Pacific Islander",
    "white": "White",
    "demographicRaceTwoOrMoreRaces": SEVERAL,
}
GROUPS = {"group.sex": "sex", "group.ethnicity": "raceCodes"}


class Users:
    """``person`` tells a row of users; ``named`` is whether it has names."""

    def __init__(self, tables: Tables) -> None:
        self.orgs = Orgs(tables.rows("orgs"))
        self.roles = roles(tables.rows("roles"))
        self.relations = _relations(tables.rows("relationships"))
        self.groups = {row["userSourcedId"]: _groups(row) for row in tables.rows("demographics")}
        self.named = tables.has("users", "givenName") or tables.has("users", "familyName")
        self.compared = bool(tables["demographics"])

    def headers(self, table: Table) -> dict[str, str]:
        name = table.headers(id="sourcedId", name="givenName" if self.named else "username", email="username")
        others = {"kind": "role", "school": "orgSourcedIds", "role": "role", "department": "org", "grade": "grade"}
        return name | table.headers(**others) | (GROUPS if self.compared else {})

    def person(self, row: Row) -> list[Told]:
        id_ = row["sourcedId"]
        role = self._role(row)
        student = role.kind == "student"
        told = {
            "id": id_,
            "name": f"{row['givenName']} {row['familyName']}".strip() if self.named else row["username"],
            "kind": role.kind,
            "school": self.orgs.school(role.org),
            "role": "" if student else role.role.capitalize(),
            "department": self.orgs.department(role.org) if role.kind == "staff" else "",
            "grade": role.grade if student else "",
            "email": address(row["email"], row["username"]),
        }
        return [told | (self.groups.get(id_, {}) if student else {})]  # staff are not compared by these

    def _role(self, row: Row) -> Role:
        role = self.roles.get(row["sourcedId"]) or own_role(row)
        relation = self.relations.get(row["sourcedId"])
        if not relation or (role.kind and role.org):
            return role
        student, said = relation
        return role.related(self.roles.get(student, Role()), said)


def _relations(rows: Iterable[Row]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        found.setdefault(row["relationshipUserSourcedId"], (row["userSourcedId"], row["relationshipRole"]))
    return found


def _groups(row: Row) -> Told:
    """Sex as the file has it; ethnicity as American schools report it: Hispanic whatever the race, then the race."""
    races = [part.strip() for part in row["raceCodes"].split(",") if part.strip()]
    race = SEVERAL if len(races) > 1 else RACES.get(races[0], races[0]) if races else ""
    hispanic = "hispanicorlatino" in row["ethnicityCodes"].casefold()
    return {"group.sex": row["sex"].casefold(), "group.ethnicity": HISPANIC if hispanic else race}
