"""Strategy 7: boards of teams, programs and classrooms. Fair to small groups, top band only, ties are ties."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

import numpy as np
import pandas as pd

from data.disclosure import KEY, VALUE, N
from data.metrics.recognition import NO_THANKS, QUERIES, SHARED
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import FULL_TIME, NO_TEAM, teams
from data.queries import recognition as queries
from data.settings import SMALLEST_GROUP
from data.statistics import ranking, shrinkage
from data.wording import count, plain

TOP_BAND = 5  # and never more than half of the groups: what is not shown is no bottom list
BOARD_LEVELS = ("team", "program", "classroom")
ROLL = ("level", "to", "label", "person", "post")
GIVEN = "given"
NOISE = 1.0  # standard errors: a smaller difference to the group above is marked as chance
FAIR = (
    "Thanks a person, drawn towards the mean of all groups the more the smaller the group is (gamma-Poisson "
    "empirical Bayes, Marshall 1991); ranks 1224 by that number; no ranks under five groups or where groups differ "
    "no more than chance makes: then every group stands there, by name. Of ranked ones only the top band is "
    "shown: the best five, and never more than half. Who sees no names sees a board of the groups that can be "
    "shown. Beside it thanks for each full-time post, those to the group itself included."
)


def _rolls(rows: Rows, asked: Asked) -> pd.DataFrame:
    """Who stands behind each group, each once: level, to (id), label, person, post, and the group's place.

    A classroom has its students, too.
    """
    staff = rows["staff"]
    team_of = teams(staff).to_numpy()
    of_teams = pd.DataFrame(
        {"level": "team", "to": team_of, "label": team_of, "person": staff["id"], "post": staff["fte"]}
    )
    of_teams = of_teams[team_of != NO_TEAM]
    rolls = _of_choice(rows, asked)
    rolls = rolls[(rolls["type"] == "classroom") | rolls["person"].isin(staff["id"])]
    of_groups = rolls.rename(columns={"type": "level", "group": "to", "name": "label", "fte": "post"})
    both = [of_teams, of_groups[list(ROLL)]]
    levels = _levels(both, asked)
    of_levels = pd.concat([roll[roll["level"].isin(levels)] for roll in both], ignore_index=True)
    place, is_staff = of_levels.groupby(["level", "to"]).ngroup(), of_levels["person"].isin(staff["id"])
    post = of_levels["post"].astype(float).fillna(FULL_TIME)
    return of_levels.assign(post=post, place=place, is_staff=is_staff)


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


def _levels(rolls: list[pd.DataFrame], asked: Asked) -> tuple[str, ...]:
    """The level chosen; teams unless told, programs or classrooms where there are no teams."""
    chosen = tuple(level for level in BOARD_LEVELS if level in asked.filters.level)
    held = {level for roll in rolls for level in roll["level"].unique()}
    return chosen or tuple(level for level in BOARD_LEVELS if level in held)[:1]


def _groups(rolls: pd.DataFrame) -> pd.DataFrame:
    """The groups of the rolls, each at its place: level, to, label, n (people), staff (of these), posts."""
    first = {name: (name, "first") for name in ("level", "to", "label")}
    return rolls.groupby("place").agg(**first, n=("person", "count"), staff=("is_staff", "sum"), posts=("post", "sum"))


def _place(groups: pd.DataFrame, thanks: pd.DataFrame) -> np.ndarray:
    """The group that was thanked itself; -1 where it was a person, or none of these groups."""
    places = {(level, to): place for place, level, to in groups[["level", "to"]].itertuples()}
    itself, found = thanks["to_group"].notna().to_numpy(), np.full(len(thanks), -1)
    pairs = zip(*(thanks[column][itself].tolist() for column in ("to_kind", "to_group")), strict=True)
    found[itself] = [places.get(pair, -1) for pair in pairs]
    return found


def _received(rows: Rows, groups: pd.DataFrame) -> np.ndarray:
    """Thanks to each group itself and to the people on its roll."""
    rolls, thanks = rows["on_rolls"], rows["thanks"]
    to_people = rolls["person"].map(rows["thanked"]).fillna(0)
    itself = _place(groups, thanks)
    counted = np.bincount(rolls["place"], to_people, minlength=len(groups)).astype(int)
    return counted + np.bincount(itself[itself >= 0], minlength=len(groups))


def _given(rows: Rows, groups: pd.DataFrame) -> np.ndarray:
    """Thanks that people on each roll gave to somebody outside it; those without a giver count for nobody."""
    rolls, thanks = rows["on_rolls"], rows["thanks"][rows["thanks"]["giver"].notna()]
    people, size = pd.Index(rolls["person"].unique()), len(groups)
    on_roll = pd.DataFrame({"giver": people.get_indexer(rolls["person"]), "place": rolls["place"]})
    told = pd.DataFrame(
        {name: people.get_indexer(thanks[of]) for name, of in (("giver", "giver"), ("to", "to_person"))}
    )
    told["itself"] = _place(groups, thanks)
    each = told.merge(on_roll, on="giver")  # a row for each group of who gave
    beside = (each["to"] * size + each["place"]).isin(on_roll["giver"] * size + on_roll["place"])
    outside = ~beside & (each["itself"] != each["place"])
    return np.bincount(each["place"][outside], minlength=size)


def _board(rows: Rows, asked: Asked, counted: str, count: Callable[[Rows, pd.DataFrame], np.ndarray]) -> Computed:
    rolls = rows["on_rolls"]
    groups = _groups(rolls)
    groups = groups.assign(**{counted: count(rows, groups)})
    fewest = groups["level"].map(lambda level: _fewest(level, asked.smallest))
    gives = asked.smallest if counted == GIVEN else 0  # what a classroom gives is its one or two teachers'
    large = groups[(groups["n"] >= fewest) & (groups["staff"] >= gives)]
    boards = [_ranked(board, counted) for _, board in large.groupby("level", sort=False)]
    frame = pd.concat(boards) if boards else pd.DataFrame(columns=_columns(counted))
    people = rolls["person"].nunique()
    return Computed(frame[list(_columns(counted))].reset_index(drop=True), n=people, left_out=len(groups) - len(large))


def _fewest(level: str, smallest: int) -> int:
    """Students stand on a classroom's roll: their threshold holds there."""
    return max(smallest, SMALLEST_GROUP) if smallest and level == "classroom" else smallest


