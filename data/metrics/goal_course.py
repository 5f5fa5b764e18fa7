"""The course of a goal: check-ins, the line that was expected, where it is heading, and what is more than chance."""

from __future__ import annotations

from functools import partial

import pandas as pd

from data.disclosure import KEY, NAME, OWNER, TEXT, TITLE, VALUE
from data.metrics import evidence
from data.metrics.goals import NO_GOALS, QUERIES, owner_labels
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.standing import aim_of, checkins_of, school_days
from data.queries import goals as queries
from data.statistics import forecast, pace, run_chart, xmr
from data.wording import count, day, percent, plain


def _history(rows: Rows, asked: Asked) -> Computed:
    checkins = rows["checkins"].iloc[::-1]
    checkins = checkins.assign(author=owner_labels(checkins, "author"), date=[at.date() for at in checkins["at"]])
    return Computed(checkins[["goal", "date", "value", "confidence", "comment", "author", "author_name", "shown"]])


CHECKINS = Metric(
    name="goals.checkins",
    title="Check-ins",
    why="What people wrote down, and when.",
    definition="Every check-in up to the day asked for, newest first; those before the start count.",
    unit="value", direction="neutral", strategy=1, whose="open",
    columns={"goal": KEY, "date": KEY, "value": VALUE, "confidence": TITLE, "comment": TEXT, "author": OWNER,
             "author_name": NAME, "shown": KEY},
    queries=QUERIES, measures=True, compute=_history,
    sentence=lambda frame, asked: f"{count(len(frame), 'check-in')}." if len(frame) else "No check-in yet.",
)  # fmt: skip


def _expected_on(goal, days: list, on) -> float | None:
    try:
        aim = aim_of(goal)
    except ValueError:
        return None
    if aim.maintains or aim.yes_or_no:
        return None
    return pace.expected(aim.baseline, aim.target, pace.fraction_elapsed(aim.start, aim.due, on, days))


def _trajectory(rows: Rows, asked: Asked) -> Computed:
    """One row a day: of several check-ins the one entered last."""
    columns = ["date", "value", "expected", "unit", "shown"]
    if len(asked.filters.goal) != 1 or rows["goals"].empty:
        return Computed(pd.DataFrame(columns=columns))
    goal = next(rows["goals"].itertuples())
    days = school_days(rows["calendar"]).get(goal.school)
    seen = zip(*(rows["checkins"][name] for name in ("at", "value", "shown")), strict=True)
    of_day = {at.date(): (value, shown) for at, value, shown in seen}
    lines = [(on, value, _expected_on(goal, days, on), goal.unit, shown) for on, (value, shown) in of_day.items()]
    return Computed(pd.DataFrame(lines, columns=columns))


def _trajectory_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if len(asked.filters.goal) != 1:
        return "Choose one goal to see its course: add the filter goal."
    if frame.empty:
        return "No check-in yet: the first one starts the line."
    last = frame.iloc[-1]
    if pd.isna(last["value"]):
        return f"{last['shown'] or 'Not shown to this role'} on {day(last['date'])}."
    said = partial(percent, decimals=1) if last["unit"] == SHARE else partial(plain, decimals=1)
    meant = f"; {said(last['expected'])} was expected by then" if pd.notna(last["expected"]) else ""
    return f"{said(last['value'])} on {day(last['date'])}{meant}."


TRAJECTORY = Metric(
    name="goals.trajectory",
    title="The goal's course",
    why="Whether it will arrive is seen from the line, not from one number.",
    definition="Check-ins, and what the straight line from start to target expects on that day, counted in school "
    "days where a calendar is loaded, else in calendar days.",
    unit="value", direction="neutral", strategy=1, whose="open",
    columns={"date": KEY, "value": VALUE, "expected": VALUE, "unit": KEY, "shown": KEY},
    queries=QUERIES, measures=True, compute=_trajectory, sentence=_trajectory_sentence,
)  # fmt: skip


def _line_days(goal, days: list | None) -> list:
    """The days at which the expected line bends: weekly is fine enough to be flat in the holidays."""
    weeks = pd.date_range(goal.start, goal.due, freq="7D").date.tolist()
    return sorted({*weeks, goal.start, goal.due})


def _expected_lines(rows: Rows, asked: Asked) -> Computed:
    days = school_days(rows["calendar"])
    lines = [
        (goal.id, on, _expected_on(goal, days.get(goal.school), on))
        for goal in rows["goals"].itertuples()
        for on in _line_days(goal, days.get(goal.school))
    ]
    return Computed(pd.DataFrame(lines, columns=["goal", "date", "value"]))


EXPECTED_LINE = Metric(
    name="goals.expected_line",
    title="What the straight line expects",
    why="Something to hold the check-ins against.",
    definition="From start to target along the school days; flat in the holidays.",
    unit="value", direction="neutral", strategy=1, whose="open",
    columns={"goal": KEY, "date": KEY, "value": VALUE},
    queries={"goals": queries.goals, "calendar": queries.calendar}, compute=_expected_lines,
    sentence=lambda frame, asked: "The expected line, flat in the holidays." if len(frame) else NO_GOALS,
)  # fmt: skip


def _one_goal(rows: Rows, asked: Asked):
    """The goal that was asked for, its check-ins as they may be seen, and its school days; None without one."""
    if len(asked.filters.goal) != 1 or rows["goals"].empty:
        return None
    goal = next(rows["goals"].itertuples())
    seen = checkins_of(rows["checkins"]).get(goal.id, [])
    known = [checkin for checkin in seen if checkin.on <= asked.filters.until]
    return goal, known, school_days(rows["calendar"]).get(goal.school)


