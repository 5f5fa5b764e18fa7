"""Files that somebody handed in on the page: what becomes of them, whatever their names and whoever presses what."""

from __future__ import annotations

import os
import stat
import sys
import threading
import time
from pathlib import Path

import pytest

from data.importers import delivery as deliveries
from data.importers import inbox as inboxes
from data.importers.delivery import NoDelivery, plain
from data.importers.inbox import Full, Inbox
from data.importers.order import Choices, Layout
from data.importers.unpack import MOST_FILES
from tests.data.importers.desk import PEOPLE, Desk
from tests.data.importers.handed_in import NOTHING_SAID, PATIENCE, put, settled


@pytest.fixture
def box(desk: Desk, tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "inbox", desk.url)


def gone(path: Path) -> bool:
    until = time.monotonic() + PATIENCE
    while path.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return not path.exists()


def test_what_is_handed_in_is_looked_through_and_nothing_is_changed(box: Inbox, desk: Desk):
    before = desk.state
    id_ = put(box, people=PEOPLE)
    delivery = settled(box, id_)
    assert (delivery.state, delivery.names, delivery.order.by) == ("checked", ["people.csv"], "leader")
    assert delivery.receipt["files"][0]["accepted"] == 6
    assert not delivery.has_report
    assert desk.state == before


def test_files_are_taken_once_and_gone_then(box: Inbox, desk: Desk):
    id_ = put(box, people=PEOPLE)
    settled(box, id_)
    box.take(id_, keep_good_rows=False)
    delivery = settled(box, id_)
    assert (delivery.state, delivery.receipt["id"]) == ("taken", 1)
    assert gone(delivery.folder / "files")
    box.take(id_, keep_good_rows=False)
    assert box.get(id_).state == "taken"
    assert not box.forget(id_)
    assert desk.rows("imports", "id", "by") == [(1, "leader")]


def test_two_presses_begin_one_process_whichever_worker_hears_them(box: Inbox, desk: Desk):
    id_ = put(box, people=PEOPLE)
    settled(box, id_)
    workers = [Inbox(box.folder, box.url) for _ in range(4)]
    presses = [threading.Thread(target=one.take, args=(id_,), kwargs={"keep_good_rows": False}) for one in workers]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    assert settled(box, id_).state == "taken"
    assert desk.rows("imports", "id") == [(1,)]


def test_what_is_refused_has_a_report_and_its_good_rows_can_be_had(box: Inbox, desk: Desk):
    id_ = put(box, people=PEOPLE + "s3,Gil,wizard,oak,,\n")
    delivery = settled(box, id_)
    assert (delivery.state, delivery.has_report) == ("checked", True)
    box.take(id_, keep_good_rows=False)
    delivery = settled(box, id_)
    assert (delivery.state, delivery.has_report) == ("refused", True)
    box.take(id_, keep_good_rows=True)
    delivery = settled(box, id_)
    assert (delivery.state, delivery.has_report) == ("taken", True)
    assert len(desk.rows("people", "id")) == 6


def test_an_answer_is_looked_through_anew_and_stays_said(box: Inbox, desk: Desk):
    desk.has("schools", "people")
    id_ = put(box, attendance="person,date,status\ns1,01/02/2026,present\n")
    assert settled(box, id_).receipt["files"][0]["problems"][0]["ask"]["what"] == "dates"
    box.check(id_, Choices(), Layout(), "dmy")
    delivery = settled(box, id_)
    assert (delivery.order.dates, delivery.has_report, delivery.receipt["files"][0]["accepted"]) == ("dmy", False, 1)


def test_a_running_check_can_be_cancelled(box: Inbox, desk: Desk):
    before = desk.state
    many = "".join(f"x{number},Somebody,student,oak,,\n" for number in range(100_000))
    id_ = put(box, people=PEOPLE + many)
    delivery = box.get(id_)
    assert (delivery.state, delivery.is_running) == ("checking", True)
    box.check(id_, *NOTHING_SAID)
    assert box.get(id_).run == 1  # one thing at a time
    assert box.forget(id_)
    assert gone(delivery.folder)
    assert desk.state == before
    with pytest.raises(NoDelivery):
        box.get(id_)


def test_a_process_that_ended_without_a_word_is_told_and_can_be_tried_again(box: Inbox):
    id_ = put(box, people=PEOPLE)
    delivery = settled(box, id_)
    assert gone(delivery.folder / "room-1")
    (delivery.folder / "said-1.jsonl").write_text('{"told": {"stage": "opening"}}\n{"receipt": {"fi')
    delivery = box.get(id_)
    assert (delivery.state, delivery.trouble) == ("failed", deliveries.SAYS_NOTHING["check"])
    box.take(id_, keep_good_rows=False)
    assert box.get(id_).what == "check"  # nothing is taken that was not looked through
    box.check(id_, *NOTHING_SAID)
    assert settled(box, id_).state == "checked"


def test_a_page_that_waits_is_told_how_far_it_is(box: Inbox):
    id_ = put(box, people=PEOPLE)
    assert plain(box.get(id_))["state"] in ("checking", "checked")
    settled(box, id_)
    assert plain(box.get(id_)) == {"state": "checked", "told": {"stage": "checking", "file": "people.csv", "rows": 6}}


def test_what_is_thrown_away_while_it_is_read_is_not_there(box: Inbox):
    delivery = settled(box, put(box, people=PEOPLE))
    delivery = box.get(delivery.id)
    box.forget(delivery.id)
    with pytest.raises(NoDelivery):
        plain(delivery)


