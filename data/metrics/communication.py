"""Strategy 2: what was raised, and whether it was answered."""

from __future__ import annotations

import pandas as pd

from data.disclosure import KEY, VALUE
from data.metrics.answered import COLUMNS, answered_share, by_kind, by_month, median_days, waited
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.staff import month_sentence
from data.queries import communication, goals
from data.wording import count, plain, share_of

NOTHING = "Nothing raised in the period for this choice."
QUERIES = {"feedback": communication.feedback, "calendar": goals.calendar}
RATE = {"group": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE}
HOW = "Days are school days; the median counts what is still open as open (Kaplan-Meier)."


def _items(rows: Rows, asked: Asked) -> pd.DataFrame:
    return waited(rows["feedback"], rows, asked)


def _answered(rows: Rows, asked: Asked) -> Computed:
    items = _items(rows, asked)
    line = (asked.whole, *answered_share(items), median_days(items))
    return Computed(pd.DataFrame([line], columns=[*COLUMNS, "median_days"]))


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0]
    if not row["denominator"]:
        return NOTHING
    said = f"{share_of(row['numerator'], row['denominator'])} items raised were answered"
    if pd.isna(row["median_days"]):
        return f"{said}; half are still open."
    return f"{said}, half of them within {count(int(row['median_days']), 'school day')}."


ANSWERED = Metric(
    name="communication.answered",
    title="Items raised and answered",
    why="People go on speaking up only where they are answered.",
    definition=f"Feedback items of the period that were answered, of all that were raised. {HOW}",
    unit=SHARE, direction="higher", strategy=2, whose="open", columns=RATE | {"median_days": VALUE},
    queries=QUERIES, compute=_answered, sentence=_sentence,
)  # fmt: skip

TREND = Metric(
    name="communication.trend",
    title="Items answered, by the month they were raised",
    why="Whether answering keeps up.",
    definition="Answered by now, of all raised in that month.",
    unit=SHARE, direction="higher", strategy=2, whose="open",
    columns={"month": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE}, queries=QUERIES,
    compute=lambda rows, asked: by_month(_items(rows, asked), asked, answered_share),
    sentence=lambda frame, asked: month_sentence(frame, "of items were answered", NOTHING),
)  # fmt: skip


def _channel_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return NOTHING
    top = frame.iloc[0]
    answered = share_of(top["numerator"], top["denominator"])
    return f"Most came by {top['group']}: {plain(top['denominator'])} items, {answered} answered."


BY_CHANNEL = Metric(
    name="communication.by_channel",
    title="Items by channel",
    why="Shows which doors people use, and behind which of them nobody answers.",
    definition="As communication.answered, by the channel an item came through.",
    unit=SHARE, direction="higher", strategy=2, whose="open", columns=RATE, queries=QUERIES,
    compute=lambda rows, asked: by_kind(_items(rows, asked), answered_share), sentence=_channel_sentence,
)  # fmt: skip

METRICS = (ANSWERED, TREND, BY_CHANNEL)
