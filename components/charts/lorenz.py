"""How evenly something falls: the Lorenz curve against the straight line on which everybody has the same."""

from __future__ import annotations

from typing import Any

from components.charts.plot import ACCENT, INK_2, LINE, SMALL, Figure, figure, graph, label, note, seen, y_axis
from data.answer import Answer
from data.wording import percent

HEIGHT = 300
PEOPLE, ALIKE = "of the staff, least thanked first", "all alike"
NAMED = {"text": PEOPLE, "standoff": 8, "font": {"size": SMALL, "color": INK_2}}
QUARTERS = [0, 0.25, 0.5, 0.75, 1]


def lorenz(answer: Answer) -> list:
    """The Answer's ``people`` and ``value``, both shares."""
    return graph(answer, lorenz_figure(answer), HEIGHT)


def lorenz_figure(answer: Answer) -> Figure:
    rows = seen(answer.rows())
    return figure(
        [_alike(), _curve(rows)],
        annotations=[note(ALIKE, 0.5, 0.5, xanchor="right", xshift=-8, font={"size": SMALL, "color": INK_2})],
        xaxis=y_axis(tickformat=".0%", range=[-0.02, 1.02], showgrid=False, title=NAMED, tickvals=QUARTERS),
        yaxis=y_axis(tickformat=".0%", range=[0, 1.02], tickvals=QUARTERS[1:]),
        margin={"l": 44, "r": 16, "t": 12, "b": 48},
    )


def _alike() -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1], "hoverinfo": "skip",
        "line": {"color": LINE, "width": 2, "dash": "dash"},
    }  # fmt: skip


def _curve(rows: list[dict[str, Any]]) -> dict[str, Any]:
    said = [f"{percent(row['people'])} of staff: {percent(row['value'])} of the thanks" for row in rows]
    return {
        "type": "scatter", "mode": "lines+markers", "x": [row["people"] for row in rows],
        "y": [row["value"] for row in rows], "line": {"color": ACCENT, "width": 3},
        "marker": {"size": 7, "color": ACCENT}, "text": list(map(label, said)),
        "hovertemplate": "%{text}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip
