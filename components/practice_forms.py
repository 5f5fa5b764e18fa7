"""The library of shared practice: what there is, one tap to say "I used this", and a small form to share something."""

from __future__ import annotations

from components import practices_desk, values
from components.blocks import panel
from components.charts import share_bars
from components.choices import school_links
from components.desk import button
from components.figures import behind, empty, figure
from components.form_fields import covered, form, line, refusal, select
from components.links import choose
from components.markup import tag
from components.request import answer, choice
from components.values import Row
from data.actions.practices import LONGEST, LONGEST_LINK, LONGEST_TOPIC, is_address
from data.answer import Answer
from data.metrics.practices import LIBRARY, REUSE
from data.wording import count, plain

MOST = 60  # in the list; more are in the table
NOT_HERE = "Things are shared by the staff and leaders of the school, on a screen of their own."
TOLD = {
    practices_desk.SHARED: "Shared: it stands in the library from now on. Thank you.",
    practices_desk.USED: "Counted. Who used what is shown nowhere.",
    practices_desk.CHANGED: "Saved.",
    practices_desk.ARCHIVED: "Taken out of the library.",
    practices_desk.REPORTED: "Held until somebody of the leadership team has looked: until then it shows nowhere.",
    practices_desk.LOOKED_AT: "Looked at.",
}
TO_NAMES = "Some name people: press Show names, above, to read them; that is noted."
UNNAMED = "a practice that names somebody"


def library(found: Answer, search: str) -> list:
    """The newest first, each with where it lies and how often it was used."""
    rows = found.rows()[:MOST]
    if not rows:
        return panel("The library", told(search), empty(found, search), metric=found.metric)
    tools = practices_desk.tools([row["practice"] for row in rows], search)
    lines = [_practice(row, tools.get(row["practice"])) for row in rows]
    more = tag("p", f"The latest {MOST} are listed; the table has more.", className="note")
    return panel("The library", told(search), tag("ul", lines, className="thanks-list", role="list"),
                 more if len(found.rows()) > MOST else None, behind(found, search), metric=found.metric)  # fmt: skip


def to_look_at(search: str) -> list | None:
    """What somebody reported: who shared it sees that it waits, who looks at it shows or removes it."""
    found = practices_desk.held(search)
    if not found:
        return None
    hint = None if all(one["readable"] for one in found) else tag("p", TO_NAMES, className="note")
    lines = tag("ul", [_held(one) for one in found], className="thanks-list", role="list")
    return panel(f"Reported: {count(len(found), 'practice')}", hint, lines)


def _held(one: Row) -> list:
    facts = tag("p", " · ".join(filter(None, (one["topic"], values.on(one["date"]), "waits for a look"))))
    show = _press("/practices/show", "Show", one) if one["readable"] else None
    tools = tag("div", show, _press("/practices/remove", "Remove", one), className="entry-tools")
    title = tag("span", one["title"] or UNNAMED, className="entry-title")
    return tag("li", title, facts, _lies(one["link"]), tools if one["looks"] else None, className="thanks")


def told(search: str) -> list | None:
    """What became of what was just sent."""
    words = TOLD.get(practices_desk.said(search))
    return tag("div", tag("p", words, role="status"), className="said") if words else None


def _practice(row: Row, tools: Row | None) -> list:
    facts = [row["topic"], row["group"], values.on(row["date"]), used_said(row)]
    title = tag("span", row["title"] or UNNAMED, className="entry-title")
    return tag("li", title, tag("p", " · ".join(filter(None, facts))), _lies(row["link"]), _tools(row, tools),
               className="thanks")  # fmt: skip


def used_said(row: Row) -> str:
    """How often, by how many colleagues; as a range for who sees no few people; nothing of what nobody used."""
    if row.get("shown"):
        return f"used {row['shown']} colleagues"
    if not row["value"]:
        return ""
    times = "once" if row["value"] == 1 else f"{plain(row['value'])} times"
    return f"used {times} by {count(row['n'], 'colleague')}"


def _lies(link: str | None) -> list | None:
    """Where it lies: a web address can be followed, anything else is read."""
    if not link:
        return None
    if not is_address(link):
        return tag("p", f"Where: {link}")
    return tag("p", tag("a", link, href=link, rel="noopener noreferrer", target="_blank"))


def _tools(row: Row, tools: Row | None) -> list | None:
    if not tools:
        return None
    use = _press("/practices/used", "I used this", row) if tools["use"] and not tools["today"] else None
    today = tag("span", "Used today", className="note") if tools["today"] else None
    change = _change(row, tools["form"]) if tools["form"] else None
    return tag("div", use, today, _press("/practices/report", "Report", row), change, className="entry-tools")


def _press(action: str, words: str, row: Row) -> list:
    press = tag("button", words, type="submit", className="button", aria_label=f"{words}: {row['title'] or UNNAMED}")
    return form(action, refusal(), press, style="inline-form", practice=row["practice"])


def _change(row: Row, now: Row) -> list:
    """For who shared it, and for who keeps the library in order."""
    fields = [
        covered(words) if name in now["covered"] else line(field, words, now[name], maxLength=most)
        for name, field, words, most in (("title", "title", "What it is", LONGEST),
                                         ("topic", "new_topic", "Topic", LONGEST_TOPIC),
                                         ("link", "link", "Where it lies", LONGEST_LINK))
    ]  # fmt: skip
    correct = form("/practices/correct", *fields, refusal(), button("Save"), practice=row["practice"])
    out = _press("/practices/unshare", "Take out of the library", row)
    return tag("details", tag("summary", "Change"), correct, out, className="change-form")


def share(search: str) -> list | None:
    """Title and topic are enough; where it lies, for whom and for which goal may be said. Nothing before a room."""
    if choice(search).view:
        return None
    if not practices_desk.is_open(search):
        return panel("Share something", tag("p", NOT_HERE))
    known = practices_desk.choices(search)
    fields = (
        line("title", "What it is, in one line", maxLength=LONGEST, required=True),
        select("topic", "Topic", [(topic, topic) for topic in known["topics"]]) if known["topics"] else None,
        line("new_topic", "or a new topic" if known["topics"] else "Topic", maxLength=LONGEST_TOPIC),
        line("link", "Where it lies: a web address, a shelf", maxLength=LONGEST_LINK),
        select("group", "For", known["groups"].items()) if known["groups"] else None,
        select("goal", "Serves the goal", known["goals"].items()) if known["goals"] else None,
    )
    inside = form("/practices/share", *fields, refusal(), button("Share", main=True), school=known["school"])
    return panel("Share something", school_links(known["schools"], known["school"], "/practices"), inside)


def reused(search: str) -> list:
    """By topic what was used again; below it how often, and by how many."""
    reuse, whole = answer(REUSE, search), answer(LIBRARY, search)
    return figure(reuse, share_bars(reuse, key="topic"), search, whole.sentence)


def way(search: str) -> list:
    """On the page of collaboration: the way to the library."""
    return tag("a", "Shared practice", href=f"/practices{choose(search, kind='', wave='')}", className="button")
