"""The one door from a page to data: what was chosen, who asks, and the gate behind both."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from datetime import date
from functools import lru_cache
from typing import Any

from flask import abort, current_app, g

from data import trail
from data.accounts import looks
from data.answer import Answer
from data.filters import Filters
from data.gate import Gate, Look
from data.metrics.record import Metric
from data.viewer import Viewer

LOG = logging.getLogger("staffroom")


def answer(metric: Metric, search: str) -> Answer:
    """The metric for the choice in a query string, as the viewer of this request may see it."""
    found = gate().answer(_look(), metric, choice(search), viewer())
    given().append(found)
    return found


def _look() -> Look:
    """One for all answers of this request: none of them is of another version of the data."""
    if "looking" not in g:
        g.looking = ExitStack()
        g.look = g.looking.enter_context(gate().looking())
    return g.look


def look_away(_: BaseException | None = None) -> None:
    """When a request is over."""
    if "looking" in g:
        g.looking.close()


def given() -> list[Answer]:
    """The answers of this request so far, in the order in which they were asked for."""
    if "answers" not in g:
        g.answers = []
    return g.answers


def choice(search: str) -> Filters:
    return _parsed(search, gate().settings.today)


@lru_cache(maxsize=256)  # a page asks for its one choice some twenty times
def _parsed(search: str, today: date) -> Filters:
    return Filters.from_search(search, today)


def viewer() -> Viewer:
    """Who asks; access/ has found out before anything else ran."""
    return g.viewer


def actor() -> str:
    """What the trail calls who asks: the account, or the role of whoever sits at this machine."""
    return g.get("actor") or viewer().role


def visitor() -> Any:
    """Who asks, with their session and all that they were granted; access/ has found out."""
    return g.get("visitor")


def gate() -> Gate:
    return current_app.extensions["staffroom"]


def may_name(search: str) -> bool:
    """Whether this viewer may see anybody's name on this view."""
    asked = _known(search)
    return viewer().may_name(asked) and not asked.view


def how_to_name(search: str) -> str:
    """What to choose for names, for who may see those of their own groups only and has chosen none; else empty."""
    own = {name for name, _ in viewer().own}
    if not own or choice(search).view or may_name(search):
        return ""
    which = "one of your own classrooms" if "classroom" in own else "your team"
    return f"Names: choose {which} to show names"


def _known(search: str) -> Filters:
    """The choice as the gate takes it: without what is not there for this viewer."""
    return gate().directory(_look(), viewer()).known(choice(search))


def labels() -> dict[str, dict[str, str]]:
    """What the choices of each filter are called, as far as this viewer may see them; nobody's name in any."""
    return gate().directory(_look(), viewer()).covered


def note_names(page: str, search: str) -> None:
    """Keep a record of who looked at names, and where; never of the names. What cannot be kept is not shown."""
    if choice(search).names and may_name(search):
        _kept(page, search)


def _kept(page: str, search: str) -> None:
    try:
        chosen = _known(search)
        trail.note(gate().engine, actor(), trail.SAW_NAMES, page=page, **looks.noted(viewer(), chosen))
    except Exception:  # whatever stood in the way: a view that leaves no trace is not given
        LOG.exception("a view with names could not be noted, and was not given")
        abort(503, "Who sees names is noted, and that was not possible just now: try again in a minute.")
