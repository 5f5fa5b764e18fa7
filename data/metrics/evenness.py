"""Strategy 7: how evenly thanks fall, over people, posts and values, and which teams they pass by."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pandas as pd

from data.disclosure import KEY, LABEL, VALUE, N
from data.metrics.recognition import NO_THANKS, QUERIES, SHARED, of_choice, received_by_each
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import FULL_TIME, named, teams
from data.queries import recognition as queries
from data.statistics import inequality
from data.wording import count, day, percent, plain

STEPS, FEWEST_ON_A_CURVE = 10, 10
HARDLY = 4  # a value named less than a quarter as often as if all were named alike
QUIET_DAYS, FEWEST_IN_A_PROMPT = 28, 3
MOST_NAMED = 3  # values in a sentence
NEW_LIST = "The list of values is new: nobody was thanked for one of them yet."
FIRST_MONTH, MONTHS = 8, 12  # of a school year


def _lorenz(rows: Rows, asked: Asked) -> Computed:
    """The curve at steps of which each has as many people as may be shown; the last one is everybody."""
    thanked = received_by_each(rows)
    n, received = len(thanked), sorted(thanked.tolist())
    steps = min(STEPS, n // max(asked.smallest, 1))
    if not sum(received) or n < FEWEST_ON_A_CURVE:
        return Computed(pd.DataFrame(columns=LORENZ_COLUMNS), n=n)
    curve = inequality.lorenz(received)
    places = [round(n * step / steps) for step in range(steps + 1)]
    reached = int((thanked > 0).sum())
    few = min(reached, n - reached)
    told_of = few if 0 < few < asked.smallest else n
    lines = [(curve[place][0], curve[place][1], told_of) for place in places]
    return Computed(pd.DataFrame(lines, columns=LORENZ_COLUMNS), n=n)


LORENZ_COLUMNS = ["people", "value", "n"]


def _lorenz_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    known = frame[frame["value"].notna()]
    if known.empty:
        return f"No curve: no thanks on record, or fewer than {FEWEST_ON_A_CURVE} staff."
    half = known.iloc[(known["people"].astype(float) - 0.5).abs().argmin()]
    least = f"The {percent(half['people'])} of staff who were thanked least"
    return f"{least} received {percent(half['value'])} of all thanks."


LORENZ = Metric(
    name="recognition.lorenz",
    title="How evenly thanks fall",
    why="The further the curve sags, the more of the thanks go to a few.",
    definition="Lorenz curve over all eligible staff, support staff included: what share of all thanks the least "
    f"thanked tenth, two tenths, ... received. From {FEWEST_ON_A_CURVE} staff on; fewer steps where a tenth would be "
    "a few people.",
    unit="share of thanks", direction="neutral", strategy=7, whose="staff", kinds=("thanks",), noun="staff",
    parts=False, columns={"people": KEY, "value": VALUE, "n": N}, queries=QUERIES, shared=SHARED, compute=_lorenz,
    sentence=_lorenz_sentence,
)  # fmt: skip


def _rates(rows: Rows, asked: Asked) -> Computed:
    """Thanks by name for each full-time post that was filled, by team."""
    staff = rows["staff"]
    team_of = teams(staff)
    shown = team_of.map(asked.joined(team_of.value_counts()))
    table = pd.DataFrame({
        "group": shown, "received": received_by_each(rows),
        "posts": [post(row, asked) for row in staff.itertuples()], "n": 1,
    })  # fmt: skip
    frame = table.groupby("group").sum().reset_index()
    few = frame["received"] < asked.smallest  # of a team with one thanks it would say how many were thanked
    frame["n"] = frame["n"].mask(few, asked.few)
    frame["value"] = (frame["received"] / frame["posts"]).where(frame["posts"] > 0) if len(rows["thanks"]) else None
    return Computed(frame[["group", "value", "received", "posts", "n"]], n=len(staff))


def post(person, asked: Asked) -> float:
    """How much of a full-time post somebody filled: their part of it (all where not given) times their time here."""
    first, last = asked.filters.start, asked.filters.until
    come = first if pd.isna(person.start) else max(first, person.start)
    gone = last if pd.isna(person.end) else min(last, person.end)
    part = FULL_TIME if pd.isna(person.fte) else person.fte
    return part * max(0, (gone - come).days + 1) / ((last - first).days + 1)


def _rates_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    known = frame[frame["value"].notna()]
    if known.empty:
        return NO_THANKS
    received, posts = (float(known[name].astype(float).sum()) for name in ("received", "posts"))
    return (
        f"{plain(received / posts, 1)} thanks for each full-time post in the period, {count(len(known), 'team')} shown."
    )


RATES = Metric(
    name="recognition.rates",
    title="Thanks for each full-time post, by team",
    why="Who works half the week, or came in January, cannot have been thanked as often.",
    definition="Thanks by name over full-time posts: the part of a post that somebody has (one where it is not given) "
    "times the share of the period that they were on the roster. Never ranked, never by person.",
    unit="thanks a post", direction="neutral", strategy=7, whose="staff", kinds=("thanks",), noun="staff",
    columns={"group": KEY, "value": VALUE, "received": VALUE, "posts": VALUE, "n": N}, splits=True, queries=QUERIES,
    shared=SHARED,
    compute=_rates, sentence=_rates_sentence,
)  # fmt: skip


# --- what is missing -------------------------------------------------------------------------------------
def _values(rows: Rows, asked: Asked) -> Computed:
    """Every value of the school's list, or that thanks ever named where it has none; most named first."""
    staff, own = len(rows["staff"]), rows["own"]
    named_now = Counter(of_choice(rows, asked)["value"].dropna().tolist())
    listed = set(own["value"])
    there = listed or set(rows["values"]["value"])
    known = sorted(there | set(named_now), key=lambda value: (-named_now[value], value))
    few = sum(named_now.values()) / (len(known) * HARDLY) if known else 0
    month = of_the_month(own["value"].tolist(), asked.filters.until) if own["school"].nunique() == 1 else None
    lines = [
        (
            value,
            named_now[value],
            named_now[value] < few or not named_now[value],
            value == month,
            value in listed,
            staff,
        )
        for value in known
    ]
    return Computed(pd.DataFrame(lines, columns=list(VALUE_COLUMNS)), n=staff)


