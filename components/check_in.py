"""A check-in in fifteen seconds: the value, how it goes, one line; and those made before, to be changed or undone."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping

from components import goal_desk, values
from components.desk import button
from components.form_fields import covered, form, labelled, line, radios, refusal
from components.links import choose, everybody, goal_page
from components.markup import tag
from components.request import answer
from components.values import Row
from data.actions import measure
from data.actions.checkins import CONFIDENCE
from data.metrics.goals import PROGRESS

Tools = Mapping[tuple[str, float], deque]
PLACE = "check-in"
STEPPED = (measure.CHILDREN, measure.MILESTONES)
SAID_IN_IT = (measure.CHILDREN, measure.SHARE, measure.PERCENT)  # the unit stands in what is typed
STALE = ("no_recent_data",)


def link(row: Row, search: str) -> list | None:
    """On a goal that nobody has looked after: one click to its check-in."""
    needs = row.get("stale") is True or row["status"] in STALE
    if not needs or not goal_desk.is_mine(row["goal"], search):
        return None
    return tag("p", tag("a", "Check in", href=f"{goal_page(row['goal'], search)}#{PLACE}", className="button"))


def card(goal: str, search: str) -> list | None:
    """The form on the goal's page; nothing for who may not."""
    desk = goal_desk.goal(goal, search)
    if desk is None:
        return None
    inside = closed(desk) if desk["row"]["closed"] else measured(desk) if desk["measured"] else _form(desk)
    return tag(
        "div",
        tag("h2", "Check in", className="panel-title"),
        said(desk, standing(goal, search)),
        inside,
        className="panel",
        id=PLACE,
    )


def first(goal: str, search: str) -> list | None:
    """The next step where a goal has no check-in yet; nothing for who may make none."""
    desk = goal_desk.goal(goal, search)
    if desk is None or desk["row"]["closed"] or desk["measured"]:
        return None
    press = tag("a", "Check in", href=f"#{PLACE}", className="button")
    return tag("p", "Nobody has checked in yet: say where it stands, and its course is drawn from then on. ", press)


def standing(goal: str, search: str) -> str:
    """The status as the page shows it, in a sentence."""
    row = next((r for r in answer(PROGRESS, choose(everybody(search), goal=goal)).rows() if r["goal"] == goal), None)
    words = values.STATUS_WORDS.get(row["status"]) if row else None
    return f"The goal is now: {words.lower()}." if words else ""


def said(desk: Row, now: str) -> list | None:
    """What was just written, what came of it, and the way back."""
    if not desk["said"]:
        return None
    words = " ".join(filter(None, [f"Saved: {desk['said']['what']}.", now, desk["said"]["note"]]))
    return tag(
        "div", tag("p", words, role="status"), undo(desk["row"]["id"], desk["said"], "Undo"), className="written"
    )


def undo(goal: str, act: Row, words: str) -> list:
    about = f"{words}: {act['what']}"
    press = tag("button", words, type="submit", className="button", aria_label=about)
    return form("/goals/take-back", refusal(), press, style="inline-form", goal=goal, act=act["word"])


def measured(desk: Row) -> list:
    """A goal that follows a number of the app: there is nothing to type."""
    words = f"It follows “{desk['measured']}”: its values are measured, and nobody types them."
    return tag("p", words, " Bring newer data in on the page ", tag("a", "Files in", href="/data"), className="note")


def closed(desk: Row) -> list:
    words = tag("p", f"Closed on {values.on(desk['row']['closed'], year=True)}.", className="note")
    again = form("/goals/reopen", refusal(), button("Open it again"), style="inline-form", goal=desk["row"]["id"])
    return tag("div", words, again)


def _form(desk: Row) -> list:
    last = next(iter(desk["last"]), None)
    """It begins with the last value; how it goes is asked anew every time."""
    begin = last and last | {"confidence": None}
    return form("/goals/check-in", *fields(desk, begin, str(desk["today"])), line(
        "comment", "One line: what changed?", quiet=True, placeholder="One line: what changed?", maxLength=300),
        refusal(), button("Save", main=True), style="goal-form check-in", goal=desk["row"]["id"])  # fmt: skip


def fields(desk: Row, row: Row | None, day: str) -> list:
    """Value, how it goes, and the day."""
    when = tag(
        "input", type="date", name="date", defaultValue=day, max=str(desk["today"]), className="typed", required=True
    )
    return [
        _value(desk["row"], row["value"] if row else None),
        radios("confidence", "How it goes", [(word, word) for word in CONFIDENCE], row and row["confidence"]),
        labelled("On", when),
    ]


def _value(goal: Row, number: float | None) -> list:
    kind, words = measure.kind_of(goal), measure.noun(goal)
    shown = measure.shown(number, goal)
    if kind == measure.YES_OR_NO:
        return radios("value", "Value", [("yes", "yes"), ("no", "no")], shown)
    box = line("value", f"Value, {words}" if words else "Value", shown, quiet=True, inputMode="decimal", required=True,
               enterKeyHint="done", placeholder=words, data_from=_start(goal))  # fmt: skip
    after = tag("span", words, className="noun", aria_hidden="true") if kind not in SAID_IN_IT else None
    if kind not in STEPPED:
        return tag("div", box, after, className="number-line")
    less, more = (tag("button", sign, type="button", className="button step", data_step=step, aria_label=about)
                  for sign, step, about in (("−", "-1", "One less"), ("+", "1", "One more")))  # fmt: skip
    return tag("div", less, box, more, className="number-line")


def _start(goal: Row) -> str:
    """From where one more is counted while nothing is typed."""
    return f"{goal['baseline'] or 0:.0f}"


def tools(goal: str, search: str) -> Tools:
    """For the last check-ins, by their day and value, the latest first: to change them and to take them back."""
    desk, found = goal_desk.goal(goal, search), defaultdict(deque)
    for one in desk["last"] if desk else ():
        found[str(one["at"].date()), one["value"]].append(_tools(desk, one))
    return found


def _tools(desk: Row, one: Row) -> list:
    goal, shown = desk["row"], measure.shown(one["value"], desk["row"])
    about = f"{shown} on {values.on(one['at'])}"
    comment = covered("The line") if "comment" in one["covered"] else line("comment", "One line", one["comment"])
    named = {"goal": goal["id"], "checkin": str(one["id"])}
    changing = form("/goals/check-in/change", *fields(desk, one, str(one["at"].date())), comment, refusal(),
                    button("Save the change", main=True), **named)  # fmt: skip
    press = tag("button", "Take back", type="submit", className="button", aria_label=f"Take back {about}")
    back = form("/goals/check-in/take-back", refusal(), press, style="inline-form", **named)
    summary = tag("summary", "Change", aria_label=f"Change {about}")
    change = None if goal["closed"] else tag("details", summary, changing, className="change-form")
    return tag("div", change, back, className="entry-tools")
