"""Values: Robinson, "Introduction to Empirical Bayes" (batting averages), Kleinman 1973, by hand."""

from __future__ import annotations

from math import inf, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics import shrinkage
from data.statistics.shrinkage import Prior, adjusted

BATTING = shrinkage.prior_from_beta(78.661, 224.875)
SUCCESSES, SIZES = (3, 12, 30, 1, 22), (10, 25, 60, 4, 30)
GROUP = st.integers(1, 60).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))
GROUPS = st.lists(GROUP, min_size=5, max_size=12)


@pytest.mark.parametrize(
    ("hits", "at_bats", "published"),
    [(300, 1000, 0.2905), (4, 10, 0.2636), (2930, 8173, 0.355), (516, 3028, 0.178)],
)
def test_batting_averages_are_adjusted_as_published(hits, at_bats, published):
    assert adjusted(hits, at_bats, BATTING) == pytest.approx(published, abs=5e-4)


def test_the_prior_mean_of_batting_is_the_published_one():
    assert BATTING.mean == pytest.approx(0.259, abs=5e-4)


def test_the_prior_of_shares_by_moments_is_kleinmans():
    prior = shrinkage.share_prior(SUCCESSES, SIZES)
    assert prior.mean == pytest.approx(0.527132, abs=5e-7)
    assert prior.strength == pytest.approx(16.506554, abs=5e-7)
    assert prior.mean * prior.strength == pytest.approx(8.701129, abs=5e-7)
    assert not prior.complete


def test_small_groups_are_drawn_further_than_large_ones():
    prior = shrinkage.share_prior(SUCCESSES, SIZES)
    shares = [adjusted(count, size, prior) for count, size in zip(SUCCESSES, SIZES, strict=True)]
    assert shares == pytest.approx([0.4414, 0.4987, 0.5059, 0.4731, 0.6601], abs=5e-5)


@pytest.mark.parametrize(("count", "exposure", "rate"), [(12, 8, 1.2308), (60, 100, 0.6095)])
def test_rates_are_adjusted_as_in_the_worked_example(count, exposure, rate):
    prior = shrinkage.prior_from_gamma(4, 5)
    assert adjusted(count, exposure, prior) == pytest.approx(rate, abs=5e-5)
    assert shrinkage.rate_sd(count, exposure, prior) == pytest.approx(sqrt(count + 4) / (exposure + 5))


def test_the_spread_of_a_share_is_that_of_its_beta_posterior():
    alpha, beta = 3 + 2, 7 + 6
    prior = shrinkage.prior_from_beta(2, 6)
    known = sqrt(alpha * beta / ((alpha + beta) ** 2 * (alpha + beta + 1)))
    assert shrinkage.share_sd(3, 10, prior) == pytest.approx(known)


def test_the_prior_of_rates_by_moments_is_marshalls():
    # By hand: m = 60/60 = 1; seen = (10*0 + 5*0.64 + 5*0.64 + 20*0.25 + 20*0.25) / 60 = 16.4/60;
    # chance = 1 / (60/5) = 5/60; between = 11.4/60; strength = 60/11.4.
    prior = shrinkage.rate_prior((10, 9, 1, 30, 10), (10, 5, 5, 20, 20))
    assert prior.mean == pytest.approx(1)
    assert prior.strength == pytest.approx(60 / 11.4)


def test_rates_that_differ_no_more_than_by_chance_are_drawn_all_the_way():
    prior = shrinkage.rate_prior((10, 11, 9, 10, 12), (10, 10, 10, 10, 10))
    assert prior.complete
    assert adjusted(12, 10, prior) == pytest.approx(52 / 50)
    assert shrinkage.rate_sd(12, 10, prior) == 0


def test_shares_that_differ_no_more_than_by_chance_are_drawn_all_the_way():
    prior = shrinkage.share_prior((5, 5, 6, 5, 4), (10, 10, 10, 10, 10))
    assert prior == Prior(0.5, inf)
    assert adjusted(4, 10, prior) == 0.5
    assert shrinkage.share_sd(4, 10, prior) == 0


def test_groups_of_all_or_nothing_are_not_drawn_at_all():
    prior = shrinkage.share_prior((10, 0, 10, 0, 10, 0), (10,) * 6)
    assert prior.strength == 0
    assert adjusted(10, 10, prior) == 1
    assert adjusted(0, 0, prior) is None
    assert shrinkage.share_sd(0, 0, prior) is None


@pytest.mark.parametrize("successes", [(0,) * 5, (8,) * 5])
def test_where_nobody_or_everybody_succeeds_there_is_no_spread_to_see(successes):
    assert shrinkage.share_prior(successes, (8,) * 5).complete


def test_groups_of_one_show_no_spread():
    assert shrinkage.share_prior((1, 0, 1, 0, 1), (1,) * 5).complete


def test_nothing_counted_anywhere_gives_a_rate_of_0():
    assert shrinkage.rate_prior((0,) * 5, (10,) * 5) == Prior(0, inf)


def test_with_fewer_than_five_groups_there_is_no_prior():
    assert shrinkage.share_prior(SUCCESSES[:4], SIZES[:4]) is None
    assert shrinkage.rate_prior((3, 1, 2, 4, 0), (5, 5, 5, 5, 0)) is None


@given(GROUPS)
@settings(max_examples=50, deadline=None)
def test_an_adjusted_share_lies_between_its_own_and_the_mean_of_all(groups):
    prior = shrinkage.share_prior(*zip(*groups, strict=True))
    for count, size in groups:
        low, high = sorted((count / size, prior.mean))
        assert low - 1e-9 <= adjusted(count, size, prior) <= high + 1e-9


@given(GROUPS, st.integers(2, 5))
@settings(max_examples=50, deadline=None)
def test_an_adjusted_rate_lies_between_its_own_and_the_mean_of_all(groups, times):
    counts = [count * times for count, _ in groups]
    exposures = [size for _, size in groups]
    prior = shrinkage.rate_prior(counts, exposures)
    for count, exposure in zip(counts, exposures, strict=True):
        low, high = sorted((count / exposure, prior.mean))
        assert low - 1e-9 <= adjusted(count, exposure, prior) <= high + 1e-9


@given(GROUPS)
@settings(max_examples=50, deadline=None)
def test_the_unit_of_exposure_does_not_matter(groups):
    counts, exposures = zip(*groups, strict=True)
    weeks = shrinkage.rate_prior(counts, exposures)
    days = shrinkage.rate_prior(counts, [7 * exposure for exposure in exposures])
    assert days.mean * 7 == pytest.approx(weeks.mean)
    assert days.complete == weeks.complete or min(days.strength, weeks.strength) > 1e6
    if not weeks.complete and weeks.strength < 1e6:
        assert days.strength == pytest.approx(weeks.strength * 7, rel=1e-6)


def test_more_than_all_is_refused_for_shares():
    with pytest.raises(ValueError, match="12 of 10 is more than all: for events per person use rate_prior"):
        shrinkage.share_prior((12, 1, 1, 1, 1), (10,) * 5)


@pytest.mark.parametrize(("counts", "sizes"), [((-1, 2), (5, 5)), ((1, 2), (0, 5)), ((1, 2), (-3, 5))])
def test_impossible_counts_are_refused(counts, sizes):
    with pytest.raises(ValueError, match="is not possible"):
        shrinkage.rate_prior(counts, sizes)
