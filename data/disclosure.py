"""Small groups: what is hidden, joined or withheld. Fails closed: a frame it cannot judge raises.

The rules are section 7 of the definitions: nothing is shown of fewer people than the metric's threshold,
and a single hidden part of a published total is never left alone, or it could be subtracted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from data.naming import Names

OTHER = "other"
SMALL, COMPLEMENT, NO_DATA = "small group", "protects a small group", "no data"
NAMED = "a named person"
NOBODY_KNOWN = Names.of(())

# What a column of a frame holds; the metric declares it, and what is not declared does not pass.
KEY, VALUE, N = "key", "value", "n"
PERSON = "person"  # a person's id: the row is about one person
NAME = "name"  # a person's name: only while names are on
OWNER = "owner"  # a role or a group; a name typed there is replaced
TITLE = "title"  # a short text for everybody, such as a goal's title: a full name in it is replaced
DECISION = "decision"  # a sentence for everybody, such as a next step: not shown where a name stands in it
TEXT = "text"  # free text about people: never for a projector, else only where no name stands in it
KINDS = {KEY, VALUE, N, PERSON, NAME, OWNER, TITLE, DECISION, TEXT}
FREE = (OWNER, TITLE, DECISION, TEXT)


class Unjudged(RuntimeError):
    """A frame whose columns are not those its metric declares."""


@dataclass(frozen=True)
class Sight:
    """What one viewer may see of one metric: how few people, whether names, whether text."""

    smallest: int  # groups under this are hidden; 0: nothing is
    names: bool = False
    text: bool = False
    known: Names = field(default=NOBODY_KNOWN, repr=False)


def protect(
    frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight, parts: bool = True, line: str = ""
) -> tuple[pd.DataFrame, list[dict]]:
    """The frame as this viewer may see it, with a column ``hidden``, and what was hidden with the reason.

    ``parts``: the rows are parts of one published total, so complements are hidden, too; with ``line``, rows that
    share a value in that column are parts of a total of their own.
    """
    _judge(frame, kinds, sight)
    frame = _no_data(_texts(frame, kinds, sight))
    if PERSON in kinds.values() and sight.smallest:
        return frame.iloc[:0], _told(len(frame), sight.smallest)
    return _hide_small(frame, kinds, sight, _lines(frame, line) if parts else [])


def _judge(frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight) -> None:
    unknown = set(kinds.values()) - KINDS
    if list(frame.columns) != list(kinds) or unknown:
        raise Unjudged(f"columns {list(frame.columns)} are not the declared {list(kinds)} {sorted(unknown)}")
    if sight.smallest and N not in kinds.values() and PERSON not in kinds.values():
        raise Unjudged(f"no column says how many people stand behind a row of {list(kinds)}")


def _no_data(frame: pd.DataFrame) -> pd.DataFrame:
    """A value that could not be computed says so; it is never 0."""
    missing = frame["value"].isna() if "value" in frame else [False] * len(frame)
    return frame.assign(hidden=_reasons([NO_DATA if gone else None for gone in missing], frame))


def _reasons(reasons: list[str | None], frame: pd.DataFrame) -> pd.Series:
    return pd.Series(reasons, index=frame.index, dtype=object)  # a None stays a None


def _texts(frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight) -> pd.DataFrame:
    """Names off: name columns go, text with a known name in it goes, owners become roles."""
    if sight.names:
        return frame
    shown = frame.drop(columns=[column for column, kind in kinds.items() if kind == NAME])
    for column, kind in kinds.items():
        if kind in FREE:
            shown[column] = [_cleared(text, kind, sight) for text in shown[column]]
    return shown


def _cleared(text: object, kind: str, sight: Sight) -> str | None:
    if not isinstance(text, str):
        return None
    if kind == TITLE:
        return NAMED if sight.known.in_title(text) else text
    if sight.known.in_text(text):
        return NAMED if kind == OWNER else None
    return text if sight.text or kind != TEXT else None


def _hide_small(
    frame: pd.DataFrame, kinds: Mapping[str, str], sight: Sight, lines: list[list[int]]
) -> tuple[pd.DataFrame, list[dict]]:
    counts = [column for column, kind in kinds.items() if kind == N]
    if not sight.smallest or not counts:
        return frame, []
    people = frame[counts[0]].fillna(0).astype(int).tolist()
    reasons = small_cells(people, sight.smallest)
    for line in lines:
        for place, reason in zip(line, hidden_cells([people[p] for p in line], sight.smallest), strict=True):
            reasons[place] = reason
    numbers = [column for column, kind in kinds.items() if kind in (VALUE, N)]
    frame[numbers] = frame[numbers].astype(object)
    gone = [reason is not None for reason in reasons]
    frame.loc[gone, numbers] = None
    before = frame["hidden"]
    frame["hidden"] = _reasons([new or old for new, old in zip(reasons, before, strict=True)], frame)
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


def small_cells(counts: Sequence[int], smallest: int) -> list[str | None]:
    """SMALL for each count under the threshold; zero is nobody and is not hidden."""
    return [SMALL if 0 < count < smallest else None for count in counts]


def hidden_cells(counts: Sequence[int], smallest: int) -> list[str | None]:
    """Why each count of a published line is hidden, or None.

    Primary: 0 < count < smallest. Then the smallest others join them until at least two are hidden and
    together they are not under the threshold (domain 7.3, one dimension); zeros are never hidden.
    """
    reasons = small_cells(counts, smallest)
    spare = sorted((count, place) for place, count in enumerate(counts) if count >= smallest)
    while any(reasons) and spare and not _safe(counts, reasons, smallest):
        reasons[spare.pop(0)[1]] = COMPLEMENT
    return reasons


def _safe(counts: Sequence[int], reasons: Sequence[str | None], smallest: int) -> bool:
    hidden = [count for count, reason in zip(counts, reasons, strict=True) if reason]
    return len(hidden) >= 2 and sum(hidden) >= smallest


def join_small(sizes: Mapping[str, int], smallest: int) -> dict[str, str]:
    """Each group's name, or OTHER for groups under the threshold, joined until OTHER is large enough."""
    joined = {group for group, size in sizes.items() if 0 < size < smallest}
    rest = sorted((size, group) for group, size in sizes.items() if group not in joined and size)
    while joined and rest and sum(sizes[group] for group in joined) < smallest:
        joined.add(rest.pop(0)[1])
    return {group: OTHER if group in joined else group for group in sizes}