def _ahead(rows: Rows, asked: Asked) -> Computed:
    """From the last check-in to the due date, week by week: the trend, and where the next check-in is expected."""
    columns, found = ["date", "value", "low", "high"], _one_goal(rows, asked)
    if found is None or not found[1]:
        return Computed(pd.DataFrame(columns=columns))
    goal, known, days = found
    aim = aim_of(goal)
    if aim.yes_or_no or known[-1].on >= aim.due:
        return Computed(pd.DataFrame(columns=columns))
    on = sorted({*pd.date_range(known[-1].on, aim.due, freq="7D").date, aim.due})
    xs = [pace.position(aim, one, days) for one in on]
    widths = forecast.band(evidence.points(aim, known, days), xs, evidence.legal(goal))
    lines = [(one, width.value, width.low, width.high) for one, width in zip(on, widths, strict=False)]
    return Computed(pd.DataFrame(lines, columns=columns))


def _ahead_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return "No forecast: it takes four check-ins on three days, before the due date."
    last = frame.iloc[-1]
    return f"By {day(last['date'])} between {plain(last['low'])} and {plain(last['high'])}; {evidence.ASSUMES}."


FORECAST = Metric(
    name="goals.forecast",
    title="Where the goal is heading",
    why="A goal that is on pace today may still bend away, and one that is late may be catching up.",
    definition="The straight line of least squares through the check-ins, with the 80% interval of a new check-in "
    "(Student's t), held within what the measure can be; on school days where a calendar is loaded. It assumes that "
    "the trend continues. Nothing from fewer than four check-ins.",
    unit="value", direction="neutral", strategy=1, whose="open",
    columns={"date": KEY, "value": VALUE, "low": VALUE, "high": VALUE},
    queries=QUERIES, measures=True, compute=_ahead, sentence=_ahead_sentence,
)  # fmt: skip


def _signals(rows: Rows, asked: Asked) -> Computed:
    """One row a check-in, with the middle line and the natural limits, and what it is part of."""
    columns, found = ["date", "value", "middle", "low", "high", "signal"], _one_goal(rows, asked)
    values = [checkin.value for checkin in found[1]] if found else []
    chart = run_chart.run_chart(values)
    usual = xmr.limits(values, legal=evidence.legal(found[0])) if found else None
    if chart is None or usual is None:
        return Computed(pd.DataFrame(columns=columns))
    told = [signal for signal in chart.signals if signal.rule in run_chart.ANHOEJ]
    told += [] if usual.few else xmr.zone_signals(values, usual)[:1]
    said = {place: signal.sentence for signal in reversed(told) for place in signal.places}
    limits = (None, None) if usual.few else (usual.lower, usual.upper)
    lines = [
        (checkin.on, checkin.value, chart.median, *limits, said.get(place)) for place, checkin in enumerate(found[1])
    ]
    return Computed(pd.DataFrame(lines, columns=columns))


def _signals_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    told = list(dict.fromkeys(frame["signal"].dropna())) if len(frame) else []
    if told:
        return f"More than chance: {told[0]}."
    if (frame["value"] != frame["middle"]).sum() < run_chart.FEWEST_TO_JUDGE:
        return f"Too few check-ins that differ to tell a change from chance: it takes {run_chart.FEWEST_TO_JUDGE}."
    return "Ups and downs as chance makes them: nothing to explain yet."


SIGNALS = Metric(
    name="goals.signals",
    title="Real change or noise",
    why="Most ups and downs mean nothing; to explain them wastes a meeting.",
    definition="Run chart around the median with Anhøj's rules (longest run, crossings; from ten check-ins); from "
    "twelve the natural limits of an individuals chart (2.66 mean moving ranges) with Western Electric's tests.",
    unit="value", direction="neutral", strategy=1, whose="open",
    columns={"date": KEY, "value": VALUE, "middle": VALUE, "low": VALUE, "high": VALUE, "signal": KEY},
    queries=QUERIES, measures=True, compute=_signals, sentence=_signals_sentence,
)  # fmt: skip

EVIDENCE_COLUMNS = {
    "goal": KEY, "row": KEY, "forecast": KEY, "verdict": KEY, "takes": KEY, "habit": KEY, "value": VALUE,
}  # fmt: skip


def _beside(rows: Rows, asked: Asked) -> Computed:
    """What speaks for or against each goal, from what this reader may see of its check-ins."""
    seen, held = checkins_of(rows["checkins"]), school_days(rows["calendar"])
    lines = []
    for goal in rows["goals"].itertuples():
        found = evidence.evidence(goal, seen.get(goal.id, []), asked.filters.until, held.get(goal.school))
        lines.append((goal.id, found.row, found.forecast, found.verdict, found.takes, found.habit, found.needed))
    return Computed(pd.DataFrame(lines, columns=list(EVIDENCE_COLUMNS)))


def _beside_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    late = frame["row"].notna().sum() if len(frame) else 0
    if late:
        return f"{count(int(late), 'goal')} with {evidence.IN_A_ROW} check-ins in a row short of the line."
    return f"{count(len(frame), 'goal')} looked at." if len(frame) else NO_GOALS


EVIDENCE = Metric(
    name="goals.evidence",
    title="What else speaks",
    why="A status by pace alone may be too kind or too hard: the last check-ins and the trend are its witnesses.",
    definition="The value is what is needed a week from here: of five school days where a calendar is loaded, else of "
    "seven. Beside it whether the last three check-ins were all short of the line, and where the trend leads.",
    unit="a week", direction="neutral", strategy=1, whose="open", columns=EVIDENCE_COLUMNS,
    queries=QUERIES, measures=True, compute=_beside, sentence=_beside_sentence,
)  # fmt: skip

METRICS = (EVIDENCE, CHECKINS, TRAJECTORY, EXPECTED_LINE, FORECAST, SIGNALS)
