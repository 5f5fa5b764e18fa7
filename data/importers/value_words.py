"""What other systems call our values: add a word here, and cells that hold it are understood.

A word stands here only where it can mean nothing else. Letters do not, except for yes and no: P is present in one
system and pass in another.
"""

from __future__ import annotations

from functools import cache

from data.importers.header import plain
from data.importers.kind import Field
from data.importers.synonyms import words

# fmt: off
# field -> value -> words, for fields that know only some values
WHOSE = {
    "staff": "teacher, employee, faculty",
    "student": "pupil, learner",
    "family": "parent, guardian, parent/guardian",
}
VALUES: dict[str, dict[str, str]] = {
    "kind": WHOSE,
    "owner_kind": WHOSE,
    "status": {
        "present": "in attendance, attended",
        "absent": "absence",
        "excused": "excused absence, absent excused, absence excused",
        "unexcused": "unexcused absence, absent unexcused, absence unexcused",
        "tardy": "late",
        "partial": "partial day, half day",
        "suspended": "suspension, in school suspension, out of school suspension",
    },
    "direction": {
        "increase": "up, higher is better",
        "decrease": "down, lower is better",
    },
}
YES = "true, 1, yes, y, t"
NO = "false, 0, no, n, f"
# fmt: on


def value_of(field: Field, text: str) -> str | None:
    """Which of a field's values is meant; None where none is."""
    said = text.casefold()
    return said if said in field.allowed else _values(field.name, field.allowed).get(plain(text))


def word_of(field: Field, text: str) -> str | None:
    """The word of the table above by which a text was understood; None where it is a value of ours, or no value."""
    value = value_of(field, text)
    is_ours = value is None or plain(text) == plain(value)
    return None if is_ours else _listed(field.name, value).get(plain(text))


@cache
def _listed(field: str, value: str) -> dict[str, str]:
    return {plain(word): word.strip() for word in VALUES.get(field, {}).get(value, "").split(",")}


@cache
def _values(field: str, allowed: tuple[str, ...]) -> dict[str, str]:
    meant = {word: value for value, said in VALUES.get(field, {}).items() for word in words(said)}
    return {word: value for word, value in meant.items() if value in allowed} | {plain(one): one for one in allowed}
