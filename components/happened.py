"""What happened: the trail as administrators search it, and take it along as a file. Plain forms."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from components import ledger, request
from components.blocks import panel
from components.desk import button, table
from components.links import chosen
from components.markup import tag
from components.values import Row
from data import trail as kept
from data.filters import FIRST_DAY, LAST_DAY
from data.trail import Line, Search
from data.wording import count

AT_ONCE = 100  # lines on a page
LONGEST_LINE = 9  # digits of a line's number
FIELDS = ("what", "who", "since", "until")
NOT_UNDERSTOOD = "Not understood, and left out: "


def found(search: str) -> Row:
    """The lines that the address asks for, the latest first, with what there is to choose from."""
    with request.gate().engine.connect() as connection:
        kinds, actors = kept.told_of(connection, "what"), kept.told_of(connection, "actor")
        asked, dropped = _asked(search, kinds, actors)
        lines, number = kept.found(connection, asked, AT_ONCE + 1)
        latest = kept.last(connection, 1)
    called, shown = ledger.callers(names=True), lines[:AT_ONCE]
    return {
        "lines": [_line(line, called) for line in shown], "number": number, "kinds": kinds, "dropped": dropped,
        "actors": [(actor, called.get(actor, actor)) for actor in actors], "asked": asked,
        "last": shown[-1].line if len(lines) > AT_ONCE else None,
        "seal": latest[0].seal if latest else kept.BEFORE_ALL,
    }  # fmt: skip


def _asked(search: str, kinds: list[str], actors: list[str]) -> tuple[Search, list[str]]:
    """What the address says, and the names of what could not be understood in it."""
    said = {name: chosen(search, name) for name in (*FIELDS, "below")}
    understood = {
        "what": said["what"] if said["what"] in kinds else "", "who": said["who"] if said["who"] in actors else "",
        "since": _day(said["since"]), "until": _day(said["until"]), "below": _number(said["below"]),
    }  # fmt: skip
    dropped = [name for name, value in understood.items() if said[name] and not value]
    return Search(
        understood["what"], understood["who"], *(understood[name] for name in (*FIELDS[2:], "below"))
    ), dropped


def _day(said: str) -> date | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST_LINE else None


def _line(line: Line, called: dict[str, str]) -> Row:
    """Who grants roles knows whom they granted them."""
    said = {name: _said(value, called) for name, value in json.loads(line.about).items() if value not in (None, "")}
    about = ", ".join(f"{name} {value}" for name, value in said.items())
    when, actor = line.at[:16].replace("T", " "), called.get(line.actor, line.actor)
    return {"at": when, "actor": actor, "what": line.what, "about": about[:200]}


def _said(value: object, called: dict[str, str]) -> str:
    return f"{len(value)}" if isinstance(value, list) else called.get(str(value), str(value))


def trail(what: Row) -> list:
    """The search, its lines, and the seal, which is worth keeping elsewhere."""
    rows = [tag("tr", *(tag("td", one[name]) for name in ("at", "actor", "what", "about"))) for one in what["lines"]]
    note = tag("p", "Seal of the whole trail: ", tag("code", what["seal"], className="hash"), className="note")
    dropped = tag("p", NOT_UNDERSTOOD + ", ".join(what["dropped"]), className="note") if what["dropped"] else None
    heads = ("When (UTC)", "Who", "What", "About")
    lines = table("What happened, the latest first", heads, rows) if rows else tag("p", "Nothing of that kind.")
    number = tag("p", f"{count(what['number'], 'line')}, {AT_ONCE} at a time.", className="note", role="status")
    return panel("What happened", note, _export(), _search(what), dropped, number, lines, _pages(what))


def _export() -> list:
    words = "Download all of it (CSV)"
    return tag("form", button(words), method="post", action="/access/trail.csv", className="desk-form")


def _search(what: Row) -> list:
    asked = what["asked"]
    return tag(
        "form",
        _select("what", "What happened", [(kind, kind) for kind in what["kinds"]], asked.what),
        _select("who", "By whom", what["actors"], asked.actor),
        _date("since", "From (UTC)", asked.since), _date("until", "To", asked.until),
        tag("div", button("Search", main=True), tag("a", "Show all", href="/access", className="button"),
            className="desk-buttons"),
        method="get", action="/access", className="desk-form", role="search", aria_label="Search the trail",
        key=_address(asked),  # another search is another form: what was typed for the last one goes
    )  # fmt: skip


def _select(name: str, words: str, options: list[tuple[str, str]], now: str) -> list:
    inside = [tag("option", "all", value=""), *(tag("option", label, value=value) for value, label in options)]
    select = tag("select", inside, name=name, defaultValue=now, className="form-select")
    return tag("label", tag("span", words), select)


def _date(name: str, words: str, now: date | None) -> list:
    said = now.isoformat() if now else None
    return tag("label", tag("span", words), tag("input", type="date", name=name, defaultValue=said, className="typed"))


def _pages(what: Row) -> list | None:
    """To older lines, and back to the latest."""
    asked, links = what["asked"], []
    if asked.below is not None:
        links.append(tag("a", "The latest", href=_address(replace(asked, below=None)), className="button"))
    if what["last"] is not None:
        links.append(tag("a", "Older", href=_address(replace(asked, below=what["last"])), className="button"))
    return tag("nav", links, className="desk-buttons", aria_label="Pages of the trail") if links else None


def _address(asked: Search) -> str:
    said = {"what": asked.what, "who": asked.actor, "since": asked.since, "until": asked.until, "below": asked.below}
    words = urlencode({name: str(value) for name, value in said.items() if value})
    return f"/access?{words}" if words else "/access"
