"""One file that is refused is told once: what follows from it in others hides neither the cause nor a row."""

import pytest

from tests.data.importers.desk import CLASSROOMS, GOALS, MEETINGS, Desk, counts
from tests.data.importers.formats.together import notes, problems

AMBIGUOUS = "id,kind,date,school\ne1,plc,3/4/2025,oak\ne2,plc,5/6/2025,oak\n"
CAME = "event,person,present\ne1,t1,yes\ne2,t1,no\ne2,nobody,yes\n"
MEND = "mend that file first"


def together(desk: Desk, *more: str, **texts: str):
    return desk.take(*(desk.file(f"{name}.csv", text) for name, text in texts.items()), *more)


def of(outcome, name: str) -> list[tuple]:
    return [problem[1:] for problem in problems(outcome) if problem[0] == name]


@pytest.mark.parametrize("more", [(), ("--keep-good-rows",)])
def test_rows_that_name_what_a_refused_file_would_bring_are_told_once(stocked: Desk, more: tuple):
    outcome = together(stocked, *more, events=AMBIGUOUS.replace("e1", "e8").replace("e2", "e9"),
                       participants=CAME.replace("e1", "e8").replace("e2", "e9"))  # fmt: skip
    events, participants = outcome.receipt["files"]
    assert events["problems"][0]["why"].startswith("could be")
    assert counts(participants) == (3, 0, 0, 0, 3)
    assert of(outcome, "participants.csv") == [
        (2, None, None, "3 rows name events of events.csv, which was refused"),
        (4, "person", "nobody", "is not the id of a known person"),
    ]
    assert participants["problems"][0]["remedy"] == MEND


def test_a_row_that_names_two_of_them_counts_once(stocked: Desk):
    people = "id,name,kind,school,start\nx1,A,staff,oak,3/4/2025\nx2,B,staff,oak,5/6/2025\n"
    outcome = together(stocked, people=people, ties="from,to\nx1,x2\nx2,t1\nt1,t2\n")
    assert counts(outcome.receipt["files"][1]) == (3, 1, 0, 0, 2)
    assert of(outcome, "ties.csv") == [(2, None, None, "2 rows name people of people.csv, which was refused")]


def test_thanks_to_who_was_refused_are_told_so_too(stocked: Desk):
    people = "id,name,kind,school,start\nx1,A,staff,oak,3/4/2025\nx2,B,staff,oak,5/6/2025\n"
    outcome = together(stocked, people=people, recognitions="id,date,to\nr1,2025-01-01,x1\nr2,2025-01-01,t1\n")
    assert of(outcome, "recognitions.csv") == [(2, None, None, "1 row names people of people.csv, which was refused")]


def test_a_file_that_is_refused_for_its_header_is_known_by_its_name(stocked: Desk):
    goals = GOALS.replace("g1", "g9").replace("direction", "way")
    outcome = together(stocked, goals=goals, checkins="goal,date,value\ng9,2025-10-01,3\ng1,2025-10-01,3\n")
    assert of(outcome, "checkins.csv") == [(2, None, None, "1 row names goals of goals.csv, which was refused")]


def test_what_no_refused_file_would_bring_is_told_as_ever(stocked: Desk):
    bad = CLASSROOMS.replace("id,name,school", "id,name,school,school")
    outcome = together(stocked, classrooms=bad, meetings=MEETINGS, ties="from,to\nx1,t2\n")
    assert of(outcome, "ties.csv") == [(2, "from", "x1", "is not the id of a known person")]
    assert notes(outcome) == []
