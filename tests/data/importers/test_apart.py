"""An import in a process of its own: what it answers, what a broken end leaves, and what it may have."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers import apart
from data.importers.order import DATE_ORDERS, Choices, Layout, Order
from data.importers.problems import ImportRefused
from data.importers.progress import CHECKING, nobody
from tests.data.importers.desk import PEOPLE, Desk

WORDS = st.text(max_size=12)
SAID = st.none() | WORDS
PAIRS = st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple)
NAMES = st.text("ab ü.&(", min_size=1, max_size=8).filter(lambda name: name.strip(" ."))
ORDERS = st.builds(
    Order,
    paths=st.lists(NAMES.map(lambda name: Path("/kept") / name), max_size=3),
    choices=st.builds(Choices, SAID, PAIRS, PAIRS),
    layout=st.builds(Layout, SAID, st.none() | st.integers(1, 99), SAID),
    dates=st.sampled_from((None, *DATE_ORDERS)),
    keep_good_rows=st.booleans(),
    dry_run=st.booleans(),
    replaces_sample=st.booleans(),
    by=WORDS,
)


def people(desk: Desk, rows: int = 0) -> Order:
    """Half a dozen people, and as many students more as one likes."""
    more = "".join(f"x{number},Somebody {number},student,oak,,\n" for number in range(rows))
    return Order([desk.file("people.csv", PEOPLE + more)])


@given(ORDERS)
def test_an_order_comes_out_of_json_as_it_went_in(order: Order):
    assert apart.from_json(json.loads(json.dumps(apart.as_json(order)))) == order


def test_a_receipt_comes_back_as_if_it_had_been_taken_here(desk_on_both: Desk):
    told = []
    receipt = apart.take_apart(desk_on_both.url, people(desk_on_both), told.append)
    (file,) = receipt.files
    assert (receipt.taken, file.kind, file.read, file.accepted) == (True, "people", 6, 6)
    assert {row["name"] for row in file.first} <= {"Ada", "Ben", "Cleo", "Dan", "Eve", "Fay"}
    assert len(desk_on_both.rows("people", "id")) == 6
    assert CHECKING in [one.stage for one in told]


def test_trouble_is_one_line(desk: Desk):
    order = replace(people(desk), replaces_sample=True)
    with pytest.raises(ImportRefused, match=r"^the database holds no school") as refused:
        apart.take_apart(desk.url, order, nobody)
    assert "\n" not in str(refused.value)


def test_a_database_that_cannot_be_used_is_one_line_too(tmp_path: Path, desk: Desk):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all" * 100)
    with pytest.raises(ImportRefused) as refused:
        apart.take_apart(f"sqlite:///{broken}", people(desk), nobody)
    assert "\n" not in str(refused.value)
    assert "Traceback" not in str(refused.value)


def test_a_child_that_is_killed_has_changed_nothing(desk: Desk, monkeypatch):
    """It is in the middle of the rows when its end comes."""
    before, children = desk.state, []
    begin = apart.start

    def started(*said) -> subprocess.Popen:
        children.append(begin(*said))
        return children[0]

    monkeypatch.setattr(apart, "start", started)
    with pytest.raises(ImportRefused, match="nothing is changed"):
        apart.take_apart(desk.url, people(desk, 50_000), lambda told: told.rows and children[0].kill())
    assert desk.state == before
    assert children[0].poll() is not None


def test_what_a_killed_child_had_unpacked_is_gone(desk: Desk, monkeypatch, tmp_path: Path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(RuntimeError, match="enough"):
        apart.take_apart(desk.url, people(desk, 20_000), _give_up)
    assert list(tmp_path.glob("staffroom-*")) == []


def _give_up(told) -> None:
    if told.rows:
        raise RuntimeError("enough")


def test_a_line_that_was_cut_off_is_no_answer():
    assert list(apart.answers(iter(['{"told": 1}\n', '{"rec']))) == [{"told": 1}]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows holds no process to limits of this sort")
def test_a_child_has_only_so_much_memory_and_says_so():
    greedy = "from data.importers import apart; apart.limit(60); bytearray(2 * apart.MOST_MEMORY)"
    ended = subprocess.run([sys.executable, "-c", greedy], cwd=apart.HOME, capture_output=True, text=True, check=False)
    assert "MemoryError" in ended.stderr


@pytest.mark.parametrize(("dry_run", "seconds"), [(True, apart.LOOK_SECONDS), (False, apart.MOST_SECONDS)])
def test_a_mere_look_has_less_time_than_taking_in(desk: Desk, monkeypatch, dry_run: bool, seconds: int):
    limits = []
    said = {"url": desk.url, "order": apart.as_json(replace(people(desk), dry_run=dry_run)), "tied": False}
    monkeypatch.setattr(apart, "limit", limits.append)
    monkeypatch.setattr(sys, "stdin", StringIO(json.dumps(said | {"report": None, "room": ""}) + "\n"))
    apart.main()
    assert limits == [seconds]


def test_a_child_that_never_answers_is_told_in_one_line(desk: Desk, monkeypatch, tmp_path: Path):
    monkeypatch.setattr(apart, "HOME", tmp_path)  # where there is nothing to run
    with pytest.raises(ImportRefused, match="nothing is changed"):
        apart.take_apart(desk.url, people(desk), nobody)


def test_a_child_loads_neither_the_pages_nor_the_metrics():
    """It starts in well under a second: people wait for it."""
    loads = "import sys, data.importers.replace, data.importers.report; print(*sys.modules)"
    child = subprocess.run([sys.executable, "-c", loads], cwd=apart.HOME, capture_output=True, text=True, check=True)
    assert {"dash", "flask", "pandas", "data.metrics", "data.sample"} & set(child.stdout.split()) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("end", [subprocess.Popen.terminate, subprocess.Popen.kill])
def test_whoever_ends_the_command_ends_the_import_and_clears_up(desk: Desk, tmp_path: Path, end):
    order, room = people(desk, rows=300_000), tmp_path / "room"
    room.mkdir()
    env = os.environ | {"STAFFROOM_DATABASE_URL": desk.url, "TMPDIR": str(room)}
    command = [sys.executable, "-m", "data", "import", str(order.paths[0])]
    with subprocess.Popen(command, cwd=apart.HOME, env=env, stderr=subprocess.DEVNULL) as parent:
        until = time.monotonic() + 30
        while not list(room.glob("staffroom-*")) and parent.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        end(parent)
        assert parent.wait(timeout=30) != 0
    until = time.monotonic() + 5
    while list(room.iterdir()) and time.monotonic() < until:  # after a kill the import does it
        time.sleep(0.02)
    left = [path for path in room.rglob("*") if end is subprocess.Popen.terminate or not path.is_dir()]
    assert (
        left == [] and desk.rows("people", "id") == []
    )  # killed before it began the import, it leaves an empty folder


def test_an_import_ends_with_who_began_it_however_that_ends_and_clears_up(desk: Desk, tmp_path: Path):
    room = tmp_path / "room"
    room.mkdir()
    (room / "unpacked").write_text("Ada")
    child = apart.start(desk.url, people(desk, rows=300_000), room)
    child.stdin.close()  # as the system does when a process is killed
    assert child.wait(timeout=30) == 1
    child.stdout.close()
    assert desk.rows("people", "id") == []
    assert not room.exists()


def test_what_an_import_left_long_ago_is_cleared_away(desk: Desk, monkeypatch, tmp_path: Path):
    place, elsewhere = tmp_path / "tmp", tmp_path / "elsewhere"
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    for folder in (elsewhere, place / "staffroom-old", place / "staffroom-new", place / "other"):
        folder.mkdir(parents=True)
        (folder / "unpacked").write_text("Ada")
    (place / "staffroom-link").symlink_to(elsewhere)
    (place / "staffroom-file").write_text("")
    for path in place.iterdir():
        if path.name != "staffroom-new":
            os.utime(path, (0, 0), follow_symlinks=False)
    apart.take_apart(desk.url, people(desk), nobody)
    left = {path.name for path in place.iterdir()}
    assert left == {"staffroom-new", "other", "staffroom-link", "staffroom-file"}
    assert (elsewhere / "unpacked").exists()
