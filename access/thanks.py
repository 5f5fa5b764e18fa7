"""Where thanks are said, looked at, cleared for a room, reported and taken back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from access.doorway import Doorway
from access.guard import Guard
from access.visitor import Visitors
from access.writing import Desk, Form, View, open_desk_of
from data.actions import thanks, values
from data.actions.history import Act
from data.actions.rights import says_thanks

PAGE = "/new-thanks"
REPORTED_ON = {"recognition": "/recognition", "wall": "/wall"}


def open_thanks(server: Flask, guard: Guard, visitors: Visitors, doorway: Doorway) -> None:
    """Register the addresses, and open them in the guard by name."""
    open_desk_of(DESK, ROUTES, server, guard, visitors, doorway)


def give(act: Act, form: Form) -> str:
    thanks.give(act, form)
    return PAGE


def report(act: Act, form: Form) -> str:
    """Back to the page on which they stood."""
    thanks.report(act, form.get("thanks", ""))
    return REPORTED_ON.get(form.get("page", ""), PAGE)


def clear(act: Act, form: Form) -> str:
    thanks.clear(act, form.get("thanks", ""), yes=form.get("room") == "yes")
    return PAGE


def list_values(act: Act, form: Form) -> str:
    values.write(act, form)
    return PAGE


def _of_one(write: Callable[[Act, str], None]) -> View:
    def view(act: Act, form: Form) -> str:
        write(act, form.get("thanks", ""))
        return PAGE

    return view


ROUTES: dict[str, View] = {
    "/thanks/give": give,
    "/thanks/show": _of_one(thanks.show),
    "/thanks/remove": _of_one(thanks.remove),
    "/thanks/remove-all": _of_one(thanks.remove_all),
    "/thanks/withdraw": _of_one(thanks.withdraw),
    "/thanks/clear": clear,
    "/thanks/report": report,
    "/thanks/values": list_values,
}
DESK = Desk(
    "thanks", says_thanks, thanks.NOT_YOURS, back=lambda _: PAGE, led=lambda to, word: f"{to}?said={word}",
    again=lambda connection, done: PAGE, paced=True,
)  # fmt: skip
