"""Requests to correct what is stored about somebody: where they are asked, and where they are answered."""

from __future__ import annotations

from datetime import datetime

from components import request
from components.blocks import panel
from components.desk import button
from components.markup import tag
from components.values import Row
from data.accounts import corrections as kept
from data.accounts.corrections import ABOUT, ANSWERS, LONGEST, Correction
from data.wording import count, day

ASKED = "Asked to be corrected"
ELSEWHERE = (
    "It comes from the school's own systems and is corrected there: your request goes to whoever leads your school or "
    "brings its files in, and the answer stands here."
)
NAMES_OFF = "Who asked, and for what, is shown once you press Show names, above; that is noted."
NO_DATA = "Administrators see no data of the school: whoever leads it, or brings its files in, sees and answers them."


def own(account: str) -> list[Correction]:
    """What somebody asked for."""
    with request.gate().engine.connect() as connection:
        return kept.of(connection, account)


def waiting(search: str) -> Row | None:
    """What waits for who asks: the requests of their school, or for administrators how many; None for all others."""
    visitor = request.visitor()
    if not visitor or visitor.session is None or request.choice(search).view:
        return None
    grant = visitor.grant
    answers = grant is not None and grant.role in ANSWERS
    with request.gate().engine.connect() as connection:
        if answers:
            found = kept.waiting(connection, grant)
            named = request.choice(search).names and request.may_name(search)
            return {"lines": found, "number": len(found), "named": named}
        return {"number": kept.count_waiting(connection)} if visitor.administers else None


def asked(found: Row | None) -> list | None:
    """The list of whoever answers, or the number that administrators see."""
    if found is None:
        return None
    number = count(found["number"], "request waits", "requests wait")
    if "lines" not in found:
        return panel(ASKED, tag("p", f"{number} for an answer."), tag("p", NO_DATA, className="note"))
    if not found["lines"]:
        return panel(ASKED, tag("p", "Nobody waits for an answer."))
    note = None if found["named"] else tag("p", NAMES_OFF, className="note")
    lines = [_to_answer(name, one) if found["named"] else _told(one) for name, one in found["lines"]]
    return panel(f"{ASKED}: {number}", note, _list(ASKED, lines))


def _list(caption: str, lines: list[list]) -> list:
    """No table: on a phone its last column, in which one answers, would be out of sight."""
    return tag("ul", lines, className="asked", aria_label=caption)


def _told(one: Correction, *inside: list | str) -> list:
    return tag("li", tag("p", f"{_when(one.asked)} UTC, about: {one.about}", className="note"), *inside)


def _to_answer(name: str, one: Correction) -> list:
    field = tag("textarea", name="answer", className="typed", rows=2, maxLength=LONGEST, required=True)
    label = tag("label", tag("span", f"Answer to {name}"), field)
    hidden = tag("input", type="hidden", name="correction", value=str(one.id))
    form = tag("form", hidden, label, button("Answered"), method="post", action="/access/answer", className="desk-form")
    return _told(one, tag("p", tag("b", name), f": {one.text}"), form)


def to_ask(mine: list[Correction], is_known: bool) -> list | None:
    """The form on My data, and what was asked so far with its state; nothing for whom the roster does not know."""
    if not is_known:
        return None
    states = [_told(one, tag("p", one.text), tag("p", tag("b", _state(one)))) for one in mine]
    sofar = _list("What I asked to be corrected", states) if states else None
    return panel("Something wrong?", tag("p", ELSEWHERE, className="note"), _form(), sofar)


def _form() -> list:
    options = [tag("option", words, value=about) for about, words in ABOUT.items()]
    choice = tag("select", options, name="about", className="form-select")
    field = tag("textarea", name="text", className="typed", rows=3, maxLength=LONGEST, required=True)
    what = f"What is wrong, and what is right ({LONGEST} characters at most)"
    return tag(
        "form", tag("label", tag("span", "About"), choice), tag("label", tag("span", what), field),
        button("Ask to correct it", main=True), method="post", action="/me/correct", className="desk-form",
    )  # fmt: skip


def _state(one: Correction) -> str:
    return f"Answered {_when(one.answered)}: {one.answer}" if one.answered else "waits for an answer"


def _when(at: datetime) -> str:
    return f"{day(at, year=True)}, {at:%H:%M}"
