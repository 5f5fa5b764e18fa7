"""The one door from the pages about files to the desk behind them: for who may import, and never in front of a room."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import current_app

from components import request
from components.links import chosen
from data.importers import receipt as receipts
from data.importers import replace, sources, undo
from data.importers.inbox import Inbox, NoDelivery
from data.importers.preview import covered
from data.importers.problems import ImportRefused

LAST = 50  # imports on the page; the command line lists them all
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
            "trouble": found.trouble, "names": found.names, "said": _said(found.order),
        }  # fmt: skip
    except (NoDelivery, FileNotFoundError):
        return None
    names = request.choice(search).names and request.may_name(search)
    receipt = found.receipt and covered(found.receipt, names=names)
    return said | {"receipt": receipt, "sample": holds_sample()}


def holds_sample() -> bool:
    """Whether the school of this database is the sample, and nothing else is there."""
    return replace.is_sample(request.gate().engine)


def imports() -> list[Row]:
    kept = receipts.kept(request.gate().engine)[:LAST]
    return [
        {"id": one.id, "at": f"{one.at:%d %b %Y, %H:%M}", "by": one.by, "files": one.files, "undone": bool(one.undone)}
        for one in kept
    ]


def undoing(search: str) -> Row | None:
    """What would be taken back, or what stands on it; None where nothing of the kind was asked."""
    asked = chosen(search, "undo")
    if not asked.isdecimal():
        return None
    try:
        plan = undo.undo(request.gate().engine, int(asked), request.viewer().role, trial=True)
        whole = undo.undo(request.gate().engine, int(asked), request.viewer().role, trial=True, with_later=True)
    except ImportRefused as refused:
        return {"id": int(asked), "reasons": [str(refused)], "taken_back": [], "later": False}
    told = plan if not plan.reasons else whole
    names = [f"import {one.id} ({one.named}): {sum(one.written.values()):,} rows" for one in told.taken_back]
    return {"id": int(asked), "reasons": plan.reasons, "taken_back": names, "later": bool(plan.reasons and names)}


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
