"""The frame of every page: its title, its scope line, its filters, and a body that is renewed without being rebuilt.

A page is three lines below its ``content``, which makes everything that depends on the reader's choice::

    register_page(__name__, path="/recognition", title="Recognition · Staffroom", name="Recognition")

    def content(search: str) -> list: ...

    layout = page.layout("recognition", "Recognition", content)
    page.refresh("recognition", content)

A page with a variable path (``path_template="/goals/<goal>"``) gets it as a second argument: ``content(search, goal)``,
and so does its title when that is a function.

The page comes complete with the router's answer: one round trip. A new choice is another, which hands every component
its new properties. Dash mounts anew whatever it finds under a new ``children``, charts and open tables with it, so
children are sent only where the page has got another shape.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from inspect import signature
from typing import Any
from urllib.parse import unquote

from dash import Input, Output, State, callback, ctx, html, no_update, set_props
from dash.development.base_component import Component
from dash.exceptions import MissingCallbackContextException, PreventUpdate

from components import filter_bar, request, shell

Content = Callable[..., list]
Title = str | Callable[..., str]
RENEWED = ("tree", "figure")  # properties that change with a choice; whatever else differs makes another shape


def layout(key: str, title: Title, content: Content) -> Callable[..., Component]:
    """What Dash's router calls. It hands on the query string as keywords, which nobody needs: ``search`` has it all."""

    def complete(*_: Any, **__: Any) -> Component:
        address = _address()
        return html.Div(id=_body(key)) if address is None else _drawn(key, title, content, *address)

    return complete


def refresh(key: str, content: Content, title: Title | None = None) -> None:
    """Renew the page whenever its reader chooses anew; ``title`` only where it depends on the choice."""
    wanted = len(signature(content).parameters) - 1

    @callback(
        Output(_body(key), "children"),
        Output(_body(key), "data-shape"),
        Input("choice", "data"),
        State("url", "pathname"),
        State(_body(key), "data-shape"),
        prevent_initial_call=True,
    )
    def renew(search: str | None, pathname: str | None, shape: str | None):
        if len(_beyond(pathname)) != wanted:
            raise PreventUpdate  # the address of another page: nobody's browser sends that
        return _renewed(key, title, content, pathname, _told(search), shape)


def _drawn(key: str, title: Title, content: Content, pathname: str, search: str) -> Component:
    parts = _parts(key, content, pathname, search)
    _tell(key, title, pathname, search)
    return html.Div(parts, id=_body(key), className="page-body", **{"data-shape": _shape(parts)})


def _renewed(key: str, title: Title | None, content: Content, pathname: str, search: str, shown: str | None) -> tuple:
    parts = _parts(key, content, pathname, search)
    _tell(key, title, pathname, search)
    shape = _shape(parts)
    if shape != shown:
        return parts, shape
    for component in _every(parts):
        new = {name: getattr(component, name) for name in RENEWED if hasattr(component, name)}
        if new:
            set_props(component.id, new)
    return no_update, shape


def _parts(key: str, content: Content, pathname: str, search: str) -> list[Component]:
    """The content, each component of it with an id by which its properties can be set."""
    parts = content(search, *_beyond(pathname))
    for place, component in enumerate(_every(parts)):
        if not hasattr(component, "id"):
            component.id = f"{key}-part-{place}"
    return parts


def _every(parts: Any) -> Iterator[Component]:
    for part in parts if isinstance(parts, list | tuple) else [parts]:
        if isinstance(part, Component):
            yield part
            yield from _every(getattr(part, "children", None))


def _shape(parts: list[Component]) -> str:
    """A fingerprint of all that cannot be renewed in place."""
    return sha256(json.dumps(_bones(parts), default=str).encode()).hexdigest()[:16]


def _bones(part: Any) -> Any:
    if isinstance(part, list | tuple):
        return [_bones(each) for each in part]
    if not isinstance(part, Component):
        return part
    props = part.to_plotly_json()["props"]
    kept = {name: _bones(value) if name == "children" else value for name, value in props.items()}
    return [type(part).__name__, {name: value for name, value in kept.items() if name not in RENEWED}]


def _tell(key: str, title: Title | None, pathname: str, search: str) -> None:
    """Everything around the body that goes with the choice."""
    words = title(search, *_beyond(pathname)) if callable(title) else title
    if words:
        set_props("title", {"children": words})
    request.note_names(key, search)
    shell.renew(search)
    filter_bar.renew(search)


def _address() -> tuple[str, str] | None:
    """Path and query string that the router was asked for; None when Dash only looks at what layouts there are."""
    try:
        inputs = ctx.inputs
    except MissingCallbackContextException:
        return None
    return inputs["_pages_location.pathname"], inputs["_pages_location.search"] or ""


def _told(choice: str | None) -> str:
    """The query string in what assets/address.js tells; the number behind it makes the same choice news again."""
    return (choice or "").partition("#")[0]


def _beyond(pathname: str | None) -> tuple[str, ...]:
    """What the path says after the page's own name: /goals/g1 -> ("g1",)."""
    return tuple(unquote(part) for part in (pathname or "").strip("/").split("/")[1:])


def _body(key: str) -> str:
    return f"{key}-body"
