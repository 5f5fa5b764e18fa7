"""Strategy 7: whom the school has to thank. Spread before rank."""

from __future__ import annotations

import math

import pandas as pd

from data.disclosure import KEY, LABEL, NAME, PERSON, TEXT, VALUE, N
from data.metrics.collaboration import ELIGIBLE, SHARE_KINDS, monday
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
from data.queries import people
from data.queries import recognition as queries
from data.queries.people import MEMBER_FILTERS
from data.statistics import inequality, ranking
from data.wording import count, plain, share_of

NO_THANKS = "No thanks on record for this choice."
QUERIES = {"staff": people.staff, "thanks": queries.thanks}
NO_VALUE = "no value named"
BY_CHANCE = ("expected by chance", "gini expected by chance")  # of the number of thanks alone


def to_staff(rows: Rows) -> pd.DataFrame:
    """Thanks that went to one of the chosen staff."""
    return rows["thanks"][rows["thanks"]["to_person"].isin(rows["staff"]["id"])]


def _thanked(rows: Rows, asked: Asked) -> pd.Series:
    """How often everybody was thanked by name who was, indexed by person."""
    return rows["thanks"]["to_person"].value_counts(sort=False)


SHARED = {"thanked": _thanked}


def received_by_each(rows: Rows) -> pd.Series:
    """How often each of the chosen staff was thanked by name, 0 where never; indexed by person."""
    return rows["thanked"].reindex(rows["staff"]["id"].tolist(), fill_value=0)


def _coverage_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0]
    if is_coded(row):
        return f"Thanks reached {row['shown']} of staff in the period."
    if not row["denominator"]:
        return "No staff on the roster for this choice."
    if pd.isna(row["value"]):
        return NO_THANKS
    return f"Thanks reached {share_of(row['numerator'], row['denominator'])} staff in the period."


COVERAGE = Metric(
    name="recognition.coverage",
    title="Staff thanked at least once",
    why="Thanks that reach only a few tell the rest that they are not seen.",
    definition=f"Staff who were thanked by name at least once in the period, of all eligible staff. {ELIGIBLE}",
    unit=SHARE, direction="higher", strategy=7, whose="staff", kinds=("thanks",), noun="staff",
    columns=SHARE_KINDS, followable=True, facts="thanks", cumulative=True,
    queries=QUERIES,
    compute=lambda rows, asked: one_share(
        asked, rows["staff"]["id"], to_staff(rows)["to_person"], recorded=len(rows["thanks"]) > 0
    ),
    sentence=_coverage_sentence,
)  # fmt: skip


def _by_role(rows: Rows, asked: Asked) -> Computed:
    roles = rows["staff"].set_index("id")["role"].fillna("no role")
    return _reached_by(rows, asked, roles, asked.smallest_team)


def _reached_by(rows: Rows, asked: Asked, group_of: pd.Series, smallest: int = 0) -> Computed:
    reached = set(to_staff(rows)["to_person"])
    return shares_by(asked, group_of, reached, recorded=len(rows["thanks"]) > 0, smallest=smallest)


def _least_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    shown = with_something_said(frame)
    if shown.empty:
        return NO_THANKS
    if any(is_coded(row) for _, row in shown.iterrows()):
        return ranges_said(shown, "thanked")
    best = shown.iloc[0]
    reached = share_of(shown["numerator"].sum(), shown["denominator"].sum())
    return (
        f"{named(best['group'])}: {share_of(best['numerator'], best['denominator'])} thanked; all together {reached}."
    )


BY_ROLE = Metric(
    name="recognition.coverage_by_role",
    title="Staff thanked, by role",
    why="Support staff are easily forgotten.",
    definition="As recognition.coverage, by role; roles of fewer than five people are joined with others, for "
    f"everybody, so that nobody can be worked out. {ELIGIBLE}",
    unit=SHARE, direction="higher", strategy=7, whose="staff", kinds=("thanks",), noun="staff",
    columns=SHARE_KINDS, splits=True, queries=QUERIES,
    compute=_by_role, sentence=_least_sentence,
)  # fmt: skip

BY_DEPARTMENT = Metric(
    name="recognition.coverage_by_department",
    title="Staff thanked, by team",
    why="Shows which teams thanks do not reach.",
    definition=f"As recognition.coverage, by department; small teams are joined. {ELIGIBLE}",
    unit=SHARE, direction="higher", strategy=7, whose="staff", kinds=("thanks",), noun="staff",
    columns=SHARE_KINDS, splits=True, queries=QUERIES,
    compute=lambda rows, asked: _reached_by(rows, asked, teams(rows["staff"])),
    sentence=_least_sentence,
)  # fmt: skip


def _coverage_by_month(rows: Rows, asked: Asked) -> Computed:
    dated = to_staff(rows).rename(columns={"to_person": "person"})
    months, recorded = list(month_ends(asked)), rows["thanks"]["date"]
    return Computed(by_month(rows["staff"]["id"], dated, months, recorded), n=len(rows["staff"]))


