"""One bar of filters on every page: native selects, so that keyboard, phone and screen reader are at home in them.

What is chosen stands in the address alone; assets/address.js keeps the two in step. The server says what there is to
choose from, given all other choices.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Input, Output, clientside_callback, html, set_props

from components.request import answer, choice
from data.filters import Filters, school_year
from data.metrics.calendar import PERIODS
from data.metrics.choices import CHOICES
from data.wording import day

ALL = {  # filter -> what it is called, and what it says when nothing is chosen
    "school": ("School", "All schools"),
    "classroom": ("Classroom", "All classrooms"),
    "program": ("Program", "All programs"),
    "grade": ("Grade", "All grades"),
    "department": ("Department", "All departments"),
}
PERIOD, THIS_YEAR = "period", "This school year"
NAMES = (*ALL, PERIOD)
NOTHING = "all"  # what a select says of a filter that the address does not name
Option = dict[str, Any]


def bar() -> html.Form:
    """The bar as it stands before the first answer: everything, this school year."""
    selects = [_select(name, label, words) for name, (label, words) in ALL.items()]
    period = _select(PERIOD, "Period", THIS_YEAR)
    clear = html.Button("Clear", id="clear", type="button", **{"data-do": "clear"})
    return html.Form([*selects, period, clear], className="filters", **{"aria-label": "Filters"})


def keep_in_step() -> None:
    """The address and the selects follow each other in the browser; a changed choice is told to the page."""
    clientside_callback(
        ClientsideFunction("staffroom", "sync"),
        Output("url", "search"),
        *[Output(f"filter-{name}", "value") for name in NAMES],
        Output("choice", "data"),
        Input("url", "search"),
        *[Input(f"filter-{name}", "value") for name in NAMES],
    )


def renew(search: str) -> None:
    """Offer what can be chosen now: nothing that would leave nobody, given all the other choices."""
    chosen, found = choice(search), answer(CHOICES, search).rows()
    for name in ALL:
        offered = [{"label": row["label"], "value": row["id"]} for row in found if row["filter"] == name]
        set_props(f"filter-{name}", {"options": _options(name, offered, getattr(chosen, name))})
        set_props(f"filter-{name}-box", {"hidden": len(offered) < 2 and not getattr(chosen, name)})
    set_props(f"filter-{PERIOD}", {"options": periods(answer(PERIODS, search).rows(), chosen)})


def _select(name: str, label: str, words: str) -> html.Div:
    select = dbc.Select(id=f"filter-{name}", options=[{"label": words, "value": NOTHING}], value=NOTHING)
    named = html.Label(label, htmlFor=f"filter-{name}", className="visually-hidden")
    return html.Div([named, select], id=f"filter-{name}-box", className="filter", hidden=name == "school")


def _options(name: str, offered: list[Option], chosen: tuple[str, ...]) -> list[Option]:
    """All of them first; several chosen at once, as only an address can, are one entry."""
    several = [{"label": f"{len(chosen)} chosen", "value": ",".join(chosen)}] if len(chosen) > 1 else []
    return [{"label": ALL[name][1], "value": NOTHING}, *several, *offered]


def periods(rows: Iterable[dict[str, Any]], chosen: Filters) -> list[Option]:
    """A few windows, told by their days as the address tells them; a window of the reader's own is one more."""
    options = [{"label": row["label"], "value": f"{row['from']}..{row['to']}"} for row in rows]
    if not options:  # of who may see nothing
        return [{"label": "This school year", "value": NOTHING}]
    options[0]["value"] = NOTHING
    own = f"{chosen.start}..{chosen.end}"
    is_known = own in [option["value"] for option in options]
    if is_known or (chosen.start, chosen.end) == school_year(chosen.as_of):
        return options
    return [*options, {"label": _between(chosen.start, chosen.end), "value": own}]


def _between(first: date, last: date) -> str:
    return f"{day(first, year=first.year != last.year)} – {day(last, year=True)}"
