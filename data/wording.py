"""How numbers and days are written in sentences: the same everywhere, on every machine (no locale).

Rounding is half-up, away from zero (2.5 -> 3, -2.5 -> -3), as people expect of published percentages;
Python's own ``round`` goes to the even neighbour (2.5 -> 2). What is missing is "no data", never 0.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

NO_DATA = "no data"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SMALL_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
WEEK = 7
LONG = Context(prec=400)  # digits: the largest number of a computer has 309
IN_DAYS_UNTIL = 14  # "13 days ago", then weeks
IN_WEEKS_UNTIL = 126  # "17 weeks ago", then months
DAYS_A_MONTH = 30.4375


def half_up(number: float, decimals: int = 0) -> Decimal:
    """``number`` to ``decimals`` places, halves away from zero, taking it as it is written (0.285)."""
    exact = Decimal(number) if isinstance(number, int) else Decimal(repr(float(number)))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, LONG)


def plain(number: float | None, decimals: int = 2) -> str:
    """A number for a sentence: 7, 7.5, 1,540, -0.35; no trailing zeros; None and NaN are "no data"."""
    if _is_missing(number):
        return NO_DATA
    text = f"{half_up(number, decimals):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def percent(share: float | None, decimals: int = 0) -> str:
    """A share as a percentage: 0.285 -> "29%"; None and NaN are "no data"."""
    if _is_missing(share):
        return NO_DATA
    shown = half_up(share, decimals + 2).scaleb(2)
    return f"{plain(float(shown), decimals)}%"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Things counted: "1 goal", "2 goals", "3 children"."""
    return f"{plain(number)} {singular if number == 1 else plural or singular + 's'}"


def share_of(numerator: float, denominator: float) -> str:
    """A share that keeps its denominator: "46 of 61"."""
    return f"{plain(numerator)} of {plain(denominator)}"


def small_number_words(number: int, capital: bool = False) -> str:
    """Whole numbers up to nine in words ("nine", to begin a sentence "Nine"), larger ones in figures."""
    words = SMALL_NUMBERS[number] if 0 <= number < len(SMALL_NUMBERS) else plain(number)
    return words.capitalize() if capital else words


def day(on: date, year: bool = False) -> str:
    """A day: "15 Jan", with ``year`` "15 Jan 2025"."""
    short = f"{on.day} {MONTHS[on.month - 1]}"
    return f"{short} {on.year}" if year else short


def ago(days: int) -> str:
    """How long since, in whole units that have passed: "today", "3 days ago", "7 weeks ago"."""
    if days < IN_DAYS_UNTIL:
        return ("today", "yesterday")[days] if days in (0, 1) else f"{count(days, 'day')} ago"
    if days < IN_WEEKS_UNTIL:
        return f"{count(days // WEEK, 'week')} ago"
    return f"{count(int(days / DAYS_A_MONTH), 'month')} ago"


def _is_missing(number: float | None) -> bool:
    return number is None or number != number
