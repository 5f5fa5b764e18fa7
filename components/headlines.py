"""The seven numbers: each with its past, and with the goal that answers for it. The same on every page."""

from __future__ import annotations

from datetime import date
from typing import Any

from components import cards, request, values
from components.charts.spark import over_days
from components.links import all_year, choose
from components.markup import tag
from components.request import answer
from components.values import Row
from data.answer import Answer
from data.metrics import goals
from data.metrics.promises import LAST_MEETING
from data.metrics.registry import HEADLINES, METRICS, Headline

NOUNS = {
    1: "goals met or on track", 2: "items answered in time", 3: "staff, one session or more", 4: "teachers lead",
    5: "requests in time", 6: "students often absent", 7: "staff thanked",
}  # fmt: skip
THEN = {"previous": "in the period before", "last-meeting": "at our last meeting"}
LAST_YEAR = "a year ago"


def tiles(search: str) -> list:
    """All seven, in the order of the strategies."""
    return tag("div", [tile(headline.strategy, search) for headline in HEADLINES], className="tiles seven")


def tile(strategy: int, search: str) -> list:
    """One of the seven: its number, what it was, and whose it is."""
    headline = HEADLINES[strategy - 1]
    number = answer(headline.number, search)
    row = _number(headline, number) | _owned(number.metric, search)
    row |= {
        "before": _number(headline, answer(headline.number, earlier(search))),
        "then": THEN.get(request.choice(search).compare, LAST_YEAR),
    }
    return cards.headline(row, search, over_days(answer(headline.trend, search).rows(), "month"))


def earlier(search: str) -> str:
    """The query string of what to compare with: the same weeks of last year, the window before, the last meeting."""
    last = next(iter(answer(LAST_MEETING, search).rows()), None)
    since = date.fromisoformat(last["date"]) if last else None
    return request.choice(search).compared(since).to_search(request.gate().settings.today)


def _number(headline: Headline, number: Answer) -> dict[str, Any]:
    return _first(number) | {
        "strategy": headline.strategy, "name": headline.name, "page": headline.path, "metric": number.metric,
        "unit": values.unit(number), "direction": number.direction, "noun": NOUNS[headline.strategy],
    }  # fmt: skip


def _first(answered: Answer) -> dict[str, Any]:
    withheld: dict[str, Any] = {"hidden": _withheld(answered)} if answered.hidden else {}
    return next(iter(answered.rows()), withheld)


def _owned(metric: str, search: str) -> Row:
    """Owner and next step of the goal that names the metric; its status and aim are those of everybody, all year."""
    whole = all_year(search)
    rows = answer(goals.FOLLOWED, whole).rows()
    goal = next((row for row in rows if row["metric"] == metric), None)
    if goal is None:
        return {}
    owned = {"owner": goal.get("owner_name") or goal["owner"], "next_step": goal["next_step"]}
    return owned | (_aimed(goal, metric) if whole == choose(search) else {})


def _aimed(goal: Row, metric: str) -> Row:
    """What it wants; and where it stands, if it is judged by this number and not by one that was typed."""
    aim = None if goal["target"] is None else values.measured(goal["target"], goal["unit"] or "")
    return {"status": goal["status"] if METRICS[metric].followable else None, "aim": aim}


def _withheld(answered: Answer) -> str:
    """Few people, or a reason that has nothing to do with how many there are."""
    return "small group" if answered.hidden[0]["why"].startswith("fewer than") else "withheld"
