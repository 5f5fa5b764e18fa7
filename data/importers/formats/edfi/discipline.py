"""Discipline of Ed-Fi: incidents, with who did it and whether the office acted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from data.importers.catalog import KINDS
from data.importers.converted import Row, Told, converted
from data.importers.formats.edfi.records import INCIDENT, OFFENCE, SCHOOL, STUDENT, Tables, key, said
from data.importers.formats.together import completing, lacking
from data.importers.opened import Opened
from data.importers.order import Order

INCIDENTS, ASSOCIATION, ACTION = (
    "DisciplineIncident",
    "StudentDisciplineIncidentBehaviorAssociation",
    "DisciplineAction",
)
HEADERS = {
    "id": "IncidentIdentifier",
    "date": "IncidentDate",
    "school": SCHOOL,
    "kind": "Behavior.Behavior",
    "person": STUDENT,
    "major": "major",
    "place": "IncidentLocation",
    "time": "IncidentTime",
}
STATE_OFFENSE = "state offense"
PERPETRATOR = ("", "perpetrator")  # who did something, unless it is said that they did not
NOBODY = "does not say which incidents its records belong to, so that they say nothing of them"


class Known:
    """What other records say of incidents."""

    def __init__(self, tables: Tables) -> None:
        self.students: dict[str, set[str]] = defaultdict(set)
        self.behaviors: dict[str, str] = {}
        self.acted: set[str] = set()
        for row in tables.rows(ASSOCIATION):
            self._learn_association(row)
        for row in tables.rows(ACTION):
            self._learn_action(row)
        self.shared = sum(len(students) > 1 for students in self.students.values())

    def _learn_association(self, row: Row) -> None:
        incident = incident_of(row)
        if incident:
            self.behaviors.setdefault(incident, said(row["Behavior"]))
            if said(row["DisciplineIncidentParticipationCode"]).casefold() in PERPETRATOR:
                self.students[incident].add(row[STUDENT])

    def _learn_action(self, row: Row) -> None:
        incident = incident_of(row, OFFENCE)
        if incident:
            self.acted.add(incident)
            self.students[incident].add(row[f"{OFFENCE}{STUDENT}"])

    def tell(self, row: Row) -> list[Told]:
        id_ = key(row[SCHOOL], row["IncidentIdentifier"])
        kind = said(row["Behavior.Behavior"]) or self.behaviors.get(id_, "")
        students = self.students.get(id_, set())
        return [
            {
                "id": id_,
                "date": row["IncidentDate"],
                "school": row[SCHOOL],
                "kind": kind,
                "person": next(iter(students)) if len(students) == 1 else "",
                "major": "true" if self._is_major(id_, kind, row) else "",
                "place": said(row["IncidentLocation"]),
                "time": row["IncidentTime"],
            }
        ]

    def _is_major(self, id_: str, kind: str, row: Row) -> bool:
        """Ed-Fi does not say what the office dealt with; but it did where an action was taken, where the police were
        told, and with offences that the state wants to hear of. Of all others it is not known: that is not false."""
        told = row["ReportedToLawEnforcement"].casefold() in ("true", "1")
        return told or id_ in self.acted or kind.casefold() == STATE_OFFENSE


def incident_of(row: Row, within: str = "") -> str:
    """The id of the incident that a record refers to, by its id in the file or by school and number."""
    column = f"{within}{INCIDENT}"
    return row["DisciplineIncident"] or key(row[f"{column}{SCHOOL}"], row[f"{column}IncidentIdentifier"])


def incidents(tables: Tables, _order: Order) -> Iterator[Opened]:
    known = Known(tables)
    notes = [f"{known.shared:,} incidents have several students: these name nobody"] if known.shared else []
    for table in tables[INCIDENTS]:
        opened = converted(table.name, table.sheet, KINDS["incidents"], HEADERS, known.tell)
        opened.receipt.notes += [*table.notes, *notes]
        yield opened
    yield from _completing(tables)


def _completing(tables: Tables) -> Iterator[Opened]:
    for type_, within in ((ASSOCIATION, ""), (ACTION, OFFENCE)):
        for table in tables[type_]:
            if not tables[INCIDENTS]:
                yield lacking(table.name, KINDS["incidents"], INCIDENTS)
                continue
            belongs = any(incident_of(row, within) for row in table.rows())
            note = f"says who was in incidents of {INCIDENTS}, and what followed" if belongs else NOBODY
            yield completing(table.name, table.sheet, KINDS["incidents"], note)
