"""A folder that an export job fills at night: taken whole or not at all, its report beside it."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from data.importers import watch as watching
from data.importers.order import Order
from data.importers.problems import ImportRefused
from data.importers.receipt import Receipt
from data.importers.take import take
from data.importers.watch import Outcome, look
from tests.data.importers.desk import PEOPLE, SCHOOL, Desk

LATER = watching.QUIET_SECONDS + 1
WRONG = PEOPLE + "s3,Gil,wizard,oak,,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "nightly"
    place.mkdir()
    return place


def drop(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text)


def looked(desk: Desk, folder: Path, after: float = LATER) -> Outcome | None:
    return look(folder, lambda order: take(desk.engine, order), time.time() + after)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_lies_still_is_taken_and_put_aside_with_its_receipt(desk_on_both: Desk, folder: Path):
    drop(folder, schools=SCHOOL, people=PEOPLE)
    outcome = looked(desk_on_both, folder)
    assert (outcome.taken, outcome.said) == (True, "Import 1: 8 rows written.")
    assert outcome.folder.parent == folder / "taken"
    assert names(outcome.folder) == ["people.csv", "report.json", "report.txt", "schools.csv"]
    assert json.loads((outcome.folder / "report.json").read_text())["id"] == 1
    assert names(folder) == ["taken"]
    assert desk_on_both.rows("imports", "by") == [("watched folder",)]
    assert looked(desk_on_both, folder) is None


def test_one_wrong_row_and_nothing_of_the_night_is_taken(desk_on_both: Desk, folder: Path):
    before = desk_on_both.state
    drop(folder, schools=SCHOOL, people=WRONG)
    outcome = looked(desk_on_both, folder)
    assert not outcome.taken
    assert outcome.folder.parent == folder / "refused"
    first, second, *_ = (outcome.folder / "report.txt").read_text().splitlines()
    assert first.startswith("Nothing is changed")
    assert second.startswith('people.csv line 8, column kind: "wizard" is ')
    assert desk_on_both.state == before
    assert names(folder) == ["refused"]


def test_mended_files_dropped_again_are_taken(desk: Desk, folder: Path):
    drop(folder, people=WRONG)
    looked(desk, folder)
    drop(folder, people=PEOPLE)
    assert looked(desk, folder).taken


def test_what_is_still_being_written_is_waited_for(desk: Desk, folder: Path):
    drop(folder, schools=SCHOOL, people=PEOPLE)
    assert looked(desk, folder, after=1) is None
    now = time.time() + LATER
    os.utime(folder / "people.csv", (now, now))
    assert looked(desk, folder) is None  # the one lies still, the other does not
    assert names(folder) == ["people.csv", "schools.csv"]


@pytest.mark.parametrize("half", ["people.csv.part", "people.csv.TMP", "people.filepart", "people.crdownload"])
def test_a_file_that_is_half_there_by_its_name_is_waited_for(desk: Desk, folder: Path, half: str):
    drop(folder, schools=SCHOOL)
    (folder / half).write_text(PEOPLE)
    assert looked(desk, folder) is None


def test_hidden_files_and_folders_are_not_ours(desk: Desk, folder: Path):
    (folder / ".lock").write_text("")
    (folder / "archive").mkdir()
    assert looked(desk, folder) is None
    drop(folder, people=PEOPLE)
    assert looked(desk, folder).taken
    assert names(folder) == [".lock", "archive", "taken"]


def test_a_file_that_gets_another_name_meanwhile_is_looked_at_the_next_time(desk: Desk, folder: Path, monkeypatch):
    monkeypatch.setattr(watching, "_waiting", lambda _: [folder / "gone.csv"])
    assert looked(desk, folder) is None


def test_an_export_called_like_a_report_is_not_written_over(desk: Desk, folder: Path):
    (folder / "report.txt").write_text(PEOPLE)
    (folder / "report.json").write_text("{}")
    outcome = looked(desk, folder)
    assert (outcome.folder / "report.txt").read_text() == PEOPLE
    assert (outcome.folder / "report.json").read_text() == "{}"
    assert names(outcome.folder) == ["report (2).json", "report (2).txt", "report.json", "report.txt"]


def test_two_nights_of_one_second_have_folders_of_their_own(desk: Desk, folder: Path, monkeypatch):
    class Still(watching.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 1, 30, 3, 0, 0)

    monkeypatch.setattr(watching, "datetime", Still)
    for _ in range(2):
        drop(folder, people=PEOPLE)
        looked(desk, folder)
    assert names(folder / "taken") == ["2026-01-30 03-00-00", "2026-01-30 03-00-00 (2)"]


def test_an_import_that_came_to_no_end_is_refused_in_one_line(folder: Path):
    def breaks(_: Order) -> Receipt:
        raise ImportRefused("the file asks for too much")

    drop(folder, people=PEOPLE)
    outcome = look(folder, breaks, time.time() + LATER)
    assert (outcome.taken, outcome.said) == (False, "the file asks for too much")
    assert (outcome.folder / "report.txt").read_text() == "the file asks for too much\n"


def test_a_folder_that_is_not_there_is_said(desk: Desk, tmp_path: Path):
    outcome = desk.run("watch", tmp_path / "nowhere", "--once")
    assert outcome.code == 1
    assert "cannot be watched" in outcome.err
    assert "Traceback" not in outcome.err


def test_one_look_from_the_command_line(desk: Desk, folder: Path):
    drop(folder, people=PEOPLE)
    past = time.time() - LATER
    os.utime(folder / "people.csv", (past, past))
    outcome = desk.run("watch", folder, "--once")
    assert (outcome.code, outcome.out.partition(": ")[2]) == (0, "Import 1: 6 rows written.\n")
    assert desk.run("watch", folder, "--once").out == ""


def test_a_file_from_the_future_is_taken_when_it_lies_still(desk: Desk, folder: Path):
    drop(folder, schools=SCHOOL)
    then = time.time() + 10 * 365 * 86400
    os.utime(folder / "schools.csv", (then, then))
    assert looked(desk, folder, after=1) is None
    assert looked(desk, folder).taken


@pytest.mark.parametrize("name", ["taken", "refused"])
def test_where_the_files_would_go_nothing_else_may_stand(desk: Desk, folder: Path, tmp_path: Path, name: str):
    drop(folder, schools=SCHOOL)
    before = desk.state
    for make in (lambda path: path.write_text("x"), lambda path: path.symlink_to(tmp_path)):
        make(folder / name)
        with pytest.raises(ImportRefused, match=f"{name}: is where files go that were {name}"):
            looked(desk, folder)
        (folder / name).unlink()
    assert desk.state == before


def test_a_link_is_put_aside_and_not_followed(desk: Desk, folder: Path, tmp_path: Path):
    own = tmp_path / "own.csv"
    own.write_text(PEOPLE)
    (folder / "people.csv").symlink_to(own)
    outcome = look(folder, lambda order: take(desk.engine, order), time.time() + LATER)
    assert (
        not outcome.taken and outcome.said == "people.csv: is a link, and links are not followed; drop the file itself"
    )
    assert own.read_text() == PEOPLE and "Ada" not in (outcome.folder / "report.txt").read_text()
    assert names(folder) == ["refused"]


def test_a_link_that_is_put_there_after_the_look_is_not_followed(desk: Desk, folder: Path, tmp_path, monkeypatch):
    """Somebody who may write there is quicker than the reading."""
    own = tmp_path / "own.csv"
    own.write_text(PEOPLE)
    monkeypatch.setattr(Path, "is_symlink", lambda _: False)
    (folder / "people.csv").symlink_to(own)
    outcome = looked(desk, folder)
    assert outcome.said == f"people.csv: {watching.IS_LINK}"
    assert own.read_text() == PEOPLE and desk.rows("people", "id") == []


def test_what_is_put_there_after_the_copy_is_not_read_and_stays(desk: Desk, folder: Path, tmp_path: Path):
    own = tmp_path / "own.csv"
    own.write_text(WRONG)

    def swapped(order: Order) -> Receipt:
        (folder / "people.csv").unlink()
        (folder / "people.csv").symlink_to(own)
        return take(desk.engine, order)

    drop(folder, schools=SCHOOL, people=PEOPLE)
    outcome = look(folder, swapped, time.time() + LATER)
    assert outcome.taken and len(desk.rows("people", "id")) == 6
    assert names(outcome.folder) == ["report.json", "report.txt", "schools.csv"]
    assert names(folder) == ["people.csv", "taken"] and own.read_text() == WRONG


def test_what_the_job_writes_anew_while_it_is_taken_is_taken_at_the_next_look(desk: Desk, folder: Path):
    def rewritten(order: Order) -> Receipt:
        (folder / "people.csv").write_text(PEOPLE + "s3,Gil,student,oak,,\ns4,Hal,student,oak,,\n")
        return take(desk.engine, order)

    drop(folder, people=PEOPLE)
    assert look(folder, rewritten, time.time() + LATER).taken
    assert names(folder) == ["people.csv", "taken"]
    assert looked(desk, folder).said == "Import 2: 2 rows written."


def test_what_vanishes_while_it_is_taken_ends_no_watch(desk: Desk, folder: Path):
    def gone(order: Order) -> Receipt:
        (folder / "people.csv").unlink()
        return take(desk.engine, order)

    drop(folder, people=PEOPLE)
    outcome = look(folder, gone, time.time() + LATER)
    assert outcome.taken and names(outcome.folder) == ["report.json", "report.txt"]


def test_what_vanishes_before_it_is_read_is_waited_for(desk: Desk, folder: Path, monkeypatch):
    drop(folder, people=PEOPLE)
    monkeypatch.setattr(watching, "_lie_still", lambda files, _now: files[0].unlink() is None)
    assert looked(desk, folder) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_a_pipe_that_is_put_there_holds_nobody_up(folder: Path, tmp_path: Path):
    os.mkfifo(folder / "people.csv")
    with pytest.raises(watching.Unread, match=r"people\.csv: is no file"):
        watching._copied(folder / "people.csv", tmp_path)
