"""Stacked bars a week: what there is most of in the accent, at the bottom; named at the right of the last bar."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import Any

from components import values
from components.charts.plot import (
    ACCENT,
    GRID,
    INK_2,
    QUIET,
    SMALL,
    SOFT,
    Figure,
    figure,
    graph,
    label,
    marks,
    note,
    seen,
    strong,
    x_axis,
    y_axis,
)
from data.answer import Answer
from data.wording import plain

HEIGHT = 340
SHADES = (ACCENT, QUIET, SOFT)
BAR_DAYS = 6.2  # of seven: a gap between the bars
DAY = 86_400_000  # ms
WEEK, MARGIN = timedelta(days=7), timedelta(days=1)
SHORTEST_BREAK = timedelta(days=5)
LABEL_GAP = 0.1  # of the axis: closer labels would overlap, before a room too

Series = dict[str, dict[str, float]]  # name -> week -> value


def bars_over_time(answer: Answer, series: str, holidays: tuple[dict, ...] = (), marked: tuple[dict, ...] = ()) -> list:
    """The Answer's values by ``week``, stacked by the column ``series``; ``marked``: what happened, by number."""
    return graph(answer, weeks_figure(answer, series, holidays, marked), HEIGHT)


def weeks_figure(answer: Answer, series: str, holidays: tuple[dict, ...] = (), marked: tuple[dict, ...] = ()) -> Figure:
    lines, numbers = marks(marked)
    stacks = stacked(seen(answer.rows()), series)
    top = _highest(stacks)
    return figure(
        [_bars(name, heights, shade) for (name, heights), shade in zip(stacks.items(), _shades(stacks), strict=True)],
        barmode="stack",
        xaxis=x_axis(range=_days(stacks)),
        yaxis=y_axis(range=[0, top * 1.08 or 1]),
        shapes=lines,
        annotations=[*_names(stacks, top), *_breaks(holidays, stacks), *numbers],
        margin={"l": 36, "r": 132, "t": 16, "b": 32},
    )


def stacked(rows: list[dict[str, Any]], series: str) -> Series:
    """The three largest series by name, the largest first; what is smaller together as the rest."""
    totals = Counter()
    for row in rows:
        totals[row[series]] += row["value"]
    largest = [name for name, _ in totals.most_common(len(SHADES)) if name != values.OTHER]
    stacks: Series = {name: defaultdict(float) for name in [*largest, values.OTHER]}
    for row in rows:
        stacks[row[series] if row[series] in largest else values.OTHER][row["week"]] += row["value"]
    return {name: heights for name, heights in stacks.items() if heights}


def _called(name: str) -> str:
    return "all others" if name == values.OTHER else name


def _shades(stacks: Series) -> list[str]:
    return [GRID if name == values.OTHER else shade for name, shade in zip(stacks, (*SHADES, GRID), strict=False)]


def _bars(name: str, heights: dict[str, float], shade: str) -> dict[str, Any]:
    weeks = sorted(heights)
    return {
        "type": "bar", "x": weeks, "y": [heights[week] for week in weeks], "width": BAR_DAYS * DAY, "offset": 0,
        "marker": {"color": shade, "cornerradius": 2, "line": {"color": SOFT, "width": int(name == values.OTHER)}},
        "text": [f"{plain(heights[week])} {label(_called(name))} · week of {values.on(week)}" for week in weeks],
        "textposition": "none", "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _highest(stacks: Series) -> float:
    totals = Counter()
    for heights in stacks.values():
        totals.update(heights)
    return max(totals.values(), default=0)


def _days(stacks: Series) -> list[str] | None:
    """From the first Monday to the end of the last week."""
    weeks = [values.as_day(week) for heights in stacks.values() for week in heights]
    return [(min(weeks) - MARGIN).isoformat(), (max(weeks) + WEEK).isoformat()] if weeks else None


def _names(stacks: Series, top: float) -> list[dict[str, Any]]:
    """Each series by name, at the height of its part of the last bar, pushed apart where they would touch."""
    last = max((week for heights in stacks.values() for week in heights), default=None)
    notes, floor, lowest = [], 0.0, 0.0
    for place, (name, heights) in enumerate(stacks.items()):
        part = heights.get(last, 0)
        lowest = max(floor + part / 2, lowest)
        font = strong(ACCENT if place == 0 else INK_2)
        notes.append(note(_called(name), 1, lowest, xref="paper", xshift=8, font=font))
        floor, lowest = floor + part, lowest + top * LABEL_GAP
    return notes


def _breaks(holidays: tuple[dict, ...], stacks: Series) -> list[dict[str, Any]]:
    """Where the gaps are holidays, they say so."""
    weeks = [week for heights in stacks.values() for week in heights]
    place = {"textangle": -90, "xanchor": "center", "yanchor": "bottom", "font": {"size": SMALL, "color": INK_2}}
    return [
        note("break", _middle(holiday), 0, yshift=4, **place)
        for holiday in holidays
        if _is_long(holiday) and weeks and min(weeks) < holiday["from"] < max(weeks)
    ]


def _is_long(holiday: dict[str, Any]) -> bool:
    return values.as_day(holiday["to"]) - values.as_day(holiday["from"]) + timedelta(days=1) >= SHORTEST_BREAK


def _middle(holiday: dict[str, Any]) -> str:
    first, last = values.as_day(holiday["from"]), values.as_day(holiday["to"])
    return (first + (last - first) / 2).isoformat()
