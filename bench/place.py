"""Where it is measured: a sample school in a temporary folder, and both servers on it, started when first asked."""

from __future__ import annotations

import shutil
import signal
import sys
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from bench.servers import Served, app_server, floor_server, write_school


class Place:
    """As a context: gone, with its servers, when left."""

    def __enter__(self) -> Place:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # who stops us stops the servers, too
        self._open = ExitStack()
        self.folder = Path(self._open.enter_context(TemporaryDirectory(prefix="staffroom-bench-")))
        self.school = self.folder / "school.db"
        write_school(self.school)
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    @cached_property
    def app(self) -> Served:
        return self._open.enter_context(app_server(self.school))

    @cached_property
    def floor(self) -> Served:
        """Beside a copy, so that neither waits for the other's file."""
        copy = self.folder / "floor.db"
        shutil.copy(self.school, copy)
        return self._open.enter_context(floor_server(copy))
