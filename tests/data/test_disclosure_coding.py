"""Shares said as ranges; the examples are those of the definitions, 7.2 and 7.3a."""

import pandas as pd
import pytest

from data.disclosure import CODED, COMPLEMENT, KEY, SMALL, VALUE, N, Shape, Sight, coding, protect, sums
from data.disclosure.sums import hidden_in_table, hidden_numerators

SHARES = {"group": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE, "n": N}
STUDENTS, STAFF = Sight(10, outcomes=True), Sight(5)


def shares(*pairs: tuple[int, int]) -> pd.DataFrame:
    lines = [(f"group {place}", top / whole, top, whole, whole) for place, (top, whole) in enumerate(pairs)]
    return pd.DataFrame(lines, columns=list(SHARES))


def seen(sight: Sight, *pairs: tuple[int, int], **shape) -> list[dict]:
    return protect(shares(*pairs), SHARES, sight, Shape(**shape))[0].to_dict("records")


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (44, 45, "≥95%"), (10, 12, "≥80%"), (1, 25, "≤10%"), (30, 31, "≥90%"), (297, 300, "≥99%"), (149, 150, "≥98%"),
        (0, 85, "≤5%"), (50, 85, "59%"), (8, 25, "30–39%"), (3, 20, "11–29%"), (17, 20, "70–89%"), (4, 16, "21–39%"),
        (3, 300, "≤1%"), (0, 10, "≤20%"), (10, 10, "≥80%"), (79, 100, "79%"), (7, 10, "50–79%"), (1, 200, "≤2%"),
    ],
)  # fmt: skip
def test_the_published_bands_are_these(part, whole, shown):
    assert coding.outcome(part, whole).shown == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(5, 64, "6–14%"), (9, 64, "6–14%"), (10, 64, "16%"), (59, 64, "86–94%"), (9, 300, "2–3%"), (3, 40, "6–23%")],
)
def test_a_whole_percent_that_is_few_students_is_said_as_a_range(part, whole, shown):
    assert coding.outcome(part, whole, 10).shown == shown


@pytest.mark.parametrize("people", [*range(10, 130), 199, 200, 299, 300, 999, 1000])
def test_nothing_that_is_said_of_few_students_is_true_of_one_count_only(people):
    said = [coding.outcome(part, people, 10) for part in range(people + 1)]
    assert all(said.count(each) > 1 for part, each in enumerate(said) if part < 10 or people - part < 10)


def test_ranges_and_the_whole_beside_them_do_not_tell_a_count():
    assert sums.unravelled([(0, 2), (3, 4), (20, 20)], (24, 24)) == []
    assert sums.unravelled([(0, 2), (3, 4), (20, 20)], (23, 23)) == [0, 1]
    assert sums.unravelled([(0, 2), (20, 22)], (20, 20)) == [0, 1]


def test_only_a_whole_percent_has_a_value():
    assert coding.outcome(50, 85).value == 0.59 and coding.outcome(44, 45).value is None


def test_students_are_said_by_size_of_group_and_range_never_by_count():
    first, second = seen(STUDENTS, (44, 45), (50, 85))[::-1]
    assert (first["group"], first["hidden"], first["shown"], first["n"]) == ("group 0", CODED, "≥95%", 45)
    assert (second["value"], second["hidden"], second["shown"], second["n"]) == (0.59, None, "59%", 85)
    assert all(pd.isna(row[column]) for row in (first, second) for column in ("numerator", "denominator"))
    assert pd.isna(first["value"])


def test_nine_students_are_hidden_and_ten_are_not():
    assert [row["hidden"] for row in seen(STUDENTS, (9, 9), (5, 10), parts=False)] == [SMALL, CODED]
    assert seen(STUDENTS, (9, 9)) == []


@pytest.mark.parametrize(("part", "shown"), [(4, "<50%"), (12, "≥50%"), (1, "<50%"), (15, "≥50%")])
def test_few_of_the_staff_on_either_side_are_said_as_a_range(part, shown):
    (row,) = seen(STAFF, (part, 16))
    assert (row["hidden"], row["shown"], row["n"]) == (CODED, shown, 16) and pd.isna(row["numerator"])


@pytest.mark.parametrize("part", [0, 5, 8, 11, 16])
def test_many_nobody_and_everybody_of_the_staff_are_shown(part):
    (row,) = seen(STAFF, (part, 16))
    assert (row["numerator"], row["hidden"], row["shown"]) == (part, None, None)


@pytest.mark.parametrize("people", [5, 6, 9, 10, 11, 16, 20, 39, 40, 61, 99, 100, 400])
def test_no_range_of_the_staff_is_true_of_one_count_only(people):
    ranges = [coding.one_sided(part, people, 5).shown for part in range(1, people) if part < 5 or people - part < 5]
    assert all(ranges.count(text) > 1 for text in ranges)


def test_a_single_hidden_numerator_takes_another_with_it():
    assert hidden_numerators([(3, 16), (8, 16), (10, 20)], 5, parts=True) == {0, 1}  # 21 in all is published
    assert hidden_numerators([(3, 16), (8, 16), (10, 20)], 5, parts=False) == {0}
    assert hidden_numerators([(1, 16), (2, 16)], 5, parts=True) == {0, 1}  # three in all is not shown either


def test_where_no_numerator_could_be_kept_secret_the_rows_go():
    assert hidden_numerators([(1, 8), (0, 8), (7, 7)], 5, parts=True) is None
    assert seen(STAFF, (1, 8), (0, 8), (7, 7)) == []


def test_what_is_said_as_a_range_stands_last_by_name():
    assert [row["group"] for row in seen(STAFF, (15, 16), (10, 20), (3, 16))] == ["group 1", "group 0", "group 2"]


def test_a_table_with_published_totals_is_proved_in_both_directions():
    kinds = {"grade": KEY, "group": KEY, "value": VALUE, "n": N}
    counts = {"Black": (25, 18, 12), "Hispanic": (30, 4, 22), "White": (40, 35, 28), "Asian": (15, 12, 11)}
    lines = [(f"G{9 + j}", name, n, n) for name, row in counts.items() for j, n in enumerate(row)]
    frame, told = protect(pd.DataFrame(lines, columns=list(kinds)), kinds, Sight(10), Shape(totals=("grade", "group")))
    gone = frame[frame["hidden"].notna()]
    assert set(zip(gone["group"], gone["grade"], strict=True)) == {
        ("Hispanic", "G10"), ("Hispanic", "G11"), ("Asian", "G10"), ("Asian", "G11"),
    }  # fmt: skip
    assert set(gone["hidden"]) == {COMPLEMENT} and told == [{"rows": 4, "why": "fewer than 10 people"}]
    assert gone[["value", "n"]].isna().all(axis=None)


def test_a_table_that_cannot_be_proved_is_withheld():
    assert hidden_in_table([4, 30], [("a", "x"), ("b", "x")], 10) is None


def test_a_rate_of_events_of_few_is_hidden_and_its_counts_never_shown():
    rows = seen(STUDENTS, (3, 400), (40, 400), share=False, parts=False)
    assert [(row["hidden"], pd.isna(row["numerator"])) for row in rows] == [(None, True), (SMALL, True)]


def test_who_may_see_people_by_name_sees_shares_as_they_are():
    (row,) = seen(Sight(0), (3, 16))
    assert row["numerator"] == 3 and "shown" not in row
