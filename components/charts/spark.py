"""A line as small as a word. It is a mask over a colour of the theme, so that it needs no script to change with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from components import values
from components.markup import tag

WIDTH, HEIGHT, ROOM = 120, 40, 5
Points = Sequence[tuple[float, float]]


def sparkline(points: Points, label: str, expected: Points = (), tone: str = "accent") -> list | None:
    """Points (x, y) from left to right; a dashed line behind it where one is expected. None: nothing to draw."""
    if len(points) < 2:
        return None
    box = _box([*points, *expected])
    layers = [_layer(_dashed(expected, box), "quiet")] if expected else []
    return tag("span", *layers, _layer(_solid(points, box), tone), className="spark", role="img", aria_label=label)


def over_days(rows: Iterable[dict], on: str = "date") -> list[tuple[float, float]]:
    """Rows with a day and a value as points, earliest first; rows without a value are left out."""
    kept = [(values.as_day(row[on]).toordinal(), row["value"]) for row in rows if row["value"] is not None]
    return sorted(kept)


def _layer(drawing: str, tone: str) -> list:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}'>{drawing}</svg>"
    mask = f'url("data:image/svg+xml,{quote(svg)}")'
    style = {"maskImage": mask, "WebkitMaskImage": mask}
    return tag("span", className=f"spark-line tone-{tone}", style=style, aria_hidden="true")


def _box(points: Points) -> tuple[float, float, float, float]:
    """Left, width, bottom and height of all that is drawn; a flat line has a height too."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), max(across) - min(across) or 1, min(up), max(up) - min(up) or 1


def _placed(points: Points, box: tuple) -> list[tuple[float, float]]:
    left, width, bottom, height = box
    return [
        (
            round(ROOM + (WIDTH - 2 * ROOM) * (x - left) / width, 1),
            round(HEIGHT - ROOM - (HEIGHT - 2 * ROOM) * (y - bottom) / height, 1),
        )
        for x, y in points
    ]


def _line(places: list[tuple[float, float]], style: str) -> str:
    steps = " ".join(f"{x},{y}" for x, y in places)
    return f"<polyline points='{steps}' fill='none' stroke='black' {style}/>"


def _solid(points: Points, box: tuple) -> str:
    places = _placed(points, box)
    x, y = places[-1]
    line = _line(places, "stroke-width='2.5' stroke-linejoin='round' stroke-linecap='round'")
    return f"{line}<circle cx='{x}' cy='{y}' r='4.5'/>"


def _dashed(points: Points, box: tuple) -> str:
    return _line(_placed(points, box), "stroke-width='1.5' stroke-dasharray='3 3'")
