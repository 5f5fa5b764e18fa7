"""What formats of several files have in common: tables that complete others, and what ``--set`` says of all rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from data.importers.converted import Row, converted, rows
from data.importers.kind import Kind
from data.importers.mapping import Mapping, Source
from data.importers.opened import Opened
from data.importers.order import Choices
from data.importers.problems import FileRefused, Problem
from data.importers.sheet import Sheet


def looked_up(sheet: Sheet) -> Iterator[Row]:
    """The rows of a table that others need. Where it breaks off they end: it is refused itself when it is read."""
    with suppress(FileRefused):
        yield from rows(sheet)


def completing(name: str, sheet: Sheet, kind: Kind, note: str) -> Opened:
    """A table without rows of its own: what is of use in it is in the rows of others."""
    opened = converted(name, sheet, kind, {}, lambda row: ())
    opened.receipt.notes.append(note)
    return opened


def lacking(name: str, kind: Kind, lacks: str) -> Opened:
    """A table that completes another one, which did not come with it."""
    why, remedy = f"only completes {lacks}, which did not come with it", "import the two together"
    return Opened.refused(name, Problem(None, None, None, why, remedy), kind.name)


def filled(opened: Opened, choices: Choices) -> Opened:
    """With what ``--set`` says, wherever the file says nothing."""
    if opened.mapping:
        opened.mapping = _filled(opened.mapping, choices)
    return opened


def _filled(mapping: Mapping, choices: Choices) -> Mapping:
    said = {name: choices.fill(name) for name, _ in choices.sets if mapping.kind.field(name)}
    own = {field.name for field in mapping.kind.fields}
    kind = mapping.kind.with_groups([name for name in said if name not in own])
    sources = [replace(source, fill=said.pop(source.field.name, "")) for source in mapping.sources]
    return Mapping(kind, (*sources, *(Source(kind.field(name), fill=fill) for name, fill in said.items())))
