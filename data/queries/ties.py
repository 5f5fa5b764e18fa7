"""Ties that people named, read once for all periods: between the same two people there may be hundreds of days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
UNDATED, EARLIER, NOW = range(3)


@dataclass(frozen=True)
class Told:
    """``alike``: two people, kind, wave and direction, each once. Then for each tie on record whose place among them it
    has, which of the ``days`` it is of (place 0: of none) and its weight; in order of place, then of day."""

    alike: pd.DataFrame
    days: list[date]
    place: np.ndarray
    day: np.ndarray
    weight: np.ndarray


def _ties_up_to_now(scope: Scope, filters: Filters) -> Select:
    rows = scope.rows(schema.ties)
    chosen = [end.in_(ever_on_roster(scope, filters, "staff")) for end in (rows.c.from_person, rows.c.to_person)]
    alike = (rows.c.from_person.label("from"), rows.c.to_person.label("to"), rows.c.kind, rows.c.wave, rows.c.directed)
    told = (rows.c.date, func.coalesce(rows.c.weight, 1.0).label("weight"))
    return select(*alike, *told).where(*chosen).order_by(*alike[:4])


def _told(ties: pd.DataFrame) -> Told:
    place = ties.groupby(ALIKE, dropna=False, sort=False).ngroup().to_numpy()
    alike = ties[ALIKE].iloc[np.unique(place, return_index=True)[1]].reset_index(drop=True)
    days = sorted(ties["date"].dropna().unique())
    day = ties["date"].map({on: number for number, on in enumerate(days, start=1)}).fillna(0).to_numpy(dtype=int)
    order = np.lexsort((day, place))
    return Told(alike, days, place[order], day[order], ties["weight"].to_numpy(dtype=float)[order])


def _up_to(told: Told, filters: Filters) -> pd.DataFrame:
    known = told.day <= bisect_right(told.days, filters.until)
    place, day, weight = told.place[known], told.day[known], told.weight[known]
    when = np.where(day > bisect_left(told.days, filters.start), NOW, np.where(day > 0, EARLIER, UNDATED))
    first = np.flatnonzero(np.diff(place * 3 + when, prepend=-1))
    last = np.append(first[1:], len(place))[: len(first)] - 1
    dates = np.array([None, *told.days], dtype=object)[day[last]]
    strongest = np.maximum.reduceat(weight, first) if len(first) else weight
    ties = told.alike.iloc[place[first]].reset_index(drop=True)
    return ties.assign(now=when[first] != EARLIER, date=pd.Series(dates, dtype=object), weight=strongest)


# Ties of the chosen staff up to the period's last day, so that a wave can stand beside an earlier one. A row for each
# two people, kind, wave and direction, however often on record, with the last day and the largest weight; those of the
# period (``now``) apart from earlier ones and from undated ones, which are always of the period. Who of them is on the
# roster in the period is for the metric to know.
named_ties = Kept(_ties_up_to_now, cut=_up_to, prepared=_told)
