"""Which rules of recurrence are unrolled: those that calendar programs write.

RFC 5545 can also say "every second", or "every day that is the 30th of February", which a computer looks for until the
year 9999. What is not listed here is refused before anybody tries.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import icalendar

from data.importers.dates import LATEST
from data.importers.problems import Wrong

MOST_OCCURRENCES = 5_000  # of one file
ALWAYS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYHOUR", "BYMINUTE", "BYSECOND"}
PARTS = {
    "DAILY": {"BYDAY", "BYMONTH"},
    "WEEKLY": {"BYDAY", "BYMONTH"},
    "MONTHLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
}
ONE_BY_ONE = "export the calendar with its meetings one by one, or with a simpler rule"


def check(event: icalendar.Component) -> None:
    """Raises Wrong for a rule that is not unrolled."""
    if "EXRULE" in event:
        raise Wrong("is a kind of rule that is out of use since 2009", ONE_BY_ONE, "EXRULE")
    rule = event.get("RRULE")
    if rule is None:
        return
    often = str(_first(rule, "FREQ")).upper()
    if often not in PARTS:
        raise Wrong("does not come daily, weekly, monthly or yearly", ONE_BY_ONE, "RRULE")
    if set(rule) - ALWAYS - PARTS[often] or _several_a_day(rule):
        raise Wrong(f"has conditions that calendar programs do not write for {often}", ONE_BY_ONE, "RRULE")
    if _number(rule, "INTERVAL") < 1:
        raise Wrong("has an INTERVAL that is no number of times", ONE_BY_ONE, "RRULE")
    if not 1 <= _number(rule, "COUNT") <= MOST_OCCURRENCES:
        raise Wrong(f"has a COUNT that is not from 1 to {MOST_OCCURRENCES:,}", "export a shorter period", "RRULE")


def is_endless(event: icalendar.Component) -> bool:
    rule = event.get("RRULE")
    return rule is not None and not rule.get("COUNT") and until(event) is None


def until(event: icalendar.Component) -> date | None:
    """The last day or time of its rule; None where it has none, or one that only means for ever, such as 9999."""
    last = _first(event.get("RRULE", {}), "UNTIL")
    return last if isinstance(last, date) and last.year <= LATEST else None


def _first(rule: Mapping, part: str) -> object:
    values = rule.get(part) or [None]
    return values[0]


def _number(rule: Mapping, part: str) -> int:
    """1 where it is not said; 0, which nothing may be, where it is said twice."""
    values = rule.get(part, [1])
    return int(values[0]) if len(values) == 1 else 0


def _several_a_day(rule: Mapping) -> bool:
    return any(len(rule.get(part, ())) > 1 for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))
