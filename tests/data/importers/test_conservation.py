"""For any file: rows read are accepted, unchanged, repeated or rejected, and the database has what was accepted."""

import csv
import io
import itertools
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.importers.desk import Desk, counts

IDS = st.sampled_from(["t1", "t2", "s1", " s2 ", "nobody", "", "T1"])
DAYS = st.sampled_from(["2025-09-01", "2025-09-02", "2025-09-03T08:00", "13/09/2025", "2025-02-30", "", "soon"])
STATUSES = st.sampled_from(["present", "Absent", "tardy", "asleep", ""])
MINUTES = st.sampled_from(["", "", "5", "5.0", "-1", "x"])
ROWS = st.lists(st.tuples(IDS, DAYS, STATUSES, MINUTES).map(list) | st.lists(IDS, min_size=1, max_size=6), max_size=30)


@pytest.fixture(scope="module")
def fresh(small_school, tmp_path_factory):
    """Makes a desk on a new copy of the small school each time it is called."""
    folder, numbers = tmp_path_factory.mktemp("conservation"), itertools.count()

    def desk() -> Desk:
        path = folder / f"{next(numbers)}.db"
        shutil.copy(small_school, path)
        return Desk(f"sqlite:///{path}", folder)

    return desk


@pytest.fixture(scope="module")
def one_desk(fresh) -> Desk:
    return fresh()


def text_of(rows: list[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([["person", "date", "status", "minutes"], *rows])
    return written.getvalue()


def few(examples: int):
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


def account_for_every_row(fresh, rows: list[list[str]]) -> None:
    desk = fresh()
    read = sum(any(cell.strip() for cell in row) for row in rows)
    first = desk.take_text("attendance", text_of(rows), "--keep-good-rows")
    assert first.file["read"] == read == sum(counts(first.file)[1:])
    assert len(desk.rows("attendance", "person")) == first.file["accepted"]
    lines = {problem["line"] for problem in first.file["problems"]}
    assert lines <= set(range(2, len(rows) + 2)) and len(lines) == first.file["rejected"]
    kept, version = desk.rows("attendance", "person", "date", "status", "minutes"), desk.version
    second = desk.take_text("attendance", text_of(rows), "--keep-good-rows")
    assert (second.file["accepted"], second.file["unchanged"]) == (0, first.file["accepted"])
    assert (second.file["repeated"], second.file["rejected"]) == (first.file["repeated"], first.file["rejected"])
    assert (desk.rows("attendance", "person", "date", "status", "minutes"), desk.version) == (kept, version)


@few(12)
@given(rows=ROWS)
def test_every_row_is_accounted_for_and_twice_is_once(fresh, rows):
    account_for_every_row(fresh, rows)


@pytest.mark.soak
@few(2_000)
@given(rows=ROWS)
def test_every_row_of_thousands_of_files_is_accounted_for(fresh, rows):
    account_for_every_row(fresh, rows)


PAIRS = st.lists(st.tuples(*[st.sampled_from(["t1", "t2", "t3", "t4"])] * 2), unique=True)


@few(6)
@given(data=st.data(), pairs=PAIRS)
def test_the_order_of_rows_and_a_file_in_two_halves_make_no_difference(fresh, data, pairs):
    once, other = fresh(), fresh()
    order = data.draw(st.permutations(pairs))
    cut = data.draw(st.integers(0, len(order)))
    once.take_text("ties", "from,to\n" + "".join(f"{one},{two}\n" for one, two in pairs))
    for half in (order[:cut], order[cut:]):
        other.take_text("ties", "from,to\n" + "".join(f"{one},{two}\n" for one, two in half))
    assert once.rows("ties", "from_person", "to_person") == other.rows("ties", "from_person", "to_person")


BYTES = st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))


def survive(desk: Desk, content: bytes) -> None:
    outcome = desk.take_text("people", content, "--dry-run")
    assert outcome.code in (0, 1)
    assert all(counts(file)[0] == sum(counts(file)[1:]) for file in outcome.receipt["files"])


@few(30)
@given(content=BYTES)
def test_whatever_stands_in_a_file_it_is_never_a_traceback(one_desk, content: bytes):
    survive(one_desk, b"id,name,kind,school\n" + content)


@pytest.mark.soak
@few(10_000)
@given(content=BYTES | BYTES.map(lambda end: b"id,name,kind,school\n" + end))
def test_whatever_stands_in_thousands_of_files_it_is_never_a_traceback(one_desk, content: bytes):
    survive(one_desk, content)
