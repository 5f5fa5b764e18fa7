"""What happened is kept line by line, and whatever is done to it afterwards is found."""

from __future__ import annotations

import csv
import threading
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import schema, store, trail, trail_file
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


# --- searched, and written out
@pytest.fixture
def week(engine):
    """Seven days with two lines each."""
    with engine.connect() as connection, store.changing(connection):
        before = trail.BEFORE_ALL
        for number in range(1, 15):
            day = f"2026-01-{(number + 1) // 2:02}T{'00:00' if number % 2 else '23:59'}:00.000+00:00"
            actor, what = ("ada", trail.SIGNED_IN) if number % 2 else ("-ben", trail.EXPORTED)
            line = Line(number, day, actor, what, "{}", "")
            before = line.sealed(before)
            connection.execute(schema.trail.insert().values(vars(line) | {"seal": before}))
    return engine


@pytest.mark.parametrize(
    ("search", "numbers"),
    [
        ({}, range(14, 0, -1)), ({"what": trail.EXPORTED}, range(14, 0, -2)), ({"actor": "ada"}, range(13, 0, -2)),
        ({"since": date(2026, 1, 6)}, range(14, 10, -1)), ({"until": date(2026, 1, 2)}, range(4, 0, -1)),
        ({"since": date(2026, 1, 3), "until": date(2026, 1, 3)}, (6, 5)), ({"actor": "nobody"}, ()),
        ({"since": date(2026, 1, 3), "until": date(2026, 1, 2)}, ()),
        ({"what": trail.EXPORTED, "actor": "-ben", "until": date(2026, 1, 3)}, (6, 4, 2)),
    ],
)  # fmt: skip
def test_lines_are_found_by_what_by_whom_and_between_days_that_both_count(week, search, numbers):
    with week.connect() as connection:
        lines, number = trail.found(connection, trail.Search(**search), 99)
    assert [line.line for line in lines] == list(numbers) and number == len(lines)


def test_of_many_lines_the_next_are_those_below(week):
    with week.connect() as connection:
        first, number = trail.found(connection, trail.Search(actor="ada"), 3)
        more, same = trail.found(connection, trail.Search(actor="ada", below=first[-1].line), 3)
    assert [line.line for line in (*first, *more)] == [13, 11, 9, 7, 5, 3] and number == same == 7


def test_what_there_is_to_search_for_is_what_is_there(week):
    with week.connect() as connection:
        assert trail.told_of(connection, "what") == ["exported", "signed in"]
        assert sorted(trail.told_of(connection, "actor")) == ["-ben", "ada"]


def test_a_file_of_the_trail_ends_with_its_seal_and_runs_nothing(week):
    with trail.looked_through(week) as lines:
        rows = list(csv.reader("".join(trail_file.as_csv(lines)).splitlines()))
    assert rows[0] == ["line", "at", "actor", "what", "about", "seal"] and len(rows) == 16
    assert rows[-1] == ["seal", "", "", "", "", written(week)[-1].seal] and rows[2][2] == "'-ben"


def test_a_file_of_an_empty_trail_has_the_seal_of_nothing():
    assert "".join(trail_file.as_csv([])).splitlines()[-1] == f"seal,,,,,{trail.BEFORE_ALL}"
