"""The day of a form's timestamps. The whole column proves the order of day and month, or --dates says it."""

from __future__ import annotations

import re
from datetime import date

from data.importers.dates import ORDERS
from data.importers.problems import FileRefused, Wrong

YEAR_FIRST = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})(?:[T ,].*)?")
YEAR_LAST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?:[T ,].*)?")


class Days:
    """``see`` every cell of the column, then ask for the ``day`` of each."""

    def __init__(self, header: str, told: str | None) -> None:
        self.header, self.told = header, told
        self.fitting = {"mdy", "dmy"}
        self.matters = False  # whether any cell is another day in the other order

    def see(self, cell: str) -> None:
        if found := YEAR_LAST.fullmatch(cell.strip()):
            days = {order: _in_order(found, order) for order in ("mdy", "dmy")}
            self.fitting &= {order for order, day in days.items() if day}
            self.matters = self.matters or days["mdy"] != days["dmy"]

    def settle(self) -> None:
        """Raises FileRefused where the order is not certain."""
        if self.told in ("mdy", "dmy") or not self.matters or len(self.fitting) == 1:
            return
        why = "could be dates in both orders of day and month" if self.fitting else "has dates in both orders"
        ask = {"what": "dates", "column": self.header, "options": ["mdy", "dmy"]} if self.fitting else None
        raise FileRefused(why, "say which order it means by --dates mdy or --dates dmy", None, self.header, ask=ask)

    def day(self, cell: str) -> str:
        """In ISO form. Raises Wrong."""
        text = cell.strip()
        if found := YEAR_FIRST.fullmatch(text):
            day = _date(found[1], found[3], found[4])
        elif found := YEAR_LAST.fullmatch(text):
            day = _in_order(found, self._order)
        else:
            raise Wrong("is not a date with a year of four digits", "write it as 2026-01-31", self.header)
        if day is None:
            raise Wrong(f"is not a date in the {ORDERS[self._order]} order", "correct it, or --dates", self.header)
        return day.isoformat()

    @property
    def _order(self) -> str:
        return self.told if self.told in ("mdy", "dmy") else min(self.fitting, default="mdy")


def _in_order(found: re.Match, order: str) -> date | None:
    month, day = (found[1], found[3]) if order == "mdy" else (found[3], found[1])
    return _date(found[4], month, day)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
