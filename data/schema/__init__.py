"""The tables, and which of their columns are personal.

Ids are text, as schools write them: ``007`` is not ``7``. ``personal`` marks what may never leave the gate
unasked: ``name`` (a person's name or address) and ``text`` (free text in which a name may stand).
"""

from __future__ import annotations

from data.schema.columns import WITHOUT_ROWID, metadata
from data.schema.facts import (
    actions,
    attendance,
    attendees,
    calendar,
    chart_events,
    checkins,
    consents,
    cycles,
    development,
    edits,
    events,
    feedback,
    goal_targets,
    goals,
    groups,
    incidents,
    indicators,
    initiatives,
    lessons,
    meetings,
    memberships,
    participants,
    people,
    person_groups,
    practice_uses,
    practices,
    recognitions,
    requests,
    results,
    roles,
    school_values,
    schools,
    session_answers,
    surveys,
    ties,
)
from data.schema.own import (
    accounts,
    attempts,
    corrections,
    data_version,
    grants,
    import_answers,
    import_changes,
    imports,
    passwords,
    rhythms,
    sessions,
    trail,
)

NO_FACTS = ("imports", "import_changes", "import_answers", "rhythms", "data_version", "accounts", "grants", "sessions",
            "passwords", "attempts", "trail", "corrections")  # fmt: skip
"""Tables about Staffroom itself: of no school, and asked by no metric."""

PERSONAL = {
    (table.name, column.name): column.info["personal"]
    for table in metadata.tables.values()
    for column in table.columns
    if "personal" in column.info
}
