"""The proof: what a reader who adds and subtracts can find out about each hidden cell.

Everything that is shown is known, and so is every sum. For each hidden cell a linear programme finds the least and
the most it can be (no count is under 0). A cell is safe where these are at least a threshold apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from data.disclosure.tables import Sum, Table

QUIETLY = (("output_flag", False), ("presolve", "off"), ("threads", 1))
ROUNDING = 1e-6  # of the solver: counts are whole numbers, so that nothing true is lost


class Unproved(RuntimeError):
    """The solver gave no answer: then nothing is shown."""


@dataclass(frozen=True)
class Interval:
    """The least and the most a hidden count can be."""

    least: float
    most: float

    def safe(self, smallest: int) -> bool:
        """A threshold wide, and not wholly among the small."""
        return self.most - self.least >= smallest - ROUNDING and self.most > smallest - 1 + ROUNDING


def intervals(table: Table, hidden: frozenset[int]) -> dict[int, Interval]:
    """For each hidden place what a reader can work out; raises Unproved where the solver fails."""
    known = [(one, cells) for one in table.sums if (cells := [place for place in one.cells if place in hidden])]
    if len(known) == 1 and known[0][0].total not in hidden:
        return _of_line(table, *known[0])  # one equation: no solver is needed to see 0 .. the rest
    return _solved(table, sorted(hidden), known)


def _of_line(table: Table, one: Sum, cells: list[int]) -> dict[int, Interval]:
    rest = sum(table.counts[place] for place in cells)
    return {place: Interval(rest if len(cells) == 1 else 0, rest) for place in cells}


def _solved(table: Table, places: list[int], known: list[tuple[Sum, list[int]]]) -> dict[int, Interval]:
    column = {place: number for number, place in enumerate(places)}
    model = _model(len(places))
    for one, cells in known:
        signs = [-1.0 if place == one.total else 1.0 for place in cells]
        rest = sum(sign * table.counts[place] for sign, place in zip(signs, cells, strict=True))
        model.addRow(rest, rest, len(cells), _whole([column[place] for place in cells]), _real(signs))
    return {place: _interval(model, column[place]) for place in places}


def _model(columns: int) -> Any:
    """One model for all questions about a table: between two of them only the objective changes."""
    highs = _solver()
    model = highs._Highs()  # highspy.Highs() writes its name into the output of the command line
    for option, value in QUIETLY:
        model.setOptionValue(option, value)
    for _ in range(columns):
        model.addVar(0.0, highs.kHighsInf)
    return model


def _interval(model: Any, column: int) -> Interval:
    model.changeColCost(column, 1.0)
    least, most = (_best(model, sense) for sense in (_solver().ObjSense.kMinimize, _solver().ObjSense.kMaximize))
    model.changeColCost(column, 0.0)
    return Interval(least, most)


def _best(model: Any, sense: Any) -> float:
    model.changeObjectiveSense(sense)
    model.run()
    known = _solver().HighsModelStatus
    if model.getModelStatus() == known.kUnknown:  # what it keeps from the last question misled it: from the start
        model.clearSolver()
        model.run()
    status = model.getModelStatus()
    if status in (known.kUnbounded, known.kUnboundedOrInfeasible) and sense == _solver().ObjSense.kMaximize:
        return float("inf")  # the true counts solve it, so that it is not infeasible
    if status != known.kOptimal:
        raise Unproved(f"the solver ended with {status} on a table with hidden cells")
    return model.getInfo().objective_function_value


@cache
def _solver() -> Any:
    """Loaded by the first table that needs it: most answers are lines."""
    import highspy

    return highspy


def _whole(numbers: list[int]) -> Any:
    import numpy

    return numpy.array(numbers, dtype=numpy.int32)


def _real(numbers: list[float]) -> Any:
    import numpy

    return numpy.array(numbers, dtype=numpy.float64)
