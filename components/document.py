"""The HTML that a browser gets first, and the page that says there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

Address = Callable[[str], str]  # name of an asset -> its address with a fingerprint
THEME = "theme.js"  # before the first paint: no flash of the wrong theme
SCRIPTS = ("plots.js", "address.js", "ready.js", "keys.js", "markup.js")  # before Dash starts
EARLY = (  # what Dash would ask for only after its scripts have run
    '<link rel="preload" href="/_dash-layout" as="fetch" crossorigin="anonymous">'
    '<link rel="preload" href="/_dash-dependencies" as="fetch" crossorigin="anonymous">'
)

DOCUMENT = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{%title%}</title>
STYLES
HEAD
{%css%}
</head>
<body>
{%app_entry%}
{%config%}
SCRIPTS
{%scripts%}
{%renderer%}
</body>
</html>"""

MISSING = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>No page here · Staffroom</title>STYLES<script src="THEME"></script></head>
<body class="missing"><main><h1>There is no page here</h1>
<p>Staffroom has no page PATH. These are its pages:</p><ul>LINKS</ul></main></body>
</html>"""


def document(address: Address, stylesheets: Iterable[str]) -> str:
    """Dash's index string: everything from this machine, each file under an address that changes with its content."""
    early = [f'<link rel="icon" href="{address("favicon.svg")}" type="image/svg+xml">', _script(address, THEME), EARLY]
    scripts = [_script(address, name) for name in SCRIPTS]
    return (
        DOCUMENT.replace("STYLES", _styles(address, stylesheets))
        .replace("HEAD", "\n".join(early))
        .replace("SCRIPTS", "\n".join(scripts))
    )


def missing(address: Address, stylesheets: Iterable[str], paths: dict[str, str], path: str) -> str:
    """The page for an address that leads nowhere."""
    links = "".join(f'<li><a href="{path}">{escape(name)}</a></li>' for path, name in paths.items() if "<" not in path)
    return (
        MISSING.replace("STYLES", _styles(address, stylesheets))
        .replace("THEME", address(THEME))
        .replace("LINKS", links)
        .replace("PATH", escape(path[:200]))
    )


def _styles(address: Address, names: Iterable[str]) -> str:
    return "\n".join(f'<link rel="stylesheet" href="{address(name)}">' for name in names)


def _script(address: Address, name: str) -> str:
    return f'<script src="{address(name)}"></script>'
