"""An import in a process of its own: what a file does to its reader, it does to that process alone.

A workbook that asks for all the memory there is, a parser that gives up with the whole process, somebody who presses
Cancel: the process ends, its transaction with it, and one line says so. The child reads its order from standard input
and answers in lines of JSON: ``{"told": ...}`` while it works, then ``{"receipt": ...}`` or ``{"trouble": "..."}``.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import IO

from data.importers.order import Choices, Layout, Order
from data.importers.problems import ImportRefused
from data.importers.progress import Tell, Told
from data.importers.receipt import Receipt

HOME = Path(__file__).resolve().parents[2]
MOST_MEMORY = 768 * 2**20  # bytes of data; five million rows take less than half of it
MOST_SECONDS = 3600  # of processor time, to take files in
LOOK_SECONDS = 600  # the same, for a mere look: it holds up who waits for it, and whoever else would like one
ROOM = "staffroom-"  # how the folders begin in which an import unpacks what it reads
LEFT_SECONDS = 24 * 3600  # longer than any import takes
TRIES = 5  # to clear a room in which somebody may still be writing
TOO_MUCH = (
    "the file asks for more memory or time than an import may have, or its reader gave up on it: nothing is changed; "
    "save it anew from the program it comes from, or split it"
)


def start(url: str, order: Order, room: Path, output: IO[str] | None = None, report: Path | None = None) -> Popen:
    """Begin an import. Where nobody gives an ``output`` it is a pipe, from which ``answers`` reads what it says; then
    the import ends with this process, however that ends.

    ``room`` is a folder for what it unpacks, and for nothing else: whoever ends the process has to clear that away; it
    does so itself where it ends with this process. ``report``: where to
    write what is to be mended.
    """
    said = {"url": url, "order": as_json(order), "report": report and str(report)}
    said |= {"tied": output is None, "room": str(room)}
    child = Popen(
        [sys.executable, "-m", "data.importers.apart"],
        cwd=HOME, stdin=PIPE, stdout=output or PIPE, stderr=DEVNULL, text=True, encoding="utf-8",
        env=os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(room)),
    )  # fmt: skip
    with suppress(BrokenPipeError):  # it has ended already; who reads its answers finds none
        child.stdin.write(json.dumps(said) + "\n")
        child.stdin.flush()
        if output:
            child.stdin.close()
    return child


def take_apart(url: str, order: Order, tell: Tell) -> Receipt:
    """Import files in a process of its own; the receipt. Raises ImportRefused where it came to no end."""
    clear_up()
    with tempfile.TemporaryDirectory(prefix=ROOM, ignore_cleanup_errors=True) as room:
        return _heard(start(url, order, Path(room)), tell)


def clear_up() -> None:
    """Throw away what imports left that were ended before they could: what they unpacked are names of people."""
    for room in Path(tempfile.gettempdir()).glob(f"{ROOM}*"):
        with suppress(OSError):  # another import clears up, too; or it is somebody else's
            if _is_left(room.lstat()):
                shutil.rmtree(room, ignore_errors=True)


def _is_left(found: os.stat_result) -> bool:
    """Whether it is a folder of ours that nothing uses any more; a link is none."""
    is_own = sys.platform == "win32" or found.st_uid == os.getuid()
    return stat.S_ISDIR(found.st_mode) and is_own and time.time() - found.st_mtime > LEFT_SECONDS


def _heard(child: Popen, tell: Tell) -> Receipt:
    try:
        for answer in answers(child.stdout):
            if "told" in answer:
                tell(Told(**answer["told"]))
            elif "receipt" in answer:
                return Receipt.of(answer["receipt"])
            elif "trouble" in answer:
                raise ImportRefused(answer["trouble"])
    finally:
        child.stdin.close()
        child.stdout.close()
        child.kill()  # it is over, or nobody waits for it any more
        child.wait()
    raise ImportRefused(TOO_MUCH)


def answers(lines: Iterator[str]) -> Iterator[dict]:
    """The whole lines; one that was cut off when the process ended is none."""
    for line in lines:
        if line.endswith("\n"):
            yield json.loads(line)


def as_json(order: Order) -> dict:
    return asdict(order) | {"paths": [str(path.absolute()) for path in order.paths]}


def from_json(said: dict) -> Order:
    choices = said["choices"]
    pairs = {name: tuple(map(tuple, choices[name])) for name in ("maps", "sets")}
    return Order(**said | {
        "paths": [Path(path) for path in said["paths"]],
        "choices": Choices(choices["kind"], **pairs),
        "layout": Layout(**said["layout"]),
    })  # fmt: skip


def limit(seconds: int) -> None:
    """What this process may have, where the system can hold it to that; ``seconds`` of processor time."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in ((resource.RLIMIT_DATA, MOST_MEMORY), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def main() -> None:
    """The child: one order in, lines of JSON out."""
    said = json.loads(sys.stdin.readline())
    order = from_json(said["order"])
    limit(LOOK_SECONDS if order.dry_run else MOST_SECONDS)
    if said["tied"]:
        threading.Thread(target=_end_with_parent, args=(Path(said["room"]),), daemon=True).start()
    try:
        _say({"receipt": _taken(said["url"], order, said["report"])})
    except MemoryError:
        _say({"trouble": TOO_MUCH})


def _end_with_parent(room: Path) -> None:
    """Nobody says any more: the input ends when the process that began this one has ended. Where that was killed,
    nobody else clears the room."""
    os.read(sys.stdin.fileno(), 1)
    for _ in range(TRIES):
        shutil.rmtree(room, ignore_errors=True)
    os._exit(1)


def _taken(url: str, order: Order, report: str | None) -> dict:
    from sqlalchemy.exc import SQLAlchemyError

    from data import store
    from data.importers.replace import replace_sample
    from data.importers.take import take

    imports = replace_sample if order.replaces_sample else take
    try:
        receipt = imports(store.open_store(url), order, lambda told: _say({"told": asdict(told)}))
        if report:
            from data.importers.report import write

            write(Path(report), order, receipt)
        return receipt.in_full()
    except (ImportRefused, store.StoreError) as error:
        _say({"trouble": str(error)})
    except SQLAlchemyError as error:
        _say({"trouble": store.trouble(url, error)})
    sys.exit(1)


def _say(answer: dict) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
