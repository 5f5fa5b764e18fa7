"""What a role may see: from what was granted to somebody to the viewer that the gate knows, and why."""

from __future__ import annotations

from data.accounts.grants import Grant
from data.viewer import NOBODY, Viewer

PEOPLE = frozenset({"students", "staff"})
SAYS = {
    "administrator": "grants roles, ends sessions and reads the trail; sees no data of the school",
    "leader": "sees students and staff of the school by name, once names are asked for, and brings files in",
    "officer": "sees all numbers of the schools, small groups hidden, and nobody by name",
    "data-manager": "brings files in and sees whom they name; nothing of surveys and wellbeing",
    "team-lead": "sees the staff of the own department or program by name, and the school's numbers",
    "teacher": "sees the students of the own classrooms by name, and the school's numbers",
    "staff": "sees the school's numbers, small groups hidden",
    "projector": "sees the numbers of one school as they may stand in front of a room",
}


def viewer_of(grant: Grant | None) -> Viewer:
    """Whom the gate answers."""
    if grant is None or grant.role not in SAYS:
        return NOBODY
    schools = frozenset([grant.school]) if grant.school else None
    own = frozenset((grant.scope, one) for one in grant.of) if grant.scope else frozenset()
    return {
        "administrator": Viewer("administrator", schools=frozenset(), reads=False),
        "leader": Viewer("leader", schools, sees=PEOPLE, imports=True),
        "officer": Viewer("officer", schools),
        "data-manager": Viewer("data-manager", schools, sees=PEOPLE, imports=True, refuses=frozenset({"sensitive"})),
        "team-lead": Viewer("team-lead", schools, own=own),
        "teacher": Viewer("teacher", schools, own=own),
        "staff": Viewer("staff", schools),
        "projector": Viewer("projector", schools, reads=False),
    }[grant.role]
