"""Line of sight: what is done for a goal, which goals nobody works on, and how much work serves none."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from data.disclosure import DECISION, KEY, TITLE, VALUE
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.queries import goal_work as queries
from data.queries import goals
from data.wording import count, percent, share_of, small_number_words

QUIET_WEEKS = 8  # without any work that names it, nobody works on a goal
WORDS = {"session": "joint session", "meeting": "meeting", "decision": "decision", "development": "hour of learning",
         "support": "request for support", "thanks": "thanks"}  # fmt: skip
PLURAL = {"thanks": "thanks", "development": "courses and hours of learning", "support": "requests for support"}
COUNTED = (
    "Sessions, meetings, decisions, development, requests for support and thanks that name the goal. What names none "
    "is not counted, whatever it was for."
)


def _work(rows: Rows, asked: Asked) -> Computed:
    frame = rows["work"].assign(place=rows["work"]["sort"].map(queries.SORTS.index))
    return Computed(frame.sort_values(["goal", "place"])[["goal", "sort", "value", "first", "last"]])


def _work_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    sums = frame.groupby("sort")["value"].sum() if len(frame) else {}
    said = [count(int(sums[sort]), WORDS[sort], PLURAL.get(sort)) for sort in queries.SORTS if sort in sums]
    return f"Done for it: {', '.join(said)}." if said else "Nothing on record that was done for it."


WORK = Metric(
    name="goals.work",
    title="What was done for a goal",
    why="A goal that nobody works on is a wish.",
    definition=COUNTED,
    unit="pieces of work", direction="neutral", strategy=1, whose="open",
    columns={"goal": KEY, "sort": KEY, "value": VALUE, "first": KEY, "last": KEY},
    queries={"work": queries.work}, compute=_work, sentence=_work_sentence,
)  # fmt: skip

ITEMS = Metric(
    name="goals.work_items",
    title="Work for the goal, the newest first",
    why="So that the number opens its list.",
    definition=COUNTED,
    unit="pieces of work", direction="neutral", strategy=1, whose="open",
    columns={"date": KEY, "sort": KEY, "text": DECISION},
    queries={"items": queries.items},
    compute=lambda rows, asked: Computed(
        rows["items"].rename(columns={"on": "date", "said": "text"})[["date", "sort", "text"]]
    ),
    sentence=lambda frame, asked: f"{count(len(frame), 'piece')} of work." if len(frame) else "No work on record.",
)  # fmt: skip


def _unworked(rows: Rows, asked: Asked) -> Computed:
    """Goals under way whose last piece of work is long ago, or that have none."""
    until = asked.filters.until
    since = (until - timedelta(weeks=QUIET_WEEKS)).isoformat()
    last = rows["work"].groupby("goal")["last"].max()
    under_way = rows["goals"][[_is_under_way(goal, until) for goal in rows["goals"].itertuples()]]
    lines = [
        (goal.id, goal.title, last.get(goal.id))
        for goal in under_way.itertuples()
        if not isinstance(last.get(goal.id), str) or last[goal.id] < since
    ]
    return Computed(pd.DataFrame(lines, columns=["goal", "title", "last"]))


def _is_under_way(goal, on: date) -> bool:
    return goal.start <= on <= goal.due and (pd.isna(goal.closed) or goal.closed > on)


def _unworked_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return f"Every goal had some work in the last {QUIET_WEEKS} weeks."
    names = " and ".join(frame["title"].head(2))
    more = f", and {small_number_words(len(frame) - 2)} more" if len(frame) > 2 else ""
    return f"Nobody has worked on {names}{more} in the last {QUIET_WEEKS} weeks, as far as the records say."


UNWORKED = Metric(
    name="goals.unworked",
    title="Goals that nobody works on",
    why="Either somebody forgot to write it down, or the goal is a wish.",
    definition=f"Goals under way that no piece of work of the last {QUIET_WEEKS} weeks names. {COUNTED}",
    unit="goals", direction="lower", strategy=1, whose="open",
    columns={"goal": KEY, "title": TITLE, "last": KEY},
    queries={"goals": goals.goals, "work": queries.work}, compute=_unworked, sentence=_unworked_sentence,
)  # fmt: skip


def _served(rows: Rows, asked: Asked) -> Computed:
    frame = rows["served"].assign(place=rows["served"]["sort"].map(queries.SORTS.index)).sort_values("place")
    frame = frame.assign(value=frame["numerator"] / frame["denominator"], group=frame["sort"])
    return Computed(frame[["group", "value", "numerator", "denominator"]].reset_index(drop=True))


def _served_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return "No work on record in the period."
    part, whole = int(frame["numerator"].sum()), int(frame["denominator"].sum())
    return (
        f"{share_of(part, whole)} pieces of work name a goal ({percent(part / whole)}); the rest serve none on record."
    )


SERVED = Metric(
    name="goals.served",
    title="Work that serves a goal",
    why="Work for no goal may be good work; it is a question, not a fault.",
    definition=f"By sort of work, those of the period that name a goal, of all. {COUNTED}",
    unit=SHARE, direction="neutral", strategy=1, whose="open",
    columns={"group": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE},
    queries={"served": queries.served}, compute=_served, sentence=_served_sentence,
)  # fmt: skip

METRICS = (WORK, ITEMS, UNWORKED, SERVED)
