"""Who is tied to whom: by ties that people named, or by the sessions they shared."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from math import inf

import pandas as pd

from data.metrics.collaboration import EVENTS, joint
from data.metrics.record import Asked, Rows
from data.metrics.staff import teams
from data.queries import collaboration as queries
from data.queries import people
from data.queries.ties import named_ties
from data.statistics.network import Graph

SESSIONS = "joint sessions"
SHARED_EVENTS = 2  # two people are tied who shared this many sessions
LARGE_MEETING = 10  # more present than this (or than a quarter of the staff, but never under 5): no tie
QUARTER, NEVER_LARGE = 0.25, 5
TIE = (
    f"Tied: two people who were present at {SHARED_EVENTS} or more sessions together. Sessions of more than "
    f"{LARGE_MEETING} people, or of more than a quarter of the staff (from {NEVER_LARGE + 1} on), are left out; "
    "talk in the corridor is not seen. Where a survey asked for ties, those are taken: of its latest wave."
)
QUERIES = {
    "staff": people.staff,
    "all_staff": people.all_staff,
    "attended": queries.attended,
    "ties": named_ties,
}


@dataclass(frozen=True)
class Network:
    """A graph of the chosen staff with its teams and schools, and what its ties are."""

    graph: Graph
    teams: pd.Series
    schools: pd.Series
    what: str
    of_sessions: bool = False
    recorded: bool = True  # whether there is anything on record that ties could come from


def network_of(rows: Rows, asked: Asked) -> Network:
    """Ties that people named where there are any, else ties by sessions; the filter ``kind`` chooses."""
    staff = rows["staff"]
    ties = chosen_ties(ties_of_staff(rows), asked)
    schools = staff.set_index("id")["school"]
    if ties is None:
        graph = Graph(staff["id"], session_ties(rows, asked))
        recorded = len(rows["attended"]) > 0
        return Network(graph, teams(staff), schools, SESSIONS, of_sessions=True, recorded=recorded)
    directed = bool(ties["directed"].astype(bool).any())
    graph = Graph(staff["id"], arcs(ties, directed), directed=directed)
    return Network(graph, teams(staff), schools, _named(ties, asked), recorded=len(ties) > 0)


SHARED = {"network": network_of}  # what a metric names that takes ``rows["network"]``


def ties_of_staff(rows: Rows) -> pd.DataFrame:
    """Ties of people who are both on the roster in the period."""
    ties, staff = rows["ties"], rows["staff"]["id"]
    return ties[ties["from"].isin(staff) & ties["to"].isin(staff)]


def chosen_ties(ties: pd.DataFrame, asked: Asked) -> pd.DataFrame | None:
    """The ties that people named and that count, of the waves chosen; None where sessions make the ties."""
    of_kind = of_kinds(ties[ties["now"].astype(bool)], asked)
    kinds = {kind for kind in asked.filters.kind if kind != EVENTS}
    named = bool(kinds) and not kinds & asked.session_kinds
    if EVENTS in asked.filters.kind or (of_kind.empty and not named):
        return None
    waves = asked.filters.wave or _latest(of_kind)
    return of_kind[of_kind["wave"].isna() | of_kind["wave"].isin(waves)]


def of_kinds(ties: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Ties of the kinds chosen; of any where none is."""
    kinds = [kind for kind in asked.filters.kind if kind != EVENTS]
    return ties[ties["kind"].isin(kinds)] if kinds else ties


def _latest(ties: pd.DataFrame) -> tuple[str, ...]:
    return waves_in_order(ties)[-1:]


def waves_in_order(ties: pd.DataFrame) -> tuple[str, ...]:
    """The newest wave last: by its last day where waves are dated, else by name, numbers in it as numbers."""
    waved = ties.dropna(subset=["wave"])
    waves, undated = waved["wave"].unique(), waved["date"].isna()
    last_day = {} if undated.any() else waved["date"].groupby(waved["wave"]).max()
    return tuple(sorted(waves, key=lambda wave: (str(last_day.get(wave, "")), _parts(wave))))


def _parts(wave: str) -> list[tuple[float, str]]:
    """A wave's name cut into text and numbers: w9 comes before w10."""
    return [(float(part), "") if part.isdecimal() else (inf, part) for part in re.split(r"(\d+)", wave) if part]


def arcs(ties: pd.DataFrame, directed: bool) -> list[tuple[str, str, float]]:
    """An undirected tie among directed ones runs both ways."""
    weights = ties["weight"].fillna(1.0).astype(float).tolist()
    there = list(zip(ties["from"].tolist(), ties["to"].tolist(), weights, strict=True))
    if not directed:
        return there
    both = ~ties["directed"].astype(bool)
    return there + [(to, start, weight) for (start, to, weight), back in zip(there, both, strict=True) if back]


def _named(ties: pd.DataFrame, asked: Asked) -> str:
    kinds = " and ".join(sorted(ties["kind"].unique()) or asked.filters.kind)
    waves = sorted(ties["wave"].dropna().unique(), key=_parts)
    return f"{kinds} ties" + (f", wave {', '.join(waves)}" if waves else "")


def small_sessions(rows: Rows, asked: Asked) -> pd.DataFrame:
    """Joint sessions without the large meetings, at which nobody works with everybody."""
    limit = min(LARGE_MEETING, max(NEVER_LARGE, int(len(rows["all_staff"]) * QUARTER)))
    attended = joint(rows, asked)
    return attended[attended["size"] <= limit]


def session_ties(rows: Rows, asked: Asked) -> list[tuple[str, str, float]]:
    """(person, person, sessions shared) for pairs who shared enough of them."""
    shared: Counter[tuple[str, str]] = Counter()
    for _, present in small_sessions(rows, asked).groupby("event")["person"]:
        shared.update(combinations(sorted(present), 2))
    return [(one, two, float(times)) for (one, two), times in shared.items() if times >= SHARED_EVENTS]
