"""Files that were refused as a whole, and what others say of their rows: one cause is told once, not row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from data.importers.catalog import KINDS
from data.importers.header import plain
from data.importers.problems import Problem
from data.importers.receipt import FileReceipt

# What a reference looks for its ids in (see ``known.Known``), and the kinds of import that bring them.
BROUGHT_BY = {
    "people": ("people",),
    "groups": ("classrooms", "programs"),
    "goals": ("goals",),
    "meetings": ("meetings",),
    "events": ("events", "meetings"),
}
Refused = Mapping[str, str]  # what was looked for -> words for the file that would have brought it


def refused_files(files: Iterable[FileReceipt]) -> Refused:
    """Of the files so far those that were refused, by what others look for in them."""
    kinds = {kind: file.file for file in files if file.refused and (kind := _kind(file))}
    found = {to: [kind for kind in brought if kind in kinds] for to, brought in BROUGHT_BY.items()}
    return {to: f"{brought[0]} of {kinds[brought[0]]}" for to, brought in found.items() if brought}


def _kind(file: FileReceipt) -> str | None:
    """What it holds, or what it says by its name that it holds."""
    stem = plain(PurePath(file.file).stem)
    return file.kind or next((kind for kind in KINDS if plain(kind) == stem), None)


def following(rows: int, words: str, line: int) -> Problem:
    """What is wrong with all rows that name what a refused file would have brought, the first of them on ``line``."""
    why = f"{rows:,} {'row names' if rows == 1 else 'rows name'} {words}, which was refused"
    return Problem(line, None, None, why, "mend that file first")
