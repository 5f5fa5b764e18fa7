"""What stands around every page: where one can go, whose data this is, and how it is looked at."""

from __future__ import annotations

import dash
from dash import dcc, html, set_props

from components import filter_bar
from components.request import answer, choice, given, how_to_name, may_name, viewer, visitor
from data.metrics.calendar import FRESHNESS

ORDER = ("/", "/goals", "/communication", "/collaboration", "/leadership", "/support", "/outcomes", "/recognition",
         "/wall", "/meeting", "/data", "/access", "/me")  # fmt: skip
KEYS = "Keys: m presents, t opens tables"
OF_ACCOUNTS = ("/access", "/me")
NOTHING_TO_SEE = "This role sees no data of a school: ask who grants roles"
NO_SIGN_IN = "This machine only: sign‑in is not set up"  # its hyphen does not break


def layout(signs_in: bool = False) -> list:
    """The whole of the app; nothing in it depends on a request, so that it can be sent at once."""
    return [
        dcc.Location(id="url", refresh=False),
        dcc.Store(id="choice"),
        html.A("Skip to the page", href="#main", className="skip"),
        navigation(signs_in),
        html.Main([head(), notice(), dash.page_container], id="main", tabIndex=-1, **{"data-ready": "false"}),
    ]


def navigation(signs_in: bool) -> html.Header:
    """At the left; on a phone a bar at the top with a menu."""
    links = html.Ul([html.Li(html.A(name, href=path)) for path, name in places(signs_in)])
    return html.Header(
        [
            html.A("Staffroom", href="/", className="brand"),
            _button("menu", "Menu", icon="list", **{"aria-expanded": "false", "aria-controls": "menu"}),
            html.Div(
                [
                    html.Nav(links, **{"aria-label": "Pages"}),
                    html.Div(
                        [_button("theme", "Light", icon="sun"), html.Div(id="foot", className="foot")],
                        className="nav-end",
                    ),
                ],
                id="menu",
                className="menu",
            ),
        ],
        className="side",
    )


def places(signs_in: bool) -> list[tuple[str, str]]:
    """Path and name of the pages there are, in the order of the strategies; those of accounts where there are any."""
    names = {page["path"]: page["name"] for page in dash.page_registry.values()}
    return [(path, names[path]) for path in ORDER if path in names and (signs_in or path not in OF_ACCOUNTS)]


def head() -> html.Div:
    """Title, scope and filters; in the meeting view all there is beside the charts."""
    words = html.Div([html.H1(id="title"), html.P(id="scope", className="scope")], className="head-words")
    buttons = html.Div(
        [
            html.P(id="names-how", className="names-how", hidden=True),
            html.Button("Show names", id="names", type="button", hidden=True, **{"data-do": "names"}),
            html.Button(
                [html.Span("Present", className="off"), html.Span("Leave", className="on"), html.Kbd("m")],
                id="present",
                type="button",
                title="Show one chart a screen (key m, Esc leaves)",
                **{"data-do": "present"},
            ),
        ],
        className="head-buttons",
    )
    return html.Div([words, buttons, filter_bar.bar()], className="head")


def notice() -> html.P:
    """Where a lost connection is told; empty otherwise."""
    return html.P(id="notice", className="notice", role="status")


def renew(search: str) -> None:
    """The scope line of the page's first answer, and whose data this is, to which day and for whom."""
    first = next(iter(given()), None)
    fresh = answer(FRESHNESS, search)
    seen = viewer().schools
    if first and seen is not None and not seen:
        set_props("scope", {"children": NOTHING_TO_SEE})
        set_props("foot", {"children": foot(NOTHING_TO_SEE, "", bool(choice(search).view))})
    elif first:
        set_props("scope", {"children": f"{first.scope} · {_small(fresh.sentence)}"})
        set_props("foot", {"children": foot(first.scope.split(" · ")[0], fresh.sentence, bool(choice(search).view))})
    shown, how = choice(search).names, how_to_name(search)
    set_props("names-how", {"hidden": not how, "children": how})
    set_props("names", {"hidden": not may_name(search), "children": "Hide names" if shown else "Show names"})


def foot(school: str, fresh: str, in_meeting: bool) -> list:
    lines = filter(None, (school, fresh.rstrip("."), f"Viewing as {viewer().role}"))
    return [*[html.P(line) for line in lines], *([] if in_meeting else _who()), html.P(KEYS, className="keys")]


def _who() -> list:
    """Who is signed in, with the way out."""
    who = visitor()
    if not who or who.session is None:
        return [html.P(NO_SIGN_IN)]
    leave = html.Form(html.Button("Sign out", type="submit", className="button"), method="post", action="/sign-out")
    return [html.P(html.A(who.session.account.called, href="/me")), leave]


def _small(sentence: str) -> str:
    """A sentence as the end of a line."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _button(does: str, words: str, icon: str, **more: str) -> html.Button:
    inside = [html.I(className=f"icon icon-{icon}", **{"aria-hidden": "true"}), html.Span(words)]
    return html.Button(inside, id=f"{does}-button", type="button", **{"data-do": does}, **more)
