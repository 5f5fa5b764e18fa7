"""A metric's frame as one viewer may see it. Fails closed: a frame it cannot judge raises."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.disclosure.cells import hidden_cells, small_cells
from data.disclosure.columns import KEY, NO_DATA, PERSON, VALUE, N, Sight, judge, reasons
from data.disclosure.texts import without_names


def protect(
    frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight, parts: bool = True, line: str = ""
) -> tuple[pd.DataFrame, list[dict]]:
    """The frame as this viewer may see it, with a column ``hidden``, and what was hidden with the reason.

    ``parts``: the rows are parts of one published total, so complements are hidden, too; with ``line``, rows that
    share a value in that column are parts of a total of their own.
    """
    judge(frame, kinds, sight)
    frame = _no_data(without_names(frame, kinds, sight))
    if PERSON in kinds.values() and sight.smallest:
        return frame.iloc[:0], _told(len(frame), sight.smallest)
    return _hide_small(frame, kinds, sight, _lines(frame, line) if parts else [])


def _no_data(frame: pd.DataFrame) -> pd.DataFrame:
    """A value that could not be computed says so; it is never 0."""
    missing = frame["value"].isna() if "value" in frame else [False] * len(frame)
    return frame.assign(hidden=reasons([NO_DATA if gone else None for gone in missing], frame))


def _hide_small(
    frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight, lines: list[list[int]]
) -> tuple[pd.DataFrame, list[dict]]:
    counts = [column for column, kind in kinds.items() if kind == N]
    if not sight.smallest or not counts:
        return frame, []
    people = frame[counts[0]].fillna(0).astype(int).tolist()
    hidden = small_cells(people, sight.smallest)
    for line in lines:
        for place, reason in zip(line, hidden_cells([people[p] for p in line], sight.smallest), strict=True):
            hidden[place] = reason
    numbers = [column for column, kind in kinds.items() if kind in (VALUE, N)]
    frame[numbers] = frame[numbers].astype(object)
    gone = [reason is not None for reason in hidden]
    frame.loc[gone, numbers] = None
    before = frame["hidden"]
    frame["hidden"] = reasons([new or old for new, old in zip(hidden, before, strict=True)], frame)
    if all(gone) and gone:
        return frame.iloc[:0], _told(len(frame), sight.smallest)
    if "group" in kinds and any(gone):  # where a hidden row stands would tell how large its number is
        keys = [column for column, kind in kinds.items() if kind == KEY]
        frame = pd.concat([frame[frame["hidden"].isna()], frame[frame["hidden"].notna()].sort_values(keys)])
    return frame, _told(sum(gone), sight.smallest)


def _told(rows: int, smallest: int) -> list[dict]:
    return [{"rows": rows, "why": f"fewer than {smallest} people"}] if rows else []


def _lines(frame: pd.DataFrame, column: str) -> list[list[int]]:
    """The places of the rows that are parts of one total: all of them, or those alike in a column."""
    lines: dict[object, list[int]] = {}
    for place, value in enumerate(frame[column] if column else [None] * len(frame)):
        lines.setdefault(value, []).append(place)
    return list(lines.values())
