"""Strategy 7: who is thanked and who thanks, side by side: always of groups, never of people."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

import pandas as pd

from data.metrics.collaboration import ELIGIBLE, SHARE_KINDS
from data.metrics.recognition import NO_THANKS, QUERIES, to_staff
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.staff import (
    SHARE_COLUMNS,
    in_shown_order,
    is_coded,
    named,
    one_share,
    ranges_said,
    share_said,
    shares_by,
    teams,
    with_something_said,
)
from data.queries import recognition as queries
from data.wording import share_of

YEAR = 365.25
EXPERIENCE = ((3, "under 3 years"), (10, "3 to 9 years"), (math.inf, "10 years and more"))
NO_START = "start not on record"
OF_STAFF = "support staff included"


# --- who is thanked, and who thanks ------------------------------------------------------------------------
def _thanked(rows: Rows) -> set[str]:
    return set(to_staff(rows)["to_person"])


def _thanking(rows: Rows) -> set[str]:
    return set(rows["thanks"]["giver"].dropna()) & set(rows["staff"]["id"])


def _of_team(rows: Rows, asked: Asked) -> pd.Series:
    return teams(rows["staff"])


def _of_role(rows: Rows, asked: Asked) -> pd.Series:
    return rows["staff"].set_index("id")["role"].fillna("no role")


def _of_experience(rows: Rows, asked: Asked) -> pd.Series:
    """Whole years since they started here, on the last day of the period."""
    started = rows["staff"].set_index("id")["start"]
    return pd.Series([experience(on, asked.filters.until) for on in started], index=started.index, dtype=object)


def experience(start: date | None, on: date) -> str:
    """The band of somebody's years at the school."""
    if pd.isna(start):
        return NO_START
    return next(words for years, words in EXPERIENCE if (on - start).days / YEAR < years)


def _by(reached: Callable[[Rows], set[str]], group_of: Callable[[Rows, Asked], pd.Series], everybody: bool = False):
    """``everybody``: small groups are joined for all viewers, as recognition.coverage_by_role does."""

    def compute(rows: Rows, asked: Asked) -> Computed:
        smallest = asked.smallest_team if everybody else 0
        return shares_by(asked, group_of(rows, asked), reached(rows), recorded=len(rows["thanks"]) > 0,
                         smallest=smallest)  # fmt: skip

    return compute


def _by_program(reached: Callable[[Rows], set[str]]):
    def compute(rows: Rows, asked: Asked) -> Computed:
        """Somebody may be in several: who sees no names sees programs that differ by nobody or by a few more."""
        staff, who = set(rows["staff"]["id"]), reached(rows)
        rolls = rows["rolls"][(rows["rolls"]["type"] == "program") & rows["rolls"]["person"].isin(staff)]
        members = {name: set(of) for name, of in rolls.groupby("name")["person"]}
        shown = apart_enough(members, staff, asked.smallest)
        recorded = len(rows["thanks"]) > 0
        lines = [(name, len(of & who) / len(of) if recorded else None, len(of & who), len(of), len(of))
                 for name, of in shown.items()]  # fmt: skip
        frame = in_shown_order(pd.DataFrame(lines, columns=SHARE_COLUMNS))
        return Computed(frame, n=len(staff), left_out=len(members) - len(shown))

    return compute


def apart_enough(groups: dict[str, set[str]], everybody: set[str], smallest: int) -> dict[str, set[str]]:
    """Of groups that overlap, those that can stand beside each other: no part of two, or outside, is of a few."""
    kept: dict[str, set[str]] = {}
    for name, of in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        parts = [part for other in (everybody, *kept.values()) for part in (of - other, other - of, of & other)]
        if not any(0 < len(part) < smallest for part in parts):
            kept[name] = of
    return kept


def _sentence(verb: str, parts: bool):
    def sentence(frame: pd.DataFrame, asked: Asked) -> str:
        shown = with_something_said(frame)
        if shown.empty:
            return NO_THANKS
        if any(is_coded(row) for _, row in shown.iterrows()):
            return ranges_said(shown, verb, "group")
        first = shown.iloc[0]
        said = f"{named(first['group'])}: {share_said(first)} {verb}"
        whole = share_of(shown["numerator"].sum(), shown["denominator"].sum())
        return f"{said}; all together {whole}." if parts else f"{said}."

    return sentence


