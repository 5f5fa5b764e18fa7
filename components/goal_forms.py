"""What else is written of a goal: its steps and cycles, the goal itself, and what becomes of it."""

from __future__ import annotations

from urllib.parse import quote

from components import check_in, goal_desk, values
from components.blocks import panel
from components.desk import button
from components.form_fields import covered, form, line, radios, refusal, select
from components.links import choose, goal_page
from components.markup import tag
from components.values import Row
from data.actions import measure
from data.actions.cycles import DECISIONS
from data.actions.steps import STATES

INCOMPLETE = "incomplete: its prediction was not there when it began"


def more(goal: str, search: str) -> list | None:
    """The tools below a goal's page; nothing for who may not write to it."""
    desk = goal_desk.goal(goal, search)
    if desk is None:
        return None
    return tag("div", panel("Work on this goal", _details("Steps", _steps(desk)),
               _details("Cycles: plan, do, study, act", _cycles(desk)), _details("What was written here", _acts(desk)),
               _become(desk)), className="tools")  # fmt: skip


def _details(words: str, inside: list) -> list:
    return tag("details", tag("summary", words), inside, className="tool")


def _steps(desk: Row) -> list:
    goal = desk["row"]["id"]
    lines = [_step(goal, one) for one in desk["steps"]]
    new = form("/goals/step", line("text", "A new step", required=True, maxLength=300), _whose(), _day("due", "Due"),
               refusal(), button("Add the step", main=True), goal=goal)  # fmt: skip
    return tag("div", tag("ul", lines, className="entries", role="list") if lines else None, _if_open(desk, new))


def _step(goal: str, one: Row) -> list:
    words = "A step that names somebody" if "text" in one["covered"] else one["text"]
    state = "done" if one["closed"] else "dropped" if one["dropped"] else "open"
    due = tag("p", f"due {values.on(one['due'], year=True)}") if one["due"] else None
    change = form("/goals/step", radios("state", f"State of: {words}", [(s, s) for s in STATES], state), refusal(),
                  button("Save"), style="inline-form", goal=goal, step=one["id"])  # fmt: skip
    return tag("li", tag("div", tag("span", words, className="entry-title"), due), change, className="entry tool-entry")


def _whose() -> list:
    return tag("div", select("owner", "Whose", [("me", "me")], none="in words"),
               line("owner_words", "In words: a role or a group", maxLength=80), className="pair")  # fmt: skip


def _day(name: str, words: str, value: object = "") -> list:
    return line(name, words, str(value or ""), type="date")


def _cycles(desk: Row) -> list:
    goal = desk["row"]["id"]
    new = form("/goals/cycle", line("idea", "A change to try", required=True),
               line("prediction", "We predict, before it begins"), _day("begun", "Begins"), refusal(),
               button("Add the cycle", main=True), goal=goal)  # fmt: skip
    return tag("div", [_cycle(desk, one) for one in desk["cycles"]], _if_open(desk, new))


def _cycle(desk: Row, one: Row) -> list:
    idea = "A change that names somebody" if "idea" in one["covered"] else one["idea"]
    fields = [
        covered(words) if name in one["covered"] else line(name, words, one[name])
        for name, words in (("prediction", "We predicted"), ("found", "We found"))
    ]
    days = [_day("begun", "Began", one["begun"]), _day("studied", "Studied", one["studied"])]
    decision = select("decision", "Decision", [(word, word) for word in DECISIONS], one["decision"])
    named = {"goal": desk["row"]["id"], "cycle": one["id"]}
    change = form("/goals/cycle", *fields, *days, decision, refusal(), button("Save the cycle"), **named)
    wrong = tag("p", INCOMPLETE, className="note") if one["incomplete"] else None
    return tag("div", tag("h3", idea, className="entry-title"), wrong, _if_open(desk, change), className="cycle")


def _if_open(desk: Row, inside: list) -> list | None:
    return None if desk["row"]["closed"] else inside


