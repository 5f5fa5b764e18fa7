"""When terms begin and end. Version 1 writes month/day/year, in Britain whatever its cells prove."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from data.importers.converted import Row
from data.importers.dates import ORDERS, DateColumn
from data.importers.problems import Wrong

COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")  # which Microsoft recommends, too

Term = tuple[str, str]  # first and last day, "" where it is not said


class Terms:
    """Reads the dates of terms: ``columns`` are those of the first and the last day.

    ``told`` is what --dates says, ``documented`` what the format says: it counts where every cell is such a date.
    Where the format says nothing, an order counts that every cell fits, and no other does.
    """

    def __init__(self, columns: tuple[str, str], told: str | None, documented: str | None, rows: Iterable[Row]) -> None:
        self.columns = columns
        self.dates = DateColumn(told)
        self.note = ""
        if not told:
            self._find_out(documented, rows)

    def _find_out(self, documented: str | None, rows: Iterable[Row]) -> None:
        cells = {row[column] for row in rows for column in self.columns}
        for cell in sorted(cells - {""}):
            with suppress(Wrong):
                self.dates.date(_with_hyphens(cell))
        fitting = self.dates.fitting
        if fitting == set(ORDERS):  # they are ISO, all of them
            return
        order = documented if documented in fitting else None
        if not documented and len(fitting) == 1:
            (order,) = fitting
        if order:
            self.dates = DateColumn(order)
            self.note = f"the dates of its terms are read as {ORDERS[order]}"

    def term(self, row: Row) -> Term:
        """Raises Wrong where a date cannot be read."""
        start, end = (self._day(row, column) for column in self.columns)
        return start, end

    def known(self, row: Row) -> Term | None:
        """None where a date cannot be read."""
        try:
            return self.term(row)
        except Wrong:
            return None

    def _day(self, row: Row, column: str) -> str:
        if not row[column]:
            return ""
        try:
            return self.dates.date(_with_hyphens(row[column])).isoformat()
        except Wrong as wrong:
            raise Wrong(wrong.why, wrong.remedy or self.dates.remedy, column) from wrong


def _with_hyphens(cell: str) -> str:
    found = COMPACT.fullmatch(cell)
    return "-".join(found.groups()) if found else cell


def whole(terms: Iterable[Term | None]) -> Term:
    """From the first day of several terms to the last one. Raises Wrong where one of them cannot be read."""
    known = list(terms)
    if None in known:
        raise Wrong("belongs to a term whose dates cannot be read", "mend them where the term stands, or use --dates")
    starts, ends = [start for start, _ in known], [end for _, end in known]
    return min(starts, default="") if all(starts) else "", max(ends, default="") if all(ends) else ""
