"""Where files are brought in: what was handed in, what it was taken for, what is wrong with it, and what to do.

Plain forms: what they send goes to the addresses of access/desk.py, which lead back to a page.
"""

from __future__ import annotations

from components.blocks import panel
from components.markup import tag
from data.viewer import Viewer

PLACE = "/data/files"
TOLD = {
    "nothing": "Choose a file first.",
    "many": "Those are too many files at once: hand in a folder as .zip.",
    "full": "Other files are being read just now, or many wait here: take them in or throw them away, then try again.",
    "busy": "The database is busy, or cannot be written just now: nothing was changed. Try again in a minute.",
    "undone": "Taken back: what that import added is gone, and what it changed is as it was.",
}
SAMPLE_HERE = "What you see now is a fictional school. Your own files can take its place in one step."


def hand_in(said: str, sample: bool) -> list:
    """Choose files, or drop them; nothing is taken in before somebody has looked."""
    box = tag(
        "label",
        tag("span", "Choose files, or drop them here", className="entry-title"),
        tag("input", type="file", name="file", multiple=True, required=True),
        className="drop",
    )
    words = (
        "Exports of your student information system, OneRoster, School Data Sync, Ed-Fi, calendars (.ics), answers "
        "of forms, Excel or CSV; a folder as .zip. First you see what they were taken for: nothing changes until you "
        "say so."
    )
    form = tag(
        "form", box, button("Look at them", main=True),
        method="post", action=PLACE, encType="multipart/form-data", className="desk-form", data_desk="files",
    )  # fmt: skip
    told = TOLD.get(said)
    asked = tag("p", told, className="note", role="alert") if told else None
    here = tag("p", SAMPLE_HERE, className="note") if sample else None
    workbook = tag("a", "the workbook of all kinds", href="/data/workbook.xlsx", download="staffroom.xlsx")
    help_ = tag("p", "No export at hand? Fill in ", workbook, ".", className="note")
    return panel("Bring files in", tag("p", words, className="note"), form, asked, help_, here)


def waiting(deliveries: list[dict]) -> list | None:
    """Files that were handed in before, and wait for a decision."""
    if not deliveries:
        return None
    lines = [tag("li", tag("a", ", ".join(one["names"]), href=f"/data/{one['id']}")) for one in deliveries]
    note = tag("p", "Looked at and not taken in yet; thrown away by itself a day after.", className="note")
    return panel("Waiting for your word", note, tag("ul", lines))


def closed(viewer: Viewer) -> list:
    """For who may not import, and in front of a room."""
    why = (
        "Files hold names, so they are not shown in the meeting view."
        if viewer.imports
        else f"Bringing files in is not for the role {viewer.role}: ask your leadership team."
    )
    return panel("Bring files in", tag("p", why))


def button(words: str, main: bool = False) -> list:
    return tag("button", words, type="submit", className="button main" if main else "button")


def table(caption: str, heads: tuple[str, ...], lines: list[list]) -> list:
    head = tag("thead", tag("tr", [tag("th", words, scope="col") for words in heads]))
    table = tag("table", tag("caption", caption, className="visually-hidden"), head, tag("tbody", lines))
    return tag("div", table, className="table-scroll", tabIndex=0, role="group", aria_label=caption)
