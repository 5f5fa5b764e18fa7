"""CSV files: any common delimiter, UTF-8 or the encoding that was told, strict about quotes.

The csv module, all text: what guesses types loses pupils (``007``, ``NA``). Leading lines that start with ``# `` are
the documentation of a template and are skipped; line numbers are those an editor shows.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from data.importers.order import Layout
from data.importers.problems import FileRefused
from data.importers.sheet import ROWS_AT_ONCE, Chunk, Sheet

DELIMITERS = ",;\t|"
LONGEST_FIELD = 1_000_000  # characters
LONGEST_HEADER = 200  # lines that a quoted header may take
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
DEFAULT_ENCODING = "utf-8"
BLOCK = 2**20  # characters
LINE_BREAK = re.compile(r"\r\n|\r|\n")
QUOTED = re.compile(r'"(?:[^"]|"")*"')
COMMENT = re.compile(r'"?#(\s|$)|"?sep=', re.IGNORECASE)  # ``sep=;`` is what spreadsheets tell each other


@dataclass(frozen=True)
class CsvFile:
    path: Path
    encoding: str
    skipped: int = 0  # lines above the header
    delimiter: str = ","


def open_csv(path: Path, layout: Layout) -> Sheet:
    """The sheet of a CSV file; raises FileRefused where there is none to be had."""
    if layout.sheet:
        raise FileRefused("is not a workbook and has no sheets", "leave --sheet out")
    file = CsvFile(path, _encoding(path, layout))
    _refuse_damaged(file)
    with _text(path, file.encoding) as text:
        file = replace(file, skipped=_lines_above_header(text, layout.header_row))
    file = replace(file, delimiter=_delimiter(file))
    with _reading(file) as reader:
        header = tuple(cell.strip() for cell in next(reader))
    return Sheet(header, lambda: _chunks(file, len(header)))


def _encoding(path: Path, layout: Layout) -> str:
    if path.exists() and not path.is_file() and not path.is_dir():  # opening a pipe would wait for ever
        raise FileRefused("is not a file that can be read twice", "save it as a file first")
    with _told(path, layout.encoding or DEFAULT_ENCODING), path.open("rb") as binary:
        start = binary.read(4)
    found = next((name for mark, name in BYTE_ORDER_MARKS.items() if start.startswith(mark)), None)
    return found or layout.encoding or DEFAULT_ENCODING


def _refuse_damaged(file: CsvFile) -> None:
    """Look through the whole text once: it must decode, and text has no NUL bytes."""
    line = 1
    with _text(file.path, file.encoding) as text:
        while block := text.read(BLOCK):
            if "\0" in block:
                raise FileRefused(
                    "has a NUL byte, so it is damaged or in another encoding",
                    "export it again as UTF-8, or name its encoding by --encoding, such as utf-16-le",
                    line + block.partition("\0")[0].count("\n"),
                )
            line += block.count("\n")


@contextmanager
def _text(path: Path, encoding: str) -> Iterator[TextIO]:
    with _told(path, encoding), path.open(encoding=encoding, newline="") as text:
        yield text


def _lines_above_header(text: Iterable[str], header_row: int | None) -> int:
    """How many lines to skip: those above the row that was told, else blank lines and the words of a template."""
    for above, line in enumerate(text):
        if header_row is None:
            if line.strip() and not COMMENT.match(line):
                return above
        elif above + 1 == header_row:
            return above
    if header_row:
        raise FileRefused(f"has no line {header_row} to be the header", "name another line by --header-row")
    raise FileRefused("is empty", "export it again, with a header in its first line")


def _delimiter(file: CsvFile) -> str:
    """The one that stands in the header most often, outside quotes."""
    with _text(file.path, file.encoding) as text:
        lines = "".join(islice(text, file.skipped, file.skipped + LONGEST_HEADER))
    bare = LINE_BREAK.split(QUOTED.sub("", lines), 1)[0]
    return max(DELIMITERS, key=bare.count)


def _chunks(file: CsvFile, width: int) -> Iterator[Chunk]:
    """The rows below the header."""
    with _reading(file) as reader:
        next(reader)
        line = file.skipped + reader.line_num + 1
        while rows := list(islice(reader, ROWS_AT_ONCE)):
            following = file.skipped + reader.line_num + 1
            yield _chunk(_lines(rows, line, following), rows, width)
            line = following


def _lines(rows: list[list[str]], first: int, following: int) -> Sequence[int]:
    """Where each row begins: one line further each time, unless a quoted cell has line breaks inside."""
    if following - first == len(rows):
        return range(first, following)
    heights = (1 + sum(len(LINE_BREAK.findall(cell)) for cell in row) for row in rows[:-1])
    return list(accumulate(heights, initial=first))


def _chunk(lines: Sequence[int], rows: list[list[str]], width: int) -> Chunk:
    """Rows without anything in them are no rows; those of another width are set aside."""
    if set(map(len, rows)) == {width} and all(map(itemgetter(0), rows)):
        return Chunk(lines, rows)
    told = [(line, row) for line, row in zip(lines, rows, strict=True) if any(cell.strip() for cell in row)]
    whole = [(line, row) for line, row in told if len(row) == width]
    ragged = [(line, len(row)) for line, row in told if len(row) != width]
    return Chunk([line for line, _ in whole], [row for _, row in whole], ragged)


@contextmanager
def _reading(file: CsvFile) -> Iterator:
    """A csv reader that stands before the header; what goes wrong while it is used is told with its line."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        with _text(file.path, file.encoding) as text:
            yield _reader(file, text)
    except csv.Error as error:
        raise _broken(error, _line_of_break(file)) from error


def _reader(file: CsvFile, text: TextIO):
    for _ in range(file.skipped):
        next(text)
    return csv.reader(text, delimiter=file.delimiter, strict=True)


def _line_of_break(file: CsvFile) -> int:
    """Where the row begins that is no CSV: read once more, row by row."""
    line = file.skipped
    with _text(file.path, file.encoding) as text:
        reader = _reader(file, text)
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


@contextmanager
def _told(path: Path, encoding: str) -> Iterator[None]:
    """Troubles of the system with a file, in one line each."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileRefused("is not there", "check the path") from error
    except IsADirectoryError as error:
        raise FileRefused("is a folder", "name the files inside it") from error
    except PermissionError as error:
        raise FileRefused("may not be read", "ask for permission to read it, or copy it") from error
    except UnicodeError as error:
        raise _not_decodable(path, encoding) from error
    except LookupError as error:
        raise FileRefused(f'is not read: "{encoding}" is no encoding', "use one such as utf-8 or cp1252") from error
    except OSError as error:
        raise FileRefused(f"cannot be read ({error.strerror})", "copy it to this machine and try again") from error


def _not_decodable(path: Path, encoding: str) -> FileRefused:
    return FileRefused(
        f"is not text in the encoding {encoding}",
        "save it as UTF-8, or name its encoding by --encoding: cp1252 (Windows), mac-roman, utf-16",
        _first_bad_line(path) if encoding.startswith("utf-8") else None,
    )


def _first_bad_line(path: Path) -> int | None:
    with path.open("rb") as binary:
        for number, line in enumerate(binary, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return None
