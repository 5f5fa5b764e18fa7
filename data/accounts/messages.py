"""How many messages somebody sends: counted in a small file of its own, which all workers of this machine share.

A token bucket in one number a sender, the moment at which theirs is full again (the "virtual scheduling" of GCRA,
ITU-T I.371): one statement that is whole by itself looks and counts, so that no two workers let in the same message.
It is SQLite's whatever the database is, and never waits for a disk: who loses it loses a minute of counting.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import time

WINDOW = 60  # seconds in which an empty bucket is full again
BUSY_SECONDS = 0.5  # to wait for other workers, each of which needs some 20 µs
MADE = "CREATE TABLE IF NOT EXISTS senders (key TEXT PRIMARY KEY, full REAL NOT NULL) WITHOUT ROWID"
# Where the clock was turned back, `full` is further away than any message could have brought it: begin anew.
COUNT = """
INSERT INTO senders VALUES (:key, :now + :each) ON CONFLICT (key) DO UPDATE
SET full = :each + CASE WHEN full BETWEEN :now AND :now + 2 * :window THEN full ELSE :now END
WHERE full + :each <= :now + :window OR full > :now + 2 * :window
RETURNING full
"""
WAIT = "SELECT full + :each - :now - :window FROM senders WHERE key = :key"
FORGET = "DELETE FROM senders WHERE full NOT BETWEEN :now AND :now + 2 * :window"


class NotCounted(RuntimeError):
    """The file cannot be used; the message names it and why."""


class Messages:
    """Of every sender, in the file at ``path``. ``clock``: seconds, the same in all workers."""

    def __init__(self, path: Path, clock: Callable[[], float] = time) -> None:
        self.path, self.clock = path, clock
        self._lock, self._open, self._tidied = Lock(), None, 0.0

    def wait(self, key: str, most: int) -> float:
        """Count one more of a sender who may send ``most`` a minute, and as many at once. 0, or how many seconds until
        it could be let in: then it is not counted. Raises NotCounted."""
        said = {"key": key, "now": self.clock(), "each": WINDOW / most, "window": WINDOW}
        with self._lock:
            try:
                return self._counted(self._open or self._opened(), said)
            except (sqlite3.Error, OSError) as error:
                self._begin_anew(error)
                raise NotCounted(f"{self.path}: {error}") from error

    def _counted(self, connection: sqlite3.Connection, said: dict[str, float | str]) -> float:
        if abs(said["now"] - self._tidied) > WINDOW:
            connection.execute(FORGET, said)
            self._tidied = said["now"]
        if connection.execute(COUNT, said).fetchone():
            return 0.0
        left = connection.execute(WAIT, said).fetchone()
        return max(left[0], 0.001) if left else 0.0  # another worker has just forgotten a sender who is free again

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        self._open = connection
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(MADE)
        return connection

    def _begin_anew(self, error: Exception) -> None:
        """The next message opens it again. What is no database any more is emptied, in place: others have it open."""
        if self._open:
            self._open.close()
        self._open = None
        if type(error) is sqlite3.DatabaseError:
            with suppress(OSError):
                os.truncate(self.path, 0)
