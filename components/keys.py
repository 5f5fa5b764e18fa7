"""Who may see what, as administrators look at it and as everybody looks at themselves. Plain forms, as on Files in."""

from __future__ import annotations

from components import corrections
from components.blocks import panel
from components.desk import button, table
from components.markup import tag
from components.values import Row
from data.accounts.grants import BY_HAND
from data.accounts.own import Consent, Said
from data.wording import day

AGREE = {"boards": "boards of recognition", "wall": "the wall of thanks", "photo": "photographs"}
NOT_HERE = "Nobody signs in here yet, or this is the meeting view: what is stored about somebody is for them alone."
OF_ALL = "all schools (administrator, officer, data-manager)"
ROLES_ONLY = "Only who grants roles sees this page: ask your administrator."
NOBODY_SIGNS_IN = "Nobody signs in here yet: whoever sits at this machine has one role. README says how to change that."


def closed(signed_in: bool) -> list:
    return panel("Who may see what", tag("p", ROLES_ONLY if signed_in else NOBODY_SIGNS_IN))


def accounts(everybody: list[Row]) -> list:
    heads = ("Who", "Person", "May see, and why", "Sessions", "Account")
    return panel("Accounts", table("Accounts", heads, [_account(one) for one in everybody]))


def _account(one: Row) -> list:
    grants = [tag("div", _grant(grant), className="grant") for grant in one["grants"]] or [tag("p", "nothing yet")]
    hidden = tag("input", type="hidden", name="account", value=one["id"])
    end = tag("form", hidden, button("End"), method="post", action="/access/end") if one["sessions"] else None
    again = tag("input", type="hidden", name="open", value="again") if one["closed"] else None
    close = tag("form", hidden, again, button("Open again" if one["closed"] else "Close"), method="post",
                action="/access/close") if not one["own"] else None  # fmt: skip
    return tag("tr", tag("th", one["called"], scope="row"), tag("td", one["person"] or "not on the roster"),
               tag("td", grants), tag("td", str(one["sessions"]), end), tag("td", close))  # fmt: skip


def _grant(grant: Row) -> list:
    where = " · ".join(filter(None, [grant["role"], grant["school"], ", ".join(grant["of"])]))
    words = tag("span", tag("b", where), f" – {grant['why']}")
    if grant["id"] is None:
        return [words]
    hidden = tag("input", type="hidden", name="grant", value=str(grant["id"]))
    return [words, tag("form", hidden, button("Take back"), method="post", action="/access/revoke")]


def granting(everybody: list[Row], schools: list[Row], teams: list[tuple[str, str]]) -> list:
    """A role by hand, with its reason."""
    form = tag(
        "form",
        _select("account", "Who", [(one["id"], one["called"]) for one in everybody]),
        _select("role", "Role", [(role, role) for role in BY_HAND]),
        _select("school", "School", [(one["id"], one["name"]) for one in schools], OF_ALL),
        _select("scope", "Of a team lead: which team", teams, "–"),
        _typed("reason", "Why"),
        button("Grant", main=True),
        method="post", action="/access/grant", className="desk-form",
    )  # fmt: skip
    return panel("Grant a role", form)


def _select(name: str, words: str, options: list[tuple[str, str]], none: str = "– choose –") -> list:
    inside = [tag("option", none, value=""), *(tag("option", label, value=value) for value, label in options)]
    return tag("label", tag("span", words), tag("select", inside, name=name, className="form-select"))


def _typed(name: str, words: str) -> list:
    return tag("label", tag("span", words), tag("input", type="text", name=name, className="typed", required=True))


