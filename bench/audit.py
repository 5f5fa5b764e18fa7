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
HALF_SMALL = (19,)  # 0 to 19 in a cell: as many small ones as in published comparisons of methods
HALF_SMALL = (19,)  # 0 to 19 in a cell: as many small ones as in published comparisons of methods
MOST_MS, MOST_P95, MOST_HIDDEN = 20, 60, 1.5


def per_table(_: Place) -> Iterator[Figure]:
    """Random tables of six by five, margins published, threshold ten; and how many cells go with a small one."""
    secured(_tables(MOST)[0], SMALLEST)  # the first loads the solver
    times, ratios = _secured(_tables(MOST))
    yield Figure(f"audit of a table, {DOWN} x {ACROSS}", times, "ms", MOST_MS, MOST_P95)
    yield Figure("cells hidden for each small one", ratios, "x", MOST_HIDDEN)
    _, ratios = _secured(_tables(HALF_SMALL))
    yield Figure("the same, half of the cells small", ratios, "x", MOST_HIDDEN)


def _secured(tables: list[Table]) -> tuple[list[float], list[float]]:
    """Milliseconds for each table, and cells hidden for each small one."""
    times, ratios = [], []
    for table in tables:
        start = perf_counter()
        hidden = secured(table, SMALLEST)
        times.append((perf_counter() - start) * 1000)
        small = primary(table, SMALLEST)
        ratios += [len(hidden) / len(small)] if small and hidden else []
    return times, ratios


def _tables(most: tuple[int, ...]) -> list[Table]:
    lots = random.Random(1)
    sizes = [most[number % len(most)] for number in range(TABLES)]
    return [grid([[lots.randint(0, most) for _ in range(ACROSS)] for _ in range(DOWN)]) for most in sizes]
