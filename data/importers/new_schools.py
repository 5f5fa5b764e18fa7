"""Schools that nobody listed and that rows name: an import makes them, and says so, since a slip makes one, too."""

from __future__ import annotations

from collections.abc import Container

from sqlalchemy import func, select

from data import schema
from data.importers.problems import printable, quotable
from data.importers.receipt import FileReceipt
from data.importers.staging import FILE, Stage

MOST_NAMED = 3
DOUBT = "is it spelled as before?", "are they spelled as before?"


def new_schools(stage: Stage, known: Container[str]) -> dict[int, list[str]]:
    """By the number of the file that names them first: schools that the rows of a stage will make."""
    found: dict[int, list[str]] = {}
    if stage.kind.table is schema.schools or "school" not in stage.table.c:
        return found
    named, first = stage.table.c.school, func.min(stage.table.c.whence)
    rows = select(named, first).where(named.is_not(None)).group_by(named).order_by(first)
    for school, place in stage.connection.execute(rows):
        if school not in known:
            found.setdefault(place // FILE, []).append(school)
    return found


def note_new_schools(receipt: FileReceipt, schools: list[str], others: bool) -> None:
    """``others``: whether there were schools before. Their ids go to who imports; what is kept has the number alone,
    as a column that was taken for the school's may hold anything."""
    several = len(schools) > 1
    counted = f"adds {len(schools):,} schools" if several else "adds a school"
    names = ", ".join(printable(quotable(school)) for school in schools[:MOST_NAMED])
    names += f" and {len(schools) - MOST_NAMED:,} more" if len(schools) > MOST_NAMED else ""
    absent = f", which {'were' if several else 'was'} not there: {DOUBT[several]}" if others else ""
    named = f"adds the school{'s' if several else ''} {names}"
    receipt.notes.append(named + absent)
    receipt.bare[named + absent] = counted + absent
