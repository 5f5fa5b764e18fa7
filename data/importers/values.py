"""From the text of a cell to a typed value, strictly: what is not certain is refused with a remedy.

Nothing is guessed: ``007`` stays ``007``, ``NA`` is a name, ``1,234`` is not a number until someone says which.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container
from datetime import date, datetime

from data.importers import kind as types
from data.importers.date_columns import DateColumn
from data.importers.problems import Blank, Unknown, Wrong
from data.importers.synonyms import words
from data.importers.value_words import NO, YES, value_of

LONGEST_ID = 255
LARGEST_WHOLE = 2**31 - 1
REMEMBERED = 100_000  # distinct cells of a column
YES_NO = dict.fromkeys(words(YES), True) | dict.fromkeys(words(NO), False)
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?")
ERRORS = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA)")
NOTHING = {
    *("null", "none", "nil", "nan", "n/a", "na", "n.a.", "missing"),
    *("-", "--", "–", "—", ".", "?", "*", "**", "-99", "-999", "-9999"),
}
CODES = {"-999", "-9999"}  # that would be numbers; who means the number writes -999.0
HALF_DAY = re.compile(r"(0?[1-9]|1[0-2])((?::[0-5][0-9]){1,2})\s?([AaPp])\.?[Mm]\.?")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")

Convert = Callable[[str], object]


class Converted(dict):
    """Cell -> value or Wrong, worked out once for each distinct cell.

    A column of 180,000 dates has 180 distinct ones; remembering them is what makes strictness cheap.
    """

    def __init__(self, convert: Convert) -> None:
        super().__init__()
        self.convert = convert
        self.any_wrong = False

    def __missing__(self, cell: str) -> object:
        try:
            value = self.convert(cell)
        except Wrong as wrong:
            value, self.any_wrong = wrong.with_traceback(None), True
        if len(self) >= REMEMBERED:
            self.clear()
        self[cell] = value
        return value


def converter(
    field: types.Field,
    dates: DateColumn,
    ids: Container[str] | None = None,
    longest: int | None = None,
    blank: object = None,
) -> Convert:
    """How a cell of a field becomes a value, or Wrong.

    ``ids`` are what a reference may be (None: it is no reference); ``longest`` is what the table has room
    for; ``blank`` is what a blank cell stands for, where the field need not be there.
    """
    typed = _typed(field, dates, ids, longest)

    def convert(cell: str) -> object:
        text = cell.strip()
        if text:
            return _sayable(text, field, typed)
        if field.required:
            raise Blank(
                "is blank, but every row needs it",
                f"fill it in, or give all rows one by --set {field.name}=...",
            )
        return blank

    return convert


def _sayable(text: str, field: types.Field, typed: Convert) -> object:
    """The value of a cell; where a word for nothing stands in it that fits nowhere, the remedy is a blank cell."""
    if text[0] == "#" and ERRORS.fullmatch(text):
        raise Wrong(
            "is the error of a formula", f"mend the formula{'' if field.required else ', or leave the cell blank'}"
        )
    if text.casefold() not in NOTHING:
        return typed(text)
    if field.type in (types.DATE, types.MOMENT):  # a word for nothing tells nothing about the order of dates
        raise Wrong(f"is not a {field.type}", _instead_of_nothing(field))
    try:
        value = typed(text)
    except Wrong as wrong:
        raise Wrong(wrong.why, _instead_of_nothing(field)) from wrong
    if text in CODES and field.type in (types.NUMBER, types.WHOLE):
        raise Wrong("is what many systems write where they have no value", _instead_of_nothing(field))
    return value


def _instead_of_nothing(field: types.Field) -> str:
    if field.required:
        return "every row needs it: fill it in, or leave the row out"
    return "leave the cell blank where there is nothing to say"


def _typed(field: types.Field, dates: DateColumn, ids: Container[str] | None, longest: int | None) -> Convert:
    if field.type == types.ID:
        return _reference(field, ids) if ids is not None else lambda text: _short_enough(identifier(text), longest)
    if field.allowed:
        return lambda text: _one_of(field, text)
    if field.type == types.DATE:
        return dates.date
    if field.type == types.MOMENT:
        return dates.moment
    simple = {types.TIME: clock, types.YES_NO: yes_no}
    numeric = {types.NUMBER: number, types.WHOLE: whole}
    if field.type in numeric:
        return lambda text: _within(numeric[field.type](text), field.least, field.most)
    return simple.get(field.type) or (lambda text: _short_enough(text, longest))


def identifier(text: str) -> str:
    """An id as the school writes it: text, never a number."""
    if len(text) > LONGEST_ID:
        raise Wrong(f"is longer than the {LONGEST_ID} characters of an id", "check that the column is the id's")
    if CONTROL.search(text):
        raise Wrong("has a line break or another control character inside", "write the id on one line")
    return text


def _reference(field: types.Field, ids: Container[str]) -> Convert:
    def known(text: str) -> str:
        if identifier(text) not in ids:
            raise unknown(field.to)
        return text

    return known


def unknown(to: str) -> Unknown:
    """A reference to nobody: `to` is a word such as people, groups, goals."""
    one, kinds = {
        "people": ("person", "people"),
        "groups": ("classroom or program", "classrooms or programs"),
        "goals": ("goal", "goals"),
        "meetings": ("meeting", "meetings"),
        "events": ("event or meeting", "events or meetings"),
    }[to]
    return Unknown(
        to, f"is not the id of a known {one}", f"import the {kinds} first or with this file, or correct the id"
    )


def _one_of(field: types.Field, text: str) -> str:
    value = value_of(field, text)
    if value and (len(text.splitlines()) > 1 or CONTROL.search(text)):  # it may be two cells that ran together
        raise Wrong("has a line break or another control character inside", "write the value on one line")
    if value is None and len(text) == 1 and text.isalpha():
        raise Wrong(
            "is a letter, and letters mean other things in other systems",
            f"replace it by the word that it stands for: {', '.join(field.allowed)}",
        )
    if value is None:
        raise Wrong("is not one of the values this field knows", f"use one of {', '.join(field.allowed)}")
    return value


def _short_enough(text: str, longest: int | None) -> str:
    if longest and len(text) > longest:
        raise Wrong(f"is longer than the {longest} characters there is room for", "shorten it")
    return text


def yes_no(text: str) -> bool:
    if text.casefold() not in YES_NO:
        raise Wrong("is neither yes nor no", "use true or false, 1 or 0, yes or no")
    return YES_NO[text.casefold()]


def clock(text: str) -> str:
    if half := HALF_DAY.fullmatch(text):
        hour = int(half[1]) % 12 + (12 if half[3] in "Pp" else 0)
        return f"{hour:02}{half[2]}"
    if not CLOCK.fullmatch(text):
        raise Wrong("is not a time of day", "write it as 14:30")
    return text.zfill(5) if text.count(":") == 1 else text.zfill(8)


def number(text: str) -> float:
    """A decimal number; no exponent, no thousands, no sign of a unit."""
    if not NUMBER.fullmatch(text):
        raise Wrong("is not a number", _remedy_of_number(text))
    value = float(text)
    if not math.isfinite(value):
        raise Wrong("is too large a number", "check the value")
    return value


def _remedy_of_number(text: str) -> str:
    if text.endswith("%"):
        return "write a percent without its sign, and a share as 0 to 1: 0.5 for 50 %"
    if re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?", text):
        return "write thousands without a comma, and decimals with a point"
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", text):
        return "write decimals with a point"
    if re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", text):
        return "write the number out, without an exponent"
    return "write a number such as 12.5"


def whole(text: str) -> int:
    value = number(text)
    if value != int(value):
        raise Wrong("is not a whole number", "round it, or check that the column is the right one")
    if abs(value) > LARGEST_WHOLE:
        raise Wrong("is too large a number", "check the value")
    return int(value)


def _within(value: float, least: float | None, most: float | None) -> float:
    if least is not None and value < least:
        raise Wrong(f"is under {least:g}", "check the value" if most is None else f"use {least:g} to {most:g}")
    if most is not None and value > most:
        raise Wrong(f"is over {most:g}", "check the value" if least is None else f"use {least:g} to {most:g}")
    return value


def stored_text(value: object) -> str:
    """A typed value as a message quotes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
