"""What is to be imported, and how: said once, handed to everybody who reads, checks or merges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
class Answer:
    """What was said about a file: remembered by its ``shape``, and said again for the next one of that shape.

    ``header`` is the fingerprint of the header that ``layout`` led to; ``for_once`` are fields that ``--set`` filled
    with what holds for one file only, such as its date.
    """

    shape: str
    kind: str
    maps: tuple[tuple[str, str], ...] = ()
    sets: tuple[tuple[str, str], ...] = ()
    dates: str | None = None
    layout: Layout = field(default_factory=Layout)
    header: str = ""
    for_once: tuple[str, ...] = ()
    kind_told: bool = False

    @property
    def says_something(self) -> bool:
        """Whether anything that was said was about this file, and not about others that came with it."""
        said = self.maps or self.sets or self.for_once or self.dates or self.layout != Layout()
        return bool(said) or self.kind_told


@dataclass(frozen=True)
class Order:
    """``paths``: files, folders or zip archives. ``answers``: what was said earlier, by shape."""

    paths: Sequence[Path]
    choices: Choices = field(default_factory=Choices)
    layout: Layout = field(default_factory=Layout)
    dates: str | None = None
    keep_good_rows: bool = False
    dry_run: bool = False
    replaces_sample: bool = False  # the sample school goes, in the same step
    by: str = "command line"
    answers: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def is_explicit(self) -> bool:
        """Whether anything was said about what the files are and how they are written."""
        return self.choices != Choices() or self.layout != Layout() or self.dates is not None
