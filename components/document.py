"""The HTML that a browser gets first, and the page that says there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

Address = Callable[[str], str]  # name of an asset -> its address with a fingerprint
THEME = "theme.js"  # before the first paint: no flash of the wrong theme
FIRST = "ready.js"  # asks for the page while everything else is still on its way
SCRIPTS = ("plots.js", "address.js", "keys.js", "markup.js", "desk.js", "goals.js", "wall.js")  # before Dash starts
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
HEAD
STYLES
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


def document(address: Address, stylesheets: Iterable[str], plotly: str) -> str:
    """Dash's index string: everything from this machine, each file under an address that changes with its content.

    ``plotly``: where plotly.js is, which only a page with a chart runs.
    """
    icon = f'<link rel="icon" href="{address("favicon.svg")}" type="image/svg+xml">'
    early = [icon, _script(address, THEME), _script(address, FIRST), EARLY]
    scripts = [_script(address, name, plotly) for name in SCRIPTS]
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


def _script(address: Address, name: str, plotly: str = "") -> str:
    told = f' data-plotly="{plotly}"' if name == "plots.js" else ""
    return f'<script src="{address(name)}"{told}></script>'
