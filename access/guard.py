"""The one guard on every route: which host, which page, which message, and who is asking.

It stands before everything else, Dash's own routes among them, and lets through what it knows; the rest is 400, 403 or
404. Sign-in will find out who is asking in `viewer`, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, abort, g, redirect, request
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from access import envelope
from access.limit import Limit
from access.static import PREFIXES
from access.visitor import NO_ONE, Visitors

HOSTS = ("127.0.0.1", "localhost", "[::1]")
DASH = ("/_dash-layout", "/_dash-dependencies")
HEALTH = ("/healthz", "/readyz")
TLS_ONLY = "max-age=31536000"
CALLBACK = "/_dash-update-component"
REST = "/<path:path>"  # what Dash answers with its document
ROUTER = "_pages_location.pathname"
LARGEST_MESSAGE = 256 * 1024
NOTHING_DONE = "Nothing was done with this: go back, and send it again then."
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
}
POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "frame-src 'none'; object-src 'none'"
)


@dataclass
class Guard:
    """``paths``: the app's pages, with <name> where any one word may stand; ``callbacks``: Dash's own map of them."""

    visitors: Visitors
    page: Callable[[str], str]  # what to answer where there is nothing: a small page that says so
    slow: Callable[[str, str], str]  # ... and to whom has to wait: what to say, and where they wanted to go
    limit: Limit
    paths: dict[str, str] = field(default_factory=dict)
    callbacks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    policy: str = POLICY.format(hashes="")
    opened: set[str] = field(
        default_factory=set
    )  # addresses that are neither a page nor Dash's own, as Flask names them
    open_to_all: set[str] = field(default_factory=set)  # of these, those in front of the door

    def learn(self, paths: dict[str, str], callbacks: Mapping[str, Mapping[str, Any]], hashes: list[str]) -> None:
        """Once every page is there: path -> name, the callbacks, and the hashes of Dash's own inline scripts."""
        self.paths, self.callbacks = paths, callbacks
        self.policy = POLICY.format(hashes="".join(f" {text}" for text in hashes))
        self._known = re.compile("|".join(_pattern(path) for path in paths))

    def check(self) -> Response | None:
        """Before every request."""
        self._check_host()
        visitor = NO_ONE if self._is_for_all() else self.visitors.who()
        if wait := self._is_counted() and self.limit.wait(visitor, request.remote_addr or ""):
            return self._slow_down(wait)
        if visitor is None and self.paths:
            return self._turn_away()
        g.visitor = visitor or NO_ONE
        g.viewer, g.actor = g.visitor.viewer, g.visitor.actor
        if request.path == CALLBACK:
            self._check_message()
        elif not self._is_known(request.path):
            abort(404)
        return None

    def _check_host(self) -> None:
        sign_in = self.visitors.settings.sign_in
        if sign_in and request.host != sign_in.host and request.path not in HEALTH:
            abort(400, f"Staffroom answers at {sign_in.public_url} only")
        if not sign_in and not (is_local(request.host) and is_loopback(request.remote_addr)):
            abort(400, "Staffroom answers on this machine only: use http://127.0.0.1")

    def _is_for_all(self) -> bool:
        """What stands in front of the door: files without data, and the door itself."""
        if request.path.startswith(PREFIXES) or request.path in HEALTH:
            return True
        return request.url_rule is not None and request.url_rule.rule in self.open_to_all

    def _is_counted(self) -> bool:
        """Everything but files without data, of which a first visit needs many, and what a monitor asks."""
        return not request.path.startswith(PREFIXES) and request.path not in HEALTH

    def _slow_down(self, seconds: int) -> Response:
        """A page waits by itself (assets/ready.js), and a person is told."""
        words = f"That was a lot at once: Staffroom answers again in {seconds} second{'s' if seconds > 1 else ''}."
        if request.method == "GET" and self.is_page(request.path):
            answer = Response(self.slow(words, request.full_path.rstrip("?")), 429)
        else:
            answer = plain(words if request.method == "GET" else f"{words} {NOTHING_DONE}", 429)
        answer.headers["Retry-After"] = str(seconds)
        return answer

    def _turn_away(self) -> Response:
        """To the door, and from there back to the same view; a callback is told, and its page goes there."""
        if request.method == "GET" and self._is_for_page():
            return redirect(f"/sign-in?{urlencode({'next': request.full_path.rstrip('?')})}", 303)
        return plain("Sign in first.", 401)

    def _is_known(self, path: str) -> bool:
        if path in (*DASH, *HEALTH) or path.startswith(PREFIXES) or self._is_for_page():
            return True
        return request.url_rule is not None and request.url_rule.rule in self.opened | self.open_to_all

    def _is_for_page(self) -> bool:
        """Whether Dash is to answer with its one document. The slash of an id comes as %2F, which is a slash no more
        where a server has read the address; as it was sent it counts only for what no other route would answer."""
        if self.is_page(request.path):
            return True
        is_for_dash = request.url_rule is not None and request.url_rule.rule == REST
        return is_for_dash and self.is_page(_as_sent())

    def is_page(self, path: str) -> bool:
        return bool(self._known.fullmatch(path)) if self.paths else path == "/"

    def _check_message(self) -> None:
        if request.method != "POST":
            abort(405)
        if not is_same_origin() or not self.visitors.has_token(g.visitor):
            abort(403)
        if request.mimetype != "application/json":
            abort(415)
        try:
            message = envelope.parsed(request.get_data(cache=True))
            envelope.check(message, self.callbacks)
        except envelope.Refused as refused:
            abort(400, f"Refused: {refused}")
        self._check_page(dict(envelope.values(message)))

    def _check_page(self, sent: dict[str, Any]) -> None:
        """The router draws the pages that there are, and answers nothing else."""
        if ROUTER in sent and not self.is_page(sent[ROUTER] or ""):
            abort(404)

    def finish(self, response: Response) -> Response:
        """After every request: what a browser may do with the answer, and that it keeps no data."""
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = self.policy
        if self.visitors.sign_in and self.visitors.settings.sign_in.is_secure:
            response.headers["Strict-Transport-Security"] = TLS_ONLY
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response

    def missing(self, _error: Any) -> tuple[str, int]:
        return self.page(request.path), 404


