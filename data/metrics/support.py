"""Strategy 5: whether requests for support are answered within the school's own standard."""

from __future__ import annotations

from functools import partial

import pandas as pd

from data.disclosure import KEY, LABEL, VALUE
from data.metrics.answered import COLUMNS, by_kind, by_month, in_standard_share, waited
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.staff import month_sentence
from data.queries import communication, goals
from data.wording import share_of

NOTHING = "No requests to judge in the period for this choice."
QUERIES = {"requests": communication.requests, "calendar": goals.calendar}
RATE = {"group": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE}
HOW = "Requests whose time is not up yet are left out; the standard is STAFFROOM_ANSWER_DAYS school days."


def _items(rows: Rows, asked: Asked) -> pd.DataFrame:
    return waited(rows["requests"], rows, asked)


def _share(asked: Asked):
    return partial(in_standard_share, answer_days=asked.answer_days)


def _in_time(rows: Rows, asked: Asked) -> Computed:
    line = (asked.whole, *_share(asked)(_items(rows, asked)))
    return Computed(pd.DataFrame([line], columns=COLUMNS))


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0]
    if not row["denominator"]:
        return NOTHING
    part = share_of(row["numerator"], row["denominator"])
    return f"{part} requests were answered within {asked.answer_days} school days."


IN_TIME = Metric(
    name="support.answered_in_time",
    title="Requests answered in time",
    why="Support that comes late is support that did not come.",
    definition=f"Requests answered within the standard, of all that were answered or whose time is up. {HOW}",
    unit=SHARE, direction="higher", strategy=5, whose="open", columns=RATE,
    followable=True, facts="requests",
    queries=QUERIES, compute=_in_time, sentence=_sentence,
)  # fmt: skip

TREND = Metric(
    name="support.trend",
    title="Requests answered in time, by month",
    why="Whether help gets slower as the year fills up.",
    definition=f"As support.answered_in_time, by the month a request was made. {HOW}",
    unit=SHARE, direction="higher", strategy=5, whose="open",
    columns={"month": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE}, queries=QUERIES,
    compute=lambda rows, asked: by_month(_items(rows, asked), asked, _share(asked)),
    sentence=lambda frame, asked: month_sentence(frame, "of requests were answered in time", NOTHING),
)  # fmt: skip


def _kind_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    judged = frame.dropna(subset=["value"])
    if judged.empty:
        return NOTHING
    slowest = judged.loc[judged["value"].astype(float).idxmin()]
    part = share_of(slowest["numerator"], slowest["denominator"])
    return f"Slowest for {slowest['group']}: {part} in time."


BY_KIND = Metric(
    name="support.by_kind",
    title="Requests answered in time, by kind",
    why="Shows where help is stuck.",
    definition=f"As support.answered_in_time, by kind of request. {HOW}",
    unit=SHARE, direction="higher", strategy=5, whose="open", columns=RATE | {"group": LABEL}, queries=QUERIES,
    compute=lambda rows, asked: by_kind(_items(rows, asked), _share(asked)), sentence=_kind_sentence,
)  # fmt: skip

METRICS = (IN_TIME, TREND, BY_KIND)
