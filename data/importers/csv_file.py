"""CSV files: any common delimiter, UTF-8 or the encoding that was told, strict about quotes.

The csv module, all text: what guesses types loses pupils (``007``, ``NA``). Leading lines that start with ``# `` are
the documentation of a template and are skipped; line numbers are those an editor shows.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

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
COMMENT = re.compile(r'"?#(\s|$)')


@dataclass(frozen=True)
class Layout:
    """What the reader of the file was told about it: None is found out."""

    encoding: str | None = None
    header_row: int | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class CsvFile:
    path: Path
    encoding: str
    skipped: int  # lines above the header
    delimiter: str = ","


def open_csv(path: Path, layout: Layout) -> Sheet:
    """The sheet of a CSV file; raises FileRefused where there is none to be had."""
    if layout.sheet:
        raise FileRefused("is not a workbook and has no sheets", "leave --sheet out")
    file = CsvFile(path, *_find_start(path, layout))
    file = CsvFile(path, file.encoding, file.skipped, _delimiter(file))
    with _reading(file) as reader:
        header = tuple(cell.strip() for cell in next(reader))
    return Sheet(header, lambda: _chunks(file, len(header)))


def _find_start(path: Path, layout: Layout) -> tuple[str, int]:
    encoding = _encoding(path, layout)
    with _told(path, encoding), path.open(encoding=encoding, newline="") as text:
        skipped = _lines_above_header(text, layout.header_row)
    return encoding, skipped


def _encoding(path: Path, layout: Layout) -> str:
    with _told(path, layout.encoding or "utf-8"), path.open("rb") as binary:
        start = binary.read(4)
    if not path.is_file():
        raise FileRefused("is not a file that can be read from its start again", "save it as a file first")
    found = next((name for mark, name in BYTE_ORDER_MARKS.items() if start.startswith(mark)), None)
    return found or layout.encoding or "utf-8"


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
    """The one that finds most columns in the header."""
    with _told(file.path, file.encoding), file.path.open(encoding=file.encoding, newline="") as text:
        lines = list(islice(text, file.skipped, file.skipped + LONGEST_HEADER))
    return max(DELIMITERS, key=lambda delimiter: _width(lines, delimiter))


def _width(lines: list[str], delimiter: str) -> int:
    try:
        return len(next(csv.reader(lines, delimiter=delimiter, strict=True), []))
    except csv.Error:
        return 0


def _chunks(file: CsvFile, width: int) -> Iterator[Chunk]:
    """The rows below the header; rows without anything in them are no rows."""
    with _reading(file) as reader:
        next(reader)
        last = file.skipped + reader.line_num
        chunk = Chunk()
        for row in reader:
            line, last = last + 1, file.skipped + reader.line_num
            if len(row) == width and (row[0] or any(cell.strip() for cell in row)):
                chunk.lines.append(line)
                chunk.rows.append(row)
            elif any(cell.strip() for cell in row):
                chunk.ragged.append((line, len(row)))
            if len(chunk.lines) >= ROWS_AT_ONCE:
                yield chunk
                chunk = Chunk()
        yield chunk


@contextmanager
def _reading(file: CsvFile) -> Iterator:
    """A csv reader that stands before the header; what goes wrong while it is used is told with its line."""
    before = csv.field_size_limit(LONGEST_FIELD)
    lines = _Lines(file)
    try:
        with _told(file.path, file.encoding), file.path.open(encoding=file.encoding, newline="") as text:
            reader = csv.reader(lines.of(text), delimiter=file.delimiter, strict=True)
            yield reader
    except csv.Error as error:
        raise _broken(error, lines.number) from error
    finally:
        csv.field_size_limit(before)


class _Lines:
    """The lines from the header on, with the number of the one last read."""

    def __init__(self, file: CsvFile) -> None:
        self.skipped = self.number = file.skipped

    def of(self, text: Iterable[str]) -> Iterator[str]:
        for number, line in enumerate(islice(text, self.skipped, None), self.skipped + 1):
            self.number = number
            if "\0" in line:
                raise FileRefused(
                    "has a NUL byte, so it is damaged or in another encoding",
                    "export it again as UTF-8, or name its encoding by --encoding, such as utf-16-le",
                    self.number,
                )
            yield line


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
