"""Saying thanks in fifteen seconds; one's own, cleared for a room or taken back; and those that wait for a look."""

from __future__ import annotations

from components import thanks_desk, values
from components.blocks import panel
from components.choices import school_links
from components.desk import button
from components.form_fields import form, labelled, radios, refusal, select
from components.links import choose
from components.markup import tag
from components.values import Row
from data.actions.thanks import HELD, LONGEST
from data.wording import count

FEW_VALUES = 6  # as chips; more are a list
NOT_HERE = "Thanks are said by the staff and leaders of the school, on a screen of their own; not in the meeting view."
TOLD = {
    "held": "Thank you. It waits for a look, and then it shows.",
    "shown": "It shows from now on.",
    "removed": "Removed: it shows nowhere.",
    "withdrawn": "Taken back: it is gone, and its words with it.",
    "kept": "Saved.",
    thanks_desk.REPORTED: "Held until somebody of the leadership team has looked: until then it shows nowhere.",
}
CLEARED = "Before a room it shows only once both who said it and whom it thanks have cleared it."


def say(search: str) -> list:
    """The form; first of all what became of the last one."""
    if not thanks_desk.is_open(search):
        return panel("Say thanks", tag("p", NOT_HERE))
    known = thanks_desk.choices(search)
    words = tag("textarea", name="message", rows=3, maxLength=LONGEST, minLength=3, required=True, className="typed",
                placeholder="Stayed late to help three families with the forms.")  # fmt: skip
    room = tag("label", tag("input", type="checkbox", name="room", value="yes"),
               tag("span", "I agree that it is shown to a room"), className="tick")  # fmt: skip
    inside = form(
        "/thanks/give", _to(known), _value(known), labelled("What was done, in a sentence", words), room,
        tag("p", CLEARED, className="note"), refusal(), button("Say thanks", main=True),
        style="goal-form whole thanks-form", school=known["school"],
    )  # fmt: skip
    schools = school_links(known["schools"], known["school"], "/new-thanks")
    return panel("Say thanks", told(search), schools, inside)


def told(search: str) -> list | None:
    """What became of what was just sent."""
    words = TOLD.get(thanks_desk.said(search))
    return tag("div", tag("p", words, role="status"), className="said") if words else None


def _to(known: Row) -> list:
    """One list for all, by team and surname; the own team stands first."""
    groups = [
        tag("optgroup", [tag("option", name, value=value) for value, name in options.items()], label=label)
        for label, options in known["to"]
        if options
    ]
    box = tag("select", tag("option", "Choose …", value=""), groups, name="to", defaultValue="", required=True,
              className="form-select")  # fmt: skip
    return labelled("To", box)


def _value(known: Row) -> list | None:
    options = [(value, value) for value in known["values"]]
    if not options:
        return None
    if len(options) > FEW_VALUES:
        return select("value", "For", options, none="Choose …")
    return radios("value", "For which value", options, options[0][0] if len(options) == 1 else "", style="radios chips")


def mine(search: str) -> list | None:
    """Behind a click: what stands in it names people, and a laptop may be mirrored."""
    found = thanks_desk.mine() if thanks_desk.is_open(search) else []
    if not found:
        return None
    gave = sum(one["gave"] for one in found)
    summary = tag("summary", f"Yours: {gave} said, {len(found) - gave} received, on your own screen")
    lines = tag("ul", [_own(one) for one in found], className="thanks-list", role="list")
    return panel("Your thanks", tag("details", summary, lines, className="tool", open=bool(told(search))))


def _own(one: Row) -> list:
    to = "you" if one["thanked"] else one["to"]
    return tag("li", _quote(one), _facts(one, to, _standing(one)), _own_tools(one), className="thanks")


def _standing(one: Row) -> str:
    if one["state"] == HELD:
        return "waits for a look"
    if one["to_kind"] != "person":
        return "shows"
    sides = {"who said it": one["cleared_giver"], "whom it thanks": one["cleared_person"]}
    cleared = [words for words, given in sides.items() if given]
    return f"cleared for a room by {' and '.join(cleared)}" if cleared else "not cleared for a room"


def _own_tools(one: Row) -> list:
    cleared = one["cleared_giver"] if one["gave"] else one["cleared_person"]
    words, yes = ("Not for a room", "no") if cleared else ("May be shown to a room", "yes")
    clear = _act("/thanks/clear", words, one, room=yes) if one["to_kind"] == "person" else None
    return tag("div", clear, _act("/thanks/withdraw", "Take back", one), className="entry-tools")


def to_look_at(search: str) -> list | None:
    """What waits, for who looks at it: nothing shows that nobody has read."""
    found = thanks_desk.held(search) if thanks_desk.is_open(search) else None
    if found is None:
        return None
    if not found:
        return panel("To look at", tag("p", "Nothing waits for a look."))
    number = thanks_desk.count_held()
    covered = any(not one["readable"] for one in found)
    hint = tag("p", "Some name people: press Show names, above, to read them; that is noted.", className="note")
    lines = tag("ul", [_waiting(one) for one in found], className="thanks-list", role="list")
    return panel(f"To look at: {count(number, 'thank-you')}", hint if covered else None, lines)


def _waiting(one: Row) -> list:
    many = f"one of {one['of_day']:,} by one giver that day" if one["of_day"] else ""
    reported = f"reported {values.on(one['reported'])}" if one["reported"] else ""
    show = _act("/thanks/show", "Show", one) if one["readable"] else None
    every = _act("/thanks/remove-all", f"Remove all {one['of_day']:,}", one) if one["of_day"] else None
    tools = tag("div", show, _act("/thanks/remove", "Remove", one), every, className="entry-tools")
    return tag("li", _quote(one), _facts(one, one["to"], reported, many), tools, className="thanks")


def report(row: Row, search: str) -> list | None:
    """On thanks that show: held until somebody has looked, whoever says that they should not."""
    return _act("/thanks/report", "Report", {"id": row["thanks"], "date": row["date"]}) \
        if thanks_desk.is_open(search) else None  # fmt: skip


def beside(search: str) -> list | None:
    """On the page of recognition: the way to say thanks, and what waits."""
    number = thanks_desk.count_held() if thanks_desk.is_open(search) else 0
    say_it = tag("a", "Say thanks", href="/new-thanks", className="button") if thanks_desk.is_open(search) else None
    waits = tag("a", f"{number:,} to look at", href="/new-thanks", className="button") if number else None
    wall = tag("a", "The wall", href=f"/wall{choose(search, names='')}", className="button")
    return tag("div", say_it, wall, waits, className="desk-buttons thanks-links")


def _act(action: str, words: str, one: Row, **more: str) -> list:
    about = f"{words}: thanks of {values.on(one['date'])}"
    press = tag("button", words, type="submit", className="button", aria_label=about)
    return form(action, refusal(), press, style="inline-form", thanks=one["id"], **more)


def _quote(one: Row) -> list | None:
    return tag("blockquote", f"“{one['message']}”") if one["message"] else None


def _facts(one: Row, to: str, *more: str) -> list:
    return tag("p", " · ".join(filter(None, [f"to {to}", one["value"], values.on(one["date"]), *more])))
