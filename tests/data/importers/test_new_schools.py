"""A school that an import makes because rows name it is said, by who might have misspelt it."""

import json

import pytest

from tests.data.importers.desk import PEOPLE, SCHOOL, Desk

AT = "id,name,kind,school\n{}"


def notes_of(desk: Desk, text: str, *more: str) -> list[str]:
    return desk.take_text("people", text, *more).file["notes"]


def test_a_school_that_was_not_there_is_named_and_doubted(stocked: Desk):
    said = "adds the school Oak, which was not there: is it spelled as before?"
    assert notes_of(stocked, AT.format("p1,Ann,staff,Oak\np2,Bob,staff,oak\n"), "--dry-run") == [said]
    assert notes_of(stocked, AT.format("p1,Ann,staff,Oak\n")) == [said]
    assert notes_of(stocked, AT.format("p2,Bob,staff,Oak\n")) == []


def test_in_an_empty_database_nothing_was_spelled_before(desk: Desk):
    assert notes_of(desk, PEOPLE) == ["adds the schools oak, elm"]


def test_a_school_that_came_in_the_same_delivery_is_not_new(desk: Desk):
    outcome = desk.take(desk.file("people.csv", PEOPLE), desk.file("schools.csv", SCHOOL))
    assert outcome.code == 0 and not any(file["notes"] for file in outcome.receipt["files"])


def test_the_first_file_that_names_it_says_so_and_a_fill_does_too(stocked: Desk):
    one, two = (stocked.file(f"{kind}.csv", text) for kind, text in (
        ("people", AT.format("p1,Ann,staff,new\n")), ("events", "id,kind,date,school\ne8,plc,2025-10-01,new\n"),
    ))  # fmt: skip
    assert [len(file["notes"]) for file in stocked.take(two, one).receipt["files"]] == [0, 1]
    text = "id,name,kind\np3,Cy,staff\n"
    assert "the school elsewhere" in notes_of(stocked, text, "--set", "school=elsewhere")[0]


@pytest.mark.parametrize("count", [2, 40])
def test_many_are_counted_and_what_is_kept_quotes_none(stocked: Desk, count: int):
    text = AT.format("".join(f"p{n},Ann,staff,Ann Secret {n}\n" for n in range(count)))
    (note,) = notes_of(stocked, text)
    assert note.startswith("adds the schools Ann Secret 0, Ann Secret 1") and len(note) < 150
    kept = max(stocked.rows("imports", "id", "receipt"))[1]
    assert "Secret" not in kept
    assert json.loads(kept)["files"][0]["notes"] == [
        f"adds {count} schools, which were not there: are they spelled as before?"
    ]
