"""One sample school: its calendar, its ids, its chance; and the rows that its rooms make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np

from data.sample.calendar import Calendar
from data.sample.names import school_name

DISTRICT = "Riverbend District"


class Rows(NamedTuple):
    """Rows of one table, as tuples in the order of the columns."""

    table: str
    columns: tuple[str, ...]
    rows: Sequence[tuple]


@dataclass(frozen=True)
class School:
    """``number`` counts from 0; ``size`` scales the classrooms down for tests (1 is the real thing)."""

    number: int
    alone: bool
    calendar: Calendar
    seed: int
    size: float = 1.0

    @property
    def name(self) -> str:
        return school_name(self.number)

    @property
    def id(self) -> str:
        return school_id(self.number)

    @property
    def domain(self) -> str:
        return self.id.replace("-", "")

    def key(self, local: str) -> str:
        """An id as the database knows it: with the school's own in front where there are several schools."""
        return local if self.alone else f"{self.id}.{local}"

    def chance(self, about: str) -> np.random.Generator:
        """Chance of its own for each matter, so that a change to one table leaves the others as they were."""
        return np.random.default_rng([self.seed, self.number, crc32(about.encode())])


def school_id(number: int) -> str:
    return school_name(number).replace(" School", "").lower().replace(" ", "-")


def evenly(weights: dict, count: int) -> list:
    """``count`` choices in the proportion of the weights, spread evenly: any first part keeps the proportion."""
    total = sum(weights.values())
    turns = [
        ((turn + 0.5) * total / weight, place, choice)
        for place, (choice, weight) in enumerate(weights.items())
        for turn in range(int(count * weight / total) + 2)
    ]
    return [choice for _, _, choice in sorted(turns, key=lambda turn: turn[:2])[:count]]


def on_the_way(count: int, first: float, last: float) -> list[bool]:
    """Yes or no, ``count`` times: the share of yes among those so far goes evenly from first to last."""
    reached = [round((first + (last - first) * n / max(count, 1)) * n) for n in range(count + 1)]
    return [after > before for before, after in pairwise(reached)]


def pick(rng: np.random.Generator, choices: Sequence, count: int) -> list:
    """``count`` of the choices, with repetition."""
    return [choices[place] for place in rng.integers(len(choices), size=count).tolist()]


def some(rng: np.random.Generator, choices: Sequence, count: int) -> list:
    """``count`` of the choices (or all, if there are fewer), without repetition, in chance order."""
    return [choices[place] for place in rng.permutation(len(choices))[:count].tolist()]
