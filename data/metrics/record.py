"""One record a number: what it is called, why it matters, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Select

from data.disclosure import InWords, Shape, join_small
from data.filters import Filters
from data.scope import Scope

Rows = dict[str, Any]  # a frame for each query, and what is ``shared``; with ``measures`` a judge of goals, too
Query = Callable[[Scope, Filters], Select]
# Made once for all metrics of a choice that name it, of the same queries: it looks at no names and no threshold.
Made = Callable[[Rows, "Asked"], Any]
SHARE = "share"


@dataclass(frozen=True)
class Asked:
    """What a computation may know beside its rows: the choice, the day, and how few people may be shown."""

    filters: Filters
    today: date
    smallest: int  # 0 for a viewer who may see these people by name
    answer_days: int
    smallest_team: int  # for metrics that join small groups for everybody
    names: bool = False
    session_kinds: frozenset[str] = frozenset()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # filter -> id -> label

    @property
    def few(self) -> int:
        """So many people that what is told of them is hidden."""
        return max(self.smallest - 1, 0)

    @property
    def whole(self) -> str:
        """What the whole of the choice is called: its group, or the whole school."""
        chosen = [
            self.labels.get(name, {}).get(value, value)
            for name in ("classroom", "program", "grade", "department")
            for value in getattr(self.filters, name)
        ]
        return ", ".join(chosen) or "Whole school"

    def joined(self, sizes: pd.Series) -> dict[str, str]:
        """Each group's name as it may be shown: small ones become "other"."""
        return join_small(sizes.to_dict(), self.smallest)


@dataclass(frozen=True)
class Computed:
    """A frame with the metric's declared columns, and the distinct people behind all of it (None: no persons)."""

    frame: pd.DataFrame
    n: int | None = None
    joined: int = 0  # how many groups were joined because they are small
    left_out: int = 0  # how many were left out because they are small


@dataclass(frozen=True)
class Metric:
    """A number of the app. ``columns`` declares what each column of its frame holds (see data.disclosure)."""

    name: str
    title: str
    why: str
    definition: str
    unit: str
    direction: str  # higher | lower | neutral: which way is good
    strategy: int  # 1-7
    whose: str  # students | staff | open | sensitive
    columns: Mapping[str, str]
    queries: Mapping[str, Query]
    compute: Callable[[Rows, Asked], Computed]
    sentence: Callable[[pd.DataFrame, Asked], str]
    noun: str = ""  # what n counts, in the scope line
    parts: bool = True  # whether rows are parts of one total, from which a single hidden one could be subtracted
    line: str = ""  # a column: rows alike in it are parts of a total of their own
    totals: tuple[str, ...] = ()  # key columns whose totals another metric publishes: with two of them, a 2-D table
    kinds: tuple[str, ...] = ()  # what the filter ``kind`` means here: sessions, ties, thanks, practices
    followable: bool = False  # one row with a value: a goal may follow it
    facts: str = ""  # the source (see data.freshness) whose newest day is that of the value
    cumulative: bool = False  # "at least once this year": it rises all year, so that its past is no course
    splits: bool = False  # its rows are groups of people: with a group chosen they would be parts of parts
    in_words: InWords | None = None  # what is said of a row, in the place of its numbers, to who sees no few people
    measures: bool = False  # reads check-ins, those that are measured by other metrics among them
    shared: Mapping[str, Made] = field(default_factory=dict)  # what it makes of its rows as others do: by name

    def __post_init__(self) -> None:
        if self.direction not in ("higher", "lower", "neutral") or self.whose not in WHOSE:
            raise ValueError(f"{self.name}: direction or whose is not one of the known words")

    @property
    def shape(self) -> Shape:
        """How its rows hang together: what disclosure control must know of them."""
        return Shape(self.parts, self.line, self.totals, share=self.unit == SHARE, in_words=self.in_words)


WHOSE = ("students", "staff", "open", "sensitive")
