"""Strategy 1: where shared goals stand."""

from __future__ import annotations

import pandas as pd

from data.disclosure import DECISION, KEY, NAME, OWNER, TITLE, VALUE
from data.metrics.evidence import evidence
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.standing import (
    GOOD,
    ORDER,
    Judge,
    checkins_of,
    judged_on,
    month_ends,
    school_days,
    standings,
)
from data.queries import goals as queries
from data.statistics.pace import Status
from data.wording import count, day, share_of, small_number_words

QUERIES = {"goals": queries.goals, "checkins": queries.checkins, "calendar": queries.calendar}
WORDS = {
    Status.MET: "met", Status.ON_TRACK: "on track", Status.AT_RISK: "at risk", Status.OFF_TRACK: "off track",
    Status.MISSED: "missed", Status.NOT_STARTED: "not started", Status.NO_RECENT_DATA: "no recent data",
}  # fmt: skip
NEEDS_A_WORD = (Status.OFF_TRACK, Status.MISSED, Status.AT_RISK, Status.NO_RECENT_DATA)
NO_GOALS = "No goal has begun for this choice."
STATUS_RULE = (
    "Met: the target is reached. Missed: due and not reached. Otherwise by pace at the last check-in: the share of "
    "the way made over the share of school days gone; from 0.90 on track, from 0.70 at risk, below off track (in "
    "the first tenth of the time at worst at risk). No check-in for two agreed rhythms: no recent data."
)


def _status_counts(rows: Rows, asked: Asked) -> Computed:
    counts = standings(rows, asked, words=False)["status"].value_counts()
    frame = [(status, int(counts[status])) for status in ORDER if status in counts]
    return Computed(pd.DataFrame(frame, columns=["status", "value"]))


def _status_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    said = [f"{row.value} {WORDS[row.status]}" for row in frame.itertuples()]
    return f"Of {count(int(frame['value'].sum()), 'goal')}: {', '.join(said)}." if said else NO_GOALS


STATUS = Metric(
    name="goals.status",
    title="Goals by status",
    why="Shows at a glance whether the year's promises are being kept.",
    definition=STATUS_RULE,
    unit="goals", direction="neutral", strategy=1, whose="open",
    columns={"status": KEY, "value": VALUE},
    queries=QUERIES, measures=True, compute=_status_counts, sentence=_status_sentence,
)  # fmt: skip


def _active(goals: pd.DataFrame) -> pd.DataFrame:
    return goals[goals["status"] != Status.NOT_STARTED]


def _good_share(goals: pd.DataFrame) -> tuple[float | None, int, int]:
    active = _active(goals)
    good = int(active["status"].isin(GOOD).sum())
    return (good / len(active) if len(active) else None), good, len(active)


def _on_track(rows: Rows, asked: Asked) -> Computed:
    line = (asked.whole, *_good_share(standings(rows, asked, words=False)))
    return Computed(pd.DataFrame([line], columns=["group", "value", "numerator", "denominator"]))


def _on_track_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0]
    if not row["denominator"]:
        return NO_GOALS
    good, whole = int(row["numerator"]), int(row["denominator"])
    rest = f"{small_number_words(whole - good)} need{'s' if whole - good == 1 else ''} a word"
    start = f"{small_number_words(good, capital=True)} of {count(whole, 'goal')} {'is' if good == 1 else 'are'}"
    return f"{start} met or on track; {rest}." if whole > good else f"{start} met or on track."


ON_TRACK = Metric(
    name="goals.on_track",
    title="Goals met or on track",
    why="The one number that says whether the school is getting where it said it would.",
    definition="Goals met or on track, of all goals that have begun; those without recent data stay in the whole. "
    + STATUS_RULE,
    unit=SHARE, direction="higher", strategy=1, whose="open",
    columns={"group": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE},
    queries=QUERIES, measures=True, compute=_on_track, sentence=_on_track_sentence,
)  # fmt: skip


def _on_track_by_month(rows: Rows, asked: Asked) -> Computed:
    """A month in which fewer than half of the goals had a check-in yet has no share: it would only show the silence."""
    lines, months = [], list(month_ends(asked))
    for (first, _), goals in zip(months, judged_on([on for _, on in months], rows), strict=True):
        share, good, whole = _good_share(goals)
        lines.append((first, share if goals["date"].notna().sum() * 2 >= whole else None, good, whole))
    return Computed(pd.DataFrame(lines, columns=["month", "value", "numerator", "denominator"]))


def _trend_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    known = frame.dropna(subset=["value"])
    if known.empty:
        return NO_GOALS
    first, last = known.iloc[0], known.iloc[-1]
    return (
        f"{share_of(last['numerator'], last['denominator'])} goals met or on track now, "
        f"{share_of(first['numerator'], first['denominator'])} in {day(first['month']).split()[1]}."
    )


ON_TRACK_TREND = Metric(
    name="goals.on_track_trend",
    title="Goals met or on track, month by month",
    why="Whether things are getting better or worse.",
    definition="As goals.on_track, as it stood on the last day of each month.",
    unit=SHARE, direction="higher", strategy=1, whose="open",
    columns={"month": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE},
    queries=QUERIES, measures=True, compute=_on_track_by_month, sentence=_trend_sentence,
)  # fmt: skip