COVERAGE_TREND = Metric(
    name="recognition.coverage_trend",
    title="Staff thanked, month by month",
    why="Whether thanking becomes a habit that reaches more people.",
    definition=f"Staff thanked at least once in that month, of all eligible staff. {ELIGIBLE}",
    unit=SHARE, direction="higher", strategy=7, whose="staff", kinds=("thanks",), noun="staff", parts=False,
    columns={"month": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE, "n": N},
    queries=QUERIES, compute=_coverage_by_month,
    sentence=lambda frame, asked: month_sentence(frame, "of staff were thanked", NO_THANKS),
)  # fmt: skip


def _spread(rows: Rows, asked: Asked) -> Computed:
    """Over everybody eligible, those never thanked among them."""
    counts = received_by_each(rows).tolist()
    total, n, thanked = sum(counts), len(counts), sum(times > 0 for times in counts)
    lines = {
        "recipients": thanked,
        "share thanked": thanked / n if n and len(rows["thanks"]) else None,
        "expected by chance": inequality.expected_share_reached(total, n) if n else None,
        "gini": inequality.gini(counts) if n else None,
        "gini corrected": inequality.gini_corrected(counts) if n else None,
        "gini expected by chance": inequality.expected_gini(total, n) if n and total else None,
        "top 1% share": inequality.top_share(counts) if n else None,
    }
    frame = pd.DataFrame(lines.items(), columns=["measure", "value"]).assign(n=n)
    counted = _counted(frame, thanked, n, asked.smallest)
    if asked.smallest and _is_part(asked):  # beside the coded shares of the other parts these would be exact
        counted = counted.assign(n=counted["n"].where(counted["measure"].isin(BY_CHANCE), asked.few))
    return Computed(counted, n=n)


def _is_part(asked: Asked) -> bool:
    """Whether a choice is one group, or one kind of thanks, of a whole that can be seen, too."""
    return any(getattr(asked.filters, name) for name in (*MEMBER_FILTERS, "kind"))


def _counted(frame: pd.DataFrame, thanked: int, n: int, smallest: int) -> pd.DataFrame:
    """With the people behind each measure: few who were thanked, few who were not, or few at the top."""
    by_chance = frame["measure"].isin(BY_CHANCE)
    people = frame["n"].where(by_chance, _fewer(thanked, n, smallest) if smallest else n)
    top = (frame["measure"] == "top 1% share") & (math.ceil(n / 100) < smallest)
    return frame.assign(n=people.mask(top, min(people.min(), math.ceil(n / 100))))


def _fewer(part: int, whole: int, smallest: int) -> int:
    """The people on the smaller side where these are few, else all of them."""
    fewer = min(part, whole - part)
    return fewer if 0 < fewer < smallest else whole


def _spread_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    value = dict(zip(frame["measure"], frame["value"], strict=True))
    n = frame["n"].dropna().max() if len(frame) else None  # of all eligible, whatever became of single rows
    if len(frame) and pd.isna(value["recipients"]) and n:
        return "How many staff thanks reached is not told of this choice: it would tell of a few."
    if not value.get("recipients") or pd.isna(n):
        return NO_THANKS
    chance = plain(float(value["expected by chance"]) * n, 0)
    said = f"Thanks reached {share_of(value['recipients'], n)} staff"
    return f"{said}; spread by chance they would have reached {chance}."


SPREAD = Metric(
    name="recognition.spread",
    title="How widely thanks are spread",
    why="Comes before every ranking: a board with the same three names helps nobody.",
    definition="Expected by chance: 1 - (1 - 1/N)^T for T thanks to N people. Gini over all eligible staff, zeros "
    "included; corrected by n/(n-1). Top 1% share: what the top hundredth (rounded up) received of all thanks.",
    unit="measure", direction="neutral", strategy=7, whose="staff", kinds=("thanks",), noun="staff", parts=False,
    columns={"measure": KEY, "value": VALUE, "n": N}, queries=QUERIES, shared=SHARED,
    compute=_spread, sentence=_spread_sentence,
)  # fmt: skip


def of_choice(rows: Rows, asked: Asked) -> pd.DataFrame:
    """Thanks to the chosen staff and groups; all of the school's where no group is chosen."""
    filters, thanks = asked.filters, rows["thanks"]
    groups = filters.classroom + filters.program + filters.department
    if not groups and not filters.grade:
        return thanks
    return thanks[thanks["to_person"].isin(rows["staff"]["id"]) | thanks["to_group"].isin(groups)]


def _trend(rows: Rows, asked: Asked) -> Computed:
    thanks = of_choice(rows, asked)
    week_of = {on: monday(on) for on in thanks["date"].unique()}
    week, value = thanks["date"].map(week_of).rename("week"), thanks["value"].fillna(NO_VALUE).rename("kind_of_value")
    table = thanks.groupby([week, value]).size().rename("value").reset_index()
    return Computed(table.assign(n=len(rows["staff"])), n=len(rows["staff"]))


