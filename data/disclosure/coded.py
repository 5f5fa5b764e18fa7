"""Shares of a frame, said so that no small group can be told from them."""

from __future__ import annotations

import pandas as pd

from data.disclosure import coding, sums
from data.disclosure.columns import CODED, Sight, reasons

COUNTS = ["numerator", "denominator"]
CODED_COLUMNS = ("value", *COUNTS)


def as_coded(frame: pd.DataFrame, sight: Sight, lines: list[list[int]]) -> tuple[pd.DataFrame, set[int]]:
    """The frame with ``shown``: what is said where the share itself is not; and rows that cannot be said at all.

    ``lines``: the places of the rows that are shown, those together that add up to a published share.
    """
    frame = frame.assign(shown=reasons([None] * len(frame), frame))
    unsafe: set[int] = set()
    for places in lines:
        known = [place for place in places if _is_known(frame, place)]
        gone = _coded_places(frame, known, sight)
        unsafe |= set(known) if gone is None else set()
        for place in gone or ():
            _code(frame, place, sight)
    return frame, unsafe


def _is_known(frame: pd.DataFrame, place: int) -> bool:
    return pd.notna(frame.at[place, "value"]) and bool(frame.at[place, "denominator"])


def _coded_places(frame: pd.DataFrame, places: list[int], sight: Sight) -> list[int] | None:
    """All of them for outcomes; else those with few people on one side, and what must go with these."""
    if sight.outcomes:
        return places
    shares = [tuple(int(frame.at[place, column]) for column in COUNTS) for place in places]
    hidden = sums.hidden_numerators(shares, sight.smallest, parts=len(places) > 1)
    return None if hidden is None else [places[place] for place in sorted(hidden)]


def _code(frame: pd.DataFrame, place: int, sight: Sight) -> None:
    numerator, people = (int(frame.at[place, column]) for column in COUNTS)
    said = coding.outcome(numerator, people) if sight.outcomes else coding.one_sided(numerator, people, sight.smallest)
    frame.at[place, "value"], frame.at[place, "shown"] = said.value, said.shown
    frame.at[place, "hidden"] = CODED if said.value is None else None
    for column in COUNTS:
        frame.at[place, column] = None


def without_counts(frame: pd.DataFrame, smallest: int) -> list[int]:
    """Take the counts behind a rate away, in place; the places of the rows whose rate comes from few of them."""
    few = [place for place, counted in enumerate(frame["numerator"]) if 0 < (counted or 0) < smallest]
    frame[COUNTS] = None
    return few