def of_the_month(values: list[str], on: date) -> str | None:
    """Each value of the school's list in its turn, a month each, from August on: no one value is asked for all year."""
    return values[(on.month - FIRST_MONTH) % MONTHS % len(values)] if values else None


def _values_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    shown = frame[frame["value"].notna()]
    if shown.empty or not shown["value"].sum():
        return "No thanks on record that name a value, for this choice."
    listed = shown[shown["listed"].astype(bool)]
    if len(listed) and not listed["value"].sum():
        return NEW_LIST
    never = list(shown.loc[shown["value"] == 0, "kind_of_value"])
    hardly = [
        f"{value} ({plain(times)})"
        for value, times in shown.loc[
            shown["hardly"].astype(bool) & (shown["value"] > 0), ["kind_of_value", "value"]
        ].to_numpy()
    ]
    said = [f"nobody was thanked for {_a_few(never)}" if never else "",
            f"hardly anybody for {_a_few(hardly)}" if hardly else ""]  # fmt: skip
    words = "; ".join(filter(None, said)) or f"all {plain(len(shown))} values were named"
    return f"{words[:1].upper()}{words[1:]}, in the period."


def _a_few(values: list[str]) -> str:
    """The first of them by name; how many more there are."""
    more = len(values) - MOST_NAMED
    return f"{', '.join(values[:MOST_NAMED])} and {plain(more)} more" if more > 0 else " or ".join(values)


VALUE_COLUMNS = {"kind_of_value": LABEL, "value": VALUE, "hardly": KEY, "of_the_month": KEY, "listed": KEY, "n": N}
VALUES = Metric(
    name="recognition.values",
    title="Values that thanks name",
    why="A value that nobody is ever thanked for hangs on the wall and nowhere else.",
    definition="Thanks of the period by value, most named first, of the school's own list of values; where it has "
    "none, of all that thanks ever named there. Of the month: each of the list in its turn, from August on; "
    f"hardly: less than one {HARDLY}th of what each would have if all were named alike.",
    unit="thanks", direction="neutral", strategy=7, whose="staff", kinds=("thanks",), noun="staff",
    columns=VALUE_COLUMNS,
    queries=QUERIES | {"values": queries.values_named, "own": queries.own_values}, compute=_values,
    sentence=_values_sentence,
)  # fmt: skip


def _passed_by(rows: Rows, asked: Asked) -> Computed:
    """Teams of which nobody was thanked for a while, longest first; for who leads them, and no one person's team."""
    staff, until = rows["staff"], asked.filters.until
    team_of = teams(staff)
    last = _last_thanked(rows, team_of)
    sizes = team_of.value_counts()
    quiet = {team: last.get(team) for team in sizes.index[sizes >= FEWEST_IN_A_PROMPT]}
    lines = [(team, on, (until - (on or asked.filters.start)).days, int(sizes[team])) for team, on in quiet.items()]
    lines = [line for line in lines if line[2] >= QUIET_DAYS and len(rows["thanks"])] if not asked.smallest else []
    lines.sort(key=lambda line: (-line[2], line[0]))
    return Computed(pd.DataFrame(lines, columns=["group", "since", "value", "n"]), n=len(staff))


def _last_thanked(rows: Rows, team_of: pd.Series) -> dict[str, date]:
    """The newest thanks of each team, to it or to somebody in it."""
    thanks = rows["thanks"]
    team = thanks["to_person"].map(team_of).fillna(thanks["to_group"].where(thanks["to_kind"] == "team"))
    return thanks["date"].groupby(team).max().to_dict()


def _passed_by_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if asked.smallest:
        return "Which teams thanks pass by is told to who leads them."
    if frame.empty:
        return f"Every team of {FEWEST_IN_A_PROMPT} or more was thanked in the last {plain(QUIET_DAYS / 7)} weeks."
    first = frame.iloc[0]
    since = f"since {day(first['since'])}" if pd.notna(first["since"]) else "in the period"
    more = f"; {count(len(frame) - 1, 'more team')} in the table" if len(frame) > 1 else ""
    return f"Nobody in {named(first['group'])} was thanked {since}{more}."


PASSED_BY = Metric(
    name="recognition.passed_by",
    title="Teams that thanks pass by",
    why="A prompt to look at a team again; never a list of names.",
    definition=f"Teams of {FEWEST_IN_A_PROMPT} or more of which nobody, nor the team, was thanked in the last "
    f"{QUIET_DAYS} days of the period; value: days since. Told to who may see staff by name, and to nobody else.",
    unit="days", direction="lower", strategy=7, whose="staff", kinds=("thanks",), noun="staff", parts=False,
    columns={"group": KEY, "since": KEY, "value": VALUE, "n": N}, splits=True, queries=QUERIES, compute=_passed_by,
    sentence=_passed_by_sentence,
)  # fmt: skip

METRICS = (LORENZ, RATES, VALUES, PASSED_BY)
