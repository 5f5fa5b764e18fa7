"""Strategy 3: who works with whom, as a network of teams (or people) and its matrix twin."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations

import numpy as np
import pandas as pd

from data.disclosure import KEY, LABEL, NAME, VALUE, N
from data.metrics.collaboration import JOINT
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import named, teams
from data.metrics.tied import QUERIES, SESSIONS, SHARED, TIE, Network, small_sessions
from data.queries import people
from data.statistics.network import Graph, isolates
from data.wording import count, plain

MOST_DRAWN = 60  # people in one picture; more are drawn as teams


def _joined_teams(rows: Rows, asked: Asked) -> tuple[pd.Series, dict[str, int]]:
    """Each person's team as it may be shown, and how many people stand in each."""
    team_of = teams(rows["staff"])
    shown = team_of.map(asked.joined(team_of.value_counts()))
    return shown, shown.value_counts().to_dict()


def between_teams(rows: Rows, asked: Asked, team_of: pd.Series) -> Counter[tuple[str, str]]:
    """What stands between each team and each other: weights of ties from one to the other, or sessions (both ways)."""
    found: Network = rows["network"]
    return _sessions_between(rows, asked, team_of) if found.of_sessions else _ties_between(found.graph, team_of)


def _ties_between(graph: Graph, team_of: pd.Series) -> Counter[tuple[str, str]]:
    """Weights are added in the order of the ties, so that their sum is the same to the last digit."""
    team, names = pd.factorize(team_of.reindex(list(graph.nodes)), sort=True)
    ends = team[np.array(list(graph.weights), dtype=int).reshape(-1, 2)]
    one, two = (ends if graph.directed else np.sort(ends)).T
    sums = np.bincount(one * len(names) + two, list(graph.weights.values()), minlength=1)
    pairs = [divmod(place, len(names)) for place in np.flatnonzero(sums).tolist()]
    there = {(names[one], names[two]): float(sums[one * len(names) + two]) for one, two in pairs}
    return Counter(there if graph.directed else there | {pair[::-1]: weight for pair, weight in there.items()})


def _sessions_between(rows: Rows, asked: Asked, team_of: pd.Series) -> Counter[tuple[str, str]]:
    between: Counter[tuple[str, str]] = Counter()
    sessions = small_sessions(rows, asked)
    for _, teams_there in sessions.assign(team=sessions["person"].map(team_of)).groupby("event")["team"]:
        present = Counter(teams_there)
        between.update(permutations(sorted(present), 2))
        between.update((team, team) for team, times in present.items() if times >= JOINT)
    return between


def _matrix(rows: Rows, asked: Asked) -> Computed:
    """Every team with every team: 0 where there is nothing between them, no data where nothing is on record."""
    team_of, sizes = _joined_teams(rows, asked)
    between, found = between_teams(rows, asked, team_of), rows["network"]
    pairs = [(one, two) for one in sorted(sizes) for two in sorted(sizes)]
    lines = [(*pair, between[pair] if found.recorded else None, min(sizes[one] for one in pair)) for pair in pairs]
    frame = pd.DataFrame(lines, columns=["from", "to", "value", "n"])
    return Computed(frame.assign(what=rows["network"].what), n=len(team_of))


def _matrix_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty or not frame["value"].fillna(0).sum():
        return f"No {frame['what'].iloc[0] if len(frame) else SESSIONS} on record for this choice."
    what, each = frame["what"].iloc[0], _either_way(frame)
    never, alone = each[each["value"] == 0], _working_alone(each)
    if each.empty:
        within = f"{what[:1].upper()}{what[1:]} within {named(frame['from'].iloc[0])}"
        return f"{within}: {plain(frame['value'].sum())}."
    if never.empty:
        return f"Every two teams have {what} between them."
    none = f"{plain(len(never))} of {count(len(each), 'pair')} of teams have"
    if alone:
        has = "have" if " and " in alone else "has"
        return f"{alone} {has} no {what} with any other team; {none} none."
    return f"{none} no {what}, {named(never.iloc[0]['from'])} and {named(never.iloc[0]['to'])} among them."


def _either_way(frame: pd.DataFrame) -> pd.DataFrame:
    """Each pair of teams once, with what stands between them in either direction."""
    turned = frame.rename(columns={"from": "to", "to": "from"})[["from", "to", "value"]]
    both = frame.merge(turned, on=["from", "to"], suffixes=("", "_back"))
    both = both[both["from"] < both["to"]]
    return both.assign(value=both["value"].astype(float) + both["value_back"].astype(float))


