"""Lists of what is no number: goals to talk about, promises, thanks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from components import check_in, values
from components.blocks import panel
from components.links import goal_page
from components.markup import tag
from components.status import status_chip
from components.values import Row
from data.answer import Answer

MOST_THANKS = 5


def to_talk_about(answer: Answer, search: str) -> list:
    """The few goals that a meeting has time for; a sentence where none needs a word."""
    rows = [talk_row(row, search) for row in answer.rows()]
    title = "Three goals to talk about" if len(rows) == 3 else "Goals to talk about"
    return panel(title, entries(rows, answer.sentence), metric=answer.metric)


def promised(answer: Answer) -> list:
    """What was promised in the last meeting that agreed anything, leadership's own promises first."""
    rows = answer.rows()
    title = f"What we promised on {values.long_day(rows[0]['meeting_date'])}" if rows else "What we promised"
    return panel(title, entries(map(promise_row, rows), answer.sentence), metric=answer.metric)


def entries(rows: Iterable[list], nothing: str) -> list:
    """A list of entries, or the sentence that says there are none."""
    found = list(rows)
    return tag("ul", found, className="entries", role="list") if found else tag("p", nothing, className="note")


def talk_row(row: Row, search: str) -> list:
    """A goal to talk about: where it stands and by which rule."""
    address = goal_page(row["goal"], search)
    words = tag("div", tag("a", row["title"], href=address, className="entry-title"), tag("p", row["rule"]),
                tag("p", row["takes"]) if row.get("takes") else None, check_in.link(row, search))  # fmt: skip
    return tag("li", tag("div", status_chip(row["status"])), words, className="entry")


def promise_row(row: Row) -> list:
    """What was promised, by whom, and what became of it."""
    due = f"Due {values.on(row['due'])}" if row["status"] == "due" and row.get("due") else ""
    owner = tag("p", row["owner"]) if row.get("owner") else None
    words = tag("div", tag("span", row["text"] or "Not shown here: it names a person", className="entry-title"), owner)
    return tag("li", tag("div", status_chip(row["status"], due)), words, className="entry promise")


def thanks_list(answer: Answer, tools: Callable[[Row], list | None] = lambda row: None) -> list:
    """The newest few, each with what can be done about it; a sentence where there are none."""
    cards = [thanks_card(row, tools(row)) for row in answer.rows()[:MOST_THANKS]]
    return (
        tag("ul", cards, className="thanks-list", role="list") if cards else tag("p", answer.sentence, className="note")
    )


def thanks_card(row: Row, tools: list | None = None) -> list:
    """What somebody was thanked for; without its words, whom and for what."""
    facts = [f"to {row.get('to_name') or row['to']}", row.get("kind_of_value"), values.on(row["date"])]
    said = tag("blockquote", f"“{row['text']}”") if row.get("text") else None
    return tag("li", said, tag("p", " · ".join(filter(None, facts))), tools, className="thanks")
