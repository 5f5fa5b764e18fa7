"""Never asking twice: what was said about a file that was taken holds for the next one of the same shape.

A shape is a fingerprint of the header as somebody finds it who was told nothing. Nothing of the rows is remembered, and
of what ``--set`` filled only what may hold again: no date, no part of a key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine, Row, delete, select

from data import schema, store
from data.importers import headings, receipts
from data.importers.catalog import KINDS
from data.importers.header import by_place, plain
from data.importers.kind import DATE, MOMENT, Kind
from data.importers.mapping import Mapping, Source
from data.importers.opened import Opened
from data.importers.order import DATE_ORDERS, Answer, Choices, Layout, Order
from data.importers.parcel import Item
from data.importers.problems import ImportRefused

SHORT = 12  # characters of a shape that a message names


@dataclass(frozen=True)
class Kept:
    """An answer as it is kept; without ``answer`` where its kind or fields are no longer ours."""

    shape: str
    kind: str
    at: datetime
    by: str
    answer: Answer | None


def kept(engine: Engine) -> list[Kept]:
    """All answers, the latest first."""
    table = schema.import_answers
    with engine.connect() as connection:
        rows = connection.execute(select(table).order_by(table.c.at.desc(), table.c.shape))
        return [Kept(row.shape, row.kind, row.at, row.by, _answer(row)) for row in rows]


def remembered(engine: Engine) -> dict[str, Answer]:
    return {one.shape: one.answer for one in kept(engine) if one.answer}


def keep(connection: Connection, files: Iterable[Opened], by: str) -> dict[str, str]:
    """Remember what was said about files that are taken, in the place of what was said before. Returns the shapes of
    which somebody said something now, and when, for ``take_back``."""
    table, now, said = schema.import_answers, receipts.now(), {}
    for file in files:
        answer = _to_keep(file)
        if answer and (answer.says_something or file.disproved):
            connection.execute(delete(table).where(table.c.shape == answer.shape))
        if answer and answer.says_something:
            row = {"shape": answer.shape, "kind": answer.kind, "answers": _written(answer), "at": now, "by": by}
            connection.execute(table.insert().values(row))
            said |= {answer.shape: now.isoformat()} if file.answer else {}
    return said


def take_back(connection: Connection, one: receipts.Kept) -> None:
    """Forget what was said with an import that is undone, as it may have been what was wrong; not what somebody said
    of such files since."""
    table = schema.import_answers
    for shape, at in one.receipt.get("answered", {}).items():
        same = (table.c.shape == shape, table.c.at == datetime.fromisoformat(at), table.c.by == one.by)
        connection.execute(delete(table).where(*same))


def _to_keep(file: Opened) -> Answer | None:
    """What was said now; an order of dates only where it was needed, and none that the file itself has disproved."""
    answer = file.answer or (replace(file.last, kind_told=True) if file.last and file.disproved else None)
    if not answer or not file.dated:
        return answer
    return replace(answer, dates=file.dates or (None if file.disproved else answer.dates))


def forget(engine: Engine, shape: str) -> Kept:
    """Forget the answer whose shape begins so. Raises ImportRefused where that is not one."""
    found = [one for one in kept(engine) if one.shape.startswith(shape.lower())]
    if len(found) != 1:
        said = "no answer has" if not found else "several answers have"
        raise ImportRefused(f'{said} a shape that begins with "{shape}"; see them by: answers')
    table = schema.import_answers
    with store.alone(engine) as connection, store.changing(connection):
        connection.execute(delete(table).where(table.c.shape == found[0].shape))
    return found[0]


def recalled(item: Item, order: Order) -> Answer | None:
    """What was said about the last file of this shape. Who says ``--as`` says everything anew."""
    if order.choices.kind or not order.answers:
        return None
    answer = order.answers.get(shape_of(item))
    if not answer:
        return None
    read = item.read_by(_layout(order.layout, answer.layout))
    return answer if fingerprint(read.header) == answer.header else None


def said_again(order: Order, answer: Answer) -> Order:
    """The order with a remembered answer, wherever nothing else is said now; without the remembered order of dates."""
    said = {field for field, _ in order.choices.maps + order.choices.sets}
    maps = tuple(pair for pair in answer.maps if pair[0] not in said)
    sets = tuple(pair for pair in answer.sets if pair[0] not in said)
    choices = Choices(answer.kind, order.choices.maps + maps, order.choices.sets + sets)
    layout = _layout(order.layout, answer.layout)
    return replace(order, choices=choices, layout=layout)


def note(answer: Answer, order: Order) -> str:
    """What is said of a file that was read by an answer of last time."""
    missing = [field for field in answer.for_once if not order.choices.fill(field)]
    without = f", without the {' and '.join(missing)} that --set gave then" if missing else ""
    return f"read as last time: {answer.kind}{without} (forget by: answers --forget {answer.shape[:SHORT]})"


def learned(item: Item, mapping: Mapping, order: Order, last: Answer | None) -> Answer | None:
    """What to remember of a file that was read as ``order`` says; the order of dates is added where it was needed."""
    shape = shape_of(item)
    if not shape:
        return None
    kind, fills = mapping.kind, [(name, text) for name, text in order.choices.sets if mapping.kind.field(name)]
    for_once = [name for name, _ in fills if not _holds_again(kind, name)]
    return Answer(
        shape=shape,
        kind=kind.name,
        maps=tuple((source.field.name, _told(source)) for source in mapping.sources if source.said),
        sets=tuple(pair for pair in fills if _holds_again(kind, pair[0])),
        dates=last.dates if last else None,
        layout=order.layout,
        header=fingerprint(item.header),
        for_once=tuple(dict.fromkeys([*(last.for_once if last else ()), *for_once])),
        kind_told=bool(order.choices.kind),
    )


def shape_of(item: Item) -> str:
    """The fingerprint of a file's header; of one in an unknown encoding, of its bytes as they stand. "": none."""
    header = item.read_by(Layout()).header or item.read_by(Layout(encoding="latin-1")).header
    return fingerprint(header) if header else ""


