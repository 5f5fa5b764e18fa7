"""Strategy 3: who works with whom, as a network of teams or people and its matrix."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from data.disclosure import KEY, NAME, PERSON, VALUE, N
from data.metrics.collaboration import JOINT, NO_SESSIONS, joint
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import teams
from data.queries import collaboration as queries
from data.queries import people
from data.statistics import network
from data.statistics.network import Graph
from data.wording import count, plain

SHARED_EVENTS = 2  # two people are tied who shared this many sessions
LARGE_MEETING = 10  # more present than this (or than a quarter of the staff, but never under 5): no tie
QUARTER, NEVER_LARGE = 0.25, 5
MOST_DRAWN = 60
EVENTS = "events"
TIE = (
    f"Tied: two people who were present at {SHARED_EVENTS} or more sessions together. Sessions of more than "
    f"{LARGE_MEETING} people, or of more than a quarter of the staff (from {NEVER_LARGE + 1} on), are left out; "
    "talk in the corridor is not seen. Where a survey asked for ties, those are taken: of its latest wave."
)
QUERIES = {
    "staff": people.staff,
    "all_staff": people.all_staff,
    "attended": queries.attended,
    "ties": queries.named_ties,
}


@dataclass(frozen=True)
class Network:
    """A graph of the chosen staff with its teams and schools, and what its ties are."""

    graph: Graph
    teams: pd.Series
    schools: pd.Series
    what: str
    selves: int = 0


def network_of(rows: Rows, asked: Asked) -> Network:
    """Ties that people named where there are any, else ties by sessions; the filter ``kind`` chooses."""
    staff = rows["staff"]
    ties = _chosen_ties(rows["ties"], asked)
    schools = staff.set_index("id")["school"]
    if ties is None:
        graph = Graph(staff["id"], session_ties(rows, asked))
        return Network(graph, teams(staff), schools, "joint sessions")
    directed = bool(ties["directed"].astype(bool).any())
    graph = Graph(staff["id"], _arcs(ties, directed), directed=directed)
    return Network(graph, teams(staff), schools, _named(ties), int((ties["from"] == ties["to"]).sum()))


def _chosen_ties(ties: pd.DataFrame, asked: Asked) -> pd.DataFrame | None:
    kinds = [kind for kind in asked.filters.kind if kind != EVENTS]
    of_kind = ties[ties["kind"].isin(kinds)] if kinds else ties
    if EVENTS in asked.filters.kind or of_kind.empty:
        return None
    waves = asked.filters.wave or tuple(sorted(of_kind["wave"].dropna().unique(), key=_wave_order)[-1:])
    return of_kind[of_kind["wave"].isna() | of_kind["wave"].isin(waves)]


def _wave_order(wave: str) -> tuple[float, str]:
    """Waves are text; those that are numbers follow each other as numbers."""
    try:
        return float(wave), wave
    except ValueError:
        return float("inf"), wave


def _arcs(ties: pd.DataFrame, directed: bool) -> list[tuple[str, str, float]]:
    """An undirected tie among directed ones runs both ways."""
    weights = ties["weight"].fillna(1.0).astype(float)
    there = list(zip(ties["from"], ties["to"], weights, strict=True))
    if not directed:
        return there
    both = ~ties["directed"].astype(bool)
    return there + [(to, start, weight) for (start, to, weight), back in zip(there, both, strict=True) if back]


def _named(ties: pd.DataFrame) -> str:
    kinds = " and ".join(sorted(ties["kind"].unique()))
    waves = sorted(ties["wave"].dropna().unique(), key=_wave_order)
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


# --- people and measures ----------------------------------------------------------------------------------
def _people(rows: Rows, asked: Asked) -> Computed:
    graph = network_of(rows, asked).graph
    given, got = network.out_degree(graph), network.in_degree(graph)
    between = network.betweenness(graph.undirected(), normalised=True)
    names = dict(zip(rows["names"]["id"], rows["names"]["name"], strict=True))
    lines = [
        (person, names.get(person), got[person], given[person], between[person], _degree(graph, given, got, person))
        for person in graph.nodes
    ]
    columns = ["person", "name", "in_degree", "out_degree", "betweenness", "value"]
    return Computed(pd.DataFrame(lines, columns=columns), n=len(graph.nodes))


def _degree(graph: Graph, given: dict, got: dict, person: str) -> int:
    return given[person] + got[person] if graph.directed else given[person]


PEOPLE = Metric(
    name="collaboration.people",
    title="Ties of each member of staff",
    why="For the person themself and those who lead them, to see who carries much and who is left alone.",
    definition=f"Ties given and received; betweenness after Freeman, of the undirected graph, 0 to 1. {TIE}",
    unit="ties", direction="neutral", strategy=3, whose="staff", noun="staff",
    columns={"person": PERSON, "name": NAME, "in_degree": VALUE, "out_degree": VALUE, "betweenness": VALUE,
             "value": VALUE},
    queries=QUERIES | {"names": people.names}, compute=_people,
    sentence=lambda frame, asked: f"{count(len(frame), 'member')} of staff with their ties, never ranked.",
)  # fmt: skip


def _measures(rows: Rows, asked: Asked) -> Computed:
    found = network_of(rows, asked)
    graph, plainly, n = found.graph, found.graph.undirected(), len(found.graph.nodes)
    lines = {
        "nodes": n,
        "ties": len(graph.weights),
        "density": network.density(graph),
        "mean degree": _mean_degree(graph),
        "reciprocity (ties)": network.reciprocity_ties(graph) if graph.directed else None,
        "reciprocity (pairs)": network.reciprocity_pairs(graph) if graph.directed else None,
        "degree centralisation": network.degree_centralisation(plainly),
        "betweenness centralisation": network.betweenness_centralisation(plainly),
        "closeness centralisation": network.closeness_centralisation(plainly),
        "E-I index": network.ei_index(graph, _in_teams(found)),
        "E-I index expected by chance": network.expected_ei_index(graph, _in_teams(found)),
        "components": len(network.components(graph)),
        "isolated": len(network.isolates(graph)),
    }
    if found.schools.nunique() > 1:
        lines["density (within schools)"] = network.density_within(graph, found.schools.to_dict())
    frame = pd.DataFrame(lines.items(), columns=["measure", "value"]).assign(n=n)
    isolated = lines["isolated"]
    frame.loc[frame["measure"] == "isolated", "n"] = isolated or n  # counted from the threshold up
    return Computed(frame, n=n)


def _in_teams(found: Network) -> dict[str, str]:
    known = found.teams[found.teams != "no team"]
    return known.to_dict()


def _mean_degree(graph: Graph) -> float | None:
    """2m/n: the mean of everybody's ties given and received."""
    return 2 * len(graph.weights) / len(graph.nodes) if graph.nodes else None


