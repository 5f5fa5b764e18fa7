"""A run chart: values in order of time around their middle, with what is usual, and what is more than chance."""

from __future__ import annotations

from typing import Any

from components import values
from components.charts.plot import ACCENT, GRID, INK_2, QUIET, SMALL, Figure, figure, graph, label, note, x_axis, y_axis
from data.answer import Answer

HEIGHT = 220
NARROW = 0.05  # of a share, from top to bottom


def control(answer: Answer, unit: str) -> list:
    """The Answer's values over ``date``; rows with a ``signal`` in the accent."""
    return graph(answer, control_figure(answer, unit), HEIGHT)


def control_figure(answer: Answer, unit: str) -> Figure:
    rows = answer.rows()
    axis = y_axis(tickformat=_ticks(rows)) if unit in values.SHARE_UNITS else y_axis()
    return figure(
        [_line(rows, unit)],
        shapes=[*_usual(rows), *_middle(rows)],
        annotations=_named(rows, unit),
        xaxis=x_axis(),
        yaxis=axis | {"rangemode": "normal"},
        margin={"l": 44, "t": 16, "b": 32, "r": 110},
    )


def _ticks(rows: list[dict[str, Any]]) -> str:
    """Whole percents, or tenths where whole ones would name several lines alike."""
    heights = [row["value"] for row in rows]
    return ".0%" if heights and max(heights) - min(heights) >= NARROW else ".1%"


def _line(rows: list[dict[str, Any]], unit: str) -> dict[str, Any]:
    colours = [ACCENT if row["signal"] else QUIET for row in rows]
    told = [f"{values.measured(row['value'], unit)} · {values.on(row['date'], True)}" for row in rows]
    return {
        "type": "scatter", "mode": "lines+markers", "x": [row["date"] for row in rows],
        "y": [row["value"] for row in rows], "line": {"color": QUIET, "width": 2},
        "marker": {"size": 8, "color": colours}, "text": [label(words) for words in told],
        "hovertemplate": "%{text}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip


def _middle(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    height = rows[-1]["middle"] if rows else None
    line = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": height, "y1": height,
            "line": {"color": INK_2, "width": 1, "dash": "dot"}}  # fmt: skip
    return [line] if height is not None else []


def _usual(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is usual, as a band; none from too few."""
    low, high = (rows[-1]["low"], rows[-1]["high"]) if rows else (None, None)
    band = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": low, "y1": high, "fillcolor": GRID,
            "line": {"width": 0}, "layer": "below"}  # fmt: skip
    return [band] if low is not None and high is not None else []


def _named(rows: list[dict[str, Any]], unit: str) -> list[dict[str, Any]]:
    if not rows:
        return []
    words = f"middle {values.measured(rows[-1]['middle'], unit)}"
    place = {"xref": "paper", "xshift": 6, "font": {"size": SMALL, "color": INK_2}}
    return [note(words, 1, rows[-1]["middle"], **place)]
