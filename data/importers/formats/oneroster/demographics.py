"""What demographics tell of a student for groups to compare: sex and ethnicity, and nothing else of it."""

from __future__ import annotations

from data.importers.formats.oneroster.columns import word
from data.importers.formats.oneroster.file import Record

SEX, ETHNICITY = "group.sex", "group.ethnicity"
GROUPS = {SEX: "sex", ETHNICITY: "hispanicOrLatinoEthnicity"}  # and the column that a message would name
RACES = {
    "americanIndianOrAlaskaNative": "American Indian or Alaska Native",
    "asian": "Asian",
    "blackOrAfricanAmerican": "Black or African American",
    "nativeHawaiianOrOtherPacificIslander": "Native Hawaiian or other Pacific Islander",
    "white": "White",
}
SEVERAL = "two or more races"


def groups_of(record: Record) -> dict[str, str]:
    return {SEX: word("demographics", "sex", record["sex"]), ETHNICITY: _ethnicity(record)}


def _ethnicity(record: Record) -> str:
    """One of the seven groups in which schools of the United States report: Hispanic of any race comes first."""
    if _is(record, "hispanicOrLatinoEthnicity"):
        return "Hispanic or Latino"
    races = [name for column, name in RACES.items() if _is(record, column)]
    if len(races) > 1 or _is(record, "demographicRaceTwoOrMoreRaces"):
        return SEVERAL
    return races[0] if races else ""


def _is(record: Record, column: str) -> bool:
    return record[column].casefold() == "true"
