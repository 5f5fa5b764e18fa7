"""A share that was asked for by its group, beside those of the other groups and the whole.

"Math: 6 of 12" may be a row among the teams, where it is said as a range because its count, less from the whole, would
tell of four in Arts. Asked for alone, by the filter, it must be said in the same words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.disclosure.cells import OTHER, hidden_cells
from data.disclosure.coded import hidden_shares, share_of, tells_of_others
from data.disclosure.columns import Sight

Share = tuple[int, int]
Key = tuple[object, ...]


@dataclass(frozen=True)
class Beside:
    """Places of rows that must be said as a range, and of those that cannot be said at all."""

    coded: frozenset[int] = frozenset()
    withheld: frozenset[int] = frozenset()


ALONE = Beside()


def beside(
    mine: str,
    parts: Mapping[str, pd.DataFrame],
    whole: pd.DataFrame,
    keys: list[str],
    smallest: int,
    of_people: bool = True,
) -> Beside:
    """``parts``: the same metric for each group that may be asked for, ``mine`` among them; ``whole``: for all.

    ``of_people`` False: mine and the whole are of the same people, by some of what they do and by all of it.
    """
    tables = {name: _by_key(frame, keys) for name, frame in parts.items()}
    coded, withheld, wholes = set(), set(), _by_key(whole, keys)
    for place, key in enumerate(tables[mine]):
        line = (
            _line(tables, key, wholes.get(key))
            if of_people
            else _more_of_them(tables[mine][key], wholes.get(key), mine)
        )
        gone = hidden_shares([share for _, share in line], smallest)
        at = next((number for number, (name, _) in enumerate(line) if name == mine), None)
        if gone is None:
            withheld.add(place)
        elif at in gone:
            coded.add(place)
    return Beside(frozenset(coded), frozenset(withheld))


def beside_outcomes(
    mine: str, parts: Mapping[str, pd.DataFrame], whole: pd.DataFrame, keys: list[str], sight: Sight
) -> Beside:
    """The same for outcomes, which are coded wherever they stand: where they tell of few together, none is said."""
    tables = {name: _by_key(frame, keys) for name, frame in parts.items()}
    wholes, withheld = _by_key(whole, keys), set()
    for place, key in enumerate(tables[mine]):
        shares, all_of_them = [share for table in tables.values() if (share := table.get(key))], wholes.get(key)
        if shares and all_of_them and tells_of_others(shares, _less(all_of_them, shares), sight):
            withheld.add(place)
    return Beside(withheld=frozenset(withheld))


def beside_counts(mine: str, parts: Mapping[str, pd.DataFrame], whole: pd.DataFrame, smallest: int) -> Beside:
    """Rates, of which counts of events can be worked out: where those of a group or the rest are few, none is said."""
    counts = {name: _counted(frame) for name, frame in parts.items()}
    line = [*counts.values(), max(0, _counted(whole) - sum(counts.values()))]
    gone = hidden_cells(line, smallest)[list(counts).index(mine)]
    return Beside(withheld=frozenset(range(len(parts[mine]))) if gone else frozenset())


def _counted(frame: pd.DataFrame) -> int:
    return int(frame["numerator"].fillna(0).sum())


def _by_key(frame: pd.DataFrame, keys: list[str]) -> dict[Key, Share | None]:
    """A single row is the group itself, whatever it is called."""
    names = [()] if len(frame) == 1 else list(zip(*(frame[key] for key in keys), strict=True))
    return {name: _share(frame, place) for place, name in enumerate(names)}


def _share(frame: pd.DataFrame, place: int) -> Share | None:
    known = pd.notna(frame["value"].iloc[place]) and frame["denominator"].iloc[place]
    return share_of(frame, frame.index[place]) if known else None


def _line(tables: Mapping[str, dict[Key, Share | None]], key: Key, whole: Share | None) -> list[tuple[str, Share]]:
    """In the order in which the table of all groups has them, so that both hide the same."""
    known = [(name, share) for name, table in tables.items() if (share := table.get(key))]
    known.sort(key=lambda one: (-one[1][0] / one[1][1], one[0]))
    rest = _less(whole, [share for _, share in known])
    return [*known, (OTHER, rest)] if rest[1] > 0 else known


def _more_of_them(part: Share | None, whole: Share | None, mine: str) -> list[tuple[str, Share]]:
    """Those whom another kind alone reached are the rest, of the same people."""
    if not part or not whole:
        return []
    return [(mine, part), (OTHER, (whole[0] - part[0], whole[1] - part[0]))] if whole[0] > part[0] else [(mine, part)]


def _less(whole: Share | None, parts: Sequence[Share]) -> Share:
    part, of = whole or (0, 0)
    return part - sum(part for part, _ in parts), of - sum(whole for _, whole in parts)
