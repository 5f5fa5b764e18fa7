"""Numbers as people type them for a goal, and as a form shows them: 64 of 96, 18%, 1,5, yes.

Shares are stored as shares and typed as percents. What is not certain is refused with the way to write it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from data.actions.refused import Refused
from data.importers.ranges import (
    CHILDREN,
    MILESTONES,
    NUMBER,
    PERCENT,
    SCALE,
    SHARE,
    YES_OR_NO,
    kind_of,
    range_of,
)
from data.importers.values import YES_NO
from data.wording import plain

KINDS = (NUMBER, SHARE, CHILDREN, YES_OR_NO, MILESTONES, SCALE)  # of a new goal
LONGEST = 40  # characters of a number
OF_MANY = re.compile(r"(.+?)\s*(?:of|/|out of)\s*([0-9]+)", re.IGNORECASE)
DIGITS = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)")
THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
Goal = Mapping[str, Any]


def value(text: str, goal: Goal, field: str = "value", title: str = "Value", now: float | None = None) -> float:
    """A number of the goal's own kind. Raises Refused with the field and the remedy.

    ``now``: what stands there, which may have more digits than a form shows; left as it was shown, it stays.
    """
    said = " ".join(text.split())
    if now is not None and said == shown(now, goal):
        return now
    if not said:
        raise Refused(f"{title} is empty: type a number{_example(goal)}.", field)
    if len(said) > LONGEST:
        raise Refused(f"{title} is longer than a number can be: write it in digits{_example(goal)}.", field)
    read = {SHARE: _share, PERCENT: _percent, CHILDREN: _children, YES_OR_NO: _yes_or_no, SCALE: _on_scale,
            MILESTONES: _milestones, NUMBER: _count}[kind_of(goal)]  # fmt: skip
    try:
        return read(said, goal)
    except Refused as refused:
        raise Refused(f"{title}: {refused}", field) from None


def shown(number: float | None, goal: Goal) -> str:
    """As it would be typed."""
    if number is None:
        return ""
    kind = kind_of(goal)
    if kind == SHARE:
        return f"{_bare(float(Decimal(repr(number)) * 100))}%"
    if kind == CHILDREN:
        return f"{_bare(number)} of {goal['out_of']}"
    if kind == YES_OR_NO:
        return "yes" if number >= 1 else "no"
    return f"{_bare(number)}%" if kind == PERCENT else _bare(number)


def noun(goal: Goal) -> str:
    """What stands behind the field."""
    kind = kind_of(goal)
    if kind == CHILDREN:
        return f"children, of {goal['out_of']}"
    return {SHARE: "percent", PERCENT: "percent", NUMBER: goal["unit"] or ""}.get(kind, goal["unit"] or kind)


def _bare(number: float) -> str:
    return plain(number, 6).replace(",", "")


def _example(goal: Goal) -> str:
    example = {SHARE: "64%", PERCENT: "64%", YES_OR_NO: "yes or no"}.get(kind_of(goal))
    example = f"64 of {goal['out_of']}" if goal["out_of"] else example
    return f", such as {example}" if example else ""


def number(text: str) -> float:
    """A decimal number; a comma before one, two or four digits is the decimal one."""
    if THOUSANDS.fullmatch(text):
        raise Refused(f'"{text}" may be thousands or a decimal: write thousands without a comma.')
    if not DIGITS.fullmatch(text):
        raise Refused(f'"{text}" is not a number: write it in digits, such as 12.5.')
    read = float(text.replace(",", "."))
    if not math.isfinite(read) or abs(read) > 1e12:
        raise Refused("that is too large a number: check it.")
    return read


def _no_percent(text: str, goal: Goal, of: str) -> str:
    if text.endswith("%"):
        raise Refused(f'"{text}" is a percent, but this goal counts {of}: leave the percent sign out.')
    return text


def _count(text: str, goal: Goal) -> float:
    return number(_no_percent(text, goal, goal["unit"] or "numbers"))


def _children(text: str, goal: Goal) -> float:
    whole = goal["out_of"]
    of_many = OF_MANY.fullmatch(_no_percent(text, goal, f"children: type how many of {whole}"))
    if of_many and int(of_many[2]) != whole:
        raise Refused(f"this goal is out of {whole}, not of {of_many[2]}: write it of {whole}.")
    read = number(of_many[1] if of_many else text)
    if read != int(read) or not range_of(goal).has(read):
        raise Refused(f"{_bare(read)} is not a number of children from 0 to {whole}: correct it.")
    return read


def _share(text: str, goal: Goal) -> float:
    """62 of 96, 64.6% or 64.6; a bare number up to 1 could be either, a share or a percent."""
    if of_many := OF_MANY.fullmatch(text):
        part, whole = number(of_many[1]), float(of_many[2])
        if not whole or not 0 <= part <= whole:
            raise Refused(f"{_bare(part)} is not a part of {_bare(whole)}: correct one of the two.")
        return part / whole
    read = _of_hundred(text)
    if 0 < read <= 1 and not text.endswith("%"):
        raise Refused(f"{text} may be {_bare(read)}% or {_bare(read * 100)}%: write it with the percent sign.")
    return float(Decimal(repr(read)) / 100)


def _percent(text: str, goal: Goal) -> float:
    return _share(text, goal) * 100 if OF_MANY.fullmatch(text) else _of_hundred(text)


def _of_hundred(text: str) -> float:
    read = number(text.removesuffix("%").strip())
    if read > 100:
        raise Refused(f"{_bare(read)} is over 100 percent: a share of a whole is 0 to 100.")
    if read < 0:
        raise Refused(f"{_bare(read)} is under 0 percent: a share of a whole is 0 to 100.")
    return read


def _yes_or_no(text: str, goal: Goal) -> float:
    if text.casefold() not in YES_NO:
        raise Refused(f'"{text}" is neither yes nor no: type one of the two.')
    return float(YES_NO[text.casefold()])


def _on_scale(text: str, goal: Goal) -> float:
    allowed = range_of(goal)
    points = f"{allowed.least:g} to {allowed.most:g}"
    read = number(_no_percent(text, goal, f"points from {points}"))
    if not allowed.has(read):
        raise Refused(f"{_bare(read)} is not on the scale from {points}: correct it.")
    return read


def _milestones(text: str, goal: Goal) -> float:
    of_many = OF_MANY.fullmatch(_no_percent(text, goal, "milestones"))
    read, most = number(of_many[1] if of_many else text), goal["target"]
    if read != int(read) or read < 0 or (most is not None and read > most):
        up_to = "" if most is None else f" to {_bare(most)}"
        raise Refused(f"{_bare(read)} is not a number of milestones from 0{up_to}: correct it.")
    return read
