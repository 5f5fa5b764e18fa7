"""One delivery of files: what it was taken for, what is wrong with it, what only a person can tell, and the buttons.

Plain forms, as in components/desk.py.
"""

from __future__ import annotations

from components.blocks import panel
from components.desk import PLACE, SAMPLE_HERE, button, table
from components.markup import tag
from components.questions import answers, post, questions, something_else
from components.values import Row
from data.wording import count

COUNTS = (("added", "New"), ("changed", "Changed"), ("unchanged", "Unchanged"), ("repeated", "Repeated"),
          ("rejected", "Refused"))  # fmt: skip
CHANGES = "{} of those would change what is on record: look at the first rows, if that is not what you expect."
EMPTY = "There are no rows in it: nothing can be taken"
STAGES = {"opening": "Opening", "checking": "Reading", "writing": "Writing"}
BESIDE_SAMPLE = "Added to it, they stand beside it, and every number counts both."


def delivery(found: Row | None) -> list[list]:
    """The cards of a delivery, by where it stands."""
    if found is None:
        return [panel("These files are not here any more", tag("p", tag("a", "Bring files in", href="/data")))]
    if found["state"] in ("checking", "taking"):
        return [waiting(found)]
    if found["state"] == "failed":
        return [failed(found)]
    first = taken(found) if found["state"] == "taken" else decide(found)
    asked = questions(found) if found["state"] != "taken" else None
    files = found["receipt"]["files"]
    other = something_else(found) if found["state"] != "taken" and len(files) == 1 else None
    return [first, *filter(None, [asked]), *map(file_card, files), *filter(None, [other])]


def waiting(delivery: Row) -> list:
    """While the files are read or written: how far it is, and a way out."""
    told = delivery["told"] or {"stage": "opening", "file": "", "rows": 0}
    rows = f", {told['rows']:,} rows" if told["rows"] else ""
    words = f"{STAGES.get(told['stage'], 'Working')} {told['file']}{rows} …"
    progress = tag("p", words, role="status", data_desk_told="")
    return panel(
        "Looking at your files" if delivery["state"] == "checking" else "Taking your files in",
        tag("div", tag("progress", aria_label="Progress"), progress, className="desk-progress"),
        post(delivery, "forget", button("Cancel")),
        metric=None,
    )


def failed(delivery: Row) -> list:
    again = post(delivery, "again", answers(delivery), button("Look again", main=True))
    words = tag("p", delivery["trouble"], role="alert")
    return panel("That did not work", words, tag("div", again, post(delivery, "forget", button("Throw away")),
                 className="desk-buttons"))  # fmt: skip


def taken(delivery: Row) -> list:
    receipt = delivery["receipt"]
    written = sum(file["accepted"] for file in receipt["files"])
    words = f"Import {receipt['id']}: {count(written, 'row')} written. Every page shows them now."
    left = tag("p", "What was refused is not among them. ", _report(delivery)) if delivery["report"] else None
    more = tag("p", tag("a", "All imports, and undo", href="/data"))
    return panel("Taken in", tag("p", words, role="status"), left, more)


def decide(delivery: Row) -> list:
    """What would happen, in one sentence, and the buttons for it."""
    files = delivery["receipt"]["files"]
    refused = sum(file["rejected"] for file in files) + sum(file["refused"] for file in files)
    new = sum(file["accepted"] for file in files)
    good = sum(file["read"] - file["rejected"] for file in files)
    changed, read = sum(file["changed"] for file in files), sum(file["read"] for file in files)
    buttons = [
        _report(delivery) if delivery["report"] else None,
        _instead_of_sample(delivery) if delivery["sample"] and read else None,
        _take(delivery, new) if not refused and read else None,
        _take_good_rows(delivery, new) if refused and good else None,
        post(delivery, "forget", button("Throw away")),
    ]
    here = tag("p", f"{SAMPLE_HERE} {BESIDE_SAMPLE}", className="note") if delivery["sample"] else None
    reasons = sum(len(file["problems"]) + file.get("more_problems", 0) for file in files)
    over = tag("p", CHANGES.format(count(changed, "row")), className="note") if changed else None
    verdict = _verdict(refused, new, reasons) if read or refused else EMPTY
    return panel(verdict, here, over, tag("div", buttons, className="desk-buttons"))


