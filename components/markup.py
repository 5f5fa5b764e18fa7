"""What a page is written in: plain trees of HTML, drawn by one component of our own.

Dash wraps every component in machinery that only those with a callback need: measured with Dash 4.4.1, a table of
1,000 cells takes 1,400 ms to show by its own components and 60 ms by this one, the way to the server included.

A tree is ``[name, attributes, *inside]``, as `tag` makes it; a real Dash component in it (a chart) keeps its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dash.development.base_component import Component

Tree = list | Component


class Markup(Component):
    """Draws a tree. ``children`` are the Dash components in it, which the tree names by their number."""

    _namespace = "staffroom"  # assets/markup.js
    _type = "Markup"
    _prop_names = ("id", "tree", "children")
    _valid_wildcard_attributes = ()
    available_properties = ("id", "tree", "children")
    available_wildcard_properties = ()

    def __init__(self, tree: Tree, **more: Any) -> None:
        components: list[Component] = []
        super().__init__(tree=_numbered(tree, components), children=components, **more)


def tag(name: str, /, *inside: Any, **attributes: Any) -> list:
    """One element: ``tag("td", "15 Jan", className="when", data_value=3)``; None and False are left out."""
    kept = {_written(key): value for key, value in attributes.items() if value is not None and value is not False}
    return [name, kept, *_flat(inside)]


def _written(key: str) -> str:
    """React's name of an attribute: data_value -> data-value, className stays."""
    return key.replace("_", "-") if key.startswith(("data_", "aria_")) else key


def _flat(inside: Iterable[Any]) -> Iterator[Any]:
    """What is inside, one after the other; a list that is no element is several, None is nothing."""
    for part in inside:
        kind = type(part)  # a page asks this thousands of times: isinstance of Component is slow
        if kind is str or (kind is list and _is_element(part)):
            yield part
        elif part is None or part is False:
            continue
        elif kind is int or kind is float:
            yield str(part)
        elif isinstance(part, Component):
            yield part
        else:
            yield from _flat(part)


def _is_element(part: list) -> bool:
    return len(part) > 1 and type(part[1]) is dict


def _numbered(tree: Tree, components: list[Component]) -> Any:
    """The tree with every Dash component moved to ``components`` and its number in its place."""
    if type(tree) is list:
        return [part if type(part) in (str, dict) else _numbered(part, components) for part in tree]
    components.append(tree)
    return len(components) - 1
