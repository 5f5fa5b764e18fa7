"""Exports of form tools (Google Forms, Microsoft Forms): a row a respondent, a column a question.

They become one row an answer. Who answered is never stored: such columns are left out, and respondents are numbered by
their place in the file, so that a later and longer export of the same form only adds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from data.importers.catalog import KINDS
from data.importers.converted import converted
from data.importers.formats.forms import headers
from data.importers.formats.forms.form import look
from data.importers.header import Header, plain
from data.importers.mapping import Mapping
from data.importers.opened import Opened
from data.importers.order import Choices, Order
from data.importers.parcel import Item, Parcel
from data.importers.problems import FileRefused
from data.importers.sheet import Sheet

SURVEYS = KINDS["surveys"]
OUR_ITEM, OUR_ANSWER = "item", "answer"
QUESTIONS = 2  # that a file must have to be known for a survey by itself
DOWNLOADED = re.compile(r"\s*\([0-9]+(-[0-9]+)?\)$")  # what browsers and Microsoft Forms add to the name of an export
FILLS = ("school", "date", "topic", "group", "scale")
MAPPED = ("date", "group")  # fields that may be a column of the file


def claimed(parcel: Parcel) -> list[Item]:
    return parcel.having(lambda item: is_survey(item.header))


def claimed_as(parcel: Parcel, choices: Choices) -> list[Item]:
    """With ``--as surveys`` every CSV file that is not in our long form, by its own header or by ``--map``."""
    if choices.kind != SURVEYS.name or choices.maps_of(OUR_ITEM) or choices.maps_of(OUR_ANSWER):
        return []
    return parcel.having(lambda item: bool(item.header) and not _is_long(item.header))


def is_survey(header: Sequence[str]) -> bool:
    """Whether it can be nothing else: it begins with when it was answered, and asks."""
    first = list(header[:2]) if header and plain(header[0]) == "id" else list(header[:1])
    begins = any(headers.time_rank(cell) is not None for cell in first)
    return begins and sum(map(headers.is_question, header)) >= QUESTIONS


def _is_long(header: Sequence[str]) -> bool:
    return {OUR_ITEM, OUR_ANSWER} <= {plain(cell) for cell in header}


def opened(items: Sequence[Item], order: Order) -> list[Opened]:
    return [_opened(item, order) for item in items]


def _opened(item: Item, order: Order) -> Opened:
    try:
        return told(item.name, item.sheet(), order)
    except FileRefused as refused:
        return Opened.refused(item.name, refused.problem, SURVEYS.name)


def told(name: str, sheet: Sheet, order: Order) -> Opened:
    """A wide sheet, whatever file it is from, as rows of ``surveys``. Raises FileRefused."""
    choices = order.choices
    form = look(sheet, choices, order.dates)
    own_name = DOWNLOADED.sub("", PurePath(name.replace("\\", "/")).stem)
    fixed = {field: choices.fill(field) for field in FILLS} | {"survey": choices.fill("survey") or own_name}
    from_file = {"date": form.time or "date", "group": form.group or "group"}
    fields = {field.name: from_file.get(field.name, field.name) for field in SURVEYS.fields}
    opened = converted(name, form.sheet, SURVEYS, fields, lambda row: form.answers(row, fixed))
    opened.mapping = _as_said(opened.mapping, sheet, choices)
    opened.receipt.notes += form.notes
    return opened


def _as_said(mapping: Mapping, sheet: Sheet, choices: Choices) -> Mapping:
    """With what --map named, so that it counts as used."""
    header = Header(sheet.header)
    said = {field: one for field in MAPPED for one in choices.maps_of(field) if header.columns(one)}
    return replace(mapping, sources=tuple(replace(one, said=said.get(one.field.name)) for one in mapping.sources))
