"""Strategy 3: two times side by side: which ties came, went and stayed, and whether that is more than chance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.disclosure import KEY, LABEL, VALUE, N
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import NO_TEAM, named, teams
from data.metrics.tied import QUERIES, TIE, arcs, chosen_ties, of_kinds, session_ties, ties_of_staff, waves_in_order
from data.queries import collaboration as queries
from data.queries import people
from data.settings import SMALLEST_GROUP
from data.statistics.network import Graph
from data.statistics.permutation import SWAPS, chance_of_change
from data.wording import count, plain

Tie = tuple[str, str]
COURSES = ("appeared", "vanished", "stayed")
DENSITY, DEGREE, ACROSS = "density", "mean degree", "cross-department share"
YEAR_EARLIER, JUST_BEFORE = "the same weeks a year earlier", "the weeks just before"
NOTHING_BEFORE = "Nothing on record at two times that could be held against each other."
NOISE = 0.05  # of changes by chance as large: from there on nobody should explain one
TOO_FEW = "What has changed among a few people is not told."
ODDS = 100  # chance is said as so many in a hundred
TEST = (
    f"Chance: how often a change as large comes of {SWAPS} random swaps of before and after (all, where they are "
    "fewer); what hangs together is swapped whole: all that one person answered, or all sessions' ties between the "
    "same two teams. Tested and measured among the staff who were there both times (Fisher 1935, Dwass 1957)."
)
TIMES = (
    "Two waves of a survey (the chosen ones, else the latest two), or the joint sessions of the period and of "
    f"{YEAR_EARLIER} (with compare=previous of {JUST_BEFORE}). {TIE}"
)


BOTH_TIMES = QUERIES | {
    "staff_before": people.staff.of(queries.before),
    "all_staff_before": people.all_staff.of(queries.before),
    "attended_before": queries.attended_before,
}


@dataclass(frozen=True)
class Change:
    """Ties at two times, ``teams`` by person. ``both``: the people who were there both times."""

    before: frozenset[Tie]
    after: frozenset[Tie]
    teams: dict[str, str]
    both: frozenset[str]
    sizes_before: pd.Series  # people by team
    sizes: pd.Series
    directed: bool
    since: str

    @property
    def courses(self) -> dict[str, frozenset[Tie]]:
        return dict(zip(COURSES, (self.after - self.before, self.before - self.after, self.after & self.before),
                        strict=True))  # fmt: skip

    @property
    def fewest(self) -> int:
        """How many there were at the time when they were fewer; everybody has a team, if only none."""
        return min(self.sizes_before.sum(), self.sizes.sum())

    def fewest_by_team(self) -> pd.Series:
        """The same of each team; one that is new, or gone, is as small as one person."""
        both = pd.concat([self.sizes_before, self.sizes], axis=1).fillna(0)
        return both.min(axis=1).clip(lower=1).astype(int)


def change_of(rows: Rows, asked: Asked) -> Change | None:
    """The two times to compare; None where only one of them has anything on record."""
    ties = ties_of_staff(rows)
    return _of_sessions(rows, asked) if chosen_ties(ties, asked) is None else _of_waves(rows, asked, ties)


# What a metric names that takes ``rows["change"]``.
SHARED = {"change": change_of}


def _of_waves(rows: Rows, asked: Asked, ties: pd.DataFrame) -> Change | None:
    ties = of_kinds(ties, asked)
    waves = _two_waves(waves_in_order(ties), asked.filters.wave)
    if len(waves) < 2:
        return None
    staff, directed = rows["staff"], bool(ties["directed"].astype(bool).any())
    before, after = (ties[ties["wave"].isna() | (ties["wave"] == wave)] for wave in waves)
    first = before["date"].dropna().max()
    there = staff[[pd.isna(on) or pd.isna(first) or on <= first for on in staff["start"]]]
    sides = (_ties(staff["id"], arcs(side, directed), directed) for side in (before, after))
    sizes = (teams(people).value_counts() for people in (there, staff))
    return Change(*sides, teams(staff).to_dict(), frozenset(there["id"]), *sizes, directed, f"wave {waves[0]}")


def _two_waves(waves: tuple[str, ...], chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The latest two; with one chosen it and the one before; of several chosen the first and the last."""
    wanted = [wave for wave in waves if wave in chosen]
    if len(wanted) > 1:
        return wanted[0], wanted[-1]
    upto = waves[: waves.index(wanted[0]) + 1] if wanted else waves
    return upto[-2:]


