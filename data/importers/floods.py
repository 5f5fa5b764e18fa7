"""Thanks by one giver that nobody writes by hand in a day: taken in, and held until somebody has looked at them.

What a file brings needs no look before it shows, since somebody vouches for the file; a thousand thanks of one day by
one person are another matter, and would fill every board. So are thanks that were there already, where the file gives
them that giver, that day or other words. Rows without a giver are not one giver's.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, func, not_, or_, select, union_all

from data import schema, store
from data.importers import journal
from data.importers.parts import LOOKED_AT
from data.importers.receipt import FileReceipt
from data.importers.staging import FILE, Stage
from data.queries.recognition import is_shown

MOST_A_DAY = 200  # thanks by one giver: a file that repeats itself a hundred times is still only careless
HELD, TOO_MANY = "held", f"more than {MOST_A_DAY} by one giver in a day"
THANKS = schema.recognitions
GIVEN = ("from_person", "date")


def note_floods(stage: Stage, receipts: list[FileReceipt]) -> None:
    """Tell before anything is taken that some of a file's thanks will wait for a look."""
    if stage.kind.table is not THANKS:
        return
    staged = _as_they_will_be(stage.table).subquery()
    stored = select(*_given(THANKS)).where(not_(exists(select(1).where(stage.table.c.id == THANKS.c.id))))
    found = _floods(union_all(select(*_given(staged)), stored).subquery())
    many = select(staged.c.whence).where(staged.c.unseen, _is_of(staged, found))
    files = [place // FILE for place in stage.connection.scalars(many)]
    for number in sorted(set(files)):
        receipts[number].notes.append(f"{files.count(number):,} thanks wait for a look before they show: {TOO_MANY}")


def _as_they_will_be(staged: FromClause) -> Select:
    """The giver and day of each row once it is taken over, and whether it would show without anybody having looked."""
    joined = staged.outerjoin(THANKS, THANKS.c.id == staged.c.id)
    given = [func.coalesce(staged.c[name], THANKS.c[name]).label(name) for name in GIVEN]
    other = [and_(staged.c[name].is_not(None), THANKS.c[name].is_distinct_from(staged.c[name])) for name in LOOKED_AT]
    unseen = or_(THANKS.c.id.is_(None), and_(is_shown(THANKS), or_(*other)))
    return select(staged.c.whence, *given, unseen.label("unseen")).select_from(joined)


def hold(connection: Connection, import_id: int) -> None:
    """Hold what an import has added of such a day, and what it has made another matter. What it changed in other ways
    had its look before. The book keeps the state of what may be held here: see ``noted`` in parts.py."""
    found = _floods(THANKS.alias())
    lines = journal.LINES
    line = select(1).where(
        lines.c.import_id == import_id,
        lines.c.name == THANKS.name,
        lines.c.row == journal.row_key(connection, THANKS),
    )
    other = exists(line.where(store.has_json(connection, lines.c.before, "state")))
    unseen = and_(THANKS.c.import_id == import_id, is_shown(THANKS), or_(not_(exists(line)), other))
    connection.execute(THANKS.update().where(unseen, _is_of(THANKS, found)).values(state=HELD))


def _floods(thanks: FromClause) -> FromClause:
    """The giver and day of what is more than anybody writes."""
    given = [thanks.c[name] for name in GIVEN]
    counted = select(*given).where(given[0].is_not(None)).group_by(*given)
    return counted.having(func.count() > MOST_A_DAY).subquery()


def _is_of(rows: FromClause, found: FromClause) -> ColumnElement[bool]:
    return exists(select(1).where(*(rows.c[name] == found.c[name] for name in GIVEN)))


def _given(rows: FromClause) -> list:
    return [rows.c[name] for name in GIVEN]
