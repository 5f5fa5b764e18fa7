"""The one door from pages to accounts: who they are, what they were granted and why, and what is noted of them."""

from __future__ import annotations

from typing import Any

from components import corrections, request
from data.accounts import account as accounts
from data.accounts import looks, own, sessions
from data.accounts.grants import Grant, grants_of
from data.accounts.why import THINGS, said_of, why

SEEN = 50  # views with names, on a page
Row = dict[str, Any]


def is_open(search: str) -> bool:
    """Whether who asks grants roles, and looks at a screen of their own."""
    visitor = request.visitor()
    return bool(visitor and visitor.administers) and not request.choice(search).view


def everybody() -> list[Row]:
    """All accounts, each with what it was granted and why."""
    gate = request.gate()
    with gate.engine.connect() as connection:
        going_on = [session.account.id for session in sessions.going_on(connection)]
        return [
            {
                "id": account.id, "called": account.called, "person": account.person, "closed": bool(account.closed),
                "own": account.id == request.visitor().actor, "sessions": going_on.count(account.id),
                "grants": [_grant(grant) for grant in grants_of(connection, account, gate.settings.today)],
            }
            for account in accounts.every(connection)
        ]  # fmt: skip


def _grant(grant: Grant) -> Row:
    return {"id": grant.id, "role": grant.role, "school": grant.school, "of": sorted(grant.of), "why": grant.why}


def callers(*, names: bool) -> dict[str, str]:
    """What accounts are called where somebody did something; without ``names`` that it was one."""
    with request.gate().engine.connect() as connection:
        return {one.id: one.called if names else "an account" for one in accounts.every(connection)}


def schools() -> list[Row]:
    with request.gate().engine.connect() as connection:
        return own.schools(connection)


def teams() -> list[tuple[str, str]]:
    """What somebody may lead: departments and programs, as a form says them and as people do."""
    with request.gate().engine.connect() as connection:
        return own.teams(connection)


def _named(grant: Grant) -> str:
    parts = [grant.role, grant.school or "all schools", ", ".join(sorted(grant.of))]
    return " · ".join(filter(None, parts))


def _seen(seen: list[looks.Look], own_account: str) -> list[Row]:
    """Who looked is told by what their account is called: whoever is seen may know by whom."""
    called, labels = callers(names=True) | {own_account: "you"}, request.labels()
    return [
        {
            "at": look.at[:16].replace("T", " "), "who": called.get(look.actor, look.actor), "role": look.role,
            "page": look.page, "choice": ", ".join(_chosen(look, labels)),
        }
        for look in seen
    ]  # fmt: skip


def _chosen(look: looks.Look, labels: dict[str, dict[str, str]]) -> list[str]:
    return [labels.get(name, {}).get(value, value) for name, values in look.choice.items() for value in values]


def me(search: str) -> Row | None:
    """Who asks: what they may see and why, and what is stored about them; nothing of it in front of a room."""
    visitor = request.visitor()
    if not visitor or visitor.session is None or request.choice(search).view:
        return None
    account = visitor.session.account
    with request.gate().engine.connect() as connection:
        stored = own.stored(connection, account.person) if account.person else []
        agreed = own.consents(connection, account.person) if account.person else []
        seen, number = looks.at(connection, account.person, SEEN) if account.person else ([], 0)
    return {
        "called": account.called, "person": account.person, "grants": [said_of(grant) for grant in visitor.grants],
        "why": [(THINGS[whose], why(visitor.grants, whose)) for whose in THINGS], "stored": stored,
        "asked": corrections.own(account.id), "consents": agreed,
        "seen": _seen(seen, account.id), "more": number - len(seen),
        "role": visitor.grant.key if visitor.grant else "",
        "roles": [(grant.key, _named(grant)) for grant in visitor.grants],
    }  # fmt: skip
