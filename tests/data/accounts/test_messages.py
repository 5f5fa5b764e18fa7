"""How many messages somebody sends, in a file that several processes share."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter

import pytest

from data.accounts.messages import WINDOW, Messages, NotCounted

MOST = 120
ROOT = Path(__file__).resolve().parents[3]
SENDS = """
import sys
from pathlib import Path
from data.accounts.messages import Messages
messages = Messages(Path(sys.argv[1]), clock=lambda: 1000.0)
print(sum(messages.wait("a", int(sys.argv[2])) == 0 for _ in range(int(sys.argv[2]))))
"""


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def messages(tmp_path: Path, clock: Clock) -> Messages:
    return Messages(tmp_path / "new" / "messages.db", clock)


def let_in(messages: Messages, key: str = "a", times: int = 3 * MOST) -> int:
    return sum(messages.wait(key, MOST) == 0 for _ in range(times))


@pytest.fixture
def rows(messages: Messages) -> Iterator:
    def read() -> list[str]:
        with closing(sqlite3.connect(messages.path)) as theirs:
            return [key for (key,) in theirs.execute("SELECT key FROM senders ORDER BY key")]

    return read


def test_as_many_as_a_minute_has_pass_at_once_and_no_more(messages):
    assert let_in(messages) == MOST
    assert messages.wait("a", MOST) == pytest.approx(WINDOW / MOST)


def test_time_heals_it_one_by_one(messages, clock):
    let_in(messages)
    clock.now += messages.wait("a", MOST) + 0.001
    assert let_in(messages) == 1
    clock.now += WINDOW / 2
    assert let_in(messages) == MOST // 2
    clock.now += WINDOW * 10
    assert let_in(messages) == MOST, "a bucket is never more than full"


def test_who_has_to_wait_does_not_wait_longer_for_asking(messages):
    let_in(messages)
    before = messages.wait("a", MOST)
    let_in(messages)
    assert messages.wait("a", MOST) == before


def test_nobody_waits_for_another(messages):
    let_in(messages)
    assert messages.wait("b", MOST) == 0


def test_two_processes_share_the_count(tmp_path: Path):
    command = [sys.executable, "-c", SENDS, str(tmp_path / "messages.db"), "2000"]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert sum(int(one.communicate(timeout=60)[0]) for one in both) == 2000


def test_threads_of_one_process_share_it_too(messages):
    found: list[int] = []
    threads = [Thread(target=lambda: found.append(let_in(messages))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == MOST


def test_who_is_free_again_is_forgotten(messages, clock, rows):
    for key in "abc":
        messages.wait(key, MOST)
    clock.now += WINDOW + 1
    messages.wait("d", MOST)
    assert rows() == ["d"]


def test_a_clock_that_is_turned_back_locks_nobody_out(messages, clock):
    let_in(messages)
    clock.now -= 3600
    assert let_in(messages) == MOST


def test_a_file_that_is_no_database_is_begun_anew(messages):
    messages.path.parent.mkdir()
    messages.path.write_bytes(b"no database" * 1000)
    with pytest.raises(NotCounted, match=r"messages\.db"):
        messages.wait("a", MOST)
    assert let_in(messages) == MOST


def test_a_file_that_others_emptied_is_begun_anew(messages):
    let_in(messages)
    messages.path.write_bytes(b"")
    with pytest.raises(NotCounted):
        messages.wait("a", MOST)
    assert let_in(messages) == MOST


def test_a_place_that_cannot_be_written_is_named_and_used_once_it_can(messages):
    messages.path.mkdir(parents=True)
    with pytest.raises(NotCounted, match=r"messages\.db"):
        messages.wait("a", MOST)
    messages.path.rmdir()
    assert let_in(messages) == MOST


def test_it_costs_little(messages):
    """Next to the millisecond that the whole guard may take (`make bench`)."""
    times = []
    for _ in range(500):
        start = perf_counter()
        messages.wait("a", 1_000_000)
        times.append(perf_counter() - start)
    assert median(times) < 0.0005
