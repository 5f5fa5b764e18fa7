"""The school's own list of values: who writes it, in which order, and what is refused."""

from __future__ import annotations

import pytest

from data.actions import thanks, values
from data.actions.refused import NotAllowed, NotThere, Refused
from tests.data.actions.test_thanks import ADA, HEAD, SAID, somebody
from tests.data.actions.writing import rows, write
from tests.data.school import School

OURS = "courage\n\n  helping   others \nnew ideas\r\n"


@pytest.fixture
def school(with_thanks: School) -> School:
    return with_thanks


def put(school: School, text: str, writer=HEAD, of: str = "S1"):
    return write(school, lambda act: values.write(act, {"school": of, "values": text}), writer)


def own(school: School) -> list[str]:
    with school.engine.connect() as connection:
        return values.own(connection, "S1")


def test_the_list_is_kept_in_its_order_and_offered_in_it(school: School):
    put(school, OURS)
    assert own(school) == ["courage", "helping others", "new ideas"]
    put(school, "new ideas\ncourage")
    assert own(school) == ["new ideas", "courage"]
    with school.engine.connect() as connection:
        assert thanks.values_of(connection, "S1") == ["new ideas", "courage"]


def test_without_a_list_what_was_named_so_far_is_offered(school: School):
    put(school, OURS)
    put(school, " \n")
    assert rows(school, "school_values") == []
    with school.engine.connect() as connection:
        assert thanks.values_of(connection, "S1") == ["helping others", "new ideas"]


def test_thanks_are_for_a_value_of_the_list(school: School):
    put(school, "courage")
    with pytest.raises(Refused, match="one of the list"):
        write(school, lambda act: thanks.give(act, SAID), ADA)
    write(school, lambda act: thanks.give(act, SAID | {"value": "courage"}), ADA)


def test_the_same_list_again_writes_nothing(school: School):
    put(school, OURS)
    lines = rows(school, "edits")
    assert not put(school, OURS).counts and rows(school, "edits") == lines


@pytest.mark.parametrize(
    ("text", "said"),
    [("courage\nCourage", "twice"), ("x" * 61, "room for 60"), ("cou\x07rage", "cannot be shown"),
     ("\n".join(f"value {n}" for n in range(13)), "more than 12")],
)  # fmt: skip
def test_what_no_list_can_hold_is_refused_and_the_list_stays(school: School, text: str, said: str):
    put(school, OURS)
    with pytest.raises(Refused, match=said):
        put(school, text)
    assert own(school) == ["courage", "helping others", "new ideas"]


def test_only_who_looks_at_the_schools_thanks_writes_its_list(school: School):
    for writer in (ADA, somebody("Head", "projector"), somebody("Head", "officer")):
        with pytest.raises(NotAllowed):
            put(school, OURS, writer)
    for there_is_none in ("S2", "", "nowhere"):
        with pytest.raises(NotThere):
            put(school, OURS, of=there_is_none)
    assert own(school) == []