def _measures_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    value = dict(zip(frame["measure"], frame["value"], strict=True))
    if not value.get("ties"):
        return NO_SESSIONS
    said = f"{count(int(value['ties']), 'tie')} among {plain(value['nodes'])} staff"
    isolated = value["isolated"]
    alone = "" if pd.isna(isolated) else f"; {plain(isolated)} have none" if isolated else "; nobody is without one"
    return f"{said}{alone}."


MEASURES = Metric(
    name="collaboration.measures",
    title="Measures of the network",
    why="For comparing a network with itself over time; not as a mark for a school.",
    definition=f"Density, centralisation after Freeman 1979, E-I index after Krackhardt & Stern 1988. {TIE}",
    unit="measure", direction="neutral", strategy=3, whose="staff", noun="staff", parts=False,
    columns={"measure": KEY, "value": VALUE, "n": N},
    queries=QUERIES, compute=_measures, sentence=_measures_sentence,
)  # fmt: skip


# --- teams: network and matrix ----------------------------------------------------------------------------
def _joined_teams(rows: Rows, asked: Asked) -> tuple[pd.Series, dict[str, int]]:
    """Each person's team as it may be shown, and how many people stand in each."""
    team_of = teams(rows["staff"])
    shown = team_of.map(asked.joined(team_of.value_counts()))
    return shown, shown.value_counts().to_dict()


