"""Who with whom, as a square of numbers; an empty square is a finding and is drawn, a hidden one is not."""

from __future__ import annotations

from typing import Any

from components import values
from components.charts.plot import CARD, GRID, INK, INK_2, TEXT, Figure, figure, graph, label, seen
from data.answer import Answer
from data.wording import plain

SQUARE, EDGES = 50, 72  # px: a square, and what the names take
SMALLEST = 300
PALE_TO_FULL = [[0, "var(--accent-soft)"], [1, "var(--accent)"]]
GAP = 3
FEW = 7  # names that stand side by side
TURNED = 48  # px: how far the last of turned names reaches beyond its square
PALE = 0.62  # of the most: darker squares get light numbers


def matrix(answer: Answer) -> list:
    """The Answer's values by ``from`` (down) and ``to`` (across)."""
    size = len(names(answer.rows()))
    return graph(answer, matrix_figure(answer), max(SMALLEST, size * SQUARE + EDGES))


def matrix_figure(answer: Answer) -> Figure:
    rows = answer.rows()
    order = names(rows)
    shown = {(row["from"], row["to"]): row["value"] for row in seen(rows)}
    hidden = {(row["from"], row["to"]) for row in rows if row.get("hidden")}
    return figure(
        [_empty(order, shown, hidden), *_full(order, shown)],
        xaxis=_names_across(order),
        yaxis=_names_down(),
        margin={"l": 8, "r": 8 if len(order) <= FEW else TURNED, "t": 8, "b": 8},
    )


def names(rows: list[dict[str, Any]]) -> list[str]:
    """Everybody in the matrix, in the order in which the Answer has them."""
    return list(dict.fromkeys([row["from"] for row in rows] + [row["to"] for row in rows]))


def _full(order: list[str], shown: dict) -> list[dict[str, Any]]:
    """Pale squares with dark numbers, full ones with light numbers, so that both can be read in every theme."""
    met = {pair: value for pair, value in shown.items() if value}
    most = max(met.values(), default=1)
    pale = {pair: value for pair, value in met.items() if value < PALE * most}
    full = {pair: value for pair, value in met.items() if value >= PALE * most}
    return [_filled(order, pale, most, INK), _filled(order, full, most, CARD)]


def _filled(order: list[str], met: dict, most: float, ink: str) -> dict[str, Any]:
    said = {pair: f"{_pair(*pair)}: {plain(value)}" for pair, value in met.items()}
    shade = {"colorscale": PALE_TO_FULL, "zmin": 0, "zmax": most}
    return (
        _squares(order, met, said)
        | shade
        | {"texttemplate": "%{z}", "textfont": {"size": TEXT, "color": ink, "weight": 600}}
    )


def _empty(order: list[str], shown: dict, hidden: set) -> dict[str, Any]:
    """Pale squares where the Answer says none; nothing at all where it hides the number."""
    pairs = [(down, across) for down in order for across in order]
    none = {pair: 0 for pair in pairs if not shown.get(pair) and pair not in hidden}
    said = {pair: f"{_pair(*pair)}: none" for pair in none}
    return _squares(order, none, said) | {"colorscale": [[0, GRID], [1, GRID]], "zmin": 0, "zmax": 1}


def _squares(order: list[str], heights: dict, said: dict) -> dict[str, Any]:
    ticks = [label(values.group(name)) for name in order]
    return {
        "type": "heatmap", "x": ticks, "y": ticks, "showscale": False, "xgap": GAP, "ygap": GAP,
        "z": [[heights.get((down, across)) for across in order] for down in order],
        "text": [[label(said.get((down, across), "")) for across in order] for down in order],
        "hovertemplate": "%{text}<extra></extra>", "hoverongaps": False,
    }  # fmt: skip


def _pair(down: str, across: str) -> str:
    return f"within {down}" if down == across else f"{down} and {across}"


def _names_across(order: list[str]) -> dict[str, Any]:
    """A word a line while that leaves room for all of them; many names are turned instead, on a phone upright."""
    ticks = [label(values.group(name)) for name in order]
    lines = [tick.replace(" ", "<br>") if len(order) <= FEW else tick for tick in ticks]
    words = {"tickmode": "array", "tickvals": ticks, "ticktext": lines}
    return _axis() | words | {"side": "top", "autotickangles": [0, -40, -90]}


def _names_down() -> dict[str, Any]:
    return _axis() | {"autorange": "reversed"}


def _axis() -> dict[str, Any]:
    return {
        "type": "category", "showgrid": False, "zeroline": False, "fixedrange": True, "automargin": True,
        "ticks": "", "tickfont": {"color": INK_2, "size": 12},
    }  # fmt: skip
