"""The header of a kind, with a line of documentation a column; the file reads in as it stands, with no rows."""

from __future__ import annotations

from difflib import get_close_matches

from data.importers.catalog import KINDS
from data.importers.problems import ImportRefused


def template_of(kind: str | None) -> str:
    """CSV text. Raises ImportRefused where there is no such kind."""
    if kind not in KINDS:
        close = get_close_matches(kind or "", KINDS, 1)
        hint = f"did you mean {close[0]}?" if close else f"use one of {', '.join(KINDS)}"
        raise ImportRefused(f'"{kind}" is no kind of import; {hint}' if kind else f"name a kind: {hint}")
    record = KINDS[kind]
    lines = [
        f"# {record.name}: {record.doc}",
        *(f"# {field.name}: {field.describes}" for field in record.fields),
    ]
    return "\n".join([*lines, ",".join(field.name for field in record.fields), ""])