def _of_sessions(rows: Rows, asked: Asked) -> Change | None:
    if rows["attended_before"].empty or rows["attended"].empty:
        return None
    earlier = rows | {"attended": rows["attended_before"], "all_staff": rows["all_staff_before"]}
    team_of = teams(rows["staff_before"]).to_dict() | teams(rows["staff"]).to_dict()
    before, after = (_ties(team_of, session_ties(side, asked), False) for side in (earlier, rows))
    both = frozenset(rows["staff"]["id"]) & frozenset(rows["staff_before"]["id"])
    since = JUST_BEFORE if asked.filters.compare == "previous" else YEAR_EARLIER
    sizes = (teams(rows[name]).value_counts() for name in ("staff_before", "staff"))
    return Change(before, after, team_of, both, *sizes, False, since)


def _ties(nodes, ties: list, directed: bool) -> frozenset[Tie]:
    return frozenset((start, end) for start, end, _ in Graph(nodes, ties, directed=directed).ties)


def _pair(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one <= two else (two, one)


# --- the whole -------------------------------------------------------------------------------------------
def _change(rows: Rows, asked: Asked) -> Computed:
    """What came, went and stayed; then each measure before and after, and how often chance changes it as much."""
    change, people = rows["change"], len(rows["staff"])
    if change is None:
        return Computed(pd.DataFrame(columns=CHANGE_COLUMNS), n=people)
    tied = _tied(change)
    of = tied if 0 < tied < asked.smallest else _told_of(change.fewest, asked)  # one tie is two people
    courses = [(name, len(ties), None, None, None, of) for name, ties in change.courses.items()]
    joined_or_left = len(set(change.teams) - change.both)
    told_of = joined_or_left if 0 < joined_or_left < asked.smallest else min(of, len(change.both))
    frame = pd.DataFrame([*courses, *_measured(change, told_of)], columns=CHANGE_COLUMNS[:-1])
    return Computed(frame.assign(since=change.since), n=people)


def _tied(change: Change) -> int:
    """How many people have a tie at either time."""
    return len({who for ties in change.courses.values() for tie in ties for who in tie})


def _told_of(people: int, asked: Asked) -> int:
    """Ties among fewer than ten people leave hardly a doubt who has none: they are told as of a few."""
    return asked.few if asked.smallest and people < SMALLEST_GROUP else people


CHANGE_COLUMNS = ["measure", "value", "before", "after", "chance", "n", "since"]


def _measured(change: Change, n: int) -> list[tuple]:
    """Of the people there both times, so that who came or left makes no change."""
    people = len(change.both)
    pairs = people * (people - 1) / (1 if change.directed else 2)
    found = {
        DENSITY: lambda totals: totals[:, 0] / pairs,
        DEGREE: lambda totals: 2 * totals[:, 0] / people,
        ACROSS: _share_across,
    }
    sides = _by_unit(change)
    return [_line(name, *sides, statistic, n) for name, statistic in found.items()] if pairs else []


def _line(name: str, before: np.ndarray, after: np.ndarray, statistic, n: int) -> tuple:
    then, now = (statistic(side.sum(axis=0)[None])[0] for side in (before, after))
    return name, now - then, then, now, chance_of_change(before, after, statistic), n


def _share_across(totals: np.ndarray) -> np.ndarray:
    """Of the ties of people who have a team, those between two teams."""
    nothing = np.full(len(totals), np.nan)
    return np.divide(totals[:, 2], totals[:, 1], out=nothing, where=totals[:, 1] > 0)


def _by_unit(change: Change) -> tuple[np.ndarray, np.ndarray]:
    """For each unit that is swapped whole, before and after: its ties, those of people with teams, those across."""
    counted: tuple[dict, dict] = ({}, {})
    for side, ties in zip(counted, (change.before, change.after), strict=True):
        for start, to in ties:
            if {start, to} <= change.both:
                one, two = change.teams[start], change.teams[to]
                in_teams = NO_TEAM not in (one, two)
                tally = side.setdefault(start if change.directed else _pair(one, two), np.zeros(3))
                tally += (1, in_teams, in_teams and one != two)
    units, none = sorted({*counted[0], *counted[1]}), np.zeros(3)
    before, after = (np.array([side.get(unit, none) for unit in units]).reshape(-1, 3) for side in counted)
    return before, after


def _change_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    rows = frame.set_index("measure")
    if frame.empty:
        return NOTHING_BEFORE
    if rows["value"].get(list(COURSES)).isna().any():
        return TOO_FEW
    came, went, stayed = (int(rows["value"][name]) for name in COURSES)
    since = rows["since"].iloc[0]
    said = f"{count(came, 'tie')} appeared, {plain(went)} vanished and {plain(stayed)} stayed since {since}"
    chance = rows["chance"].get(DENSITY)
    if pd.isna(chance):
        return f"{said}."
    noise = "more than noise" if chance < NOISE else "no more than noise"
    return f"{said}: {noise}, chance alone would change as much in {odds(chance)}."


def odds(chance: float) -> str:
    """A probability as people hear it: "31 of 100"; a very small one as "fewer than 1 of 100"."""
    of_hundred = chance * ODDS
    return f"fewer than 1 of {ODDS}" if of_hundred < 1 else f"{plain(of_hundred, 0)} of {ODDS}"


CHANGE = Metric(
    name="collaboration.change",
    title="What has changed in the network",
    why="Before anybody explains a change: is there one, or would chance have made it, too?",
    definition=f"{TIMES} {TEST}",
    unit="measure", direction="neutral", strategy=3, whose="staff", kinds=("sessions", "ties"), noun="staff",
    parts=False,
    columns={"measure": KEY, "value": VALUE, "before": VALUE, "after": VALUE, "chance": KEY, "n": N, "since": LABEL},
    queries=BOTH_TIMES, shared=SHARED, compute=_change, sentence=_change_sentence,
)  # fmt: skip


# --- by teams --------------------------------------------------------------------------------------------
def _pairs(rows: Rows, asked: Asked) -> Computed:
    """A row for every two teams (or one) between which ties came, went or stayed; small teams are joined."""
    change, people = rows["change"], len(rows["staff"])
    if change is None:
        return Computed(pd.DataFrame(columns=PAIR_COLUMNS), n=people)
    tied = _tied(change)
    shown = asked.joined(change.fewest_by_team())
    sizes = change.fewest_by_team().groupby(shown).sum()
    counted = {name: _between(ties, change, shown) for name, ties in change.courses.items()}
    pairs = sorted(set().union(*counted.values()))
    lines = [
        (*pair, *(counted[name][pair] for name in COURSES), int(min(sizes[end] for end in pair))) for pair in pairs
    ]
    frame = pd.DataFrame(lines, columns=["from", "to", *COURSES, "n"])
    within = frame["from"] == frame["to"]
    frame["n"] = frame["n"].where(~within, [_told_of(n, asked) for n in frame["n"]])
    if 0 < tied < asked.smallest:
        frame["n"] = tied
    net = frame.assign(value=frame["appeared"] - frame["vanished"], since=change.since)
    return Computed(net[PAIR_COLUMNS], n=people)


PAIR_COLUMNS = ["from", "to", *COURSES, "value", "n", "since"]


def _between(ties: frozenset[Tie], change: Change, shown: dict[str, str]) -> Counter[tuple[str, str]]:
    return Counter(_pair(*(shown[change.teams[who]] for who in tie)) for tie in ties)


def _pairs_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    known = frame[frame["value"].notna()]
    if known.empty:
        return NOTHING_BEFORE
    net = known["value"].astype(int)
    most, least = known.loc[net.idxmax()], known.loc[net.idxmin()]
    grown = f"Most was won {_where(most)} ({count(int(most['value']), 'tie')} more)" if most["value"] > 0 else ""
    lost = f"most was lost {_where(least)} ({plain(-int(least['value']))} fewer)" if least["value"] < 0 else ""
    said = "; ".join(filter(None, (grown, lost))) or "Between no two teams are there more or fewer ties"
    return f"{said[:1].upper()}{said[1:]}, since {known['since'].iloc[0]}."


def _where(row: pd.Series) -> str:
    if row["from"] == row["to"]:
        return f"within {named(row['from'])}"
    return f"between {named(row['from'])} and {named(row['to'])}"


PAIRS = Metric(
    name="collaboration.changed_pairs",
    title="What has changed, team by team",
    why="Shows where a bridge was built, and which one was let go.",
    definition=f"Ties that came, went and stayed between the staff of two teams; value: how many more. {TIMES}",
    unit="ties", direction="neutral", strategy=3, whose="staff", kinds=("sessions", "ties"), noun="staff",
    columns={"from": KEY, "to": KEY, "appeared": VALUE, "vanished": VALUE, "stayed": VALUE, "value": VALUE, "n": N,
             "since": LABEL},
    splits=True, queries=BOTH_TIMES, shared=SHARED, compute=_pairs, sentence=_pairs_sentence,
)  # fmt: skip

METRICS = (CHANGE, PAIRS)
