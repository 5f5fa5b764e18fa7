"""Who may see what: accounts, roles with their reasons, sessions, what happened, and what is asked to be corrected."""

from dash import register_page

from components import corrections, happened, keys, ledger, page
from components.blocks import block, body
from components.request import answer, visitor
from data.metrics.calendar import FRESHNESS

register_page(__name__, path="/access", title="Who may see what · Staffroom", name="Who may see what")


def content(search: str) -> list:
    answer(FRESHNESS, search)
    asked = corrections.asked(corrections.waiting(search))
    if not ledger.is_open(search):
        return body(block(asked or keys.closed(bool(visitor() and visitor().session))))
    everybody = ledger.everybody()
    return body(
        block(asked) if asked else None,
        block(keys.accounts(everybody)),
        block(keys.granting(everybody, ledger.schools(), ledger.teams())),
        block(happened.trail(happened.found(search))),
    )


layout = page.layout("access", "Who may see what", content)
page.refresh("access", content)
