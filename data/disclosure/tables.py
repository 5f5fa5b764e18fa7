"""Tables with published totals: what else must be hidden so that no hidden cell can be subtracted.

The algorithm is that of the definitions, 7.3: every published sum that has a hidden cell hides two or more, and
together they are no small group. It is deterministic: the same table always hides the same cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sum:
    """A published linear relation: the counts at ``parts`` add up to the count at ``total``.

    ``total`` None: the total is no cell of this table, but somebody publishes it.
    """

    parts: tuple[int, ...]
    total: int | None = None

    @property
    def cells(self) -> tuple[int, ...]:
        return self.parts if self.total is None else (*self.parts, self.total)


@dataclass(frozen=True)
class Table:
    """Counts of people and the sums between them. ``kept``: cells that are another answer's, not ours to hide."""

    counts: tuple[int, ...]
    sums: tuple[Sum, ...]
    kept: frozenset[int] = field(default=frozenset())

    @property
    def totals(self) -> frozenset[int]:
        return frozenset(one.total for one in self.sums if one.total is not None)


def line(counts: Sequence[int]) -> Table:
    """Parts of one total that is published elsewhere."""
    return Table(tuple(counts), (Sum(tuple(range(len(counts)))),))


def grid(rows: Sequence[Sequence[int]]) -> Table:
    """Rows and columns with all their totals published: the cells row by row, each row's total at its end."""
    down, across = len(rows), len(rows[0])
    full = [[*row, sum(row)] for row in rows]
    full.append([sum(column) for column in zip(*full, strict=True)])
    place = [[i * (across + 1) + j for j in range(across + 1)] for i in range(down + 1)]
    sums = [Sum(tuple(row[:-1]), row[-1]) for row in place]
    sums += [Sum(tuple(column[:-1]), column[-1]) for column in zip(*place, strict=True)]
    return Table(tuple(count for row in full for count in row), tuple(sums))


def primary(table: Table, smallest: int) -> frozenset[int]:
    """The places of the small counts: nobody is no secret, one to ``smallest`` - 1 are."""
    return frozenset(place for place, count in enumerate(table.counts) if 0 < count < smallest)


def complemented(table: Table, hidden: frozenset[int], smallest: int) -> frozenset[int]:
    """These and the cells that must go with them; a sum that has nothing left to hide stays as it is."""
    stuck: set[int] = set()
    while (broken := _broken(table, hidden, smallest, stuck)) is not None:
        more = one_more(table, hidden, table.sums[broken])
        if more is None:
            stuck.add(broken)
        else:
            hidden |= {more}
    return hidden


def _broken(table: Table, hidden: frozenset[int], smallest: int, stuck: set[int]) -> int | None:
    """The first sum that gives a hidden cell away."""
    places = (place for place, one in enumerate(table.sums) if place not in stuck)
    return next((place for place in places if not holds(table, hidden, table.sums[place], smallest)), None)


def holds(table: Table, hidden: frozenset[int], one: Sum, smallest: int) -> bool:
    """Whether a sum hides nothing, or two cells or more that are no small group together."""
    gone = [table.counts[place] for place in one.cells if place in hidden]
    return not gone or (len(gone) >= 2 and sum(gone) >= smallest)


def one_more(table: Table, hidden: frozenset[int], one: Sum) -> int | None:
    """The next cell of a sum to hide: where a crossing sum hides already, then the smallest, then the first.

    A total goes last of all: it is what most people read.
    """
    spare = [place for place in one.cells if table.counts[place] and place not in hidden | table.kept]
    return min(spare, key=lambda place: _price(table, hidden, one, place), default=None)


def _price(table: Table, hidden: frozenset[int], one: Sum, place: int) -> tuple:
    """Among crossing sums that hide, one that needs another cell itself comes first: one cell serves both."""
    crossing = [other for other in table.sums if other is not one and place in other.cells]
    gone = [len(hidden.intersection(other.cells)) for other in crossing]
    alone = min((number or len(table.counts) for number in gone), default=0)
    return place in table.totals, alone, table.counts[place], place
