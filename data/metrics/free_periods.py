"""Strategy 3: when teams can meet: the periods of the school's timetable in which most of their people are free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from data.disclosure import KEY, VALUE, N
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.staff import NO_TEAM, teams
from data.metrics.suggested import SUGGESTED
from data.queries import timetable as queries
from data.statistics.timetable import FEWEST_TEACHING, FREE_OF_EACH, Slot, busy_in, in_common, periods
from data.wording import percent, share_of

MOST = 3  # periods of a pair: enough to choose from
COLUMNS = ["from", "to", "day", "period", "begins", "value", "numerator", "denominator", "n"]
NO_TIMETABLE = "No timetable yet: bring one in as lessons."
ONE_SCHOOL = "A period is of one school's timetable: choose one school."
NEVER_FREE = "No period in which half of a team is free."
LEAST_SAID = f"≥{percent(FREE_OF_EACH)}"


@dataclass(frozen=True)
class _Timetable:
    """Who has a lesson when, in which periods of the school, and who of each team is on it."""

    busy: dict[Slot, set[str]]
    slots: list[Slot]
    begins: dict[Slot, str | None]
    members: dict[str, set[str]]
    chosen: set[str]

    def lines(self, one: str, two: str) -> Iterator[tuple]:
        """A row for each of the best periods; a team that has none says so. Only people of the choice are counted:
        a pair may be suggested for people who are in the choice and not on the timetable, and has no row then."""
        sides = [self.members[team] for team in dict.fromkeys((one, two))]
        counted = set().union(*sides) & self.chosen
        if not counted:
            return
        for slot in in_common(self.busy, self.slots, sides, MOST) or [None] * (one == two):
            free = len(counted - self.busy[slot]) if slot else None
            share = free / len(counted) if slot else None
            when = (*slot, self.begins[slot]) if slot else (None,) * 3
            yield (one, two, *when, share, free, len(counted), len(counted))


def _free_periods(rows: Rows, asked: Asked) -> Computed:
    """The pairs that are suggested, in their order, then every team for itself."""
    found = _timetable(rows)
    large = {team for team in found.members if _is_large(found, team, asked)}
    suggested = SUGGESTED.compute(rows, asked).frame[["from", "to"]].itertuples(index=False)
    pairs = [pair for pair in suggested if large.issuperset(pair)]
    own = [(team, team) for team in sorted(large)]
    lines = chain.from_iterable(found.lines(*pair) for pair in [*pairs, *own])
    there = found.chosen & set().union(*found.members.values())
    frame = pd.DataFrame(lines, columns=COLUMNS)
    return Computed(frame, n=len(there), left_out=len(found.members) - len(large))


def _timetable(rows: Rows) -> _Timetable:
    lessons = rows["lessons"]
    team_of = teams(rows["all_staff"])
    team_of = team_of[(team_of != NO_TEAM) & team_of.index.isin(lessons["person"])]
    busy = busy_in(lessons[["person", "day", "period"]].itertuples(index=False))
    members = {team: set(who) for team, who in team_of.groupby(team_of).groups.items()}
    slots = periods(busy)
    return _Timetable(busy, slots, _begins(lessons), members, set(rows["staff"]["id"]))


def _begins(lessons: pd.DataFrame) -> dict[Slot, str | None]:
    """When a period begins for most of those who have a lesson in it."""
    told: dict[Slot, Counter] = {}
    for day, period, begins in lessons[["day", "period", "begins"]].itertuples(index=False):
        told.setdefault((day, period), Counter()).update([begins] if isinstance(begins, str) else [])
    return {slot: min(times, key=lambda at: (-times[at], at), default=None) for slot, times in told.items()}


def _is_large(found: _Timetable, team: str, asked: Asked) -> bool:
    """By its people on the timetable. A team of which others than the chosen are part is seen as by anybody."""
    is_chosen = found.members[team] <= found.chosen
    return len(found.members[team]) >= (asked.smallest if is_chosen else max(asked.smallest, asked.smallest_team))


def when(row: Mapping) -> str:
    """A period in words: "Tuesday period 3"; where days have short names, "day A period 3"."""
    day, period = (str(row[name]) for name in ("day", "period"))
    named = day if len(day) > 2 else f"day {day}"
    return f"{named} {f'period {period}' if period[:1].isdigit() else period}"


def free_said(row: Mapping) -> str:
    """How many are free then, as it may be said: "7 of 9 free"."""
    if pd.isna(row["numerator"]):
        return "at least half of each free" if row["from"] != row["to"] else "at least half free"
    return f"{share_of(row['numerator'], row['denominator'])} free"


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return ONE_SCHOOL if len(asked.filters.school or asked.labels.get("school", ())) > 1 else NO_TIMETABLE
    known = frame[frame["day"].notna()]
    if known.empty:
        return NEVER_FREE
    first = known.iloc[0]
    who = " and ".join(dict.fromkeys((first["from"], first["to"])))
    return f"{who} could meet on {when(first)}: {free_said(first)}."


def _in_words(row: Mapping, smallest: int) -> str | None:
    """Shares of two teams, and of each, could be subtracted: who sees no few people is told what all rows have."""
    return None if pd.isna(row["value"]) else LEAST_SAID


FREE_PERIODS = Metric(
    name="collaboration.free_periods",
    title="Free periods in common",
    why="Two teams that should meet do when somebody has found them the hour.",
    definition="Of each suggested pair of teams, and of each team for itself (from and to are the same), at most the "
    f"{MOST} periods of the week in which most of their people have no lesson, and at least half of each team none. "
    f"A period: a day and period in which {percent(FEWEST_TEACHING)} or more of the people on the school's timetable "
    "have a lesson, by the lessons in force on the last day. People without any lesson are not on the timetable and "
    "are counted nowhere. With a group chosen, its people are counted.",
    unit=SHARE, direction="neutral", strategy=3, whose="staff", noun="staff on the timetable", parts=False,
    splits=True, in_words=_in_words,
    columns={"from": KEY, "to": KEY, "day": KEY, "period": KEY, "begins": KEY, "value": VALUE, "numerator": VALUE,
             "denominator": VALUE, "n": N},
    queries={**SUGGESTED.queries, "lessons": queries.lessons}, compute=_free_periods, sentence=_sentence,
)  # fmt: skip

METRICS = (FREE_PERIODS,)
