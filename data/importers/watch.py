"""A folder that is watched: what an export job drops there is taken, all or nothing, and its report lies beside it.

Files that lie still for a while came together. Taken or refused, they move into a folder of their own, named by the
time, with the receipt; so the watched folder is empty again, and nothing is looked at twice.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from data.importers.order import Order
from data.importers.problems import ImportRefused
from data.importers.receipt import Receipt
from data.importers.unpack import LINK_OUT, leads_out

QUIET_SECONDS = 10  # nothing has changed for so long: the job that wrote it is done
LOOKS_EVERY = 5  # seconds
TAKEN, REFUSED = "taken", "refused"
UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart")
Take = Callable[[Order], Receipt]


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
    try:
        _no_links(waiting)
        receipt = take(Order(waiting, by="watched folder"))
    except ImportRefused as refused:
        return _put_aside(folder, waiting, None, str(refused))
    return _put_aside(folder, waiting, receipt, _line(receipt))


def _waiting(folder: Path) -> list[Path]:
    """Files of exports; what begins with a point, or is half there by its name, is not ours to look at."""
    try:
        files = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
    except OSError as error:
        raise ImportRefused(f"{folder}: cannot be watched ({error.strerror}); name a folder that is there") from error
    if any(path.suffix.lower() in UNFINISHED for path in files):
        return []
    return sorted(files)


def _no_links(files: list[Path]) -> None:
    """Whoever may drop a file may not be allowed to read every other, and reports quote what they read."""
    out = next(filter(leads_out, files), None)
    if out:
        raise ImportRefused(LINK_OUT.sentence(out.name))


def _lie_still(files: list[Path], now: float) -> bool:
    try:
        return all(now - path.stat().st_mtime >= QUIET_SECONDS for path in files)
    except FileNotFoundError:  # the job has just given it another name
        return False


def _put_aside(folder: Path, files: list[Path], receipt: Receipt | None, said: str) -> Outcome:
    taken = bool(receipt and receipt.taken)
    place = _place(folder / (TAKEN if taken else REFUSED))
    for path in files:
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
        return f"Import {receipt.id}: {receipt.changes:,} rows written."
    return "Nothing is changed: mend what stands below, and drop the files again."
