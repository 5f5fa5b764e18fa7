"""Which cells of a header are headings for certain, so that they may be shown and remembered.

Where a file lacks its header, the first row of data stands in its place: a name, a date of birth, a password. What is
made of words that exports use in their headers is a heading; everything else is spoken of by where it stands.
"""

from __future__ import annotations

from functools import cache

from data.importers.catalog import KINDS
from data.importers.header import plain, words_of
from data.importers.synonyms import FIELDS, PAIRS, QUALIFIERS, SORTS

LONGEST_NUMBER = 2  # digits: Q1, Period 12; anything longer may be an identifier
OTHERS = (
    "a about ac address advisor all and answer at average by campus category city class code comment comments "
    "contact count course current date day days description descriptor direct duration e email end family first for "
    "form from full gender given grade guardian head high home id in is item key language last level list local low "
    "mail manager mentor middle min minutes mode month n name names new no note notes number of on or organization "
    "parent percent person phone place points position primary program q quarter question rate reason reference "
    "report response role room row school score section semester session sex short site staff start state status "
    "student students subject supervisor surname teacher team term text time title to total type unique url user "
    "value week weekday who year yes"
)


def is_heading(cell: str) -> bool:
    """Whether every word of it is one of headers."""
    found = words_of(cell, inside=True)
    return bool(found) and all(_is_known(word) for word in found) and not all(word.isdigit() for word in found)


def as_shown(header: str) -> str | None:
    """A heading, or several joined by ``+``; None where a cell of it may be data."""
    return header if all(is_heading(part) for part in header.split("+")) else None


def _is_known(word: str) -> bool:
    return len(word) <= LONGEST_NUMBER if word.isdigit() else plain(word) in _words()


@cache
def _words() -> frozenset[str]:
    fields = [field.name for kind in KINDS.values() for field in kind.fields]
    lists = [listed for table in (FIELDS, SORTS, QUALIFIERS) for words in table.values() for listed in words.values()]
    pairs = [listed for words in PAIRS.values() for pair in words.values() for listed in pair]
    said = " ".join([*KINDS, *fields, *lists, *pairs, OTHERS])
    return frozenset(plain(word) for word in words_of(said))