def _working_alone(each: pd.DataFrame) -> str:
    ends = pd.concat([each[[end, "value"]].set_axis(["team", "value"], axis=1) for end in ("from", "to")])
    others = ends.groupby("team")["value"].sum(min_count=1)
    return " and ".join(named(team) for team in others[others == 0].index[:3])


MATRIX = Metric(
    name="collaboration.matrix",
    title="Sessions between teams",
    why="Empty cells are where nobody has met yet.",
    definition=f"Sessions with somebody from both teams; on the diagonal with two of the same team. {TIE}",
    unit="sessions", direction="neutral", strategy=3, whose="staff", kinds=("sessions", "ties"), noun="staff",
    columns={"from": KEY, "to": KEY, "value": VALUE, "n": N, "what": LABEL},
    splits=True, queries=QUERIES, shared=SHARED, compute=_matrix, sentence=_matrix_sentence,
)  # fmt: skip


def _network(rows: Rows, asked: Asked) -> Computed:
    """Teams by default; people where names are on, the picture can still be read, and nobody is missing in it."""
    if asked.names and len(rows["staff"]) <= MOST_DRAWN and not isolates(rows["network"].graph):
        return _people_network(rows, asked)
    team_of, sizes = _joined_teams(rows, asked)
    between, directed = between_teams(rows, asked, team_of), rows["network"].graph.directed
    lines = [
        (
            one,
            two,
            "department",
            None,
            None,
            between[one, two] + between[two, one] * directed,
            min(sizes[one], sizes[two]),
        )
        for one, two in combinations(sorted(sizes), 2)
        if between[one, two] or between[two, one]
    ]
    frame = pd.DataFrame(lines, columns=NETWORK_COLUMNS)
    return Computed(frame.assign(what=rows["network"].what), n=len(team_of))


def _people_network(rows: Rows, asked: Asked) -> Computed:
    graph = rows["network"].graph
    names = dict(zip(rows["names"]["id"], rows["names"]["name"], strict=True))
    lines = [(one, two, "person", names[one], names[two], weight, 2) for one, two, weight in graph.ties]
    frame = pd.DataFrame(lines, columns=NETWORK_COLUMNS)
    return Computed(frame.assign(what=rows["network"].what), n=len(graph.nodes))


NETWORK_COLUMNS = ["from", "to", "level", "from_name", "to_name", "value", "n"]


def _network_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return "Nothing on record between two teams for this choice."
    top = frame.loc[frame["value"].astype(float).idxmax()]
    if top["level"] == "person":
        return f"{count(len(frame), 'tie')} between people."
    return f"{named(top['from'])} and {named(top['to'])} stand closest: {plain(top['value'])} {top['what']}."


NETWORK = Metric(
    name="collaboration.network",
    title="Who works with whom",
    why="Shows where working together is a habit and where a bridge is missing.",
    definition=f"Lines between teams (between people where names are on, up to "
    f"{MOST_DRAWN} of them and only where everybody is tied: who is tied to nobody is not named). {TIE}",
    unit="sessions", direction="neutral", strategy=3, whose="staff", kinds=("sessions", "ties"), noun="staff",
    columns={"from": KEY, "to": KEY, "level": KEY, "from_name": NAME, "to_name": NAME, "value": VALUE, "n": N,
             "what": LABEL},
    splits=True, queries=QUERIES | {"names": people.names}, shared=SHARED, compute=_network, sentence=_network_sentence,
)  # fmt: skip


def _groups(rows: Rows, asked: Asked) -> Computed:
    _, sizes = _joined_teams(rows, asked)
    frame = pd.DataFrame(sorted(sizes.items()), columns=["group", "value"])
    return Computed(frame.assign(n=frame["value"]), n=len(rows["staff"]))


GROUPS = Metric(
    name="collaboration.groups",
    title="Staff by team",
    why="How many people stand behind each circle.",
    definition="Staff on the roster in the period, by department.",
    unit="staff", direction="neutral", strategy=3, whose="staff", kinds=("sessions", "ties"), noun="staff",
    columns={"group": KEY, "value": VALUE, "n": N},
    splits=True, queries={"staff": people.staff}, compute=_groups,
    sentence=lambda frame, asked: f"{count(len(frame), 'team')}.",
)  # fmt: skip

METRICS = (MATRIX, NETWORK, GROUPS)
