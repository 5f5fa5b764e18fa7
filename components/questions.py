"""What only a person can tell about files: asked once, with the file that asks; what was said stays said."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from components.blocks import panel
from components.desk import PLACE, button
from components.markup import tag
from components.values import Row
from data.importers.catalog import KINDS

QUESTIONS = {
    "dates": "Which comes first in its dates?",
    "kind": "What does the file hold?",
    "encoding": "In which encoding was it saved?",
    "sheet": "Which sheet?",
    "school": "Which school is it of?",
    "header_row": "In which line is its header?",
}
DATES = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}
ASK = "– choose –"
ANEW = "Read it as that"
COVERED = "Headings that may be somebody's name stand here by their place: press Show names, above, to see them."
OF_EACH = ("id", "name", "person", "date", "goal", "event", "from", "to")  # no two rows have the same


def questions(delivery: Row) -> list | None:
    """A form of what only a person can tell; what was said already stays said."""
    asked = _asked(delivery)
    if alone := _alone(delivery, asked):
        return alone
    if not asked:
        return None
    said = answers(delivery, without={name for ask in asked for name in (_name(ask), _fill(ask))})
    covered = any(option.startswith("column ") for ask in asked for option in ask.get("options", []))
    note = tag("p", COVERED, className="note") if covered and not delivery.get("named") else None
    schools = delivery.get("schools", {})
    form = tag("form", said, [_question(ask, schools) for ask in asked], note, button("Look again", main=True),
               method="post", action=f"{PLACE}/{delivery['id']}/again", className="desk-form")  # fmt: skip
    return panel("Please tell", form)


def _alone(delivery: Row, asked: list[Row]) -> list | None:
    """What a file holds is asked of one file: the answer would hold for all that came with it."""
    files = [ask["file"] for ask in asked if ask["what"] == "kind"]
    if not files or len(delivery["receipt"]["files"]) == 1:
        return None
    words = f"What {', '.join(files)} holds is not certain: hand it in alone, and say there what it is."
    return panel("Please tell", tag("p", words), tag("p", tag("a", "Hand files in", href="/data")))


def something_else(delivery: Row) -> list | None:
    """Where nothing was asked, since all seemed clear, somebody may still know better."""
    if any(ask["what"] == "kind" for ask in _asked(delivery)):
        return None
    (file,) = delivery["receipt"]["files"]
    others = [tag("option", _kind(kind), value=kind) for kind in KINDS if kind != file["kind"]]
    select = tag("select", tag("option", ASK, value=""), others, name="kind", required=True, className="form-select")
    label = tag("label", tag("span", QUESTIONS["kind"]), select)
    of_columns = {name for name in delivery["said"] if "." in name}  # of another kind they say nothing
    form = tag("form", answers(delivery, without={"kind", *of_columns}), label, button(ANEW),
               method="post", action=f"{PLACE}/{delivery['id']}/again", className="desk-form")  # fmt: skip
    return panel("Not what it is?", tag("details", tag("summary", "Say what the file holds"), form))


def answers(delivery: Row, without: Collection[str] = ()) -> list[list]:
    """What was said already stays said; what is asked again is not."""
    said = delivery["said"].items()
    return [tag("input", type="hidden", name=name, value=value) for name, value in said if name not in without]


def post(delivery: Row, what: str, *inside: Any) -> list:
    return tag("form", *inside, method="post", action=f"{PLACE}/{delivery['id']}/{what}")


def _asked(delivery: Row) -> list[Row]:
    """Each question once, with the first file that asks it."""
    asked: dict[tuple, Row] = {}
    for file in delivery["receipt"]["files"]:
        for ask in (problem["ask"] for problem in file["problems"] if problem.get("ask")):
            asked.setdefault((ask["what"], ask.get("field") or ask.get("column")), ask | {"file": file["file"]})
    return list(asked.values())


def _question(ask: Row, schools: Mapping[str, str]) -> list:
    words = QUESTIONS.get(ask["what"]) or f"Which column is {ask.get('field')}?"
    labels = (
        DATES
        | (dict(schools) if ask["what"] == "school" else {})
        | ask.get("labels", {})
        | ({kind: _kind(kind) for kind in KINDS} if ask["what"] == "kind" else {})
    )
    options = [tag("option", labels.get(option, option), value=option) for option in ask.get("options", [])]
    where = [ask["file"], *([f"column {ask['column']}"] if ask.get("column") else [])]
    select = tag("select", tag("option", ASK, value=""), options, name=_name(ask), required=ask["what"] != "column",
                 className="form-select")  # fmt: skip
    label = tag("label", tag("span", words), tag("span", ", ".join(where), className="note"), select)
    return [label, _for_all(ask, schools)] if ask["what"] == "column" else [label]


def _for_all(ask: Row, schools: Mapping[str, str]) -> list | None:
    """Where the file has no such column: one value for all of its rows."""
    field = ask.get("field")
    if field in OF_EACH:
        return None
    known = dict(schools) if field == "school" else dict.fromkeys(ask.get("values", []))
    values = [tag("option", words or value, value=value) for value, words in known.items()]
    chosen = tag("select", tag("option", ASK, value=""), values, name=_fill(ask), className="form-select")
    typed = tag("input", type="text", name=_fill(ask), className="typed")
    return tag("label", tag("span", f"Or no column has it: all rows have this {field}"), chosen if values else typed)


def _kind(kind: str) -> str:
    """With what it is: not everybody knows what we call ties."""
    return f"{kind.replace('_', ' ')} – {KINDS[kind].doc.rstrip('.')}"


def _name(ask: Row) -> str:
    """What its answer is called in the form."""
    return {"column": f"map.{ask.get('field')}", "school": "set.school"}.get(ask["what"], ask["what"])


def _fill(ask: Row) -> str:
    return f"set.{ask.get('field')}"
