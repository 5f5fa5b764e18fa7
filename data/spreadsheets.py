"""How a value is written where a spreadsheet will open it."""

from __future__ import annotations

from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so


def cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is written so that it does not."""
    risky = isinstance(value, str) and value.startswith(FORMULA_STARTS)
    return f"'{value}" if risky else value
