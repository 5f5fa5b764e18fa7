"""What came in so far: the receipts of imports, taking one back, and how fresh each kind of data is."""

from __future__ import annotations

from components.blocks import panel
from components.desk import button, table
from components.markup import tag
from components.status import tone_chip
from components.values import Row

KEPT = (("accepted", "New or changed"), ("unchanged", "Unchanged"), ("repeated", "Repeated"), ("rejected", "Refused"))
SHORT = 12  # characters of a hash that tell files apart
STATES = {"fresh": ("good", "fresh"), "late": ("warn", "late"), "never": ("none", "not here yet"), "free": ("none", "")}


def receipts(kept: list[Row]) -> list:
    """All imports, the latest first, each with its undo."""
    if not kept:
        return panel("Imports", tag("p", "No import yet.", className="note"))
    heads = ("Import", "Undo", "When", "By", "Files", "Read", *(words for _, words in KEPT))
    return panel("Imports", table("Imports, the latest first", heads, [_receipt(one) for one in kept]))


def _receipt(one: Row) -> list:
    files = [tag("p", _named(file)) for file in one["files"]]
    counts = [(f"{sum(file[name] for file in one['files']):,}", "number") for name in ("read", *dict(KEPT))]
    last = tag("span", "undone") if one["undone"] else tag("a", "Undo …", href=f"/data?undo={one['id']}")
    cells = [(str(one["id"]), "number"), (last, None), (one["at"], None), (one["by"], None), (files, None), *counts]
    return tag("tr", *(tag("td", words, className=side) for words, side in cells))


def _named(file: Row) -> list:
    """A file, what it was taken for, and how it is known again."""
    kind, known_by = (file["kind"] or "?").replace("_", " "), file.get("sha256")
    short = tag("span", f" {known_by[:SHORT]}", className="hash", title=f"SHA-256 {known_by}") if known_by else None
    return [f"{file['file']} ({kind})", short]


def undo(plan: Row) -> list:
    """What stands on an import is said first; then what would be taken back, and the button."""
    title = f"Take back import {plan['id']}?"
    reasons = tag("ul", [tag("li", reason) for reason in plan["reasons"]]) if plan["reasons"] else None
    would = tag("ul", [tag("li", name) for name in plan["taken_back"]]) if plan["taken_back"] else None
    notes = [tag("p", note, className="note") for note in plan["notes"]] if would else None
    later = [tag("input", type="hidden", name="later", value=str(one)) for one in plan["later"]]
    words = "Take all of these back" if plan["later"] else "Take it back"
    form = tag("form", later, button(words, main=True), method="post", action=f"/data/imports/{plan['id']}/undo")
    buttons = tag("div", form if would else None, tag("a", "Leave it", href="/data", className="button"),
                  className="desk-buttons")  # fmt: skip
    first = tag("p", "Other things stand on it:") if reasons else None
    then = tag("p", "This would be taken back, the latest first:") if would else None
    return panel(title, first, reasons, then, would, notes, buttons)


def sources(rows: list[Row]) -> list:
    """How fresh each kind of data is, and how often it is expected."""
    heads = ("What", "Last import", "Newest day", "Expected every … days", "State")
    lines = [_source(row) for row in rows]
    return panel("How fresh it is", table("How fresh each kind of data is", heads, lines))


def _source(row: Row) -> list:
    words = row["kind"].replace("_", " ")
    came = f"{row['came']:%d %b %Y}" if row["came"] else "–"
    newest = f"{row['newest']:%d %b %Y}" if row["newest"] else "–"
    tone, state = STATES[row["state"]]
    every = "" if row["every"] is None else str(row["every"])
    days = tag("input", type="number", name="days", min=1, max=3660, defaultValue=every, className="days",
               aria_label=f"Days within which {words} are expected")  # fmt: skip
    kind = tag("input", type="hidden", name="kind", value=row["kind"])
    form = tag("form", kind, days, button("Set"), method="post", action="/data/rhythms", className="desk-rhythm")
    chip = tone_chip(tone, state) if state else ""
    return tag("tr", tag("th", words, scope="row"), tag("td", came), tag("td", newest), tag("td", form),
               tag("td", chip))  # fmt: skip
