"""Which file of a bundle is told as which kind of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from data.importers.catalog import KINDS
from data.importers.converted import Told, completing, converted, passed_over
from data.importers.formats.oneroster import gradebook, roster
from data.importers.formats.oneroster.bundle import Bundle
from data.importers.formats.oneroster.checks import Checked
from data.importers.formats.oneroster.columns import word
from data.importers.formats.oneroster.demographics import GROUPS
from data.importers.formats.oneroster.file import File, Record
from data.importers.opened import Opened
from data.importers.problems import Wrong


class Telling(NamedTuple):
    """``headers``: our fields, and OneRoster's columns that they come from."""

    kind: str
    headers: Mapping[str, str]
    tell: Callable[[Record, Bundle], Iterable[Told]]


TELLINGS = {
    "orgs": Telling("schools", roster.SCHOOLS, roster.school),
    "users": Telling("people", roster.PEOPLE, roster.person),
    "classes": Telling("classrooms", roster.CLASSROOMS, roster.classroom),
    "enrollments": Telling("memberships", roster.MEMBERSHIPS, roster.membership),
    "results": Telling("results", gradebook.RESULTS, gradebook.result),
}
COMPLETING = {"academicSessions", "courses", "demographics", "lineItems", "roles"}


def told(bundle: Bundle, file: File) -> Opened:
    """A file as a table of ours; one that only completes others, or is of no use, is looked through."""
    telling = TELLINGS.get(file.table.name)
    if telling:
        opened = _converted(bundle, file, telling)
    elif file.table.name in COMPLETING:
        tell = _session if file.table.name == "academicSessions" else _nothing
        opened = completing(file.name, file.sheet, Checked(bundle, file, tell))
    else:
        opened = completing(file.name, file.sheet)
        opened.receipt.notes += (
            [passed_over(opened.receipt.unchanged, file.table.name)] if opened.receipt.unchanged else []
        )
    opened.receipt.notes += file.notes
    return opened


def _converted(bundle: Bundle, file: File, telling: Telling) -> Opened:
    headers = {field: file.own.get(column, column) for field, column in telling.headers.items()}
    if telling.kind == "people" and "demographics" in bundle.files:
        headers |= GROUPS
    checked = Checked(bundle, file, partial(telling.tell, bundle=bundle))
    return converted(file.name, file.sheet, KINDS[telling.kind], headers, checked)


def _nothing(_record: Record) -> Iterable[Told]:
    return ()


def _session(record: Record) -> Iterable[Told]:
    """Only its first day is of use; but one that ends before it begins has another wrong, too."""
    start, end = record.day("startDate"), record.day("endDate")
    if start and end and end <= start:
        raise Wrong("is not after startDate", "correct one of the two dates", "endDate")
    last = end - timedelta(days=1) if end else None  # OneRoster names the first day after it
    of_year = word("academicSessions", "type", record["type"]) == "schoolYear"
    if of_year and last and record["schoolYear"] not in ("", str(last.year)):
        record.warn("has a schoolYear that is not the year in which it ends")
    return ()