@pytest.mark.parametrize(
    "id_", ["", "..", "../../etc", "x" * 22, "x" * 23, "files", "%2e%2e", "a/b", "\0" * 22, "ü" * 22]
)
def test_what_is_no_delivery_is_not_there(box: Inbox, id_: str):
    (box.folder / "files").mkdir(parents=True)
    for asked in (box.get, box.forget):
        with pytest.raises(NoDelivery):
            asked(id_)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("C:\\school\\people.csv", "people.csv"),
        ("..", "file"),
        (".", "file"),
        ("...csv", "csv"),
        (".htaccess", "htaccess"),
        ("a\0b\nc.csv", "a_b_c.csv"),
        ("<script>alert(1)</script>.csv", "script_.csv"),
        ("Übersicht 1. Halbjahr (7b).csv", "Übersicht 1. Halbjahr (7b).csv"),
        ("-rf.csv", "-rf.csv"),
        ("/", "file"),
        ("$(reboot)`x`|;.csv", "_(reboot)_x__;.csv"),
    ],
)
def test_a_file_has_its_own_name_as_far_as_that_is_one(tmp_path: Path, name: str, kept: str):
    path = inboxes._kept(tmp_path, name, lambda path: path.write_text(""))
    assert path == tmp_path / kept
    assert path.is_file()


def test_a_long_name_keeps_its_end_and_its_ending(tmp_path: Path):
    path = inboxes._kept(tmp_path, "ü" * 500 + "2026.xlsx", lambda path: path.write_text(""))
    assert path.name.endswith("ü2026.xlsx")
    assert len(path.name.encode()) <= 255


@pytest.mark.parametrize("name", ["𝓐" * 60 + "." + "𝓐" * 10, "𝓐" * 300, "é" * 300 + ".csv"])
def test_a_name_of_large_signs_is_one_that_file_systems_take(tmp_path: Path, name: str):
    names = [inboxes._kept(tmp_path, name, lambda path: path.write_text("")).name for _ in range(2)]
    assert all(len(kept.encode()) <= 255 for kept in names)
    assert names[0] != names[1]


def test_two_files_of_one_name_are_two_files(tmp_path: Path):
    names = [inboxes._kept(tmp_path, "users.csv", lambda path: path.write_text("")).name for _ in range(3)]
    assert names == ["users.csv", "users (2).csv", "users (3).csv"]


@pytest.mark.parametrize("count", [0, MOST_FILES + 1])
def test_no_file_and_too_many_leave_nothing_behind(box: Inbox, count: int):
    with pytest.raises(ValueError, match=f"1 to {MOST_FILES}"):
        box.put([("a.csv", lambda path: path.write_text(""))] * count, "leader")
    assert list(box.folder.glob("*")) == []


def test_a_disk_without_room_leaves_nothing_behind(box: Inbox):
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        box.put([("a.csv", full)], "leader")
    assert list(box.folder.glob("*")) == []


def test_what_is_left_lying_goes_away_after_a_day(box: Inbox):
    old, new = (settled(box, put(box, people=PEOPLE)) for _ in range(2))
    (box.folder / "half").mkdir()
    yesterday = time.time() - inboxes.KEPT_SECONDS - 1
    for place in (old.folder, box.folder / "half"):
        os.utime(place, (yesterday, yesterday))
    with pytest.raises(NoDelivery):
        box.get(old.id)
    assert [place.name for place in box.folder.iterdir()] == [new.id]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_delivery_is_for_who_runs_staffroom_and_for_nobody_else(box: Inbox):
    delivery = settled(box, put(box, people=PEOPLE))
    assert stat.S_IMODE(delivery.folder.stat().st_mode) == 0o700


def test_there_is_an_end_to_what_is_read_at_once(box: Inbox, monkeypatch: pytest.MonkeyPatch):
    id_ = put(box, people=PEOPLE)
    monkeypatch.setattr(inboxes, "MOST_RUNNING", 1)
    monkeypatch.setattr(deliveries, "is_written", lambda _path: True)
    with pytest.raises(Full):
        put(box, people=PEOPLE)
    monkeypatch.undo()
    settled(box, id_)
    box.forget(put(box, people=PEOPLE))


@pytest.mark.parametrize(("limit", "value"), [("MOST_KEPT", 10), ("LEAST_FREE", 2**62)])
def test_there_is_an_end_to_what_lies_here(box: Inbox, monkeypatch: pytest.MonkeyPatch, limit: str, value: int):
    settled(box, put(box, people=PEOPLE))
    monkeypatch.setattr(inboxes, limit, value)
    before = sorted(box.folder.iterdir())
    with pytest.raises(Full):
        put(box, people=PEOPLE)
    assert sorted(box.folder.iterdir()) == before


def test_what_a_killed_worker_left_is_cleared_away(box: Inbox, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Inbox, "_wait", lambda _self, child, _place, _room: child.wait())
    id_ = put(box, schools="id,name\noak,Oak\n")
    settled(box, id_)
    box.take(id_, keep_good_rows=False)
    assert settled(box, id_).state == "taken"
    assert list(box.folder.glob("*/room-*")) and list(box.folder.glob("*/files/*"))
    while box.get(id_).is_running:
        time.sleep(0.05)
    box.clear_up()
    assert not list(box.folder.glob("*/room-*")) and not list(box.folder.glob("*/files"))