def me(found: Row | None) -> list[list]:
    """The cards of somebody about themselves."""
    if found is None:
        return [panel("My data", tag("p", NOT_HERE))]
    cards = [_why(found)]
    if found["consents"]:
        cards.append(_consents(found["consents"]))
    stored = [tag("tr", tag("th", name, scope="row"), tag("td", value)) for name, value in found["stored"]]
    about = table("Stored about you", ("What", "Value, or how many rows"), stored) if stored else tag("p", UNKNOWN)
    cards.append(panel("Stored about you", about))
    cards.append(corrections.to_ask(found["asked"], bool(stored)))
    return [*filter(None, cards), _looked(found["seen"], found["more"])]


UNKNOWN = "The roster has nobody with your verified address, so nothing is stored about you."
LOOKED = (
    "Every view with names is noted: who looked, in which role, where and with which choice; never whose names. Here "
    "are those whose choice included you, whether or not your row was on screen. A view of another group may still "
    "have named you, as the owner of a goal or in a thank-you."
)


def _looked(seen: list[Row], more: int) -> list:
    lines = [tag("tr", *(tag("td", one[name]) for name in ("at", "who", "role", "page", "choice"))) for one in seen]
    heads = ("When (UTC)", "Who", "As", "Page", "Choice")
    views = table("Views with names", heads, lines) if lines else tag("p", "Nobody looked with names on yet.")
    rest = tag("p", f"{more:,} more before these.", className="note") if more else None
    return panel("Who looked: views with names", tag("p", LOOKED, className="note"), views, rest)


def _why(found: Row) -> list:
    roles = tag("ul", [tag("li", words) for words in found["grants"]]) if found["grants"] else None
    lines = [tag("tr", tag("th", thing, scope="row"), tag("td", words)) for thing, words in found["why"]]
    switch = _switch(found) if len(found["roles"]) > 1 else None
    return panel(found["called"], roles, switch, table("What I may see, and why", ("What", "Why"), lines))


def _switch(found: Row) -> list:
    options = [tag("option", words, value=key) for key, words in found["roles"]]
    select = tag("select", options, name="role", defaultValue=found["role"], className="form-select")
    return tag("form", tag("label", tag("span", "Look as"), select), button("Change"), method="post", action="/me/role",
               className="desk-form")  # fmt: skip


def _consents(agreed: list[Consent]) -> list:
    """What holds, each on its own line; and under them what was said before, the latest first."""
    heads = ("What", "Change", "Since", "Before that")  # what can be pressed is in sight on a phone, too
    now = table("Shown by name, if I choose to", heads, [_consent(one) for one in agreed])
    said = sorted((one for each in agreed for one in each.history), key=lambda one: one.on, reverse=True)
    lines = [tag("tr", *(tag("td", words) for words in _said(one))) for one in said]
    history = table("What I said so far", ("When", "On", "I said", "Before"), lines) if lines else None
    sofar = tag("details", tag("summary", "What I said so far"), history, className="first-rows") if lines else None
    return panel("Shown by name, if I choose to", now, sofar)


def _consent(one: Consent) -> list:
    latest = next(iter(one.history), None)
    since = day(latest.on, year=True) if latest else "never said"
    words = f"On {AGREE[one.what]}: {'yes' if one.given else 'no'}"
    change = tag("form", *_hidden(one), _change(one), method="post", action="/me/consent")
    return tag("tr", tag("th", words, scope="row"), tag("td", change), tag("td", since), tag("td", _before(latest)))


def _hidden(one: Consent) -> list[list]:
    said = {"what": one.what, "given": "no" if one.given else "yes"}
    return [tag("input", type="hidden", name=name, value=value) for name, value in said.items()]


def _change(one: Consent) -> list:
    """Its name says of what: three buttons of one word tell nobody which is which."""
    words = "Withdraw" if one.given else "Agree"
    return tag("button", words, type="submit", className="button", aria_label=f"{words}: {AGREE[one.what]}")


def _before(said: Said | None) -> str:
    return "" if said is None else "nothing said" if said.before is None else "yes" if said.before else "no"


def _said(said: Said) -> tuple[str, str, str, str]:
    return day(said.on, year=True), AGREE[said.what], "yes" if said.given else "no", _before(said)
