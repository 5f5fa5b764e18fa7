"""How a CSV file is written: what stands between cells, how a quote is written, where its header is.

Found out from its first lines; only a backslash before a quote makes us read it all, since it may mean two things.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TextIO

from data.importers.encoding import text_of
from data.importers.header_row import LOOKED_AT, header_place, is_ours, told_of
from data.importers.problems import FileRefused
from data.importers.sheet import MOST_COLUMNS

DELIMITERS = ",;\t|"
LONGEST_FIELD = 1_000_000  # characters
LONGEST_LINE = 20_000_000  # characters; it is in memory as a whole, several times
LONGEST_HEADER = 200  # lines that a quoted header may take
LINE_BREAK = re.compile(r"\r\n|\r|\n")
QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')
COMMENT = re.compile(r'"?#(\s|$)|"?sep=', re.IGNORECASE)
NAMED_DELIMITER = re.compile(r'"?sep=([^"\r\n])"?[\r\n]*', re.IGNORECASE)  # what spreadsheets tell each other
IN_SINGLE_QUOTES = re.compile(r"'[^']*'")
BACKSLASHED = re.compile(r'\\(["\\])')


@dataclass(frozen=True)
class CsvFile:
    path: Path
    encoding: str
    skipped: int = 0  # lines above the header
    delimiter: str = ","
    quote: str = '"'
    backslashed: bool = False  # a quote inside a field is written \"
    wrapped: bool = False  # there may be cells such as ="007"

    def reader(self, text: TextIO) -> Iterator[list[str]]:
        """A csv reader that stands before the header."""
        csv.field_size_limit(LONGEST_FIELD)
        for _ in range(self.skipped):
            next(text)
        lines = map(_without_backslashes, text) if self.backslashed else text
        return csv.reader(lines, delimiter=self.delimiter, quotechar=self.quote, strict=True)


def _without_backslashes(line: str) -> str:
    return BACKSLASHED.sub(lambda found: '""' if found[1] == '"' else "\\", line)


def settled(file: CsvFile, header_row: int | None) -> tuple[CsvFile, tuple[str, ...]]:
    """The file with its delimiter, quotes and header found out, and what is to be noted about it."""
    with text_of(file.path, file.encoding) as text:
        above = list(islice(text, header_row - 1)) if header_row else _above(text)
        lines = list(_first(text)) if header_row else [above.pop(), *_first(text)]
    if not lines:
        raise FileRefused(f"has no line {header_row} to be the header", "name another line by --header-row")
    file = replace(file, skipped=len(above), quote=_quote(lines))
    named = next((found[1] for line in above if (found := NAMED_DELIMITER.fullmatch(line))), None)
    file = replace(file, delimiter=named or _delimiter(file, "".join(lines)))
    return (file, ()) if header_row else _below_titles(file)


def _first(text: TextIO) -> Iterator[str]:
    """As many lines as a header may take, but not many long ones."""
    count = 0
    for line in islice(text, LONGEST_HEADER):
        yield line
        count += len(line)
        if count > LONGEST_LINE:
            return


def _above(text: TextIO) -> list[str]:
    """The blank lines and the words of a template above the first other line, and that line."""
    lines = []
    for line in text:
        lines.append(line)
        if line.strip() and not COMMENT.match(line):
            return lines
    raise FileRefused("is empty", "export it again, with a header in its first line")


def _quote(lines: list[str]) -> str:
    """The single quote only where the header and the row below it begin with one: ``'id','name'``."""
    return "'" if len(lines) > 1 and all(line.startswith("'") for line in lines[:2]) else '"'


def _delimiter(file: CsvFile, lines: str) -> str:
    """The one by which a row is a header of ours; else the one that the first line of several cells has most often."""
    bare = LINE_BREAK.split((IN_SINGLE_QUOTES if file.quote == "'" else QUOTED).sub("", lines))[:LOOKED_AT]
    first = next((line for line in bare if any(mark in line for mark in DELIMITERS)), "")
    likely = sorted(DELIMITERS, key=first.count, reverse=True)
    fitting = (mark for mark in likely if any(is_ours(row) for _, row in _top(replace(file, delimiter=mark))))
    return next(fitting, likely[0])


def _below_titles(file: CsvFile) -> tuple[CsvFile, tuple[str, ...]]:
    top = _top(file)
    place = header_place([row for _, row in top]) if top else 0
    line = top[place][0] if place else file.skipped + 1
    return replace(file, skipped=line - 1), told_of(line, place)


def _top(file: CsvFile) -> list[tuple[int, list[str]]]:
    """The first rows with something in them and the lines they begin on, as far as they can be read."""
    found: list[tuple[int, list[str]]] = []
    with text_of(file.path, file.encoding) as text:
        reader, line = file.reader(text), 0
        try:
            for row in reader:
                if any(cell.strip() for cell in row):
                    found.append((file.skipped + line + 1, row))
                if len(found) == LOOKED_AT or len(row) > MOST_COLUMNS:
                    break
                line = reader.line_num
        except csv.Error:
            return found  # told with its line where the rows are read
    return found


def with_backslashes(file: CsvFile) -> CsvFile:
    r"""The file as one that writes \" for a quote inside a field, if more of its rows are whole in that way."""
    other = replace(file, backslashed=True)
    return other if _misfits(other) < _misfits(file) else file


def _misfits(file: CsvFile) -> float:
    """How many rows are not as wide as the header; infinitely many where it is no CSV."""
    with text_of(file.path, file.encoding) as text:
        try:
            reader = file.reader(text)
            width = len(next(reader))
            return sum(len(row) != width for row in reader if row)
        except csv.Error:
            return float("inf")
