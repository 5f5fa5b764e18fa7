"""Killed, full, cut off: whatever happens while an import runs, it is there as a whole or not at all."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from data import store
from data.importers.order import Order
from data.importers.take import take
from data.importers.undo import undo
from tests.data.importers.desk import EVENTS, PEOPLE, Desk

HERE = Path(__file__).resolve().parents[3]
# Runs a command and dies, as by kill -9, before the n-th statement that it sends.
DIES = """
import os, signal, sys
from sqlalchemy import event
from data import store
from data.__main__ import main
engine = store.open_store(sys.argv[1])
sent = [0]
def count(*_):
    sent[0] += 1
    if sent[0] == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
store.open_store = lambda url: engine
event.listen(engine, "before_cursor_execute", count)
main(sys.argv[3:], standalone_mode=False, obj="in this process")
"""


def dies(url: str, at: int, *command: str | Path) -> subprocess.CompletedProcess:
    words = [sys.executable, "-c", DIES, url, str(at), *map(str, command)]
    return subprocess.run(words, cwd=HERE, capture_output=True, text=True, timeout=60)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9; the fault loop below runs there, too")
def test_an_import_that_is_killed_leaves_nothing_behind(desk_on_both: Desk):
    """In the merge: after the first table was written, before the second."""
    desk = desk_on_both
    files = [desk.file("people.csv", PEOPLE), desk.file("events.csv", EVENTS)]
    before = desk.state
    sent = statements_of(desk.url, lambda engine: take(engine, Order(files)))
    middle = next(n for n, statement in enumerate(sent, 1) if statement.startswith("INSERT INTO events"))
    assert desk.state == before
    assert dies(desk.url, middle, "import", *files).returncode == -9
    assert desk.state == before
    assert desk.take(*files).code == 0


def statements_of(url: str, does: Callable[[Engine], object]) -> list[str]:
    """What is sent, found out by doing it and breaking off when it would commit what it wrote."""
    engine, sent = store.open_store(url), []

    def break_off(connection) -> None:
        if connection.get_execution_options().get("writes"):
            raise RuntimeError("the plug was pulled")

    event.listen(engine, "before_cursor_execute", lambda *about: sent.append(about[2]))
    event.listen(engine, "commit", break_off)
    with pytest.raises(RuntimeError, match="plug"):
        does(engine)
    return sent


def test_the_nth_statement_may_fail_for_any_n_and_nothing_is_half_done(desk: Desk):
    files = [desk.file("people.csv", PEOPLE), desk.file("events.csv", EVENTS)]
    fails_anywhere(desk, lambda engine: take(engine, Order(files)))
    assert desk.take(*files).code == 0


def fails_anywhere(desk: Desk, does: Callable[[Engine], object], every: int = 1) -> None:
    """``every`` n-th statement: the soak leaves none out."""
    before, count = desk.state, len(statements_of(desk.url, does))
    assert count > 15
    failing = Failing(desk.url)  # one for all: statements are compiled once
    for n in {*range(1, count + 1, every), count}:
        failing.left = n
        with pytest.raises(OperationalError):
            does(failing.engine)
        assert desk.state == before
    failing.engine.dispose()


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.soak)])
def test_the_same_for_an_import_that_changes_rows_and_for_its_undo(stocked: Desk, every: int):
    files = [
        stocked.file("people.csv", PEOPLE.replace("Ada", "Ada L").replace("oak", "ash")),
        stocked.file("events.csv", EVENTS.replace("45", "50") + "e2,talk,2025-10-01,oak,\n"),
    ]
    before = stocked.content
    fails_anywhere(stocked, lambda engine: take(engine, Order(files)), every)
    assert stocked.take(*files).code == 0
    fails_anywhere(stocked, lambda engine: undo(engine, 2, "test"), every)
    assert stocked.run("undo", "2").code == 0 and stocked.content == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9; the fault loop above runs there, too")
def test_an_undo_that_is_killed_has_undone_nothing(stocked_on_both: Desk):
    """With some rows as they were, before those that were added are gone."""
    desk = stocked_on_both
    desk.take_text("people", PEOPLE.replace("Ada", "Ada L") + "t9,Ida,staff,oak,,\n")
    before = desk.state
    sent = statements_of(desk.url, lambda engine: undo(engine, 2, "test"))
    middle = next(n for n, statement in enumerate(sent, 1) if statement.startswith("DELETE FROM people"))
    assert dies(desk.url, middle, "undo", "2").returncode == -9
    assert desk.state == before
    assert desk.run("undo", "2").code == 0


class Failing:
    """An engine of which one statement fails as a full disk does: that before which ``left`` comes to nothing."""

    def __init__(self, url: str, left: int = 0) -> None:
        self.engine, self.left = store.open_store(url), left
        event.listen(self.engine, "before_cursor_execute", self._count)

    def _count(self, *about) -> None:
        self.left -= 1
        if not self.left:
            raise OperationalError(about[2], {}, sqlite3.OperationalError("database or disk is full"))


def test_many_who_import_at_once_are_all_right(stocked_on_both: Desk):
    """Each brings a change of its own and one that all bring; none is lost and none comes twice."""
    desk, outcomes = stocked_on_both, []
    header = "from,to,kind\n"
    pairs = ["t1,t2", "t2,t3", "t3,t4", "t4,t1"]
    files = [desk.file(f"{n}.csv", f"{header}{pair},own\nt1,t3,shared\n") for n, pair in enumerate(pairs)]

    def bring(path: Path) -> None:
        engine = store.open_store(desk.url)
        outcomes.append(take(engine, Order([path])))
        engine.dispose()

    threads = [threading.Thread(target=bring, args=[path]) for path in files]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcome.changes for outcome in outcomes) == [1, 1, 1, 2]
    ties = desk.rows("ties", "from_person", "to_person", "kind")
    assert len(ties) == 5 and ties.count(("t1", "t3", "shared")) == 1


def test_a_disk_that_is_full_is_one_line(desk: Desk, monkeypatch):
    engine = Failing(desk.url, 12).engine
    monkeypatch.setattr(store, "open_store", lambda url: engine)
    outcome = desk.run("import", desk.file("people.csv", PEOPLE))
    assert outcome.code == 1 and len(outcome.err.splitlines()) == 1
    assert outcome.err.endswith("database or disk is full; make room on the disk and try again\n")


def test_a_disk_that_fills_up_while_rows_are_staged_is_one_line(desk: Desk, monkeypatch):
    engine = store.open_store(desk.url)
    engine.dispose()  # the next connection is a new one
    event.listen(engine, "connect", lambda driver, _: driver.execute("PRAGMA temp.max_page_count = 20"))
    monkeypatch.setattr(store, "open_store", lambda url: engine)
    rows = "".join(f"p{number},Name {number},staff,oak\n" for number in range(20_000))
    before = desk.state
    outcome = desk.run("import", desk.file("people.csv", "id,name,kind,school\n" + rows))
    assert outcome.code == 1 and outcome.err.endswith("make room on the disk and try again\n"), outcome
    assert desk.state == before


def test_a_file_that_breaks_off_takes_nothing_of_itself_with_it(desk: Desk):
    """The quote is found after many rows of the file were staged."""
    rows = "".join(f"p{number},Name {number},staff,oak\n" for number in range(25_000))
    broken = desk.file("people.csv", "id,name,kind,school\n" + rows + 'x,"never closed,staff,oak\n')
    good = desk.file("more.csv", "id,name,kind,school\nt1,Ada,staff,oak\n")
    outcome = desk.take(broken, good, "--keep-good-rows")
    assert [(file["read"], file["accepted"]) for file in outcome.receipt["files"]] == [(0, 0), (1, 1)]
    assert outcome.receipt["files"][0]["problems"][0]["line"] == 25_002
    assert desk.rows("people", "id") == [("t1",)]
