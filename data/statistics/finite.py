"""What arithmetic can be done with: a value that is missing or endless would silently spoil every sum."""

from __future__ import annotations

from collections.abc import Iterable

LARGEST = 1e100  # squares, and sums of squares, still fit into a number


def check(values: Iterable[float], what: str) -> None:
    """Raises ValueError naming the first of ``values`` that is NaN, endless, or beyond what squares can hold."""
    wrong = next((value for value in values if not -LARGEST <= value <= LARGEST), None)
    if wrong is not None:
        raise ValueError(f"{what} of {wrong} cannot be computed with: leave it out, or correct it")
