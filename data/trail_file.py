"""The whole trail as a file: every line, and the seal of all of them at its end."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields

from data import trail
from data.spreadsheets import cell

NAME = "trail.csv"
HEAD = tuple(field.name for field in fields(trail.Line))


def as_csv(lines: Iterable[trail.Line]) -> Iterator[str]:
    """Its head, a row for each line, and last ``seal`` with that of the whole: a file without it was cut off.

    Accounts stand there by their ids, as in the trail itself.
    """
    seal = trail.BEFORE_ALL
    yield _row(HEAD)
    for line in lines:
        seal = line.seal
        yield _row(astuple(line))
    yield _row(("seal", *[""] * (len(HEAD) - 2), seal))


def _row(cells: Sequence[object]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow([cell(each) for each in cells])
    return written.getvalue()
