"""Thanks: said by whom to whom, looked at before they show, cleared by both sides, taken back by either."""

from __future__ import annotations

import json
from datetime import date

import pytest

from data import schema, store
from data.actions import history, recipients, thanks
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import Writer
from data.viewer import Viewer
from tests.data.actions.writing import LEADER, rows, write
from tests.data.school import TODAY, School

SAID = {"school": "S1", "to": "person:Bo", "value": "helping others", "message": "Stayed late with the forms."}


def somebody(person: str | None, role: str = "staff", school: str = "S1", account: str = "") -> Writer:
    return Writer(Viewer(role, frozenset([school])), account or f"account of {person}", person)


ADA, BO, CY = somebody("Ada"), somebody("Bo"), somebody("Cy")
HEAD = somebody("Head", "leader")


@pytest.fixture
def school(with_thanks: School) -> School:
    return with_thanks


def give(school: School, writer: Writer = ADA, /, **said: str) -> str:
    return write(school, lambda act: thanks.give(act, SAID | said), writer).made


def shown(school: School, writer: Writer = ADA, /, **said: str) -> str:
    id_ = give(school, writer, **said)
    write(school, lambda act: thanks.show(act, id_), HEAD)
    return id_


def row(school: School, id_: str) -> dict:
    return next(one for one in rows(school, "recognitions") if one["id"] == id_)


def do(school: School, what, id_: str, writer: Writer, **more) -> None:
    write(school, lambda act: what(act, id_, **more), writer)


def counted(school: School) -> int:
    return sum(one["value"] for one in school.ask("recognition.trend").rows())


def of_mine(school: School, writer: Writer) -> set[str]:
    with school.engine.connect() as connection:
        return {one["id"] for one in thanks.of_mine(connection, writer, 10)}


def wall(school: School, role: str = "projector", search: str = "view=meeting") -> list[dict]:
    return [one for one in school.ask("recognition.wall", search, role).rows() if one["text"]]


def test_thanks_wait_for_a_look_and_count_nowhere_until_then(school):
    before = counted(school)
    id_ = give(school)
    made = row(school, id_)
    assert (made["state"], made["from_person"], made["to_person"], made["date"]) == ("held", "Ada", "Bo", TODAY)
    assert counted(school) == before and id_ not in [one["thanks"] for one in school.ask("recognition.latest").rows()]
    assert school.ask("data.freshness").rows()[0] and "2026-01-30" not in str(
        [one for one in school.ask("data.freshness").rows() if one["source"] == "thanks"]
    )
    do(school, thanks.show, id_, HEAD)
    assert counted(school) == before + 1
    assert school.ask("recognition.latest").rows()[0]["thanks"] == id_


