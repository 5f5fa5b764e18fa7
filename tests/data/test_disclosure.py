"""Small groups stay hidden, and cannot be subtracted; the examples are those of the definitions, 7.3."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import disclosure
from data.disclosure import (
    COMPLEMENT,
    KEY,
    LABEL,
    SMALL,
    VALUE,
    N,
    Shape,
    Sight,
    Unjudged,
    hidden_cells,
    join_small,
    protect,
)
from data.naming import Names

RATE = {"group": KEY, "value": VALUE, "numerator": VALUE, "n": N}


def rates(*sizes: int) -> pd.DataFrame:
    lines = [(f"team {place}", 0.5, size / 2, size) for place, size in enumerate(sizes)]
    return pd.DataFrame(lines, columns=list(RATE))


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [([4, 12, 31, 103], {4, 12}), ([4, 3, 31, 103], {4, 3, 31}), ([4, 7, 31, 103], {4, 7}), ([0, 12, 31, 103], set())],
)
def test_the_published_lines_hide_these_cells(counts, hidden):
    reasons = hidden_cells(counts, 10)
    assert {count for count, reason in zip(counts, reasons, strict=True) if reason} == hidden


def test_a_group_under_the_threshold_has_no_number_in_any_column():
    frame, told = protect(rates(4, 4, 30), RATE, Sight(5))
    assert frame["hidden"].tolist() == [None, COMPLEMENT, COMPLEMENT]  # last, whatever their values: a place would tell
    assert frame.loc[0, ["value", "numerator", "n"]].isna().all()
    assert told == [{"rows": 2, "why": "fewer than 5 people"}]


def test_a_single_hidden_part_of_a_total_takes_another_with_it():
    frame, _ = protect(rates(4, 9, 30), RATE, Sight(5))
    assert frame["hidden"].tolist() == [None, COMPLEMENT, COMPLEMENT]  # one word: two would tell which is the small one
    apart, _ = protect(rates(4, 9, 30), RATE, Sight(5), Shape(parts=False))
    assert apart["hidden"].tolist() == [None, None, SMALL]


def test_exactly_the_threshold_is_shown_and_nobody_is_no_secret():
    frame, told = protect(rates(5, 0), RATE, Sight(5))
    assert frame["hidden"].tolist() == [None, None] and told == []


@pytest.mark.parametrize("names", [False, True])
def test_a_kind_that_is_called_after_somebody_is_a_name_and_two_of_them_stay_two_rows(names: bool):
    kinds = {"kind": LABEL, "value": VALUE, "n": N}
    lines = [("Help by Ann Ashby", 1, 40), ("co-planning", 2, 40), ("Ann Ashby's hour", 3, 40)]
    frame, _ = protect(pd.DataFrame(lines, columns=list(kinds)), kinds, Sight(5, names, known=Names.of(["Ann Ashby"])))
    told = [kind for kind, *_ in lines] if names else ["a name", "co-planning", "a name"]
    assert frame["kind"].tolist() == told and frame["value"].tolist() == [1, 2, 3]
    assert disclosure.of_kind(kinds, KEY) == ["kind"]


def test_who_may_see_people_by_name_sees_their_groups():
    frame, told = protect(rates(1, 2), RATE, Sight(0))
    assert frame["value"].tolist() == [0.5, 0.5] and told == []


def test_where_all_is_small_all_is_withheld():
    frame, told = protect(rates(2, 3), RATE, Sight(5))
    assert frame.empty and told == [{"rows": 2, "why": "fewer than 5 people"}]


@pytest.mark.parametrize(
    ("frame", "kinds"),
    [
        (rates(9), RATE | {"extra": VALUE}),
        (rates(9).assign(name="Ada"), RATE),
        (rates(9), RATE | {"value": "whatever"}),
        (rates(9)[["group", "value"]], {"group": KEY, "value": VALUE}),
    ],
)
def test_a_frame_that_cannot_be_judged_raises(frame, kinds):
    with pytest.raises(Unjudged):
        protect(frame, kinds, Sight(5))


def test_rows_about_single_people_are_withheld_from_who_may_not_see_them():
    kinds = {"person": disclosure.PERSON, "value": VALUE}
    frame, told = protect(pd.DataFrame({"person": ["T1", "T2"], "value": [3, 4]}), kinds, Sight(5))
    assert frame.empty and told[0]["rows"] == 0


def texts(sight: Sight) -> list:
    kinds = {"title": disclosure.TITLE, "owner": disclosure.OWNER, "step": disclosure.DECISION,
             "text": disclosure.TEXT, "name": disclosure.NAME}  # fmt: skip
    line = ["Reading with Ana Núñez", "Núñez", "ask núñez by Friday", "Thank you, Ana", "Ana Núñez"]
    frame, _ = protect(pd.DataFrame([line], columns=list(kinds)), kinds, sight)
    return [None if pd.isna(cell) else cell for cell in frame.iloc[0].drop("hidden")]


NAMES = {"known": Names.of(["Ana Núñez"])}


def test_with_names_off_no_text_carries_a_known_name():
    assert texts(Sight(0, text=True, **NAMES)) == ["a named person", "a named person", None, None]


def test_with_names_on_texts_stand_as_they_were_written():
    assert texts(Sight(0, names=True, text=True, **NAMES))[-1] == "Ana Núñez"


def test_a_projector_gets_no_text_about_people_even_without_names():
    kinds = {"text": disclosure.TEXT}
    frame, _ = protect(pd.DataFrame({"text": ["well done"]}), kinds, Sight(0, text=False))
    assert frame["text"].isna().all()


def test_small_teams_are_joined_until_the_rest_is_large_enough():
    assert join_small({"Front office": 3, "Library": 3, "Math": 8}, 5) == {
        "Front office": "other", "Library": "other", "Math": "Math",
    }  # fmt: skip
    assert set(join_small({"Front office": 3, "Math": 8, "Arts": 6}, 5).values()) == {"other", "Math"}
    assert set(join_small({"Front office": 3}, 0).values()) == {"Front office"}


@given(counts=st.lists(st.integers(0, 60), max_size=12))
def test_what_is_hidden_can_never_be_one_small_cell_alone(counts):
    reasons = hidden_cells(counts, 10)
    hidden = [count for count, reason in zip(counts, reasons, strict=True) if reason]
    assert all(reason for count, reason in zip(counts, reasons, strict=True) if 0 < count < 10)
    whole = all(reason or not count for count, reason in zip(counts, reasons, strict=True))
    assert not hidden or whole or (len(hidden) >= 2 and sum(hidden) >= 10)
