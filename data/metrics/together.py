"""Strategy 3: how regularly teams meet, who visits whom and is visited back, and how much goes beyond a team."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from statistics import median

import pandas as pd

from data.disclosure import KEY, VALUE, N
from data.metrics.collaboration import NO_SESSIONS, SHARE_KINDS
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.staff import NO_TEAM, is_coded, month_name, one_share, share_said, teams
from data.metrics.standing import month_ends, school_days
from data.metrics.tied import LARGE_MEETING, small_sessions
from data.queries import collaboration as queries
from data.queries import goals, people
from data.statistics.school_days import between
from data.wording import percent, plain, share_of

FEWEST_GAPS = 2  # a rhythm takes three sessions
OBSERVERS, OBSERVED = ("observer",), ("observed", "host")
SESSIONS = {"staff": people.staff, "all_staff": people.all_staff, "attended": queries.attended}
LARGE = f"Sessions of two people or more, without the large ones (over {LARGE_MEETING})."


def _cadence(rows: Rows, asked: Asked) -> Computed:
    """A row a team: the median of school days from one day with a session to the next."""
    team_of = teams(rows["staff"])
    shown = team_of.map(asked.joined(team_of.value_counts()))
    held = small_sessions(rows, asked)
    held = held.assign(team=held["person"].map(shown))
    days = sorted({on for of_school in school_days(rows["calendar"]).values() for on in of_school}) or None
    held_on, events = (held.groupby("team")[column].agg(set) for column in ("date", "event"))
    lines = [
        (team, _rhythm(sorted(held_on.get(team, ())), days), len(events.get(team, ())), size)
        for team, size in sorted(shown.value_counts().items())
    ]
    return Computed(pd.DataFrame(lines, columns=["group", "value", "sessions", "n"]), n=len(team_of))


def _rhythm(on: list[date], days: list[date] | None) -> float | None:
    gaps = [between(one, two, days) for one, two in pairwise(on)]
    return float(median(gaps)) if len(gaps) >= FEWEST_GAPS else None


def _cadence_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    known = frame[frame["value"].notna()]
    if known.empty:
        return NO_SESSIONS
    days = median(known["value"].astype(float))
    often = f"every {plain(days, 1)} school days" if days != 1 else "every school day"
    return f"Half of the teams that have a rhythm meet {often} or more often; holidays are not counted."


CADENCE = Metric(
    name="collaboration.cadence",
    title="School days from one session to the next, by team",
    why="A rhythm that holds outlasts good intentions; a holiday does not break it.",
    definition="Median number of school days between the days on which somebody of the team was in a session: by the "
    f"school's calendar, without one Monday to Friday. From {FEWEST_GAPS + 1} days on. {LARGE}",
    unit="days", direction="neutral", strategy=3, whose="staff", kinds=("sessions",), noun="staff",
    columns={"group": KEY, "value": VALUE, "sessions": VALUE, "n": N}, splits=True,
    queries=SESSIONS | {"calendar": goals.calendar}, compute=_cadence, sentence=_cadence_sentence,
)  # fmt: skip


def _visits(rows: Rows, asked: Asked) -> Computed:
    """Of all who visited or were visited: who did both."""
    seen = rows["visits"].assign(role=rows["visits"]["role"].fillna("").str.lower())
    visitors = set(seen["person"][seen["role"].isin(OBSERVERS)])
    visited = set(seen["person"][seen["role"].isin(OBSERVED)])
    return one_share(asked, visitors | visited, visitors & visited, recorded=bool(visitors | visited))


def _visits_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0] if len(frame) else None
    if row is None or (not is_coded(row) and pd.isna(row["value"])):
        return "No peer observation on record that says who visited and who was visited."
    return f"{share_said(row)} staff who took part in peer observation both visited and were visited."


VISITS = Metric(
    name="collaboration.observation_reciprocity",
    title="Visited and visiting",
    why="Where the same people always watch, it is an inspection; where all do both, it is learning.",
    definition="Staff who were observer in one peer observation and observed (or host) in another, of all staff who "
    "were either. Peer observations: sessions whose kind says observation, by the role on record.",
    unit=SHARE, direction="higher", strategy=3, whose="staff", noun="staff in peer observations", columns=SHARE_KINDS,
    queries={"visits": queries.observations}, compute=_visits, sentence=_visits_sentence,
)  # fmt: skip


def _across(rows: Rows, asked: Asked) -> Computed:
    """A row a month: sessions of people of two teams or more, of all at which somebody chosen was; only people who have
    a team count, and of these all, chosen or not."""
    team_of = teams(rows["all_staff"])
    held = small_sessions(rows | {"attended": rows["attended_by_all"]}, asked)
    held = held[held["event"].isin(rows["attended"]["event"])]
    held = held.assign(team=held["person"].map(team_of[team_of != NO_TEAM])).dropna(subset=["team"])
    teams_at = held.drop_duplicates(["event", "team"]).value_counts(["event", "date"])
    sessions = Counter((on.year, on.month) for _, on in teams_at.index)
    joined = Counter((on.year, on.month) for _, on in teams_at.index[teams_at > 1])
    lines = []
    for first, _ in month_ends(asked):
        month = (first.year, first.month)
        part, whole = joined[month], sessions[month]
        lines.append((first, part / whole if whole else None, part, whole, len(rows["staff"])))
    return Computed(pd.DataFrame(lines, columns=["month", "value", "across", "sessions", "n"]), n=len(rows["staff"]))


def _across_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    known = frame[frame["value"].notna()]
    if known.empty:
        return NO_SESSIONS
    last = known.iloc[-1]
    whole, part = known["sessions"].sum(), known["across"].sum()
    said = f"{share_of(part, whole)} sessions joined two teams or more ({percent(part / whole)})"
    return f"{said}; in {month_name(last['month'])} {share_of(last['across'], last['sessions'])}."


ACROSS = Metric(
    name="collaboration.across",
    title="Sessions across teams, month by month",
    why="What one team knows helps the others only where they meet.",
    definition=f"Sessions with people of two departments or more, of all sessions of the month at which somebody "
    f"of the choice was. {LARGE}",
    unit="share of sessions", direction="higher", strategy=3, whose="staff", kinds=("sessions",), noun="staff",
    parts=False, columns={"month": KEY, "value": VALUE, "across": VALUE, "sessions": VALUE, "n": N},
    queries=SESSIONS | {"attended_by_all": queries.attended_by_all}, compute=_across, sentence=_across_sentence,
)  # fmt: skip

METRICS = (CADENCE, VISITS, ACROSS)
