"""What the calendar and the record of events say of a period; and what the filters may offer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from data.disclosure import KEY, TITLE
from data.filters import school_year
from data.metrics.record import Asked, Computed, Metric, Rows
from data.queries import freshness
from data.queries import goals as queries
from data.wording import count, day

TERM, THIS_YEAR = "this-term", "this-year"
LONG_BREAK = 10  # days: what parts a year into terms; half-term breaks are shorter
ONE_DAY = timedelta(days=1)
LONGEST_GAP = timedelta(days=4)  # a weekend between two holidays belongs to them


def _holidays(rows: Rows, asked: Asked) -> Computed:
    """Runs of holidays from the first day to the last, weekends between them included."""
    days = rows["calendar"]
    days = days[(days["kind"] == "holiday") & (days["date"] >= asked.filters.start)]
    runs: list[list] = []
    for on, note in sorted(set(zip(days["date"], days["note"].fillna("holiday"), strict=True))):
        if runs and runs[-1][2] == note and on - runs[-1][1] <= LONGEST_GAP:
            runs[-1][1] = on
        elif on <= asked.filters.end:
            runs.append([on, on, note])
    return Computed(pd.DataFrame(runs, columns=["from", "to", "note"]))


HOLIDAYS = Metric(
    name="calendar.holidays",
    title="Holidays",
    why="Nothing is expected on days without school.",
    definition="Runs of days that the school's calendar calls holiday.",
    unit="days", direction="neutral", strategy=1, whose="open",
    columns={"from": KEY, "to": KEY, "note": TITLE},
    queries={"calendar": queries.calendar}, compute=_holidays,
    sentence=lambda frame, asked: f"{count(len(frame), 'holiday')} in the period.",
)  # fmt: skip

EVENTS = Metric(
    name="calendar.events",
    title="What happened",
    why='The first question to every chart is "why?".',
    definition="Dated events of the school that may explain a change.",
    unit="days", direction="neutral", strategy=6, whose="open",
    columns={"date": KEY, "until": KEY, "text": TITLE},
    queries={"events": queries.chart_events},
    compute=lambda rows, asked: Computed(rows["events"][["date", "until", "text"]]),
    sentence=lambda frame, asked: f"{count(len(frame), 'event')} in the period.",
)  # fmt: skip


def term(days: pd.DataFrame, on: date) -> tuple[date, date]:
    """The first and last day of the term of a day: a school year without its long breaks. A break is the end of the
    term before it. ``days``: a calendar, school, date and kind; a day is free where every school of it is."""
    first, last = school_year(on)
    free = days[days["kind"] == "holiday"].groupby("date")["school"].nunique()
    free = sorted(free.index[free == days["school"].nunique()])
    breaks = [(a, b) for a, b in _runs(free) if (b - a).days + 1 >= LONG_BREAK]
    start = max([b + ONE_DAY for _, b in breaks if first <= b < on], default=first)
    end = min([a - ONE_DAY for a, _ in breaks if start < a <= last], default=last)
    return start, max(start, end)


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """First and last day of each run; a weekend between two days belongs to it."""
    runs: list[tuple[date, date]] = []
    for on in days:
        begun = runs.pop()[0] if runs and on - runs[-1][1] <= LONGEST_GAP else on
        runs.append((begun, on))
    return runs


def _periods(rows: Rows, asked: Asked) -> Computed:
    today = asked.filters.as_of
    first, last = school_year(today)
    before, until = school_year(first - timedelta(days=1))
    of_term = term(rows["calendar"], today)
    lines = [
        (THIS_YEAR, "This school year", first, last),
        *([(TERM, "This term", *of_term)] if of_term != (first, last) else []),
        ("four-weeks", "Last four weeks", today - timedelta(days=27), today),
        ("three-months", "Last three months", today - timedelta(days=90), today),
        ("last-year", "Last school year", before, until),
    ]
    return Computed(pd.DataFrame(lines, columns=["id", "label", "from", "to"]))


PERIODS = Metric(
    name="calendar.periods",
    title="Periods to choose from",
    why="The same few windows on every page keep numbers comparable.",
    definition="School years run from 1 August to 31 July; a term is what lies between two breaks of "
    f"{LONG_BREAK} days or more.",
    unit="days", direction="neutral", strategy=6, whose="open",
    columns={"id": KEY, "label": KEY, "from": KEY, "to": KEY},
    queries={"calendar": queries.calendar}, compute=_periods, sentence=lambda frame, asked: "Periods to choose from.",
)  # fmt: skip


def _newest(rows: Rows, asked: Asked) -> Computed:
    frame = rows["newest"]
    found = [(source, _as_date(on)) for source, on in zip(frame["source"], frame["on"], strict=True) if on]
    return Computed(pd.DataFrame(found, columns=["source", "value"]))


def _as_date(on: date | str) -> date:
    return date.fromisoformat(on[:10]) if isinstance(on, str) else on


def _fresh_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    return f"Data to {day(max(frame['value']), year=True)}." if len(frame) else "No data yet."


FRESHNESS = Metric(
    name="data.freshness",
    title="How fresh the data are",
    why="Old data is never shown as if it were today's.",
    definition="The newest day on record of each source, not after the day asked for.",
    unit="days", direction="neutral", strategy=6, whose="open",
    columns={"source": KEY, "value": KEY},
    queries={"newest": freshness.newest}, compute=_newest, sentence=_fresh_sentence,
)  # fmt: skip

METRICS = (HOLIDAYS, EVENTS, PERIODS, FRESHNESS)
