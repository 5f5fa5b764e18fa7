"""Strategy 7: boards of teams, programs and classrooms. Fair to small groups, top band only, ties are ties."""

from __future__ import annotations

from collections import Counter
from math import hypot

import pandas as pd

from data.disclosure import KEY, VALUE, N
from data.metrics.recognition import NO_THANKS, QUERIES
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import NO_TEAM, teams
from data.queries import recognition as queries
from data.settings import SMALLEST_GROUP
from data.statistics import ranking, shrinkage
from data.wording import count, plain

TOP_BAND = 5  # and never more than half of the groups: what is not shown is no bottom list
BOARD_LEVELS = ("team", "program", "classroom")
ROLL = ("level", "to", "person")
NOISE = 1.0  # standard errors: a smaller difference to the group above is marked as chance
FAIR = (
    "Thanks a person, drawn towards the mean of all groups the more the smaller the group is (gamma-Poisson "
    "empirical Bayes, Marshall 1991); ranks 1224 by that number; no ranks under five groups or where groups differ "
    "no more than chance makes. Only the top band is shown: the best five, and never more than half."
)


def _rolls(rows: Rows, asked: Asked) -> pd.DataFrame:
    """Who stands behind each group: level, to (id), label, person. A classroom has its students, too."""
    team_of = teams(rows["staff"])
    team_of = team_of[team_of != NO_TEAM]
    of_teams = pd.DataFrame({"level": "team", "to": team_of, "label": team_of, "person": team_of.index})
    rolls = _of_choice(rows, asked)
    rolls = rolls[(rolls["type"] == "classroom") | rolls["person"].isin(rows["staff"]["id"])]
    of_groups = rolls.rename(columns={"type": "level", "group": "to", "name": "label"})
    both = pd.concat([of_teams, of_groups[["level", "to", "label", "person"]]])
    return both[both["level"].isin(_levels(both, asked))].reset_index(drop=True)


def _of_choice(rows: Rows, asked: Asked) -> pd.DataFrame:
    """The rolls of the groups chosen; of classrooms, those where one of the chosen staff is."""
    filters, rolls = asked.filters, rows["rolls"]
    if not (filters.classroom or filters.program or filters.grade or filters.department):
        return rolls
    with_staff = set(rolls["group"][rolls["person"].isin(rows["staff"]["id"])])
    kept = rolls["group"].isin(with_staff)
    for type_, column, chosen in (("classroom", "group", filters.classroom), ("program", "group", filters.program),
                                  ("classroom", "grade", filters.grade)):  # fmt: skip
        kept &= (rolls["type"] != type_) | rolls[column].isin(chosen) | (not chosen)
    return rolls[kept]


def _levels(rolls: pd.DataFrame, asked: Asked) -> tuple[str, ...]:
    """The level chosen; teams unless told, programs or classrooms where there are no teams."""
    chosen = tuple(level for level in BOARD_LEVELS if level in asked.filters.level)
    there = [level for level in BOARD_LEVELS if level in set(rolls["level"])]
    return chosen or tuple(there[:1])


def _received(rows: Rows, rolls: pd.DataFrame) -> Counter[tuple[str, str]]:
    """Thanks to a group itself and to the people on its roll."""
    thanks = rows["thanks"]
    to_groups = Counter(zip(thanks["to_kind"].tolist(), thanks["to_group"].tolist(), strict=True))
    to_people = Counter(thanks["to_person"].dropna().tolist())
    counted: Counter[tuple[str, str]] = Counter()
    for level, group, person in zip(*(rolls[column].tolist() for column in ROLL), strict=True):
        counted[level, group] += to_people[person]
    for level, group in list(counted):
        counted[level, group] += to_groups[level, group]
    return counted


def _given(rows: Rows, rolls: pd.DataFrame) -> Counter[tuple[str, str]]:
    """Thanks that people on the roll gave to somebody outside it; those without a giver count for nobody."""
    groups_of: dict[str, set[tuple[str, str]]] = {}
    for level, group, person in zip(*(rolls[column].tolist() for column in ROLL), strict=True):
        groups_of.setdefault(person, set()).add((level, group))
    counted: Counter[tuple[str, str]] = Counter(dict.fromkeys(zip(rolls["level"], rolls["to"], strict=True), 0))
    thanks = rows["thanks"]
    sides = (thanks[column].tolist() for column in ("giver", "to_person", "to_kind", "to_group"))
    nowhere: frozenset = frozenset()
    for giver, to, kind, group in zip(*sides, strict=True):
        for of_giver in groups_of.get(giver, nowhere) - groups_of.get(to, nowhere) - {(kind, group)}:
            counted[of_giver] += 1
    return counted


