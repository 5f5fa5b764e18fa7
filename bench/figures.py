"""One line of the results: what was measured, what was wanted, and whether it was reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

HEADINGS = ("figure", "n", "median", "p95", "CPU", "goal", "met")


@dataclass(frozen=True)
class Figure:
    """Measured values with their goals, all of them upper bounds; None where nothing was promised.

    ``cpu``: how much of each was work of the processor, which other programs on the machine disturb less.
    ``floor``: the same thing measured on the floor, to which ``most_ratio`` compares the medians.
    """

    name: str
    values: Sequence[float]
    unit: str
    most: float | None = None
    most_p95: float | None = None
    floor: Sequence[float] = ()
    most_ratio: float | None = None
    cpu: Sequence[float] = ()

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def p95(self) -> float:
        return percentile_95(self.values)

    @property
    def ratio(self) -> float:
        return self.median / median(self.floor)

    def verdicts(self) -> list[bool]:
        """One for each goal."""
        pairs = [(self.most, self.median), (self.most_p95, self.p95)]
        if self.floor:
            pairs.append((self.most_ratio, self.ratio))
        return [measured <= goal for goal, measured in pairs if goal is not None]

    def cells(self) -> tuple[str, ...]:
        spread = said(self.p95, self.unit) if len(self.values) > 1 else ""
        work = said(median(self.cpu), self.unit) if self.cpu else ""
        return self.name, str(len(self.values)), said(self.median, self.unit), spread, work, self._goal(), self._met()

    def _goal(self) -> str:
        goals = [
            f"≤ {said(self.most, self.unit)}" if self.most is not None else "",
            f"p95 ≤ {said(self.most_p95, self.unit)}" if self.most_p95 is not None else "",
            f"{self.ratio:.2f} × floor" if self.floor else "",
            f"≤ {self.most_ratio:.1f} ×" if self.floor and self.most_ratio is not None else "",
        ]
        return ", ".join(filter(None, goals))

    def _met(self) -> str:
        verdicts = self.verdicts()
        return "" if not verdicts else "yes" if all(verdicts) else "NO"


def percentile_95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def said(value: float, unit: str) -> str:
    """Three figures at least, and the unit."""
    return f"{value:,.0f} {unit}" if abs(value) >= 100 else f"{value:.1f} {unit}"


def table(figures: Iterable[Figure]) -> str:
    """Markdown that can be read in a terminal too."""
    lines = [HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    head, *rows = [_row(line, widths) for line in lines]
    return "\n".join([head, _row(["-" * width for width in widths], widths), *rows])


def _row(cells: Iterable[str], widths: Iterable[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
