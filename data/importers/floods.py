"""Thanks by one giver that nobody writes by hand in a day: taken in, and held until somebody has looked at them.

What a file brings needs no look before it shows, since somebody vouches for the file; a thousand thanks of one day by
one person are another matter, and would fill every board. Rows without a giver are not one giver's.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, FromClause, and_, exists, func, not_, select, union_all

from data import schema
from data.importers import journal
from data.importers.receipt import FileReceipt
from data.importers.staging import FILE, Stage

MOST_A_DAY = 200  # thanks by one giver: a file that repeats itself a hundred times is still only careless
HELD, TOO_MANY = "held", f"more than {MOST_A_DAY} by one giver in a day"
THANKS = schema.recognitions
GIVEN = ("from_person", "date")


def note_floods(stage: Stage, receipts: list[FileReceipt]) -> None:
    """Tell before anything is taken that some of a file's thanks will wait for a look."""
    if stage.kind.table is not THANKS:
        return
    staged = stage.table
    stored = select(*_given(THANKS)).where(not_(exists(select(1).where(staged.c.id == THANKS.c.id))))
    found = _floods(union_all(select(*_given(staged)), stored).subquery())
    many = select(staged.c.whence).where(_is_of(staged, found))
    files = [place // FILE for place in stage.connection.scalars(many)]
    for number in sorted(set(files)):
        receipts[number].notes.append(f"{files.count(number):,} thanks wait for a look before they show: {TOO_MANY}")


def hold(connection: Connection, import_id: int) -> None:
    """Hold what an import has added of such a day; what it changed had its look before."""
    found = _floods(THANKS.alias())
    lines = journal.LINES
    changed = exists(
        select(1).where(
            lines.c.import_id == import_id,
            lines.c.name == THANKS.name,
            lines.c.row == journal.row_key(connection, THANKS),
        )
    )
    added = and_(THANKS.c.import_id == import_id, THANKS.c.state.is_(None), not_(changed))
    connection.execute(THANKS.update().where(added, _is_of(THANKS, found)).values(state=HELD))


def _floods(thanks: FromClause) -> FromClause:
    """The giver and day of what is more than anybody writes."""
    given = [thanks.c[name] for name in GIVEN]
    counted = select(*given).where(given[0].is_not(None)).group_by(*given)
    return counted.having(func.count() > MOST_A_DAY).subquery()


def _is_of(rows: FromClause, found: FromClause) -> ColumnElement[bool]:
    return exists(select(1).where(*(rows.c[name] == found.c[name] for name in GIVEN)))


def _given(rows: FromClause) -> list:
    return [rows.c[name] for name in GIVEN]
