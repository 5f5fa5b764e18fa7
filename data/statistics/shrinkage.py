"""Fair comparison of groups of unequal size: the small are drawn towards the mean of all (empirical Bayes).

A prior is a mean and a strength: the strength is how many people (for a share) or how much exposure (for a
rate) of evidence the mean is worth. Both kinds of adjustment are then one formula:
(count + mean * strength) / (size + strength). Show the raw number beside the adjusted one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isinf, sqrt

FEWEST_GROUPS = 5  # with fewer, nobody can tell real differences from chance: no prior, so no ranking


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known before looking at one group. Infinite strength: groups differ no more than by chance."""

    mean: float
    strength: float

    @property
    def complete(self) -> bool:
        """Whether every group is drawn all the way to the mean."""
        return isinf(self.strength)


def prior_from_beta(alpha: float, beta: float) -> Prior:
    """The prior for shares that is written Beta(alpha, beta)."""
    return Prior(alpha / (alpha + beta), alpha + beta)


def prior_from_gamma(shape: float, rate: float) -> Prior:
    """The prior for rates that is written Gamma(shape, rate)."""
    return Prior(shape / rate, rate)


def share_prior(successes: Sequence[float], sizes: Sequence[float]) -> Prior | None:
    """The beta prior of several groups' shares by moments, for unequal sizes; None under `FEWEST_GROUPS`.

    Source: Kleinman 1973 (JASA 68:46-54), weights n_i. No more spread than chance makes: complete shrinkage;
    shares of only 0 and 1: strength 0, no shrinkage. Groups of nobody are left out.
    Raises ValueError on a count that its group cannot have.
    """
    groups = _groups(successes, sizes)
    _check_shares(groups)
    if len(groups) < FEWEST_GROUPS:
        return None
    mean = _pooled(groups)
    excess = _excess_of_shares(groups, mean)
    return Prior(mean, max(0.0, 1 / excess - 1) if excess > 0 else inf)


def rate_prior(counts: Sequence[float], exposures: Sequence[float]) -> Prior | None:
    """The gamma prior of several groups' rates by moments, for unequal exposure; None under `FEWEST_GROUPS`.

    Source: Marshall 1991 (Applied Statistics 40:283-294), the global estimator of spdep, PySAL and epiR:
    between = sum(t_i (r_i - m)^2) / sum(t_i) - m / mean(t), strength = m / between. Not above 0, that is no
    more spread than Poisson counts show by chance: complete shrinkage. Groups without exposure are left out.
    """
    groups = _groups(counts, exposures)
    if len(groups) < FEWEST_GROUPS:
        return None
    mean = _pooled(groups)
    between = _excess_of_rates(groups, mean)
    return Prior(mean, mean / between if between > 0 else inf)


def adjusted(count: float, size: float, prior: Prior) -> float | None:
    """The group's share or rate, drawn towards the mean the more the smaller it is (the posterior mean).

    None for a group of size 0 under a prior that knows nothing (strength 0).
    """
    if prior.complete:
        return prior.mean
    known = size + prior.strength
    return (count + prior.mean * prior.strength) / known if known else None


def share_sd(successes: float, size: float, prior: Prior) -> float | None:
    """Standard deviation of the group's true share, given its data (beta posterior)."""
    share = adjusted(successes, size, prior)
    return None if share is None else sqrt(share * (1 - share) / (size + prior.strength + 1))


def rate_sd(count: float, exposure: float, prior: Prior) -> float | None:
    """Standard deviation of the group's true rate, given its data (gamma posterior)."""
    rate = adjusted(count, exposure, prior)
    return None if rate is None else sqrt(rate / (exposure + prior.strength))


def _excess_of_shares(groups: list[tuple[float, float]], mean: float) -> float:
    """How alike the members of a group are beyond chance (Kleinman's gamma): 0 or less none, 1 all alike."""
    total, chance = sum(size for _, size in groups), mean * (1 - mean)
    spread = sum(size * (count / size - mean) ** 2 for count, size in groups)
    weight = sum(1 - size / total for _, size in groups)
    weighted = sum(size * (1 - size / total) for _, size in groups)
    if chance == 0 or weighted == weight:  # all alike, or groups of one: no spread can be seen
        return 0.0
    return (spread - chance * weight) / (chance * (weighted - weight))


def _excess_of_rates(groups: list[tuple[float, float]], mean: float) -> float:
    """The variance of true rates between groups: the spread seen, less what counts show by chance."""
    total = sum(exposure for _, exposure in groups)
    seen = sum(exposure * (count / exposure - mean) ** 2 for count, exposure in groups) / total
    return seen - mean * len(groups) / total


def _pooled(groups: list[tuple[float, float]]) -> float:
    return sum(count for count, _ in groups) / sum(size for _, size in groups)


def _groups(counts: Sequence[float], sizes: Sequence[float]) -> list[tuple[float, float]]:
    groups = list(zip(counts, sizes, strict=True))
    wrong = next((f"{count} of {size}" for count, size in groups if min(count, size) < 0 or count > size == 0), "")
    if wrong:
        raise ValueError(f"{wrong} is not possible: counts and sizes are 0 or more, and nobody has 0")
    return [(count, size) for count, size in groups if size]


def _check_shares(groups: list[tuple[float, float]]) -> None:
    wrong = next((group for group in groups if group[0] > group[1]), None)
    if wrong:
        raise ValueError(f"{wrong[0]} of {wrong[1]} is more than all: for events per person use rate_prior")
