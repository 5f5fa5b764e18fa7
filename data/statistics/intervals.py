"""How sure a share is: intervals for one proportion and for the difference of two."""

from __future__ import annotations

from math import sqrt

Z95 = 1.959964  # the two-sided 95 % point of the normal distribution


def wilson(successes: float, n: float, z: float = Z95) -> tuple[float, float] | None:
    """Low and high end of the score interval for ``successes / n``, both within [0, 1]; None without people.

    Source: Wilson 1927, as method 3 of Newcombe 1998 (Statistics in Medicine 17:857-872), no continuity
    correction. Raises ValueError unless 0 <= successes <= n.
    """
    _check(successes, n)
    if n == 0:
        return None
    share, spread = successes / n, z * z / n
    centre = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    # At 0 and at n the formula meets the bound exactly; arithmetic misses it by a hair.
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == n else min(1.0, centre + half)
    return low, high


def newcombe_difference(x1: float, n1: float, x2: float, n2: float, z: float = Z95) -> tuple[float, float] | None:
    """Low and high end of the interval for ``x1/n1 - x2/n2``, within [-1, 1]; None where a group is empty.

    Source: method 10 (hybrid of two Wilson intervals) of Newcombe 1998 (Statistics in Medicine 17:873-890).
    Two intervals that overlap do not show that there is no difference: this interval does the comparing.
    """
    first, second = wilson(x1, n1, z), wilson(x2, n2, z)
    if first is None or second is None:
        return None
    share1, share2 = x1 / n1, x2 / n2
    down = sqrt((share1 - first[0]) ** 2 + (second[1] - share2) ** 2)
    up = sqrt((first[1] - share1) ** 2 + (share2 - second[0]) ** 2)
    difference = share1 - share2
    return max(-1.0, difference - down), min(1.0, difference + up)


def _check(successes: float, n: float) -> None:
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no share: count no fewer than 0 and no more than all")