def _trend_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return NO_THANKS
    total, weeks = int(frame["value"].sum()), frame["week"].nunique()
    top = frame.groupby("kind_of_value")["value"].sum().idxmax()
    return f"{plain(total / weeks, 0)} thanks in a week that had any, most for {top}; {plain(total)} in all."


TREND = Metric(
    name="recognition.trend",
    title="Thanks a week, by value",
    why="Shows which of the school's values people see lived, and which nobody names.",
    definition="Thanks of the week by the value they name; weeks without thanks have no row.",
    unit="thanks", direction="higher", strategy=7, whose="staff", kinds=("thanks",), noun="staff",
    columns={"week": KEY, "kind_of_value": LABEL, "value": VALUE, "n": N},
    queries=QUERIES, compute=_trend, sentence=_trend_sentence,
)  # fmt: skip


def _latest(rows: Rows, asked: Asked) -> Computed:
    """The words stand only where the gate lets them; whom it went to by team, a small one not named."""
    staff = rows["staff"]
    shown = teams(staff).map(asked.joined(teams(staff).value_counts())).rename("shown")
    team_names = dict(zip(teams(staff), shown, strict=True))
    willing = set(who_agreed(rows["consents"])["person"])
    lines = [
        (
            row.id,
            row.date,
            _whom(row, team_names),
            row.to_kind,
            row.value or NO_VALUE,
            row.message,
            row.to_name if row.to_kind != "person" or row.to_person in willing else None,
            len(staff),
        )
        for row in rows["latest"].itertuples()
    ]
    return Computed(pd.DataFrame(lines, columns=list(LATEST_COLUMNS)), n=len(staff))


def _whom(row, team_names: dict[str, str]) -> str:
    if row.to_kind != "person":
        return row.group_name or row.to_kind
    if row.to_who != "staff":
        return f"a {row.to_who}"
    team = team_names.get(row.to_team)
    return f"a colleague in {team}" if team and team != "other" else "a colleague"


LATEST_COLUMNS = {
    "thanks": KEY, "date": KEY, "to": KEY, "to_kind": KEY, "kind_of_value": LABEL, "text": TEXT, "to_name": NAME,
    "n": N,
}  # fmt: skip
LATEST = Metric(
    name="recognition.latest",
    title="The latest thanks",
    why="A number does not warm anybody; a sentence does.",
    definition="The newest twelve thanks of the choice. Words in which a name stands are shown with names on only; "
    "whom they thank is named only where that person agreed to stand on the wall.",
    unit="thanks", direction="neutral", strategy=7, whose="staff", kinds=("thanks",), noun="staff",
    columns=LATEST_COLUMNS,
    queries={"staff": people.staff, "latest": queries.latest, "consents": queries.wall_consents}, compute=_latest,
    sentence=lambda frame, asked: (
        f"The latest: for {frame['kind_of_value'].iloc[0]}, to {frame['to'].iloc[0]}." if len(frame) else NO_THANKS
    ),
)  # fmt: skip


def who_agreed(consents: pd.DataFrame) -> pd.DataFrame:
    """By what they said last."""
    last = consents.drop_duplicates("person", keep="last")
    return last[last["given"].astype(bool)]


def _consenting(rows: Rows, asked: Asked) -> Computed:
    """Only people who said yes, by what they said last; the top half of them and never more than ten."""
    consents = who_agreed(rows["consents"])
    thanked = received_by_each(rows)
    willing = consents[consents["person"].isin(thanked.index)]
    board = willing.assign(value=thanked.reindex(willing["person"]).tolist())
    board = board[board["value"] > 0].assign(rank=lambda rows: ranking.standard(rows["value"].tolist()))
    board = board[board["rank"] <= min(MOST_PEOPLE, (len(board) + 1) // 2)].sort_values(["rank", "person"])
    return Computed(board[["person", "name", "rank", "value"]].reset_index(drop=True), n=len(board))


MOST_PEOPLE = 10
PEOPLE = Metric(
    name="recognition.people",
    title="People who chose to stand on a board",
    why="Recognition in public is for those who want it.",
    definition="Thanks received in the period by staff who gave consent to boards; top half, at most ten, ranks 1224.",
    unit="thanks", direction="neutral", strategy=7, whose="staff", kinds=("thanks",), noun="staff",
    columns={"person": PERSON, "name": NAME, "rank": KEY, "value": VALUE},
    queries=QUERIES | {"consents": queries.board_consents}, shared=SHARED, compute=_consenting,
    sentence=lambda frame, asked: (
        f"{count(len(frame), 'person', 'people')} who chose to be named." if len(frame) else "Nobody chose to be named."
    ),
)  # fmt: skip

METRICS = (COVERAGE, BY_ROLE, BY_DEPARTMENT, COVERAGE_TREND, SPREAD, TREND, LATEST, PEOPLE)
