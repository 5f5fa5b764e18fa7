"""What is to be imported, and how: said once, handed to everybody who reads, checks or merges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

DATE_ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True)
class Choices:
    """What the importer said about the columns. A field may be mapped twice: each file takes what it has."""

    kind: str | None = None
    maps: tuple[tuple[str, str], ...] = ()
    sets: tuple[tuple[str, str], ...] = ()

    def maps_of(self, field: str) -> list[str]:
        return [said for name, said in self.maps if name == field]

    def fill(self, field: str) -> str:
        return next((value for name, value in self.sets if name == field), "")


@dataclass(frozen=True)
class Layout:
    """What the reader of the file was told about it: None is found out."""

    encoding: str | None = None
    header_row: int | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Order:
    """``paths``: files, folders or zip archives."""

    paths: Sequence[Path]
    choices: Choices = field(default_factory=Choices)
    layout: Layout = field(default_factory=Layout)
    dates: str | None = None
    keep_good_rows: bool = False
    dry_run: bool = False
    by: str = "command line"
