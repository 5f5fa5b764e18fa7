"""Names off: name columns go, text with a known name in it goes, owners become roles."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.disclosure.columns import DECISION, NAME, OWNER, TEXT, TITLE, Sight, of_kind

NAMED = "a named person"
FREE = (OWNER, TITLE, DECISION, TEXT)


def without_names(frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight) -> pd.DataFrame:
    """The frame as it is read while names are off; as it is while they are on."""
    if sight.names:
        return frame
    shown = frame.drop(columns=of_kind(kinds, NAME))
    for column in of_kind(kinds, *FREE):
        shown[column] = [_cleared(text, kinds[column], sight) for text in shown[column]]
    return shown


def _cleared(text: object, kind: str, sight: Sight) -> str | None:
    if not isinstance(text, str):
        return None
    if kind == TITLE:
        return NAMED if sight.known.in_title(text) else text
    if sight.known.in_text(text):
        return NAMED if kind == OWNER else None
    return text if sight.text or kind != TEXT else None
