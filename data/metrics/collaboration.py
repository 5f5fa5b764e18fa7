"""Strategy 3: how people work together."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from data.disclosure import KEY, LABEL, VALUE, N
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.staff import (
    by_month,
    is_coded,
    month_sentence,
    named,
    one_share,
    ranges_said,
    shares_by,
    teams,
    with_something_said,
)
from data.metrics.standing import month_ends
from data.queries import collaboration as queries
from data.queries import people
from data.wording import count, percent, plain, share_of

EVENTS = "events"  # the kind of tie that sessions make
JOINT = 2  # from two people on, a session is joint
NO_SESSIONS = "No joint session on record for this choice."
SHARE_KINDS = {"group": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE, "n": N}
STAFF_AND_SESSIONS = {"staff": people.staff, "attended": queries.attended, "held": queries.held}
ELIGIBLE = "Eligible: staff on the roster in the period."


def monday(on):
    """The Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def joint(rows: Rows, asked: Asked) -> pd.DataFrame:
    """Who took part in which joint session: sessions at which two or more were present."""
    attended = rows["attended"]
    attended = attended[attended["size"] >= JOINT]
    return _of_kind(attended, asked)


def _of_kind(sessions: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    kinds = [kind for kind in asked.filters.kind if kind != EVENTS]
    return sessions[sessions["kind"].isin(kinds)] if kinds else sessions


def _sessions(rows: Rows, asked: Asked) -> Computed:
    """A row a week and kind; hours are minutes times the staff present."""
    held, eligible = _of_kind(rows["sessions"], asked), len(rows["staff"])
    held = held.assign(week=[monday(on) for on in held["date"]], hours=held["minutes"] * held["present"] / 60)
    each = held.groupby(["week", "kind"])
    present, hours = each["present"].sum(), each["hours"].sum()
    hours = hours.where(present >= asked.smallest)  # of a week with a few people these would be somebody's own
    table = pd.DataFrame({"value": each.size(), "hours": hours}).reset_index()
    return Computed(table.assign(n=eligible)[["week", "kind", "value", "hours", "n"]], n=eligible)


def _sessions_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return NO_SESSIONS
    sessions, hours = int(frame["value"].sum()), frame["hours"].astype(float)
    weeks = frame["week"].nunique()
    top = frame.groupby("kind")["value"].sum().idxmax()
    return (
        f"{count(sessions, 'session')} in {count(weeks, 'week')}, {plain(sessions / weeks, 1)} a week, "
        f"most of them {top}{_hours_said(hours)}."
    )


def _hours_said(hours: pd.Series) -> str:
    return "" if hours.isna().any() else f"; {plain(hours.sum(), 0)} hours of people's time"


SESSIONS = Metric(
    name="collaboration.sessions",
    title="Sessions and hours a week, by kind",
    why="Working together needs time that is really held.",
    definition="Sessions on record in the week; hours = minutes x staff of the choice who were present / 60.",
    unit="sessions", direction="neutral", strategy=3, whose="staff", kinds=("sessions",), noun="staff",
    columns={"week": KEY, "kind": LABEL, "value": VALUE, "hours": VALUE, "n": N},
    queries={"sessions": queries.sessions, "staff": people.staff}, compute=_sessions, sentence=_sessions_sentence,
)  # fmt: skip


def _participation_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0]
    if is_coded(row):
        return f"{row['shown']} of staff had a joint session in the period."
    if not row["denominator"]:
        return "No staff on the roster for this choice."
    if pd.isna(row["value"]):
        return NO_SESSIONS
    return f"{share_of(row['numerator'], row['denominator'])} staff had a joint session in the period."


PARTICIPATION = Metric(
    name="collaboration.participation",
    title="Staff with at least one joint session",
    why="Shared work only helps those it reaches.",
    definition=f"Staff present at one or more sessions of two or more people, of all eligible staff. {ELIGIBLE}",
    unit=SHARE, direction="higher", strategy=3, whose="staff", kinds=("sessions",), noun="staff", columns=SHARE_KINDS,
    followable=True, facts="sessions", cumulative=True,
    queries=STAFF_AND_SESSIONS,
    compute=lambda rows, asked: one_share(
        asked, rows["staff"]["id"], joint(rows, asked)["person"], recorded=len(rows["held"]) > 0
    ),
    sentence=_participation_sentence,
)  # fmt: skip


def _by_department_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    said = with_something_said(frame)
    if said.empty:
        return NO_SESSIONS
    if any(is_coded(row) for _, row in said.iterrows()):  # of ranges nobody is first or last
        return ranges_said(said, "took part")
    best = said.loc[said["value"].astype(float).idxmax()]
    if len(said) == 1:
        return f"{share_of(best['numerator'], best['denominator'])} took part in {named(best['group'])}."
    if best["value"] == said["value"].min():
        return f"{percent(best['value'])} took part in every team."
    return f"{named(best['group'])} took part most ({share_of(best['numerator'], best['denominator'])})."


BY_DEPARTMENT = Metric(
    name="collaboration.participation_by_department",
    title="Who takes part, by team",
    why="Shows whom shared work does not reach yet.",
    definition=f"As collaboration.participation, by department. {ELIGIBLE}",
    unit=SHARE, direction="higher", strategy=3, whose="staff", kinds=("sessions",), noun="staff", columns=SHARE_KINDS,
    splits=True, queries=STAFF_AND_SESSIONS,
    compute=lambda rows, asked: shares_by(
        asked, teams(rows["staff"]), set(joint(rows, asked)["person"]), recorded=len(rows["held"]) > 0
    ),
    sentence=_by_department_sentence,
)  # fmt: skip


def _by_month(rows: Rows, asked: Asked) -> Computed:
    staff = rows["staff"]["id"]
    months, recorded = list(month_ends(asked)), rows["held"]["date"]
    return Computed(by_month(staff, joint(rows, asked), months, recorded), n=len(staff))


TREND = Metric(
    name="collaboration.participation_trend",
    title="Staff with a joint session, month by month",
    why="Whether shared work becomes a habit.",
    definition=f"Staff with at least one joint session in that month, of all eligible staff. {ELIGIBLE}",
    unit=SHARE, direction="higher", strategy=3, whose="staff", kinds=("sessions",), noun="staff", parts=False,
    columns={"month": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE, "n": N},
    queries=STAFF_AND_SESSIONS, compute=_by_month,
    sentence=lambda frame, asked: month_sentence(frame, "of staff had a joint session", NO_SESSIONS),
)  # fmt: skip

METRICS = (SESSIONS, PARTICIPATION, BY_DEPARTMENT, TREND)
