"""The one door from the pages about files to the desk behind them: for who may import, and never in front of a room."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import current_app

from components import ledger, request
from components.links import chosen
from data.importers import receipts, replace, sources, undo
from data.importers.inbox import Inbox, NoDelivery
from data.importers.preview import covered, on_page
from data.importers.problems import ImportRefused, printable
from data.wording import count

LAST = 50  # imports on the page; the command line lists them all
LONGEST_ID = 10  # digits
Row = dict[str, Any]


def is_open(search: str) -> bool:
    """Whether this viewer may import, and looks at a screen of their own."""
    return request.viewer().imports and not request.choice(search).view


def delivery(id_: str, search: str) -> Row | None:
    """What was handed in, with personal cells covered unless names are asked for; None where there is no such thing."""
    try:
        found = _inbox().get(id_)
        said = {
            "id": id_, "state": found.state, "told": asdict(found.told) if found.told else None,
            "trouble": found.trouble, "names": found.names, "said": _said(found.order), "report": found.has_report,
        }  # fmt: skip
    except NoDelivery:
        return None
    names = request.choice(search).names and request.may_name(search)
    receipt = found.receipt and covered(found.receipt, names=names)
    return said | {"receipt": receipt, "sample": holds_sample(), "named": names, "schools": _schools()}


def _schools() -> dict[str, str]:
    """Ids and names: a file that does not say its school is of one of these."""
    gate = request.gate()
    with gate.looking() as look:
        return dict(gate.directory(look, request.viewer()).labels["school"])


def waiting() -> list[Row]:
    """Files that were handed in and wait for somebody's word."""
    return [
        {"id": delivery.id, "names": [printable(name) for name in delivery.names]} for delivery in _inbox().waiting()
    ]


def holds_sample() -> bool:
    """Whether the school of this database is the sample, and nothing else is there."""
    return replace.is_sample(request.gate().engine)


def imports(search: str) -> list[Row]:
    kept = receipts.kept(request.gate().engine)[:LAST]
    callers = ledger.callers(names=request.choice(search).names and request.may_name(search))
    return [
        {
            "id": one.id,
            "at": f"{one.at:%d %b %Y, %H:%M}",
            "by": callers.get(one.by, one.by),
            "files": one.files,
            "undone": bool(one.undone),
        }
        for one in kept
    ]


def undoing(search: str) -> Row | None:
    """What would be taken back, or what stands on it; None where nothing of the kind was asked."""
    asked = chosen(search, "undo")
    if not (asked.isdecimal() and len(asked) <= LONGEST_ID and int(asked) <= undo.LARGEST_ID):
        return None
    try:
        return _planned(int(asked), _also(search))
    except ImportRefused as refused:
        return {"id": int(asked), "reasons": [on_page(str(refused))], "taken_back": [], "later": [],
                "notes": []}  # fmt: skip


def _also(search: str) -> list[int]:
    """What an undo said that it needs."""
    said = chosen(search, "with").split(",")[:LAST]
    return [int(one) for one in said if one.isascii() and one.isdecimal() and len(one) < LONGEST_ID]


def _planned(id_: int, also: list[int]) -> Row:
    plan = undo.planned(request.gate().engine, id_, also)
    names = [f"import {one.id} ({one.named}): {count(sum(one.written.values()), 'row')}" for one in plan.taken_back]
    later = [one.id for one in plan.taken_back if one.id != id_]
    return {"id": id_, "reasons": [on_page(reason) for reason in plan.reasons], "taken_back": names, "later": later,
            "notes": [on_page(note) for note in plan.notes]}  # fmt: skip


def freshness() -> list[Row]:
    gate = request.gate()
    return [asdict(one) for one in sources.sources(gate.engine, gate.settings.today)]


def _said(order: Any) -> dict[str, str]:
    """What was answered about the files so far, as the form writes it."""
    choices, layout = order.choices, order.layout
    row = layout.header_row and str(layout.header_row)
    single = {"kind": choices.kind, "dates": order.dates, "encoding": layout.encoding, "sheet": layout.sheet,
              "header_row": row}  # fmt: skip
    pairs = {f"map.{name}": value for name, value in choices.maps} | {f"set.{n}": value for n, value in choices.sets}
    return {name: value for name, value in (single | pairs).items() if value}


def _inbox() -> Inbox:
    return current_app.extensions["inbox"]
