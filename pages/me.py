"""My data: what I may see and why, what is stored about me, where I am shown by name, and who looked."""

from dash import register_page

from components import keys, ledger, page
from components.blocks import block, body
from components.request import answer
from data.metrics.calendar import FRESHNESS

register_page(__name__, path="/me", title="My data · Staffroom", name="My data")


def content(search: str) -> list:
    answer(FRESHNESS, search)
    return body(*map(block, keys.me(ledger.me(search))))


layout = page.layout("me", "My data", content)
page.refresh("me", content)
