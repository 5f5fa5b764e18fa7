"""CSV files: any common delimiter and encoding, strict about quotes.

The csv module, all text: what guesses types loses pupils (``007``, ``NA``). Leading lines that start with ``# `` are
the documentation of a template and are skipped; line numbers are those an editor shows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate, islice
from pathlib import Path

from data.importers.dialect import LINE_BREAK, LONGEST_FIELD, LONGEST_LINE, CsvFile, settled, with_backslashes
from data.importers.encoding import DEFAULT_ENCODING, NotDecodable, encoding_of, text_of
from data.importers.legacy_encoding import NAMES, certain_encoding
from data.importers.order import Layout
from data.importers.problems import FileRefused
from data.importers.sheet import Chunk, Sheet, rows_at_once

BLOCK = 2**20  # characters
WRAPPED = re.compile(r'="([^"]*)"')  # how spreadsheets keep 007 from becoming 7


def open_csv(path: Path, layout: Layout) -> Sheet:
    """The sheet of a CSV file; raises FileRefused where there is none to be had."""
    if layout.sheet:
        raise FileRefused("is not a workbook and has no sheets", "leave --sheet out")
    file, decoded = _decoded(path, layout)
    file, titled = settled(file, layout.header_row)
    if file.backslashed:
        file = with_backslashes(replace(file, backslashed=False))
    with _reading(file) as reader:
        header = tuple(_bare(cell) for cell in _unwrapped([next(reader)])[0])
    return Sheet(header, lambda: _chunks(file, header), decoded + titled)


def _decoded(path: Path, layout: Layout) -> tuple[CsvFile, tuple[str, ...]]:
    """The file with its encoding, and the note that it had to be found out."""
    encoding = encoding_of(path, layout.encoding)
    try:
        return _looked_through(CsvFile(path, encoding)), ()
    except NotDecodable:
        if layout.encoding or encoding != DEFAULT_ENCODING:
            raise
    encoding = certain_encoding(path)
    note = f"was read in the encoding {NAMES[encoding]}, the only one that makes sense of it; UTF-8 would be surer"
    return _looked_through(CsvFile(path, encoding)), (note,)


def _looked_through(file: CsvFile) -> CsvFile:
    """Look through the whole text once: it must decode, text has no NUL bytes, lines end, and some marks are rare."""
    line, length, edge, marks = 1, 0, "", {'="': False, '\\"': False}
    with text_of(file.path, file.encoding) as text:
        while block := text.read(BLOCK):
            if "\0" in block:
                raise _damaged(line + block.partition("\0")[0].count("\n"))
            length = _unbroken(length, block)
            if length > LONGEST_LINE:
                raise _endless(line)
            line += block.count("\n")
            for mark, seen in marks.items():
                # one letter is found ten times as fast as two
                marks[mark] = seen or (mark[0] in block and mark in block) or edge + block[0] == mark
            edge = block[-1]
    return replace(file, wrapped=marks['="'], backslashed=marks['\\"'])


def _unbroken(length: int, block: str) -> int:
    """How long the last line is so far; ``length`` is what of it stands before the block."""
    end = max(block.rfind("\n"), block.rfind("\r"))
    return len(block) - 1 - end if end >= 0 else length + len(block)


def _endless(line: int) -> FileRefused:
    return FileRefused(
        f"is longer than {LONGEST_LINE:,} characters", "export it again, with each row on a line of its own", line
    )


def _damaged(line: int) -> FileRefused:
    return FileRefused(
        "has a NUL byte, so it is damaged or in another encoding",
        "export it again as UTF-8, or name its encoding by --encoding, such as utf-16-le",
        line,
    )


def _bare(cell: str) -> str:
    """A cell of the header, also where only the header has single quotes."""
    text = cell.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text


def _chunks(file: CsvFile, header: tuple[str, ...]) -> Iterator[Chunk]:
    """The rows below the header."""
    with _reading(file) as reader:
        next(reader)
        line = file.skipped + reader.line_num + 1
        while rows := list(islice(reader, rows_at_once(len(header)))):
            following = file.skipped + reader.line_num + 1
            lines = _lines(rows, line, following)
            yield Chunk.of(lines, _unwrapped(rows) if file.wrapped else rows, header)
            line = following


def _lines(rows: list[list[str]], first: int, following: int) -> Sequence[int]:
    """Where each row begins: one line further each time, unless a quoted cell has line breaks inside."""
    if following - first == len(rows):
        return range(first, following)
    heights = (1 + sum(len(LINE_BREAK.findall(cell)) for cell in row) for row in rows[:-1])
    return list(accumulate(heights, initial=first))


def _unwrapped(rows: list[list[str]]) -> list[list[str]]:
    return [[found[1] if (found := WRAPPED.fullmatch(cell)) else cell for cell in row] for row in rows]


@contextmanager
def _reading(file: CsvFile) -> Iterator:
    """A csv reader that stands before the header; what goes wrong while it is used is told with its line."""
    try:
        with text_of(file.path, file.encoding) as text:
            yield file.reader(text)
    except csv.Error as error:
        raise _broken(error, _line_of_break(file)) from error


def _line_of_break(file: CsvFile) -> int:
    """Where the row begins that is no CSV: read once more, row by row."""
    line = file.skipped
    with text_of(file.path, file.encoding) as text:
        reader = file.reader(text)
        try:
            for _ in reader:
                line = file.skipped + reader.line_num
        except csv.Error:
            pass
    return line + 1


def _broken(error: csv.Error, line: int) -> FileRefused:
    said = str(error)
    if "field limit" in said:
        why = f"has a field of more than {LONGEST_FIELD:,} characters, often a quote that is never closed"
    elif "unexpected end" in said:
        why = "has a quote that is never closed, so that the rows after it cannot be told apart"
    elif "expected after" in said:
        why = "has a quote inside a quoted field"
    else:
        why = "is not CSV"
    return FileRefused(why, 'mend the quotes in or above this line: a quote inside a field is written ""', line)
