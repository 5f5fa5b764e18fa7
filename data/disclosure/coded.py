"""Shares of a frame, said so that no small group can be told from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from data.disclosure import coding, sums
from data.disclosure.columns import CODED, VALUE, N, Sight, of_kind, reasons

COUNTS = ["numerator", "denominator"]
CODED_COLUMNS = ("value", *COUNTS)
Places = list[int]
InWords = Callable[[Mapping, int], str | None]  # a row and the threshold -> what is said of it


def as_coded(
    frame: pd.DataFrame, sight: Sight, lines: list[Places], beside: frozenset[int] = frozenset()
) -> tuple[pd.DataFrame, set[int]]:
    """The frame with ``shown``: what is said where the share itself is not; and rows that cannot be said at all.

    ``lines``: the places of the rows that are shown, those together that add up to a published share. ``beside``:
    places that another choice says as a range, so that this one must, too.
    """
    frame = frame.assign(shown=reasons([None] * len(frame), frame))
    unsafe: set[int] = set()
    for places in lines:
        known = [place for place in places if _is_known(frame, place)]
        gone = _coded_places(frame, known, sight, beside)
        unsafe |= set(known) if gone is None else set()
        for place in gone or ():
            _code(frame, place, sight)
    return frame, unsafe


def _is_known(frame: pd.DataFrame, place: int) -> bool:
    return pd.notna(frame.at[place, "value"]) and bool(frame.at[place, "denominator"])


def _coded_places(frame: pd.DataFrame, places: Places, sight: Sight, beside: frozenset[int]) -> Places | None:
    """All of them for outcomes; else those with few people on one side, and what must go with these."""
    shares = [share_of(frame, place) for place in places]
    also = frozenset(number for number, place in enumerate(places) if place in beside)
    gone = set(range(len(places))) if sight.outcomes else hidden_shares(shares, sight.smallest, also)
    if gone is None or (sight.outcomes and _tells(shares, gone, sight)):
        return None
    return [places[number] for number in sorted(gone)]


def hidden_shares(shares: list[tuple[int, int]], smallest: int, also: frozenset[int] = frozenset()) -> set[int] | None:
    """The staff's shares of one line to say as ranges, until nobody can tell a count from the ranges and the whole."""
    sight, parts = Sight(smallest), len(shares) > 1
    gone = sums.hidden_numerators(shares, smallest, parts, also)
    while gone and parts and _tells(shares, gone, sight):
        more = min(set(range(len(shares))) - gone, key=lambda number: (*shares[number][::-1], number), default=None)
        gone = None if more is None else sums.hidden_numerators(shares, smallest, parts, frozenset(gone | {more}))
    return gone


def _tells(shares: list[tuple[int, int]], gone: set[int], sight: Sight) -> bool:
    """Whether the count behind a range of few could be told from the others and the whole beside it."""
    if len(shares) < 2:
        return False
    spans = [_span(*share, sight) if number in gone else (share[0],) * 2 for number, share in enumerate(shares)]
    whole = sums.total(shares)
    is_coded = sight.outcomes or sums.one_sided(*whole, sight.smallest)
    told = sums.unravelled(spans, _span(*whole, sight) if is_coded else (whole[0],) * 2)
    return any(sums.one_sided(*shares[place], sight.smallest) for place in told)


def _span(numerator: int, people: int, sight: Sight) -> sums.Span:
    return coding.span(lambda part, whole: _said(part, whole, sight), numerator, people)


def tells_of_others(shares: list[tuple[int, int]], rest: tuple[int, int], sight: Sight) -> bool:
    """Whether outcomes of groups that are asked for one by one, beside that of the whole, tell of few: of one of them,
    or of the rest that nobody may ask for."""
    whole = sums.total([*shares, rest])
    spans = [*(_span(*share, sight) for share in shares), (0, rest[1])]
    left = sums.left_by(spans, _span(*whole, sight))
    told = (high - low < 1 < span[1] - span[0] for (low, high), span in zip(left, spans, strict=True))
    few = (sums.one_sided(*share, sight.smallest) for share in [*shares, rest])
    if any(each and small for each, small in zip(told, few, strict=True)):
        return True
    low, high = left[-1]
    return bool(rest[1]) and not _is_wide(low, high, rest, sight.smallest)


def _is_wide(low: int, high: int, rest: tuple[int, int], smallest: int) -> bool:
    """As for any hidden cell: a threshold wide, and not wholly among the few on either side; or no few at all."""
    if not sums.one_sided(*rest, smallest):
        return True
    return high >= smallest and rest[1] - low >= smallest


def _said(numerator: int, people: int, sight: Sight) -> coding.Coded:
    counted = coding.outcome if sight.outcomes else coding.one_sided
    return counted(numerator, people, sight.smallest)


def share_of(frame: pd.DataFrame, place: int) -> tuple[int, int]:
    """Numerator and denominator of a row."""
    return int(frame.at[place, "numerator"]), int(frame.at[place, "denominator"])


def _code(frame: pd.DataFrame, place: int, sight: Sight) -> None:
    said = _said(*share_of(frame, place), sight)
    frame.at[place, "value"], frame.at[place, "shown"] = said.value, said.shown
    frame.at[place, "hidden"] = CODED if said.value is None else None
    for column in COUNTS:
        frame.at[place, column] = None


def without_counts(frame: pd.DataFrame, smallest: int) -> Places:
    """Take the counts behind a rate away, in place; the places of the rows whose rate comes from few of them."""
    few = [place for place, counted in enumerate(frame["numerator"]) if 0 < (counted or 0) < smallest]
    frame[COUNTS] = None
    return few


def as_words(frame: pd.DataFrame, kinds: Mapping[str, str], smallest: int, say: InWords) -> pd.DataFrame:
    """Words in the place of the numbers, in every row of which there are any: what is said beside no number can be
    subtracted from nothing. Of what is left as it is, there is no number, or nobody is behind it."""
    words = [say(row, smallest) for row in frame.to_dict("records")]
    numbers, said = of_kind(kinds, VALUE, N), [word is not None for word in words]
    frame[numbers] = frame[numbers].astype(object)
    frame.loc[said, numbers] = None
    frame.loc[said, "hidden"] = CODED
    return frame.assign(shown=reasons(words, frame))
