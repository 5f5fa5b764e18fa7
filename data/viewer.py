"""Who asks: which schools' rows they may see, and whose of these by name."""

from __future__ import annotations

from dataclasses import dataclass

from data.filters import Filters

OWN = {"students": ("classroom",), "staff": ("department", "program")}  # whose data, and the choices of them


@dataclass(frozen=True)
class Viewer:
    """Who asks. ``schools``: None for all; ``sees``: whose data they may see by name (students, staff)."""

    role: str
    schools: frozenset[str] | None = None
    sees: frozenset[str] = frozenset()
    reads: bool = True  # free text about people, where no name stands in it
    imports: bool = False  # may bring files in and take them back
    own: frozenset[tuple[str, str]] = frozenset()  # filter and value: groups whose people they see by name
    refuses: frozenset[str] = frozenset()  # whose data they see nothing of

    @classmethod
    def of(cls, role: str) -> Viewer:
        """The local roles, until people sign in."""
        return {
            "leader": cls("leader", sees=frozenset({"students", "staff"}), imports=True),
            "staff": cls("staff"),
            "projector": cls("projector", reads=False),
        }[role]

    def has_own(self, whose: str, filters: Filters) -> bool:
        """Whether a choice is of their own people alone: of a teacher's classrooms, of the team that somebody leads."""
        for name in OWN.get(whose, ()):
            chosen = {(name, value) for value in getattr(filters, name)}
            if chosen and chosen <= self.own:
                return True
        return False

    def may_name(self, filters: Filters) -> bool:
        """Whether there is anybody whom they may see by name in a choice."""
        return bool(self.sees) or any(self.has_own(whose, filters) for whose in OWN)

    def projected(self) -> Viewer:
        """The same person in front of a room: nobody's name, nothing small, no text about people."""
        return Viewer("projector", self.schools, reads=False)


MEASURER = Viewer("measure", sees=frozenset({"students", "staff"}))  # what goals are judged by, seen by nobody
NOBODY = Viewer("none", schools=frozenset(), reads=False)
