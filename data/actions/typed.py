"""What is typed into a form, other than a goal's own numbers: a day, a line of text, one of a few words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from data.actions.refused import Refused
from data.filters import FIRST_DAY, LAST_DAY

LONGEST = 300  # characters of a line
Form = Mapping[str, str]


def line(form: Form, field: str, title: str, *, longest: int = LONGEST, needed: bool = False) -> str | None:
    """One line of text; None where nothing was typed."""
    said = " ".join(form.get(field, "").split())
    if needed and not said:
        raise Refused(f"{title} is empty: write it in a line.", field)
    if len(said) > longest:
        raise Refused(f"{title} has {len(said)} characters, and there is room for {longest}: shorten it.", field)
    if not said.isprintable():
        raise Refused(f"{title} has signs in it that cannot be shown: write it anew.", field)
    return said or None


def day(form: Form, field: str, title: str, *, needed: bool = False) -> date | None:
    said = form.get(field, "").strip()
    if not said and not needed:
        return None
    try:
        read = date.fromisoformat(said)
    except ValueError:
        raise Refused(f"{title} is not a day: choose one, or write it as 2026-01-30.", field) from None
    if not FIRST_DAY <= read <= LAST_DAY:
        raise Refused(f"{title} is in the year {read.year}: check the year.", field)
    return read


def past_day(form: Form, field: str, title: str, today: date, *, needed: bool = False) -> date | None:
    read = day(form, field, title, needed=needed)
    if read and read > today:
        raise Refused(f"{title} is in the future: choose today or a day before.", field)
    return read


def one_of(form: Form, field: str, title: str, allowed: Collection[str], *, needed: bool = False) -> str | None:
    said = form.get(field, "").strip()
    if not said and not needed:
        return None
    if said not in allowed:
        raise Refused(f"{title}: choose one of the list.", field)
    return said


def whole(form: Form, field: str, title: str, least: int, most: int) -> int | None:
    said = form.get(field, "").strip()
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) < 10 and least <= int(said) <= most):
        raise Refused(f"{title} is not a whole number from {least:,} to {most:,}: correct it.", field)
    return int(said)
