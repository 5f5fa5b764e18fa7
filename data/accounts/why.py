"""Why somebody may see something: in words, from what was granted and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.accounts.grants import Grant
from data.accounts.roles import SAYS, viewer_of
from data.viewer import OWN, Viewer

THINGS = {
    "students": "students' attendance, results and incidents",
    "staff": "what staff do at work",
    "sensitive": "surveys and wellbeing",
    "open": "goals, plans and promises",
}
NAMES_OFF = "once names are asked for, which is noted"


def why(grants: Sequence[Grant], whose: str) -> str:
    """Whether and why the holder of these grants sees data of a kind: one sentence a grant that lets them."""
    return " ".join(_sentences(grants, whose)) or f"Nothing lets this account see {THINGS[whose]}."


def _sentences(grants: Sequence[Grant], whose: str) -> Iterator[str]:
    for grant in grants:
        how = _how(viewer_of(grant), grant, whose)
        if how:
            where = f" of {grant.school}" if grant.school else " of all schools"
            yield f"As {grant.role}{where}, {how}: {grant.why}."


def _how(viewer: Viewer, grant: Grant, whose: str) -> str:
    if whose in viewer.refuses or (viewer.schools is not None and not viewer.schools):
        return ""
    if whose in viewer.sees:
        return f"by name, {NAMES_OFF}"
    names = [name for name in OWN.get(whose, ()) if name == grant.scope]
    if names:
        return f"by name in {', '.join(sorted(grant.of))}, {NAMES_OFF}; otherwise in numbers, small groups hidden"
    return "in numbers, small groups hidden"


def said_of(grant: Grant) -> str:
    """What a role may do."""
    return f"{grant.role}: {SAYS[grant.role]}"
