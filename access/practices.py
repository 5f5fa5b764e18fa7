"""Where practice is shared, said to have been used, corrected, reported and taken out of the library."""

from __future__ import annotations

from flask import Flask

from access.doorway import Doorway
from access.guard import Guard
from access.visitor import Visitors
from access.writing import Desk, Form, View, open_desk_of
from data.actions import practices
from data.actions.history import Act
from data.actions.rights import shares

PAGE = "/practices"


def open_practices(server: Flask, guard: Guard, visitors: Visitors, doorway: Doorway) -> None:
    """Register the addresses, and open them in the guard by name."""
    open_desk_of(DESK, ROUTES, server, guard, visitors, doorway)


def share(act: Act, form: Form) -> str:
    practices.share(act, form)
    return PAGE


def used(act: Act, form: Form) -> str:
    practices.used(act, form.get("practice", ""))
    return PAGE


def unshare(act: Act, form: Form) -> str:
    practices.unshare(act, form.get("practice", ""))
    return PAGE


def report(act: Act, form: Form) -> str:
    practices.report(act, form.get("practice", ""))
    return PAGE


def show(act: Act, form: Form) -> str:
    practices.show(act, form.get("practice", ""))
    return PAGE


def remove(act: Act, form: Form) -> str:
    practices.remove(act, form.get("practice", ""))
    return PAGE


def correct(act: Act, form: Form) -> str:
    practices.correct(act, form.get("practice", ""), form)
    return PAGE


ROUTES: dict[str, View] = {
    "/practices/share": share,
    "/practices/used": used,
    "/practices/unshare": unshare,
    "/practices/correct": correct,
    "/practices/report": report,
    "/practices/show": show,
    "/practices/remove": remove,
}
DESK = Desk(
    "practices", shares, practices.NOT_YOURS, back=lambda _: PAGE, led=lambda to, word: f"{to}?said={word}",
    again=lambda connection, done: PAGE, paced=True,
)  # fmt: skip
