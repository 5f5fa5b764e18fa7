"""How a row is kept where it is not simply one row of one table."""

from __future__ import annotations

from sqlalchemy import false, func

from data import schema
from data.importers.kind import GROUP_PREFIX, Kind, Part

# Thanks: what was taken back or removed takes in no words again; and where that of which somebody has looked at them
# changes, whether they show may change as well.
IS_GONE = func.coalesce(schema.recognitions.c.state.in_(("removed", "withdrawn")), false())
LOOKED_AT = ("from_person", "date", "message")


def person(kind: Kind) -> tuple[Part, ...]:
    """A person, and one row of ``person_groups`` for each group that the file tells."""
    groups = [name for name in kind.columns if name.startswith(GROUP_PREFIX)]
    own = tuple(name for name in kind.columns if name not in groups)
    return (kind.whole(own), *(_person_group(name) for name in groups))


def _person_group(column: str) -> Part:
    return Part(
        schema.person_groups,
        key=("person", "name"),
        columns={"person": "id", "value": column},
        constants={"name": column.removeprefix(GROUP_PREFIX)},
        present=column,
    )


def participant(kind: Kind) -> tuple[Part, ...]:
    """Who was at an event is a participant, who was at a meeting an attendee."""
    return (
        _at(schema.participants, "event"),
        _at(schema.attendees, "meeting"),
    )


def _at(table, what: str) -> Part:
    columns = {name: name for name in (what, "person", "role", "expected", "present")}
    return Part(table, key=(what, "person"), columns=columns, present=what)
