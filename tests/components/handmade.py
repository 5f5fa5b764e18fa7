"""Answers made by hand: what a component gets from the gate, without a database."""

import json
from datetime import date
from typing import Any

import pandas as pd

from components.markup import Markup
from data.answer import Answer

DAY = date(2026, 1, 30)


def answer(rows: list[dict], metric: str = "goals.status", unit: str = "goals", **more: Any) -> Answer:
    """An Answer of these rows; ``hidden`` of a row is None unless it says otherwise."""
    frame = pd.DataFrame([row | {"hidden": row.get("hidden")} for row in rows]).astype(object)
    frame = frame.where(frame.notna(), None)
    facts = {
        "title": "Goals by status", "direction": "neutral", "strategy": 1, "why": "Why it matters.",
        "definition": "What is counted.", "scope": "Oak Hill School", "as_of": DAY, "data_version": 1,
        "sentence": "One sentence.", "n": None, "hidden": (),
    }  # fmt: skip
    return Answer(metric=metric, unit=unit, frame=frame, **facts | more)


def months(*shares: tuple[int, int], first: int = 9, **more: Any) -> Answer:
    """A share month by month from September: (numerator, denominator)."""
    rows = [
        {"month": date(2025 + (first + n - 1) // 12, (first + n - 1) % 12 + 1, 1), "value": top / whole,
         "numerator": top, "denominator": whole}
        for n, (top, whole) in enumerate(shares)
    ]  # fmt: skip
    facts = {"metric": "support.trend", "unit": "share", "direction": "higher"}
    return answer(rows, **facts | more)


def words(part: Any) -> str:
    """Everything a browser would get, as JSON: what must not be seen must not be in it."""
    return json.dumps(part, default=lambda component: component.to_plotly_json())


def drawn(page: list) -> list:
    """The tree of a page body, with the charts in their places."""
    (markup,) = page
    assert isinstance(markup, Markup)
    return markup.tree


def elements(tree: Any, name: str = "", cls: str = "") -> list[list]:
    """All elements of a tree with this name and this class."""
    if not isinstance(tree, list):
        return []
    classes = tree[1].get("className", "").split()
    found = [tree] if name in ("", tree[0]) and (not cls or cls in classes) else []
    return found + [one for part in tree[2:] for one in elements(part, name, cls)]


def text(tree: Any) -> str:
    """The words of a tree, as they are read from top to bottom."""
    if isinstance(tree, list):
        said = " ".join(text(part) for part in tree[2:])
        return " ".join(word for word in said.split(" ") if word)
    return tree if isinstance(tree, str) else ""
