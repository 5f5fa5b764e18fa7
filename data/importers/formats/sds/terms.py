"""When terms begin and end. Version 1 writes month/day/year, in Britain whatever its cells prove."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.importers.converted import Row
from data.importers.date_columns import DateColumn, Found, Look, Unsettled
from data.importers.problems import FileRefused, Wrong

COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")  # which Microsoft recommends, too

Term = tuple[str, str]  # first and last day, "" where it is not said


class Terms:
    """Reads the dates of terms: ``columns`` are those of the first and the last day.

    ``told`` is what --dates says, ``documented`` what the format says: it counts where every cell is such a date.
    Where the format says nothing, an order counts that every cell fits, and no other does.
    """

    def __init__(self, columns: tuple[str, str], told: str | None, documented: str | None, rows: Iterable[Row]) -> None:
        self.columns, self.note = columns, ""
        self.unsure = Wrong("is not a date", "write it as 2026-01-31")
        cells = [_with_hyphens(row[column]) for row in rows for column in columns if row[column]]
        self.dates = DateColumn(told, found := self._found(told, documented, cells))
        if found and not found.iso and not told:
            self.note = f"the dates of its terms are read as {found.form}"

    def _found(self, told: str | None, documented: str | None, cells: list[str]) -> Found | None:
        """None where nothing proves an order; what is no ISO date is then refused with the remedy."""
        as_documented = _look(documented, cells) if documented and not told else None
        if as_documented and not as_documented.mixed:
            return as_documented
        try:
            return _look(told, cells)
        except FileRefused as refused:
            self.unsure = Wrong(refused.problem.why, refused.problem.remedy)
            return None

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
        except (Wrong, Unsettled) as error:
            wrong = error if isinstance(error, Wrong) else self.unsure
            raise Wrong(wrong.why, wrong.remedy, column) from error


def _look(told: str | None, cells: Iterable[str]) -> Found:
    look = Look(told)
    look.at(cells)
    return look.found("")


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
