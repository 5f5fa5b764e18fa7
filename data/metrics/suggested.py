"""Strategy 3: whom to bring together: teams, never people, that share a goal or students and have not met."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

import pandas as pd

from data.disclosure import KEY, TITLE, VALUE, N
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import NO_TEAM, teams
from data.metrics.tied import LARGE_MEETING, small_sessions
from data.queries import collaboration as queries
from data.queries import people
from data.settings import SMALLEST_GROUP
from data.wording import count

MOST = 10
EVERYBODYS = 3  # a goal of more teams than this, and than half of them, is the whole school's
COLUMNS = ["from", "to", "goal", "title", "goals", "students", "value", "n"]
NOBODY_APART = "No two teams to bring together: those that share a goal or students met, or no session is on record."
Groups = dict[str, set]  # team -> what it has a part in


def _suggested(rows: Rows, asked: Asked) -> Computed:
    """Pairs of teams, those that share most goals first, then most students."""
    team_of = teams(rows["all_staff"])
    team_of = team_of[team_of != NO_TEAM]
    sizes, staff = team_of.value_counts(), len(rows["all_staff"])
    large = sorted(sizes.index[sizes >= max(asked.smallest, 1)])
    if rows["attended"].empty:
        return Computed(pd.DataFrame(columns=COLUMNS), n=staff)
    chosen = set(team_of[team_of.index.isin(rows["staff"]["id"])])
    met = _met(rows, asked, team_of)
    apart = [pair for pair in combinations(large, 2) if chosen & set(pair) and pair not in met]
    team_by_person = team_of.to_dict()
    goals, students = _goals(rows, team_by_person), _students(rows, team_by_person)
    titles = dict(zip(rows["goals"]["id"], rows["goals"]["title"], strict=True))
    lines = [(*pair, *_shared(goals, students, titles, pair), int(min(sizes[team] for team in pair))) for pair in apart]
    frame = pd.DataFrame(lines, columns=COLUMNS)
    order = frame[frame["value"] > 0].sort_values(
        ["goals", "students", "from", "to"], ascending=[False, False, True, True]
    )
    return Computed(order.head(MOST).reset_index(drop=True), n=staff, left_out=len(sizes) - len(large))


def _met(rows: Rows, asked: Asked, team_of: pd.Series) -> set[tuple[str, str]]:
    """Pairs of teams of which somebody each was in one session; large meetings join nobody."""
    there = small_sessions(rows, asked)
    there = there.assign(team=there["person"].map(team_of)).dropna(subset=["team"])
    return {pair for _, of in there.groupby("event")["team"] for pair in combinations(sorted(set(of)), 2)}


def _goals(rows: Rows, team_of: Mapping[str, str]) -> Groups:
    """Which goals each team has a part in: it owns them, its people are in their group, or it met for them."""
    found: Groups = defaultdict(set)
    members = _members(rows, team_of)
    known, by_name = set(rows["goals"]["id"]), set(team_of.values())
    for goal, group, owner in rows["goals"][["id", "group", "owner"]].itertuples(index=False):
        of_owner = {owner} & by_name | {team_of[owner]} if owner in team_of else {owner} & by_name
        for team in members.get(group, set()) | of_owner:
            found[team].add(goal)
    for_goals = rows["attended"].merge(rows["session_goals"], on="event")
    for person, goal in for_goals[["person", "goal"]].itertuples(index=False):
        if person in team_of and goal in known:
            found[team_of[person]].add(goal)
    return _without_everybodys(found, len(by_name))


def _without_everybodys(goals: Groups, teams_in_all: int) -> Groups:
    """What most teams have a part in brings no two of them together."""
    parts = Counter(goal for of_team in goals.values() for goal in of_team)
    most = max(EVERYBODYS, teams_in_all // 2)
    return defaultdict(set, {team: {goal for goal in own if parts[goal] <= most} for team, own in goals.items()})


def _members(rows: Rows, team_of: Mapping[str, str]) -> Groups:
    """The teams whose people stand on each classroom's or program's roll."""
    found: Groups = defaultdict(set)
    for group, person in rows["rolls"][["group", "person"]].itertuples(index=False):
        if person in team_of:
            found[group].add(team_of[person])
    return found


def _students(rows: Rows, team_of: Mapping[str, str]) -> Groups:
    """The students who are on a roll together with somebody of the team."""
    rolls, found = rows["rolls"], defaultdict(set)
    on_roll = rolls[rolls["kind"] == "student"].groupby("group")["person"].agg(set).to_dict()
    for group, there in _members(rows, team_of).items():
        for team in there:
            found[team] |= on_roll.get(group, set())
    return found


def _shared(goals: Groups, students: Groups, titles: dict[str, str], pair: tuple[str, str]) -> tuple:
    """The first goal and its title, how many goals, how many students (none under a group), and reasons in all."""
    both, together = goals[pair[0]] & goals[pair[1]], len(students[pair[0]] & students[pair[1]])
    first = min(both, default=None)
    taught = together if together >= SMALLEST_GROUP else 0
    return first, titles.get(first), len(both), taught, len(both) + bool(taught)


def reason(row: Mapping) -> str:
    """What two teams have in common, in words."""
    goals, students = int(row["goals"] or 0), int(row["students"] or 0)
    first = f"the goal “{row['title']}”" if goals and isinstance(row["title"], str) else "a goal" if goals else ""
    more = f"{count(goals - 1, 'more goal')}" if goals > 1 else ""
    return " and ".join(filter(None, (first, more, count(students, "student") if students else "")))


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return NOBODY_APART
    first = frame.iloc[0]
    return f"{first['from']} and {first['to']} have not met in the period, and share {reason(first)}."


SUGGESTED = Metric(
    name="collaboration.suggested",
    title="Whom to bring together",
    why="An empty square of the matrix matters where the two have something in common.",
    definition="Two teams of which nobody was in one session together (of "
    f"{LARGE_MEETING} people or fewer) in the period, and that share a goal (by its owner, by the people of its group, "
    "or by sessions held for it; goals of most teams do not count) or "
    f"{SMALLEST_GROUP} students or more (on a classroom's or program's roll with staff of both). Most shared goals "
    f"first, then most students; {MOST} pairs at most; teams only, never people.",
    unit="reasons", direction="neutral", strategy=3, whose="staff", noun="staff", parts=False, splits=True,
    columns={"from": KEY, "to": KEY, "goal": KEY, "title": TITLE, "goals": VALUE, "students": VALUE, "value": VALUE,
             "n": N},
    queries={"staff": people.staff, "all_staff": people.all_staff, "attended": queries.attended_by_all,
             "session_goals": queries.session_goals, "goals": queries.goals_in_hand, "rolls": queries.rolls},
    compute=_suggested, sentence=_sentence,
)  # fmt: skip

METRICS = (SUGGESTED,)
