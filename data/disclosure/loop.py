"""Hide, prove, hide more: until every hidden cell is proved safe, or nothing of the table is shown."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from data.disclosure.audit import Unproved, intervals
from data.disclosure.tables import Sum, Table, complemented, holds, one_more, primary

LOG = logging.getLogger("staffroom")


def secured(table: Table, smallest: int, hidden: frozenset[int] = frozenset()) -> frozenset[int] | None:
    """The places to hide so that the audit finds every one of them safe; None: the whole table must go.

    ``hidden``: places that are hidden for another reason, and must not be worked out either.
    """
    try:
        return _secured(table, smallest, hidden | primary(table, smallest))
    except Unproved:  # then nothing of the table is shown: whoever asks gets an answer, and not a fault
        LOG.exception("a table could not be proved safe, and was withheld")
        return None


def _secured(table: Table, smallest: int, hidden: frozenset[int]) -> frozenset[int] | None:
    must = hidden
    while hidden:
        hidden = complemented(table, hidden, smallest)
        unsafe = _unsafe(table, hidden, smallest)
        if not unsafe:
            proved = is_safe(table, hidden, smallest)
            return _lightened(table, hidden, must, smallest) if proved else None
        more = next(_more(table, hidden, unsafe), None)
        if more is None:
            return None
        hidden |= {more}
    return hidden


def is_safe(table: Table, hidden: frozenset[int], smallest: int) -> bool:
    """Whether both hold: the rule of every sum, and the proof of every hidden cell."""
    return all(holds(table, hidden, one, smallest) for one in table.sums) and not _unsafe(table, hidden, smallest)


def _unsafe(table: Table, hidden: frozenset[int], smallest: int) -> list[int]:
    """Hidden places that a reader can work out too closely; those that others publish are theirs to prove."""
    found = intervals(table, hidden)
    return [place for place, interval in found.items() if place not in table.kept and not interval.safe(smallest)]


def _more(table: Table, hidden: frozenset[int], unsafe: list[int]) -> Iterator[int]:
    """Cells that would blur an unsafe one: of its own sums first, then of any sum that hides something."""
    for one in _nearest(table, hidden, unsafe):
        more = one_more(table, hidden, one)
        if more is not None:
            yield more


def _nearest(table: Table, hidden: frozenset[int], unsafe: list[int]) -> Iterator[Sum]:
    own = [one for one in table.sums if not set(unsafe).isdisjoint(one.cells)]
    yield from own
    yield from (one for one in table.sums if one not in own and not hidden.isdisjoint(one.cells))


def _lightened(table: Table, hidden: frozenset[int], must: frozenset[int], smallest: int) -> frozenset[int]:
    """Without complements that later ones made needless, the largest first: hide no more than the proof needs."""
    for place in sorted(hidden - must, key=lambda place: (place not in table.totals, -table.counts[place], place)):
        if is_safe(table, hidden - {place}, smallest):
            hidden -= {place}
    return hidden
