"""Thanks to one correction: one sentence, its caveat, and for who sees these students its grades and weeks."""

from __future__ import annotations

from components import tables
from components.figures import counted
from components.markup import tag
from components.request import answer
from data.answer import Answer
from data.metrics.acknowledged import BY_GRADE, BY_WEEK, CAVEAT, RATIO


def ratio(search: str) -> list | None:
    """Where incidents are on record; nothing where this viewer may not see it or there is none."""
    whole = answer(RATIO, search)
    if not any(row["value"] is not None for row in whole.rows()):
        return None
    parts = [_apart("By grade", answer(BY_GRADE, search), search), _apart("By week", answer(BY_WEEK, search), search)]
    return tag(
        "div",
        tag("h2", f"Thanks to one correction: {whole.sentence}", className="panel-title"),
        tag("p", CAVEAT, className="note"),
        tag("div", parts, counted(whole), className="behind"),
        className="panel", data_metric=whole.metric,
    )  # fmt: skip


def _apart(words: str, found: Answer, search: str) -> list | None:
    if not found.rows():
        return None
    return tag("details", tag("summary", words), tables.rows(found, search), className="table-twin")
