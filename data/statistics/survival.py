"""How long things take when some are not done yet: dropping the open ones would flatter the median."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

HALF = 0.5
HAIR = 1e-12  # a product of fractions that is one half may miss it by a hair


class Step(NamedTuple):
    """At ``time``, ``ended`` of ``at_risk`` ended; ``surviving`` is the share still open after it."""

    time: float
    at_risk: int
    ended: int
    surviving: float


def kaplan_meier(durations: Iterable[float], ended: Iterable[bool]) -> list[Step]:
    """The share still open after each time at which something ended, S(t) = prod(1 - d_i / n_i).

    ``durations`` in any one unit; ``ended`` is False for what is still open (censored) after that time. What
    is censored at the time of an ending still counts as at risk there. Nothing ended: no steps.
    Source: Kaplan & Meier 1958 (JASA 53:457-481). Raises ValueError on unequal lengths or negative durations.
    """
    cases = list(zip(durations, ended, strict=True))
    _check(cases)
    leaving = Counter(duration for duration, _ in cases)
    endings = Counter(duration for duration, done in cases if done)
    return _steps(leaving, endings, len(cases))


def median(durations: Iterable[float], ended: Iterable[bool]) -> float | None:
    """The smallest time by which half have ended; None while more than half are open, or with no cases."""
    return next((step.time for step in kaplan_meier(durations, ended) if step.surviving <= HALF + HAIR), None)


def _steps(leaving: Counter, endings: Counter, at_risk: int) -> list[Step]:
    steps, surviving = [], 1.0
    for time in sorted(leaving):
        if endings[time]:
            surviving *= 1 - endings[time] / at_risk
            steps.append(Step(time, at_risk, endings[time], surviving))
        at_risk -= leaving[time]
    return steps


def _check(cases: Sequence[tuple[float, bool]]) -> None:
    wrong = next((duration for duration, _ in cases if not duration >= 0), None)
    if wrong is not None:
        raise ValueError(f"a duration of {wrong} is not possible: check which date comes first")
