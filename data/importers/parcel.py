"""What was handed in: loose files, a folder or an archive, as files that came together.

A format is recognised by what its files hold, and often only by several of them: so a format is shown a whole parcel.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from data.importers.csv_file import open_csv
from data.importers.order import Layout
from data.importers.problems import FileRefused
from data.importers.sheet import Sheet

LOOKED_AT = 4096  # bytes that tell what a file is


@dataclass(frozen=True)
class Item:
    """One file: ``name`` as messages and receipts call it, ``path`` where it lies now."""

    name: str
    path: Path
    layout: Layout = field(default_factory=Layout)

    @property
    def base(self) -> str:
        """Its own name: "users.csv" of "oak.zip/users.csv"."""
        return self.name.replace("\\", "/").rpartition("/")[2]

    @cached_property
    def start(self) -> bytes:
        """Its first bytes; none where it cannot be read, which ``sheet`` then says."""
        try:
            with self.path.open("rb") as binary:
                return binary.read(LOOKED_AT)
        except OSError:
            return b""

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The cells of its header where it is a CSV file that can be read, else ()."""
        try:
            return self.sheet().header
        except FileRefused:
            return ()

    def read_by(self, layout: Layout) -> Item:
        """The same file, read in another way."""
        return self if layout == self.layout else replace(self, layout=layout)

    @cached_property
    def sha256(self) -> str | None:
        """By which the file is known again; None where it cannot be read."""
        try:
            with self.path.open("rb") as binary:
                return hashlib.file_digest(binary, "sha256").hexdigest()
        except OSError:
            return None

    @property
    def bytes(self) -> int | None:
        return self.path.stat().st_size if self.sha256 else None

    def sheet(self) -> Sheet:
        """It as a CSV file. Raises FileRefused."""
        return self._sheet

    @cached_property
    def _sheet(self) -> Sheet:
        return open_csv(self.path, self.layout)


@dataclass(frozen=True)
class Parcel:
    """Files that came together: ``name`` is that of the folder or archive, "" for files named one by one."""

    name: str
    items: Sequence[Item]

    def having(self, wanted: Callable[[Item], bool]) -> list[Item]:
        return [item for item in self.items if wanted(item)]

    def without(self, taken: Sequence[Item]) -> Parcel:
        left = {id(item) for item in taken}
        return Parcel(self.name, [item for item in self.items if id(item) not in left])
