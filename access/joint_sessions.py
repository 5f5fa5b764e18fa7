"""Where sessions are said to have taken place, and to have been useful."""

from __future__ import annotations

from flask import Flask

from access.doorway import Doorway
from access.guard import Guard
from access.visitor import Visitors
from access.writing import Desk, Form, View, open_desk_of
from data.actions import sessions
from data.actions.history import Act
from data.actions.rights import takes_part

PAGE = "/sessions"


def open_joint_sessions(server: Flask, guard: Guard, visitors: Visitors, doorway: Doorway) -> None:
    """Register the addresses, and open them in the guard by name."""
    open_desk_of(DESK, ROUTES, server, guard, visitors, doorway)


def confirm(act: Act, form: Form) -> str:
    sessions.confirm(act, form)
    return PAGE


def unconfirm(act: Act, form: Form) -> str:
    sessions.unconfirm(act, form.get("session", ""))
    return PAGE


def absent(act: Act, form: Form) -> str:
    sessions.be_there(act, form.get("session", ""), yes=False)
    return PAGE


def present(act: Act, form: Form) -> str:
    sessions.be_there(act, form.get("session", ""), yes=True)
    return PAGE


def answer(act: Act, form: Form) -> str:
    sessions.answer(act, form)
    return PAGE


ROUTES: dict[str, View] = {
    "/sessions/confirm": confirm,
    "/sessions/unconfirm": unconfirm,
    "/sessions/absent": absent,
    "/sessions/present": present,
    "/sessions/answer": answer,
}
DESK = Desk(
    "sessions", takes_part, sessions.NOT_YOURS, back=lambda _: PAGE, led=lambda to, word: f"{to}?said={word}",
    again=lambda connection, done: PAGE, paced=True,
)  # fmt: skip
