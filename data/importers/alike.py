"""Problems of one reason and one column, told in one sentence: how many rows, the first lines, and one remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.importers.problems import Problem, printable
from data.importers.receipt import UNLISTED, FileReceipt, not_listed

FEW = 3  # as many of one reason are told each by itself; of more, the lines and values of the first are shown


@dataclass(frozen=True)
class Alike:
    """``first`` are those of the problems that are shown; ``rows``, how many there are in all."""

    first: tuple[Problem, ...]
    rows: int

    @property
    def lines(self) -> str:
        """Where they are: "2, 3, 4 and 714 more"."""
        lines = ", ".join(f"{problem.line:,}" for problem in self.first if problem.line)
        more = self.rows - len(self.first)
        return f"{lines} and {more:,} more" if lines and more else lines

    @property
    def problem(self) -> Problem:
        """What is said of all of them; of values only those of the first, each once."""
        values = dict.fromkeys(problem.value for problem in self.first if problem.value)
        return replace(self.first[0], value=", ".join(values) or None)

    def sentence(self, file: str) -> str:
        """As that of a single problem, with the number of rows and where the first are."""
        if self.rows == 1:
            return self.first[0].sentence(file)
        column, why, remedy = self.first[0].reason
        where = f"column {column} " if column else ""
        return printable(f"{file}: {self.rows:,} rows (lines {self.lines}): {where}{why}; {remedy}")


def alike(file: FileReceipt) -> list[Alike]:
    """The problems of a file in the order of their first lines: few of one reason each by itself, many as one."""
    groups: dict[tuple, list[Problem]] = {}
    for problem in file.problems:
        if not problem.why.endswith(UNLISTED):
            groups.setdefault(problem.reason, []).append(problem)
    found = [one for key, group in groups.items() for one in _told(group, file.reasons[key] or len(group))]
    found = sorted(found, key=lambda one: one.first[0].line or 0)
    others = sum(rows for key, rows in file.reasons.items() if key not in groups)
    return found + [Alike((not_listed(others),), 1)] * bool(others)


def _told(group: Sequence[Problem], rows: int) -> list[Alike]:
    if rows <= FEW or not all(problem.line for problem in group):
        return [Alike((problem,), 1) for problem in group]
    return [Alike(tuple(group[:FEW]), rows)]
