"""What was written in one go, in words that repeat none of it; and what is worth saying about it."""

from __future__ import annotations

from data import schema
from data.actions import checkins, cycles, rows
from data.actions.rows import Row

DID = {(False, True): "added", (True, True): "changed", (True, False): "taken back"}
THINGS = {"checkins": "a check-in", "goals": "the goal", "actions": "a step", "cycles": "a cycle"}


def words(lines: list[Row]) -> str:
    """A check-in added; the goal changed, a step taken back."""
    did = [f"{THINGS[line['name']]} {DID[bool(line['before']), bool(line['after'])]}" for line in lines]
    return ", ".join(dict.fromkeys(did))


def note(lines: list[Row], goal: Row) -> str:
    """A check-in after the due day, a cycle without its prediction: taken, and said."""
    notes = {"checkins": lambda row: checkins.note(goal, row), "cycles": cycles.note}
    said = []
    for line in lines:
        after = rows.of_text(schema.metadata.tables[line["name"]], line["after"])
        if after and line["name"] in notes:
            said.append(notes[line["name"]](after))
    return " ".join(filter(None, dict.fromkeys(said)))
