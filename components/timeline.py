"""Charts over time with what happened at the school: the first question to every bend is "why?"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from components import values
from components.figures import figure
from components.request import answer
from components.values import Row
from data.answer import Answer
from data.metrics import calendar

MOST = 4  # the latest; more would hide the line that they explain
Drawn = Callable[[tuple[Row, ...]], Any]


def timeline(answered: Answer, search: str, drawn: Drawn) -> list:
    """The Answer's chart, which ``drawn`` makes of what happened: marked by numbers, told in words below."""
    happened = _within(answered, answer(calendar.EVENTS, search))
    return figure(answered, drawn(happened), search, note=told(happened))


def _within(answered: Answer, events: Answer) -> tuple[Row, ...]:
    """What happened between the first and the last day that is drawn."""
    days = [row[axis] for row in answered.rows() for axis in ("month", "week", "date") if row.get(axis)]
    found = [event for event in events.rows() if days and min(days) <= event["date"][:10] <= _end(max(days))]
    return tuple(found[-MOST:])


def _end(last: str) -> str:
    """A month or a week is named by its first day."""
    return f"{last[:7]}-31" if last.endswith("-01") else f"{last[:10]}~"


def told(events: tuple[Row, ...]) -> str | None:
    """What the numbers on the chart mean, for who cannot see them, too."""
    said = " · ".join(f"{place} {event['text']}, {values.on(event['date'])}" for place, event in enumerate(events, 1))
    return f"What happened: {said}" if said else None
