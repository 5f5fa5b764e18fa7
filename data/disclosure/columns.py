"""What a column of a frame holds, who looks, and the words for what is not shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.naming import Names

SMALL, COMPLEMENT, NO_DATA, CODED = "small group", "protects a small group", "no data", "coded"
NOBODY_KNOWN = Names.of(())

# What a column of a frame holds; the metric declares it, and what is not declared does not pass.
KEY, VALUE, N = "key", "value", "n"
LABEL = "label"  # a key that is words typed by people, as a kind of session: a KEY, but that a name in it is covered
PERSON = "person"  # a person's id: the row is about one person
NAME = "name"  # a person's name: only while names are on
OWNER = "owner"  # a role or a group; a name typed there is replaced
TITLE = "title"  # a short text for everybody, such as a goal's title: a full name in it is replaced
POSTED = (
    "posted"  # a title that nobody looked at before it showed: for a room, and for who sees no names, without any name
)
DECISION = "decision"  # a sentence for everybody, such as a next step: not shown where a name stands in it
TEXT = "text"  # free text about people: never for a projector, else only where no name stands in it
CLEARED = "cleared"  # who agreed to be named before a room: names, by which CARD is judged; never leaves the gate
CARD = "card"  # words for a room: shown only where they name nobody but those who are CLEARED, whoever looks
KINDS = {KEY, LABEL, VALUE, N, PERSON, NAME, OWNER, TITLE, POSTED, DECISION, TEXT, CLEARED, CARD}


class Unjudged(RuntimeError):
    """A frame whose columns are not those its metric declares."""


@dataclass(frozen=True)
class Sight:
    """What one viewer may see of one metric: how few people, whether names, whether text."""

    smallest: int  # groups under this are hidden; 0: nothing is
    names: bool = False
    text: bool = False
    outcomes: bool = False  # students' or sensitive: shares are coded, and the counts behind them never shown
    known: Names = field(default=NOBODY_KNOWN, repr=False)


def judge(frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight) -> None:
    """Raise Unjudged for a frame that cannot be protected, because nobody said what is in it."""
    unknown = set(kinds.values()) - KINDS
    if list(frame.columns) != list(kinds) or unknown:
        raise Unjudged(f"columns {list(frame.columns)} are not the declared {list(kinds)} {sorted(unknown)}")
    if CARD in kinds.values() and list(kinds.values()).count(CLEARED) != 1:
        raise Unjudged(f"one column must say who is cleared for the words of {of_kind(kinds, CARD)}")
    if sight.smallest and N not in kinds.values() and PERSON not in kinds.values():
        raise Unjudged(f"no column says how many people stand behind a row of {list(kinds)}")


def of_kind(kinds: Mapping[str, str], *wanted: str) -> list[str]:
    """The columns that hold one of these; a label is a key."""
    wanted = (*wanted, LABEL) if KEY in wanted else wanted
    return [column for column, kind in kinds.items() if kind in wanted]


def reasons(words: list[str | None], frame: pd.DataFrame) -> pd.Series:
    """Words for each row; a None stays a None."""
    return pd.Series(words, index=frame.index, dtype=object)
