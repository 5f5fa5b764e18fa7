"""Goals that follow a metric of the app: their check-ins are measured, and nobody types them again.

Where a number is said as a range because it tells of few, the range alone judges the goal: a status made of the number
would tell it, threshold by threshold. Where it is said as a whole percent the number itself judges, so that a goal has
one status for everybody. The day of a measurement is that of the newest fact behind it: a number is no
fresher than its rows.
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
    """A metric for a goal on a day, as its reader may see it: the number, or the range that is said instead.

    ``exact``: where there is a value, the number that it was rounded from.
    """

    value: float | None
    shown: str | None = None
    exact: float | None = None


Ask = Callable[[Metric, Filters], Point | None]  # None where there are no data
Freshest = Callable[[str, Filters], date | None]


def followed(goal: Any, metrics: Mapping[str, Metric]) -> Metric | None:
    """The metric that a goal follows, where that can be measured: never one that is made of goals."""
    metric = metrics.get(goal.metric) if isinstance(goal.metric, str) else None
    return metric if metric is not None and metric.followable and metric.unit == (goal.unit or metric.unit) else None


def measured(rows: Rows, filters: Filters, metrics: Mapping[str, Metric], ask: Ask, freshest: Freshest) -> pd.DataFrame:
    """The check-ins with those that are measured in the place of those that were typed; each with ``shown``."""
    typed = rows["checkins"].assign(shown=None, exact=rows["checkins"]["value"])
    lines, since = [], {}
    for goal in rows["goals"].itertuples():
        metric = followed(goal, metrics)
        points = list(_points(goal, metric, filters, ask, freshest)) if metric else []
        lines += points
        since |= {goal.id: points[0][1]} if points and not metric.cumulative else {}
    begun = typed["goal"].map(since)
    kept = typed[begun.isna() | (typed["at"] < begun)] if since else typed
    made = pd.DataFrame(lines, columns=["goal", "at", "value", "shown", "exact"]).assign(confidence=MEASURED)
    return pd.concat([kept, made], ignore_index=True).sort_values("at", kind="stable") if lines else kept


def _points(goal: Any, metric: Metric, filters: Filters, ask: Ask, freshest: Freshest) -> Iterator[tuple]:
    """At the end of each month, and now; of what only adds up within a year, now alone: it always rises."""
    newest = freshest(metric.facts, _choice(goal, filters.until)) if metric.facts else filters.until
    if newest is None:
        return
    now = min(newest, filters.until)
    ends = [] if metric.cumulative else month_ends_between(goal.start, now)
    for on in [*ends, now]:
        point = ask(metric, _choice(goal, filters.until if on == now else on))
        if point is not None:
            yield goal.id, datetime.combine(on, time()), *point


def _choice(goal: Any, on: date) -> Filters:
    """Whom a goal is about: its school, and its classroom or program; in the school year of that day."""
    own = Filters.from_search(f"?as_of={on.isoformat()}", on)
    of = {"school": (goal.school,)} if goal.level != "district" else {}
    name = FILTER_OF.get(goal.group_type) if isinstance(goal.group, str) else None
    return replace(own, **of, **({name: (goal.group,)} if name else {}))