def between_teams(rows: Rows, asked: Asked, team_of: pd.Series) -> Counter[tuple[str, str]]:
    """How often each pair of teams worked together: sessions, or ties where ties are asked for."""
    if (ties := _chosen_ties(rows["ties"], asked)) is not None:
        graph = network_of(rows, asked).graph
        return (
            Counter(tuple(sorted((team_of[start], team_of[to]))) for start, to, _ in graph.ties)
            if len(ties)
            else Counter()
        )
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
    return Computed(pd.DataFrame(lines, columns=["from", "to", "value", "n"]), n=len(team_of))


def _matrix_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty or not frame["value"].fillna(0).sum():
        return NO_SESSIONS
    never = frame[(frame["value"] == 0) & (frame["from"] < frame["to"])]
    pairs = len(frame[frame["from"] < frame["to"]])
    if never.empty:
        return "Every two teams have worked together."
    example = never.iloc[0]
    said = f"{count(len(never), 'pair')} of teams of {plain(pairs)} {'has' if len(never) == 1 else 'have'} never met"
    alone = _working_alone(frame)
    return (
        f"{alone} worked with no other team; {said}."
        if alone
        else f"{said}, {example['from']} and {example['to']} among them."
    )


def _working_alone(frame: pd.DataFrame) -> str:
    others = frame[frame["from"] != frame["to"]].groupby("from")["value"].sum(min_count=1)
    return " and ".join(others[others == 0].index[:3])


MATRIX = Metric(
    name="collaboration.matrix",
    title="Sessions between teams",
    why="Empty cells are where nobody has met yet.",
    definition=f"Sessions with somebody from both teams; on the diagonal with two of the same team. {TIE}",
    unit="sessions", direction="neutral", strategy=3, whose="staff", noun="staff",
    columns={"from": KEY, "to": KEY, "value": VALUE, "n": N},
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
    return Computed(pd.DataFrame(lines, columns=NETWORK_COLUMNS), n=len(team_of))


def _people_network(rows: Rows, asked: Asked) -> Computed:
    graph = network_of(rows, asked).graph
    names = dict(zip(rows["names"]["id"], rows["names"]["name"], strict=True))
    lines = [(one, two, "person", names[one], names[two], weight, 2) for one, two, weight in graph.ties]
    return Computed(pd.DataFrame(lines, columns=NETWORK_COLUMNS), n=len(graph.nodes))


NETWORK_COLUMNS = ["from", "to", "level", "from_name", "to_name", "value", "n"]


def _network_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return "No two teams have worked together in the period."
    top = frame.loc[frame["value"].astype(float).idxmax()]
    if top["level"] == "person":
        return f"{count(len(frame), 'tie')} between people."
    return f"{top['from']} and {top['to']} worked together most, {plain(top['value'])} times."


NETWORK = Metric(
    name="collaboration.network",
    title="Who works with whom",
    why="Shows where working together is a habit and where a bridge is missing.",
    definition=f"Lines between teams (between people where names are on, up to {MOST_DRAWN} of them). {TIE}",
    unit="sessions", direction="neutral", strategy=3, whose="staff", noun="staff",
    columns={"from": KEY, "to": KEY, "level": KEY, "from_name": NAME, "to_name": NAME, "value": VALUE, "n": N},
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
    unit="staff", direction="neutral", strategy=3, whose="staff", noun="staff",
    columns={"group": KEY, "value": VALUE, "n": N},
    queries={"staff": people.staff}, compute=_groups,
    sentence=lambda frame, asked: f"{count(len(frame), 'team')}.",
)  # fmt: skip

METRICS = (PEOPLE, MEASURES, MATRIX, NETWORK, GROUPS)