def _acts(desk: Row) -> list:
    """What still stands, the latest first; each can be taken back."""
    if not desk["acts"]:
        return tag("p", "Nothing yet that could be taken back.", className="note")
    goal = desk["row"]["id"]
    lines = [
        tag("li", tag("span", f"{act['what']}, {values.on(act['at'], year=True)}"),
            check_in.undo(goal, act, "Take back"), className="entry tool-entry")
        for act in desk["acts"]
    ]  # fmt: skip
    return tag("ul", lines, className="entries", role="list")


def _become(desk: Row) -> list:
    """Edit, close, archive, carry over."""
    goal, named = desk["row"], {"goal": desk["row"]["id"], "style": "inline-form"}
    edit = tag("a", "Edit the goal", href=f"/edit-goal/{quote(goal['id'], safe='')}", className="button")
    doing = [form("/goals/close", refusal(), button("Close"), **named)] if not goal["closed"] else [
        form("/goals/reopen", refusal(), button("Open again"), **named)]  # fmt: skip
    if not goal["archived"]:
        doing.append(form("/goals/archive", refusal(), button("Archive"), **named))
    carry = form("/goals/carry-over", _target(goal, "Target next year"), refusal(),
                 button("Carry over to the next school year"), goal=goal["id"], carry=goal["id"])  # fmt: skip
    return tag("div", tag("div", None if goal["closed"] else edit, doing, className="desk-buttons"),
               _details("Carry over", carry), className="become")  # fmt: skip


def _target(goal: Row, words: str, quiet: bool = False) -> list | None:
    """What it is to reach then; a goal that stays in a band keeps its band."""
    if goal["direction"] == "maintain":
        return None
    return line(f"target.{goal['id']}", words, measure.shown(goal["target"], goal), quiet, inputMode="decimal")


def beside(search: str) -> list | None:
    """Below the list of goals: last year's that go on, and those that were put away."""
    if not goal_desk.is_open(search):
        return None
    carried, archived = goal_desk.to_carry_over(search), goal_desk.archived(search)
    return tag("div", _carry_over(carried), _archived(archived, search), className="tools")


def top(search: str) -> list | None:
    """Before the list of goals: what was just written, with the way back, and the way to a new goal."""
    if not goal_desk.is_open(search):
        return None
    new = tag(
        "nav", tag("a", "New goal", href="/new-goal", className="button"), aria_label="Write", className="writing"
    )
    return tag("div", _written(goal_desk.written(search), search), new, className="write-top")


def _written(act: Row | None, search: str) -> list | None:
    if act is None:
        return None
    links = [
        tag("li", tag("a", one["title"], href=goal_page(one["id"], choose(search, said="")))) for one in act["made"]
    ]
    words = tag("p", f"Saved: {act['what']}.", role="status")
    return tag("div", words, tag("ul", links) if links else None, check_in.undo(act["goal"], act, "Undo"),
               className="written", id="written")  # fmt: skip


def _archived(put_away: list[Row], search: str) -> list | None:
    if not put_away:
        return None
    return _details(
        "Archived goals", tag("ul", [_put_away(one, search) for one in put_away], className="entries", role="list")
    )


def _put_away(one: Row, search: str) -> list:
    press = tag("button", "Reopen", type="submit", className="button", aria_label=f"Reopen {one['title']}")
    again = form("/goals/reopen", refusal(), press, style="inline-form", goal=one["id"])
    title = tag("a", one["title"], href=goal_page(one["id"], search), className="entry-title")
    when = tag("p", f"archived on {values.on(one['archived'], year=True)}")
    return tag("li", tag("div", title, when), again, className="entry tool-entry")


def _carry_over(last_year: list[Row]) -> list | None:
    if not last_year:
        return None
    lines = [tag("li", _carried(one), className="carried") for one in last_year]
    note, listed = tag("p", CARRIED, className="note"), tag("ul", lines, className="plain", role="list")
    inside = form("/goals/carry-over", note, listed, refusal(), button("Carry over", main=True))
    return _details("Carry over last year's goals", inside)


CARRIED = "Each begins where its last check-in left it, and runs to the end of this school year; the old one is closed."


def _carried(one: Row) -> list:
    box = tag("label", tag("input", type="checkbox", name="carry", value=one["id"]), tag("span", one["title"]))
    return tag("div", box, _target(one, f"Target of {one['title']}", quiet=True))
