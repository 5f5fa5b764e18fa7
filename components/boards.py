"""Boards of groups: a new start each term, unless the reader has chosen a period."""

from __future__ import annotations

from components import charts, values
from components.figures import figure
from components.links import choose, chosen
from components.markup import tag
from components.request import answer
from components.values import Row
from data.answer import Answer
from data.metrics.calendar import TERM, THIS_YEAR
from data.metrics.record import Metric


def board(metric: Metric, periods: Answer, search: str) -> list:
    """The board of the term; of the whole period where the term alone would tell of few people."""
    window = of_term(periods, search)
    shown = answer(metric, window) if window else None
    if shown is None or (not shown.rows() and shown.hidden):
        return figure(whole := answer(metric, search), charts.ranking(whole), search)
    return figure(shown, charts.ranking(shown), window, _since(periods, search))


def of_term(periods: Answer, search: str) -> str:
    """The query string with this term for its period; nothing where a period is chosen, or there are no terms."""
    term = _period(periods, TERM)
    if term is None or chosen(search, "from") or chosen(search, "to"):
        return ""
    return _of(term, search)


def _period(periods: Answer, id_: str) -> Row | None:
    return next((row for row in periods.rows() if row["id"] == id_), None)


def _of(period: Row, search: str) -> str:
    return choose(search, **{"from": period["from"], "to": period["to"]})


def _since(periods: Answer, search: str) -> list:
    """A board begins anew, so that nobody has to catch up with last year's; the year is one tap away."""
    since = values.on(_period(periods, TERM)["from"])
    year = tag("a", "The whole year", href=_of(_period(periods, THIS_YEAR), search))
    return [f"Since {since}: boards begin anew each term. ", year]