def _ranked(board: pd.DataFrame, counted: str) -> pd.DataFrame:
    """By people; thanks for each full-time post stand beside, for teams of whom many work part of the week."""
    has_posts = (board["posts"] > 0) & (board["level"] != "classroom")  # of students there are none
    per_post = (board[counted] / board["posts"]).where(has_posts)
    board = board.assign(per_person=board[counted] / board["n"], per_post=per_post)
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
    return {"to": KEY, "label": KEY, "level": KEY, "rank": KEY, counted: VALUE, "per_person": VALUE, "per_post": VALUE,
            "n": N, "close": KEY, "value": VALUE}  # fmt: skip


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
    shared=SHARED | {"on_rolls": _rolls},
    compute=lambda rows, asked: _board(rows, asked, "received", _received),
    sentence=_board_sentence("receive"),
)  # fmt: skip

GIVERS = Metric(
    name="recognition.givers",
    title="Thanks given to others, by group",
    why="Thanking beyond one's own team is what holds a school together.",
    definition=f"Thanks that people on the group's roll gave to somebody outside it. {FAIR}",
    unit="thanks a person", direction="higher", strategy=7, whose="staff", kinds=("thanks",), noun="people",
    parts=False,
    columns=_columns(GIVEN), splits=True, queries=QUERIES | {"rolls": queries.rolls},
    shared=SHARED | {"on_rolls": _rolls},
    compute=lambda rows, asked: _board(rows, asked, GIVEN, _given),
    sentence=_board_sentence("give"),
)  # fmt: skip

METRICS = (LEADERBOARD, GIVERS)
