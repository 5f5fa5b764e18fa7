"""Whatever is written, in whatever order: taking it all back, the last first, leaves the data as they were."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from data import schema, store
from data.actions import checkins, cycles, goals, history, steps, taking_back
from data.actions.history import Act
from data.actions.refused import NotThere, Refused
from tests.data.actions.test_goals import FORM
from tests.data.actions.writing import everything, rows, take_back, write
from tests.data.school import School

DAYS = ("2025-12-01", "2026-01-15", "2026-01-30")
DO = (
    "check in",
    "change",
    "take back",
    "step",
    "cycle",
    "done",
    "new goal",
    "edit",
    "close",
    "reopen",
    "carry",
    "undo",
)


def some(found: list[dict], place: int) -> dict:
    if not found:
        raise NotThere
    return found[place % len(found)]


def do(act: Act, school: School, what: str, n: int) -> None:
    """One thing that somebody may try; some cannot be, and are refused."""
    there = {name: [dict(row._mapping) for row in act.connection.execute(schema.metadata.tables[name].select())]
             for name in ("goals", "checkins", "actions", "cycles")}  # fmt: skip
    goal, on = some(there["goals"], n)["id"], DAYS[n % 3]
    if what == "check in":
        checkins.add(act, goal, {"value": str(60 + n % 7), "date": on, "comment": f"line {n}"})
    elif what in ("change", "take back"):
        one = some(there["checkins"], n)
        said = {"value": str(50 + n % 9), "date": on}
        checkins.take_back(act, one["goal"], one["id"]) if what == "take back" else checkins.change(
            act, one["goal"], one["id"], said
        )
    elif what == "step":
        steps.add(act, goal, {"text": f"step {n}", "due": on})
    elif what == "done":
        one = some(there["actions"], n)
        steps.change(act, one["goal"], one["id"], {"state": steps.STATES[n % 3]})
    elif what == "cycle":
        cycles.add(act, goal, {"idea": f"idea {n}", "prediction": "more", "begun": on})
    elif what == "new goal":
        goals.create(act, FORM | {"parent": goal})
    elif what == "edit":
        goals.change(act, goal, {"title": f"title {n % 3}", "due": f"2026-06-{n % 28 + 1:02}"})
    elif what == "carry":
        goals.carry_over(act, [goal], {})
    elif what == "undo":
        lines = some([{"act": word} for word in dict.fromkeys(line["act"] for line in rows(school, "edits"))], n)
        taking_back.undo(act, history.lines_of(act.connection, lines["act"]))
    else:
        {"close": goals.close, "reopen": goals.reopen}[what](act, goal)


def tried(school: School, what: str, n: int) -> str | None:
    """The word of what was done, where something was."""
    before = everything(school)
    try:
        act = write(school, lambda act: do(act, school, what, n))
    except (Refused, NotThere):
        assert everything(school) == before, "what is refused changes nothing"
        return None
    return act.word if act.counts else None


def clear(school: School) -> None:
    with store.writing(school.engine) as connection:
        for table in ("edits", "checkins", "cycles", "actions", "goals"):
            connection.execute(delete(schema.metadata.tables[table]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(DO), st.integers(0, 40)), min_size=1, max_size=8))
def test_all_of_it_taken_back_is_as_it_was(school_on_both: School, story: list[tuple[str, int]]):
    school = school_on_both
    clear(school)
    school.goal("G", ("2026-01-15", 62), next_step="Ask")
    before = everything(school)
    done = [word for what, n in story if (word := tried(school, what, n))]
    for word in reversed(done):
        take_back(school, word)
    assert everything(school) == before
    lines = rows(school, "edits")
    assert all(line["before"] != line["after"] for line in lines)


def test_taking_back_puts_a_removed_row_back_only_where_its_place_is_free(school: School):
    school.goal("G", ("2026-01-15", 62))
    (row,) = rows(school, "checkins")
    act = write(school, lambda act: checkins.take_back(act, "G", row["id"]))
    school.add("checkins", id=row["id"] + 1, goal="G", at=row["at"], value=1)
    with pytest.raises(Refused, match="Another one stands in its place"):
        take_back(school, act.word)


def test_taking_back_needs_what_it_belongs_to(school: School):
    created = write(school, lambda act: goals.create(act, FORM))
    added = write(school, lambda act: steps.add(act, created.made, {"text": "x"}))
    gone = take_back(school, added.word)
    take_back(school, created.word)
    with pytest.raises(Refused, match="What it belongs to is not there any more"):
        take_back(school, gone.word)
