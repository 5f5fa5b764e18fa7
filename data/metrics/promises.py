"""What was promised in the last meeting, and whether it was kept. Leadership's own promises come first."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.disclosure import DECISION, KEY, NAME, OWNER, TITLE
from data.metrics.goals import owner_labels
from data.metrics.record import Asked, Computed, Metric, Rows
from data.queries import goals as queries
from data.wording import count, day

LEADERS = ("principal", "head of school", "headteacher", "head teacher", "leadership")
KEPT, LATE, DROPPED, DUE = "kept", "late", "dropped", "due"
ORDER = [LATE, DUE, KEPT, DROPPED]


def _promises(rows: Rows, asked: Asked) -> Computed:
    actions = rows["promises"]
    owners = owner_labels(actions)
    last = _last_meeting(actions.assign(owner=owners, by_leadership=[is_leader(owner) for owner in owners]))
    last = last.assign(
        action=last["id"],
        status=[status_of(row, asked.filters.until) for row in last.itertuples()],
        meeting_date=[at.date() for at in last["meeting_at"]],
    )
    order = last.assign(place=last["status"].map({status: i for i, status in enumerate(ORDER)}))
    order = order.sort_values(["by_leadership", "place", "id"], ascending=[False, True, True])
    return Computed(order[list(COLUMNS)].reset_index(drop=True))


def _last_meeting(actions: pd.DataFrame) -> pd.DataFrame:
    """Of the last meeting in which leadership promised something, or else of the last that agreed anything."""
    own = actions[actions["by_leadership"].astype(bool)]
    of = own if len(own) else actions
    return actions[actions["meeting"] == of["meeting"].iloc[0]] if len(of) else actions


def status_of(action, until: date) -> str:
    """What became of something promised, on a day."""
    closed = None if pd.isna(action.closed) or action.closed > until else action.closed
    due = None if pd.isna(action.due) else action.due
    if not pd.isna(action.dropped) and action.dropped:
        return DROPPED
    if closed:
        return LATE if due and closed > due else KEPT
    return LATE if due and due < until else DUE


def is_leader(words: str | None) -> bool:
    """Whether an owner, or a role of the roster, is said to lead the school."""
    return isinstance(words, str) and any(word in words.casefold() for word in LEADERS)


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return "Nothing promised in a meeting yet."
    kept = int((frame["status"] == KEPT).sum())
    late = int((frame["status"] == LATE).sum())
    said = (
        f"Promised on {day(frame['meeting_date'].iloc[0])}: {count(len(frame), 'thing')}, {kept or 'none'} kept so far"
    )
    return f"{said}, {late} late." if late else f"{said}."


COLUMNS = {
    "action": KEY, "text": DECISION, "owner": OWNER, "owner_name": NAME, "due": KEY, "closed": KEY, "status": KEY,
    "by_leadership": KEY, "goal": KEY, "meeting_date": KEY,
}  # fmt: skip
PROMISES = Metric(
    name="meeting.promises",
    title="What we promised",
    why="Accountability is shared, not handed down: leadership's own promises come first.",
    definition="Actions of the last meeting in which leadership promised something (else of the last that agreed "
    "anything). Kept: closed by its due date; late: closed after it or "
    "open past it; due: still in time.",
    unit="promises", direction="neutral", strategy=2, whose="open", columns=COLUMNS,
    queries={"promises": queries.promises}, compute=_promises, sentence=_sentence,
)  # fmt: skip


def _last(rows: Rows, asked: Asked) -> Computed:
    found = rows["meeting"]
    return Computed(pd.DataFrame({"date": [at.date() for at in found["start"]], "title": found["title"]}))


LAST_MEETING = Metric(
    name="meeting.last",
    title="The last meeting",
    why='"Since our last meeting" needs its day.',
    definition="The newest meeting on record before the day asked for.",
    unit="days", direction="neutral", strategy=2, whose="open", columns={"date": KEY, "title": TITLE},
    queries={"meeting": queries.last_meeting}, compute=_last,
    sentence=lambda frame, asked: (
        f"The last meeting was on {day(frame['date'].iloc[0])}." if len(frame) else "No meeting on record yet."
    ),
)  # fmt: skip

METRICS = (PROMISES, LAST_MEETING)
