"""Strategy 2: what was raised, and whether it was answered in time."""

from __future__ import annotations

from functools import partial

import pandas as pd

from data.disclosure import KEY, VALUE
from data.metrics.answered import COLUMNS, by_kind, by_month, in_standard_share, median_days, waited
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.staff import month_sentence
from data.queries import communication, goals
from data.wording import count, plain, share_of

NOTHING = "Nothing raised in the period for this choice whose time is up."
QUERIES = {"feedback": communication.feedback, "calendar": goals.calendar}
RATE = {"group": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE}
HOW = (
    "The standard is STAFFROOM_ANSWER_DAYS school days; items whose time is not up yet are left out. Median days are "
    "school days and count what is still open as open (Kaplan-Meier)."
)


def _items(rows: Rows, asked: Asked) -> pd.DataFrame:
    return waited(rows["feedback"], rows, asked)


def _share(asked: Asked):
    return partial(in_standard_share, answer_days=asked.answer_days)


def _answered(rows: Rows, asked: Asked) -> Computed:
    items = _items(rows, asked)
    line = (asked.whole, *_share(asked)(items), median_days(items), int(items["is_answered"].sum()), len(items))
    return Computed(pd.DataFrame([line], columns=[*COLUMNS, "median_days", "answered", "raised"]))


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0]
    if not row["denominator"]:
        return NOTHING
    said = (
        f"{share_of(row['numerator'], row['denominator'])} items were answered within {asked.answer_days} school days"
    )
    if pd.isna(row["median_days"]):
        return f"{said}; half of all are still open."
    return f"{said}, half of all within {count(int(row['median_days']), 'day')}."


ANSWERED = Metric(
    name="communication.answered",
    title="Items raised and answered in time",
    why="People go on speaking up only where they are answered.",
    definition="Feedback items of the period that were answered within the standard, of all answered or whose "
    f"time is up. {HOW}",
    unit=SHARE, direction="higher", strategy=2, whose="open", 
    columns=RATE | {"median_days": VALUE, "answered": VALUE, "raised": VALUE},
    followable=True, facts="feedback",
    queries=QUERIES, compute=_answered, sentence=_sentence,
)  # fmt: skip

TREND = Metric(
    name="communication.trend",
    title="Items answered in time, by the month they were raised",
    why="Whether answering keeps up.",
    definition=f"As communication.answered, by the month an item was raised. {HOW}",
    unit=SHARE, direction="higher", strategy=2, whose="open",
    columns={"month": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE}, queries=QUERIES,
    compute=lambda rows, asked: by_month(_items(rows, asked), asked, _share(asked)),
    sentence=lambda frame, asked: month_sentence(frame, "of items were answered in time", NOTHING),
)  # fmt: skip


def _channel_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return NOTHING
    top = frame.iloc[0]
    answered = share_of(top["numerator"], top["denominator"])
    return f"Most came by {top['group']}: {plain(top['denominator'])} items, {answered} answered in time."


BY_CHANNEL = Metric(
    name="communication.by_channel",
    title="Items by channel",
    why="Shows which doors people use, and behind which of them nobody answers.",
    definition="As communication.answered, by the channel an item came through.",
    unit=SHARE, direction="higher", strategy=2, whose="open", columns=RATE, queries=QUERIES,
    compute=lambda rows, asked: by_kind(_items(rows, asked), _share(asked)), sentence=_channel_sentence,
)  # fmt: skip

METRICS = (ANSWERED, TREND, BY_CHANNEL)
