"""Requests to correct what is stored about somebody: who asks, who answers, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from data import schema, trail
from data.accounts import account as accounts
from data.accounts import corrections
from data.accounts.corrections import LONGEST, MOST_OPEN, NotTheirs
from data.accounts.grants import Grant, NotGranted

OAK, ASH = (Grant("leader", school, "because") for school in ("oak", "ash"))
EVERYWHERE = Grant("data-manager", None, "because")
WORDS = "I left Maths in May"


@pytest.fixture
def ada(writing) -> accounts.Account:
    return accounts.known(writing, "https://id.example", "1", "Ada", "ada@oak.example")


def asked(writing, ada, about: str = "role", text: str = WORDS) -> str:
    corrections.ask(writing, ada.id, ada.person, about, text)
    return str(corrections.of(writing, ada.id)[0].id)


def test_a_request_waits_until_who_leads_the_school_answers(writing, ada):
    id_ = asked(writing, ada, text=f"  {WORDS}\n in  2025 ")
    (waiting,) = corrections.of(writing, ada.id)
    assert (waiting.about, waiting.text) == ("my role or department", f"{WORDS} in 2025")
    assert waiting.answered is waiting.answer is waiting.by is None
    assert corrections.waiting(writing, OAK) == [("t1", waiting)]
    corrections.answer(writing, OAK, "principal", id_, "The office has changed it")
    (done,) = corrections.of(writing, ada.id)
    assert (done.answer, done.by, bool(done.answered)) == ("The office has changed it", "principal", True)
    assert corrections.waiting(writing, OAK) == [] and corrections.count_waiting(writing) == 0
    with pytest.raises(NotGranted, match="no such request"):
        corrections.answer(writing, OAK, "principal", id_, "again")


def test_the_trail_says_that_somebody_asked_and_was_answered_and_no_word_of_it(writing, ada):
    id_ = asked(writing, ada)
    corrections.answer(writing, EVERYWHERE, "office", id_, "done")
    lines = list(trail.lines(writing))
    assert [(line.actor, line.what) for line in lines] == [(ada.id, trail.ASKED), ("office", trail.ANSWERED)]
    assert [trail.told(line)["about"] for line in lines] == [{"correction": int(id_)}] * 2


@pytest.mark.parametrize(
    ("about", "text", "why"),
    [
        ("role", "", "say what is wrong"), ("role", " \n ", "say what is wrong"),
        ("role", "x" * (LONGEST + 1), "500 characters or fewer: these are 501"), ("role", "a\x00b", "nobody can read"),
        ("", WORDS, "say what it is about"), ('{"type": "Div"}', WORDS, "say what it is about"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_not_kept(writing, ada, about, text, why):
    with pytest.raises(NotGranted, match=why):
        corrections.ask(writing, ada.id, ada.person, about, text)
    assert corrections.of(writing, ada.id) == [] and list(trail.lines(writing)) == []


@pytest.mark.parametrize("text", ["x" * LONGEST, "می\u200cخواهم", "👩\u200d🏫", "<b>no</b>"])
def test_words_of_every_script_are_kept_as_they_are(writing, ada, text):
    asked(writing, ada, text=text)
    assert corrections.of(writing, ada.id)[0].text == text


def test_the_same_words_twice_within_a_minute_are_one_request(writing, ada, monkeypatch):
    asked(writing, ada), asked(writing, ada)
    assert len(corrections.of(writing, ada.id)) == 1 and len(list(trail.lines(writing))) == 1
    asked(writing, ada, about="name")
    later = accounts.now() + timedelta(seconds=61)
    monkeypatch.setattr(corrections, "now", lambda: later)
    asked(writing, ada)
    assert [one.about for one in corrections.of(writing, ada.id)].count("my role or department") == 2


def test_nobody_fills_the_list_of_their_school(writing, ada):
    for number in range(MOST_OPEN):
        asked(writing, ada, text=f"{number}")
    with pytest.raises(NotGranted, match="wait already"):
        asked(writing, ada, text="one more")


@pytest.mark.parametrize("person", [None, "nobody"])
def test_whom_the_roster_does_not_know_has_nothing_to_correct(writing, ada, person):
    with pytest.raises(NotGranted, match="roster does not know"):
        corrections.ask(writing, ada.id, person, "role", WORDS)


@pytest.mark.parametrize(
    "grant", [None, ASH, *(Grant(role, "oak", "because") for role in ("administrator", "officer", "teacher", "staff"))]
)
def test_nobody_else_sees_or_answers_it(writing, ada, grant):
    id_ = asked(writing, ada)
    assert corrections.waiting(writing, grant) == []
    with pytest.raises(NotTheirs):
        corrections.answer(writing, grant, "x", id_, "done")
    assert corrections.of(writing, ada.id)[0].answered is None


@pytest.mark.parametrize("id_", ["", "x", "-1", "٣", "9" * 5000, "2147483648", "99"])
def test_a_request_that_is_not_there_is_not_answered(writing, ada, id_):
    asked(writing, ada)
    with pytest.raises(NotGranted, match="no such request"):
        corrections.answer(writing, OAK, "x", id_, "done")


@pytest.mark.parametrize("text", ["", "x" * (LONGEST + 1)])
def test_an_answer_says_something_and_not_too_much(writing, ada, text):
    with pytest.raises(NotGranted, match="say what was done"):
        corrections.answer(writing, OAK, "x", asked(writing, ada), text)


def test_it_goes_along_to_another_school_with_its_person(writing, ada):
    asked(writing, ada)
    writing.execute(update(schema.people).where(schema.people.c.id == "t1").values(school="ash"))
    assert len(corrections.waiting(writing, ASH)) == 1 and corrections.waiting(writing, OAK) == []
    assert writing.scalar(select(schema.corrections.c.person)) == "t1"
