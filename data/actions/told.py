"""What was written in one go, in words that repeat none of it; and what is worth saying about it."""

from __future__ import annotations

from data import schema
from data.actions import checkins, cycles, rows
from data.actions.rows import Row

DID = {(False, True): "added", (True, True): "changed", (True, False): "taken back"}
THINGS = {"checkins": "a check-in", "goals": "the goal", "actions": "a step", "cycles": "a cycle"}


def words(lines: list[Row]) -> str:
    """A check-in added; the goal archived, a step taken back."""
    return ", ".join(dict.fromkeys(f"{THINGS[line['name']]} {_did(line)}" for line in lines))


def note(lines: list[Row], goal: Row) -> str:
    """A check-in after the due day, a cycle without its prediction: taken, and said."""
    notes = {"checkins": lambda row: checkins.note(goal, row), "cycles": cycles.note}
    said = []
    for line in lines:
        after = _kept(line, "after")
        if after and line["name"] in notes:
            said.append(notes[line["name"]](after))
    return " ".join(filter(None, dict.fromkeys(said)))


def new_goals(lines: list[Row]) -> list[str]:
    """Ids of the goals that were made in it."""
    return [line["goal"] for line in lines if line["name"] == "goals" and not line["before"] and line["after"]]


def _did(line: Row) -> str:
    did = DID[bool(line["before"]), bool(line["after"])]
    if line["name"] != "goals" or not line["after"]:
        return did
    before, after = _kept(line, "before"), _kept(line, "after")
    if before is None:
        return "carried over" if after["carried_from"] else did
    return _became(before, after) or did


def _became(before: Row, after: Row) -> str:
    """What a goal became by it, where nothing else of it was changed."""
    if any(before[name] != after[name] for name in before.keys() - {"closed", "archived", "import_id"}):
        return ""
    if before["archived"] != after["archived"]:
        return "archived" if after["archived"] else "opened again" if not after["closed"] else "taken from the archive"
    return "closed" if after["closed"] else "opened again"


def _kept(line: Row, name: str) -> Row | None:
    return rows.of_text(schema.metadata.tables[line["name"]], line[name])
