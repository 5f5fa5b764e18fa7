"""A metric's frame as one viewer may see it. Fails closed: a frame it cannot judge raises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.disclosure import sums
from data.disclosure.beside import ALONE, Beside
from data.disclosure.cells import small_cells
from data.disclosure.coded import CODED_COLUMNS, InWords, as_coded, as_words, without_counts
from data.disclosure.columns import COMPLEMENT, KEY, NO_DATA, PERSON, SMALL, VALUE, N, Sight, judge, of_kind, reasons
from data.disclosure.texts import without_named_labels, without_names

Told = list[dict]


@dataclass(frozen=True)
class Shape:
    """How the rows of a frame hang together.

    ``parts``: they are parts of one published total, so complements are hidden, too; with ``line``, rows that share
    a value in that column are parts of a total of their own. ``totals``: key columns whose totals another answer
    shows. ``share``: value is numerator / denominator of people. ``in_words``: rows that overlap, or must all stay:
    what is said of each in the place of its numbers; None leaves one as it is.
    """

    parts: bool = True
    line: str = ""
    totals: tuple[str, ...] = ()
    share: bool = True
    in_words: InWords | None = None

    def lines(self, frame: pd.DataFrame) -> list[list[int]]:
        """The places of the rows that are judged together."""
        if not self.parts:
            return [[place] for place in range(len(frame))]
        lines: dict[object, list[int]] = {}
        for place, value in enumerate(frame[self.line] if self.line else [None] * len(frame)):
            lines.setdefault(value, []).append(place)
        return list(lines.values())


ALL_PARTS = Shape()


def protect(
    frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight, shape: Shape = ALL_PARTS, others: Beside = ALONE
) -> tuple[pd.DataFrame, Told]:
    """The frame as this viewer may see it, with a column ``hidden``, and what was hidden with the reason.

    ``others``: what the same metric says of other groups, and of the whole, asks of these rows.
    """
    judge(frame, kinds, sight)
    shown, told = _protected(frame, kinds, sight, shape, others)
    return without_named_labels(shown, kinds, sight), told


def _protected(
    frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight, shape: Shape, others: Beside
) -> tuple[pd.DataFrame, Told]:
    frame = _no_data(without_names(frame, kinds, sight))
    if PERSON in kinds.values() and sight.smallest:
        return frame.iloc[:0], [{"rows": 0, "why": f"fewer than {sight.smallest} people"}]  # each row is somebody
    if not sight.smallest or not of_kind(kinds, N) or frame.empty:
        return frame, []
    return _without_small(frame.reset_index(drop=True), kinds, sight, shape, others)


def _no_data(frame: pd.DataFrame) -> pd.DataFrame:
    """A value that could not be computed says so; it is never 0."""
    missing = frame["value"].isna() if "value" in frame else [False] * len(frame)
    return frame.assign(hidden=reasons([NO_DATA if gone else None for gone in missing], frame))


def _without_small(
    frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight, shape: Shape, others: Beside
) -> tuple[pd.DataFrame, Told]:
    if shape.in_words:
        return as_words(frame, kinds, sight.smallest, shape.in_words), []
    people = frame[of_kind(kinds, N)[0]].fillna(0).astype(int).tolist()
    hidden, withheld = _small_rows(frame, people, sight.smallest, shape)
    frame[of_kind(kinds, VALUE, N)] = frame[of_kind(kinds, VALUE, N)].astype(object)
    if sight.outcomes and not shape.share and set(CODED_COLUMNS) <= set(kinds):
        hidden = dict.fromkeys(without_counts(frame, sight.smallest), SMALL) | hidden
    if shape.share and set(CODED_COLUMNS) <= set(kinds):
        lines = [_left(places, hidden, withheld) for places in shape.lines(frame)]
        frame, unsafe = as_coded(frame, sight, lines, others.coded)
        withheld |= unsafe
    withheld |= others.withheld
    frame.loc[list(hidden), of_kind(kinds, VALUE, N)] = None
    frame.loc[list(hidden), "hidden"] = pd.Series(hidden, dtype=object)
    told = _told(len(hidden.keys() - withheld) + len(withheld), sight.smallest)
    frame = frame.drop(index=list(withheld))
    if frame["hidden"].isin([SMALL, COMPLEMENT]).all():
        return frame.iloc[:0], told
    return _in_telling_order(frame, kinds), told


def _left(places: list[int], hidden: dict, withheld: set[int]) -> list[int]:
    return [place for place in places if place not in hidden and place not in withheld]


def _small_rows(frame: pd.DataFrame, people: list[int], smallest: int, shape: Shape) -> tuple[dict[int, str], set[int]]:
    """Rows to hide, each with its word, and rows to leave out. Parts have one word, lest it tell the small ones."""
    if not shape.parts:
        return {place: SMALL for place, reason in enumerate(small_cells(people, smallest)) if reason}, set()
    hidden: dict[int, str] = {}
    withheld: set[int] = set()
    for places in shape.lines(frame):
        gone = _of_line(frame.iloc[places], [people[place] for place in places], smallest, shape)
        if gone is None:
            withheld |= set(places)
        else:
            hidden |= {places[place]: COMPLEMENT for place in gone}
    return hidden, withheld


def _of_line(rows: pd.DataFrame, people: list[int], smallest: int, shape: Shape) -> set[int] | None:
    if not shape.totals:
        return sums.hidden_in_line(people, smallest)
    keys = list(zip(*(rows[column] for column in shape.totals), strict=True))
    return sums.hidden_in_table(people, keys, smallest)


def _in_telling_order(frame: pd.DataFrame, kinds: Mapping[str, str]) -> pd.DataFrame:
    """What has no number last, by its keys: where such a row stands would tell how large its number is."""
    unseen = frame["value"].isna() if "value" in frame else frame["hidden"].notna()
    if "group" not in kinds or not unseen.any():
        return frame
    return pd.concat([frame[~unseen], frame[unseen].sort_values(of_kind(kinds, KEY))])


def _told(rows: int, smallest: int) -> Told:
    return [{"rows": rows, "why": f"fewer than {smallest} people"}] if rows else []
