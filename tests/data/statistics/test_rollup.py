"""Values: the worked example of the definitions (1.5)."""

from __future__ import annotations

from math import inf, nan
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics.rollup import Goal, reporting, roll_up

MANY = 20_000
some = settings(max_examples=60, deadline=None)
SHARES = st.none() | st.floats(-2, 3)
CHILDREN = st.lists(st.tuples(st.none() | st.integers(1, 9), SHARES), min_size=1, max_size=12)


def family(*children: tuple[float | None, float | None]) -> list[Goal]:
    """A parent without a measure and its children (weight, progress)."""
    below = [Goal(f"c{place}", "p", *child, "on_track") for place, child in enumerate(children)]
    return [Goal("p", None, None, None, "not_started"), *below]


def tree(goals: int) -> list[Goal]:
    """Ten children a goal, in no order."""
    rows = [Goal(key, key // 10 if key else None, None, key % 7 / 6, "on_track") for key in range(goals)]
    return Random(3).sample(rows, goals)


def fastest(rows: list[Goal]) -> float:
    def once() -> float:
        began = process_time()
        roll_up(rows)
        return process_time() - began

    return min(once() for _ in range(5))


def test_the_worked_weights():
    assert roll_up(family((2, 0.5), (1, 0.8), (1, 1.0)))["p"].progress == pytest.approx(0.70)


def test_one_child_past_its_target_hides_none_that_fails():
    assert roll_up(family((None, 3.0), (None, -1.0)))["p"].progress == pytest.approx(0.5)


def test_children_without_data_are_left_out_and_counted():
    rolled = roll_up(family((1, 0.5), (1, 0.5), (1, 0.8), (1, None)))["p"]
    assert rolled.progress == pytest.approx(0.6)
    assert reporting(rolled) == "3 of 4 reporting"
    assert not rolled.incomplete


@pytest.mark.parametrize(("silent", "incomplete"), [(1, False), (1.01, True)])
def test_less_than_half_of_the_weight_is_incomplete(silent, incomplete):
    assert roll_up(family((1, 0.5), (silent, None)))["p"].incomplete is incomplete


def test_no_child_with_data_gives_no_number_and_never_0():
    rolled = roll_up(family((1, None), (1, None)))["p"]
    assert (rolled.progress, rolled.reporting, rolled.children, rolled.incomplete) == (None, 0, 2, True)


def test_a_goals_own_measure_is_kept_apart_and_wins_further_up():
    rows = [("top", None, 1, None, "a"), ("middle", "top", 1, 0.9, "a"), ("leaf", "middle", 1, 0.1, "a")]
    rolled = roll_up(rows)
    assert (rolled["middle"].own, rolled["middle"].progress) == (0.9, 0.1)
    assert rolled["top"].progress == rolled["middle"].handed_up == 0.9


def test_what_is_incomplete_is_handed_on_to_nobody():
    rows = [("top", None, 1, None, "a"), ("middle", "top", 1, None, "a"), ("heard", "middle", 1, 0.4, "a")]
    assert roll_up(rows)["top"].progress == 0.4
    rolled = roll_up([*rows, ("silent", "middle", 2, None, "a")])
    assert (rolled["middle"].progress, rolled["middle"].handed_up) == (0.4, None)
    assert (rolled["top"].progress, rolled["top"].reporting) == (None, 0)


def test_the_statuses_of_everything_below_are_counted_and_its_own_is_not():
    rows = [("top", None, 1, None, "met"), ("a", "top", 1, 1, "met"), ("b", "top", 1, None, "at_risk")]
    rows += [("b1", "b", 1, 0.1, "off_track"), ("b2", "b", 1, 0.2, "at_risk")]
    rolled = roll_up(rows)
    assert rolled["top"].statuses == {"met": 1, "at_risk": 2, "off_track": 1}
    assert rolled["b"].statuses == {"off_track": 1, "at_risk": 1}
    assert rolled["a"].statuses == {}


def test_a_parent_that_is_not_among_the_goals_makes_a_root():
    rolled = roll_up([("a", "elsewhere", None, 0.5, "met")])
    assert list(rolled) == ["a"]
    assert (rolled["a"].own, rolled["a"].children, rolled["a"].incomplete) == (0.5, 0, False)


def test_no_goals_come_to_nothing():
    assert roll_up([]) == {}


@pytest.mark.parametrize(
    ("parents", "named"),
    [
        ({"a": "a"}, "a"),
        ({"a": "b", "b": "a"}, "a, b"),
        ({"a": "b", "b": "c", "c": "a", "d": "a", "e": "d"}, "a, b, c"),
    ],
)
def test_a_circle_is_refused_naming_the_goals_of_it_alone(parents, named):
    rows = [(key, parent, None, 0.5, "met") for key, parent in parents.items()]
    with pytest.raises(ValueError, match=f"^goals {named} lie in a circle, .*: take the parent from one of them$"):
        roll_up([("fine", None, None, None, "met"), *rows])


@pytest.mark.parametrize("weight", [0, -1, nan, inf])
def test_a_weight_that_is_not_above_0_is_refused(weight):
    with pytest.raises(ValueError, match=r"goal c0 has a weight of .*: use a number above 0, or none"):
        roll_up(family((weight, 0.5)))


@pytest.mark.parametrize("progress", [nan, inf, -inf])
def test_progress_that_is_no_number_is_refused(progress):
    with pytest.raises(ValueError, match=r"goal c0 has a progress of .*: leave it out where there is none"):
        roll_up(family((1, progress)))


def test_an_id_that_comes_twice_is_refused():
    with pytest.raises(ValueError, match="goal p comes twice: give every goal an id of its own"):
        roll_up([*family((1, 0.5)), *family()])


def test_a_chain_of_twenty_thousand_is_no_recursion():
    rows = [(key, key - 1 if key else None, None, None, "at_risk") for key in range(MANY)]
    rows[-1] = (MANY - 1, MANY - 2, None, 0.25, "met")
    rolled = roll_up(rows)
    assert rolled[0].progress == 0.25
    assert rolled[0].statuses == {"at_risk": MANY - 2, "met": 1}


def test_twenty_thousand_goals_take_a_fraction_of_a_second():
    small, large = fastest(tree(MANY // 10)), fastest(tree(MANY))
    assert large < 30 * small  # one pass: ten times the goals, not a hundred times the time


@given(CHILDREN)
@some
def test_a_roll_up_lies_between_its_children(children):
    rolled = roll_up(family(*children))["p"]
    shares = [min(max(progress, 0), 1) for _, progress in children if progress is not None]
    assert (rolled.children, rolled.reporting) == (len(children), len(shares))
    assert (rolled.progress is None) is (not shares)
    if shares:
        assert min(shares) - 1e-12 <= rolled.progress <= max(shares) + 1e-12


@given(CHILDREN, st.randoms(use_true_random=False))
@some
def test_the_order_of_the_goals_does_not_matter(children, random):
    rows = family(*children)
    rolled = roll_up(random.sample(rows, len(rows)))["p"]
    assert rolled.reporting == roll_up(rows)["p"].reporting
    assert rolled.progress == pytest.approx(roll_up(rows)["p"].progress)


@given(CHILDREN, st.integers(2, 9))
@some
def test_only_the_proportions_of_the_weights_matter(children, factor):
    heavier = [((weight or 1) * factor, progress) for weight, progress in children]
    assert roll_up(family(*heavier))["p"].progress == pytest.approx(roll_up(family(*children))["p"].progress)
