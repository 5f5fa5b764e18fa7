"""Words for a room: shown only where they name nobody but who is cleared, whoever looks, whatever a metric forgets."""

from __future__ import annotations

import pandas as pd
import pytest

from data.disclosure import CARD, CLEARED, KEY, N, Sight, Unjudged, protect
from data.naming import Names

KNOWN = Names.of(["Bo Lee", "Wilhelmina Quist", "王小明", "O’Brien"])
KINDS = {"to": KEY, "text": CARD, "cleared": CLEARED, "n": N}


def shown(text: object, cleared: object, *, names: bool = False) -> object:
    frame = pd.DataFrame([("Math", text, cleared, 20)], columns=list(KINDS))
    found, _ = protect(frame, KINDS, Sight(smallest=5, names=names, known=KNOWN))
    assert "cleared" not in found.columns
    return found["text"].iloc[0]


@pytest.mark.parametrize("names", [False, True])
@pytest.mark.parametrize(
    ("text", "cleared", "is_shown"),
    [
        ("Covered two duties.", (), True), ("Bo Lee covered two duties.", ("Bo Lee",), True),
        ("BO LEE’S idea", ("Bo Lee",), True), ("Lee covered two duties.", ("Bo Lee",), True),
        ("Bo Lee covered two duties.", (), False), ("Bo Lee and Wilhelmina", ("Bo Lee",), False),
        ("Ms Quist did", ("Bo Lee",), False), ("谢谢王小明", ("Bo Lee",), False), ("o'brien's map", ("Bo Lee",), False),
        ("Bo Lee covered two duties.", None, False), ("Bo Lee covered two duties.", True, False),
        ("Bo Lee covered two duties.", "Bo Lee", False), (None, ("Bo Lee",), False), (7, (), False),
    ],
)  # fmt: skip
def test_a_card_names_nobody_but_who_is_cleared(text, cleared, is_shown, names):
    assert (shown(text, cleared, names=names) == text) == is_shown or (text is None and not is_shown)


def test_a_metric_that_does_not_say_who_is_cleared_shows_nothing():
    kinds = {"text": CARD, "n": N}
    with pytest.raises(Unjudged, match="cleared"):
        protect(pd.DataFrame([("Words", 20)], columns=list(kinds)), kinds, Sight(smallest=5, known=KNOWN))


def test_of_a_choice_of_few_people_nothing_is_shown(school):
    school.team("Math", 3)
    school.thanks("2025-10-01", "Math", to_kind="team", message="Shared a unit.")
    assert school.ask("recognition.wall", "", "projector").rows() == []
    assert [row["text"] for row in school.ask("recognition.wall").rows()] == ["Shared a unit."]


def test_a_wall_without_thanks_says_so(school):
    answer = school.ask("recognition.wall")
    assert (answer.rows(), answer.sentence) == ([], "No thanks are ready for a room yet.")
