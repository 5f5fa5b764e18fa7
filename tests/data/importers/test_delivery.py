"""Deliveries that are not as they should be, and runs that came to nothing: they stand in nobody's way."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from data.importers import delivery as deliveries
from data.importers import inbox as inboxes
from data.importers.delivery import NoDelivery, plain
from data.importers.inbox import Full, Inbox
from tests.data.importers.desk import PEOPLE, SCHOOL, Desk
from tests.data.importers.handed_in import NOTHING_SAID, put, settled


@pytest.fixture
def box(desk: Desk, tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "inbox", desk.url)


def kept(place: Path, **other: object) -> None:
    """Write a delivery's own file as another version, or a broken disk, would have."""
    said = json.loads((place / "delivery.json").read_text())
    (place / "delivery.json").write_text(json.dumps(said | other))


SPOILT = {
    "an empty file": lambda place: (place / "delivery.json").write_text(""),
    "no JSON": lambda place: (place / "delivery.json").write_text("{'run': 1}"),
    "no text": lambda place: (place / "delivery.json").write_bytes(b"\xff\x00"),
    "no object": lambda place: (place / "delivery.json").write_text("[1]"),
    "nothing in it": lambda place: (place / "delivery.json").write_text("{}"),
    "no file": lambda place: (place / "delivery.json").unlink(),
    "no order": lambda place: kept(place, order=None),
    "an order of another version": lambda place: kept(place, order={"paths": [], "priority": "high"}),
    "another thing to do": lambda place: kept(place, what="burn"),
    "no number": lambda place: kept(place, run="../1"),
    "a process that is all of them": lambda place: kept(place, pid=-1),
    "a run that is not there": lambda place: kept(place, run=7),
    "a malformed line": lambda place: (place / "said-1.jsonl").write_text("{'told'\n"),
    "a line that is no object": lambda place: (place / "said-1.jsonl").write_text("5\n"),
    "a stage of another version": lambda place: (place / "said-1.jsonl").write_text('{"told": {"phase": 3}}\n'),
    "a receipt of another version": lambda place: (place / "said-1.jsonl").write_text('{"receipt": {"all": []}}\n'),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_delivery_that_cannot_be_read_stands_in_nobodys_way(box: Inbox, what: str):
    spoilt = settled(box, put(box, schools=SCHOOL))
    SPOILT[what](spoilt.folder)
    with pytest.raises(NoDelivery):
        plain(box.get(spoilt.id))
    for asked in (
        box.forget,
        lambda id_: box.take(id_, keep_good_rows=True),
        lambda id_: box.check(id_, *NOTHING_SAID),
    ):
        with pytest.raises(NoDelivery):
            asked(spoilt.id)
    Inbox(box.folder, box.url).clear_up()  # as when the app starts
    assert settled(box, put(box, schools=SCHOOL)).state == "checked"
    os.utime(spoilt.folder, (0, 0))
    box.tidy()
    assert not spoilt.folder.exists()


def test_a_plain_file_called_like_a_delivery_goes_after_a_day(box: Inbox):
    box.folder.mkdir()
    file = box.folder / ("x" * 22)
    file.write_text("")
    box.clear_up()
    assert settled(box, put(box, schools=SCHOOL)).state == "checked" and file.exists()
    with pytest.raises(NoDelivery):
        box.get(file.name)
    os.utime(file, (0, 0))
    box.tidy()
    assert not file.exists()


@pytest.mark.parametrize("age", [0, 2 * inboxes.KEPT_SECONDS])
def test_a_link_is_taken_away_and_what_it_leads_to_stays(box: Inbox, tmp_path: Path, age: int):
    delivery = settled(box, put(box, schools=SCHOOL))
    elsewhere, id_ = tmp_path / "elsewhere", "y" * 22
    delivery.folder.rename(elsewhere)
    (elsewhere / "room-1").mkdir(exist_ok=True)
    kept(elsewhere, what="take")
    os.utime(elsewhere, (time.time() - age,) * 2)
    for act in (box.clear_up, box.tidy, lambda: box.forget(id_), lambda: box.get(id_)):
        (box.folder / id_).symlink_to(elsewhere)
        with suppress(NoDelivery):
            act()
        assert not (box.folder / id_).is_symlink()
    assert {"delivery.json", "files", "room-1", "said-1.jsonl"} <= {path.name for path in elsewhere.iterdir()}


def test_a_run_that_says_too_much_has_failed_and_is_not_read(box: Inbox, monkeypatch: pytest.MonkeyPatch):
    delivery = settled(box, put(box, schools=SCHOOL))
    monkeypatch.setattr(deliveries, "MOST_SAID", 10)
    delivery = box.get(delivery.id)
    assert (delivery.state, delivery.trouble) == ("failed", deliveries.SAYS_TOO_MUCH["check"])
    assert plain(delivery) == {"state": "failed", "told": None}


@pytest.mark.parametrize("press", [lambda box, id_: box.take(id_, keep_good_rows=False),
                                   lambda box, id_: box.check(id_, *NOTHING_SAID)])  # fmt: skip
def test_what_is_thrown_away_while_somebody_presses_is_not_there(box: Inbox, monkeypatch: pytest.MonkeyPatch, press):
    delivery = settled(box, put(box, schools=SCHOOL))
    monkeypatch.setattr(box, "_make_sure_of_a_turn", lambda: shutil.rmtree(delivery.folder))
    with pytest.raises(NoDelivery):
        press(box, delivery.id)


def test_what_is_thrown_away_while_its_process_begins_leaves_no_process(box: Inbox, monkeypatch: pytest.MonkeyPatch):
    delivery, children, begin = settled(box, put(box, schools=SCHOOL)), [], inboxes.apart.start

    def started(*said):
        children.append(begin(*said))
        shutil.rmtree(delivery.folder)
        return children[0]

    monkeypatch.setattr(inboxes.apart, "start", started)
    with pytest.raises(NoDelivery):
        box.take(delivery.id, keep_good_rows=False)
    assert children[0].poll() is not None


def test_a_run_that_was_begun_and_never_told_of_is_passed_over(box: Inbox, desk: Desk):
    delivery = settled(box, put(box, people=PEOPLE))
    left = delivery.folder / "said-2.jsonl"
    left.write_text("")
    box.take(delivery.id, keep_good_rows=False)
    assert box.get(delivery.id).run == 1  # somebody may be beginning it just now
    os.utime(left, (0, 0))
    workers = [Inbox(box.folder, box.url) for _ in range(4)]
    presses = [
        threading.Thread(target=one.take, args=(delivery.id,), kwargs={"keep_good_rows": False}) for one in workers
    ]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    delivery = settled(box, delivery.id)
    assert (delivery.state, delivery.run) == ("taken", 3)
    assert desk.rows("imports", "id") == [(1,)]


@pytest.mark.parametrize(("limit", "value"), [("MOST_KEPT", 1000), ("LEAST_FREE", 0)])
def test_what_is_on_its_way_must_have_room_too(box: Inbox, monkeypatch: pytest.MonkeyPatch, limit: str, value: int):
    monkeypatch.setattr(inboxes, limit, value)
    box.make_sure_of_room(1000)
    for coming in (1001, 2**62) if limit == "MOST_KEPT" else (2**62,):
        with pytest.raises(Full):
            box.make_sure_of_room(coming)


def test_what_is_kept_is_on_the_disk_before_it_takes_its_place(box: Inbox, monkeypatch: pytest.MonkeyPatch):
    steps, sync, put_in_place = [], os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda file: (steps.append("fsync"), sync(file)))
    monkeypatch.setattr(Path, "replace", lambda path, to: (steps.append(to.name), put_in_place(path, to)))
    delivery = settled(box, put(box, schools=SCHOOL))
    assert steps == ["fsync", "delivery.json"] and delivery.run == 1