def _both_ends(verb: str):
    """Who is reached least beside who is reached most: what the school can do something about comes first."""
    otherwise = _sentence(verb, parts=True)

    def sentence(frame: pd.DataFrame, asked: Asked) -> str:
        shown = with_something_said(frame)
        if len(shown) < 2 or any(is_coded(row) for _, row in shown.iterrows()):
            return otherwise(frame, asked)
        value = shown["value"].astype(float)
        least, most = (shown.loc[place] for place in (value.idxmin(), value.idxmax()))
        return f"{_told(least)} {verb}; {named(most['group'])}, {share_said(most)}."

    return sentence


def _told(row: pd.Series) -> str:
    words = f"{named(row['group'])}: {share_said(row)}"
    return words[:1].upper() + words[1:]


def _share(name: str, title: str, why: str, what: str, compute, verb: str, **more) -> Metric:
    usual = {
        "splits": True,
        "queries": QUERIES,
        "columns": SHARE_KINDS,
        "sentence": _sentence(verb, more.get("parts", True)),
    }
    return Metric(
        name=f"recognition.{name}", title=title, why=why, definition=f"{what}, {OF_STAFF}. {ELIGIBLE}",
        unit=SHARE, direction="higher", strategy=7, whose="staff", kinds=("thanks",), noun="staff",
        compute=compute, **(usual | more),
    )  # fmt: skip


THANKED = "Staff who were thanked by name at least once in the period, of all eligible staff"
GIVING = "Staff who thanked somebody at least once in the period, of all eligible staff"
SEEN_WHY = "Thanks that pass a group by tell it that nobody looks."
GIVING_WHY = "A school thanks where many thank: a few who thank everybody grow tired of it."
NEW_WHY = "Who is new, and who has been there for long, is easily taken for granted."
ROLLS = {"queries": QUERIES | {"rolls": queries.rolls}, "parts": False}
BANDS = "by whole years since they started at the school"


def _thanking_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0]
    if not is_coded(row) and pd.isna(row["value"]):
        return NO_THANKS
    return f"{share_said(row)} staff thanked somebody in the period."


GIVES = _share(
    "thanking", "Staff who thanked at least once", GIVING_WHY, GIVING,
    lambda rows, asked: one_share(asked, rows["staff"]["id"], _thanking(rows), recorded=len(rows["thanks"]) > 0),
    "thanked", splits=False, sentence=_thanking_sentence,
)  # fmt: skip
GIVES_BY_ROLE = _share("thanking_by_role", "Who thanks, by role", GIVING_WHY, f"{GIVING}, by role",
                       _by(_thanking, _of_role, everybody=True), "thanked somebody")  # fmt: skip
GIVES_BY_TEAM = _share("thanking_by_department", "Who thanks, by team", GIVING_WHY, f"{GIVING}, by department",
                       _by(_thanking, _of_team), "thanked somebody")  # fmt: skip
GIVES_BY_PROGRAM = _share("thanking_by_program", "Who thanks, by program", GIVING_WHY, f"{GIVING}, by program",
                          _by_program(_thanking), "thanked somebody", **ROLLS)  # fmt: skip
GIVES_BY_EXPERIENCE = _share("thanking_by_experience", "Who thanks, by years here", NEW_WHY, f"{GIVING}, {BANDS}",
                             _by(_thanking, _of_experience), "thanked somebody",
                             sentence=_both_ends("thanked somebody"))  # fmt: skip
BY_PROGRAM = _share("coverage_by_program", "Staff thanked, by program", SEEN_WHY, f"{THANKED}, by program",
                    _by_program(_thanked), "were thanked", **ROLLS)  # fmt: skip
BY_EXPERIENCE = _share("coverage_by_experience", "Staff thanked, by years here", NEW_WHY, f"{THANKED}, {BANDS}",
                       _by(_thanked, _of_experience), "were thanked",
                       sentence=_both_ends("were thanked"))  # fmt: skip

METRICS = (GIVES, GIVES_BY_ROLE, GIVES_BY_TEAM, GIVES_BY_PROGRAM, GIVES_BY_EXPERIENCE, BY_PROGRAM, BY_EXPERIENCE)
