"""The cells of a sheet's XML, however it is written: the slow and sure way, for what Excel itself did not write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat

from data.importers.formats.workbook_area import Area, column_number
from data.importers.problems import FileRefused

REFERENCE = re.compile(r"([A-Z]{1,7})([0-9]{1,9})")


class Broken(ValueError):
    """No XML, or such as no workbook has."""


def area(blocks: Iterable[bytes]) -> Area:
    """Raises Broken."""
    scan = _Scan()
    try:
        for block in blocks:
            scan.parser.Parse(block, False)
        scan.parser.Parse(b"", True)
    except FileRefused:
        raise
    except (expat.ExpatError, ValueError) as error:
        raise Broken(str(error)) from error
    return scan.area


class _Scan:
    """Counts rows and cells as the reader does: what has no number of its own follows the one before."""

    def __init__(self) -> None:
        self.area = Area()
        self.row, self.column, self.place = 1, 1, (0, 0)
        self.error: list[str] | None = None  # the text so far of a cell that is one
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._begun, self._ended
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def _begun(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row = int(attributes.get("r", self.row))
            case "c":
                self.place = _place(attributes["r"]) if "r" in attributes else (self.row, self.column)
                self.area.reach(*self.place)
                self.column = self.place[1] + 1
                self.error = [] if attributes.get("t") == "e" else None
            case "v" if self.error is not None:
                self.error.clear()

    def _ended(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row, self.column = self.row + 1, 1
            case "c" if self.error is not None:
                self.area.error(*self.place, "".join(self.error))
                self.error = None

    def _text(self, text: str) -> None:
        if self.error is not None:
            self.error.append(text)

    def _refuse_doctype(self, *_: object) -> None:
        raise Broken("a workbook has no document type")


def _place(reference: str) -> tuple[int, int]:
    found = REFERENCE.fullmatch(reference.upper())
    if not found:
        raise Broken("a cell without a place")
    return int(found[2]), column_number(found[1])
