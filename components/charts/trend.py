"""A line over time: one that matters, in the accent, and at its end what it says."""

from __future__ import annotations

from dataclasses import dataclass
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

HEIGHT = 320
LARGE = 15  # px: a number that stands alone
AXIS_DAYS = ("month", "week", "date")
MARGIN = {"l": 44, "t": 16, "b": 32}
SHORTEST_BAND = timedelta(days=2)  # from its first day to its last
ROOM = 0.03  # of the days shown, at either end


@dataclass(frozen=True)
class Course:
    """What may stand behind a line. ``expected``: date and value, dashed; ``end``: what its last point is called;
    ``ahead``: date, value, low and high of what is to come; ``marked``: what happened.
    """

    expected: tuple[tuple[str, float], ...] = ()
    end: str = ""
    holidays: tuple[dict[str, Any], ...] = ()
    ahead: tuple[dict[str, Any], ...] = ()
    marked: tuple[dict[str, Any], ...] = ()


def trend(answer: Answer, course: Course | None = None, unit: str = "", colour: str = ACCENT) -> list:
    """The Answer's values over ``month``, ``week`` or ``date``."""
    return graph(answer, trend_figure(answer, course or Course(), unit or values.unit(answer), colour), HEIGHT)


def marked_trend(answer: Answer, marked: tuple[dict[str, Any], ...]) -> list:
    """The same with what happened, by number."""
    return trend(answer, Course(marked=marked))


def trend_figure(answer: Answer, course: Course, unit: str, colour: str) -> Figure:
    rows = answer.rows()
    lines, numbers = marks(course.marked)
    traces = [*_ahead(course), *_expected(course), _line(rows, unit, colour)]
    return figure(
        traces,
        shapes=[*map(_band, filter(_is_long, course.holidays)), *lines],
        annotations=[
            *_ends(rows, course, unit, colour),
            *_ranges(rows),
            *numbers,
        ],
        xaxis=x_axis(range=_days(rows, course)),
        yaxis=_heights(rows, course, unit),
        margin=MARGIN | {"r": 104 if course.end else 60},
    )


def axis_of(rows: list[dict]) -> str:
    """The column that is time."""
    return next((column for column in AXIS_DAYS if rows and column in rows[0]), "date")


def _line(rows: list[dict], unit: str, colour: str) -> dict[str, Any]:
    axis = axis_of(rows)
    shown = [row["value"] if row.get("hidden") is None else None for row in rows]
    return {
        "type": "scatter", "mode": "lines+markers", "x": [row[axis] for row in rows], "y": shown,
        "line": {"color": colour, "width": 3}, "marker": {"size": 8, "color": colour}, "connectgaps": False,
        "text": [label(_said(row, axis, unit)) for row in rows], "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }  # fmt: skip


def _said(row: dict[str, Any], axis: str, unit: str) -> str:
    """What a point says when it is pointed at: "82% · 41 of 50 · Jan 2026"."""
    when = values.month(row[axis]) if axis == "month" else values.on(row[axis], year=True)
    return " · ".join(filter(None, [values.said(row, unit), values.whole(row), when]))


def _expected(course: Course) -> list[dict[str, Any]]:
    if not course.expected:
        return []
    days, heights = zip(*course.expected, strict=True)
    return [{
        "type": "scatter", "mode": "lines", "x": list(days), "y": list(heights), "hoverinfo": "skip",
        "line": {"color": QUIET, "width": 2, "dash": "dot"}, "cliponaxis": False,
    }]  # fmt: skip


def _ahead(course: Course) -> list[dict[str, Any]]:
    """Where the next check-ins are expected, if the trend continues: a band, and the trend in it."""
    if not course.ahead:
        return []
    days = [row["date"] for row in course.ahead]
    low, middle, high = ([row[name] for row in course.ahead] for name in ("low", "value", "high"))
    band = {"type": "scatter", "mode": "lines", "x": [*days, *reversed(days)], "y": [*high, *reversed(low)],
            "fill": "toself", "fillcolor": SOFT, "line": {"width": 0}, "hoverinfo": "skip"}  # fmt: skip
    trend = {"type": "scatter", "mode": "lines", "x": days, "y": middle, "hoverinfo": "skip",
             "line": {"color": QUIET, "width": 1}}  # fmt: skip
    return [band, trend]


def _ends(rows: list[dict], course: Course, unit: str, colour: str) -> list[dict[str, Any]]:
    """At the end of each line, in its colour, what it is."""
    notes = []
    if course.expected and course.end:
        on, height = course.expected[-1]
        notes.append(note(course.end, on, height, xshift=10, font=strong(INK_2)))
    if drawn := seen(rows):
        notes.append(_last(drawn, course, unit, colour))
    return notes


def _last(drawn: list[dict], course: Course, unit: str, colour: str) -> dict[str, Any]:
    """The last value at its point; where a dashed line goes on to the right, on the side where that is not."""
    axis, row = axis_of(drawn), drawn[-1]
    said = values.said(row, unit)
    if not course.expected:
        return note(said, row[axis], row["value"], xshift=10, font=strong(colour, LARGE))
    above = row["value"] >= (row.get("expected") or row["value"])
    side = {"yanchor": "bottom", "yshift": 6} if above else {"yanchor": "top", "yshift": -6}
    return note(f"{said} on {values.on(row[axis])}", row[axis], row["value"], font=strong(colour), **side)


def _ranges(rows: list[dict]) -> list[dict[str, Any]]:
    """What is said as a range has no height: it stands in words above its day."""
    axis, place = axis_of(rows), {"yref": "paper", "xanchor": "center", "yanchor": "bottom"}
    font = {"size": SMALL, "color": INK_2}
    return [note(row["shown"], row[axis], 0, font=font, **place) for row in rows if values.is_coded(row)]


def _band(holiday: dict[str, Any]) -> dict[str, Any]:
    """Days without school, shaded from top to bottom."""
    return {
        "type": "rect", "xref": "x", "yref": "paper", "x0": holiday["from"], "x1": _following(holiday["to"]),
        "y0": 0, "y1": 1, "fillcolor": GRID, "line": {"width": 0}, "layer": "below",
    }  # fmt: skip


def _is_long(holiday: dict[str, Any]) -> bool:
    """Whether a holiday is long enough to be seen in a year."""
    return values.as_day(holiday["to"]) - values.as_day(holiday["from"]) >= SHORTEST_BAND


def _following(day: str) -> str:
    """The end of a day, so that a holiday of one day has a width."""
    return f"{day[:10]} 23:59:59"


def _heights(rows: list[dict], course: Course, unit: str) -> dict[str, Any]:
    """Shares from 0; a goal's own values from a little under the lowest of them."""
    axis = y_axis(tickformat=".0%") if unit in values.SHARE_UNITS else y_axis()
    if course.expected:
        heights = [row["value"] for row in seen(rows)] + [height for _, height in course.expected]
        heights += [row[end] for row in course.ahead for end in ("low", "high")]
        room = 0.12 * (max(heights) - min(heights) or 1)
        axis |= {"range": [min(heights) - room, max(heights) + room], "rangemode": "normal"}
    return axis


def _days(rows: list[dict], course: Course) -> list[str] | None:
    """From the first day to the last with a little room; words beside the points must not widen it."""
    days = [values.as_day(row[axis_of(rows)]) for row in rows] + [values.as_day(on) for on, _ in course.expected]
    if not days:
        return None
    room = max((max(days) - min(days)) * ROOM, timedelta(days=1))
    return [(min(days) - room).isoformat(), (max(days) + room).isoformat()]
