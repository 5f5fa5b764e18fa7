"""What happened is kept line by line, and whatever is done to it afterwards is found."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import store, trail
from data.trail import Broken, Line, proved

WORDS = st.text(max_size=10)
ABOUT = st.dictionaries(st.text(min_size=1, max_size=5), st.none() | st.integers() | WORDS, max_size=3)


def chain(said: list[tuple[str, str, str]]) -> list[Line]:
    lines, before = [], trail.BEFORE_ALL
    for number, (actor, what, about) in enumerate(said, 1):
        line = Line(number, f"2026-01-{number:02}", actor, what, about, "")
        lines.append(replace(line, seal=line.sealed(before)))
        before = lines[-1].seal
    return lines


CHAINS = st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=2, max_size=8).map(chain)


@pytest.fixture
def engine(made_url: str):
    engine = store.open_store(made_url)
    yield engine
    engine.dispose()


def written(engine) -> list[Line]:
    with trail.looked_through(engine) as lines:
        return list(lines)


def test_lines_are_sealed_one_after_the_other(engine):
    trail.note(engine, "leader", trail.SAW_NAMES, page="/goals", filters="program=literacy")
    trail.note(engine, "عمر 🙂", trail.IMPORTED, id=3)
    first, second = written(engine)
    assert (first.line, first.actor, first.what) == (1, "leader", "saw names")
    assert trail.told(first)["about"] == {"page": "/goals", "filters": "program=literacy"}
    assert proved([first, second]) == second.seal
    assert proved([first, second], first.seal) == second.seal, "a seal that was kept earlier is one of its own"


def test_an_empty_trail_is_whole(engine):
    assert proved(written(engine)) == trail.BEFORE_ALL == proved([], trail.BEFORE_ALL)


def test_a_line_that_is_taken_back_with_its_transaction_leaves_no_gap(engine):
    with pytest.raises(ZeroDivisionError), engine.connect() as connection, store.changing(connection):
        trail.add(connection, "x", trail.CHANGED)
        raise ZeroDivisionError
    trail.note(engine, "x", trail.CHANGED)
    assert proved(written(engine)) and [line.line for line in written(engine)] == [1]


def test_many_writers_make_one_chain(engine):
    threads = [threading.Thread(target=trail.note, args=(engine, str(n), trail.SIGNED_IN)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = written(engine)
    assert proved(lines) and sorted(line.actor for line in lines) == sorted(map(str, range(12)))


@given(CHAINS, st.data())
def test_every_edit_is_found(lines: list[Line], data):
    place = data.draw(st.integers(0, len(lines) - 1))
    name = data.draw(st.sampled_from(["line", "at", "actor", "what", "about", "seal"]))
    old = getattr(lines[place], name)
    new = data.draw((st.integers() if name == "line" else st.text(max_size=64)).filter(lambda value: value != old))
    lines[place] = replace(lines[place], **{name: new})
    with pytest.raises(Broken):
        proved(lines)


@given(CHAINS, st.data())
def test_every_deletion_is_found(lines: list[Line], data):
    place, head = data.draw(st.integers(0, len(lines) - 2)), lines[-1].seal
    del lines[place]
    with pytest.raises(Broken):
        proved(lines, head)


@given(CHAINS, st.data())
def test_every_reordering_is_found(lines: list[Line], data):
    other = data.draw(st.permutations(lines).filter(lambda some: some != lines))
    with pytest.raises(Broken):
        proved(other)


@given(CHAINS, st.data())
def test_a_cut_is_found_by_the_seal_that_was_kept(lines: list[Line], data):
    left = data.draw(st.integers(0, len(lines) - 1))
    with pytest.raises(Broken, match=f"ends with line {left}"):
        proved(lines[:left], lines[-1].seal)


@given(CHAINS, CHAINS)
def test_a_trail_sealed_anew_is_found_by_the_seal_that_was_kept(lines: list[Line], others: list[Line]):
    if lines[-1].seal not in [line.seal for line in others]:
        with pytest.raises(Broken):
            proved(others, lines[-1].seal)


def test_the_trail_survives_what_databases_do_to_text(engine):
    trail.note(engine, "a", trail.CHANGED, text="quote ' \" \\ é\n\t", n=1.5)
    assert proved(written(engine))
