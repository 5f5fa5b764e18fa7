"""Single cells and single lines: which counts are small, and which go with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.disclosure.columns import COMPLEMENT, SMALL

OTHER = "other"


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
