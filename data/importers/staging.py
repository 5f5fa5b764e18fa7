"""Checked rows in a temporary table, and what is found out about them there: repeated, refused, unchanged.

In the database, because there a file of millions of rows needs no memory of ours, and "equal to what is stored" is a
join. A temporary table is the connection's own: nobody waits for it, and a killed import takes it along.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    cast,
    delete,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)

from data import schema, store
from data.importers import journal
from data.importers.kind import GROUP_PREFIX, Kind, Part
from data.importers.sheet import ROWS_OF_A_LINE

LINE = ROWS_OF_A_LINE
FILE = 10**14  # where a row is from: file * FILE + line * LINE + which of its line: sorts as the files were given

PLACE = BigInteger().with_variant(Integer, "sqlite")  # where it is the table's own row number
AT_ONCE = 500  # values of one IN


class Stage:
    """The rows of one kind, of all files of an import that bring it."""

    def __init__(self, connection: Connection, kind: Kind) -> None:
        self.connection, self.kind = connection, kind
        self.steps: list[Step] = []
        place = Column("whence", PLACE, primary_key=True, autoincrement=False)
        columns = [_column(kind, name, number) for number, name in enumerate(kind.columns)]
        self.table = Table(f"staged_{kind.name}", MetaData(), place, *columns, prefixes=["TEMPORARY"])
        self.table.drop(connection, checkfirst=True)
        self.table.create(connection)
        self.lines = journal.drafts(connection, f"changed_{kind.name}")

    def add(self, file: int, lines: Sequence[int], columns: Sequence[Sequence]) -> None:
        """Rows of a file, column by column, in the order of ``Kind.columns``."""
        store.insert_columns(self.connection, self.table, self.table.c.keys(), [_places(file, lines), *columns])

    def take_out(self, places: Sequence[int]) -> None:
        for start in range(0, len(places), AT_ONCE):
            chosen = self.table.c.whence.in_(places[start : start + AT_ONCE])
            self.connection.execute(delete(self.table).where(chosen))

    def take_out_file(self, file: int) -> None:
        self.connection.execute(delete(self.table).where(self._of(file)))

    def take_out_unchanged(self) -> None:
        """What is left says something that the database does not say yet."""
        store.gather_statistics(self.connection, self.table)
        if self.kind.keyless:
            self._take_out_unchanged_without_key()
        stored = and_(*(self._is_stored(part) for part in self.kind.parts))
        self.connection.execute(delete(self.table).where(stored))
        self._prepare_merge()

    def _prepare_merge(self) -> None:
        """What can be found out before others have to wait: what the merge must look for, and what it changes."""
        for part in self.kind.parts:
            there = exists(select(1).where(same_key(part, self.table)))
            meets = self._any(part, there)
            self.steps.append(Step(part, meets, not meets or self._any(part, not_(there))))
            if meets:
                told = {name: self.table.c[mine] for name, mine in part.columns.items() if name not in part.key}
                differing = {name: says_else(part, name, mine) for name, mine in told.items()}
                differing |= {name: or_(*map(differing.get, by)) for name, by in part.noted.items()}
                journal.draft(self.connection, self.lines, part.table, differing, changes(part, self.table))

    def _any(self, part: Part, which: ColumnElement[bool]) -> bool:
        rows = select(1).select_from(self.table).where(has(part, self.table), which)
        return self.connection.execute(rows.limit(1)).first() is not None

    def _is_stored(self, part: Part) -> ColumnElement[bool]:
        same = exists(select(1).where(same_key(part, self.table), not_(differs(part, self.table))))
        return or_(self.table.c[part.present].is_(None), same) if part.present else same

    def _take_out_unchanged_without_key(self) -> None:
        """Of rows without a key as many are unchanged as the database has of the very same content."""
        ours, stored = self.table, self.kind.table
        contents = [ours.c[name] for name in self.kind.columns]
        nth = func.row_number().over(partition_by=contents, order_by=ours.c.whence).label("nth")
        numbered = select(ours, nth).where(ours.c[self.kind.keyless].is_(None)).subquery()
        alike = and_(*(equal(stored.c[name], numbered.c[name]) for name in self.kind.columns))
        there = select(func.count()).select_from(stored).where(alike).scalar_subquery()
        places = self.connection.scalars(select(numbered.c.whence).where(numbered.c.nth <= there))
        self.take_out(places.all())

    def count(self, file: int) -> tuple[int, int]:
        """How many rows of a file are here, and how many of those are about something that is stored already."""
        rows = select(func.count()).select_from(self.table).where(self._of(file))
        main, meets, _ = self.steps[0]
        there = self.connection.scalar(rows.where(exists(select(1).where(same_key(main, self.table))))) if meets else 0
        return self.connection.scalar(rows), there

    def _of(self, file: int) -> ColumnElement[bool]:
        return self.table.c.whence.between(file * FILE, (file + 1) * FILE - 1)

    def places(self) -> Iterator[tuple[int, tuple]]:
        """Where each row is from, and its key."""
        rows = self.connection.execute(select(self.table.c.whence, *self._keys).order_by(self.table.c.whence))
        return ((place, tuple(key)) for place, *key in rows)

    def again(self) -> list[Again]:
        """Rows with the key of another one: the later ones, or the earlier ones where the later wins."""
        if not self._has_key_twice():
            return []
        rows = self.connection.execute(self._twins())
        others = [name for name in self.kind.columns if name not in self.kind.key]
        return [
            Again(
                row.whence,
                row.other,
                row.named,
                tuple(name for name in others if row._mapping[f"other_{name}"]),
            )
            for row in rows
        ]

    def _has_key_twice(self) -> bool:
        twice = (
            select(1).select_from(self.table).where(self._keyed).group_by(*self._keys).having(func.count() > 1).limit(1)
        )
        return self.connection.execute(twice).first() is not None

    def _twins(self) -> Select:
        """Each row whose key another row has, beside the first (or last) of those."""
        chosen = func.max if self.kind.later_wins else func.min
        one = chosen(self.table.c.whence).over(partition_by=self._keys).label("one")
        grouped = select(self.table, one).where(self._keyed).subquery()
        ours, other = grouped, self.table.alias("other")
        named = func.coalesce(*(cast(ours.c[name], Text) for name in self.kind.key), literal("")).label("named")
        flags = [
            not_(equal(ours.c[name], other.c[name])).label(f"other_{name}")
            for name in self.kind.columns
            if name not in self.kind.key
        ]
        pairs = ours.join(other, other.c.whence == ours.c.one)
        columns = (ours.c.whence, other.c.whence.label("other"), named, *flags)
        return select(*columns).select_from(pairs).where(ours.c.whence != ours.c.one).order_by(ours.c.whence)

    @property
    def _keys(self) -> list[Column]:
        return [self.table.c[name] for name in self.kind.key]

    @property
    def _keyed(self) -> ColumnElement[bool]:
        return self.table.c[self.kind.keyless].is_not(None) if self.kind.keyless else true()


class Step(NamedTuple):
    """A part as it will be merged: whether any row of it has a stored one, whether any has none."""

    part: Part
    meets: bool
    adds: bool


class Again(NamedTuple):
    """A row with the key of another: where both are, what they are called, and the columns in which they differ."""

    place: int
    other: int
    named: str
    differing: tuple[str, ...]


def line(place: int) -> int:
    return place % FILE // LINE


def _places(file: int, lines: Sequence[int]) -> Sequence[int]:
    """A number for each row; those of one line stand next to each other."""
    if isinstance(lines, range):  # a row a line, as most files are
        return range(file * FILE + lines.start * LINE, file * FILE + lines.stop * LINE, LINE)
    places, before, again = [], None, 0
    for one in lines:
        again = again + 1 if one == before else 0
        places.append(file * FILE + one * LINE + again)
        before = one
    return places


def same_key(part: Part, staged: FromClause) -> ColumnElement[bool]:
    """The stored row of a staged one. Null is equal to null: a membership without a start is one membership."""
    return and_(*(_same(part, name, staged) for name in part.key))


def _same(part: Part, name: str, staged: FromClause) -> ColumnElement[bool]:
    column = part.table.c[name]
    if name in part.constants:
        return column == part.constants[name]
    mine = staged.c[part.columns[name]]
    return equal(column, mine) if column.nullable and name != part.keyless else column == mine


def has(part: Part, staged: FromClause) -> ColumnElement[bool]:
    """Whether a staged row has the part at all."""
    return staged.c[part.present].is_not(None) if part.present else true()


def changes(part: Part, staged: FromClause) -> ColumnElement[bool]:
    """Whether a staged row changes a stored one."""
    return and_(has(part, staged), same_key(part, staged), differs(part, staged))


def differs(part: Part, staged: FromClause) -> ColumnElement[bool]:
    """Whether a staged row says something else than the stored one."""
    told = [name for name in part.columns if name not in part.key]
    return or_(false(), *(says_else(part, name, staged.c[part.columns[name]]) for name in told))


def says_else(part: Part, name: str, mine: ColumnElement) -> ColumnElement[bool]:
    """Whether it says something else of one column."""
    other = part.table.c[name].is_distinct_from(mine)
    other = other if name in part.always else and_(mine.is_not(None), other)
    return and_(not_(part.sealed[name]), other) if name in part.sealed else other


def equal(one: ColumnElement, other: ColumnElement) -> ColumnElement[bool]:
    return one.is_not_distinct_from(other)


def _column(kind: Kind, name: str, number: int) -> Column:
    """Of the type it will be stored as; its own name may be any text that a header had."""
    if name.startswith(GROUP_PREFIX):
        return Column(f"group_{number}", schema.person_groups.c.value.type, key=name)
    tables = [part.table for part in kind.parts if name in part.table.c]
    return Column(name, tables[0].c[name].type)