def _board(rolls: pd.DataFrame, counts: Counter, asked: Asked, counted: str) -> Computed:
    groups = rolls.groupby(["level", "to"]).agg(label=("label", "first"), n=("person", "nunique")).reset_index()
    fewest = groups["level"].map(lambda level: _fewest(level, asked.smallest))
    large = groups[groups["n"] >= fewest]
    boards = [_ranked(board, counts, counted) for _, board in large.groupby("level", sort=False)]
    frame = pd.concat(boards) if boards else pd.DataFrame(columns=_columns(counted))
    people = rolls["person"].nunique()
    return Computed(frame[list(_columns(counted))].reset_index(drop=True), n=people, left_out=len(groups) - len(large))


def _fewest(level: str, smallest: int) -> int:
    """Students stand on a classroom's roll: their threshold holds there."""
    return max(smallest, SMALLEST_GROUP) if smallest and level == "classroom" else smallest


def _ranked(board: pd.DataFrame, counts: Counter, counted: str) -> pd.DataFrame:
    board = board.assign(**{counted: [counts[pair] for pair in zip(board["level"], board["to"], strict=True)]})
    board = board.assign(per_person=board[counted] / board["n"])
    prior = shrinkage.rate_prior(board[counted].tolist(), board["n"].tolist())
    if prior is None or prior.complete:
        mean = board["per_person"] if prior is None else prior.mean
        return board.assign(value=mean, rank=None, close=False).sort_values("label")
    pairs = list(zip(board[counted], board["n"], strict=True))
    board = board.assign(
        value=[shrinkage.adjusted(*pair, prior) for pair in pairs],
        error=[shrinkage.rate_sd(*pair, prior) for pair in pairs],
    )
    return _top_band(board.assign(rank=ranking.standard(board["value"].tolist())))


def _top_band(board: pd.DataFrame) -> pd.DataFrame:
    most = min(TOP_BAND, max(1, len(board) // 2))
    band = board[(board["rank"] <= most) & (board["per_person"] > 0)].sort_values(["rank", "label"])
    above = band.shift(1)
    gap = above["value"] - band["value"]
    noise = [hypot(*pair) for pair in zip(band["error"], above["error"].fillna(0), strict=True)]
    return band.assign(close=(gap > 0) & (gap < NOISE * pd.Series(noise, index=band.index)))


def _columns(counted: str) -> dict[str, str]:
    return {"to": KEY, "label": KEY, "level": KEY, "rank": KEY, counted: VALUE, "per_person": VALUE, "n": N,
            "close": KEY, "value": VALUE}  # fmt: skip


def _board_sentence(verb: str):
    def sentence(frame: pd.DataFrame, asked: Asked) -> str:
        if frame.empty:
            return NO_THANKS
        if frame["rank"].isna().all():
            return f"{count(len(frame), 'group')}, not ranked: too few of them, or no more apart than chance makes."
        first = frame[frame["rank"] == 1]
        names = " and ".join(first["label"])
        rate = plain(first["per_person"].iloc[0], 1)
        among = "Of the groups that can be shown, " if asked.smallest else ""
        return f"{among}{names} {verb if len(first) > 1 else f'{verb}s'} most: {rate} thanks a person."

    return sentence


LEADERBOARD = Metric(
    name="recognition.leaderboard",
    title="Thanks received, by group",
    why="Teams are proud of each other; people are not ranked.",
    definition=f"Thanks to the group and to the people on its roll. {FAIR}",
    unit="thanks a person", direction="higher", strategy=7, whose="staff", kinds=("thanks",), noun="people",
    parts=False,
    columns=_columns("received"), splits=True, queries=QUERIES | {"rolls": queries.rolls},
    compute=lambda rows, asked: _board(
        rolls := _rolls(rows, asked), _received(rows, rolls), asked, "received"
    ),
    sentence=_board_sentence("receive"),
)  # fmt: skip

GIVERS = Metric(
    name="recognition.givers",
    title="Thanks given to others, by group",
    why="Thanking beyond one's own team is what holds a school together.",
    definition=f"Thanks that people on the group's roll gave to somebody outside it. {FAIR}",
    unit="thanks a person", direction="higher", strategy=7, whose="staff", kinds=("thanks",), noun="people",
    parts=False,
    columns=_columns("given"), splits=True, queries=QUERIES | {"rolls": queries.rolls},
    compute=lambda rows, asked: _board(rolls := _rolls(rows, asked), _given(rows, rolls), asked, "given"),
    sentence=_board_sentence("give"),
)  # fmt: skip

METRICS = (LEADERBOARD, GIVERS)
