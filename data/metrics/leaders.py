"""Strategy 3: where those who lead the school stand in its network; their work is looked at first, and by team."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from data.disclosure import KEY, VALUE, N
from data.metrics.network import between_teams
from data.metrics.promises import is_leader
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import NO_TEAM, named, teams
from data.metrics.tied import QUERIES, SHARED, TIE
from data.wording import count, plain

LEADERS = "leaders of the school"
MOST_NAMED = 3
NOBODY_LEADS = "Nobody who leads the school is among the staff of this choice."


def _leaders(rows: Rows, asked: Asked) -> Computed:
    """What ties those who lead to each team, themselves left out of it."""
    staff = rows["staff"]
    leads = staff["role"].map(is_leader).astype(bool)
    team_of = teams(staff).where(~leads.to_numpy(), LEADERS)
    sizes = team_of[(team_of != LEADERS) & (team_of != NO_TEAM)].value_counts()
    large = sorted(sizes.index[sizes >= max(asked.smallest, 1)])
    if not leads.any() or not rows["network"].recorded:
        return Computed(pd.DataFrame(columns=["group", "value", "leaders", "n"]), n=len(staff))
    between = _either_way(between_teams(rows, asked, team_of))
    lines = [(team, between[team], int(leads.sum()), int(sizes[team])) for team in large]
    frame = pd.DataFrame(lines, columns=["group", "value", "leaders", "n"])
    return Computed(frame, n=len(staff), left_out=len(sizes) - len(large))


def _either_way(between: Counter[tuple[str, str]]) -> Counter[str]:
    """What stands between leaders and each team, whoever named whom; a session that was counted both ways once."""
    found: Counter[str] = Counter()
    for (one, two), weight in between.items():
        if (one == LEADERS) != (two == LEADERS):
            team = two if one == LEADERS else one
            found[team] = max(found[team], weight)
    return found


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    known = frame[frame["value"].notna()]
    if known.empty:
        return NOBODY_LEADS
    none = [named(team) for team in known.loc[known["value"] == 0, "group"]]
    who = count(int(known["leaders"].iloc[0]), "person leads", "people lead")
    reached = f"{plain(len(known) - len(none))} of {count(len(known), 'team')}"
    apart = f", not with {_listed(none)}" if none else ""
    return f"{who} the school, and worked with {reached}{apart}."


def _listed(teams_apart: list[str]) -> str:
    first, more = teams_apart[:MOST_NAMED], len(teams_apart) - MOST_NAMED
    if more > 0:
        return f"{', '.join(first)} and {plain(more)} more"
    return " and ".join(filter(None, (", ".join(first[:-1]), first[-1])))


POSITION = Metric(
    name="collaboration.leaders",
    title="With whom leaders work",
    why="Accountability is shared: those who lead look at their own place in the network first.",
    definition="What ties those whose role on the roster is that of a principal, head or deputy to each team: joint "
    f"sessions, or weights of ties in the direction that has more. They are counted together, never one by "
    f"one; they are few, and known by their office. {TIE}",
    unit="sessions", direction="neutral", strategy=3, whose="staff", kinds=("sessions", "ties"), noun="staff",
    parts=False, columns={"group": KEY, "value": VALUE, "leaders": KEY, "n": N}, splits=True,
    queries=QUERIES, shared=SHARED, compute=_leaders, sentence=_sentence,
)  # fmt: skip

METRICS = (POSITION,)
