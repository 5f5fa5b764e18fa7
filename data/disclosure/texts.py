"""Names off: name columns go, text with a known name in it goes, owners become roles."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.disclosure.columns import CARD, CLEARED, DECISION, LABEL, NAME, OWNER, POSTED, TEXT, TITLE, Sight, of_kind
from data.naming import Names

NAMED = "a named person"
A_NAME = "a name"  # in the place of a label; two of them stay two rows
FREE = (OWNER, TITLE, POSTED, DECISION, TEXT)


def without_names(frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight) -> pd.DataFrame:
    """The frame as it is read while names are off; as it is while they are on, but for what is meant for a room."""
    frame = _for_a_room(frame, kinds, sight)
    if sight.names:
        return frame
    shown = frame.drop(columns=of_kind(kinds, NAME))
    for column in of_kind(kinds, *FREE):
        shown[column] = [_cleared(text, kinds[column], sight) for text in shown[column]]
    return shown


def without_named_labels(frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight) -> pd.DataFrame:
    """Labels that name somebody covered while names are off: the last of all, since rows hang together by them."""
    labels = [column for column in of_kind(kinds, LABEL) if column in frame]
    if sight.names or not labels or frame.empty:
        return frame
    return frame.assign(**{column: [label_covered(label, sight.known) for label in frame[column]] for column in labels})


def label_covered(label: object, known: Names) -> object:
    """A label as it may be read while names are off."""
    return A_NAME if isinstance(label, str) and known.in_title(label) else label


def _for_a_room(frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight) -> pd.DataFrame:
    """Cards as they may be read aloud, the same for everybody; without those who are cleared for them."""
    cards = of_kind(kinds, CARD)
    if not cards:
        return frame
    (who,) = of_kind(kinds, CLEARED)
    shown = frame.drop(columns=who)
    for column in cards:
        shown[column] = [_said(text, cleared, sight) for text, cleared in zip(frame[column], frame[who], strict=True)]
    return shown


def _said(text: object, cleared: object, sight: Sight) -> str | None:
    """A text that names nobody but who is cleared; anything else than names clears nobody."""
    allowed = cleared if isinstance(cleared, tuple) else ()
    return text if isinstance(text, str) and not sight.known.beyond(text, allowed) else None


def _cleared(text: object, kind: str, sight: Sight) -> str | None:
    if not isinstance(text, str):
        return None
    if kind == TITLE or (kind == POSTED and sight.text and not sight.smallest):
        return NAMED if sight.known.in_title(text) else text
    if sight.known.in_text(text):
        return NAMED if kind in (OWNER, POSTED) else None
    return text if sight.text or kind != TEXT else None
