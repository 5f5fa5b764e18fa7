"""Student's t, the binomial and the Poisson distribution: what chance alone would do.

scipy is loaded at the first question that needs it, never at the app's start: its import takes up to a second.
"""

from __future__ import annotations

from functools import cache
from types import ModuleType


@cache
def t_quantile(freedom: int, share: float) -> float:
    """The value of Student's t with ``freedom`` degrees of freedom that ``share`` (0 to 1) lies below."""
    return float(_special().stdtrit(freedom, share))


def t_share_below(freedom: int, value: float) -> float:
    """The share (0 to 1) of Student's t with ``freedom`` degrees of freedom that lies below ``value``."""
    return float(_special().stdtr(freedom, value))


@cache
def fewest_heads(tosses: int, percent: int = 5) -> int:
    """The smallest k for which at least ``percent`` % of rows of fair tosses hold k heads or fewer.

    R's ``qbinom(percent / 100, tosses, 0.5)``, in whole numbers: no rounding can move it.
    """
    heads, ways = 0, 1
    together = ways
    while 100 * together < percent * 2**tosses:
        ways = ways * (tosses - heads) // (heads + 1)
        heads += 1
        together += ways
    return heads


def poisson_limits(count: int, level: float = 0.95) -> tuple[float, float]:
    """Lowest and highest mean with which a Poisson count of ``count`` is still compatible: the exact interval.

    Source: Garwood 1936 (Biometrika 28:437-442), by the incomplete gamma function.
    """
    tail = (1 - level) / 2
    low = float(_special().gammaincinv(count, tail)) if count else 0.0
    return low, float(_special().gammaincinv(count + 1, 1 - tail))


def load() -> None:
    """Have it there before the first question: a server does so while nobody waits."""
    _special()


@cache
def _special() -> ModuleType:
    from scipy import special

    return special
