"""Values: the table of t, R's qbinom, the exact limits of Garwood 1936."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics import distributions, finite


@pytest.mark.parametrize(
    ("freedom", "share", "value"), [(3, 0.9, 1.637744), (3, 0.975, 3.182446), (10, 0.95, 1.812461), (1, 0.5, 0)]
)
def test_the_table_of_t(freedom, share, value):
    assert distributions.t_quantile(freedom, share) == pytest.approx(value, abs=5e-7)
    assert distributions.t_share_below(freedom, value) == pytest.approx(share, abs=5e-7)


@pytest.mark.parametrize(("tosses", "fewest"), [(0, 0), (1, 0), (9, 2), (11, 3), (23, 8), (29, 10), (99, 41)])
def test_the_fewest_heads_of_fair_tosses(tosses, fewest):
    assert distributions.fewest_heads(tosses) == fewest


def test_a_thousand_tosses_are_no_overflow():
    assert distributions.fewest_heads(1000) == 474


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390)])
def test_the_exact_limits_of_a_count(count, low, high):
    assert distributions.poisson_limits(count) == pytest.approx((low, high), abs=5e-4)


@given(st.integers(0, 5000))
@settings(max_examples=50, deadline=None)
def test_a_count_lies_within_its_limits(count):
    low, high = distributions.poisson_limits(count)
    assert 0 <= low <= count < high


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -float("inf"), 1e101])
def test_a_value_that_spoils_every_sum_is_named(wrong):
    with pytest.raises(ValueError, match=r"a value of .* cannot be computed with: leave it out, or correct it"):
        finite.check([1, wrong], "a value")