def fingerprint(header: Sequence[str]) -> str:
    return sha256("\x1f".join(map(plain, header)).encode()).hexdigest()


def _told(source: Source) -> str:
    """By where the columns stand, unless they are headings for certain: a row of data is not remembered."""
    return headings.as_shown(source.said) or "+".join(map(by_place, source.columns))


def _holds_again(kind: Kind, name: str) -> bool:
    field = kind.field(name)
    return field.type not in (DATE, MOMENT) and field.stored not in kind.key


def _layout(now: Layout, then: Layout) -> Layout:
    return Layout(now.encoding or then.encoding, now.header_row or then.header_row, now.sheet or then.sheet)


def _written(answer: Answer) -> str:
    names = ("maps", "sets", "dates", "header", "for_once")
    layout = {"encoding": answer.layout.encoding, "header_row": answer.layout.header_row, "sheet": answer.layout.sheet}
    return json.dumps({"kind": answer.kind} | {name: getattr(answer, name) for name in names} | layout)


def _answer(row: Row) -> Answer | None:
    """None where it was written by hand, or for fields that are no longer there."""
    try:
        said = json.loads(row.answers)
        layout = Layout(said["encoding"], said["header_row"], said["sheet"])
        maps, sets = (tuple((str(field), str(text)) for field, text in said[name]) for name in ("maps", "sets"))
        answer = Answer(row.shape, row.kind, maps, sets, said["dates"], layout, said["header"], tuple(said["for_once"]))
    except (ValueError, KeyError, TypeError):
        return None
    return answer if _is_ours(answer) else None


def _is_ours(answer: Answer) -> bool:
    kind, layout = KINDS.get(answer.kind), answer.layout
    fields = [name for name, _ in answer.maps + answer.sets] + list(answer.for_once)
    return (
        kind is not None
        and all(isinstance(name, str) and kind.field(name) for name in fields)
        and answer.dates in (None, *DATE_ORDERS)
        and all(isinstance(one, str | None) for one in (layout.encoding, layout.sheet))
        and isinstance(layout.header_row, int | None)
    )
