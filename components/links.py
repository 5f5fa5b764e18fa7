"""Addresses inside the app. What a reader chose goes along from page to page."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from data.filters import Filters

GROUPS = ("classroom", "program", "grade", "department", "level", "goal", "kind", "wave")
PERIOD = ("from", "to", "compare")


def choose(search: str, **choice: str) -> str:
    """The query string with some of its filters set anew; an empty value takes one out."""
    kept = Filters.said(search) | choice
    said = {name: value for name, value in kept.items() if value}
    return f"?{urlencode(said, safe=',')}" if said else ""


def chosen(search: str, name: str) -> str:
    """What the query string says of one filter, as it stands there; empty when it says nothing."""
    return Filters.said(search).get(name, "")


def everybody(search: str) -> str:
    """The same time and view for the whole school."""
    return choose(search, **dict.fromkeys(GROUPS, ""))


def all_year(search: str) -> str:
    """The same view for the whole school and this school year."""
    return choose(everybody(search), **dict.fromkeys(PERIOD, ""))


def start_again(search: str) -> str:
    """Everything, this school year, in the same view."""
    return choose("", view=chosen(search, "view")) or "?"


def goal_page(goal: str, search: str) -> str:
    """A goal's own page; the filter by level stays behind with the list it filters."""
    return f"/goals/{quote(goal, safe='')}{choose(search, level='', goal='')}"
