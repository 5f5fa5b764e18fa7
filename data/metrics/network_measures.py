"""Strategy 3: the network in numbers, one step behind the pictures: of the whole, and of each person."""

from __future__ import annotations

import pandas as pd

from data.disclosure import KEY, NAME, PERSON, VALUE, N
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import NO_TEAM
from data.metrics.tied import QUERIES, SHARED, TIE, Network
from data.queries import people
from data.settings import SMALLEST_GROUP, SMALLEST_TEAM
from data.statistics import cores, network
from data.statistics.network import Graph
from data.wording import count, plain


def _people(rows: Rows, asked: Asked) -> Computed:
    graph = rows["network"].graph
    given, got = network.out_degree(graph), network.in_degree(graph)
    between = network.betweenness(graph.undirected(), normalised=True)
    names = dict(zip(rows["names"]["id"], rows["names"]["name"], strict=True))
    lines = [
        (
            person,
            names.get(person) if got[person] or given[person] else None,
            got[person],
            given[person],
            between[person],
            _degree(graph, given, got, person),
        )
        for person in graph.nodes
    ]
    columns = ["person", "name", "in_degree", "out_degree", "betweenness", "value"]
    return Computed(pd.DataFrame(lines, columns=columns), n=len(graph.nodes))


def _degree(graph: Graph, given: dict, got: dict, person: str) -> int:
    return given[person] + got[person] if graph.directed else given[person]


PEOPLE = Metric(
    name="collaboration.people",
    title="Ties of each member of staff",
    why="For the person themself and those who lead them, to see who carries much. Who is tied to nobody is "
    "counted, and not named.",
    definition=f"Ties given and received; betweenness after Freeman, of the undirected graph, 0 to 1. {TIE}",
    unit="ties", direction="neutral", strategy=3, whose="staff", kinds=("sessions", "ties"), noun="staff",
    columns={"person": PERSON, "name": NAME, "in_degree": VALUE, "out_degree": VALUE, "betweenness": VALUE,
             "value": VALUE},
    queries=QUERIES | {"names": people.names}, shared=SHARED, compute=_people,
    sentence=lambda frame, asked: f"{count(len(frame), 'member')} of staff with their ties, never ranked.",
)  # fmt: skip


# Of a small network these can be solved for the number of the isolated; each of them is a component, too.
TELLING = ("isolated", "components", "degree centralisation", "betweenness centralisation", "closeness centralisation",
           "core-periphery fit", "core size", "highest k-core")  # fmt: skip


def _measures(rows: Rows, asked: Asked) -> Computed:
    found: Network = rows["network"]
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
    if not found.recorded:
        lines = {measure: value if measure == "nodes" else None for measure, value in lines.items()}
    if found.schools.nunique() > 1:
        lines["density (within schools)"] = network.density_within(graph, found.schools.to_dict())
    lines |= _cores(plainly, found.recorded)
    frame = pd.DataFrame(lines.items(), columns=["measure", "value"]).assign(n=n)
    isolated = lines["isolated"]
    if asked.smallest and n < SMALLEST_GROUP:  # six ties among five people leave hardly a doubt who has none
        frame.loc[frame["measure"] != "nodes", "n"] = asked.few
    if isolated is not None and isolated < asked.smallest:  # nobody is no less a secret: else hidden means a few
        frame.loc[frame["measure"].isin(TELLING), "n"] = 1
    few = _few(lines["core size"], n)
    if few < asked.smallest:
        frame.loc[frame["measure"] == "core size", "n"] = few
    if isolated is not None and 0 < n - isolated < asked.smallest:  # one tie is two people
        frame.loc[frame["measure"] != "nodes", "n"] = n - isolated
    return Computed(frame, n=n)


def _cores(graph: Graph, recorded: bool) -> dict[str, float | None]:
    core = cores.core_and_periphery(graph) if recorded else None
    numbers = cores.core_numbers(graph).values() if recorded else ()
    return {
        "core-periphery fit": core and core.fit,
        "core size": core and len(core.members),
        "highest k-core": max(numbers, default=None),
    }


def _few(core: int | None, n: int) -> int:
    """The people on the smaller side of the core's edge."""
    return n if core is None else min(core, n - core)


def _in_teams(found: Network) -> dict[str, str]:
    known = found.teams[found.teams != NO_TEAM]
    return known.to_dict()


def _mean_degree(graph: Graph) -> float | None:
    """2m/n: the mean of everybody's ties given and received."""
    return 2 * len(graph.weights) / len(graph.nodes) if graph.nodes else None


def _measures_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    value = dict(zip(frame["measure"], frame["value"], strict=True))
    if pd.isna(value.get("ties")):
        return "Nothing on record that ties could come from, for this choice."
    said = f"{count(int(value['ties']), 'tie')} among {plain(value['nodes'])} staff"
    isolated = value["isolated"]
    if isolated == 0 and not asked.filters.view:
        return f"{said}; nobody is without one."
    is_told = not (pd.isna(isolated) or asked.filters.view) and isolated >= SMALLEST_TEAM
    return (
        f"{said}; {plain(isolated)} have none." if is_told else f"{said}."
    )  # a few, or before a room: not counted out


MEASURES = Metric(
    name="collaboration.measures",
    title="Measures of the network",
    why="For comparing a network with itself over time; not as a mark for a school.",
    definition=f"Density, centralisation after Freeman 1979, E-I index after Krackhardt & Stern 1988. "
    "Core-periphery fit after Borgatti & Everett 1999: 1 where all ties run through a core, the size of which stands "
    "below it; highest k-core after Seidman 1983: the largest k so that a group has k ties each among themselves. "
    f"Density, centralisation and cores may be compared between networks of like size only, mean degree always. {TIE}",
    unit="measure", direction="neutral", strategy=3, whose="staff", kinds=("sessions", "ties"), noun="staff",
    parts=False,
    columns={"measure": KEY, "value": VALUE, "n": N},
    queries=QUERIES, shared=SHARED, compute=_measures, sentence=_measures_sentence,
)  # fmt: skip

METRICS = (PEOPLE, MEASURES)
