"""A file that a process of ours still writes, or does not any more: asked by any process of this machine.

A process id would tell less: another process may have it by now. The file is locked for as long as somebody holds it
open, and the lock goes with the process, however that ends.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":

    @contextmanager
    def begun(path: Path):
        """A new file for a process to write. Raises FileExistsError where somebody else has begun it."""
        with path.open("x", encoding="utf-8") as file:
            yield file

    def is_written(path: Path) -> bool:
        """Windows gives no new name, not even the same one, to a file that is open."""
        try:
            path.replace(path)
        except PermissionError:
            return True
        return False

else:
    import fcntl

    @contextmanager
    def begun(path: Path):
        """A new file for a process to write: it inherits the lock. Raises FileExistsError where somebody else has
        begun it."""
        with path.open("x", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file

    def is_written(path: Path) -> bool:
        """Whether somebody holds the lock."""
        with path.open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False
