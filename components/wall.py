"""The wall: thanks as large cards for the opening of a meeting, with goals that were met and promises that were kept.

All cards stand in the page; assets/wall.js shows one or three at a time. Without it they stand below each other.
"""

from __future__ import annotations

from collections.abc import Callable

from components import values
from components.blocks import bring_data_in, panel
from components.markup import tag
from components.values import Row
from data.answer import Answer

MOST = 24
KEYS = "Keys: Space pauses and goes on, ← and → turn the cards, Home and End go to the first and the last."
MET, KEPT = "met", "kept"
Tools = Callable[[Row], list | None]


def wall(thanks: Answer, goals: Answer, promises: Answer, tools: Tools) -> list:
    """The newest first, whatever they are."""
    found = [(row["date"], _thanks(row, tools)) for row in thanks.rows() if row["text"]]
    found += [(row["date"], _event("Goal met", row["title"], "", row["date"]))
              for row in goals.rows() if row["status"] == MET and row["date"]]  # fmt: skip
    found += [(row["closed"], _event("Promise kept", row["text"], row.get("owner"), row["closed"]))
              for row in promises.rows() if row["status"] == KEPT and row["text"]]  # fmt: skip
    cards = [card for _, card in sorted(found, key=lambda one: one[0], reverse=True)[:MOST]]
    return _paced(cards, thanks.metric) if cards else _empty(thanks)


def _thanks(row: Row, tools: Tools) -> list:
    to = row["to_name"] or row["to"]
    facts = tag("p", f"to {to} · {row['kind_of_value']} · {values.on(row['date'])}")
    return _card(tag("blockquote", f"“{row['text']}”"), facts, tools(row))


def _event(what: str, text: str, whose: str | None, on: str) -> list:
    """Nobody is named on these: they are about what was done together."""
    facts = " · ".join(filter(None, [f"promised by {whose}" if whose else None, values.on(on)]))
    return _card(tag("p", what, className="wall-what"), tag("p", text, className="wall-text"),
                 tag("p", facts))  # fmt: skip


def _card(*inside: list | None) -> list:
    return tag("li", *inside, className="wall-card")


def _paced(cards: list, metric: str) -> list:
    keys = [
        tag("button", "Before", type="button", className="button", data_wall="before"),
        tag("button", "Pause", type="button", className="button", data_wall="pause"),
        tag("button", "Next", type="button", className="button", data_wall="next"),
    ]
    bar = tag("div", *keys, tag("span", className="wall-place"), className="wall-keys")
    cards = tag("ul", cards, className="wall-cards", role="list")
    hint = tag("p", KEYS, className="note wall-hint")
    return tag("div", tag("h2", "Recent thanks", className="visually-hidden"), cards, bar, hint, className="panel wall",
               data_metric=metric)  # fmt: skip


def _empty(thanks: Answer) -> list:
    say = tag("li", tag("a", "Say thanks", href="/new-thanks"), " to a team, a class or a colleague")
    clear = tag(
        "li", "Thanks to a person show once both who said them and whom they thank have cleared them for a room"
    )
    steps = tag("ul", say, clear, tag("li", bring_data_in()))
    box = tag("div", tag("p", "Nothing for the wall yet", className="empty-title"), tag("p", thanks.why), steps,
              className="empty")  # fmt: skip
    return panel("Recent thanks", box, metric=thanks.metric)
