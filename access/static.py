"""Serves scripts, styles and fonts as `make setup` compressed them, and compresses what is made on the way.

Dash would send 4.7 MB of plotly.js as it lies in the package and answer 500 to an unknown script. Here one
manifest says what exists; anything else is 404, so no path can be climbed.
"""

import json
import mimetypes
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from dash.fingerprint import check_fingerprint
from flask import Flask, Response, abort, request, send_file
from flask_compress import Compress

PREFIXES = ("/assets/", "/_dash-component-suites/")
A_YEAR = 31_536_000
# The best first; over plain http a browser offers gzip alone.
ENCODINGS = ("br", "gzip")


@dataclass(frozen=True)
class StaticFiles:
    """What the manifest lists, and the addresses under which a page may ask for it."""

    root: Path
    manifest: dict[str, dict[str, Any]]

    def url(self, name: str) -> str:
        """The address of an asset, with its fingerprint: kept for a year, and new when the content is."""
        path = f"/assets/{name}"
        if path not in self.manifest:
            raise LookupError(f"{name} is not among the browser assets: put it into assets/ and run `make setup`")
        return f"{path}?m={self.manifest[path]['sha'][:12]}"

    def find(self, path: str) -> dict[str, Any] | None:
        """The manifest's entry for a path, with or without Dash's fingerprint in it."""
        return self.manifest.get(path) or self.manifest.get(check_fingerprint(path)[0])

    def changed(self, entry: dict[str, Any]) -> bool:
        """One of our own files, edited since set-up: who is developing wants to see the edit."""
        source = self.root / entry["source"] if "source" in entry else None
        return source is not None and source.exists() and source.stat().st_mtime_ns != entry["modified"]


def serve_static(server: Flask, root: Path) -> StaticFiles:
    """Answers for built assets and component scripts on this server. Register the guard of access first.

    Raises FileNotFoundError where set-up has not run.
    """
    static = StaticFiles(root, read_manifest(root))
    server.before_request(partial(answer, static))
    compress_answers(server)
    return static


def read_manifest(root: Path) -> dict[str, dict[str, Any]]:
    path = root / "build" / "static" / "manifest.json"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: run `make setup`, which builds the browser assets")
    return json.loads(path.read_text("utf-8"))


def compress_answers(server: Flask) -> None:
    """Pages and JSON at brotli 4. Flask-Compress passes by what has a Content-Encoding, and so our files."""
    server.config["COMPRESS_ALGORITHM"] = list(ENCODINGS)
    server.config["COMPRESS_STREAMS"] = False
    Compress(server)


def answer(static: StaticFiles) -> Response | None:
    """The file asked for, 404 for an unknown one, or None: not a static path, the request goes on."""
    if not request.path.startswith(PREFIXES) or request.method not in ("GET", "HEAD"):
        return None
    entry = static.find(request.path)
    if entry is None:
        abort(404)
    return None if static.changed(entry) else send(static.root / "build" / "static" / "files", entry)


def send(folder: Path, entry: dict[str, Any]) -> Response:
    """One file in the best encoding the browser takes, or 304 when it has it already."""
    encoding = request.accept_encodings.best_match(list(entry["encodings"]))
    response = send_file(
        folder / entry["encodings"].get(encoding, entry["file"]),
        mimetype=mimetypes.guess_type(entry["file"])[0] or "application/octet-stream",
        etag=f"{entry['sha'][:16]}-{encoding or 'identity'}",
    )
    describe(response, encoding)
    return response


def describe(response: Response, encoding: str | None) -> None:
    """How long to keep it, and that other browsers may get other bytes."""
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    lasting = f"public, max-age={A_YEAR}, immutable"
    response.headers["Cache-Control"] = lasting if is_versioned(request.path) else "no-cache"


def is_versioned(path: str) -> bool:
    """Whether the address changes with the content, so that a copy of it never grows old."""
    return bool(request.args.get("m")) or check_fingerprint(path)[1]
