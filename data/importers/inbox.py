"""Files that somebody handed in on the page: kept aside, looked through, and taken when they say so.

Every delivery is a folder of its own that only this machine's Staffroom may read: the files, what was said about them,
and what the process that looks through them has told so far. Nothing of it is in the database until it is taken; what
is left lying goes away after a day.
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
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path

from data.importers import apart
from data.importers.order import Choices, Layout, Order
from data.importers.progress import Told

ID = re.compile(r"[A-Za-z0-9_-]{22}")
KEPT_SECONDS = 24 * 3600
MOST_FILES = 200
LONGEST_NAME = 120
CHECK, TAKE = "check", "take"
REPORT = "what-to-mend.xlsx"
SAYS_NOTHING = "The process that read the files ended without a word: nothing is changed. Try again."
Save = Callable[[Path], None]


class NoDelivery(LookupError):
    """There is no such delivery, or not any more."""


@dataclass(frozen=True)
class Delivery:
    """One delivery as it stands: ``what`` is being done or was done last, and what came of it."""

    id: str
    folder: Path
    by: str
    order: Order
    what: str
    pid: int | None

    @property
    def names(self) -> list[str]:
        return [path.name for path in self.order.paths]

    @cached_property
    def answers(self) -> list[dict]:
        said = self.folder / "said.jsonl"
        with said.open(encoding="utf-8") as lines:
            return list(apart.answers(lines))

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
        return said or (SAYS_NOTHING if self.state == "failed" else None)

    @property
    def state(self) -> str:
        """checking, checked, taking, taken, refused or failed."""
        receipt = self.receipt
        if receipt is not None:
            done = {CHECK: "checked", TAKE: "taken" if receipt["taken"] else "refused"}
            return done[self.what]
        if any("trouble" in answer for answer in self.answers) or not _is_running(self.pid):
            return "failed"
        return {CHECK: "checking", TAKE: "taking"}[self.what]


@dataclass
class Inbox:
    """All deliveries of one database."""

    folder: Path
    url: str
    _starting: threading.Lock = field(default_factory=threading.Lock)

    def put(self, files: Iterable[tuple[str, Save]], by: str) -> str:
        """Keep files and begin to look through them; the id of the delivery. Raises ValueError without a file."""
        self.tidy()
        id_ = secrets.token_urlsafe(16)
        place = self.folder / id_ / "files"
        place.mkdir(parents=True, mode=0o700)
        paths = [_kept(place, name, save) for name, save in files]
        if not paths:
            shutil.rmtree(place.parent)
            raise ValueError("no file was chosen")
        self._start(id_, Order(paths, by=by, dry_run=True), CHECK)
        return id_

    def get(self, id_: str) -> Delivery:
        """Raises NoDelivery."""
        place = self.folder / id_ / "delivery.json"
        if not ID.fullmatch(id_) or not place.is_file():
            raise NoDelivery(id_)
        said = json.loads(place.read_text(encoding="utf-8"))
        order = apart.from_json(said["order"])
        return Delivery(id_, place.parent, order.by, order, said["what"], said["pid"])

    def check(self, id_: str, choices: Choices, layout: Layout, dates: str | None) -> None:
        """Look through the files again, with what was answered about them."""
        order = replace(self.get(id_).order, choices=choices, layout=layout, dates=dates, dry_run=True)
        self._start(id_, order, CHECK)

    def take(self, id_: str, *, keep_good_rows: bool, replaces_sample: bool = False) -> None:
        """Take them in, as they were checked; nothing is begun twice."""
        delivery = self.get(id_)
        if delivery.state in ("checked", "refused"):
            asked = {"keep_good_rows": keep_good_rows, "replaces_sample": replaces_sample}
            self._start(id_, replace(delivery.order, dry_run=False, **asked), TAKE)

    def forget(self, id_: str) -> None:
        """Stop what is being done, and throw the files away."""
        delivery = self.get(id_)
        if delivery.state in ("checking", "taking"):
            _stop(delivery.pid)
        shutil.rmtree(delivery.folder, ignore_errors=True)

    def tidy(self) -> None:
        """Throw away what nobody asked for within a day."""
        for place in self.folder.glob("*/delivery.json"):
            if time.time() - place.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(place.parent, ignore_errors=True)

    def _start(self, id_: str, order: Order, what: str) -> None:
        """One at a time, so that two presses of a button begin one process."""
        with self._starting:
            place = self.folder / id_
            with (place / "said.jsonl").open("w", encoding="utf-8") as said:
                child = apart.start(self.url, order, said, place / REPORT if what == CHECK else None)
            written = {"order": apart.as_json(order), "what": what, "pid": child.pid}
            (place / "delivery.json").write_text(json.dumps(written), encoding="utf-8")
        threading.Thread(target=self._wait, args=(child, place, what), daemon=True).start()

    def _wait(self, child, place: Path, what: str) -> None:
        """Without this an ended process would look as if it ran; files that were taken are of no more use."""
        ended_well = child.wait() == 0
        if ended_well and what == TAKE and self.get(place.name).state == "taken":
            shutil.rmtree(place / "files", ignore_errors=True)


def _kept(place: Path, name: str, save: Save) -> Path:
    """A file under its own name, as far as that is one."""
    own = re.sub(r"[^\w .()\[\]&+,;=@#-]", "_", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = (own or "file").rpartition(".")
    stem, ending = (stem or ending)[-LONGEST_NAME:], (dot + ending if stem else "")
    path, again = place / (stem + ending), 1
    while path.exists():
        again += 1
        path = place / f"{stem} ({again}){ending}"
    if again > MOST_FILES:
        raise ValueError(f"more than {MOST_FILES} files of one name")
    save(path)
    return path


def _is_running(pid: int | None) -> bool:
    if pid is None:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _stop(pid: int | None) -> None:
    if pid and _is_running(pid):
        os.kill(pid, signal.SIGTERM)


def plain(delivery: Delivery) -> dict:
    """What a page asks for again and again while it waits."""
    told = delivery.told
    return {"state": delivery.state, "told": asdict(told) if told else None}
