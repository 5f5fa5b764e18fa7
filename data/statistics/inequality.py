"""How evenly things are spread over people, and how even chance alone would make them.

``values`` holds one number (thanks received, roles held) for every eligible person, zeros included: leaving
the zeros out answers another question. All zero is "no data" (None), never "perfectly equal".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil, exp, lgamma, log, sqrt

FAR_TAIL = 12  # standard deviations: what lies beyond adds nothing a float can hold


def gini(values: Iterable[float]) -> float | None:
    """0 when everybody has the same, (n-1)/n when one has all: sum((2i - n - 1) x_i) / (n sum(x)), x sorted.

    This is the population form (R: ineq, acid). Raises ValueError on a negative value.
    """
    ascending = _checked(values)
    n, total = len(ascending), sum(ascending)
    if total == 0:
        return None
    return sum((2 * place - n - 1) * value for place, value in enumerate(ascending, start=1)) / (n * total)


def gini_corrected(values: Iterable[float]) -> float | None:
    """`gini` times n/(n-1), so that one who has all is 1 whatever the group's size (DescTools' default)."""
    ascending = _checked(values)
    plain = gini(ascending)
    return None if plain is None or len(ascending) < 2 else plain * len(ascending) / (len(ascending) - 1)


def lorenz(values: Iterable[float]) -> list[tuple[float, float]] | None:
    """Points (share of people, share of all received), fewest first, (0, 0) to (1, 1); None: no data."""
    ascending = _checked(values)
    n, total = len(ascending), sum(ascending)
    if total == 0:
        return None
    return [(place / n, held / total) for place, held in enumerate(accumulate(ascending, initial=0))]


def top_share(values: Iterable[float], share: float = 0.01) -> float | None:
    """What the top ``share`` of all people hold of everything, that share rounded up to whole people.

    The top 1% of 150 people are 2 people. Raises ValueError unless 0 < share <= 1.
    """
    if not 0 < share <= 1:
        raise ValueError(f"the top {share} of people is no group: give a share in (0, 1], such as 0.01")
    ascending = _checked(values)
    total = sum(ascending)
    people = ceil(Fraction(str(share)) * len(ascending))  # 0.07 * 100 is 7 people, not 8
    return sum(ascending[len(ascending) - people :]) / total if total else None


def expected_share_reached(events: int, people: int) -> float | None:
    """The share of people reached at least once if every event fell to anybody alike: 1 - (1 - 1/N)^T."""
    _check_counts(events, people)
    return 1 - (1 - 1 / people) ** events if people else None


def expected_gini(events: int, people: int) -> float | None:
    """The mean Gini (population form) if every event fell to anybody alike; exact, nothing is simulated.

    With T events over N people the total is fixed, so E[G] = (N - 1) E|X1 - X2| / (2T). X1 + X2 is binomial
    (T, 2/N), and given that sum s each of its events falls to either of the two like a coin, so |X1 - X2| is
    the mean distance of an s-step random walk. None without events or people.
    """
    _check_counts(events, people)
    if events == 0 or people == 0:
        return None
    return 0.0 if people == 1 else (people - 1) * _mean_gap(events, 2 / people) / (2 * events)


def _mean_gap(events: int, chance: float) -> float:
    """E|X1 - X2| for two of the people, summed over how many events the pair gets."""
    mean, reach = events * chance, FAR_TAIL * (sqrt(events * chance * (1 - chance)) + 1)
    likely = range(max(1, int(mean - reach)), min(events, int(mean + reach) + 1) + 1)
    return sum(_binomial(size, events, chance) * _walk(size) for size in likely)


def _binomial(k: int, n: int, chance: float) -> float:
    if chance == 1:
        return float(k == n)
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(chance) + (n - k) * log(1 - chance))


def _walk(steps: int) -> float:
    """Mean distance of a fair walk from where it began: 2k C(2k, k) / 4^k after 2k or 2k - 1 steps."""
    half = (steps + 1) // 2
    return 2 * half * exp(lgamma(2 * half + 1) - 2 * lgamma(half + 1) - half * log(4))


def _checked(values: Iterable[float]) -> Sequence[float]:
    ascending = sorted(values)
    if ascending and ascending[0] < 0:
        raise ValueError(f"{ascending[0]} cannot be shared out: give counts of 0 or more")
    return ascending


def _check_counts(events: int, people: int) -> None:
    if events < 0 or people < 0:
        raise ValueError(f"{events} events over {people} people is not possible: give counts of 0 or more")
