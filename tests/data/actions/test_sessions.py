"""Sessions: confirmed once from the calendar, by whom; who was not there; whether they were useful; taken back."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import schema
from data.accounts import own
from data.actions import calendar_meetings, sessions
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import Writer
from data.viewer import Viewer
from tests.data.actions.test_thanks import somebody
from tests.data.actions.writing import LEADER, NOW, rows, write
from tests.data.school import TODAY, School

ADA, BO, CY, DI = (somebody(person) for person in ("Ada", "Bo", "Cy", "Di"))
HEAD = somebody("Head", "leader")
AT = datetime(2026, 1, 28, 14, 15)


@pytest.fixture
def school(school_on_both: School) -> School:
    school = school_on_both
    for person in ("Ada", "Bo", "Cy", "Di", "Head"):
        school.staff(person, "Math")
    school.student("Kid")
    school.add("schools", id="S2", name="Ash School")
    school.staff("Far", "Music", school="S2")
    school.group("p1", "program", ["Kid"])
    school.goal("g1")
    meet(school, "m1", "Ada", "Bo", "Cy", kind="data meeting", group="p1", goal="g1")
    return school


def meet(school: School, id_: str, *people: str, start: datetime = AT, minutes: int | None = 45, **more) -> str:
    end = {"end": start + timedelta(minutes=minutes)} if minutes is not None else {}
    values = {"school": "S1", "title": f"Meeting {id_}", "kind": "data meeting"} | end | more
    school.add("meetings", id=id_, start=start, **values)
    school.add_all("attendees", [
        {"meeting": id_, "person": one, "role": "organizer" if place == 0 else "required", "expected": True}
        for place, one in enumerate(people)
    ])  # fmt: skip
    return id_


def confirm(school: School, writer: Writer = ADA, meeting: str = "m1", **said: str) -> str:
    return write(school, lambda act: sessions.confirm(act, {"meeting": meeting} | said), writer).made


def answer(school: School, session: str, writer: Writer, said: str) -> None:
    write(school, lambda act: sessions.answer(act, {"session": session, "answer": said}), writer)


def there(school: School, session: str, writer: Writer, *, yes: bool) -> None:
    write(school, lambda act: sessions.be_there(act, session, yes=yes), writer)


def unconfirm(school: School, session: str, writer: Writer = ADA) -> None:
    write(school, lambda act: sessions.unconfirm(act, session), writer)


def waiting(school: School, writer: Writer) -> list[str]:
    with school.engine.connect() as connection:
        found = calendar_meetings.waiting(connection, writer, TODAY, NOW, 50)
    return [one["id"] for one in found]


def lately(school: School, writer: Writer) -> list[tuple]:
    with school.engine.connect() as connection:
        return [
            (one["id"], bool(one["present"]), one["answer"]) for one in sessions.lately(connection, writer, TODAY, 50)
        ]


def takes_back(school: School, writer: Writer) -> list[str]:
    with school.engine.connect() as connection:
        return [one["id"] for one in sessions.confirmed(connection, writer, TODAY, 50)]


def test_one_tap_makes_a_session_of_a_meeting_with_everybody_who_was_invited(school):
    assert confirm(school) == "M-m1"
    (made,) = rows(school, "events")
    assert {name: made[name] for name in ("id", "kind", "date", "school", "minutes", "group", "goal", "meeting")} == {
        "id": "M-m1", "kind": "data meeting", "date": AT.date(), "school": "S1", "minutes": 45, "group": "p1",
        "goal": "g1", "meeting": "m1",
    }  # fmt: skip
    came = [(row["person"], row["role"], row["expected"], row["present"]) for row in rows(school, "participants")]
    assert came == [("Ada", "organizer", True, True), ("Bo", "required", True, True), ("Cy", "required", True, True)]
    assert waiting(school, ADA) == [] and school.values("collaboration.sessions", key="kind") == {"data meeting": 1}


def test_who_is_known_not_to_have_come_and_who_was_only_informed_take_no_part(school):
    meet(school, "m2", "Ada", "Bo", "Cy", "Di")
    with school.engine.begin() as connection:
        rows_of, of = schema.attendees, schema.attendees.c
        connection.execute(rows_of.update().where(of.person == "Cy", of.meeting == "m2").values(present=False))
        connection.execute(rows_of.update().where(of.person == "Di", of.meeting == "m2").values(role="informed"))
        connection.execute(rows_of.update().where(of.person == "Bo", of.meeting == "m2").values(present=True))
    session = confirm(school, ADA, "m2")
    assert [row["person"] for row in rows(school, "participants") if row["event"] == session] == ["Ada", "Bo"]


@pytest.mark.parametrize("second", [ADA, BO, HEAD, LEADER])
def test_a_meeting_is_confirmed_once_whoever_comes_second(school, second):
    confirm(school)
    before = [rows(school, table) for table in ("events", "participants", "edits")]
    with pytest.raises(Refused, match="already"):
        confirm(school, second)
    assert [rows(school, table) for table in ("events", "participants", "edits")] == before


@pytest.mark.parametrize("writer", [ADA, BO, HEAD, LEADER, somebody("Di", "data-manager"), somebody("Cy", "team-lead")])
def test_who_was_invited_and_who_leads_confirm(school, writer):
    assert waiting(school, writer) == ["m1"]
    assert confirm(school, writer) == "M-m1"


@pytest.mark.parametrize(
    ("writer", "why"),
    [
        (DI, NotAllowed), (somebody("Di", "team-lead"), NotAllowed), (somebody(None), NotAllowed),
        (somebody("Far", "leader", "S2"), NotThere), (somebody("Ada", "staff", "S2"), NotThere),
        (somebody("Ada", "projector"), NotThere), (somebody("Ada", "officer"), NotThere),
        (somebody("Ada", "administrator"), NotThere), (Writer(Viewer.of("staff"), "staff"), NotThere),
        (Writer(Viewer("staff", frozenset()), "x", "Ada"), NotThere),
    ],
)  # fmt: skip
def test_nobody_else_confirms_and_nothing_waits_for_them(school, writer, why):
    assert waiting(school, writer) == []
    with pytest.raises(why):
        confirm(school, writer)
    assert rows(school, "events") == [] and rows(school, "edits") == []


@pytest.mark.parametrize("id_", ["", "nothing", "m1\x00", "x" * 3000, "' OR 1=1 --", "M-m1"])
def test_a_meeting_or_session_that_is_not_there_is_not_there(school, id_):
    with pytest.raises(NotThere):
        confirm(school, HEAD, id_)
    for do in (lambda: answer(school, id_, ADA, "useful"), lambda: there(school, id_, ADA, yes=False),
               lambda: unconfirm(school, id_, HEAD)):  # fmt: skip
        with pytest.raises(NotThere):
            do()


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (datetime(2026, 1, 31, 8, 0), "still to come"), (datetime(2026, 1, 30, 15, 31), "still to come"),
        (datetime(2027, 1, 1, 8, 0), "still to come"), (datetime(2026, 1, 1, 23, 0), "28 days ago"),
        (datetime(2019, 1, 1), "28 days ago"),
    ],
)  # fmt: skip
def test_what_is_still_to_come_or_long_gone_is_not_confirmed(school, start, words):
    meet(school, "m2", "Ada", "Bo", start=start)
    assert waiting(school, ADA) == ["m1"]
    with pytest.raises(Refused, match=words):
        confirm(school, ADA, "m2")


@pytest.mark.parametrize("start", [datetime(2026, 1, 2, 0, 0), datetime(2026, 1, 30, 15, 30)])
def test_the_first_and_the_last_moment_count(school, start):
    meet(school, "m2", "Ada", "Bo", start=start)
    assert "m2" in waiting(school, ADA)
    confirm(school, ADA, "m2")


def test_a_meeting_with_one_of_the_staff_is_no_session(school):
    meet(school, "m2", "Ada", "Kid")
    assert waiting(school, ADA) == ["m1"]
    with pytest.raises(Refused, match="nobody worked together"):
        confirm(school, ADA, "m2")


@pytest.mark.parametrize(
    ("own", "title", "kind"),
    [
        ("DATA meeting", "x", "data meeting"), ("peer", "x", "peer observation"), (None, "Mentoring Di", "mentoring"),
        ("plc", "x", "PLC meeting"), ("planning", "Mentoring", "planning"),
        (None, "Literacy observation", "peer observation"), (None, "Jour fixe", "material exchange"),
        ("lesson study", "Jour fixe", "lesson study"),
    ],
)  # fmt: skip
def test_one_tap_takes_the_meetings_own_kind_or_the_likely_one(school, own, title, kind):
    school.session("2025-10-01", "Ada", "Bo", kind="planning")
    meet(school, "m2", "Ada", "Bo", kind=own, title=title)
    confirm(school, ADA, meet(school, "m3", "Ada", "Bo", title="Jour fixe"), kind="material exchange")
    session = confirm(school, ADA, "m2")
    assert next(row["kind"] for row in rows(school, "events") if row["id"] == session) == kind


def test_what_nobody_can_tell_is_asked_once_and_then_takes_one_tap(school):
    meet(school, "m2", "Ada", "Bo", title="Jour fixe", kind="party")
    assert "m2" in waiting(school, ADA)
    with pytest.raises(Refused, match="What it was: choose one"):
        confirm(school, ADA, "m2")
    confirm(school, ADA, "m2", kind="mentoring")
    again = confirm(school, ADA, meet(school, "m3", "Ada", "Bo", title="Jour fixe", kind=None))
    assert next(row["kind"] for row in rows(school, "events") if row["id"] == again) == "mentoring"


def test_a_meeting_of_the_whole_staff_is_no_session(school):
    many = school.team("Music", 11)
    meet(school, "m2", *many[:10])
    meet(school, "m3", *many)
    assert set(waiting(school, HEAD)) == {"m1", "m2"}
    for place in range(40):
        school.staff(f"more{place}", "Office")
    assert set(waiting(school, HEAD)) == {"m1", "m2", "m3"}  # eleven are no quarter of the staff any more


def test_a_meeting_of_the_whole_staff_is_not_taken_by_its_id_either(school):
    meet(school, "all", "Ada", "Bo", *school.team("Math", 10))
    for writer in (ADA, HEAD):
        assert "all" not in waiting(school, writer)
        with pytest.raises(Refused, match="whole staff"):
            confirm(school, writer, "all")
    assert rows(school, "edits") == []


def test_where_minutes_say_who_came_only_what_is_a_session_for_certain_waits(school):
    for id_, kind in (("m2", "data meeting"), ("m3", "party")):
        school.add("meetings", id=id_, start=AT, school="S1", title="x", kind=kind)
        school.add_all("attendees", [{"meeting": id_, "person": one, "present": True} for one in ("Ada", "Bo")])
    assert set(waiting(school, ADA)) == {"m1", "m2"}


def test_a_kind_is_chosen_of_the_schools_own_and_the_usual_ones(school):
    school.session("2025-10-01", "Ada", "Bo", kind="book\r\n club")
    school.session("2025-10-01", "Far", "Bo", kind="Co-planning")
    with school.engine.connect() as connection:
        known = calendar_meetings.kinds(connection, "S1")
        assert known[:2] == ["Co-planning", "book club"] and len(known) == len(calendar_meetings.KINDS) + 1
        assert calendar_meetings.kinds(connection, "S2") == list(calendar_meetings.KINDS)
    with pytest.raises(Refused, match="choose one of the list"):
        confirm(school, kind="party")
    confirm(school, kind="book club")


@pytest.mark.parametrize(("minutes", "kept"), [(None, None), (0, None), (-5, None), (90, 90), (1440, None)])
def test_a_session_is_as_long_as_the_calendar_says(school, minutes, kept):
    session = confirm(school, ADA, meet(school, "m2", "Ada", "Bo", minutes=minutes))
    assert next(row["minutes"] for row in rows(school, "events") if row["id"] == session) == kept


@pytest.mark.parametrize("id_", ["x" * 254, "x" * 255, 'a"b\\é'])
def test_any_id_of_a_calendar_makes_a_session(school, id_):
    session = confirm(school, ADA, meet(school, id_, "Ada", "Bo"))
    assert session == (f"M-{id_}" if len(id_) < 254 else f"M-{sha256(id_.encode()).hexdigest()}")
    assert takes_back(school, ADA) == [session] and takes_back(school, BO) == []
    unconfirm(school, session)


def test_a_session_of_a_file_that_has_the_same_id_stays(school):
    school.add("events", id="M-m1", kind="planning", date=date(2025, 10, 1), school="S1")
    assert confirm(school) == f"M-{sha256(b'm1').hexdigest()}"
    assert len(rows(school, "events")) == 2


def test_who_was_not_there_says_so_and_takes_it_back(school):
    session = confirm(school)
    answer(school, session, BO, "not")
    there(school, session, BO, yes=False)
    assert lately(school, BO) == [(session, False, None)] and rows(school, "session_answers") == []
    assert lately(school, ADA) == [(session, True, None)]
    with pytest.raises(Refused, match="not there"):
        answer(school, session, BO, "useful")
    there(school, session, BO, yes=True)
    answer(school, session, BO, "useful")
    assert lately(school, BO) == [(session, True, "useful")]


def test_another_answer_stands_in_the_place_of_the_first(school):
    session = confirm(school)
    for said in ("useful", "partly", "not", "not", "useful"):
        answer(school, session, ADA, said)
        assert [(row["person"], row["answer"], row["date"]) for row in rows(school, "session_answers")] == [
            ("Ada", said, TODAY)
        ]
    with pytest.raises(Refused, match="choose one of the list"):
        answer(school, session, ADA, "great")


def test_the_answer_that_stands_already_writes_nothing_and_moves_no_version(school):
    session = confirm(school)
    answer(school, session, ADA, "useful")
    before = rows(school, "edits"), rows(school, "data_version")
    answer(school, session, ADA, "useful")
    assert (rows(school, "edits"), rows(school, "data_version")) == before


@pytest.mark.parametrize("writer", [DI, HEAD, LEADER, somebody(None)])
def test_who_was_not_invited_answers_nothing(school, writer):
    session = confirm(school)
    assert lately(school, writer) == []
    for do in (lambda: answer(school, session, writer, "useful"), lambda: there(school, session, writer, yes=False)):
        with pytest.raises(NotAllowed):
            do()


def test_sessions_of_files_are_asked_about_but_who_was_there_is_the_files(school):
    recent, old = school.session("2026-01-20", "Ada", "Bo"), school.session("2026-01-01", "Ada", "Bo")
    school.add("participants", event=old, person="Cy", present=True)
    answer(school, recent, ADA, "partly")
    assert lately(school, ADA) == [(recent, True, "partly")]
    with pytest.raises(Refused, match="28 days ago"):
        answer(school, old, ADA, "partly")
    for do in (lambda: there(school, recent, ADA, yes=False), lambda: unconfirm(school, recent, HEAD)):
        with pytest.raises(Refused, match="A file brought"):
            do()


def test_whoever_confirmed_takes_it_back_until_others_have_said_something(school):
    session = confirm(school)
    answer(school, session, ADA, "useful")
    with pytest.raises(NotAllowed):
        unconfirm(school, session, BO)
    unconfirm(school, session)
    assert [rows(school, table) for table in ("events", "participants", "session_answers")] == [[], [], []]
    assert waiting(school, BO) == ["m1"]
    assert confirm(school, BO) == session
    with pytest.raises(NotAllowed):
        unconfirm(school, session, ADA)
    there(school, session, CY, yes=False)
    with pytest.raises(Refused, match="Others have said"):
        unconfirm(school, session, BO)
    there(school, session, CY, yes=True)
    answer(school, session, CY, "not")
    with pytest.raises(Refused, match="Others have said"):
        unconfirm(school, session, BO)


def test_who_leads_takes_any_back_with_what_was_said(school):
    session = confirm(school)
    answer(school, session, BO, "not")
    with pytest.raises(NotThere):
        unconfirm(school, session, somebody("Far", "leader", "S2"))
    assert takes_back(school, HEAD) == [session]
    unconfirm(school, session, HEAD)
    assert [rows(school, table) for table in ("events", "participants", "session_answers")] == [[], [], []]


def test_what_somebody_thought_is_in_no_line_and_not_in_the_trail(school):
    session = confirm(school)
    for said in ("partly", "not"):
        answer(school, session, ADA, said)
    there(school, session, ADA, yes=False)
    lines, told = rows(school, "edits"), rows(school, "trail")
    assert {line["school"] for line in lines} == {"S1"} and {line["goal"] for line in lines} == {None}
    assert '"partly"' not in json.dumps([lines, told], default=str).replace("\\", "")
    assert '"not"' not in json.dumps([lines, told], default=str).replace("\\", "")
    assert "Ada" not in "".join(line["about"] for line in told)


def test_answers_are_counted_among_what_is_stored_about_somebody(school):
    answer(school, confirm(school), ADA, "useful")
    with school.engine.connect() as connection:
        stored = dict(own.stored(connection, "Ada"))
    assert stored["session answers, as person"] == "1" and stored["participants, as person"] == "1"


def test_a_confirmed_meeting_stands_once_among_what_was_done_for_a_goal(school):
    def done() -> dict:
        return {row["sort"]: row["value"] for row in school.ask("goals.work", "goal=g1").rows() if row["value"]}

    before = done()
    confirm(school)
    assert (before, done()) == ({"meeting": 1}, {"session": 1})


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["confirm", "unconfirm", "absent", "present", "useful", "not"]), max_size=12))
def test_any_story_leaves_one_session_or_none_and_answers_of_who_was_there_alone(story):
    school = School("sqlite://")
    for person in ("Ada", "Bo"):
        school.staff(person, "Math")
    meet(school, "m1", "Ada", "Bo")
    for step in story:
        do = {"confirm": lambda: confirm(school), "unconfirm": lambda: unconfirm(school, "M-m1"),
              "absent": lambda: there(school, "M-m1", ADA, yes=False),
              "present": lambda: there(school, "M-m1", ADA, yes=True)}  # fmt: skip
        with suppress(Refused, NotThere):  # what cannot be said just now changes nothing
            do.get(step, lambda said=step: answer(school, "M-m1", ADA, said))()
    events, came = rows(school, "events"), {row["person"]: row["present"] for row in rows(school, "participants")}
    assert len(events) <= 1 and set(came) in (set(), {"Ada", "Bo"}) and bool(events) == bool(came)
    assert all(came[row["person"]] for row in rows(school, "session_answers"))
