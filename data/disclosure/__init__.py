"""Small groups: what is hidden, joined or withheld, and the proof that it stays hidden.

The rules are section 7 of the definitions: nothing is shown of fewer people than the metric's threshold, and a
hidden cell is never left where it could be worked out from what is shown. ``cells`` knows counts, ``tables`` the sums
between them, ``audit`` proves, ``loop`` hides until the proof holds; ``protection`` does all of it to a frame.
"""

from data.disclosure.beside import ALONE, Beside, beside, beside_counts, beside_outcomes
from data.disclosure.cells import OTHER, hidden_cells, join_small, small_cells
from data.disclosure.columns import (
    CARD,
    CLEARED,
    CODED,
    COMPLEMENT,
    DECISION,
    KEY,
    KINDS,
    LABEL,
    NAME,
    NO_DATA,
    OWNER,
    PERSON,
    POSTED,
    SMALL,
    TEXT,
    TITLE,
    VALUE,
    N,
    Sight,
    Unjudged,
    of_kind,
)
from data.disclosure.protection import InWords, Shape, protect
from data.disclosure.texts import A_NAME, NAMED, label_covered

__all__ = [
    "ALONE",
    "A_NAME",
    "CARD",
    "CLEARED",
    "CODED",
    "COMPLEMENT",
    "DECISION",
    "KEY",
    "KINDS",
    "LABEL",
    "NAME",
    "NAMED",
    "NO_DATA",
    "OTHER",
    "OWNER",
    "PERSON",
    "POSTED",
    "SMALL",
    "TEXT",
    "TITLE",
    "VALUE",
    "Beside",
    "InWords",
    "N",
    "Shape",
    "Sight",
    "Unjudged",
    "beside",
    "beside_counts",
    "beside_outcomes",
    "hidden_cells",
    "join_small",
    "label_covered",
    "of_kind",
    "protect",
    "small_cells",
]
