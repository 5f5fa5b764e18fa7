"""Files that somebody handed in on the page: kept aside, looked through, and taken when they say so.

Every delivery is a folder of its own that only this machine's Staffroom may read: the files, what was said about them,
and what the process that looks through them has told so far. Nothing of it is in the database until it is taken; what
is left lying goes away after a day. Every look at the files, and the taking in, is a run of its own with a number:
whoever makes its file first begins it, so two presses of a button begin one process, whichever worker hears them.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import Popen
from typing import IO

from data.importers import apart
from data.importers.delivery import CHECK, REPORT, TAKE, Delivery, NoDelivery, delivery_in, put_down, said_in
from data.importers.order import Choices, Layout, Order
from data.importers.unpack import MOST_FILES
from data.importers.written import begun, is_written

ID = re.compile(r"[A-Za-z0-9_-]{22}")
KEPT_SECONDS = 24 * 3600
LONGEST_NAME, LONGEST_ENDING = 60, 10  # signs
LARGEST_NAME = 180  # bytes, of up to four a sign; a file system has room for 255, with ending and number
MOST_RUNNING = 4  # processes at once
MOST_KEPT = 8 * 2**30  # bytes of files that nobody has taken in or thrown away
LEAST_FREE = 2**30  # bytes of the disk
BEGINS_SECONDS = 5  # of a run that nobody told of: who began it is not at it any more
Save = Callable[[Path], None]


class Full(RuntimeError):
    """There is no room for more now."""


@dataclass
class Inbox:
    """All deliveries of one database."""

    folder: Path
    url: str

    def put(self, files: Sequence[tuple[str, Save]], by: str) -> str:
        """Keep files and begin to look through them; the id of the delivery. Raises ValueError without a file, and
        where there are too many."""
        self.clear_up()
        self.make_sure_of_room()
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
        return delivery_in(self.folder / id_)

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
        """Throw away what nobody asked for within a day, and links: what they lead to is not ours, and stays."""
        for place in self.folder.glob("*"):
            with suppress(OSError):  # another worker tidies, too; and what cannot go must not stop what can
                if place.is_symlink() or time.time() - place.lstat().st_mtime > KEPT_SECONDS:
                    _throw_away(place)

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

    def make_sure_of_room(self, coming: int = 0) -> None:
        """For as many bytes as are on their way. Raises Full: whoever presses again and again must not fill the disk,
        or take every processor. What comes is first put aside by the server, and then kept here."""
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = sum(map(_size, self.folder.glob("*/files/*")))
        free, aside = (shutil.disk_usage(place).free for place in (self.folder, tempfile.gettempdir()))
        if kept + coming > MOST_KEPT or free < LEAST_FREE + 2 * coming or aside < coming:
            raise Full
        self._make_sure_of_a_turn()

    def _make_sure_of_a_turn(self) -> None:
        if sum(delivery.is_running for delivery in self._all()) >= MOST_RUNNING:
            raise Full

    def _start(self, id_: str, order: Order, what: str, run: int) -> None:
        """Begin a run, if nobody else has. Raises NoDelivery where it was thrown away just now."""
        place = self.folder / id_
        while _is_left_behind(place, run):
            run += 1
        try:
            with suppress(FileExistsError), begun(said_in(place, run)) as said:
                self._begin(place, order, what, run, said)
        except FileNotFoundError as error:
            raise NoDelivery(id_) from error

    def _begin(self, place: Path, order: Order, what: str, run: int, said: IO[str]) -> None:
        room = _room(place, run)
        room.mkdir()
        if what == CHECK:
            (place / REPORT).unlink(missing_ok=True)
        child = apart.start(self.url, order, room, said, place / REPORT if what == CHECK else None)
        try:
            put_down(place, order, what, run, child.pid)
        except OSError:  # nobody would ever know of it
            child.kill()
            child.wait()
            raise
        threading.Thread(target=self._wait, args=(child, place, room), daemon=True).start()

    def _wait(self, child: Popen, place: Path, room: Path) -> None:
        """What it unpacked goes when it ends; and files that were taken are of no more use."""
        child.wait()
        shutil.rmtree(room, ignore_errors=True)
        with suppress(NoDelivery):
            _drop_what_is_taken(self.get(place.name))


def _throw_away(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink()


def _drop_what_is_taken(delivery: Delivery) -> None:
    with suppress(NoDelivery):  # somebody threw it away just now
        if delivery.state == "taken":
            shutil.rmtree(delivery.folder / "files", ignore_errors=True)


def _is_left_behind(place: Path, run: int) -> bool:
    """Whether somebody began a run and was ended before telling of it; not where it is being begun just now."""
    said = said_in(place, run)
    try:
        is_old = time.time() - said.stat().st_mtime > BEGINS_SECONDS
        return is_old and not is_written(said) and delivery_in(place).run < run
    except FileNotFoundError:
        return False


def _size(path: Path) -> int:
    """0 where it was thrown away just now."""
    try:
        return path.lstat().st_size
    except FileNotFoundError:
        return 0


def _room(place: Path, run: int) -> Path:
    """Where a run unpacks what it reads."""
    return place / f"room-{run}"


def _kept(place: Path, name: str, save: Save) -> Path:
    """A file under its own name, as far as that is one."""
    own = re.sub(r"[^\w .()\[\]&+,;=@#-]", "_", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = (own or "file").rpartition(".")
    stem, ending = _end_of(stem or ending), (dot + ending[:LONGEST_ENDING] if stem else "")
    path, again = place / (stem + ending), 1
    while path.exists():
        again += 1
        path = place / f"{stem} ({again}){ending}"
    save(path)
    return path


def _end_of(stem: str) -> str:
    return stem[-LONGEST_NAME:].encode()[-LARGEST_NAME:].decode(errors="ignore")