PROGRESS_COLUMNS = {
    "goal": KEY, "title": TITLE, "level": KEY, "group": KEY, "owner": OWNER, "owner_name": NAME, "direction": KEY,
    "unit": TITLE, "status": KEY, "rule": KEY, "stale": KEY, "baseline": VALUE, "target": VALUE, "low": VALUE,
    "high": VALUE, "current": VALUE, "expected": VALUE, "pace": VALUE, "date": KEY, "start": KEY, "due": KEY,
    "next_step": DECISION, "metric": KEY, "value": VALUE, "current_shown": KEY, "out_of": VALUE, "guard": TITLE,
    "outcome": KEY, "parent": KEY, "closed": KEY, "school": KEY,
}  # fmt: skip


def owner_labels(rows: pd.DataFrame, who: str = "owner") -> list[str | None]:
    """Whose it is, by role: the role of the person named (never their id), or the group or role as it was written."""
    columns = (rows[f"{who}_role"], rows[who], rows[f"{who}_name"])
    return [_owner_label(*each) for each in zip(*columns, strict=True)]


def _owner_label(role: object, owner: object, name: object) -> str | None:
    if isinstance(name, str):
        return role if isinstance(role, str) and role else "a colleague"
    return owner if isinstance(owner, str) else None


def _progress(rows: Rows, asked: Asked) -> Computed:
    goals = standings(rows, asked)
    goals = goals.assign(owner=owner_labels(goals), goal=goals["id"], group=goals["group_name"])
    return Computed(goals[list(PROGRESS_COLUMNS)])


def _progress_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return NO_GOALS
    active = _active(frame)
    if active.empty:
        return NO_GOALS
    good = int(active["status"].isin(GOOD).sum())
    waiting = active[active["status"].isin(NEEDS_A_WORD)]
    said = f"{small_number_words(good, capital=True)} of {count(len(active), 'goal')} "
    said += f"{'is' if good == 1 else 'are'} met or on track"
    if waiting.empty:
        return f"{said}."
    needs = f"{small_number_words(len(waiting))} need{'s' if len(waiting) == 1 else ''} a word"
    return f"{said}; {needs}, {waiting.iloc[0]['title']} first."


PROGRESS = Metric(
    name="goals.progress",
    title="Goals, those that need a word first",
    why="Each goal with where it started, where it is, and the rule behind its status.",
    definition="Share of the way = (now - start) / (target - start), not cut off at 0 or 1. " + STATUS_RULE,
    unit=SHARE, direction="higher", strategy=1, whose="open", columns=PROGRESS_COLUMNS,
    queries=QUERIES, measures=True, compute=_progress, sentence=_progress_sentence,
)  # fmt: skip

FOLLOWED = Metric(
    name="goals.followed",
    title="Goals that follow a number",
    why="A number should say who sees to it, and what comes next.",
    definition="Of goals.progress those that name a metric, those that need a word first.",
    unit=SHARE, direction="higher", strategy=1, whose="open", columns=PROGRESS_COLUMNS,
    queries=QUERIES, measures=True,
    compute=lambda rows, asked: _progress(_those_that_follow(rows), asked), sentence=_progress_sentence,
)  # fmt: skip


def _those_that_follow(rows: Rows) -> Rows:
    goals = rows["goals"][rows["goals"]["metric"].notna()].reset_index(drop=True)
    checkins = rows["checkins"][rows["checkins"]["goal"].isin(goals["id"])]
    return rows | {"goals": goals, "checkins": checkins, "judge": None}


MOST_TO_TALK_ABOUT = 3
TALK_ABOUT = (Status.OFF_TRACK, Status.AT_RISK, Status.NO_RECENT_DATA)


def _talk(rows: Rows, asked: Asked) -> Computed:
    goals = standings(rows, asked, words=False)
    chosen = goals[goals["status"].isin(TALK_ABOUT)].head(MOST_TO_TALK_ABOUT)
    told = [_told(goal, rows, asked) for goal in chosen.itertuples()]
    chosen = chosen.assign(
        goal=chosen["id"], value=chosen["pace"], rule=[rule for rule, _ in told], takes=[takes for _, takes in told]
    )
    return Computed(chosen[["goal", "title", "status", "rule", "takes", "value"]])


def _told(goal, rows: Rows, asked: Asked) -> tuple[str, str | None]:
    """The rule behind a goal's status, and what it would take."""
    own = rows["goals"][rows["goals"]["id"] == goal.id]
    checkins = rows["checkins"][rows["checkins"]["goal"] == goal.id]
    rule = Judge(own, checkins, rows["calendar"]).on(asked.filters.until, words=True)["rule"].iloc[0]
    days = school_days(rows["calendar"]).get(goal.school)
    return rule, evidence(goal, checkins_of(checkins).get(goal.id, []), asked.filters.until, days).takes


TALK = Metric(
    name="goals.talk",
    title="Three goals to talk about",
    why="A meeting has time for three.",
    definition="Off track before at risk before no recent data; among equals the slowest pace first.",
    unit="pace", direction="higher", strategy=1, whose="open",
    columns={"goal": KEY, "title": TITLE, "status": KEY, "rule": KEY, "takes": KEY, "value": VALUE},
    queries=QUERIES, measures=True, compute=_talk,
    sentence=lambda frame, asked: (
        f"Talk about {' and '.join(frame['title'])} first." if len(frame) else "No goal needs a word this week."
    ),
)  # fmt: skip


METRICS = (STATUS, ON_TRACK, ON_TRACK_TREND, PROGRESS, FOLLOWED, TALK)
