"""Results with their line items, told as results."""

from __future__ import annotations

from collections.abc import Iterator

from data.importers.converted import Told
from data.importers.formats.oneroster.bundle import Bundle, LineItem
from data.importers.formats.oneroster.columns import word
from data.importers.formats.oneroster.file import Record
from data.importers.problems import Wrong
from data.importers.values import number

RESULTS = {
    "person": "studentSourcedId", "measure": "lineItemSourcedId", "date": "scoreDate", "score": "score",
    "level": "textScore", "low": "lineItemSourcedId", "high": "lineItemSourcedId",
}  # fmt: skip
GRADED = ("fully graded", "submitted")


def result(record: Record, bundle: Bundle) -> Iterator[Told]:
    """A score; what has none yet, or never will have, is no result."""
    if record.is_gone:
        record.warn("is to be deleted, but results stay: not taken")
        return
    if not record["score"]:
        _refuse_lost_score(record)
        record.warn("has no score, as its scoreStatus or textScore tells: not taken")
        return
    line_item = bundle.line_items.get(record["lineItemSourcedId"]) or LineItem(record["lineItemSourcedId"], "", "")
    low, high = _range(record, line_item)
    day = record.day("scoreDate")
    yield {
        "person": record["studentSourcedId"],
        "measure": line_item.title,
        "date": day.isoformat() if day else "",
        "score": record["score"],
        "level": record["textScore"],
        "low": low,
        "high": high,
    }


def _refuse_lost_score(record: Record) -> None:
    if word("results", "scoreStatus", record["scoreStatus"]) in GRADED and not record["textScore"]:
        raise Wrong("is blank, though its scoreStatus says that it was graded", "fill it in, or correct it", "score")


def _range(record: Record, line_item: LineItem) -> tuple[str, str]:
    """Least and most; neither where a score lies outside, as with extra credit."""
    try:
        score, low, high = (number(text) if text else None for text in (record["score"], *line_item[1:]))
    except Wrong:  # whoever checks the cells says so
        return line_item.low, line_item.high
    if (low is not None and score < low) or (high is not None and score > high):
        record.warn("has a score outside the range of its line item: taken without the range")
        return "", ""
    return line_item.low, line_item.high
