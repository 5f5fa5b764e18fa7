"""What node_modules gives the browser: one stylesheet (Bootstrap, font, icons), the fonts and plotly.js.

Icons are masks in CSS because Dash has no SVG elements: `<i class="icon icon-house">` takes the colour of the
text around it and needs no request. The content policy must allow images from data:.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from setup import ROOT

MODULES = ROOT / "node_modules"
BOOTSTRAP = MODULES / "bootstrap/dist/css/bootstrap.min.css"
ICON_FOLDER = MODULES / "bootstrap-icons/icons"
PLOTLY = MODULES / "plotly.js-cartesian-dist-min/plotly-cartesian.min.js"
FONT = MODULES / "@fontsource-variable/inter"
# Latin for nearly every page; a browser fetches the extension only for a name that needs it (unicode-range).
FONT_SUBSETS = ("latin", "latin-ext")

# Where dcc.Graph looks for plotly.js when the page has none (window._dashPlotlyJSURL). It gets the bundle of
# cartesian charts, a third of the full one, which then loads beside the page instead of before it.
PLOTLY_URL = "/_dash-component-suites/plotly/package_data/plotly.min.js"

# Dash sends every page 99 kB of 2019's features for browsers that Bootstrap 5.3 and plotly.js 4 do not run in anyway.
# All that is left of it is a name that older bundles expect to exist; without it they would reach for eval.
POLYFILL_URL = "/_dash-component-suites/dash/deps/polyfill@7.12.1.min.js"
POLYFILL = b"var regeneratorRuntime;"

# fmt: off
ICONS = (
    "arrow-counterclockwise", "arrow-down", "arrow-down-right", "arrow-left", "arrow-right", "arrow-up",
    "arrow-up-right", "award", "bar-chart", "bell", "box-arrow-right", "bullseye", "calendar-event",
    "chat-dots", "check-circle", "check-lg", "chevron-down", "chevron-left", "chevron-right",
    "chevron-up", "circle", "circle-half", "clock-history", "copy", "dash", "dash-circle", "database",
    "diagram-3", "diamond", "download", "easel", "exclamation-triangle", "eye", "eye-slash",
    "file-earmark-slides", "file-earmark-spreadsheet", "filter", "flag", "fullscreen", "gear",
    "graph-up", "grid", "hand-thumbs-up", "heart", "hourglass-split", "house", "info-circle", "keyboard",
    "life-preserver", "lightbulb", "link-45deg", "list", "lock", "moon-stars", "mortarboard", "pencil",
    "people", "person", "person-badge", "plus-lg", "printer", "question-circle", "search",
    "shield-check", "square", "star", "sun", "table", "three-dots", "triangle", "upload", "x-circle",
    "x-lg",
)
# fmt: on

ICON_RULES = """
.icon{display:inline-block;width:1em;height:1em;vertical-align:-.125em;flex:none;background:currentColor;
mask:var(--icon) center/contain no-repeat;print-color-adjust:exact}
@media (forced-colors:active){.icon{background:CanvasText}}
"""


def vendor_files() -> dict[str, bytes]:
    """URL -> content of everything that is built from node_modules."""
    fonts = {f"/assets/inter-{subset}.woff2": font_file(subset).read_bytes() for subset in FONT_SUBSETS}
    scripts = {PLOTLY_URL: PLOTLY.read_bytes(), POLYFILL_URL: POLYFILL}
    return {"/assets/vendor.css": stylesheet().encode(), **scripts, **fonts}


def stylesheet() -> str:
    bootstrap = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", BOOTSTRAP.read_text("utf-8"))
    return bootstrap + "".join(font_faces()) + ICON_RULES + "".join(icon_rules())


def font_file(subset: str) -> Path:
    return FONT / f"files/inter-{subset}-wght-normal.woff2"


def font_faces() -> Iterator[str]:
    """Fontsource's own rules for our subsets, with a fingerprint: a font is fetched once."""
    rules = (FONT / "index.css").read_text("utf-8")
    for subset in FONT_SUBSETS:
        rule = re.search(rf"/\* inter-{subset}-wght-normal \*/\s*(@font-face \{{.*?\}})", rules, re.DOTALL)
        if not rule:
            raise LookupError(f"{FONT / 'index.css'} has no rule for the subset {subset}: was the package replaced?")
        fingerprint = hashlib.sha256(font_file(subset).read_bytes()).hexdigest()[:12]
        yield re.sub(r"url\([^)]*\)", f"url(inter-{subset}.woff2?m={fingerprint})", rule[1])


def icon_rules() -> Iterator[str]:
    for name in ICONS:
        yield f'.icon-{name}{{--icon:url("data:image/svg+xml,{quote(icon(name), safe=SAFE_IN_CSS)}")}}\n'


SAFE_IN_CSS = " =:/'(),.-"


def icon(name: str) -> str:
    """One icon's SVG on one line, in quotes that CSS leaves alone."""
    svg = (ICON_FOLDER / f"{name}.svg").read_text("utf-8")
    svg = re.sub(r' (width|height|fill|class)="[^"]*"', "", svg.replace("\n", ""))
    return re.sub(r">\s+<", "><", svg).replace('"', "'")


def icons_json() -> bytes:
    """The same icons for whatever is not CSS: slides, print, emails."""
    return json.dumps({name: icon(name) for name in ICONS}, indent=0).encode()
