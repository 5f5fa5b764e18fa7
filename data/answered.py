"""What is computed becomes an Answer: protected, in one sentence, with where, when and of how many it tells."""

from __future__ import annotations

import pandas as pd

from data import disclosure
from data.answer import Answer
from data.disclosure import Beside, Sight
from data.filters import Filters
from data.metrics.record import Asked, Computed, Metric
from data.wording import day


def answered(
    metric: Metric, asked: Asked, sight: Sight, computed: Computed, withheld: str | None, others: Beside, version: int
) -> Answer:
    frame, hidden = disclosure.protect(computed.frame, metric.columns, sight, metric.shape, others)
    if withheld:
        frame, hidden = frame.iloc[:0], [{"rows": len(computed.frame), "why": withheld}]
    else:
        hidden = [*hidden, *_counted_together(computed, sight.smallest or asked.smallest_team)]
    small = computed.n is not None and 0 < computed.n < sight.smallest
    n = None if small or withheld else computed.n
    return Answer(
        metric=metric.name, title=metric.title, unit=metric.unit, direction=metric.direction,
        strategy=metric.strategy, why=metric.why, definition=metric.definition,
        scope=scope_line(metric, asked, n, sight.smallest if small else 0), as_of=asked.filters.until,
        data_version=version, sentence=_sentence(metric, frame, hidden, asked), n=n,
        frame=frame.reset_index(drop=True), hidden=tuple(hidden),
    )  # fmt: skip


def _counted_together(computed: Computed, smallest: int) -> list[dict]:
    """What the metric itself joined or left out."""
    why = f"fewer than {smallest} people"
    told = ((computed.joined, f"{why}: joined"), (computed.left_out, why))
    return [{"rows": rows, "why": why} for rows, why in told if rows]


def _sentence(metric: Metric, frame: pd.DataFrame, hidden: list[dict], asked: Asked) -> str:
    """Made from what is shown only, so that it cannot say more than the rows do."""
    if len(frame) == 0 and hidden:
        return f"{metric.title}: not shown, {hidden[0]['why']}."
    return metric.sentence(frame, asked)


def scope_line(metric: Metric, asked: Asked, n: int | None, small: int) -> str:
    """Where, when and how many: stands on every screen, print and file."""
    filters, labels = asked.filters, asked.labels
    schools = [labels["school"][id_] for id_ in filters.school or labels["school"]]
    parts = [schools[0] if len(schools) == 1 else f"{len(schools)} schools", asked.whole]
    parts.append(f"{day(filters.start, year=True)} – {day(filters.until, year=True)}")
    if small:
        parts.append(f"fewer than {small} {metric.noun}")
    elif n is not None and metric.noun:
        parts.append(f"{n} {metric.noun}")
    if filters.dropped:
        parts.append(f"not understood and left out: {', '.join(_printable(filters.dropped))}")
    return " · ".join(parts)


def _printable(names: tuple[str, ...]) -> list[str]:
    """Names of dropped filters come from the URL: only ours are repeated."""
    known = [name for name in names if name in Filters.__dataclass_fields__ or name in ("from", "to")]
    return known + (["something unknown"] if len(known) < len(names) else [])
