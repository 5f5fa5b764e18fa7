"""How goals hang together: what the goals below a goal come to, school by school, and what moved since a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from data.disclosure import KEY, TITLE, VALUE
from data.metrics.goals import QUERIES, STATUS_RULE, WORDS
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.standing import GOOD, MEASURED, ORDER, judged_on
from data.queries import goals as queries
from data.statistics.pace import Status
from data.statistics.rollup import RollUp, roll_up
from data.wording import count, day, share_of, small_number_words

MOST_ROWS = 200  # of a tree on a page; the roll-up by school is for more
COUNTS = tuple(str(status) for status in ORDER)
RULE = (
    "Mean of the goals below it by weight, each cut off at 0 and 1 first, so that one that is past its target does not "
    "hide another. Those without data are left out and counted; with less than half of the weight reporting nothing is "
    "said. A goal with a measure of its own keeps it, and the goals below stand beside it."
)


def _judged(rows: Rows, asked: Asked) -> pd.DataFrame:
    goals = rows["goals"][["id", "title", "level", "parent", "weight", "school"]]
    return pd.concat([goals, next(judged_on([asked.filters.until], rows))], axis=1)


def _rolled(goals: pd.DataFrame) -> dict[str, RollUp]:
    """Weights as they were written; a parent outside the choice is none. A circle that got past the import is cut."""
    columns = zip(*(goals[name] for name in ("id", "parent", "weight", "value", "status")), strict=True)
    lines = [
        (
            id_,
            parent if isinstance(parent, str) else None,
            _weight(weight),
            None if pd.isna(gone) else gone,
            str(status),
        )
        for id_, parent, weight, gone, status in columns
    ]
    try:
        return roll_up(lines)
    except ValueError:
        return roll_up([(id_, None, *rest) for id_, _, *rest in lines])


def _weight(weight: float | None) -> float | None:
    return float(weight) if weight is not None and not pd.isna(weight) and weight > 0 else None


def _tree(rows: Rows, asked: Asked) -> Computed:
    goals = _judged(rows, asked)
    rolled, of = _rolled(goals), {goal.id: goal for goal in goals.itertuples()}
    lines = [_line(of[id_], rolled[id_], depth) for id_, depth in _downwards(of)]
    columns = ["goal", "title", "level", "parent", "depth", "status", "own", "value", "reporting", "children",
               "incomplete", *COUNTS]  # fmt: skip
    return Computed(pd.DataFrame(lines[:MOST_ROWS], columns=columns), left_out=0)


def _line(goal, rolled: RollUp, depth: int) -> tuple:
    value = None if rolled.incomplete else rolled.progress
    counts = [rolled.statuses.get(status, 0) for status in COUNTS]
    own = None if rolled.own is None else float(rolled.own)
    return (goal.id, goal.title, goal.level, goal.parent, depth, goal.status, own, value, rolled.reporting,
            rolled.children, rolled.incomplete, *counts)  # fmt: skip


def _downwards(of: dict) -> Iterator[tuple[str, int]]:
    """Parents before their children, those with children first."""
    below: dict[str | None, list[str]] = {}
    for id_, goal in of.items():
        parent = goal.parent if isinstance(goal.parent, str) and goal.parent in of and goal.parent != id_ else None
        below.setdefault(parent, []).append(id_)
    waiting = [(id_, 0) for id_ in sorted(below.get(None, []), key=lambda id_: (id_ in below, id_))]
    while waiting:
        id_, depth = waiting.pop()
        yield id_, depth
        waiting += [(child, depth + 1) for child in sorted(below.get(id_, []), reverse=True)]


def _tree_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    parents = frame[frame["children"] > 0]
    if parents.empty:
        return "No goal here serves another: choose a parent to tie them together."
    first = parents.iloc[0]
    return f"{first['title']}: {first['reporting']} of {first['children']} goals below it reporting."


TREE = Metric(
    name="goals.tree",
    title="How goals hang together",
    why="Everybody's own goal should be seen to serve the school's.",
    definition=RULE,
    unit=SHARE, direction="higher", strategy=1, whose="open",
    columns={"goal": KEY, "title": TITLE, "level": KEY, "parent": KEY, "depth": KEY, "status": KEY, "own": VALUE,
             "value": VALUE, "reporting": VALUE, "children": VALUE, "incomplete": KEY, **dict.fromkeys(COUNTS, VALUE)},
    queries=QUERIES, measures=True, compute=_tree, sentence=_tree_sentence,
)  # fmt: skip


def _by_school(rows: Rows, asked: Asked) -> Computed:
    """One row a school: how many goals stand where."""
    goals = _judged(rows, asked)
    counts = pd.crosstab(goals["school"], goals["status"].astype(str)).reindex(columns=list(COUNTS), fill_value=0)
    active = counts.sum(axis=1) - counts[str(Status.NOT_STARTED)]
    good = counts[[str(status) for status in GOOD]].sum(axis=1)
    frame = counts.assign(numerator=good, denominator=active, value=(good / active).where(active > 0)).reset_index()
    names = asked.labels.get("school", {})
    frame = frame.assign(group=[names.get(id_, id_) for id_ in frame["school"]])
    frame = frame.sort_values(["group", "school"])  # by name: schools are no ranking
    return Computed(frame[["school", "group", "value", "numerator", "denominator", *COUNTS]].reset_index(drop=True))


def _by_school_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    good, whole = int(frame["numerator"].sum()), int(frame["denominator"].sum())
    if not whole:
        return "No goal has begun for this choice."
    return f"{share_of(good, whole)} goals of {count(len(frame), 'school')} are met or on track."


BY_SCHOOL = Metric(
    name="goals.by_school",
    title="Goals, school by school",
    why="A district sees where help is needed, and ranks nobody.",
    definition="Goals met or on track, of all that have begun, and how many stand where. By name, never by rank. "
    + STATUS_RULE,
    unit=SHARE, direction="higher", strategy=1, whose="open",
    columns={"school": KEY, "group": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE,
             **dict.fromkeys(COUNTS, VALUE)},
    queries=QUERIES, measures=True, compute=_by_school, sentence=_by_school_sentence,
)  # fmt: skip

USUALLY_SINCE = timedelta(weeks=4)


def _since(rows: Rows, asked: Asked) -> date:
    """The last meeting before the day asked for; four weeks ago where there was none, or another day was chosen."""
    filters, meetings = asked.filters, rows["meetings"]
    if filters.compare == "last-year":
        return filters.a_year_earlier().until
    if filters.compare == "previous" or meetings.empty:
        return filters.until - USUALLY_SINCE
    return meetings["start"].iloc[0].date()


def _changed(rows: Rows, asked: Asked) -> Computed:
    """Goals whose status is another than it was, for the worse first."""
    since = _since(rows, asked)
    then, now = judged_on([since, asked.filters.until], rows)
    frame = rows["goals"][["id", "title"]].assign(then=then["status"], now=now["status"], since=since)
    measured = rows["goals"]["id"].isin(rows["checkins"]["goal"][rows["checkins"]["confidence"] == MEASURED])
    unknown = measured & (then["date"] != since) & (then["date"] != now["date"])  # not measured on that very day
    moved = frame[(frame["then"] != frame["now"]) & (frame["then"] != Status.NOT_STARTED) & ~unknown]
    rules = dict(
        zip(rows["goals"]["id"], next(judged_on([asked.filters.until], rows, words=True))["rule"], strict=True)
    )
    place = moved["now"].map({status: place for place, status in enumerate(ORDER)})
    moved = moved.assign(place=place, rule=moved["id"].map(rules)).sort_values(["place", "id"])
    moved = moved.rename(columns={"id": "goal"})
    return Computed(moved[["goal", "title", "then", "now", "rule", "since"]].reset_index(drop=True))


def _changed_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return "No goal has changed its status since then."
    first = frame.iloc[0]
    moved = f"{small_number_words(len(frame), capital=True)} goal{'s' if len(frame) > 1 else ''}"
    said = f"{first['title']} was {WORDS[first['then']]} and is {WORDS[first['now']]}"
    return f"{moved} moved since {day(first['since'])}: {said}."


CHANGED = Metric(
    name="goals.changed",
    title="Since our last meeting",
    why="What moved is what to talk about.",
    definition="Goals whose status on the day asked for is another than on the day of the last meeting before it (four "
    "weeks before where there was none, or as compare says). " + STATUS_RULE,
    unit="goals", direction="neutral", strategy=1, whose="open",
    columns={"goal": KEY, "title": TITLE, "then": KEY, "now": KEY, "rule": KEY, "since": KEY},
    queries=QUERIES | {"meetings": queries.last_meeting}, measures=True, compute=_changed, sentence=_changed_sentence,
)  # fmt: skip

METRICS = (TREE, BY_SCHOOL, CHANGED)
