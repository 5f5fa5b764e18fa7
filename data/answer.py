"""What leaves the gate: the one thing that screens, files, slides and the command line render."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Answer:
    """A metric's protected rows, with what a reader must know beside them.

    ``frame`` has the metric's columns and ``hidden``: None, or why the row's numbers are not shown.
    """

    metric: str
    title: str
    unit: str
    direction: str
    strategy: int
    why: str
    definition: str
    scope: str
    as_of: date
    data_version: int
    sentence: str
    n: int | None
    frame: pd.DataFrame
    hidden: tuple[dict[str, Any], ...] = ()

    def rows(self) -> list[dict[str, Any]]:
        """The rows as JSON values: dates as ISO text, what is missing as None. The caller may change them."""
        return [dict(row) for row in self._rows]

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        """Made once: a page asks several times, and a remembered Answer is asked for weeks."""
        columns = [map(json_value, self.frame[name].tolist()) for name in self.frame.columns]
        return [dict(zip(self.frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]

    def as_json(self) -> dict[str, Any]:
        """The Answer of the contract."""
        return {
            "metric": self.metric, "title": self.title, "unit": self.unit, "direction": self.direction,
            "scope": self.scope, "as_of": self.as_of.isoformat(), "data_version": self.data_version,
            "sentence": self.sentence, "n": self.n, "rows": self.rows(), "hidden": list(self.hidden),
        }  # fmt: skip


def json_value(value: Any) -> Any:
    """A cell as JSON writes it: never NaN, never numpy."""
    if value is None or value is pd.NaT or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value
