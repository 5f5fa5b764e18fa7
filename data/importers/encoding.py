"""The text of a file: in the encoding that was told, or that its first bytes show, or UTF-8.

What is none of these may be legacy text: ``legacy_encoding`` finds out which, or refuses.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from data.importers.problems import FileRefused

BYTE_ORDER_MARKS = {  # that of UTF-32 begins as that of UTF-16 does
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
NULS = {  # which bytes of four are NUL where a text begins with letters of ASCII
    (True, True, True, False): "utf-32-be",
    (False, True, True, True): "utf-32-le",
    (True, False, True, False): "utf-16-be",
    (False, True, False, True): "utf-16-le",
}
DEFAULT_ENCODING = "utf-8"
LOOKED_AT = 16  # bytes that show the pattern: a header begins with a name of some letters


class NotDecodable(FileRefused):
    """A file that is not text in the encoding it was read in."""


def encoding_of(path: Path, told: str | None) -> str:
    """What it is read in: its mark is worth more than what was told, and that more than how it looks."""
    with _troubles(path, told or DEFAULT_ENCODING), path.open("rb") as binary:
        start = binary.read(LOOKED_AT)
    found = next((name for mark, name in BYTE_ORDER_MARKS.items() if start.startswith(mark)), None)
    return found or told or _by_nuls(start) or DEFAULT_ENCODING


def _by_nuls(start: bytes) -> str | None:
    """The encoding in which all the first letters are of ASCII; None where there is no such pattern."""
    patterns = {tuple(byte == 0 for byte in start[place : place + 4]) for place in range(0, len(start) - 3, 4)}
    return NULS.get(patterns.pop()) if len(patterns) == 1 else None


@contextmanager
def text_of(path: Path, encoding: str) -> Iterator[TextIO]:
    """It, opened; raises FileRefused where it cannot be read, also later on."""
    with _troubles(path, encoding), path.open(encoding=encoding, newline="") as text:
        yield text


@contextmanager
def _troubles(path: Path, encoding: str) -> Iterator[None]:
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


def _not_decodable(path: Path, encoding: str) -> NotDecodable:
    return NotDecodable(
        f"is not text in the encoding {encoding}",
        "save it as UTF-8, or name its encoding by --encoding: cp1252 (Windows), mac-roman, utf-16",
        first_bad_line(path) if encoding.startswith("utf-8") else None,
        ask={"what": "encoding", "options": ["cp1252", "mac-roman", "utf-16"]},
    )


def first_bad_line(path: Path) -> int | None:
    """The first line that is not UTF-8."""
    with path.open("rb") as binary:
        for number, line in enumerate(binary, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return None
