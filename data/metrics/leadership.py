"""Strategy 4: which teachers lead."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.disclosure import KEY, LABEL, OTHER, VALUE, N
from data.metrics.collaboration import SHARE_KINDS
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.staff import SHARE_COLUMNS, is_coded, month_sentence, one_share
from data.metrics.standing import month_ends
from data.queries import leadership as queries
from data.queries import people
from data.wording import count, plain, share_of

TEACHES = "teacher"  # a role that says so; where no role is recorded at all, every member of staff counts
NOBODY = "No teachers on the roster for this choice."
QUERIES = {"staff": people.staff, "roles": queries.roles, "on_record": queries.on_record}
WHO = "Teachers: staff whose role says teacher (all staff where no roles are recorded)."


def teachers(rows: Rows) -> pd.Series:
    """Ids of those who teach."""
    staff = rows["staff"]
    roles = staff["role"].fillna("")
    return staff["id"] if not roles.any() else staff["id"][roles.str.lower().str.contains(TEACHES)]


def _breadth(rows: Rows, asked: Asked) -> Computed:
    return one_share(asked, teachers(rows), rows["roles"]["person"], recorded=_recorded(rows))


def _recorded(rows: Rows) -> bool:
    """Whether any leading role is on record at all: without one there are no data, not nobody."""
    return len(rows["on_record"]) > 0


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0]
    if is_coded(row):
        return f"{row['shown']} of teachers lead something or sit where decisions are made."
    if not row["denominator"]:
        return NOBODY
    if pd.isna(row["value"]):
        return "No leading roles on record for this period."
    return f"{share_of(row['numerator'], row['denominator'])} teachers lead something or sit where decisions are made."


BREADTH = Metric(
    name="leadership.breadth",
    title="Teachers who lead",
    why="Leadership that is shared outlasts the people who hold it.",
    definition="Teachers who held a leading role or a seat in a deciding body at some time in the period, of all "
    f"teachers on the roster. {WHO}",
    unit=SHARE, direction="higher", strategy=4, whose="staff", noun="teachers", columns=SHARE_KINDS,
    followable=True,
    queries=QUERIES, compute=_breadth, sentence=_sentence,
)  # fmt: skip


def _held_on(roles: pd.DataFrame, first: date, last: date) -> set[str]:
    begun = roles["start"] <= last
    open_still = [pd.isna(end) or end >= first for end in roles["end"]]
    return set(roles["person"][begun & pd.Series(open_still, index=roles.index, dtype=bool)])


def _by_month(rows: Rows, asked: Asked) -> Computed:
    eligible = set(teachers(rows))
    lines = []
    for first, last in month_ends(asked):
        part, whole = len(eligible & _held_on(rows["roles"], first, last)), len(eligible)
        lines.append((first, part / whole if whole and _recorded(rows) else None, part, whole, whole))
    return Computed(pd.DataFrame(lines, columns=["month", *SHARE_COLUMNS[1:]]), n=len(eligible))


TREND = Metric(
    name="leadership.trend",
    title="Teachers who lead, month by month",
    why="Whether the circle grows.",
    definition=f"As leadership.breadth, for roles held in that month. {WHO}",
    unit=SHARE, direction="higher", strategy=4, whose="staff", noun="teachers", parts=False,
    columns={"month": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE, "n": N},
    queries=QUERIES, compute=_by_month,
    sentence=lambda frame, asked: month_sentence(frame, "of teachers led something", NOBODY),
)  # fmt: skip


def _by_role(rows: Rows, asked: Asked) -> Computed:
    """Teachers by leading role, most first; small ones joined for viewers without names."""
    roles = rows["roles"][rows["roles"]["person"].isin(teachers(rows))]
    sizes = roles.groupby("role")["person"].nunique()
    shown = roles.assign(group=roles["role"].map(asked.joined(sizes)))
    table = shown.groupby("group")["person"].nunique().rename("value").reset_index()
    table = table.assign(n=table["value"]).sort_values(["value", "group"], ascending=[False, True])
    joined = int((sizes < asked.smallest).sum())
    return Computed(table.reset_index(drop=True), n=roles["person"].nunique(), joined=joined)


def _role_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    shown = frame.dropna(subset=["value"])
    if shown.empty:
        return "No leading roles on record for this choice."
    top = shown.iloc[0]
    if len(shown) == 1 and top["group"] == OTHER:
        return f"{plain(top['value'])} teachers hold a leading role; each kind of role has too few to be shown."
    return f"{count(len(shown), 'kind')} of role; most teachers as {top['group']} ({plain(top['value'])})."


BY_BODY = Metric(
    name="leadership.by_body",
    title="Teachers by leading role",
    why="Shows which doors to leadership are open.",
    definition=f"Distinct teachers holding each role in the period; one may hold several. {WHO}",
    unit="teachers", direction="neutral", strategy=4, whose="staff", noun="teachers", parts=False,
    columns={"group": LABEL, "value": VALUE, "n": N},
    splits=True, queries=QUERIES, compute=_by_role, sentence=_role_sentence,
)  # fmt: skip

METRICS = (BREADTH, TREND, BY_BODY)