def _take(delivery: Row, new: int) -> list:
    words = (
        "Add to the fictional school" if delivery["sample"] else f"Take in {count(new, 'row')}" if new else "Take in"
    )
    return post(delivery, "take", button(words, main=not delivery["sample"]))


def _take_good_rows(delivery: Row, new: int) -> list:
    rows = tag("input", type="hidden", name="rows", value="good")
    return post(delivery, "take", rows, button(f"Take the good rows only ({new:,})"))


def _instead_of_sample(delivery: Row) -> list:
    """Judged anew as if nothing were there: what is refused beside the sample may be taken in its place."""
    instead = tag("input", type="hidden", name="instead", value="of the sample")
    return post(delivery, "take", instead, button("Put them in the place of the fictional school", main=True))


def _verdict(refused: int, new: int, reasons: int) -> str:
    if refused:
        things = "thing needs" if refused == 1 else "things need"
        why = f", for {count(reasons, 'reason')}" if reasons < refused else ""
        return f"{refused:,} {things} mending before all of it can be taken{why}"
    return (
        f"All of it can be taken: {count(new, 'row')} new or changed" if new else "Nothing new: it is all there already"
    )


def _report(delivery: Row) -> list:
    return tag("a", "Download what to mend", href=f"{PLACE}/{delivery['id']}/report", download="what-to-mend.xlsx",
               className="button")  # fmt: skip


def file_card(file: Row) -> list:
    """One file: what it was taken for, counted, understood, and what is wrong."""
    kind = file["kind"].replace("_", " ") if file["kind"] else "nothing we know"
    inside = [
        tag("p", "Taken for ", tag("b", kind), f" · {count(file['read'], 'row')} read", className="note"),
        _counts(file) if file["read"] else None,
        _notes(file),
        _problems(file),
        _understood(file),
    ]
    return panel(file["file"], *inside)


def _counts(file: Row) -> list:
    told = file | {"added": file["accepted"] - file["changed"]}
    pairs = [(words, told[name]) for name, words in COUNTS]
    shown = [tag("div", tag("dt", words), tag("dd", f"{number:,}")) for words, number in pairs]
    return tag("dl", shown, className="measures desk-counts")


def _notes(file: Row) -> list | None:
    return tag("ul", [tag("li", note) for note in file["notes"]], className="note") if file["notes"] else None


def _problems(file: Row) -> list | None:
    if not file["problems"]:
        return None
    lines = [
        tag("tr", *(tag("td", words, className=side) for words, side in _problem(problem)))
        for problem in file["problems"]
    ]
    more = file.get("more_problems", 0)
    rest = tag("p", f"{more:,} more are in the report.", className="note") if more else None
    return tag("div", table("What to mend", ("Line", "Column", "Value", "Why", "What to do"), lines), rest)


def _problem(problem: Row) -> list[tuple[str, str | None]]:
    line = problem.get("lines") or (f"{problem['line']:,}" if problem["line"] else "")
    rows = f"{problem['rows']:,} rows: " if problem.get("rows", 1) > 1 else ""
    cells = (problem["column"] or "", problem["value"] or "", f"{rows}{problem['why']}", problem["remedy"])
    return [(line, "number"), *((cell, None) for cell in cells)]


def _understood(file: Row) -> list | None:
    """Which column is which, with the first rows as they were understood."""
    if not file.get("columns"):
        return None
    heads = [tag("th", tag("b", name), tag("p", header or ""), scope="col") for name, header in file["columns"]]
    names = [name for name, _ in file["columns"]]
    lines = [tag("tr", *(tag("td", row.get(name) or "") for name in names)) for row in file["first"]]
    rows = tag("table", tag("caption", "The first rows as they are understood", className="visually-hidden"),
                tag("thead", tag("tr", heads)), tag("tbody", lines))  # fmt: skip
    box = tag("div", rows, className="table-scroll", tabIndex=0, role="group",
              aria_label=f"The first rows of {file['file']}")  # fmt: skip
    summary = tag("summary", "The first rows, as they are understood")
    return tag("details", summary, box, open=True, className="first-rows")
