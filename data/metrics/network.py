"""Strategy 3: who works with whom, as a network of teams (or people) and its matrix twin."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas as pd

from data.disclosure import KEY, NAME, VALUE, N
from data.metrics.collaboration import JOINT, NO_SESSIONS
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import named, teams
from data.metrics.tied import QUERIES, TIE, chosen_ties, network_of, small_sessions
from data.queries import people
from data.wording import count, plain

SESSIONS = "joint sessions"
MOST_DRAWN = 60  # people in one picture; more are drawn as teams


def what_ties(rows: Rows, asked: Asked) -> str:
    """What the numbers count: joint sessions, or the kind of tie that people named."""
    return SESSIONS if chosen_ties(rows["ties"], asked) is None else network_of(rows, asked).what


def _joined_teams(rows: Rows, asked: Asked) -> tuple[pd.Series, dict[str, int]]:
    """Each person's team as it may be shown, and how many people stand in each."""
    team_of = teams(rows["staff"])
    shown = team_of.map(asked.joined(team_of.value_counts()))
    return shown, shown.value_counts().to_dict()


def between_teams(rows: Rows, asked: Asked, team_of: pd.Series) -> Counter[tuple[str, str]]:
    """How often each pair of teams worked together: sessions, or ties where ties are asked for."""
    if chosen_ties(rows["ties"], asked) is not None:
        graph = network_of(rows, asked).graph
        return Counter(tuple(sorted((team_of[start], team_of[to]))) for start, to, _ in graph.ties)
    together: Counter[tuple[str, str]] = Counter()
    sessions = small_sessions(rows, asked)
    for _, teams_there in sessions.assign(team=sessions["person"].map(team_of)).groupby("event")["team"]:
        present = Counter(teams_there)
        together.update(combinations(sorted(present), 2))
        together.update((team, team) for team, times in present.items() if times >= JOINT)
    return together


def _matrix(rows: Rows, asked: Asked) -> Computed:
    """Every pair of teams, both ways round and with itself; 0 where they never worked together."""
    team_of, sizes = _joined_teams(rows, asked)
    together = between_teams(rows, asked, team_of)
    order = sorted(sizes)
    lines = [
        (one, two, together[tuple(sorted((one, two)))], min(sizes[one], sizes[two])) for one in order for two in order
    ]
    frame = pd.DataFrame(lines, columns=["from", "to", "value", "n"])
    return Computed(frame.assign(what=what_ties(rows, asked)), n=len(team_of))


def _matrix_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty or not frame["value"].fillna(0).sum():
        return NO_SESSIONS
    what, each = frame["what"].iloc[0], frame[frame["from"] < frame["to"]]
    never, alone = each[each["value"] == 0], _working_alone(frame)
    if never.empty:
        return f"Every two teams have {what} between them."
    none = f"{plain(len(never))} of {count(len(each), 'pair')} of teams have"
    if alone:
        has = "have" if " and " in alone else "has"
        return f"{alone} {has} no {what} with any other team; {none} none."
    return f"{none} no {what}, {named(never.iloc[0]['from'])} and {named(never.iloc[0]['to'])} among them."


def _working_alone(frame: pd.DataFrame) -> str:
    others = frame[frame["from"] != frame["to"]].groupby("from")["value"].sum(min_count=1)
    return " and ".join(named(team) for team in others[others == 0].index[:3])


MATRIX = Metric(
    name="collaboration.matrix",
    title="Sessions between teams",
    why="Empty cells are where nobody has met yet.",
    definition=f"Sessions with somebody from both teams; on the diagonal with two of the same team. {TIE}",
    unit="sessions", direction="neutral", strategy=3, whose="staff", kinds=("sessions", "ties"), noun="staff",
    columns={"from": KEY, "to": KEY, "value": VALUE, "n": N, "what": KEY},
    queries=QUERIES, compute=_matrix, sentence=_matrix_sentence,
)  # fmt: skip


def _network(rows: Rows, asked: Asked) -> Computed:
    """Teams by default; people where names are on and the picture can still be read."""
    if asked.names and len(rows["staff"]) <= MOST_DRAWN:
        return _people_network(rows, asked)
    team_of, sizes = _joined_teams(rows, asked)
    lines = [
        (one, two, "department", None, None, times, min(sizes[one], sizes[two]))
        for (one, two), times in sorted(between_teams(rows, asked, team_of).items())
        if one != two
    ]
    frame = pd.DataFrame(lines, columns=NETWORK_COLUMNS)
    return Computed(frame.assign(what=what_ties(rows, asked)), n=len(team_of))


def _people_network(rows: Rows, asked: Asked) -> Computed:
    graph = network_of(rows, asked).graph
    names = dict(zip(rows["names"]["id"], rows["names"]["name"], strict=True))
    lines = [(one, two, "person", names[one], names[two], weight, 2) for one, two, weight in graph.ties]
    frame = pd.DataFrame(lines, columns=NETWORK_COLUMNS)
    return Computed(frame.assign(what=what_ties(rows, asked)), n=len(graph.nodes))


NETWORK_COLUMNS = ["from", "to", "level", "from_name", "to_name", "value", "n"]


def _network_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return "No two teams have worked together in the period."
    top = frame.loc[frame["value"].astype(float).idxmax()]
    if top["level"] == "person":
        return f"{count(len(frame), 'tie')} between people."
    return f"{named(top['from'])} and {named(top['to'])} stand closest: {plain(top['value'])} {top['what']}."


NETWORK = Metric(
    name="collaboration.network",
    title="Who works with whom",
    why="Shows where working together is a habit and where a bridge is missing.",
    definition=f"Lines between teams (between people where names are on, up to {MOST_DRAWN} of them). {TIE}",
    unit="sessions", direction="neutral", strategy=3, whose="staff", kinds=("sessions", "ties"), noun="staff",
    columns={"from": KEY, "to": KEY, "level": KEY, "from_name": NAME, "to_name": NAME, "value": VALUE, "n": N,
             "what": KEY},
    queries=QUERIES | {"names": people.names}, compute=_network, sentence=_network_sentence,
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
    queries={"staff": people.staff}, compute=_groups,
    sentence=lambda frame, asked: f"{count(len(frame), 'team')}.",
)  # fmt: skip

METRICS = (MATRIX, NETWORK, GROUPS)
