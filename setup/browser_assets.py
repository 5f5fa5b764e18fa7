"""Puts what a browser may fetch into build/static/, compressed, with the manifest access/static.py serves.

Run by `make setup`, and again by make whenever a file in assets/ or a lock file changes.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from setup import ROOT, STATIC
from setup.compress import Stored, store_all
from setup.dash_scripts import suite_files
from setup.vendor import icons_json, vendor_files

ASSETS = ROOT / "assets"


def main() -> None:
    started = time.monotonic()
    stored = store_all(everything().items(), STATIC / "files")
    forget_old_files(stored)
    (STATIC / "icons.json").write_bytes(icons_json())
    write_manifest(stored)
    print(f"Browser assets: {summary(stored)}, {time.monotonic() - started:.1f} s")


def everything() -> dict[str, bytes]:
    """URL -> content. Later entries win: the smaller plotly.js over the full one, ours over a vendor's."""
    suites = {url: path.read_bytes() for url, path in suite_files()}
    ours = {url: path.read_bytes() for url, path in own_files()}
    return suites | vendor_files() | ours


def own_files() -> Iterator[tuple[str, Path]]:
    """Our own assets as Dash names them; what starts with a dot is nobody's to fetch."""
    for path in sorted(ASSETS.rglob("*")):
        parts = path.relative_to(ASSETS).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield "/assets/" + "/".join(parts), path


def write_manifest(stored: dict[str, Stored]) -> None:
    """URL -> file, SHA-256, compressed twins; for our own files also the source and its date."""
    manifest = {url: asdict(entry) for url, entry in stored.items()}
    for url, path in own_files():
        manifest[url] |= {"source": path.relative_to(ROOT).as_posix(), "modified": path.stat().st_mtime_ns}
    unfinished = STATIC / "manifest.json.new"
    unfinished.write_text(json.dumps(manifest, indent=1), "utf-8")
    unfinished.replace(STATIC / "manifest.json")


def forget_old_files(stored: dict[str, Stored]) -> None:
    """Drops what an earlier version of a file left behind."""
    wanted = {name for entry in stored.values() for name in (entry.file, *entry.encodings.values())}
    for path in (STATIC / "files").iterdir():
        if path.name not in wanted:
            path.unlink()


def summary(stored: dict[str, Stored]) -> str:
    sizes = [(STATIC / "files" / entry.file).stat().st_size for entry in stored.values()]
    small = [(STATIC / "files" / entry.encodings.get("br", entry.file)).stat().st_size for entry in stored.values()]
    return f"{len(stored)} files, {sum(sizes) / 1e6:.1f} MB, {sum(small) / 1e6:.1f} MB with brotli"


if __name__ == "__main__":
    main()
