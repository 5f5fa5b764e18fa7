"""Whom to bring together, and what has changed between teams: short lists beside the pictures."""

from __future__ import annotations

from components import values
from components.charts.bars import bar, share_said
from components.charts.plot import seen
from components.entries import entries
from components.links import goal_page
from components.markup import tag
from components.values import Row
from data.answer import Answer
from data.wording import count, plain

MOST_PAIRS, MOST_CHANGES = 5, 8


def suggested(answer: Answer, search: str) -> list:
    """Pairs of teams with what they have in common; the rest is in the table."""
    return entries((_pair(row, search) for row in answer.rows()[:MOST_PAIRS]), answer.sentence)


def _pair(row: Row, search: str) -> list:
    names = tag("span", f"{row['from']} and {row['to']}", className="entry-title")
    return tag("li", names, tag("p", _in_common(row, search)), className="entry")


def _in_common(row: Row, search: str) -> list:
    """The goal leads to its page; a title in which somebody stands is not shown."""
    goal = [tag("a", row["title"] or "a goal", href=goal_page(row["goal"], search))] if row["goal"] else []
    more = [f" and {count(int(row['goals']) - 1, 'more goal')}"] if (row["goals"] or 0) > 1 else []
    students = [" · " if goal else "", count(int(row["students"]), "student")] if row["students"] else []
    return tag("span", *goal, *more, *students)


def changed(answer: Answer) -> list | None:
    """The pairs of teams between which most has changed: ties more or fewer, with what came and what went."""
    rows = sorted(seen(answer.rows()), key=lambda row: (-abs(row["value"]), row["from"], row["to"]))
    rows = [row for row in rows if row["value"]][:MOST_CHANGES]
    most = max((abs(row["value"]) for row in rows), default=1)
    bars = [
        bar(_between(row), abs(row["value"]) / most, _said(row), "accent" if row["value"] > 0 else "quiet")
        for row in rows
    ]
    return tag("ul", *bars, className="bars", role="list") if bars else None


def _between(row: Row) -> str:
    one, two = values.group(row["from"]), values.group(row["to"])
    return f"Within {one}" if one == two else f"{one} – {two}"


def _said(row: Row) -> list:
    """In weight +5, beside it what came and what went: "6 new, 1 gone"."""
    number = plain(row["value"])
    signed = f"+{number}" if row["value"] > 0 else number.replace("-", "−")
    return share_said(signed, f"{plain(row['appeared'])} new, {plain(row['vanished'])} gone")


def prompt(answer: Answer) -> str | None:
    """What somebody should look at again; nothing where there is nothing, or where it is not for this reader."""
    return answer.sentence if answer.rows() else None
