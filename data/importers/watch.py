"""A folder that is watched: what an export job drops there is taken, all or nothing, and its report lies beside it.

Files that lie still for a while came together. Taken or refused, they move into a folder of their own, named by the
time, with the receipt; so the watched folder is empty again, and nothing is looked at twice. What is read is a copy:
whoever may write into the folder could otherwise put a link in the place of a file after it was looked at.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from data.importers.apart import ROOM
from data.importers.order import Order
from data.importers.problems import ImportRefused, file_name
from data.importers.receipt import Receipt
from data.wording import count as count_of

QUIET_SECONDS = 10  # nothing has changed for so long: the job that wrote it is done
LOOKS_EVERY = 5  # seconds
TAKEN, REFUSED = "taken", "refused"
UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart")
IS_LINK = "is a link, and links are not followed; drop the file itself"
OPENS = (  # without following a link or waiting for a pipe, as far as the system can
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
BLOCK = 2**20
Mark = tuple[int, int, int]
Take = Callable[[Order], Receipt]


class Unread(ValueError):
    """Something that was dropped cannot be read, or is not to be: one line with the remedy."""


@dataclass(frozen=True)
class Outcome:
    """What became of the files of one look: the folder in which they lie now, and one line about them."""

    folder: Path
    taken: bool
    said: str


def look(folder: Path, take: Take, now: float | None = None) -> Outcome | None:
    """Take what lies still in the folder; None where there is nothing, or something is still being written."""
    waiting = _waiting(folder)
    if not waiting or not _lie_still(waiting, time.time() if now is None else now):
        return None
    with TemporaryDirectory(prefix=ROOM, ignore_cleanup_errors=True) as room:
        try:
            seen = {path: _copied(path, Path(room)) for path in waiting}
        except FileNotFoundError:  # the job has just taken it away, or given it another name: at the next look
            return None
        except Unread as unread:
            return _put_aside(folder, dict.fromkeys(waiting), None, str(unread))
        try:
            receipt = take(Order([Path(room) / path.name for path in waiting], by="watched folder"))
        except ImportRefused as refused:
            return _put_aside(folder, seen, None, str(refused))
    return _put_aside(folder, seen, receipt, _line(receipt))


def _copied(path: Path, room: Path) -> Mark:
    """Copy a file to where nobody else can put another in its place between a check and the reading. Raises Unread,
    FileNotFoundError."""
    name = file_name(path.name)
    if path.is_symlink():
        raise Unread(f"{name}: {IS_LINK}")
    try:
        with os.fdopen(os.open(path, OPENS), "rb") as read, (room / path.name).open("xb") as copy:
            if not stat.S_ISREG(os.fstat(read.fileno()).st_mode):
                raise Unread(f"{name}: is no file; drop the file itself")
            mark = _mark(os.fstat(read.fileno()))  # before: what is written from now on is for the next look
            shutil.copyfileobj(read, copy, BLOCK)
            return mark
    except FileNotFoundError:
        raise
    except OSError as error:
        said = IS_LINK if error.errno == errno.ELOOP else f"cannot be read ({error.strerror}); drop it again"
        raise Unread(f"{name}: {said}") from error


def _mark(found: os.stat_result) -> Mark:
    """By which it is seen that it is another file by now, or has other content."""
    return found.st_ino, found.st_size, found.st_mtime_ns


def _waiting(folder: Path) -> list[Path]:
    """Files of exports; what begins with a point, or is half there by its name, is not ours to look at."""
    try:
        _judge_own(folder)
        files = [path for path in folder.iterdir() if _is_file(path) and not path.name.startswith(".")]
    except OSError as error:
        raise ImportRefused(f"{folder}: cannot be watched ({error.strerror}); name a folder that is there") from error
    if any(path.suffix.lower() in UNFINISHED for path in files):
        return []
    return sorted(files)


def _judge_own(folder: Path) -> None:
    """Before anything is taken: where it would be put, nothing else may stand. Raises ImportRefused."""
    for place in (folder / TAKEN, folder / REFUSED):
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise ImportRefused(f"{place}: is where files go that were {place.name}; rename what stands there")


def _is_file(path: Path) -> bool:
    """Of a link only that it is one: what it leads to is not ours to read."""
    return path.is_symlink() or path.is_file()


def _lie_still(files: list[Path], now: float) -> bool:
    try:
        return all(now - _changed(path, now) >= QUIET_SECONDS for path in files)
    except FileNotFoundError:  # the job has just given it another name
        return False


def _changed(path: Path, now: float) -> float:
    """When it was written last; of one from the future, when it came here."""
    told = path.lstat()
    return told.st_mtime if told.st_mtime <= now else told.st_ctime


def _put_aside(folder: Path, seen: Mapping[Path, Mark | None], receipt: Receipt | None, said: str) -> Outcome:
    """What was read; what the job has written anew meanwhile stays for the next look."""
    taken = bool(receipt and receipt.taken)
    place = _place(folder / (TAKEN if taken else REFUSED))
    for path, mark in seen.items():
        with suppress(FileNotFoundError):  # the job has just taken it away
            if mark is None or mark == _mark(path.lstat()):
                shutil.move(path, place / path.name)
    lines = [said, *_problems(receipt)]
    _free(place / "report.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if receipt:
        _free(place / "report.json").write_text(json.dumps(receipt.as_dict(), indent=1), encoding="utf-8")
    return Outcome(place, taken, said)


def _place(folder: Path) -> Path:
    """A new folder named by the time."""
    place = _free(folder / f"{datetime.now():%Y-%m-%d %H-%M-%S}")
    place.mkdir(parents=True)
    return place


def _free(path: Path) -> Path:
    """The path, or one like it where there is nothing yet: no export is written over, whatever it is called."""
    names = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    return path if not path.exists() else next(other for other in names if not other.exists())


def _problems(receipt: Receipt | None) -> list[str]:
    files = receipt.files if receipt else []
    return [problem.sentence(file.file) for file in files for problem in file.problems]


def _line(receipt: Receipt) -> str:
    if receipt.taken:
        return f"Import {receipt.id}: {count_of(receipt.changes, 'row')} written."
    return "Nothing is changed: mend what stands below, and drop the files again."
