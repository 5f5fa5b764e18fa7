"""Rows of a frame as tables of counts: which rows must go, and which numerators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.disclosure.loop import secured
from data.disclosure.tables import Sum, Table, line

Places = list[int]


def hidden_in_line(people: Sequence[int], smallest: int) -> set[int] | None:
    """Rows of a line to hide; None: all of them, because what is left would give a small group away."""
    hidden = secured(line(people), smallest)
    return None if hidden is None else set(hidden)


def hidden_in_table(people: Sequence[int], keys: Sequence[tuple[object, ...]], smallest: int) -> set[int] | None:
    """Rows of a table to hide, where somebody publishes the total of each key; None: all of them.

    A small total is hidden by whoever publishes it; larger ones are taken as shown.
    """
    sums, counts = [], list(people)
    for column in zip(*keys, strict=True):
        for key in dict.fromkeys(column):
            parts = tuple(place for place, value in enumerate(column) if value == key)
            sums.append(Sum(parts, len(counts)))
            counts.append(sum(people[place] for place in parts))
    table = Table(tuple(counts), tuple(sums), kept=frozenset(range(len(people), len(counts))))
    hidden = secured(table, smallest)
    return None if hidden is None else {place for place in hidden if place < len(people)}


def one_sided(numerator: int, whole: int, smallest: int) -> bool:
    """Whether few are on one side of a share: four of sixteen tell as much as twelve of sixteen (7.3a)."""
    return 0 < numerator < smallest or 0 < whole - numerator < smallest


def hidden_numerators(
    shares: Sequence[tuple[int, int]], smallest: int, parts: bool, also: frozenset[int] = frozenset()
) -> set[int] | None:
    """Which of these (numerator, whole) cannot be shown; None: not even the wholes beside them.

    With ``parts`` they add up to a share of the total that is published, unless that is one-sided itself.
    ``also``: places that are hidden for another reason.
    """
    alone = also | {place for place, share in enumerate(shares) if one_sided(*share, smallest)}
    if not alone or not parts or one_sided(*total(shares), smallest):
        return set(alone)
    counts = [side for numerator, whole in shares for side in (numerator, whole - numerator)]
    sums = [Sum((2 * place, 2 * place + 1)) for place in range(len(shares))]
    sums += [Sum(tuple(range(side, len(counts), 2))) for side in (0, 1)]
    hidden = secured(Table(tuple(counts), tuple(sums)), smallest, frozenset(_sides(also)))
    return None if hidden is None else {place // 2 for place in hidden}


def _sides(places: frozenset[int]) -> Iterator[int]:
    for place in places:
        yield from (2 * place, 2 * place + 1)


def total(shares: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The share of all of them together."""
    return sum(part for part, _ in shares), sum(whole for _, whole in shares)


Span = tuple[int, int]


def left_by(spans: Sequence[Span], whole: Span) -> list[Span]:
    """What each part can be for who knows, of every part and of the whole, between what it lies."""
    least, most = sum(low for low, _ in spans), sum(high for _, high in spans)
    return [(max(low, whole[0] - (most - high)), min(high, whole[1] - (least - low))) for low, high in spans]


def unravelled(spans: Sequence[Span], whole: Span) -> list[int]:
    """The places whose count a reader can tell by that, though it is said as a range."""
    left = left_by(spans, whole)
    return [place for place, (low, high) in enumerate(spans) if low < high and left[place][1] - left[place][0] < 1]
