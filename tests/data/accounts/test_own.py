"""What somebody agreed to be shown on: the later word wins, and what was said before is told."""

from __future__ import annotations

from datetime import date

from data import schema
from data.accounts import own

DAYS = [date(2025, month, 1) for month in (1, 2, 3)]


def said(writing, *words: tuple[str, bool, date]) -> None:
    for what, given, on in words:
        writing.execute(schema.consents.insert().values(person="t1", what=what, given=given, date=on))


def test_nothing_was_said_and_so_nothing_is_given(writing):
    assert [(one.what, one.given, one.history) for one in own.consents(writing, "t1")] == [
        ("boards", False, ()), ("wall", False, ()), ("photo", False, ())
    ]  # fmt: skip


def test_the_later_word_wins_in_whatever_order_it_came(writing):
    said(writing, ("wall", True, DAYS[2]), ("wall", True, DAYS[0]), ("wall", False, DAYS[1]), ("photo", True, DAYS[0]))
    _, wall, photo = own.consents(writing, "t1")
    assert [(one.on, one.given, one.before) for one in wall.history] == [
        (DAYS[2], True, False), (DAYS[1], False, True), (DAYS[0], True, None)
    ]  # fmt: skip
    assert wall.given and photo.given and photo.history[0].before is None


def test_a_word_on_the_same_day_takes_the_place_of_the_first(writing):
    own.consent(writing, "t1", "boards", True, DAYS[0])
    own.consent(writing, "t1", "boards", False, DAYS[0])
    boards = own.consents(writing, "t1")[0]
    assert not boards.given and len(boards.history) == 1
