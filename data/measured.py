"""Goals that follow a metric of the app: their check-ins are measured, and nobody types them again.

What a goal is judged by is the number itself; what a reader sees of it is what they may see of the metric. The day of
a measurement is that of the newest fact behind it: a number is no fresher than its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, NamedTuple

import pandas as pd

from data.filters import Filters
from data.metrics.record import Metric, Rows
from data.metrics.standing import MEASURED, month_ends_between

FILTER_OF = {"classroom": "classroom", "program": "program"}  # a group's type, and the filter that chooses it


class Point(NamedTuple):
    """A metric for a goal on a day: the number, what this reader may see of it, and what is said instead."""

    exact: float | None
    said: float | None
    shown: str | None


Ask = Callable[[Metric, Filters], Point]
Freshest = Callable[[str, Filters], date | None]


def followed(goal: Any, metrics: Mapping[str, Metric]) -> Metric | None:
    """The metric that a goal follows, where that can be measured: never one that is made of goals."""
    metric = metrics.get(goal.metric) if isinstance(goal.metric, str) else None
    return metric if metric is not None and metric.followable and metric.unit == (goal.unit or metric.unit) else None


def measured(rows: Rows, filters: Filters, metrics: Mapping[str, Metric], ask: Ask, freshest: Freshest) -> pd.DataFrame:
    """The check-ins with those that are measured in the place of those that were typed; each with ``exact``."""
    typed = rows["checkins"].assign(exact=rows["checkins"]["value"], shown=None)
    lines, instead = [], set()
    for goal in rows["goals"].itertuples():
        metric = followed(goal, metrics)
        points = list(_points(goal, metric, filters, ask, freshest)) if metric else []
        lines += points
        instead |= {goal.id} if points and not metric.cumulative else set()
    kept = typed[~typed["goal"].isin(instead)]
    made = pd.DataFrame(lines, columns=["goal", "at", "value", "exact", "shown"]).assign(confidence=MEASURED)
    return pd.concat([kept, made], ignore_index=True).sort_values("at", kind="stable") if lines else kept


def _points(goal: Any, metric: Metric, filters: Filters, ask: Ask, freshest: Freshest) -> Iterator[tuple]:
    """At the end of each month, and now; of what only adds up within a year, now alone: it always rises."""
    choice = _choice(goal, filters)
    newest = freshest(metric.facts, choice) if metric.facts else filters.until
    if newest is None:
        return
    now = min(newest, filters.until)
    ends = [] if metric.cumulative else month_ends_between(goal.start, now)
    for on in [*ends, now]:
        exact, said, shown = ask(metric, replace(choice, as_of=on) if on < now else choice)
        if exact is not None:
            yield goal.id, datetime.combine(on, time()), said, exact, shown


def _choice(goal: Any, filters: Filters) -> Filters:
    """Whom a goal is about: its school, and its classroom or program; all year, whatever else was chosen."""
    own = Filters.from_search(f"?as_of={filters.until.isoformat()}", filters.until)
    of = {"school": (goal.school,)} if goal.level != "district" else {}
    name = FILTER_OF.get(goal.group_type) if isinstance(goal.group, str) else None
    return replace(own, **of, **({name: (goal.group,)} if name else {}))
