"""How many goals stand where: one strip, each part as wide as its number, in words and with its shape."""

from __future__ import annotations

from components.charts.plot import seen
from components.markup import tag
from components.status import SHAPES, TONES
from components.values import STATUS_WORDS
from data.answer import Answer
from data.wording import plain

ORDER = ("on_track", "met", "at_risk", "off_track", "missed", "no_recent_data", "not_started")


def status_strip(answer: Answer) -> list:
    """The Answer's ``value`` by ``status``; a status that nobody has takes no room."""
    counts = {row["status"]: row["value"] for row in seen(answer.rows())}
    parts = [_part(status, counts[status]) for status in ORDER if counts.get(status)]
    return tag("ul", *parts, className="strip", role="list")


def _part(status: str, number: int) -> list:
    words = STATUS_WORDS[status]
    return tag(
        "li",
        tag("span", SHAPES[status], className="shape", aria_hidden="true"),
        f"{plain(number)} {words[0].lower()}{words[1:]}",
        className=f"tone-{TONES[status]}",
        style={"flexGrow": number},
    )
