"""One form of dates a column: found from all of its cells, and asked where they fit several.

Which of 03/04 is the month is never guessed, least of all row by row. A column that mixes two forms has no certain
dates in its doubtful cells either: spreadsheets turn 03/04 around and leave 13/04 as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from data.importers.dates import ISO, ISO_FORM, NAMED, ORDERS, Form, in_range, iso, no_date, readings
from data.importers.problems import FileRefused, Wrong

LAST_CLOCK = (23, 59, 59)
PREFERRED = ("ymd", "dmy", "mdy")
Forms = dict[Form, datetime]  # in which a text is a date, and which


class Unsettled(Exception):
    """A column is not ISO all through, and nobody has looked yet what it is."""


@dataclass(frozen=True)
class Found:
    """What a look through a whole column found. ``mixed``: no form fits all of its dates. ``as_before``: two did, and
    the order of last time settled which."""

    form: Form = ISO_FORM
    mixed: bool = False
    remedy: str = ""
    as_before: bool = False

    @property
    def iso(self) -> bool:
        return self.form == ISO_FORM


class DateColumn:
    """Reads the cells of one column: ISO, or in the form that was ``found``. ``told`` is what ``--dates`` said."""

    def __init__(self, told: str | None = None, found: Found | None = None) -> None:
        self.told, self.found = told, found
        self.form = found.form if found else ISO_FORM

    def date(self, text: str) -> date:
        return self.moment(text).date()

    def moment(self, text: str) -> datetime:
        """A date with its time as written, in the file's own time zone; midnight where it has none."""
        if self.form == ISO_FORM and (written := ISO.fullmatch(text)):
            return in_range(_day(written))
        return in_range(self._read(text))

    def _read(self, text: str) -> datetime:
        every = readings(text)
        possible = _allowed(every, self.told)
        if self.form in possible:
            if self.found and self.found.mixed and len(set(possible.values())) > 1:
                raise Wrong("could be two dates, since the column has dates of several formats", self._remedy)
            return possible[self.form]
        if every and not self.found:
            raise Unsettled
        if possible and all(form.mark != self.form.mark for form in possible):
            raise Wrong("is written in another format than other dates of the column", "use one format in the column")
        raise no_date(text, self.form.order, self._remedy)

    @property
    def _remedy(self) -> str:
        return (self.found and self.found.remedy) or f"write it as {self.form.example}"


class Look:
    """Looks through all cells of a column, and counts how many each form fits; ``sure``, how many it alone fits.

    ``told`` is an order that was said now. ``before`` is that of the last file of the same shape: it answers what the
    column leaves open, and never speaks against the column, nor in a file of which another column is ``against`` it.
    """

    def __init__(self, told: str | None, before: str | None = None) -> None:
        self.told, self.before = told, before
        self.dates, self.differing = 0, False
        self.against = False  # whether there is a date that the order of last time does not fit
        self.fits: Counter[Form] = Counter()
        self.allowed: Counter[Form] = Counter()
        self.sure: Counter[Form] = Counter()

    def at(self, cells: Iterable[str]) -> None:
        for cell, times in Counter(cells).items():
            if every := readings(cell.strip()):
                self._count(every, _allowed(every, self.told), times)

    def _count(self, every: Forms, allowed: Forms, times: int) -> None:
        differing = len(set(allowed.values())) > 1
        self.dates += times
        self.differing |= differing
        self.against |= bool(self.before) and not _allowed(every, self.before)
        for form in every:
            self.fits[form] += times
        for form in allowed:
            self.allowed[form] += times
            self.sure[form] += 0 if differing else times

    def found(self, column: str) -> Found:
        """Raises FileRefused where the column could be read in two ways."""
        fitting = self._all_of(self.allowed)
        if len(fitting) > 1 and self.differing:
            orders = [form.order for form in fitting]
            if self.before in orders:
                return Found(fitting[orders.index(self.before)], as_before=True)
            raise FileRefused(
                f"could be {' or '.join(ORDERS[order] for order in orders)}",
                f"say which by {' or '.join(f'--dates {order}' for order in orders)}",
                column=column,
                ask={"what": "dates", "column": column, "options": orders},
            )
        return Found(self._best(), not fitting, "" if fitting else self._remedy())

    def _all_of(self, counted: Counter[Form]) -> list[Form]:
        """The forms that fit every date."""
        return sorted((form for form, fits in counted.items() if fits == self.dates), key=self._rank)

    def _best(self) -> Form:
        """The form of most cells: of those, first, that can be nothing else. The told one where none fits."""
        if not self.allowed:
            return Form(self.told, "/") if self.told else ISO_FORM
        return min(self.allowed, key=lambda form: (-self.sure[form], -self.allowed[form], self._rank(form)))

    def _remedy(self) -> str:
        """Where the told order does not fit all dates of the column, but another one does."""
        fitting = self._all_of(self.fits)
        return f"use --dates {fitting[0].order}, which fits all such dates of the column" if fitting else ""

    def _rank(self, form: Form) -> tuple[bool, int, str]:
        return form.order != self.told, PREFERRED.index(form.order), form.mark


def alone(text: str, told: str | None) -> date:
    """A date of a format that writes ISO: that, a month's name, or the order that was told. Raises Wrong."""
    every = readings(text)
    sure = _allowed(every, told) if told else {form: at for form, at in every.items() if _is_certain(form)}
    if len(set(sure.values())) != 1:
        raise no_date(text, told or "ymd", "write it as 2026-01-31, or say the order of dates by --dates")
    return in_range(next(iter(sure.values()))).date()


def _day(written: re.Match) -> datetime:
    try:
        return iso(written)
    except ValueError as error:
        if any(int(part or 0) > most for part, most in zip(written.groups()[3:6], LAST_CLOCK, strict=True)):
            raise Wrong("has a time of day that is none", "correct the time; a day begins at 00:00") from error
        raise Wrong("is not a day of the calendar", "correct the date") from error


def _allowed(possible: Forms, told: str | None) -> Forms:
    """With a told order that, and what is certain without it: ISO and names of months."""
    if not told:
        return possible
    return {form: at for form, at in possible.items() if form.order == told or _is_certain(form)}


def _is_certain(form: Form) -> bool:
    return form.mark == NAMED or form == ISO_FORM
