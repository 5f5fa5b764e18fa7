"""Ties that people named, read once for all periods: between the same two people there may be hundreds of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Select, func, select

from data import schema
from data.filters import Filters
from data.queries.kept import Kept
from data.queries.people import ever_on_roster
from data.scope import Scope

ALIKE = ["from", "to", "kind", "wave", "directed"]
EARLIER, NOW, UNDATED = range(3)
NO_DAY = 0  # before the first of all days


@dataclass(frozen=True)
class Told:
    """``alike``: two people, kind, wave and direction, each once; then for each tie on record which, when, how much."""

    alike: pd.DataFrame
    place: np.ndarray
    day: np.ndarray  # as date.toordinal() counts
    weight: np.ndarray


def _ties_up_to_now(scope: Scope, filters: Filters) -> Select:
    rows = scope.rows(schema.ties)
    chosen = [end.in_(ever_on_roster(scope, filters, "staff")) for end in (rows.c.from_person, rows.c.to_person)]
    alike = (rows.c.from_person.label("from"), rows.c.to_person.label("to"), rows.c.kind, rows.c.wave, rows.c.directed)
    told = (rows.c.date, func.coalesce(rows.c.weight, 1.0).label("weight"))
    return select(*alike, *told).where(*chosen).order_by(*alike[:4])


def _told(ties: pd.DataFrame) -> Told:
    place = ties.groupby(ALIKE, dropna=False, sort=False).ngroup().to_numpy()
    days = [on.toordinal() if isinstance(on, date) else NO_DAY for on in ties["date"].tolist()]
    alike = ties[ALIKE].iloc[np.unique(place, return_index=True)[1]].reset_index(drop=True)
    return Told(alike, place, np.array(days, dtype=int), ties["weight"].to_numpy(dtype=float))


def _up_to(told: Told, filters: Filters) -> pd.DataFrame:
    known = told.day <= filters.until.toordinal()
    day, weight = told.day[known], told.weight[known]
    when = np.where(day == NO_DAY, UNDATED, np.where(day >= filters.start.toordinal(), NOW, EARLIER))
    group = told.place[known] * 3 + when
    last, strongest = (_largest(group, of, 3 * len(told.alike)) for of in (day, weight))
    found = np.unique(group)
    dates = [date.fromordinal(int(on)) if on else None for on in last[found]]
    ties = told.alike.iloc[found // 3].reset_index(drop=True)
    return ties.assign(now=found % 3 != EARLIER, date=pd.Series(dates, dtype=object), weight=strongest[found])


def _largest(group: np.ndarray, values: np.ndarray, groups: int) -> np.ndarray:
    largest = np.full(groups, -np.inf)
    np.maximum.at(largest, group, values)
    return largest


# Ties of the chosen staff up to the period's last day, so that a wave can stand beside an earlier one. A row for each
# two people, kind, wave and direction, however often on record, with the last day and the largest weight; those of the
# period (``now``) apart from earlier ones and from undated ones, which are always of the period. Who of them is on the
# roster in the period is for the metric to know.
named_ties = Kept(_ties_up_to_now, cut=_up_to, prepared=_told)
