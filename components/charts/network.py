"""Who works with whom, drawn: a circle for each department as large as its staff, a line as wide as their work."""

from __future__ import annotations

from math import hypot, sqrt
from typing import Any

from components import values
from components.charts.plot import ACCENT, CARD, INK, INK_2, Figure, figure, graph, label, note, seen, strong
from data.answer import Answer
from data.settings import SMALLEST_TEAM
from data.statistics.layout import circle
from data.wording import count

HEIGHT = 420
WIDEST, THINNEST = 14, 1.5  # px of a line
LARGEST, SMALLEST = 54, 22  # px across a circle
DOT = 16  # px across a person
EDGE = 1.15  # how far the drawing goes beyond the circle of places; names stand in the margin
BEYOND = 34  # px from a circle's middle to its name


def network(answer: Answer, groups: Answer) -> list:
    """``answer``: lines with ``from``, ``to``, ``value``; ``groups``: ``group`` and ``value`` staff."""
    return graph(answer, network_figure(answer, groups), HEIGHT)


def network_figure(answer: Answer, groups: Answer) -> Figure:
    lines = [row for row in seen(answer.rows()) if row["from"] != row["to"]]
    staff = {row["group"]: row["value"] for row in seen(groups.rows())} if _grouped(answer) else {}
    places = circle([*staff, *(row["from"] for row in lines), *(row["to"] for row in lines)])
    called = _called(lines)
    return figure(
        [_circles(places, staff, called)],
        shapes=_lines(lines, places),
        annotations=[_name(who, place) for who, place in places.items()] if staff else [],
        xaxis=_axis(),
        yaxis=_axis(),
        margin={"l": 90, "r": 90, "t": 32, "b": 32},
    )


def alone(measures: Answer) -> str:
    """How many are connected to nobody, from five on: a number, never a name."""
    isolated = next((row for row in seen(measures.rows()) if row["measure"] == "isolated"), None)
    if isolated is None or isolated["value"] < SMALLEST_TEAM:
        return ""
    number = int(isolated["value"])
    return f"{count(number, 'staff have', 'staff have')} worked with nobody often enough to be tied."


def _grouped(answer: Answer) -> bool:
    """Departments, or people where names are on."""
    return all(row.get("level", "department") == "department" for row in answer.rows())


def _called(lines: list[dict]) -> dict[str, str]:
    """People by name, where names are on."""
    pairs = [(row[end], row.get(f"{end}_name")) for row in lines for end in ("from", "to")]
    return {who: name for who, name in pairs if name}


def _axis() -> dict[str, Any]:
    return {"visible": False, "range": [-EDGE, EDGE], "fixedrange": True}


def _lines(lines: list[dict], places: dict) -> list[dict[str, Any]]:
    most = max((row["value"] for row in lines), default=1)
    return [_line(places[row["from"]], places[row["to"]], row["value"] / most) for row in _once(lines)]


def _once(lines: list[dict]) -> list[dict]:
    """A line from A to B and one from B to A are one line, as wide as the wider."""
    pairs: dict[frozenset, dict] = {}
    for row in sorted(lines, key=lambda row: row["value"]):
        pairs[frozenset((row["from"], row["to"]))] = row
    return list(pairs.values())


def _line(start: tuple, end: tuple, weight: float) -> dict[str, Any]:
    return {
        "type": "line", "x0": start[0], "y0": start[1], "x1": end[0], "y1": end[1], "layer": "below",
        "opacity": 0.45, "line": {"color": ACCENT, "width": THINNEST + (WIDEST - THINNEST) * weight},
    }  # fmt: skip


def _circles(places: dict, staff: dict[str, float], called: dict[str, str]) -> dict[str, Any]:
    """Circles whose area is the number of staff, which stands in them."""
    most = max(staff.values(), default=1)
    sizes = [max(SMALLEST, LARGEST * sqrt(staff.get(who, 0) / most)) if staff else DOT for who in places]
    return {
        "type": "scatter", "mode": "markers+text" if staff else "markers",
        "x": [x for x, _ in places.values()], "y": [y for _, y in places.values()],
        "marker": {"size": sizes, "color": CARD, "opacity": 1, "line": {"color": ACCENT, "width": 2.5}},
        "text": [f"{staff[who]:.0f}" if who in staff else "" for who in places],
        "hovertext": [_said(who, staff, called) for who in places], "hoverinfo": "text",
        "textfont": {"color": INK, "size": 14, "weight": 700}, "cliponaxis": False,
    }  # fmt: skip


def _said(who: str, staff: dict[str, float], called: dict[str, str]) -> str:
    return label(
        f"{values.group(who)}: {count(staff[who], 'member of staff', 'staff')}"
        if who in staff
        else called.get(who, who)
    )


def _name(who: str, place: tuple[float, float]) -> dict[str, Any]:
    """A name outside its circle, away from the middle."""
    x, y = place
    away = hypot(x, y) or 1
    side = "center" if abs(x) < 0.35 else "left" if x > 0 else "right"
    shifts = {"xshift": round(BEYOND * x / away), "yshift": round(BEYOND * y / away) if y or x else -BEYOND}
    words = label(values.group(who)).replace(" ", "<br>", 1)  # narrow: a phone has no room beside the circle
    return note("", x, y, text=words, align=side, xanchor=side, font=strong(INK_2), **shifts)
