"""Things raised and answered: what feedback (strategy 2) and requests for support (strategy 5) share."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.metrics.record import Asked, Computed, Rows
from data.metrics.standing import month_ends, school_days
from data.statistics import survival
from data.statistics.school_days import ONE_DAY, between, weekdays

COLUMNS = ["group", "value", "numerator", "denominator"]


def on_calendar(rows: Rows, first: date, last: date) -> list[date] | None:
    """The school days to count in; several schools' calendars are taken together, none means Monday to Friday.

    Before the first day that the calendars speak of and after the last, Monday to Friday count, too: what waits for an
    answer must not stand still because next year's calendar is not here yet.
    """
    days = {on for school in school_days(rows["calendar"]).values() for on in school}
    if not days:
        return None
    spoken = rows["calendar"]["date"]
    outside = (*weekdays(first, min(spoken)), *weekdays(max(spoken) + ONE_DAY, last))
    return sorted(days.union(outside))


def waited(items: pd.DataFrame, rows: Rows, asked: Asked) -> pd.DataFrame:
    """Each item with the school days it took or has waited so far, and whether it is answered by then."""
    until = asked.filters.until
    days = on_calendar(rows, min(items["date"], default=until), until)
    answered = [not pd.isna(on) and on <= until for on in items["answered"]]
    ends = [on if done else until for on, done in zip(items["answered"], answered, strict=True)]
    took = [max(0, between(on, end, days)) for on, end in zip(items["date"], ends, strict=True)]
    return items.assign(is_answered=answered, days=took)


def in_standard_share(items: pd.DataFrame, answer_days: int) -> tuple[float | None, int, int]:
    """Answered within the standard, of all whose time is up: what still may be answered in time is not judged."""
    in_time = items["is_answered"] & (items["days"] <= answer_days)
    judged = items["is_answered"] | (items["days"] > answer_days)
    whole, part = int(judged.sum()), int(in_time.sum())
    return (part / whole if whole else None), part, whole


def median_days(items: pd.DataFrame) -> float | None:
    """Median school days to an answer by Kaplan-Meier: what is still open counts as still open."""
    return survival.median(items["days"].tolist(), items["is_answered"].tolist())


def by_kind(items: pd.DataFrame, share) -> Computed:
    """One row a kind, most items first."""
    lines = [(kind, *share(of_kind)) for kind, of_kind in items.groupby("kind")]
    frame = pd.DataFrame(lines, columns=COLUMNS)
    return Computed(frame.sort_values(["denominator", "group"], ascending=[False, True]).reset_index(drop=True))


def by_month(items: pd.DataFrame, asked: Asked, share) -> Computed:
    """One row a month, by the day an item was raised."""
    months = pd.Series([(on.year, on.month) for on in items["date"]], index=items.index, dtype=object)
    lines = []
    for first, _ in month_ends(asked):
        of_month = items[months.map(lambda month, of=(first.year, first.month): month == of).astype(bool)]
        lines.append((first, *share(of_month)))
    return Computed(pd.DataFrame(lines, columns=["month", *COLUMNS[1:]]))
