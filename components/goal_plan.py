"""The plan behind a goal: strategy, targets on the way, steps, what was tried, and what each side promised."""

from __future__ import annotations

from components import values
from components.blocks import panel
from components.entries import entries, promise_row
from components.links import goal_page
from components.markup import tag
from components.status import tone_chip
from components.values import Row
from data.answer import Answer

THEIR_WORDS = {"partner": "The partner promised", "family": "The families promised", "student": "The students promised"}
STAGES = {"adopt": ("good", "Adopted"), "adapt": ("warn", "Adapted"), "abandon": ("none", "Abandoned"),
          "under way": ("none", "Under way"), "planned": ("none", "Planned"),
          "incomplete": ("warn", "No prediction")}  # fmt: skip


def plan(said: Answer, targets: Answer, row: Row, search: str) -> list | None:
    """What the improvement plan says; None where it says nothing."""
    goal = next(iter(said.rows()), {})
    theirs = THEIR_WORDS.get(goal.get("owner_kind") or "", "The other side promised")
    facts = {
        "How": goal.get("approach"),
        "Measured by": goal.get("source"),
        "On the way": " · ".join(f"{_amount(one, row)} by {values.on(one['date'], True)}" for one in targets.rows()),
        "The school promised": goal.get("we_promise"),
        theirs: goal.get("they_promise"),
        "Carried over from": _before(goal, search),
    }
    pairs = [[tag("dt", name), tag("dd", words)] for name, words in facts.items() if words]
    return panel("The plan", tag("dl", pairs, className="facts"), metric=said.metric) if pairs else None


def _amount(target: Row, row: Row) -> str:
    return values.measured(target["value"], row["unit"] or "")


def _before(goal: Row, search: str) -> list | None:
    if not goal.get("before"):
        return None
    return tag("a", goal["before"], href=goal_page(goal["carried_from"], search))


def steps(answered: Answer) -> list:
    """Who does what by when."""
    rows = [promise_row(row) for row in answered.rows()]
    return panel("Steps", tag("p", answered.sentence, className="note") if rows else None,
                 entries(rows, answered.sentence), metric=answered.metric)  # fmt: skip


def cycles(answered: Answer) -> list:
    """What was tried, what had been expected, and what came of it."""
    rows = [_cycle(row) for row in answered.rows()]
    return panel("What was tried", entries(rows, answered.sentence), metric=answered.metric)


def _cycle(row: Row) -> list:
    idea = row["idea"] or "Not shown here: it names a person"
    expected = row["prediction"] or "nothing was written down before it began, so that it can teach little"
    found = tag("p", f"Found: {row['found']}") if row["found"] else None
    when = " – ".join(values.on(row[day]) for day in ("begun", "studied") if row[day])
    title = tag("span", idea, className="entry-title")
    said = tag("div", title, tag("p", f"Expected: {expected}"), found, tag("p", when) if when else None)
    return tag("li", tag("div", tone_chip(*STAGES[row["stage"]])), said, className="entry")
