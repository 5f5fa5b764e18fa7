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
from data.metrics.free_periods import free_said, when
from data.wording import count, plain

MOST_PAIRS, MOST_CHANGES = 5, 8


def suggested(answer: Answer, periods: Answer, search: str) -> list:
    """Pairs of teams with what they have in common, and when they are free; the rest is in the table."""
    free = _by_teams(periods)
    rows = answer.rows()[:MOST_PAIRS]
    return entries((_pair(row, free.get((row["from"], row["to"]), []), search) for row in rows), answer.sentence)


def _pair(row: Row, periods: list[Row], search: str) -> list:
    names = tag("span", f"{row['from']} and {row['to']}", className="entry-title")
    more = tag("p", _when(periods)) if periods else None
    return tag("li", names, tag("div", tag("p", _in_common(row, search)), more), className="entry")


def free(periods: Answer) -> list | None:
    """When each team could meet by itself."""
    own = [(one, rows) for (one, two), rows in _by_teams(periods).items() if one == two]
    lines = [
        tag("li", tag("span", team, className="entry-title"), tag("p", _when(rows)), className="entry")
        for team, rows in own
    ]
    return entries(lines, periods.sentence) if lines else None


def _by_teams(periods: Answer) -> dict[tuple[str, str], list[Row]]:
    """The periods of each pair, as far as it has any."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in periods.rows():
        if row["day"] is not None:
            found.setdefault((row["from"], row["to"]), []).append(row)
    return found


def _when(periods: list[Row]) -> str:
    """Tuesday period 3: 7 of 9 free."""
    said = {free_said(row) for row in periods}
    if len(said) == 1:
        return f"{', '.join(map(when, periods))}: {said.pop()}"
    return " · ".join(f"{when(row)}: {free_said(row)}" for row in periods)


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
