"""Queries that read for more choices than one: what they find is kept, and cut to each choice without the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from data.filters import Filters
from data.scope import Scope


@dataclass(frozen=True)
class Kept:
    """A query like any other, but for ``cut``: of what it found it leaves the rows of one choice.

    ``wide`` may not ask for a day, only for whole school years, else nothing is kept for another day.
    ``prepared`` is done once, to what was read; ``cut`` is given that, and gives a frame nobody else changes.
    """

    wide: Callable[[Scope, Filters], Select]
    cut: Callable[[Any, Filters], Any]
    prepared: Callable[[Any], Any]

    def __call__(self, scope: Scope, filters: Filters) -> Select:
        return self.wide(scope, filters)
