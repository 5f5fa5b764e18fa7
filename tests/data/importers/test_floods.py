"""Thanks by one giver that nobody writes by hand in a day: held for a look, not shown, not lost."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from data import schema, store
from data.filters import Filters
from data.gate import Gate
from data.importers.floods import MOST_A_DAY
from data.metrics.registry import METRICS
from data.settings import Settings
from data.viewer import Viewer
from tests.data.importers.desk import Desk

HEADER = "id,date,to,from,kind,value\n"


def thanks(number: int, giver: str = "t1", first: int = 0, day: str = "2025-10-01T09:30:00") -> str:
    return "".join(f"k{place},{day},t2,{giver},note,courage\n" for place in range(first, first + number))


def shown(desk: Desk) -> int:
    filters = Filters.from_search("as_of=2025-12-01", Settings().today)
    answer = Gate(desk.engine, Settings()).ask(METRICS["recognition.trend"], filters, Viewer.of("leader"))
    return int(sum(row["value"] for row in answer.rows()))


def states(desk: Desk) -> set:
    return {state for (state,) in desk.rows("recognitions", "state")}


def test_a_thousand_by_one_giver_in_a_day_are_taken_in_and_held(stocked_on_both: Desk):
    desk = stocked_on_both
    outcome = desk.take_text("recognitions", HEADER + thanks(1000) + thanks(3, "", 1000) + thanks(2, "t2", 1003))
    assert outcome.counts == (1005, 1005, 0, 0, 0)
    assert outcome.file["notes"] == [
        f"1,000 thanks wait for a look before they show: more than {MOST_A_DAY} by one giver in a day"
    ]
    assert shown(desk) == 5


@pytest.mark.parametrize("giver", ["", "t1"])
def test_rows_that_repeat_each_other_under_ids_of_their_own_count(giver: str, stocked_on_both: Desk):
    outcome = stocked_on_both.take_text("recognitions", HEADER + thanks(103, giver))
    assert (outcome.counts, outcome.file["notes"]) == ((103, 103, 0, 0, 0), [])
    assert shown(stocked_on_both) == 103


def test_those_without_a_giver_are_not_one_givers(stocked_on_both: Desk):
    stocked_on_both.take_text("recognitions", HEADER + thanks(1000, ""))
    assert shown(stocked_on_both) == 1000


def test_as_many_as_may_be_show_and_one_more_holds_the_file(stocked: Desk):
    stocked.take_text("recognitions", HEADER + thanks(MOST_A_DAY))
    assert states(stocked) == {None}
    outcome = stocked.take_text("recognitions", HEADER + thanks(1, first=MOST_A_DAY))
    assert "1 thanks wait" in outcome.file["notes"][0]
    assert shown(stocked) == MOST_A_DAY  # what was there before had its day


def test_a_look_beforehand_says_so_and_changes_nothing(stocked: Desk):
    path = stocked.file("recognitions.csv", HEADER + thanks(300))
    assert "300 thanks wait" in stocked.take(path, "--dry-run").file["notes"][0]
    assert stocked.rows("recognitions", "id") == []


def test_what_is_held_goes_with_the_undo_of_its_import(stocked_on_both: Desk):
    desk = stocked_on_both
    desk.take_text("recognitions", HEADER + thanks(10))
    before = desk.rows("recognitions", "id", "state", "import_id", "value")
    number = desk.take_text("recognitions", HEADER + thanks(300).replace("courage", "care")).receipt["id"]
    held = [id_ for id_, state in desk.rows("recognitions", "id", "state") if state == "held"]
    assert len(held) == 290  # what the file changed had its look before
    assert desk.run("undo", str(number)).code == 0
    assert desk.rows("recognitions", "id", "state", "import_id", "value") == before


def worded(number: int, giver: str, words: str, day: str = "2025-10-01") -> str:
    rows = "".join(f"k{place},{day},t2,{giver},{words}\n" for place in range(number))
    return "id,date,to,from,message\n" + rows


def test_thanks_that_a_file_gives_to_one_giver_later_are_held_as_well(stocked_on_both: Desk):
    desk = stocked_on_both
    desk.take_text("recognitions", worded(300, "", "Well done."))
    desk.take_text("recognitions", "id,date,to,from,message\nother,2025-10-01,t2,t1,Good.\n")
    before = desk.content
    outcome = desk.take_text("recognitions", worded(300, "t1", "Buy now."))
    assert "300 thanks wait for a look" in outcome.file["notes"][0]
    assert states(desk) == {None, "held"} and shown(desk) == 1
    assert desk.run("undo", str(outcome.receipt["id"])).code == 0
    assert desk.content == before and shown(desk) == 301


def test_of_a_flooded_day_what_has_other_words_waits_and_what_has_none_of_them_does_not(stocked_on_both: Desk):
    desk = stocked_on_both
    desk.take_text("recognitions", worded(300, "t1", "Well done."))
    with store.writing(desk.engine) as connection:
        connection.execute(update(schema.recognitions).values(state="shown"))
        connection.execute(update(schema.recognitions).where(schema.recognitions.c.id == "k5").values(state="removed"))
    before = desk.content
    some = worded(20, "t1", "Buy now.") + worded(40, "t1", "Well done.").split("\n", 21)[-1]
    outcome = desk.take_text("recognitions", some)
    assert "19 thanks wait for a look" in outcome.file["notes"][0]
    assert sum(state == "held" for (state,) in desk.rows("recognitions", "state")) == 19
    assert desk.run("undo", str(outcome.receipt["id"])).code == 0
    assert desk.content == before


def test_a_file_that_only_says_what_for_of_old_thanks_holds_none(stocked: Desk):
    stocked.take_text("recognitions", worded(300, "", "Well done."))
    with store.writing(stocked.engine) as connection:
        connection.execute(update(schema.recognitions).values(from_person="t1"))
    outcome = stocked.take_text("recognitions", HEADER + thanks(300, day="2025-10-01"))
    assert outcome.file["notes"] == [] and states(stocked) == {None}


@pytest.mark.parametrize("state", ["withdrawn", "removed"])
def test_words_that_were_taken_back_are_not_brought_in_again(state: str, stocked_on_both: Desk):
    desk = stocked_on_both
    path = desk.file("recognitions.csv", worded(2, "t1", "Well done."))
    desk.take(path)
    with store.writing(desk.engine) as connection:
        gone = update(schema.recognitions).where(schema.recognitions.c.id == "k1")
        connection.execute(gone.values(state=state, message=None, import_id=None))
    before = desk.content
    assert desk.take(path).counts == (2, 0, 2, 0, 0)
    outcome = desk.take_text("recognitions", worded(2, "t3", "All well done."))
    assert desk.rows("recognitions", "id", "message", "from_person") == [
        ("k0", "All well done.", "t3"), ("k1", None, "t3")
    ]  # fmt: skip
    assert desk.run("undo", str(outcome.receipt["id"])).code == 0
    assert desk.content == before


def test_the_same_file_again_leaves_what_somebody_has_looked_at(stocked: Desk):
    path = stocked.file("recognitions.csv", HEADER + thanks(300))
    stocked.take(path)
    with store.writing(stocked.engine) as connection:
        connection.execute(update(schema.recognitions).values(state="shown"))
    assert stocked.take(path).counts == (300, 0, 300, 0, 0)
    assert states(stocked) == {"shown"}
