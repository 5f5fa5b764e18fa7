"""Files that somebody hands in, and the delivery they are: what the tests of the inbox stand on."""

from __future__ import annotations

import time

from data.importers.delivery import Delivery
from data.importers.inbox import Inbox
from data.importers.order import Choices, Layout

PATIENCE = 60  # seconds
NOTHING_SAID = (Choices(), Layout(), None)


def put(box: Inbox, **texts: str) -> str:
    files = [(f"{name}.csv", lambda path, text=text: path.write_text(text)) for name, text in texts.items()]
    return box.put(files, "leader")


def settled(box: Inbox, id_: str) -> Delivery:
    """The delivery when its process is done."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        delivery = box.get(id_)
        if delivery.state not in ("checking", "taking"):
            return delivery
        time.sleep(0.05)
    raise AssertionError("the process did not end")
