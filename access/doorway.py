"""Small pages in front of the app: signing in, setting a password, and what to do where neither goes. Plain HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>TITLE · Staffroom</title>
<link rel="icon" href="ICON" type="image/svg+xml">STYLES<script src="THEME"></script></head>
<body class="missing doorway"><main><h1>TITLE</h1>BODY</main></body>
</html>"""

LINK = (
    '<p class="note">No password yet, or it is lost? Whoever runs the server makes a link that works once, for an '
    "hour: <code>python -m data sign-in-link</code></p>"
)


@dataclass(frozen=True)
class Doorway:
    """``address``: name of an asset -> its address; ``styles``: names of style sheets."""

    address: Callable[[str], str]
    styles: Iterable[str]

    def sign_in(self, to: str, *, provider: bool, local: bool, told: str = "") -> str:
        """``to``: where to go afterwards; ``told``: why the last attempt did not succeed."""
        hidden = f'<input type="hidden" name="next" value="{escape(to)}">'
        address = f"/sign-in/provider?{urlencode({'next': to})}"  # no form: it would have to lead to another host
        by_provider = f'<p><a class="button main" href="{escape(address)}">Sign in with your school account</a></p>'
        by_password = (
            f'<form method="post" action="/sign-in/local" class="desk-form">{hidden}<label>Password of the emergency '
            'account<input class="typed" type="password" name="password" autocomplete="current-password" required>'
            '</label><button class="button main">Sign in</button></form>'
        )
        by_password += LINK
        if provider and local:
            by_password = f"<details><summary>The school account does not work</summary>{by_password}</details>"
        return self._page("Sign in", _told(told), by_provider if provider else "", by_password if local else "")

    def set_password(self, token: str, told: str = "") -> str:
        form = (
            f'<form method="post" action="/set-up/{escape(token)}" class="desk-form"><label>New password of the '
            'emergency account<input class="typed" type="password" name="password" autocomplete="new-password" '
            'minlength="15" required></label><button class="button main">Set it</button></form>'
        )
        words = "<p>Four words that do not belong together make a good one. Keep it where two people find it.</p>"
        return self._page("Set a password", _told(told), words, form)

    def closed(self, title: str, words: str, back: str = "/sign-in", to: str = "Sign in") -> str:
        """One sentence, and the way back."""
        return self._page(title, f"<p>{escape(words)}</p>", f'<p><a href="{escape(back)}">{escape(to)}</a></p>')

    def _page(self, title: str, *body: str) -> str:
        styles = "".join(f'<link rel="stylesheet" href="{self.address(name)}">' for name in self.styles)
        return (
            PAGE.replace("STYLES", styles)
            .replace("THEME", self.address("theme.js"))
            .replace("ICON", self.address("favicon.svg"))
            .replace("TITLE", escape(title))
            .replace("BODY", "".join(body))
        )


def _told(words: str) -> str:
    return f'<p class="note" role="alert">{escape(words)}</p>' if words else ""
