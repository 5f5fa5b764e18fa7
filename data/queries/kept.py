"""Queries that read for more choices than one: what they find is kept, and cut to each choice without the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select

from data.filters import Filters
from data.scope import Scope


def _as_read(rows: Any) -> Any:
    return rows


@dataclass(frozen=True)
class Kept:
    """A query like any other, but for ``cut``: of what it found that leaves the rows of one choice.

    ``wide`` asks for no single day, else nothing could be kept for another one. ``prepared`` is done once to the frame
    that was read; ``cut`` is given what it made, changes nothing of it, and gives a frame.
    """

    wide: Callable[[Scope, Filters], Select]
    cut: Callable[[Any, Filters], Any]
    prepared: Callable[[Any], Any] = _as_read

    def __call__(self, scope: Scope, filters: Filters) -> Select:
        return self.wide(scope, filters)

    def of(self, other: Callable[[Filters], Filters]) -> Kept:
        """The same question for what a choice is turned into, such as the period before."""
        return replace(
            self,
            wide=lambda scope, filters: self.wide(scope, other(filters)),
            cut=lambda kept, filters: self.cut(kept, other(filters)),
        )
