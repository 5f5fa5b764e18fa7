"""What all plotly figures share: a quiet frame, labels on the marks, and a name for who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import dcc

from components import values
from components.markup import tag
from data.answer import Answer

ACCENT, QUIET, SOFT, INK, INK_2 = "var(--accent)", "var(--quiet)", "var(--soft)", "var(--ink)", "var(--ink-2)"
GRID, LINE, CARD = "var(--grid)", "var(--line)", "var(--card)"
TEXT, SMALL = 13, 12  # px on a laptop; assets/app.js makes all of a figure larger in the meeting view
MONTHS_OR_DAYS = [
    {"dtickrange": [None, 2_000_000_000], "value": "%-d %b"},  # ms: up to three weeks between two names
    {"dtickrange": [2_000_000_000, None], "value": "%b"},
]
CONFIG = {"displayModeBar": False, "responsive": True, "doubleClick": False}

Figure = dict[str, Any]


def figure(data: list[dict], **layout: Any) -> Figure:
    """A plain-dict figure with the frame that all charts share."""
    return {"data": data, "layout": frame() | layout}


def frame() -> dict[str, Any]:
    return {
        "template": {},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "var(--font)", "size": TEXT, "color": INK_2},
        "margin": {"l": 44, "r": 96, "t": 16, "b": 32},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": CARD, "bordercolor": LINE, "font": {"color": INK, "size": TEXT}},
        "xaxis": x_axis(),
        "yaxis": y_axis(),
    }


def x_axis(**more: Any) -> dict[str, Any]:
    """Time, from left to right, named by month."""
    return {
        "type": "date", "tickformatstops": MONTHS_OR_DAYS, "showgrid": False, "zeroline": False,
        "fixedrange": True, "ticks": "", "automargin": False,
    } | more  # fmt: skip


def y_axis(**more: Any) -> dict[str, Any]:
    """A few faint lines to read heights by."""
    return {
        "gridcolor": GRID, "zeroline": False, "nticks": 5, "fixedrange": True, "ticks": "", "automargin": True,
        "rangemode": "tozero",
    } | more  # fmt: skip


def graph(answer: Answer, drawn: Figure, height: int) -> list:
    """The figure on the page, with the Answer's sentence as its accessible name."""
    plot = dcc.Graph(
        id=f"{answer.metric.replace('.', '-').replace('_', '-')}-plot",
        figure=drawn,
        config=CONFIG,
        responsive=True,
        className="plot",
        style={"height": "100%"},
    )
    # A height in the style sheet's own unit: it grows with the text of the meeting view.
    return tag(
        "div", plot, className="chart", style={"--height": f"{height}px"}, role="img", aria_label=answer.sentence
    )


def label(words: str) -> str:
    """Text for plotly, which reads tags in it: what came from a file must not become one."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def note(words: str, x: Any, y: Any, **more: Any) -> dict[str, Any]:
    """Words on the plot, beside the mark they name."""
    return {
        "text": label(words), "x": x, "y": y, "showarrow": False, "xanchor": "left", "yanchor": "middle",
        "font": {"size": TEXT, "color": INK_2},
    } | more  # fmt: skip


def marks(events: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shapes and notes: a line at each event, and its number at the top, which the words below the chart explain."""
    happened = list(events)
    shapes = [
        {"type": "line", "xref": "x", "yref": "paper", "x0": event["date"], "x1": event["date"], "y0": 0, "y1": 0.94,
         "line": {"color": INK_2, "width": 1, "dash": "dot"}, "layer": "below"} for event in happened
    ]  # fmt: skip
    place = {"yref": "paper", "xanchor": "center", "yanchor": "bottom", "font": strong(INK_2, SMALL)}
    return shapes, [note(str(number), event["date"], 0.94, **place) for number, event in enumerate(happened, 1)]


def strong(colour: str, size: int = TEXT) -> dict[str, Any]:
    return {"size": size, "color": colour, "weight": 600}


def seen_or_coded(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that have something to say: a value, or the range that stands in its place."""
    return [row for row in rows if row.get("hidden") == values.CODED or seen([row])]


def seen(rows: Iterable[dict[str, Any]], value: str = "value") -> list[dict[str, Any]]:
    """The rows that have something to draw."""
    return [row for row in rows if row.get(value) is not None and row.get("hidden") is None]