def protect(server: Flask, visitors: Visitors, page: Callable[[str], str], slow: Callable[[str, str], str]) -> Guard:
    """Puts the guard before everything that is registered later; call it first."""
    guard = server.extensions["guard"] = Guard(visitors, page, slow, Limit(visitors))
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_MESSAGE
    server.before_request(guard.check)
    server.after_request(guard.finish)
    server.register_error_handler(404, guard.missing)
    server.add_url_rule("/healthz", "healthz", lambda: plain("ok"))
    server.add_url_rule("/readyz", "readyz", lambda: ready(server))
    return guard


def is_loopback(address: str | None) -> bool:
    """Whether who asks sits at this machine, however the server was started."""
    return bool(address) and ip_address(address).is_loopback


def is_local(host: str) -> bool:
    """Whether the Host header names this machine: no other site can borrow the browser of somebody who sits here."""
    name, _, port = host.rpartition(":") if re.search(r":\d*$", host) else (host, "", "")
    return name in HOSTS and (not port or port.isdecimal())


def is_same_origin() -> bool:
    """Whether one of our own pages sent this; browsers say so, and programs say nothing."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    return site in (None, "same-origin") and origin in (None, request.host_url.rstrip("/"))


def ready(server: Flask) -> Response:
    """200 while the database answers, else 503."""
    try:
        with server.extensions["staffroom"].engine.connect() as connection:
            connection.execute(select(1))
    except SQLAlchemyError:
        return plain("the database does not answer", 503)
    return plain("ok")


def plain(words: str, status: int = 200) -> Response:
    return Response(words, status, mimetype="text/plain")


def _as_sent() -> str:
    """The path before anybody decoded it, as gunicorn or werkzeug tell it; else as it was read."""
    sent = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or request.path
    return sent.partition("?")[0]


def _pattern(path: str) -> str:
    """/goals/<goal> -> one word, whatever it is; Dash itself would take more."""
    return "".join("[^/]+" if part.startswith("<") else re.escape(part) for part in re.split(r"(<[^>]+>)", path))
