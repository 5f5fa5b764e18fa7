"""Files that somebody handed in on the page: kept aside, looked through, and taken when they say so.

Every delivery is a folder of its own that only this machine's Staffroom may read: the files, what was said about them,
and what the process that looks through them has told so far. Nothing of it is in the database until it is taken; what
is left lying goes away after a day. Every look at the files, and the taking in, is a run of its own with a number:
whoever makes its file first begins it, so two presses of a button begin one process, whichever worker hears them.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from subprocess import Popen

from data.importers import apart
from data.importers.order import Choices, Layout, Order
from data.importers.progress import Told
from data.importers.unpack import MOST_FILES
from data.importers.written import begun, is_written

ID = re.compile(r"[A-Za-z0-9_-]{22}")
KEPT_SECONDS = 24 * 3600
LONGEST_NAME = 60  # signs; a file system has room for some 250 bytes
LONGEST_ENDING = 10
MOST_RUNNING = 4  # processes at once
MOST_KEPT = 8 * 2**30  # bytes of files that nobody has taken in or thrown away
LEAST_FREE = 2**30  # bytes of the disk
CHECK, TAKE = "check", "take"
REPORT = "what-to-mend.xlsx"
KEPT = "delivery.json"
SAYS_NOTHING = {
    CHECK: "The process that read the files ended without a word: nothing is changed. Try again, or hand in fewer.",
    TAKE: "The process that took the files in ended without a word: the list of imports says whether they are in.",
}
Save = Callable[[Path], None]


class NoDelivery(LookupError):
    """There is no such delivery, or not any more."""


class Full(RuntimeError):
    """There is no room for more now."""


@dataclass(frozen=True)
class Delivery:
    """One delivery as it stands: ``what`` is being done or was done last, in which run, and what came of it."""

    id: str
    folder: Path
    order: Order
    what: str
    run: int
    pid: int
    is_running: bool  # found out before what it said is read: what ends in between has said all

    @property
    def names(self) -> list[str]:
        return [path.name for path in self.order.paths]

    @property
    def has_report(self) -> bool:
        return (self.folder / REPORT).is_file()

    @cached_property
    def answers(self) -> list[dict]:
        """What it said so far. Raises NoDelivery where it was thrown away meanwhile."""
        try:
            with _said(self.folder, self.run).open(encoding="utf-8") as lines:
                return list(apart.answers(lines))
        except FileNotFoundError as error:
            raise NoDelivery(self.id) from error

    @property
    def told(self) -> Told | None:
        """How far it is."""
        told = [answer["told"] for answer in self.answers if "told" in answer]
        return Told(**told[-1]) if told else None

    @property
    def receipt(self) -> dict | None:
        return next((answer["receipt"] for answer in self.answers if "receipt" in answer), None)

    @property
    def trouble(self) -> str | None:
        said = next((answer["trouble"] for answer in self.answers if "trouble" in answer), None)
        return said or (SAYS_NOTHING[self.what] if self.state == "failed" else None)

    @property
    def state(self) -> str:
        """checking, checked, taking, taken, refused or failed."""
        receipt = self.receipt
        if receipt is not None:
            done = {CHECK: "checked", TAKE: "taken" if receipt["taken"] else "refused"}
            return done[self.what]
        if any("trouble" in answer for answer in self.answers) or not self.is_running:
            return "failed"
        return {CHECK: "checking", TAKE: "taking"}[self.what]


@dataclass
class Inbox:
    """All deliveries of one database."""

    folder: Path
    url: str

    def put(self, files: Sequence[tuple[str, Save]], by: str) -> str:
        """Keep files and begin to look through them; the id of the delivery. Raises ValueError without a file, and
        where there are too many."""
        self.clear_up()
        self._make_sure_of_room()
        if not 1 <= len(files) <= MOST_FILES:
            raise ValueError(f"{len(files)} files; 1 to {MOST_FILES} can be handed in together")
        id_ = secrets.token_urlsafe(16)
        place = self.folder / id_
        (place / "files").mkdir(parents=True)
        place.chmod(0o700)
        try:
            order = Order([_kept(place / "files", name, save) for name, save in files], by=by, dry_run=True)
            self._start(id_, order, CHECK, 1)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        return id_

    def get(self, id_: str) -> Delivery:
        """Raises NoDelivery."""
        if not ID.fullmatch(id_):
            raise NoDelivery(id_)
        self.tidy()
        place = self.folder / id_
        try:
            said = json.loads((place / KEPT).read_text(encoding="utf-8"))
            is_running = is_written(_said(place, said["run"]))
        except FileNotFoundError as error:
            raise NoDelivery(id_) from error
        order = apart.from_json(said["order"])
        return Delivery(id_, place, order, said["what"], said["run"], said["pid"], is_running)

    def waiting(self) -> list[Delivery]:
        """What nobody has taken in or thrown away yet, the latest first."""
        found = []
        for delivery in self._all():
            with suppress(FileNotFoundError):  # somebody threw it away just now
                found += [(delivery.folder.stat().st_mtime, delivery)] if delivery.what == CHECK else []
        return [delivery for _, delivery in sorted(found, key=lambda pair: -pair[0])]

    def check(self, id_: str, choices: Choices, layout: Layout, dates: str | None) -> None:
        """Look through the files again, with what was answered about them."""
        delivery = self.get(id_)
        if delivery.state in ("checked", "refused", "failed"):
            self._make_sure_of_a_turn()
            order = replace(delivery.order, choices=choices, layout=layout, dates=dates, dry_run=True)
            self._start(id_, order, CHECK, delivery.run + 1)

    def take(self, id_: str, *, keep_good_rows: bool, replaces_sample: bool = False) -> None:
        """Take them in, as they were checked."""
        delivery = self.get(id_)
        if delivery.state in ("checked", "refused"):
            self._make_sure_of_a_turn()
            asked = {"keep_good_rows": keep_good_rows, "replaces_sample": replaces_sample}
            self._start(id_, replace(delivery.order, dry_run=False, **asked), TAKE, delivery.run + 1)

    def forget(self, id_: str) -> bool:
        """Stop what is being done, and throw the files away; False where it is too late, since they are taken."""
        delivery = self.get(id_)
        if delivery.state == "taken":
            return False
        if delivery.is_running:
            with suppress(ProcessLookupError):  # it has just ended
                os.kill(delivery.pid, signal.SIGTERM)
        shutil.rmtree(delivery.folder, ignore_errors=True)
        return True

    def tidy(self) -> None:
        """Throw away what nobody asked for within a day."""
        for place in self.folder.glob("*"):
            with suppress(FileNotFoundError):  # another worker tidies, too
                if time.time() - place.stat().st_mtime > KEPT_SECONDS:
                    shutil.rmtree(place, ignore_errors=True)

    def clear_up(self) -> None:
        """And what a worker left that was ended before it could: files that are taken, rooms of runs that are over."""
        self.tidy()
        for delivery in self._all():
            for room in () if delivery.is_running else delivery.folder.glob("room-*"):
                shutil.rmtree(room, ignore_errors=True)
            _drop_what_is_taken(delivery)

    def _all(self) -> Iterator[Delivery]:
        for place in self.folder.glob("*"):
            with suppress(NoDelivery):
                yield self.get(place.name)

    def _make_sure_of_room(self) -> None:
        """Raises Full: whoever presses again and again must not fill the disk, or take every processor."""
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = sum(path.lstat().st_size for path in self.folder.glob("*/files/*"))
        if kept > MOST_KEPT or shutil.disk_usage(self.folder).free < LEAST_FREE:
            raise Full
        self._make_sure_of_a_turn()

    def _make_sure_of_a_turn(self) -> None:
        if sum(delivery.is_running for delivery in self._all()) >= MOST_RUNNING:
            raise Full

    def _start(self, id_: str, order: Order, what: str, run: int) -> None:
        place = self.folder / id_
        with suppress(FileExistsError), begun(_said(place, run)) as said:
            room = _room(place, run)
            room.mkdir()
            if what == CHECK:
                (place / REPORT).unlink(missing_ok=True)
            child = apart.start(self.url, order, room, said, place / REPORT if what == CHECK else None)
            kept = {"order": apart.as_json(order), "what": what, "run": run, "pid": child.pid}
            _put(place / KEPT, json.dumps(kept))
            threading.Thread(target=self._wait, args=(child, place, room), daemon=True).start()

    def _wait(self, child: Popen, place: Path, room: Path) -> None:
        """What it unpacked goes when it ends; and files that were taken are of no more use."""
        child.wait()
        shutil.rmtree(room, ignore_errors=True)
        with suppress(NoDelivery):
            _drop_what_is_taken(self.get(place.name))


def _drop_what_is_taken(delivery: Delivery) -> None:
    with suppress(NoDelivery):  # somebody threw it away just now
        if delivery.state == "taken":
            shutil.rmtree(delivery.folder / "files", ignore_errors=True)


def _said(place: Path, run: int) -> Path:
    return place / f"said-{run}.jsonl"


def _room(place: Path, run: int) -> Path:
    """Where a run unpacks what it reads."""
    return place / f"room-{run}"


def _put(path: Path, text: str) -> None:
    """Whole or not at all, for whoever reads meanwhile."""
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def _kept(place: Path, name: str, save: Save) -> Path:
    """A file under its own name, as far as that is one."""
    own = re.sub(r"[^\w .()\[\]&+,;=@#-]", "_", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = (own or "file").rpartition(".")
    stem, ending = (stem or ending)[-LONGEST_NAME:], (dot + ending[:LONGEST_ENDING] if stem else "")
    path, again = place / (stem + ending), 1
    while path.exists():
        again += 1
        path = place / f"{stem} ({again}){ending}"
    save(path)
    return path


def plain(delivery: Delivery) -> dict:
    """What a page asks for again and again while it waits."""
    told = delivery.told
    return {"state": delivery.state, "told": asdict(told) if told else None}
