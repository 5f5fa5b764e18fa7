"""Staff counted: shares of the eligible, whole and by group, small groups joined."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

import pandas as pd

from data.disclosure import OTHER, join_small
from data.metrics.record import Asked, Computed
from data.wording import count, percent, share_of

SHARE_COLUMNS = ["group", "value", "numerator", "denominator", "n"]
NO_TEAM = "no team"
FULL_TIME = 1.0  # the part of a post of who has none on record


def one_share(asked: Asked, eligible: Collection[str], reached: Collection[str], recorded: bool = True) -> Computed:
    """One row: how many of the eligible people were reached. Where nothing is ``recorded`` there is no share."""
    whole, part = len(set(eligible)), len(set(eligible) & set(reached))
    line = (asked.whole, part / whole if whole and recorded else None, part, whole, whole)
    return Computed(pd.DataFrame([line], columns=SHARE_COLUMNS), n=whole)


def shares_by(
    asked: Asked, group_of: pd.Series, reached: Collection[str], recorded: bool = True, smallest: int = 0
) -> Computed:
    """A row a group, largest share first; ``group_of`` is indexed by person. Small groups become "other".

    ``smallest``: join groups under it for everybody, also for viewers who may see them.
    """
    sizes = group_of.value_counts()
    names = join_small(sizes.to_dict(), smallest or asked.smallest)
    shown = group_of.map(names)
    table = pd.DataFrame({"group": shown, "numerator": group_of.index.isin(list(reached)).astype(int)})
    each = table.groupby("group")["numerator"]
    counted = pd.DataFrame({"numerator": each.sum(), "denominator": each.size()}).reset_index()
    counted["value"] = counted["numerator"] / counted["denominator"] if recorded else None
    counted["n"] = counted["denominator"]
    joined = sum(name == OTHER for name in names.values())
    return Computed(in_shown_order(counted[SHARE_COLUMNS]), n=len(group_of), joined=joined)


def share_said(row: pd.Series) -> str:
    """A share as it may be said: "46 of 61"; where that would tell of a few people, the range that is shown."""
    coded = row.get("shown")
    return coded if isinstance(coded, str) else share_of(row["numerator"], row["denominator"])


def percent_said(row: pd.Series, decimals: int = 0) -> str:
    """The same as a percentage."""
    coded = row.get("shown")
    return coded if isinstance(coded, str) else percent(row["value"], decimals)


def is_coded(row: pd.Series) -> bool:
    return isinstance(row.get("shown"), str)


def with_something_said(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with a share or a range."""
    coded = frame["shown"].notna() if "shown" in frame else False
    return frame[frame["value"].notna() | coded]


def ranges_said(said: pd.DataFrame, what: str, noun: str = "team") -> str:
    """Groups of which some are said as ranges: none of them can be called the first."""
    first = said.iloc[0]
    more = f"; {count(len(said) - 1, noun)} more in the table" if len(said) > 1 else ""
    return f"{named(first['group'])}: {share_said(first)} {what}{more}."


def named(group: str) -> str:
    """A group as a sentence names it."""
    return "the smaller teams" if group == OTHER else group


def in_shown_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Largest value first, then by name; "other" last."""
    keys = frame.assign(last=frame["group"] == OTHER)
    order = keys.sort_values(["last", "value", "group"], ascending=[True, False, True]).index
    return frame.loc[order].reset_index(drop=True)


def by_month(eligible: Collection[str], dated: pd.DataFrame, months: list, recorded: Iterable[date]) -> pd.DataFrame:
    """Share of the eligible reached in each month: fixed windows, because a cumulative share only rises.

    ``dated`` has columns date and person; ``months`` are (first day, last day so far); a month without a day in
    ``recorded`` has no data.
    """
    people, whole = set(eligible), len(set(eligible))
    known = {(on.year, on.month) for on in recorded}
    of_month: dict[tuple[int, int], set[str]] = {}
    for on, person in zip(dated["date"], dated["person"], strict=True):
        if person in people:
            of_month.setdefault((on.year, on.month), set()).add(person)
    lines = []
    for first, _ in months:
        month = (first.year, first.month)
        part = len(of_month.get(month, ()))
        lines.append((first, part / whole if whole and month in known else None, part, whole, whole))
    return pd.DataFrame(lines, columns=["month", *SHARE_COLUMNS[1:]])


def teams(staff: pd.DataFrame) -> pd.Series:
    """Each member of staff's team (the department), indexed by person."""
    return staff.set_index("id")["department"].fillna(NO_TEAM).replace("", NO_TEAM)


def month_sentence(frame: pd.DataFrame, what: str, nothing: str, when: str = "in") -> str:
    """The last month beside the month before it: "41% of staff were thanked in January (25 of 61); ..."."""
    known = with_something_said(frame)
    if known.empty:
        return nothing
    last = known.iloc[-1]
    said = f"{percent_said(last)} {what} {when} {month_name(last['month'])}"
    said += f" ({share_of(last['numerator'], last['denominator'])})" if pd.notna(last["numerator"]) else ""
    if len(known) == 1:
        return f"{said}."
    return f"{said}; {percent_said(known.iloc[-2])} {when} {month_name(known.iloc[-2]['month'])}."


def month_name(first) -> str:
    """A month in full, for a sentence."""
    return first.strftime("%B")
