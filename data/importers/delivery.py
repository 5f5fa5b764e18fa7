"""One delivery as it stands in its folder: what is being done with it, in which run, and what came of that.

What cannot be read is no delivery: a folder that was left half made, or one of another version of Staffroom, must not
stand in the way of all others.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from data.importers import apart
from data.importers.order import Order
from data.importers.progress import Told
from data.importers.receipt import Receipt
from data.importers.written import is_written

CHECK, TAKE = "check", "take"
REPORT = "what-to-mend.xlsx"
KEPT = "delivery.json"
MOST_SAID = 32 * 2**20  # bytes of what a run says: every page that asks how far it is reads them all
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
SAYS_NOTHING = {
    CHECK: "The process that read the files ended without a word: nothing is changed. Try again, or hand in fewer.",
    TAKE: "The process that took the files in ended without a word: the list of imports says whether they are in.",
}
SAYS_TOO_MUCH = {
    CHECK: "There is more to mend than can be shown at once: nothing is changed. Hand in fewer files at a time.",
    TAKE: "There is more to say of these files than can be shown: the list of imports says whether they are in.",
}


class NoDelivery(LookupError):
    """There is no such delivery, or not any more."""


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
        """What it said so far. Raises NoDelivery where it was thrown away meanwhile, or says what we do not know."""
        with _readable(self.id), said_in(self.folder, self.run).open(encoding="utf-8") as lines:
            if os.fstat(lines.fileno()).st_size > MOST_SAID:
                return [{"trouble": SAYS_TOO_MUCH[self.what]}]
            return [_known(answer) for answer in apart.answers(lines)]

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


def delivery_in(place: Path) -> Delivery:
    """Raises NoDelivery, also for a link: what that leads to is not ours."""
    if place.is_symlink():
        raise NoDelivery(place.name)
    with _readable(place.name):
        said = json.loads((place / KEPT).read_text(encoding="utf-8"))
        what, run, pid = said["what"], said["run"], said["pid"]
        if what not in SAYS_NOTHING or type(run) is not int or type(pid) is not int or pid < 1:
            raise ValueError(KEPT)
        order = apart.from_json(said["order"])
        return Delivery(place.name, place, order, what, run, pid, is_written(said_in(place, run)))


def put_down(place: Path, order: Order, what: str, run: int, pid: int) -> None:
    """For ``delivery_in`` to read."""
    kept = {"order": apart.as_json(order), "what": what, "run": run, "pid": pid}
    _put(place / KEPT, json.dumps(kept))


def said_in(place: Path, run: int) -> Path:
    """What a run says."""
    return place / f"said-{run}.jsonl"


def plain(delivery: Delivery) -> dict:
    """What a page asks for again and again while it waits."""
    told = delivery.told
    return {"state": delivery.state, "told": asdict(told) if told else None}


@contextmanager
def _readable(id_: str) -> Iterator[None]:
    try:
        yield
    except UNREADABLE as error:
        raise NoDelivery(id_) from error


def _known(answer: dict) -> dict:
    """An answer, when it is one as this version gives them."""
    if "told" in answer:
        Told(**answer["told"])
    if "receipt" in answer:
        Receipt.of(answer["receipt"])
    return answer


def _put(path: Path, text: str) -> None:
    """Whole or not at all, for whoever reads meanwhile, and for whoever reads after the power was gone."""
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