@pytest.mark.parametrize(
    ("to", "kind", "of"),
    [("team:Math", "team", "Math"), ("classroom:c1", "classroom", "c1"), ("program:p1", "program", "p1")],
)
def test_a_team_a_classroom_and_a_program_are_thanked(school, to, kind, of):
    made = row(school, give(school, to=to))
    assert (made["to_kind"], made["to_group"], made["to_person"]) == (kind, of, None)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"to": "person:Ada"}, "thanking yourself"), ({"to": "person:Kid"}, "thank their class"),
        ({"to": "person:Gone"}, "choose a colleague"), ({"to": "person:Far"}, "choose a colleague"),
        ({"to": "person:nobody"}, "choose a colleague"), ({"to": "classroom:p1"}, "choose a colleague"),
        ({"to": "team:Music"}, "choose a colleague"), ({"to": ""}, "choose a colleague"),
        ({"value": "obedience"}, "choose one of the list"), ({"value": ""}, "choose one of the list"),
        ({"message": " "}, "What was done is empty"), ({"message": "ok"}, "hardly a word"),
        ({"message": "x" * 501}, "501 characters"), ({"message": "a\u202eb c"}, "cannot be shown"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_the_remedy(school, said, words):
    with pytest.raises(Refused, match=words):
        give(school, **said)
    assert rows(school, "edits") == []


def test_a_sentence_of_three_and_of_five_hundred_characters_is_taken(school):
    for words in ("Wow", "x" * 500):
        assert row(school, give(school, message=words))["message"] == words


def test_where_no_value_is_named_yet_none_is_asked_for(school):
    far = somebody("Far", school="S2")
    school.staff("Far-2", "Music", school="S2")
    assert row(school, give(school, far, school="S2", to="person:Far-2", value=""))["value"] is None


@pytest.mark.parametrize(
    "writer",
    [
        somebody("Ada", "projector"), somebody("Ada", "administrator"), somebody("Ada", "officer"),
        Writer(Viewer.of("staff"), "staff"), Writer(Viewer("staff", frozenset()), "x", "Ada"),
    ],
)  # fmt: skip
def test_who_is_of_no_staff_says_no_thanks_here(school, writer):
    with pytest.raises(NotAllowed):
        give(school, writer)


def test_another_school_is_not_there(school):
    with pytest.raises(NotThere):
        give(school, ADA, school="S2", to="person:Far")
    id_, far = shown(school), somebody("Far", "leader", "S2")
    for what in (thanks.report, thanks.withdraw, thanks.show, thanks.remove):
        with pytest.raises(NotThere):
            do(school, what, id_, far)


def test_only_who_leads_or_brings_data_in_looks_at_them(school):
    id_ = give(school)
    for writer in (ADA, BO, CY, somebody("Cy", "team-lead"), somebody("Cy", "teacher")):
        for what in (thanks.show, thanks.remove, thanks.remove_all):
            with pytest.raises(NotAllowed):
                do(school, what, id_, writer)
    do(school, thanks.remove, id_, somebody("Cy", "data-manager"))
    assert row(school, id_)["state"] == "removed"
    with pytest.raises(NotThere):
        do(school, thanks.show, id_, HEAD)


def test_what_was_looked_at_is_not_looked_at_again(school):
    id_ = shown(school)
    with pytest.raises(Refused, match="looked at"):
        do(school, thanks.remove, id_, HEAD)


def test_whoever_reports_has_them_held_until_somebody_looks(school):
    before = counted(school)
    for id_ in (shown(school), "R1"):
        do(school, thanks.report, id_, CY)
        assert (row(school, id_)["state"], row(school, id_)["reported"]) == ("held", TODAY)
    assert counted(school) == before - 1
    do(school, thanks.show, "R1", HEAD)
    assert (row(school, "R1")["state"], row(school, "R1")["reported"]) == ("shown", None)


@pytest.mark.parametrize("writer", [ADA, BO])
def test_either_side_withdraws_and_the_words_are_gone_with_the_next_look(school, writer):
    id_ = shown(school, message="Stayed until midnight.")
    do(school, thanks.withdraw, id_, writer)
    assert (row(school, id_)["state"], row(school, id_)["message"]) == ("withdrawn", None)
    assert id_ not in [one["thanks"] for one in school.ask("recognition.latest").rows()]
    assert "midnight" not in json.dumps([rows(school, "edits"), rows(school, "trail")], default=str)
    with pytest.raises(NotThere):
        do(school, thanks.report, id_, CY)


def test_nobody_else_withdraws_or_clears(school):
    id_ = shown(school)
    for what, more in ((thanks.withdraw, {}), (thanks.clear, {"yes": True})):
        for writer in (CY, HEAD):
            with pytest.raises(NotAllowed):
                do(school, what, id_, writer, **more)


def test_what_waits_is_known_to_who_said_it_and_not_to_whom_it_thanks(school):
    id_ = give(school)
    assert id_ in of_mine(school, ADA) and id_ not in of_mine(school, BO) | of_mine(school, CY)
    with pytest.raises(NotAllowed):
        do(school, thanks.withdraw, id_, BO)
    do(school, thanks.show, id_, HEAD)
    assert id_ in of_mine(school, BO)


def test_an_account_that_the_roster_does_not_know_has_its_own_thanks(school):
    here, other = LEADER, somebody(None, "leader", account="other")
    id_ = give(school, here)
    assert row(school, id_)["from_person"] is None
    assert of_mine(school, here) == {id_} and of_mine(school, other) == set()
    do(school, thanks.withdraw, id_, here)
    assert of_mine(school, here) == set()


def test_a_card_names_somebody_before_a_room_only_when_both_cleared_it_and_the_person_agreed(school):
    id_ = shown(school, message="Name Bo stayed late.")
    mine = lambda: [one for one in wall(school) if one["thanks"] == id_]  # noqa: E731
    do(school, thanks.clear, id_, ADA, yes=True)
    assert mine() == []
    with pytest.raises(Refused, match="Agree to stand on the wall"):
        do(school, thanks.clear, id_, BO, yes=True)
    school.add("consents", person="Bo", what="wall", date=date(2026, 1, 2), given=True)
    do(school, thanks.clear, id_, BO, yes=True)
    assert [(one["to_name"], one["text"]) for one in mine()] == [("Name Bo", "Name Bo stayed late.")]
    do(school, thanks.clear, id_, ADA, yes=False)
    assert mine() == []
    do(school, thanks.clear, id_, ADA, yes=True)
    assert mine() != []
    school.add("consents", person="Bo", what="wall", date=date(2026, 1, 20), given=False)
    write(school, lambda act: thanks.give(act, SAID), ADA)  # a new version of the data
    assert mine() == []


def test_a_cleared_card_that_names_anybody_else_does_not_show(school):
    school.add("people", id="Em", name="Wilhelmina Quist", kind="staff", school="S1")
    school.add("consents", person="Bo", what="wall", date=date(2026, 1, 2), given=True)
    id_ = shown(school, message="Name Bo and Wilhelmina stayed late.")
    for writer in (ADA, BO):
        do(school, thanks.clear, id_, writer, yes=True)
    assert id_ not in [one["thanks"] for one in wall(school)]
    assert id_ not in [one["thanks"] for one in wall(school, "leader", "names=on")]


def test_thanks_to_a_group_show_as_they_are_where_they_name_nobody(school):
    school.add("people", id="Em", name="Wilhelmina Quist", kind="student", school="S1")
    plain, named = (shown(school, to="classroom:c1", message=words) for words in ("Read to the little ones.",
                                                                                "Wilhelmina read aloud."))  # fmt: skip
    ids = [one["thanks"] for one in wall(school)]
    assert plain in ids and named not in ids and "R2" in ids
    assert {one["to_name"] for one in wall(school)} == {None}


def with_words_of_a_file(school: School) -> str:
    """Cleared by both; then a file has put other words in their place."""
    school.add("consents", person="Bo", what="wall", date=date(2026, 1, 2), given=True)
    id_ = shown(school)
    for writer in (ADA, BO):
        do(school, thanks.clear, id_, writer, yes=True)
    assert id_ in on_the_wall(school)
    with store.writing(school.engine) as connection:
        connection.execute(schema.recognitions.update().values(message="Other words", import_id=9))
    return id_


def on_the_wall(school: School) -> list[str]:
    return [one["thanks"] for one in wall(school)]


def test_words_that_a_file_put_there_later_are_not_cleared(school):
    assert with_words_of_a_file(school) not in on_the_wall(school)


def test_nothing_that_one_side_does_clears_a_files_words_for_the_other(school):
    id_ = with_words_of_a_file(school)
    for yes in (False, True):
        do(school, thanks.clear, id_, ADA, yes=yes)
        assert id_ not in on_the_wall(school)
    do(school, thanks.clear, id_, BO, yes=True)
    assert id_ in on_the_wall(school)


def test_words_of_a_file_that_were_reported_and_shown_again_are_still_cleared_by_nobody(school):
    id_ = with_words_of_a_file(school)
    do(school, thanks.report, id_, CY)
    do(school, thanks.show, id_, HEAD)
    assert id_ not in on_the_wall(school)
    do(school, thanks.clear, id_, BO, yes=True)
    assert id_ not in on_the_wall(school)


def test_many_of_one_giver_in_a_day_are_held_and_removed_in_one_go(school):
    before = counted(school)
    for number in range(30):
        give(school, CY, to="team:Math", message=f"Thanks number {number}.")
    other = give(school, ADA)
    assert counted(school) == before
    with school.engine.connect() as connection:
        (first,) = thanks.held(connection, HEAD, 1)
        assert thanks.count_held(connection, HEAD) == 31
        assert {one["id"] for one in thanks.held(connection, somebody("Far", "leader", "S2"), 9)} == set()
    one = next(row["id"] for row in rows(school, "recognitions") if row["from_person"] == "Cy")
    written = len(rows(school, "edits"))
    assert write(school, lambda act: thanks.remove_all(act, one), HEAD).counts == {"recognitions": 30}
    lines = rows(school, "edits")[written:]
    assert len({line["row"] for line in lines}) == 30 and {line["by"] for line in lines} == {HEAD.by}
    assert {history.state_of(line, "state") for line in lines} == {"removed"}
    with school.engine.connect() as connection:
        assert [row["id"] for row in thanks.held(connection, HEAD, 9)] == [other] and first


def test_many_of_an_account_that_the_roster_does_not_know_are_one_givers(school):
    ids = {give(school, LEADER, to="team:Math", message=f"Thanks number {number}.") for number in range(3)}
    with school.engine.connect() as connection:
        assert thanks.count_of_day(connection, row(school, next(iter(ids)))) == 3
    do(school, thanks.remove_all, next(iter(ids)), HEAD)
    assert {row(school, id_)["state"] for id_ in ids} == {"removed"}


def test_every_step_leaves_a_line_without_a_word_of_it(school):
    id_ = give(school, message="Found the missing keys.")
    do(school, thanks.show, id_, HEAD)
    do(school, thanks.report, id_, CY)
    do(school, thanks.remove, id_, HEAD)
    lines, told = rows(school, "edits"), rows(school, "trail")
    assert [line["by"] for line in lines] == ["account of Ada", "account of Head", "account of Cy", "account of Head"]
    assert {line["goal"] for line in lines} == {None} and len(told) == 4
    assert "missing keys" not in json.dumps([lines, told], default=str)
    assert "Bo" not in json.dumps(told, default=str)


def test_colleagues_stand_by_team_and_surname_and_the_visitors_own_team_first(school):
    school.add("people", id="Zo", name="Zoë van Ahn", kind="staff", school="S1", department="Office")
    school.add("people", id="No", name="Nora Nil", kind="staff", school="S1")
    with school.engine.connect() as connection:
        seen = {
            who: [(team, list(them)) for team, them in recipients.by_team(connection, "S1", TODAY, who)]
            for who in ("Di", "Ada", None)
        }
    math, office, alone = ["Ada", "Bo", "Cy", "Head"], ["Zo", "Di"], ("In no team", ["No"])
    assert seen["Di"] == [("Office", ["Zo"]), ("Math", math), alone]
    assert seen["Ada"] == [("Math", math[1:]), ("Office", office), alone]
    assert seen[None] == [("Math", math), ("Office", office), alone]
