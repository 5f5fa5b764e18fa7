"""Sessions confirmed by one tap from the calendar, and said to be useful by another."""

from __future__ import annotations

from components import session_desk, values
from components.blocks import panel
from components.form_fields import form, refusal, select
from components.markup import tag
from components.values import Row
from data.actions.calendar_meetings import DAYS
from data.answer import Answer
from data.wording import count

NOT_HERE = ("Sessions are confirmed by the staff and leaders of the school, on a screen of their own; not in the "
            "meeting view.")  # fmt: skip
NOBODY = ("Whether a session was useful is asked of who was there: sign in as somebody of the roster to answer. "
          "Without that you can confirm sessions.")  # fmt: skip
TOLD = {
    "confirmed": "Thank you: it is on record, with everybody who was invited.",
    "unconfirmed": "Taken back: it waits in the calendar again.",
    "there": "Saved.",
    "answered": "Thank you. It is shown together with the answers of many others, by kind of session, and never alone.",
}
CHOICES = {"useful": "Useful", "partly": "Partly", "not": "Not"}
WHO_WAS_THERE = "Who was invited counts as there; who was not says so on this page."
TO_NAMES = "Some name people: press Show names, above, to read them; that is noted."


def from_calendar(search: str) -> list:
    """Meetings of the last weeks of which nobody has said yet that they took place."""
    if not session_desk.is_open(search):
        return panel("From the calendar", tag("p", NOT_HERE))
    found = session_desk.waiting(search)
    hint = tag("p", TO_NAMES, className="note") if any(not one["sure"] for one in found) else None
    before = tag("p", WHO_WAS_THERE, className="note") if found else None
    lines = tag("ul", [_waiting(one) for one in found], className="thanks-list", role="list") if found else None
    nothing = None if found else tag("p", f"Nothing waits: no meeting of the last {DAYS} days is left to confirm.")
    return panel("From the calendar", _told(search), before, hint, nothing, lines, _confirmed(search))


def _told(search: str) -> list | None:
    words = TOLD.get(session_desk.said(search))
    return tag("div", tag("p", words, role="status"), className="said") if words else None


def _waiting(one: Row) -> list:
    when = f"{values.on(one['start'].date())}, {one['start']:%H:%M}"
    title = one["title"] or "A meeting that names somebody"
    kinds = select("kind", f"What it was: {title}, {when}", [(kind, kind) for kind in one["kinds"]], one["likely"],
                   none=None if one["likely"] else "What was it? …")  # fmt: skip
    press = tag("button", "It took place", type="submit", className="button main",
                aria_label=f"It took place: {title}, {when}")  # fmt: skip
    tap = form("/sessions/confirm", refusal(), kinds, press, style="inline-form session-tap", meeting=one["id"])
    about = tag("p", f"{when} · {count(one['invited'], 'of the staff', 'of the staff')} invited")
    return tag("li", tag("span", title, className="entry-title"), about, tap if one["sure"] else None,
               className="session")  # fmt: skip


def _confirmed(search: str) -> list | None:
    """Behind a click: what was said too soon, or of the wrong meeting."""
    found = session_desk.confirmed(search)
    if not found:
        return None
    lines = [tag("li", _about(one), _act("/sessions/unconfirm", "It did not take place", one), className="session")
             for one in found]  # fmt: skip
    summary = tag("summary", f"Confirmed in the last {DAYS} days: {len(found)}")
    return tag("details", summary, tag("ul", lines, className="thanks-list", role="list"), className="tool")


def useful(search: str) -> list | None:
    """What one thought of each of the last sessions that one took part in."""
    if not session_desk.is_open(search):
        return None
    if not session_desk.is_known():
        return panel("Was it useful?", tag("p", NOBODY))
    found = session_desk.lately(search)
    if not found:
        return panel("Was it useful?", tag("p", f"You were in no session of the last {DAYS} days."))
    note = tag("p", "No page shows anybody your answer: only those of many together, by kind of session.",
               className="note")  # fmt: skip
    return panel(
        "Was it useful?", note, tag("ul", [_asked(one) for one in found], className="thanks-list", role="list")
    )


def _asked(one: Row) -> list:
    if not one["present"]:
        back = _act("/sessions/present", "I was there", one)
        return tag(
            "li", _about(one, "you were not there"), tag("div", back, className="entry-tools"), className="session"
        )
    gone = _act("/sessions/absent", "I was not there", one) if one["meeting"] else None
    return tag("li", _about(one), _answers(one), gone, className="session")


def _answers(one: Row) -> list:
    """One tap each; the answer that stands is pressed."""
    about = f"{one['kind']}, {values.on(one['date'])}"
    return tag("div", [_answer(one, answer, words, about) for answer, words in CHOICES.items()], className="answers")


def _answer(one: Row, answer: str, words: str, about: str) -> list:
    press = tag("button", words, type="submit", className="button", aria_label=f"{words}: {about}",
                aria_pressed="true" if one["answer"] == answer else "false")  # fmt: skip
    return form("/sessions/answer", refusal(), press, style="inline-form", session=one["id"], answer=answer)


def _about(one: Row, *more: str) -> list:
    words = tag("span", one["kind"], className="entry-title")
    return tag("p", words, " · ".join(["", values.on(one["date"]), *more]))


def _act(action: str, words: str, one: Row) -> list:
    about = f"{words}: {one['kind']}, {values.on(one['date'])}"
    press = tag("button", words, type="submit", className="button", aria_label=about)
    return form(action, refusal(), press, style="inline-form", session=one["id"])


def way(search: str) -> list | None:
    """On the page of collaboration: the way here, and what waits."""
    if not session_desk.is_open(search):
        return None
    number = session_desk.count_waiting(search)
    words = f"Confirm sessions ({number:,})" if number else "Your sessions"
    return tag("a", words, href="/sessions", className="button")


def how_to_answer(answer: Answer, search: str) -> list | None:
    """Where nobody has answered yet: how answers come."""
    if answer.rows() or answer.hidden or not session_desk.is_open(search):
        return None
    return tag("p", "One tap on ", tag("a", "Your sessions", href="/sessions"), " says whether a session was useful.")
