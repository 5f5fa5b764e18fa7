"""Ed-Fi's bulk XML, record by record: each with its line, flattened to the dotted names that its CSV files have.

Read as a stream, and as if it meant harm: no DTD (so no entities of its own), and limits on everything that is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from data.importers.problems import FileRefused

BLOCK = 2**16  # bytes
DEEPEST = 32  # elements inside each other
MOST_ELEMENTS = 10_000  # of one record
LONGEST_TEXT = 1_000_000  # characters of one record
LONGEST_MARKUP = 2**20  # bytes of one tag or comment
NAMESPACE, ROOT = "http://ed-fi.org/", "Interchange"
MOST_TAGS = 4_096  # that are remembered
REMEDY = "export it again as an interchange of Ed-Fi"


@dataclass
class Record:
    """``values``: dotted name -> the first text that stands there; ``refs``: the same -> what it refers to by id."""

    line: int
    type: str
    id: str
    values: dict[str, str] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)


def records(path: Path) -> Iterator[Record]:
    """Raises FileRefused where the file is no interchange, or ceases to be one."""
    parser = DefusedXMLParser(target=object(), forbid_dtd=True)
    expat, read = parser.parser, 0
    builder = _Builder(expat)
    with _told(expat), path.open("rb") as binary:
        while block := binary.read(BLOCK):
            parser.feed(block)
            read += len(block)
            if read - expat.CurrentByteIndex > LONGEST_MARKUP:
                raise builder.too_much(f"a tag or comment of more than {LONGEST_MARKUP:,} bytes")
            yield from builder.take()
        parser.close()
    yield from builder.take()


@contextmanager
def _told(expat) -> Iterator[None]:
    """What is wrong with the XML, in one line."""
    try:
        yield
    except FileRefused:
        raise
    except ParseError as error:
        raise FileRefused("is not well-formed XML", f"mend it at this line, or {REMEDY}", error.position[0]) from error
    except DefusedXmlException as error:
        why = "has a DTD, which no interchange needs and which can harm the machine that reads it"
        raise FileRefused(why, REMEDY, expat.CurrentLineNumber) from error
    except (ValueError, LookupError) as error:
        raise FileRefused("is XML in an encoding that cannot be read", "save it as UTF-8", 1) from error
    except OSError as error:
        raise FileRefused(f"cannot be read ({error.strerror})", "copy it to this machine and try again") from error


class _Builder:
    """What the parser tells its tags and texts to; without the layer between that makes trees, in half the time."""

    def __init__(self, expat) -> None:
        self.expat = expat
        expat.StartElementHandler, expat.EndElementHandler = self.start, self.end
        expat.CharacterDataHandler = self.data
        expat.ordered_attributes = False
        self.names: list[str] = []  # of the open elements, dotted and whole
        self.record: Record | None = None
        self.text: list[str] = []
        self.is_leaf = False
        self.elements = self.length = 0
        self.done: list[Record] = []

    def take(self) -> list[Record]:
        done, self.done = self.done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        depth, name = len(self.names), ""
        if depth > 1:
            name = self.names[-1] + _segment(tag)
            if "ref" in attributes:
                self.record.refs.setdefault(name.rstrip("."), attributes["ref"])
        elif depth:
            self.record = Record(self.expat.CurrentLineNumber, _local(tag), attributes.get("id", ""))
            self.elements = self.length = 0
        else:
            self._check_root(tag)
        self.names.append(name)
        self.text, self.is_leaf = [], True
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise self.too_much(f"a record of more than {MOST_ELEMENTS:,} elements")
        if depth >= DEEPEST:
            raise self.too_much(f"more than {DEEPEST} elements inside each other")

    def data(self, text: str) -> None:
        self.length += len(text)
        if self.length > LONGEST_TEXT:
            raise self.too_much(f"a record of more than {LONGEST_TEXT:,} characters")
        self.text.append(text)

    def end(self, tag: str) -> None:
        name = self.names.pop()
        if len(self.names) == 1:
            self.done.append(self.record)
        elif self.is_leaf and self.names:
            self.record.values.setdefault(name.rstrip("."), "".join(self.text).strip())
        self.text, self.is_leaf = [], False

    def too_much(self, what: str) -> FileRefused:
        return FileRefused(f"has {what}", REMEDY, self.expat.CurrentLineNumber)

    def _check_root(self, tag: str) -> None:
        if not (tag.startswith(NAMESPACE) and _local(tag).startswith(ROOT)):
            raise FileRefused("is XML, but no interchange of Ed-Fi", REMEDY, self.expat.CurrentLineNumber)


def _local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


@lru_cache(MOST_TAGS)
def _segment(tag: str) -> str:
    """StudentReference/StudentIdentity/StudentUniqueId is Student.StudentStudentUniqueId, as flattened files say."""
    name = _local(tag)
    return name.removesuffix("Identity") if name.endswith("Identity") else name.removesuffix("Reference") + "."
