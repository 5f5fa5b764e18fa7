"""How long it takes to hide cells of a table with published totals and to prove that they stay hidden."""

from __future__ import annotations

import random
from collections.abc import Iterator
from time import perf_counter

from bench.figures import Figure
from bench.place import Place
from data.disclosure.loop import secured
from data.disclosure.tables import Table, grid, primary

TABLES, DOWN, ACROSS, SMALLEST = 1000, 6, 5, 10
MOST = (15, 30, 60, 120)  # from tables of mostly small cells to tables of hardly any
MOST_MS, MOST_P95, MOST_HIDDEN = 20, 60, 1.5


def per_table(_: Place) -> Iterator[Figure]:
    """Random tables of six by five, margins published, threshold ten; and how many cells go with a small one."""
    tables, times, ratios = _tables(), [], []
    secured(tables[0], SMALLEST)  # the first loads the solver
    for table in tables:
        start = perf_counter()
        hidden = secured(table, SMALLEST)
        times.append((perf_counter() - start) * 1000)
        small = primary(table, SMALLEST)
        ratios += [len(hidden) / len(small)] if small and hidden else []
    yield Figure(f"audit of a table, {DOWN} x {ACROSS}", times, "ms", MOST_MS, MOST_P95)
    yield Figure("cells hidden for each small one", ratios, "x", MOST_HIDDEN)


def _tables() -> list[Table]:
    lots = random.Random(1)
    sizes = [MOST[number % len(MOST)] for number in range(TABLES)]
    return [grid([[lots.randint(0, most) for _ in range(ACROSS)] for _ in range(DOWN)]) for most in sizes]
