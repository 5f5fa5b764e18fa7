"""Which scripts Dash may ask for: its own list, so that an upgrade of Dash brings its new names along."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import dash
import dash_bootstrap_components  # noqa: F401 - importing it registers its scripts with Dash

SUITES = "/_dash-component-suites"
SERVED = (".js", ".mjs", ".css")


def suite_files() -> Iterator[tuple[str, Path]]:
    """(URL without fingerprint, file) of every script and stylesheet a page may load; no source maps."""
    for package, paths in registered_paths().items():
        folder = Path(importlib.import_module(package).__file__ or "").parent
        for path in sorted(paths):
            if path.endswith(SERVED) and (folder / path).is_file():
                yield f"{SUITES}/{package}/{path}", folder / path


def registered_paths() -> dict[str, set[str]]:
    """Dash fills its list when it renders a page: one empty page is enough."""
    app = dash.Dash("setup", assets_folder="none", use_async=False)
    app.layout = dash.html.Div()
    app.server.test_client().get("/")
    return app.registered_paths
