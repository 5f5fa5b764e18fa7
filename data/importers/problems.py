"""What is wrong with a file or a row of it, and what to do about it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass, field

LONGEST_VALUE = 200  # characters of a cell that a message quotes, or of the header above it
LONGEST_NAME = 255  # characters of a file's name in messages; in an archive it may have 65,000
JOINERS = "\u200c\u200d"  # of Persian letters, and of pictures: they stand in names that mean no harm
HALF = re.compile("[\ud800-\udfff]")  # a byte of a file's name that is not UTF-8, as Python keeps it


class Wrong(ValueError):
    """A value or a row that cannot be taken: why, and the remedy. Neither quotes a value.

    Receipts are kept, and keep why and remedy; the value itself stays in the answer to who imports.
    """

    def __init__(self, why: str, remedy: str, field: str = "") -> None:
        super().__init__(f"{why}; {remedy}")
        self.why, self.remedy, self.field = why, remedy, field


class Blank(Wrong):
    """Nothing stands where every row needs something."""


class Unknown(Wrong):
    """A reference to nobody; ``to`` says in which ids it was looked for: people, groups, goals, meetings, events."""

    def __init__(self, to: str, why: str, remedy: str, field: str = "") -> None:
        super().__init__(why, remedy, field)
        self.to = to


class Guest(Wrong):
    """Nobody of the school: what a row says of him or her is passed over, and that is no error."""

    def __init__(self) -> None:
        super().__init__("is not the address of one known person", "import the people with their addresses first")


class ImportRefused(ValueError):
    """A request that cannot be carried out; the message is one line with the remedy."""


class FileRefused(ValueError):
    """A file that cannot be read at all; nothing of it is taken."""

    kind: str | None = None  # what the file holds, where that was clear before it was refused

    def __init__(
        self, why: str, remedy: str, line: int | None = None, column: str | None = None, value: str | None = None,
        ask: dict | None = None,
    ) -> None:  # fmt: skip
        super().__init__(f"{why}; {remedy}")
        self.problem = Problem(line, column, value, why, remedy, ask)


@dataclass
class Problem:
    """``ask`` is what could be chosen instead, for a screen that asks at once: {"what": "dates", "options": ["dmy",
    "mdy"]}. It may hold the file's own header, and so, where that is missing, a row of data: it is shown to who
    imports and goes nowhere else.
    """

    line: int | None
    column: str | None
    value: str | None
    why: str
    remedy: str
    ask: dict | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        """A header may be as long as its file, and a file has a thousand problems under it."""
        self.column = self.column and shortened(self.column)

    @property
    def reason(self) -> tuple[str | None, str, str]:
        """What it has in common with others that are mended in the same way."""
        return self.column, self.why, self.remedy

    def sentence(self, file: str) -> str:
        """``events.csv line 14, column date: "13/25/2024" is not a date ...; use --dates mdy``: one line."""
        line = f" line {self.line}" if self.line else ""
        column = f", column {self.column}" if self.column else ""
        quoted = f': "{self.value}"' if self.value else ""
        return printable(f"{file}{line}{column}{quoted} {self.why}; {self.remedy}")

    def as_dict(self, *, values: bool = True) -> dict:
        said = asdict(self)
        del said["ask"]
        if not values:
            del said["value"]
        return said


def quotable(cell: str) -> str:
    """A cell as a message quotes it: without the blanks around it, and not without end."""
    return shortened(cell.strip())


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def legible(name: str) -> str:
    """A file's name as text that can be shown and stored: what is none is written as in addresses, ``caf%E9.csv``."""
    return HALF.sub(lambda half: f"%{ord(half[0]) & 0xFF:02X}", name)


def file_name(name: str) -> str:
    """A file's name as messages say it: not without end, and without what a terminal or a page would obey. That is
    written as in addresses, ``%1B``: a backslash would be taken for the end of a folder's name."""
    shown = "".join(char if _is_of_names(char) else _as_in_addresses(char) for char in legible(name))
    return shown if len(shown) <= LONGEST_NAME else "…" + shown[1 - LONGEST_NAME :]


def _is_of_names(char: str) -> bool:
    return char.isprintable() or char in JOINERS or unicodedata.category(char) == "Zs"


def _as_in_addresses(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())


def printable(text: str) -> str:
    """On one line, and without what a terminal would obey."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
