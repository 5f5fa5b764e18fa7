"""The files of OneRoster's CSV binding: their columns, what they refer to, the words they know.

Source: 1EdTech OneRoster CSV Binding 1.1 and 1.2 (1.2.1 takes one column of users away, which is optional here).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

OWN = ("sourcedId", "status", "dateLastModified")  # of every file, before its own columns
METADATA = "metadata."  # columns that every vendor may add

# A file a line, its columns in their order; * must be filled in.
V1_1 = """
academicSessions title* type* startDate* endDate* parentSourcedId schoolYear*
categories title*
classes title* grades courseSourcedId* classCode classType* location schoolSourcedId* termSourcedIds* subjects \
    subjectCodes periods
classResources title classSourcedId* resourceSourcedId*
courses schoolYearSourcedId title* courseCode grades orgSourcedId* subjects subjectCodes
courseResources title courseSourcedId* resourceSourcedId*
demographics birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican \
    nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity \
    countryOfBirthCode stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus
enrollments classSourcedId* schoolSourcedId* userSourcedId* role* primary beginDate endDate
lineItems title* description assignDate* dueDate* classSourcedId* categorySourcedId* gradingPeriodSourcedId* \
    resultValueMin* resultValueMax*
orgs name* type* identifier parentSourcedId
resources vendorResourceId* title roles importance vendorId applicationId
results lineItemSourcedId* studentSourcedId* scoreStatus* score scoreDate* comment
users enabledUser* orgSourcedIds* role* username* userIds givenName* familyName* middleName identifier email sms \
    phone agentSourcedIds grades password
"""
V1_2 = """
categories title* weight
lineItems title* description assignDate* dueDate* classSourcedId* categorySourcedId* academicSessionSourcedId* \
    resultValueMin resultValueMax schoolSourcedId*
results lineItemSourcedId* studentSourcedId* scoreStatus* score scoreDate* comment textScore classSourcedId \
    inProgress incomplete late missing
users enabledUser* username* userIds givenName* familyName* middleName identifier email sms phone agentSourcedIds \
    grades password userMasterIdentifier resourceSourcedIds preferredGivenName preferredMiddleName \
    preferredFamilyName primaryOrgSourcedId pronouns
roles userSourcedId* roleType* role* beginDate endDate orgSourcedId* userProfileSourcedId
userProfiles userSourcedId* profileType* vendorId* applicationId description credentialType* username* password
userResources userSourcedId* orgSourcedId classSourcedId resourceSourcedId*
scoreScales title* type* orgSourcedId* courseSourcedId* classSourcedId* scoreScaleValue*
lineItemScoreScales title lineItemSourcedId* scoreScaleSourcedId*
resultScoreScales title resultSourcedId* scoreScaleSourcedId*
lineItemLearningObjectiveIds lineItemSourcedId* source* learningObjectiveId*
resultLearningObjectiveIds resultSourcedId* source* learningObjectiveId* score textScore
"""
SINCE_1_1 = {"enabledUser", "schoolYear"}
SINCE_1_2_1 = {"resourceSourcedIds"}  # no longer there
WITHOUT_MANIFEST = ("academicSessions", "classes", "courses", "demographics", "enrollments", "orgs", "users")  # 1.0

# What is written otherwise in files that exist: file -> their column -> ours.
VARIANTS = {
    "classes": {"termSourcedId": "termSourcedIds", "grade": "grades"},
    "courses": {"grade": "grades"},
    "demographics": {"userSourcedId": "sourcedId"},
    "users": {"grade": "grades"},
}
REFERENCES = {
    "academicSessionSourcedId": "academicSessions",
    "agentSourcedIds": "users",
    "categorySourcedId": "categories",
    "classSourcedId": "classes",
    "courseSourcedId": "courses",
    "gradingPeriodSourcedId": "academicSessions",
    "lineItemSourcedId": "lineItems",
    "orgSourcedId": "orgs",
    "orgSourcedIds": "orgs",
    "primaryOrgSourcedId": "orgs",
    "schoolSourcedId": "orgs",
    "schoolYearSourcedId": "academicSessions",
    "studentSourcedId": "users",
    "termSourcedIds": "academicSessions",
    "userSourcedId": "users",
}
YES_NO = ("true", "false")
SCHOOL_ROLES = ("administrator", "proctor", "student", "teacher")
FAMILY = ("guardian", "parent", "relative")
WORDS = {
    ("academicSessions", "type"): ("gradingPeriod", "semester", "schoolYear", "term"),
    ("classes", "classType"): ("homeroom", "scheduled"),
    **{("demographics", column): YES_NO for column in (
        "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican", "nativeHawaiianOrOtherPacificIslander",
        "white", "demographicRaceTwoOrMoreRaces", "hispanicOrLatinoEthnicity")},
    ("demographics", "sex"): ("male", "female", "unspecified", "other"),
    ("enrollments", "role"): SCHOOL_ROLES,
    ("enrollments", "primary"): YES_NO,
    ("orgs", "type"): ("department", "school", "district", "local", "state", "national"),
    ("results", "scoreStatus"): ("exempt", "fully graded", "not submitted", "partially graded", "submitted"),
    ("roles", "roleType"): ("primary", "secondary"),
    ("roles", "role"): ("aide", "counselor", "districtAdministrator", "principal", "proctor", "siteAdministrator",
                        "student", "systemAdministrator", "teacher", *FAMILY),
    ("users", "enabledUser"): YES_NO,
    ("users", "role"): (*SCHOOL_ROLES, "aide", *FAMILY),
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """One file of a version: its columns in their order, and those that must be filled in."""

    name: str
    columns: tuple[str, ...]
    required: frozenset[str]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def references(self) -> dict[str, str]:
        """Column -> the file whose ids it holds."""
        own = {"parentSourcedId": self.name} | ({"sourcedId": "users"} if self.name == "demographics" else {})
        return {column: to for column in self.columns if (to := (own | REFERENCES).get(column))}

    def shares(self, header: Iterable[str]) -> int:
        """How many of its own columns a header has, letter case aside."""
        found = {cell.casefold() for cell in header}
        return sum(column.casefold() in found for column in self.columns)

    def fits(self, header: Iterable[str]) -> bool:
        """Whether all is there that must be."""
        return {column.casefold() for column in self.required} <= {cell.casefold() for cell in header}


def word(table: str, column: str, text: str) -> str:
    """As OneRoster writes it, whatever its letter case; itself where OneRoster does not know it."""
    known = WORDS[table, column]
    return text if text in known else next((one for one in known if one.casefold() == text.casefold()), text)


def tables(version: str) -> dict[str, Table]:
    """Every file of a version ("1.0", "1.1", "1.2"), by its name without .csv."""
    found = _parsed(V1_1) | (_parsed(V1_2) if version == "1.2" else {})
    if version != "1.0":
        return found
    return {name: Table(name, table.columns, table.required - SINCE_1_1) for name, table in found.items()}


def _parsed(text: str) -> dict[str, Table]:
    return {(table := _table(*line.split())).name: table for line in text.strip().splitlines()}


def _table(name: str, *columns: str) -> Table:
    required = frozenset(column.rstrip("*") for column in columns if column.endswith("*"))
    return Table(name, OWN + tuple(column.rstrip("*") for column in columns), required | {"sourcedId"})
